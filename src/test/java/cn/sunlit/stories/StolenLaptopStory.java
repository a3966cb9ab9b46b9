package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.IdentityNumber;
import cn.sunlit.keys.Keyring;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Story 24: a laptop with a copy of the whole database is stolen, and a clerk's password with it. The thief reads no identity
 * number, no phone and no account; the log-in opens no other court's case and moves no money, and what it reads is on record.
 * Rule PI-01.
 */
@SunlitTest(shared = "stories")
class StolenLaptopStory {

    /** The simulated outside world: institutions, bank and telephone network, which hold their own data in clear. */
    private static final String OUTSIDE = "sandbox";

    private static final int DEMONSTRATION_CASES = 300;

    /** The demonstration court's numbers at its bank begin so. */
    private static final String RANGE = "8110000000";

    private static final Pattern DIGITS = Pattern.compile("[0-9]{9,40}[0-9Xx]?");
    /** Standing by itself, not the digits within a key or a digest. */
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9A-Za-z-])[0-9]{10,40}[0-9Xx]?(?![0-9A-Za-z-])");

    private static final Pattern HEX = Pattern.compile("\\\\x((?:[0-9a-f]{2}){8,})");
    private static final Pattern IDENTITY = Pattern.compile("(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])");
    private static final Pattern MOBILE = Pattern.compile("(?<![0-9A-Za-z.])1[3-9][0-9]{9}(?![0-9A-Za-z])");
    private static final Pattern CARD = Pattern.compile("(?<![0-9A-Za-z])62[0-9]{14,17}(?![0-9A-Za-z])");

    @LocalServerPort
    private int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Keyring keys;

    @Autowired
    Cases cases;

    @Autowired
    Environment settings;

    private static CourtHttp court;
    private static PaperToMoney story;

    /** A case from filing to payment, with what a court holds of people at each step. */
    @BeforeEach
    void aCourtAtWork() {
        if (story != null) {
            return;
        }
        court = new CourtHttp("http://127.0.0.1:" + port);
        story = new PaperToMoney(court, "laptop", 9);
        story.begins(story.today().plusDays(1));
        story.reach(0, 9);
        story.twoAccountsExist();
        story.file();
        story.reach(1, 9);
        for (int hour = 10; story.assets().size() < 2 && hour < 20; hour++) {
            story.reach(1, hour);
        }
        story.begin();
        story.freeze();
        story.reach(8, 9);
        story.deduct();
        story.reach(8, 11);
        story.propose();
        court.post("/api/cases", "filing", PRESERVED, "Idempotency-Key", "laptop-preserved")
                .expect(201);
    }

    @Test
    void 偷走的数据库副本里没有明文的证件号_电话和账号() throws Exception {
        theDemonstrationCourtIsThere();
        Set<String> clear = clearValues();
        assertThat(clear)
                .as("what the court knows of people")
                .contains("999900197203100123", "19000008803", "6299990000000088011", "6299990000000088020");
        Set<String> found = new TreeSet<>();
        try (Connection owner = owner()) {
            dump(owner, (where, text) -> search(where, text, clear, found));
            assertThat(found).as("in the dump").isEmpty();
            files(owner, (where, text) -> search(where, text, clear, found));
            assertThat(found).as("in the data files").isEmpty();

            // The search finds what is there.
            try (var statement = owner.createStatement()) {
                statement.execute("create table public.planted as select '6299990000000088020'::text as t, "
                        + "'\\x363239393939303030303030303030383830'::bytea as b, '电话：13912345678。' as p");
                dump(owner, (where, text) -> search(where, text, clear, found));
                assertThat(found)
                        .anyMatch(each -> each.contains("public.planted") && each.contains("6299990000000088020"))
                        .anyMatch(each -> each.contains("public.planted") && each.contains("13912345678"));
                found.clear();
                statement.execute("insert into public.planted select t, b, p from public.planted");
                statement.execute("analyze public.planted");
                files(owner, (where, text) -> search(where, text, clear, found));
                assertThat(found)
                        .anyMatch(each -> each.startsWith("public.planted|"))
                        .anyMatch(each -> each.startsWith("pg_stats|public.planted.t"));
                statement.execute("drop table public.planted");
            }
        }
    }

    @Test
    void 偷到书记员口令的人看不到别院的案件_动不了钱_看过什么都留痕() {
        String json = story.application()
                .replace("\"court\":\"鄂1125\",\"type\"", "\"court\":\"鄂11\",\"type\"")
                .replace("（2026）鄂1125民初88号", "（2026）鄂11民初88号");
        var clerk = new Actor(
                Actor.Kind.STAFF,
                "elsewhere",
                "别院立案员",
                new CourtCode("鄂11"),
                Set.of(Role.FILING_CLERK),
                null,
                Set.of());
        String foreign = cases.file(clerk, cases.read(JsonMapper.shared().readTree(json)))
                .number()
                .text();
        for (String rest : List.of("", "/documents", "/assets", "/funds", "/lists/1")) {
            assertThat(court.get(CourtHttp.caseAt(foreign) + rest, "judge").status())
                    .as(rest)
                    .isEqualTo(403);
        }
        assertThat(story.approve("judge").status()).as("his own proposal").isEqualTo(403);

        long before = readings();
        long party = court.get(story.at(""), "judge")
                .expect(200)
                .json()
                .path("applicants")
                .get(0)
                .path("id")
                .asLong();
        court.post(story.at("/parties/" + party + "/number"), "judge", Map.of("reason", ""))
                .expect(422);
        assertThat(readings()).isEqualTo(before);
        court.post(story.at("/parties/" + party + "/number"), "judge", Map.of("reason", "想看看是谁"))
                .expect(200);
        assertThat(readings()).isEqualTo(before + 1);
        assertThat(jdbc.sql(
                                "select login || facts::text from audit.entry where type = 'PERSONAL_DATA_READ' order by id desc limit 1")
                        .query(String.class)
                        .single())
                .contains("judge", "想看看是谁", "party." + party);
    }

    /** It is loaded in the background since the program is ready, its accounts and what was found with it. */
    private void theDemonstrationCourtIsThere() throws InterruptedException {
        long until = System.nanoTime() + Duration.ofMinutes(20).toNanos();
        while (count("select count(*) from sandbox.demo_case") < DEMONSTRATION_CASES) {
            assertThat(System.nanoTime()).as("loaded in twenty minutes").isLessThan(until);
            Thread.sleep(200);
        }
        assertThat(count("select count(*) from cases.file")).isGreaterThanOrEqualTo(DEMONSTRATION_CASES);
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private long readings() {
        return count("select count(*) from audit.entry where type = 'PERSONAL_DATA_READ'");
    }

    private Connection owner() throws Exception {
        return DriverManager.getConnection(
                settings.getRequiredProperty("sunlit.database.url"),
                settings.getRequiredProperty("sunlit.database.owner"),
                settings.getRequiredProperty("sunlit.database.owner.password"));
    }

    /** Every number in what is sealed, and what the simulated institutions know; but for the court's own accounts and phones. */
    private Set<String> clearValues() {
        Set<String> known = new HashSet<>();
        for (Map<String, Object> column : jdbc.sql("select name, content, purpose from keys.sealed")
                .query()
                .listOfRows()) {
            jdbc.sql("select %s as content from %s where length(%s) > 0"
                            .formatted(column.get("content"), column.get("name"), column.get("content")))
                    .query(byte[].class)
                    .list()
                    .forEach(bytes -> numbers(
                            new String(
                                    keys.decrypt(String.valueOf(column.get("purpose")), bytes), StandardCharsets.UTF_8),
                            known::add));
        }
        // A car or a house has no account; other stories of this program leave such things behind.
        jdbc.sql(
                        "select account from sandbox.holding where account is not null union select phone from sandbox.sms where phone is not null")
                .query(String.class)
                .list()
                .forEach(text -> numbers(text, known::add));
        // The court's accounts, one for each case, stand on notices; an officer's phone is the office's. Times and keys
        // of
        // requests are no person's.
        jdbc.sql("""
                        select each from (select number from funds.account union select phone from identity.staff
                        union select account from funds.bank_entry union select reference from funds.bank_entry
                        union select message_id from funds.bank_message union select end_to_end from funds.payment
                        union select message_id from funds.payment union select statement_id from funds.statement) all_of_them (each)
                        where each is not null
                        """).query(String.class).list().forEach(text -> numbers(text, known::remove));
        // What a payer mistyped within the court's own range belongs to nobody.
        known.removeIf(number -> number.startsWith(RANGE));
        return known;
    }

    private static void numbers(String text, Consumer<String> each) {
        NUMBER.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(number -> number.length() >= 11)
                .forEach(each);
    }

    private interface Place {
        void look(String where, String text);
    }

    private static void dump(Connection owner, Place place) throws Exception {
        for (String table : names(owner, """
                select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and c.relpersistence <> 't' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', '%s')
                """.formatted(OUTSIDE))) {
            var out = new ByteArrayOutputStream();
            owner.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + table + " to stdout", out);
            String text = out.toString(StandardCharsets.UTF_8);
            place.look(table, text);
            // Bytes are written as hex: what they hold is looked at as well.
            place.look(
                    table,
                    HEX.matcher(text)
                            .results()
                            .map(bytes ->
                                    new String(HexFormat.of().parseHex(bytes.group(1)), StandardCharsets.ISO_8859_1))
                            .collect(Collectors.joining("\n")));
        }
    }

    private static void files(Connection owner, Place place) throws Exception {
        // The planner's statistics keep common values: they are looked at by their tables, since their file holds those
        // of the
        // outside world too, and new ones at any moment.
        for (String column : names(owner, """
                select concat_ws(' ', schemaname || '.' || tablename || '.' || attname, most_common_vals::text, histogram_bounds::text,
                                 most_common_elems::text)
                from pg_stats where schemaname <> '%s'
                """.formatted(OUTSIDE))) {
            place.look(
                    "pg_stats|" + column.substring(0, column.indexOf(' ') < 0 ? column.length() : column.indexOf(' ')),
                    column);
        }
        try (var statement = owner.createStatement()) {
            statement.execute("checkpoint");
        }
        Path data = Path.of(names(owner, "show data_directory").getFirst());
        for (String relation : names(owner, """
                select n.nspname || '.' || c.relname || '|' || pg_relation_filepath(c.oid)
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where pg_relation_filepath(c.oid) is not null and n.nspname <> '%1$s'
                  and 'pg_statistic'::regclass not in (c.oid, coalesce((select t.oid from pg_class t where t.reltoastrelid = c.oid), 0))
                  and not exists (select from pg_class t join pg_namespace o on o.oid = t.relnamespace
                                  where t.reltoastrelid in (c.oid, (select i.indrelid from pg_index i where i.indexrelid = c.oid))
                                    and o.nspname = '%1$s')
                """.formatted(OUTSIDE))) {
            Path file = data.resolve(relation.substring(relation.indexOf('|') + 1));
            if (Files.exists(file)) {
                place.look(relation, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static List<String> names(Connection owner, String sql) throws Exception {
        List<String> names = new ArrayList<>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static void search(String where, String text, Set<String> clear, Set<String> found) {
        Set<Integer> lengths = clear.stream().map(String::length).collect(Collectors.toSet());
        DIGITS.matcher(text).results().map(MatchResult::group).forEach(run -> {
            for (int length : lengths) {
                for (int at = 0; at + length <= run.length(); at++) {
                    if (clear.contains(run.substring(at, at + length))) {
                        found.add(where + " " + run);
                    }
                }
            }
        });
        // Data files hold old and cut rows: there only whole known values count.
        if (!where.contains("|")) {
            pattern(IDENTITY, where, text, number -> isIdentity(number), found);
            pattern(
                    MOBILE,
                    where,
                    text,
                    number -> !number.equals("13800000000") && !where.equals("identity.staff"),
                    found); // the office's own
            pattern(CARD, where, text, StolenLaptopStory::luhn, found);
        }
    }

    private static void pattern(
            Pattern pattern, String where, String text, java.util.function.Predicate<String> valid, Set<String> found) {
        pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(valid)
                .forEach(number -> found.add(where + " " + number));
    }

    private static boolean isIdentity(String number) {
        try {
            IdentityNumber.parse(number);
            return true;
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    private static boolean luhn(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            sum += i % 2 == 0
                    ? digit
                    : Arrays.stream(new int[] {digit * 2})
                            .map(d -> d > 9 ? d - 9 : d)
                            .sum();
        }
        return sum % 10 == 0;
    }

    private static final String PRESERVED = """
            {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-10-30","cause":"民间借贷纠纷",
             "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初188号","court":"鄂1125","effectiveOn":"2026-10-10","performanceDue":"2026-10-20"},
             "applicants":[{"kind":"PERSON","name":"保全人甲","phone":"19000008811"}],
             "respondents":[{"kind":"PERSON","name":"保全人乙","phone":"19000008812","address":"演示路1号，电话19000008812"}],
             "preserved":[{"kind":"DEPOSIT","holder":"演示商业银行","account":"6299990000000088020","amount":"80000.00",
               "from":"2026-09-01","to":"2027-08-31","rank":1,"document":"（2026）鄂1125财保1号"}],
             "obligations":[{"kind":"MONEY","principal":"120000.00","costs":"2700.00"}]}""";
}
