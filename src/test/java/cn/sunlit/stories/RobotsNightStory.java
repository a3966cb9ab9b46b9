package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.InMemory;
import cn.sunlit.PostgresTest;
import cn.sunlit.database.TestServer;
import cn.sunlit.kernel.IdentityNumber;
import cn.sunlit.sandbox.OutsideWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Story 6: new cases by the dozen, all institutions asked about all debtors in one bad night. Institutions are slow, down,
 * closed and wrong; the program is killed at midnight, its database under two programs, then one of the two, then the other
 * with the database. In the morning the institutions' own log judges. {@code -Dsunlit.night=400} for the whole night.
 */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(PostgresTest.class)
class RobotsNightStory {

    private static final int CASES = Integer.getInteger("sunlit.night", 12);
    private static final long SEED = Long.getLong("sunlit.night.seed", 20261123L);
    private static final int FREEZES = 4;
    private static final String JUDGE = "judge";

    @TempDir(factory = InMemory.class)
    Path home;

    private final JdbcClient worldDatabase;
    private final OutsideWorld world;
    private final Random random = new Random(SEED);
    private final List<String> told = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();
    private final long began = System.nanoTime();
    private Duration ahead = Duration.ZERO;

    RobotsNightStory(JdbcClient jdbc, TransactionTemplate transaction) {
        this.worldDatabase = jdbc;
        this.world = new OutsideWorld(jdbc, transaction);
    }

    @Test
    void 糟糕的一夜_三次强行终止_每项请求都有着落() throws Exception {
        world.behave("BAD_NIGHT", SEED);
        try (ChildProgram first = new ChildProgram(home.resolve("first"));
                ChildProgram second = new ChildProgram(home.resolve("second"))) {
            first.start(settings(Map.of()), options("1h"));
            CourtHttp court = new CourtHttp(first.address(), Duration.ofSeconds(600 + 10L * CASES));
            say("the day's cases come in");
            file(court, CASES / 2);
            night(first, court);

            first.start(settings(Map.of()), options("500ms"));
            JdbcClient database = database(first);
            greenLaneWasAskedFirst(database);
            // What the killed program had claimed is free again when its leases have run out.
            forward(court, Duration.ofMinutes(10));
            second.start(settings(onDatabaseOf(first)), options("500ms"));
            say("two programs at work");
            file(court, CASES - CASES / 2);
            pauseUpTo(1500);
            first.killDatabase();
            say("the database was killed under both");
            pauseUpTo(3000);
            freeze(court);
            pauseUpTo(500);
            second.kill();
            say("kill 2: the second program");
            pauseUpTo(2000);
            first.kill();
            first.killDatabase();
            say("kill 3: the first program with its database");

            first.start(settings(Map.of()), options("500ms"));
            morning(court, database(first));
            InstitutionsJudge.Verdict verdict = new InstitutionsJudge(database(first), worldDatabase).judge();
            say(verdict.figures().toString());
            assertThat(verdict.objections()).as("seed %d, %s", SEED, told).isEmpty();
            assertThat(verdict.figures().get("calls with a fault"))
                    .as("the night was bad")
                    .isPositive();
            assertThat(verdict.figures().get("measures that stand")).isPositive();
            // What was under way when a program or the database died is asked again, nothing else is.
            assertThat(verdict.figures().get("sent again after a whole answer"))
                    .isLessThanOrEqualTo(4L * world.atATime());
            assertThat(court.get("/api/audit/walk", "director")
                            .expect(200)
                            .json()
                            .path("holds")
                            .asBoolean())
                    .isTrue();
        } finally {
            world.close();
            System.out.println("robot's night, %d cases: %s".formatted(CASES, String.join("; ", told)));
        }
    }

    /** Sends what the day left, is killed in the middle of it. */
    private void night(ChildProgram program, CourtHttp court) throws InterruptedException {
        Thread clerk = Thread.ofPlatform().start(() -> {
            try {
                forward(court, Duration.ofMinutes(1));
            } catch (RuntimeException | AssertionError cutOff) {
                // That is what the kill is for.
            }
        });
        long asked;
        do {
            Thread.sleep(50);
            asked = count(worldDatabase, "select count(*) from sandbox.institution_request");
        } while (asked < CASES / 2 * 8L);
        pauseUpTo(500);
        program.kill();
        clerk.join();
        say("kill 1 after " + count(worldDatabase, "select count(*) from sandbox.institution_call") + " calls");
    }

    /** Lets the night and the next days pass until nothing is under way. */
    private void morning(CourtHttp court, JdbcClient database) {
        forward(court, Duration.ofMinutes(10));
        for (int step = 0; step < 60 && open(database) > 0; step++) {
            forward(court, step < 4 ? Duration.ofHours(1) : Duration.ofHours(6));
        }
        say("nothing is under way after " + ahead);
    }

    private static long open(JdbcClient database) {
        return count(
                database, "select count(*) from inquiries.request where state in ('QUEUED', 'ACCEPTED', 'READING')");
    }

    /** The world's clock first: a signature from its future would be refused as well as one from its past. */
    private void forward(CourtHttp court, Duration by) {
        ahead = ahead.plus(by);
        world.standAhead(ahead);
        court.advance(by.toString());
    }

    /** Whoever could have been asked about on the green lane was, before any other at the same institution. */
    private static void greenLaneWasAskedFirst(JdbcClient database) {
        assertThat(count(database, "select count(*) from inquiries.request where urgency = 1 and sent_at is not null"))
                .isPositive();
        assertThat(count(database, """
                select count(*) from inquiries.request o join inquiries.request g on g.institution = o.institution
                 where g.urgency = 1 and o.urgency = 2 and o.sent_at is not null
                   and (g.sent_at is null or g.sent_at > o.sent_at)"""))
                .as("ordinary ones that overtook the green lane")
                .isZero();
    }

    private void file(CourtHttp court, int more) {
        for (int i = 0; i < more; i++) {
            int n = numbers.size();
            numbers.add(court.post("/api/cases", "filing", application(n), "Idempotency-Key", "night-" + n)
                    .expect(201)
                    .json()
                    .path("number")
                    .asString());
        }
    }

    /** The judge freezes what was found in some of his cases. */
    private void freeze(CourtHttp court) {
        int ordered = 0;
        for (String number : numbers) {
            String at = CourtHttp.caseAt(number);
            CourtHttp.Answer assets = court.get(at + "/assets", JUDGE);
            if (ordered == FREEZES
                    || assets.status() != 200
                    || court.post(at + "/initiation", JUDGE, "{}").status() != 200) {
                continue;
            }
            for (JsonNode asset : assets.json().path("assets")) {
                if (ordered < FREEZES && asset.path("kind").asString().equals("DEPOSIT")) {
                    CourtHttp.Answer order = court.post(
                            at + "/measures",
                            JUDGE,
                            Map.of(
                                    "kind",
                                    "FREEZE",
                                    "assetId",
                                    asset.path("id").asLong(),
                                    "amount",
                                    asset.path("balance").asString()));
                    order.expect(202);
                    ordered++;
                }
            }
        }
        say(ordered + " freezes ordered");
        assertThat(ordered).isPositive();
    }

    private static String application(int n) {
        String seventeen = "4211251%03d0%d%02d%03d".formatted(960 + n % 40, 1 + n % 9, 1 + n % 28, n % 1000);
        String number = seventeen + IdentityNumber.checkDigit(seventeen);
        boolean green = n % 3 == 2;
        return """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"%s","livelihood":%s,
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初%d号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"甲某"}],
                 "respondents":[{"kind":"PERSON","name":"乙%s","idType":"RESIDENT_ID","idNumber":"%s"}],
                 "obligations":[{"kind":"MONEY","principal":"%d.00"}]}
                """.formatted(green ? "劳动争议" : "民间借贷纠纷", green, 3000 + n, name(n), number, 100_000 + n);
    }

    /** Two characters that no other of a thousand has. */
    private static String name(int n) {
        String digits = "子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃列张寒来暑往秋收";
        return "" + digits.charAt(n % 32) + digits.charAt(n / 32 % 32);
    }

    private String[] options(String pause) {
        return new String[] {
            "--sunlit.sandbox.demo=false", "--sunlit.sandbox.world=" + world.url(), "--sunlit.work.delay=" + pause
        };
    }

    private static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("SPRING_PROFILES_ACTIVE", "sandbox");
        return settings;
    }

    /** What a second program needs to work on the first one's database, with its keys. */
    private static Map<String, String> onDatabaseOf(ChildProgram first) throws IOException {
        Path postgres = first.data().resolve("postgres");
        return Map.of(
                "SUNLIT_DATABASE_URL",
                url(postgres),
                "SUNLIT_DATABASE_USER",
                "sunlit_program",
                "SUNLIT_DATABASE_PASSWORD",
                Files.readString(postgres.resolve("password.program")).strip(),
                "SUNLIT_DATABASE_OWNER",
                "sunlit",
                "SUNLIT_DATABASE_OWNER_PASSWORD",
                Files.readString(postgres.resolve("password")).strip(),
                "SUNLIT_KEYS",
                first.data().resolve("keys").toString());
    }

    private static JdbcClient database(ChildProgram program) throws IOException {
        Path postgres = program.data().resolve("postgres");
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(postgres));
        source.setUser("sunlit");
        source.setPassword(Files.readString(postgres.resolve("password")).strip());
        return TestServer.jdbc(source);
    }

    private static String url(Path postgres) throws IOException {
        return "jdbc:postgresql://127.0.0.1:%s/sunlit"
                .formatted(Files.readString(postgres.resolve("port")).strip());
    }

    private static long count(JdbcClient database, String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    private void pauseUpTo(int millis) throws InterruptedException {
        Thread.sleep(random.nextInt(millis / 2, millis));
    }

    private void say(String what) {
        told.add(String.format(Locale.ROOT, "%.0f s %s", (System.nanoTime() - began) / 1e9, what));
    }
}
