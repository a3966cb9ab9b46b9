package cn.sunlit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the program's own role of the database cannot do, whatever the program says. */
@Execution(ExecutionMode.CONCURRENT)
class RightsTest {

    private static final String DENIED = "42501";

    /** Written down, so that a table which loses its trigger, or a trigger its plain refusal, is noticed. */
    private static final Set<String> APPEND_ONLY = Set.of(
            "alerts.climb",
            "alerts.concern_explanation",
            "alerts.concern_step",
            "oversight.demand",
            "oversight.move",
            "oversight.finding",
            "oversight.finding_row",
            "alerts.receiver",
            "alerts.explanation",
            "alerts.digest",
            "audit.entry",
            "audit.leaf",
            "audit.merkle",
            "audit.checkpoint",
            "audit.binding",
            "cases.obligation",
            "cases.history",
            "cases.statement",
            "funds.voucher",
            "funds.posting",
            "funds.bank_message",
            "funds.bank_entry",
            "funds.day_close",
            "funds.day_difference",
            "funds.day_check",
            "funds.statement_page",
            "funds.instalment",
            "funds.instalment_missed",
            "funds.distribution_hint",
            "funds.distribution_step",
            "funds.share",
            "funds.share_order",
            "funds.share_back",
            "funds.slip",
            "funds.payer_number",
            "robot.diary",
            "robot.report_line",
            "robot.switch",
            "robot.finding",
            "robot.seen",
            "robot.report",
            "cooperation.vehicle_step",
            "cooperation.vehicle_photo",
            "property.asset_value",
            "keys.sealed",
            "audit.adoption",
            "supervision.intervention",
            "supervision.none_happened",
            "supervision.step",
            "docket.alert",
            "docket.catalogue_adoption",
            "docket.catalogue_draft",
            "docket.catalogue_step",
            "docket.catalogue_version",
            "docket.computation",
            "docket.ledger",
            "docket.ledger_decision",
            "docket.mark",
            "docket.evidence",
            "documents.document",
            "documents.service",
            "messages.receipt",
            "notices.choice",
            "parties.contact",
            "parties.former_number",
            "parties.payee",
            "privacy.retention_run",
            "settings.holiday_notice",
            "settings.practice");

    private final TestServer.Fresh server = TestServer.fresh();
    private final JdbcClient program = TestServer.jdbc(server.asProgram());
    private final JdbcClient owner = TestServer.jdbc(server.dataSource());

    @Test
    void what_is_append_only_can_only_be_added_to() {
        for (String table : APPEND_ONLY) {
            String column = owner.sql("""
                            select attname from pg_attribute
                            where attrelid = cast(:t as regclass) and attnum > 0 and attidentity = '' limit 1
                            """).param("t", table).query(String.class).single();
            assertDenied("update %s set %s = %s".formatted(table, column, column));
            assertDenied("delete from " + table);
            assertDenied("truncate " + table + " cascade");
            assertDenied("alter table " + table + " add column more int");
            assertDenied("alter table " + table + " disable trigger user");
            assertDenied("drop table " + table + " cascade");
            assertThat(program.sql("select count(*) from " + table)
                            .query(Long.class)
                            .single())
                    .isNotNegative();
        }
    }

    @Test
    void nothing_but_the_program_s_rows_can_be_touched() {
        assertDenied("delete from audit.chain");
        assertDenied("update audit.chain set chain = 'x'");
        assertDenied("delete from audit.tree");
        assertDenied("update identity.flyway_history set success = true");
        assertDenied("drop trigger append_only on audit.entry");
        assertDenied(
                "create or replace function audit.refuse() returns trigger language plpgsql as 'begin return new; end'");
        assertDenied("create table audit.mine (id int)");
        assertDenied("create schema mine");
        assertDenied("create table public.mine (id int)");
        assertDenied("set session_replication_role = replica");
        assertDenied("set role " + server.user());
        program.sql("grant update on audit.entry to " + server.program()).update();
        assertThat(mayUpdate())
                .as("who lacks a right cannot hand it on, which is only warned of")
                .isFalse();
        assertDenied("create role mine superuser");
        assertDenied("copy audit.entry to program 'cat'");
        assertDenied("select setval('audit.entry_id_seq', 1)");
        assertDenied("truncate cases.file cascade");
    }

    @Test
    void the_rights_follow_the_triggers_that_refuse() {
        Set<String> refused = Stream.of("update", "delete")
                .map(act -> Set.copyOf(owner.sql("""
                                select c.oid::regclass::text from pg_class c
                                where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text = any (string_to_array(:modules, ','))
                                and c.relname <> 'flyway_history' and not has_table_privilege(:role, c.oid, :act)
                                """)
                        .param("modules", String.join(",", Migrations.MODULES))
                        .param("role", server.program())
                        .param("act", act)
                        .query(String.class)
                        .list()))
                .reduce((update, delete) ->
                        update.stream().filter(delete::contains).collect(Collectors.toSet()))
                .orElseThrow();
        // Of chain and tree only the columns that say how far the record has come, of a walk its result.
        assertThat(refused.stream()
                        .filter(table -> !List.of("audit.chain", "audit.tree", "audit.walk")
                                .contains(table)))
                .containsExactlyInAnyOrderElementsOf(APPEND_ONLY);
        assertThat(owner.sql("select has_table_privilege(:role, 'cases.file', 'delete')")
                        .param("role", server.program())
                        .query(Boolean.class)
                        .single())
                .as("a case's row is kept, but goes on")
                .isFalse();
    }

    @Test
    void rights_are_given_again_only_when_something_changed() {
        DataSource owned = server.dataSource();
        owner.sql("grant update on audit.entry to " + server.program()).update();
        Rights.give(owned, server.program(), false);
        assertThat(mayUpdate()).as("nothing ran, nothing is looked at").isTrue();
        Rights.give(owned, server.program(), true);
        assertThat(mayUpdate()).isFalse();
        owner.sql("grant update on audit.entry to " + server.program()).update();
        owner.sql("comment on table audit.binding is 'of another version'").update();
        Rights.give(owned, server.program(), false);
        assertThat(mayUpdate()).isFalse();
    }

    private boolean mayUpdate() {
        return owner.sql("select has_table_privilege(:role, 'audit.entry', 'update')")
                .param("role", server.program())
                .query(Boolean.class)
                .single();
    }

    private void assertDenied(String sql) {
        assertThatThrownBy(() -> program.sql(sql).update())
                .as(sql)
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .isInstanceOfSatisfying(
                        java.sql.SQLException.class,
                        refused -> assertThat(refused.getSQLState()).as(sql).isEqualTo(DENIED));
    }
}
