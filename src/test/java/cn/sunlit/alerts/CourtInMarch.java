package cn.sunlit.alerts;

import cn.sunlit.PostgresTest;
import cn.sunlit.database.TestServer;
import cn.sunlit.docket.DocketSupport;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.IdentitySupport;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.settings.SettingsSupport;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A court with one team in March 2026: the 2nd is a Monday, and there is no holiday in it. */
@ExtendWith(PostgresTest.class)
abstract class CourtInMarch {

    static final CourtCode COURT = new CourtCode("鄂1125");

    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    private final HikariDataSource pool;
    private long node;

    /** Thousands of statements: a connection for each would cost minutes. */
    CourtInMarch(DataSource database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setMaximumPoolSize(4);
        pool = new HikariDataSource(config);
        jdbc = TestServer.jdbc(pool);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
    }

    @AfterEach
    void giveBack() {
        pool.close();
    }

    @BeforeEach
    void anEmptyCourt() {
        transaction.executeWithoutResult(s -> {
            // Past the triggers that keep what is only added to.
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("""
                    truncate docket.alert, docket.node, docket.docket, docket.catalogue_version, docket.watermark,
                             alerts.climb, alerts.receiver, alerts.explanation, alerts.watermark, alerts.digest,
                             identity.absence, alerts.choice, messages.message, identity.team_member, identity.team restart identity cascade""").update();
        });
        IdentitySupport.staff(jdbc, "officer", COURT, Role.OFFICER);
        IdentitySupport.staff(jdbc, "second", COURT, Role.OFFICER);
        IdentitySupport.staff(jdbc, "leader", COURT, Role.TEAM_LEADER);
        IdentitySupport.staff(jdbc, "chief", COURT, Role.BUREAU_CHIEF);
        IdentitySupport.staff(jdbc, "watcher", COURT, Role.SUPERVISOR);
        jdbc.sql("update identity.staff set enabled = true").update();
        transaction.executeWithoutResult(s -> IdentitySupport.teams(jdbc, at(march(1)))
                .set(Actor.system("测试", COURT), COURT, "一队", "leader", Set.of("officer", "second")));
        long version = jdbc.sql("""
                        insert into docket.catalogue_version (version, effective_from, hash, inner_yaml, public_yaml, loaded_at)
                        values ('t', '2026-01-01', repeat('0', 64), '', '', now()) returning id""").query(Long.class).single();
        transaction.executeWithoutResult(s -> jdbc.sql(
                        "insert into docket.docket (case_id, court, version_id, opened_on) values (1, '鄂1125', ?, '2026-01-01')")
                .param(version)
                .update());
        jdbc.sql("insert into docket.watermark values ('alerts', '2026-03-01')").update();
        jdbc.sql("insert into alerts.watermark values ('climb', '2026-03-01')").update();
        node = 0;
    }

    static LocalDate march(int day) {
        return LocalDate.of(2026, 3, 1).plusDays(day - 1L);
    }

    static Clock at(LocalDate day) {
        return at(day.atTime(0, 5));
    }

    static Clock at(LocalDateTime moment) {
        return Clock.fixed(moment.atZone(TimeConfiguration.ZONE).toInstant(), TimeConfiguration.ZONE);
    }

    long open(String owner, int yellow, int red, int overdue) {
        node++;
        return transaction.execute(s -> jdbc.sql("""
                        insert into docket.node (case_id, court, owner, code, subject, run, start_event, start_cause, started_on,
                                                 due_on, yellow_on, red_on, overdue_on, due_proof, authority, state)
                        values (1, '鄂1125', :owner, 'B01', :subject, 1, 'CASE_FILED', 'x', '2026-02-01', :due, :yellow, :red,
                                :overdue, '', 'STATUTORY', 'OPEN') returning id""")
                .param("owner", owner)
                .param("subject", "n" + node)
                .param("due", march(overdue - 1))
                .param("yellow", march(yellow))
                .param("red", march(red))
                .param("overdue", march(overdue))
                .query(Long.class)
                .single());
    }

    void done(long id) {
        transaction.executeWithoutResult(s -> jdbc.sql(
                        "update docket.node set state = 'DONE', done_on = '2026-03-05', done_by = 'x' where id = ?")
                .param(id)
                .update());
    }

    final Moved clock = new Moved();
    private @Nullable Climb climb;
    private @Nullable DueWork sweep;

    /** Standing still until it is set on. */
    static final class Moved extends Clock {
        Clock now = at(march(1));

        @Override
        public ZoneId getZone() {
            return now.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return now.withZone(zone);
        }

        @Override
        public Instant instant() {
            return now.instant();
        }
    }

    Climb climb(LocalDate day) {
        clock.now = at(day);
        if (climb == null) {
            climb = climb();
            sweep = DocketSupport.sweep(jdbc, transaction, clock);
        }
        return climb;
    }

    Climb climb() {
        return new Climb(
                new ClimbStore(jdbc),
                SettingsSupport.holidays(jdbc, transaction, clock),
                SettingsSupport.practice(jdbc, transaction, clock),
                IdentitySupport.teams(jdbc, clock),
                IdentitySupport.courts(jdbc),
                clock,
                transaction);
    }

    void day(int day) {
        Climb work = climb(march(day));
        Objects.requireNonNull(sweep).runDue();
        work.runDue();
    }

    void days(int from, int to) {
        for (int day = from; day <= to; day++) {
            day(day);
        }
    }

    List<String> climbs() {
        return jdbc.sql("""
                        select node_id || ' ' || level || ' ' || c.rung || ' ' || extract(day from c.on_day) || ' ' || cause || ' '
                               || coalesce(string_agg(r.login || coalesce('代' || r.instead_of, ''), ',' order by r.login), '')
                        from alerts.climb c left join alerts.receiver r on r.on_day = c.on_day and r.rung = c.rung
                             and r.court = c.court and r.owner = coalesce(c.owner, '')
                        group by c.id order by c.node_id, c.on_day""").query(String.class).list();
    }
}
