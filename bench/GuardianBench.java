package cn.sunlit.property;

import cn.sunlit.database.TestServer;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.property.GuardianRules.Colour;
import cn.sunlit.property.GuardianRules.Marks;
import cn.sunlit.property.GuardianStore.Place;
import cn.sunlit.property.GuardianStore.Sort;
import cn.sunlit.property.GuardianStore.Sought;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** See bench/guardian. What the program asks stands beside the barest statement that finds as many rows on the same server. */
final class GuardianBench {

    private static final int MEASURES = setting("MEASURES", 1_000_000);
    private static final int ROUNDS = setting("ROUNDS", 200);
    private static final int COURTS = 100;
    private static final int INSTITUTIONS = 38;
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final LocalDate LOST_SINCE = TODAY.minusDays(365);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final GuardianStore store;

    private GuardianBench(HikariDataSource pool) {
        jdbc = TestServer.jdbc(pool);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
        store = new GuardianStore(jdbc);
    }

    public static void main(String[] arguments) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(TestServer.fresh().dataSource());
        config.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            new GuardianBench(pool).run();
        }
        System.exit(0); // the server's shutdown hook removes its directory
    }

    private void run() {
        long begin = System.nanoTime();
        generate();
        print("%,d measures of %d courts, generated in %.0f s; the first court has half of them", MEASURES, COURTS, since(begin) / 1000);
        print("%-46s %9s %9s   %9s %9s   %6s", "p50 · p99 in ms", "program", "", "bare", "", "ratio");
        Sought court = sought(null, place(1));
        Sought officer = sought(List.of("officer2"), place(1));
        Sought province = sought(null, IntStream.rangeClosed(1, COURTS).mapToObj(GuardianBench::place).toArray(Place[]::new));
        for (Colour colour : List.of(Colour.RED, Colour.YELLOW, Colour.CALM, Colour.LOST)) {
            compare("page of the largest court, " + colour, () -> page(court, colour), () -> bare(colour));
        }
        compare("page of 100 courts, RED", () -> page(province, Colour.RED), () -> bare(Colour.RED));
        compare("page of an officer, RED", () -> page(officer, Colour.RED), () -> bare(Colour.RED));
        compare("four counts of the largest court", () -> counts(court), this::bareCounts);
        compare("four counts of 100 courts", () -> counts(province), this::bareCounts);
        compare("four counts of an officer", () -> counts(officer), this::bareCounts);
    }

    private static Sought sought(@Nullable List<String> officers, Place... places) {
        return new Sought(List.of(places), officers, null, null, null, null, Sort.TERM);
    }

    /** Every institution takes a time of its own. */
    private static Place place(int court) {
        Map<String, Marks> marks = new HashMap<>();
        marks.put("", new Marks(TODAY.plusDays(25), TODAY.plusDays(46)));
        for (int i = 0; i < INSTITUTIONS; i++) {
            marks.put("I" + i, new Marks(TODAY.plusDays(3 + i / 2), TODAY.plusDays(24 + i / 2)));
        }
        return new Place(code(court), marks);
    }

    private static CourtCode code(int court) {
        return new CourtCode("鄂%04d".formatted(court));
    }

    private void page(Sought sought, Colour colour) {
        Sought of = new Sought(sought.places(), sought.officers(), colour, null, null, null, Sort.TERM);
        if (store.page(of, null, Guardian.PAGE + 1, LOST_SINCE).isEmpty()) {
            throw new IllegalStateException("an empty page measures nothing");
        }
    }

    private void counts(Sought sought) {
        for (Colour colour : Colour.values()) {
            store.count(sought, colour, LOST_SINCE);
        }
    }

    /** The first rows of the colour's stretch with the same joins, without lead times. */
    private void bare(Colour colour) {
        LocalDate from = colour == Colour.RED ? LocalDate.EPOCH : TODAY.plusDays(colour == Colour.YELLOW ? 10 : 46);
        jdbc.sql("""
                        select g.*, m.rank, a.title, f.number, s.name from property.guard g
                        join property.measure m on m.id = g.measure_id join property.asset a on a.id = m.asset_id
                        join cases.file f on f.id = g.case_id left join identity.staff s on s.login = f.officer
                        where g.court = '鄂0001' and %s and g.ends_on >= :from
                        order by g.ends_on, g.measure_id limit 51""".formatted(colour == Colour.LOST ? "g.lost" : "not g.lost"))
                .param("from", colour == Colour.LOST ? LOST_SINCE : from)
                .query()
                .listOfRows();
    }

    private void bareCounts() {
        jdbc.sql("""
                        select count(*) filter (where ends_on < :red), count(*) filter (where ends_on >= :red and ends_on < :calm),
                               count(*) filter (where ends_on >= :calm)
                        from property.guard where court = '鄂0001' and not lost""")
                .param("red", TODAY.plusDays(10))
                .param("calm", TODAY.plusDays(31))
                .query()
                .listOfRows();
    }

    /** Half of all in the first court; ends spread over three years, one in fifty lost. */
    private void generate() {
        transaction.executeWithoutResult(all -> {
            // No trigger runs: what is generated is nobody's act. The guard is filled as the migration fills it.
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("""
                    insert into cases.file (number, court, type, year, stage, officer, filed_on, title_kind, claimed_fen, imported,
                                            recorded_by, recorded_at)
                    select '（2026）' || c.court || '执' || n || '号', c.court, 'FIRST_ENFORCEMENT', 2026, 'OPEN',
                           'officer' || n % 200, '2026-01-05', 'JUDGMENT', 0, false, 'x', now()
                    from generate_series(1, :cases) n,
                         lateral (select '鄂' || lpad((case when n % 2 = 0 then 1 else 1 + n % :courts end)::text, 4, '0') as court) c""")
                    .param("cases", MEASURES / 5)
                    .param("courts", COURTS)
                    .update();
            jdbc.sql("""
                    insert into property.asset (kind, institution, holder_place, key_index, key_sealed, key_masked, title, nature, as_of)
                    select case when n % 3 = 0 then 'REAL_ESTATE' else 'DEPOSIT' end, 'I' || n % :institutions, 'x', decode(md5(n::text), 'hex'),
                           '', '', '账户' || n, 'SETTLEMENT', now()
                    from generate_series(1, :measures) n""").param("measures", MEASURES).param("institutions", INSTITUTIONS).update();
            jdbc.sql("""
                    insert into property.measure (case_id, court, asset_id, kind, state, amount_fen, actual_fen, starts_on, ends_on, rank,
                                                  ruling, ordered_by, ordered_at)
                    select f.id, f.court, n, 'FREEZE', case when e.ends < date '2026-03-02' then 'EXPIRED' else 'EFFECTIVE' end,
                           100000 + n % 1000, 100000, '2023-03-02', e.ends, 1, '裁定', 'x', now()
                    from generate_series(1, :measures) n
                    join cases.file f on f.id = 1 + n % :cases,
                    lateral (select date '2026-02-10' + ((n::bigint * 7919) % 1095)::int as ends) e""")
                    .param("measures", MEASURES)
                    .param("cases", MEASURES / 5)
                    .update();
            jdbc.sql("""
                    insert into property.guard (measure_id, case_id, court, institution, kind, ends_on, value_fen, lost, fresh)
                    select m.id, m.case_id, m.court, a.institution, a.kind, m.ends_on, m.actual_fen, m.state = 'EXPIRED', false
                    from property.measure m join property.asset a on a.id = m.asset_id""").update();
        });
        for (String table : List.of("property.guard", "property.measure", "property.asset", "cases.file")) {
            jdbc.sql("vacuum analyze " + table).update();
        }
    }

    private static void compare(String what, Runnable program, Runnable bare) {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int i = 0; i < ROUNDS / 10; i++) {
            program.run();
            bare.run();
        }
        for (int i = 0; i < ROUNDS; i++) {
            ours.add(time(program));
            theirs.add(time(bare));
        }
        print(
                "%-46s %9.1f %9.1f   %9.1f %9.1f   %6.2f",
                what, at(ours, 0.5), at(ours, 0.99), at(theirs, 0.5), at(theirs, 0.99), at(ours, 0.5) / at(theirs, 0.5));
    }

    private static double at(List<Double> times, double share) {
        List<Double> sorted = times.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
    }

    private static double time(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return since(begin);
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void print(String line, Object... values) {
        System.out.printf(Locale.ROOT, line + "%n", values);
    }

    private static int setting(String name, int standard) {
        String given = System.getenv(name);
        return given == null ? standard : Integer.parseInt(given);
    }
}
