package cn.sunlit.alerts;

import cn.sunlit.database.TestServer;
import cn.sunlit.docket.DocketSupport;
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
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** See bench/sweep. Each round is a day on which other nodes turn; the bare statement and the program's job see the same ones. */
final class SweepBench {

    private static final int OPEN = setting("OPEN", 5_000_000);
    private static final int TURN = setting("TURN", 50_000);
    private static final int ROUNDS = setting("ROUNDS", 5);
    private static final LocalDate BEFORE = LocalDate.of(2026, 3, 1); // a Sunday; the rounds are working days

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Standing clock = new Standing();

    private SweepBench(HikariDataSource pool) {
        jdbc = TestServer.jdbc(pool);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
    }

    public static void main(String[] arguments) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(TestServer.fresh().dataSource());
        config.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            new SweepBench(pool).run();
        }
        System.exit(0); // the server's shutdown hook removes its directory
    }

    private void run() {
        for (String setting : List.of("fsync = on", "full_page_writes = on", "synchronous_commit = on")) {
            jdbc.sql("alter system set " + setting).update();
        }
        jdbc.sql("select pg_reload_conf()").query().singleRow();
        people();
        long begin = System.nanoTime();
        generate();
        print("%,d open nodes, %,d turning a day, generated in %.0f s; fsync %s", OPEN, TURN, since(begin) / 1000,
                jdbc.sql("show fsync").query(String.class).single());
        DueWork sweep = DocketSupport.sweep(jdbc, transaction, clock);
        Climb climb = new Climb(
                new ClimbStore(jdbc),
                SettingsSupport.holidays(jdbc, transaction, clock),
                SettingsSupport.practice(jdbc, transaction, clock),
                IdentitySupport.teams(jdbc, clock),
                IdentitySupport.courts(jdbc),
                clock,
                transaction);
        clock.day = BEFORE;
        sweep.runDue();
        climb.runDue();
        List<Double> bare = new ArrayList<>();
        List<Double> swept = new ArrayList<>();
        List<Double> climbed = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            LocalDate day = BEFORE.plusDays(round);
            bare.add(time(() -> bare(day)));
            clock.day = day;
            int[] rows = new int[2];
            swept.add(time(() -> rows[0] = sweep.runDue()));
            climbed.add(time(() -> rows[1] = climb.runDue()));
            print("  %s: %,d alerts, %,d climbs", day, rows[0], rows[1]);
        }
        result("bare append-only statement, ms", bare);
        result("the program's sweep, ms", swept);
        print("%-34s %8.2f", "ratio of the medians", median(swept) / median(bare));
        result("climbs of the day, ms", climbed);
    }

    private void people() {
        CourtCode court = new CourtCode("鄂1125");
        for (int i = 0; i < 100; i++) {
            IdentitySupport.staff(jdbc, "officer" + i, court, Role.OFFICER);
        }
        IdentitySupport.staff(jdbc, "chief", court, Role.BUREAU_CHIEF);
    }

    /** Fifty nodes a case; a third of what turns on a day turns to each colour; the others are months away. */
    private void generate() {
        jdbc.sql("""
                insert into docket.catalogue_version (version, effective_from, hash, inner_yaml, public_yaml, loaded_at)
                values ('bench', '2026-01-01', repeat('0', 64), '', '', now())""").update();
        transaction.executeWithoutResult(all -> {
            // No trigger runs: what is generated is nobody's act.
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("""
                    insert into docket.docket (case_id, court, version_id, owner, opened_on)
                    select n, '鄂1125', (select min(id) from docket.catalogue_version), 'officer' || n % 100, '2026-01-05'
                    from generate_series(1, :cases) n""").param("cases", OPEN / 50 + 1).update();
            jdbc.sql("""
                    insert into docket.node (case_id, court, owner, code, subject, run, start_event, start_cause, started_on, due_on,
                                             yellow_on, red_on, overdue_on, due_proof, authority, state)
                    select n / 50 + 1, '鄂1125', 'officer' || (n / 50 + 1) % 100, 'B' || lpad((n % 50)::text, 2, '0'), '', 1,
                           'CASE_FILED', '立案', date '2026-01-05', t.overdue - 1, t.yellow, t.red, t.overdue,
                           repeat('证', 60), 'STATUTORY', 'OPEN'
                    from generate_series(0, :open - 1) n,
                         lateral (select date '2026-03-02' + (n / :turn)::int as day, n / :turn < :rounds as soon) d,
                         lateral (select
                             case when soon and n % 3 = 0 then day when soon and n % 3 = 1 then day - 100 when soon then day - 200
                                  else date '2026-06-01' + (n % 300)::int end as yellow,
                             case when soon and n % 3 = 1 then day when soon and n % 3 = 2 then day - 100
                                  when soon then day + 100 else date '2026-06-04' + (n % 300)::int end as red,
                             case when soon and n % 3 = 2 then day when soon then day + 200
                                  else date '2026-06-06' + (n % 300)::int end as overdue) t
                    """).param("open", OPEN).param("turn", TURN).param("rounds", ROUNDS).update();
        });
        jdbc.sql("create schema bare").update();
        // The barest table that does the same: the keys without which an alert could be doubled or not be found.
        jdbc.sql("""
                create table bare.alert (id bigint generated always as identity primary key, node_id bigint not null,
                    case_id bigint not null, court text not null, owner text, code text not null, level text not null,
                    due_on date not null, turned_on date not null, raised_at timestamptz not null, unique (node_id, level, due_on))""")
                .update();
        jdbc.sql("create index on bare.alert (court, owner, turned_on)").update();
        jdbc.sql("vacuum analyze docket.node").update();
    }

    private void bare(LocalDate day) {
        jdbc.sql("""
                insert into bare.alert (node_id, case_id, court, owner, code, level, due_on, turned_on, raised_at)
                select id, case_id, court, owner, code, 'YELLOW', due_on, yellow_on, now() from docket.node
                where state = 'OPEN' and yellow_on = :day
                union all
                select id, case_id, court, owner, code, 'RED', due_on, red_on, now() from docket.node
                where state = 'OPEN' and red_on = :day
                union all
                select id, case_id, court, owner, code, 'OVERDUE', due_on, overdue_on, now() from docket.node
                where state = 'OPEN' and overdue_on = :day""").param("day", day).update();
    }

    /** Stands at half past noon of the day it was given. */
    private static final class Standing extends Clock {
        private LocalDate day = BEFORE;

        @Override
        public ZoneId getZone() {
            return TimeConfiguration.ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return day.atTime(12, 30).atZone(TimeConfiguration.ZONE).toInstant();
        }
    }

    private static double time(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return since(begin);
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double median(List<Double> rounds) {
        return rounds.stream().sorted().toList().get(rounds.size() / 2);
    }

    private static void result(String what, List<Double> rounds) {
        print(
                "%-34s %8.0f   %s",
                what,
                median(rounds),
                rounds.stream().map(r -> "%.0f".formatted(r)).toList());
    }

    private static void print(String line, Object... values) {
        System.out.printf(Locale.ROOT, line + "%n", values);
    }

    private static int setting(String name, int standard) {
        String given = System.getenv(name);
        return given == null ? standard : Integer.parseInt(given);
    }
}
