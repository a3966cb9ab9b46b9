package cn.sunlit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.PostgresTest;
import cn.sunlit.database.TestServer;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.TimeConfiguration;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A thousand tamperings by somebody who may do everything in the database and has switched its triggers off: a value changed,
 * a row deleted, put in or exchanged with another, in the record and in the business rows bound to it. The audit must find
 * each one and name the row.
 */
@ExtendWith(PostgresTest.class)
@Execution(ExecutionMode.CONCURRENT)
class TamperingTest {

    private static final int TAMPERINGS = 1_000;
    private static final long SEED = 20261122;
    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final Actor JUDGE =
            new Actor(Actor.Kind.STAFF, "judge", "张法官", COURT, Set.of(Role.OFFICER), null, Set.of());

    /** Tables with their keys. Of the record's, a fault is named by what stands under {@link #named}. */
    private static final Map<String, List<String>> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("audit.entry", List.of("id"));
        TABLES.put("audit.chain", List.of("chain"));
        TABLES.put("audit.leaf", List.of("position"));
        TABLES.put("audit.merkle", List.of("algorithm", "level", "idx"));
        TABLES.put("audit.checkpoint", List.of("algorithm", "tree_size"));
        TABLES.put("documents.document", List.of("id"));
        TABLES.put("documents.service", List.of("id"));
        TABLES.put("docket.docket", List.of("case_id"));
        TABLES.put("docket.node", List.of("id"));
        TABLES.put("docket.evidence", List.of("id"));
        TABLES.put("parties.party", List.of("id"));
        TABLES.put("funds.account", List.of("id"));
        TABLES.put("funds.voucher", List.of("id"));
        TABLES.put("funds.posting", List.of("voucher", "line"));
        TABLES.put("funds.bank_message", List.of("id"));
        TABLES.put("property.asset", List.of("id"));
    }

    /** What is named by its chain: several may be tampered with at once. Of the tree, one fault hides the next. */
    private static final Set<String> LINKS = Set.of("audit.entry", "audit.chain");

    private final Map<String, Integer> done = new LinkedHashMap<>();
    private final List<String> missed = new ArrayList<>();
    private List<String> chains = List.of();
    private int tried;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Audit audit;

    TamperingTest(DataSource database) {
        var one = new SingleConnectionDataSource(open(database), true);
        jdbc = TestServer.jdbc(one);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(one));
        Clock clock = Clock.fixed(Instant.parse("2026-03-02T01:30:00Z"), TimeConfiguration.ZONE);
        audit = AuditSupport.audit(jdbc, transaction, clock);
    }

    private static java.sql.Connection open(DataSource database) {
        try {
            return database.getConnection();
        } catch (java.sql.SQLException trouble) {
            throw new IllegalStateException(trouble);
        }
    }

    @Test
    void 一千次随机篡改_每次都被发现并指出是哪一行() {
        court();
        transaction.executeWithoutResult(s -> {
            jdbc.sql("set local session_replication_role = replica").update();
            // Tables without rows here would only be asked a thousand times for nothing.
            jdbc.sql("delete from audit.binding where not name = any (string_to_array(:tables, ','))")
                    .param("tables", String.join(",", TABLES.keySet()))
                    .update();
        });
        assertThat(walked()).isEmpty();
        chains = jdbc.sql("select chain from audit.chain").query(String.class).list();
        Random random = new Random(SEED);
        List<String> tables = List.copyOf(TABLES.keySet());
        Deque<String> links = new ArrayDeque<>();
        Deque<String> tree = new ArrayDeque<>();
        Deque<String> business = new ArrayDeque<>();
        for (int i = 0; i < TAMPERINGS; i++) {
            String table = tables.get(random.nextInt(tables.size()));
            (LINKS.contains(table) ? links : table.startsWith("audit.") ? tree : business).add(table);
        }
        while (!links.isEmpty()) {
            walk(links, 4, random);
        }
        while (!tree.isEmpty() || !business.isEmpty()) {
            Deque<String> together = new ArrayDeque<>();
            int most = Math.max(1, business.size() / Math.max(1, tree.size())) + 1;
            if (!tree.isEmpty()) {
                together.add(tree.remove());
            }
            take(business, together, most);
            walk(together, together.size(), random);
            together.forEach(t -> (t.startsWith("audit.") ? tree : business).add(t));
        }
        assertThat(missed).isEmpty();
        assertThat(tried).isEqualTo(TAMPERINGS);
        assertThat(walked()).as("nothing of it remains").isEmpty();
        assertThat(done).as("every way was tried").hasSizeGreaterThan(3 * TABLES.size());
    }

    /** Within a transaction, since there is one connection alone. */
    private List<String> walked() {
        return Objects.requireNonNull(transaction.execute(status -> audit.walk().faults()));
    }

    /** Moves tables over, each once: two tamperings in one table could hit the same row. */
    private static void take(Deque<String> from, Deque<String> to, int most) {
        int left = from.size();
        while (left-- > 0 && to.size() < most) {
            String table = from.remove();
            (to.contains(table) ? from : to).add(table);
        }
    }

    /**
     * Does some tamperings that have nothing to do with each other, walks once and wants each named. What cannot be told apart
     * from one that is done already is left for the next walk.
     */
    private void walk(Deque<String> wanted, int most, Random random) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            List<Tampering> group = new ArrayList<>();
            int left = wanted.size();
            while (left-- > 0 && group.size() < most) {
                String table = wanted.remove();
                Tampering tampering = null;
                while (tampering == null) {
                    // A constraint that holds without triggers may refuse; the next one is tried.
                    tampering = attempt(table, random);
                }
                if (group.stream().allMatch(tampering::isApartFrom)) {
                    group.add(tampering);
                } else {
                    jdbc.sql("rollback to savepoint attempt").update();
                    wanted.add(table);
                }
            }
            List<String> faults = audit.walk().faults();
            if (group.stream().allMatch(each -> LINKS.contains(each.table()))) {
                assertThat(new EntryWalk(new WalkStore(jdbc), 2).faults(nobodyHears -> {}))
                        .as("what is remembered of two chains alone finds it as well: %s", faults)
                        .isNotEmpty();
            }
            for (Tampering each : group) {
                tried++;
                done.merge(each.how() + " " + each.table(), 1, Integer::sum);
                if (faults.stream().noneMatch(fault -> each.named().stream().anyMatch(fault::contains))) {
                    missed.add("%s: expected one of %s, got %s".formatted(each, each.named(), faults));
                }
            }
            if (!faults.isEmpty()
                    && group.stream().noneMatch(t -> t.named().stream().anyMatch(faults.getFirst()::contains))) {
                missed.add("the first fault is of none of %s: %s".formatted(group, faults.getFirst()));
            }
            status.setRollbackOnly();
        });
    }

    /** @param named one of these must stand in the first fault */
    private record Tampering(String how, String table, String row, List<String> named) {

        /** An entry that changes its chain may be named by either. */
        private boolean movesBetweenChains() {
            return LINKS.contains(table) && (how.endsWith(" chain") || row.endsWith(" in chain"));
        }

        boolean isApartFrom(Tampering other) {
            return !movesBetweenChains()
                    && !other.movesBetweenChains()
                    && named.stream().noneMatch(other.named()::contains);
        }
    }

    private @Nullable Tampering attempt(String table, Random random) {
        jdbc.sql("savepoint attempt").update();
        try {
            return switch (random.nextInt(4)) {
                case 0 -> change(table, random);
                case 1 -> delete(table, random);
                case 2 -> insert(table, random);
                default -> exchange(table, random);
            };
        } catch (DataAccessException refused) {
            jdbc.sql("rollback to savepoint attempt").update();
            return null;
        }
    }

    private record Row(String ctid, String key, String text) {}

    private Row any(String table, Random random) {
        List<Row> rows = jdbc.sql(
                        "select ctid::text as ctid, concat_ws('/', %s) as key, w::text as text from %s w order by 2"
                                .formatted(String.join(", ", TABLES.get(table)), table))
                .query(Row.class)
                .list();
        return rows.get(random.nextInt(rows.size()));
    }

    private record Column(String name, String type) {}

    private Column column(String table, Random random) {
        List<Column> columns =
                jdbc.sql("""
                        select column_name as name, data_type as type from information_schema.columns
                        where table_schema || '.' || table_name = :table and data_type <> 'xid8' order by ordinal_position""").param("table", table).query(Column.class).list();
        return columns.get(random.nextInt(columns.size()));
    }

    private @Nullable Tampering change(String table, Random random) {
        Row row = any(table, random);
        Column column = column(table, random);
        String name = '"' + column.name() + '"';
        String other =
                switch (column.type()) {
                    case "bigint", "integer", "smallint" -> name + " + 1";
                    case "date" -> name + " + 1";
                    case "timestamp with time zone" -> name + " + interval '1 microsecond'";
                    case "boolean" -> "not " + name;
                    case "bytea" -> "set_byte(%s, 0, get_byte(%s, 0) # 1)".formatted(name, name);
                    case "jsonb" -> name + " || '{\"x\": \"y\"}'";
                    case "text" ->
                        random.nextBoolean()
                                ? "translate(%s, '0123456789abcdef', '123456789abcdef0')".formatted(name)
                                : name + " || '改'";
                    default -> name;
                };
        return result("change " + column.name(), table, row, update(table, name + " = " + other, row));
    }

    private @Nullable Tampering delete(String table, Random random) {
        Row row = any(table, random);
        int gone = jdbc.sql("delete from %s where ctid = '%s'".formatted(table, row.ctid()))
                .update();
        return gone == 1 ? new Tampering("delete", table, row.key(), named(table, row, row)) : null;
    }

    private @Nullable Tampering insert(String table, Random random) {
        Row row = any(table, random);
        StringBuilder keys = new StringBuilder();
        for (String key : TABLES.get(table)) {
            keys.append(
                    ", '%s', case when jsonb_typeof(to_jsonb(w.%s)) = 'number' then to_jsonb(%d) else to_jsonb(w.%s::text || 'x') end"
                            .formatted(key, key, 100 + random.nextInt(900), key));
        }
        StringBuilder unique = new StringBuilder();
        for (String key : List.of(
                "hash",
                "seq",
                "entry_id",
                "number",
                "cause",
                "sha256",
                "subject",
                "sub_number",
                "recipient",
                "reference",
                "case_id")) {
            if (!TABLES.get(table).contains(key) && random.nextBoolean()) {
                unique.append(
                        ", '%s', case jsonb_typeof(to_jsonb(w) -> '%s') when 'number' then to_jsonb(%d) when 'string' then to_jsonb(md5('%d') || md5('%d')) end"
                                .formatted(key, key, 100 + random.nextInt(900), random.nextInt(), random.nextInt()));
            }
        }
        String values = "to_jsonb(w) || jsonb_strip_nulls(jsonb_build_object(%s))"
                .formatted((keys.toString() + unique).substring(2));
        List<String> made = jdbc.sql(
                        "insert into %s overriding system value select (jsonb_populate_record(null::%s, %s)).* from %s w where ctid = '%s' returning concat_ws('/', %s)"
                                .formatted(
                                        table, table, values, table, row.ctid(), String.join(", ", TABLES.get(table))))
                .query(String.class)
                .list();
        if (made.isEmpty()) {
            return null;
        }
        Row fresh = new Row("", made.getFirst(), "");
        return new Tampering("insert", table, fresh.key(), named(table, fresh, row));
    }

    private @Nullable Tampering exchange(String table, Random random) {
        Row one = any(table, random);
        Row two = any(table, random);
        Column column = column(table, random);
        String name = '"' + column.name() + '"';
        int changed = jdbc.sql("""
                        update %s a set %s = b.%s from %s b
                        where a.ctid in ('%s', '%s') and b.ctid in ('%s', '%s') and a.ctid <> b.ctid
                          and a.%s is distinct from b.%s""".formatted(
                                table, name, name, table, one.ctid(), two.ctid(), one.ctid(), two.ctid(), name, name))
                .update();
        if (changed != 2) {
            return null;
        }
        List<String> both = new ArrayList<>(named(table, one, one));
        both.addAll(named(table, two, two));
        return new Tampering("exchange", table, one.key() + " and " + two.key() + " in " + column.name(), both);
    }

    private int update(String table, String set, Row row) {
        return jdbc.sql("update %s set %s where ctid = '%s'".formatted(table, set, row.ctid()))
                .update();
    }

    /** A change that left the row as it was is none. */
    private @Nullable Tampering result(String how, String table, Row row, int changed) {
        if (changed != 1) {
            return null;
        }
        Integer same = jdbc.sql("select count(*) from %s w where w::text = :text".formatted(table))
                .param("text", row.text())
                .query(Integer.class)
                .single();
        return same > 0 ? null : new Tampering(how, table, row.key(), named(table, row, row));
    }

    private List<String> named(String table, Row row, Row origin) {
        return switch (table) {
            case "audit.entry" -> {
                List<String> all = new ArrayList<>(chains.stream()
                        .filter(origin.text()::contains)
                        .map(c -> "链" + c)
                        .toList());
                all.add("存证记录第%s号".formatted(row.key()));
                all.add("存证记录第%s号".formatted(origin.key()));
                yield all;
            }
            case "audit.chain" -> List.of("链" + row.key(), "链" + origin.key());
            case "audit.leaf", "audit.merkle" -> List.of("存证树");
            case "audit.checkpoint" -> List.of("检查点");
            default -> List.of("业务数据%s/%s：".formatted(table, row.key()), "业务数据%s/%s：".formatted(table, origin.key()));
        };
    }

    /** Some cases with rows in many tables, acts on each, checkpoints between them and acts that none covers yet. */
    private void court() {
        transaction.executeWithoutResult(s -> jdbc.sql("""
                        insert into docket.catalogue_version (version, effective_from, hash, inner_yaml, public_yaml, loaded_at)
                        values ('1', '2026-01-01', repeat('a', 64), 'i', 'p', '2026-01-01T00:00:00Z')""").update());
        for (int c = 1; c <= 6; c++) {
            CaseId id = new CaseId(c);
            for (String sql : ROWS) {
                transaction.executeWithoutResult(s -> {
                    jdbc.sql(sql).param("case", id).update();
                    audit.record(JUDGE, COURT, id, new Act("TESTED", "办理“" + id + "”号案件", Map.of("案", id.toString())));
                });
            }
            if (c == 2 || c == 4) {
                transaction.executeWithoutResult(
                        s -> audit.proof(audit.entries(id).getLast().id()));
            }
        }
    }

    private static final List<String> ROWS = List.of("""
            insert into documents.document (case_id, court, kind, title, number, text, sha256, issued_on, issued_by, login,
                                            issued_at)
            values (:case, '鄂1125', 'NOTICE', '通知书', '通知' || :case, repeat('执行通知书全文，', 5) || :case, repeat('b', 64),
                    '2026-03-02', '张法官', 'judge', '2026-03-02T01:30:00.123456Z')
            """, """
            insert into documents.service (document_id, recipient, how, served_on, recorded_at)
            select id, '乙' || :case, 'SMS', '2026-03-03', '2026-03-03T01:30:00Z' from documents.document where case_id = :case
            """, """
            insert into docket.docket (case_id, court, version_id, opened_on)
            select :case, '鄂1125', max(id), '2026-03-02' from docket.catalogue_version
            """, """
            insert into docket.node (case_id, court, code, run, start_event, start_cause, started_on, due_on, overdue_on,
                                     due_proof, authority, state)
            select :case, '鄂1125', 'A0' || n, 1, 'E', '立案' || :case || n, '2026-03-02', '2026-03-09', '2026-03-10', 'p',
                   'STATUTORY', 'OPEN' from generate_series(1, 3) n
            """, """
            with done as (
                update docket.node set state = 'DONE', done_on = '2026-03-05', done_by = '张法官'
                where case_id = :case and code = 'A01' returning id)
            insert into docket.evidence (node_id, kind, reference, title) select id, 'RECORD', 'r' || id, '笔录' from done
            """, """
            insert into parties.party (kind, name, registered_at) values ('PERSON', '当事人' || :case, '2026-03-02T00:00:00Z')
            """, """
            insert into funds.account (court, kind, case_id, case_number, number, opened_at)
            values ('鄂1125', 'CASE', :case, 'n' || :case, lpad((:case)::text, 17, '1'), '2026-03-02T00:00:00Z'),
                   ('鄂1125', 'TRANSIT', :case, null, null, '2026-03-02T00:00:00Z')
            """, """
            with v as (
                insert into funds.voucher (court, kind, cause, case_id, text, booked_on, at, by_login, by_name)
                values ('鄂1125', 'RECEIPT', 'receipt:' || :case, :case, '案款', '2026-03-04', '2026-03-04T00:00:00Z', 'cashier',
                        '出纳') returning id),
            bank as (
                insert into funds.account (court, kind, number, opened_at)
                values ('鄂' || :case, 'BANK', lpad((:case)::text, 17, '2'), '2026-03-02T00:00:00Z') returning id)
            insert into funds.posting (voucher, line, account, fen)
            select v.id, 1, bank.id, 5000 + :case from v, bank
            union all
            select v.id, 2, a.id, -5000 - :case from v, funds.account a where a.case_id = :case and a.kind = 'CASE'
            """, """
            insert into funds.bank_message (message_id, type, sha256, raw, raw_sha256, taken_at, by_login)
            values ('m' || :case, 'camt.054', encode(sha256(convert_to('<xml>' || :case, 'UTF8')), 'hex'),
                    convert_to('sealed' || :case, 'UTF8'), encode(sha256(convert_to('sealed' || :case, 'UTF8')), 'hex'), '2026-03-04T00:00:00Z', 'bank')
            """, """
            insert into property.asset (kind, holder_place, key_index, key_sealed, key_masked, title, nature, as_of)
            values ('DEPOSIT', '工行', decode(md5((:case)::text), 'hex'), '\\x0102', '6222****', '存款', '一般', '2026-03-04T00:00:00Z')
            """);
}
