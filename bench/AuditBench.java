package cn.sunlit.audit;

import cn.sunlit.database.CommandDatabase;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.keys.Keyring;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** See bench/audit. Works on the database of a program that runs beside it and does nothing. */
final class AuditBench {

    private static final int ENTRIES = Integer.parseInt(System.getenv().getOrDefault("ENTRIES", "300000"));
    private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("ROUNDS", "5"));
    private static final int A_TRANSACTION = 500;
    private static final int STEPS = 200;
    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final Actor JUDGE =
            new Actor(Actor.Kind.STAFF, "judge", "张法官", COURT, Set.of(Role.OFFICER), null, Set.of());

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final Checkpoints checkpoints;
    private final Walker walker;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    private AuditBench(CommandDatabase database, Path keys, String port) throws Exception {
        base = "http://127.0.0.1:" + port;
        jdbc = database.jdbc();
        var transactions = new DataSourceTransactionManager(database.source());
        transaction = new TransactionTemplate(transactions);
        Clock clock = Clock.system(ZoneId.of("Asia/Shanghai"));
        AuditStore store = new AuditStore(jdbc);
        Recording recording = new Recording(
                store, new StaticListableBeanFactory(Map.of("clock", clock)).getBeanProvider(Clock.class), "SHA-256");
        transactions.addListener(recording);
        checkpoints = new Checkpoints(store, new Keyring(keys), clock, transaction, recording, "Ed25519");
        walker = new Walker(new WalkStore(jdbc), transactions);
        audit = new Audit(store, recording, checkpoints, walker, clock);
    }

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        try (CommandDatabase database = CommandDatabase.open(Map.of(), data)) {
            var bench = new AuditBench(database, Files.createTempDirectory("keys"), arguments[1]);
            System.out.printf("rounds   %d, the median first; heap %d MiB%n%n", ROUNDS, Runtime.getRuntime().maxMemory() >> 20);
            bench.link();
            bench.fill();
            bench.verify();
            bench.walk();
        }
    }

    interface Measure {
        double once() throws Exception;
    }

    private static double print(String what, Measure measure) throws Exception {
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            all.add(measure.once());
        }
        List<Double> sorted = all.stream().sorted().toList();
        double median = sorted.get(sorted.size() / 2);
        System.out.printf(Locale.ROOT, "%-58s %12.2f   %s%n", what, median, all.stream().map("%.2f"::formatted).toList());
        return median;
    }

    /** What the record adds to an act that writes three rows, beside a whole step through the program. */
    private void link() throws Exception {
        jdbc.sql("create table public.unbound_party (like parties.party including all)").update();
        String token = token();
        steps(token, 40);
        transactions(true, STEPS);
        transactions(false, STEPS);
        double without = print("five times three rows in a transaction, ms each", () -> transactions(false, STEPS));
        double with = print("the same with five acts and their digests, ms each", () -> transactions(true, STEPS));
        double step = print("a step (one of five nodes of the opening acts), ms", () -> steps(token, 40));
        System.out.printf(Locale.ROOT, "%-58s %12.1f %% of a step%n%n", "linking an act", 100 * (with - without) / step);
    }

    /** As in the opening acts, five steps share a transaction. */
    private double transactions(boolean recorded, int count) {
        long begin = System.nanoTime();
        for (int i = 0; i < count; i += 5) {
            CaseId id = new CaseId(1_000_000 + i);
            transaction.executeWithoutResult(s -> {
                for (int step = 0; step < 5; step++) {
                    jdbc.sql("insert into %s (kind, name, registered_at) select 'PERSON', '当事人' || n, now() from generate_series(1, 3) n"
                                    .formatted(recorded ? "parties.party" : "public.unbound_party"))
                            .update();
                    if (recorded) {
                        audit.record(JUDGE, COURT, id, new Act("NODE_DONE", "完成节点B01 执行通知", Map.of("node", "B0" + step, "on", "2026-03-02")));
                    }
                }
            });
        }
        return (System.nanoTime() - begin) / 1e6 / count;
    }

    private double steps(String token, int count) throws Exception {
        String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(first(
                    call(token, "filing", "/api/cases", """
                            {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","cause":"民间借贷纠纷",
                             "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初%d号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                             "applicants":[{"kind":"PERSON","name":"甲"}],"respondents":[{"kind":"PERSON","name":"乙"}],
                             "obligations":[{"kind":"MONEY","principal":"1000.00"}]}""".formatted(today, i + 1)),
                    "\"number\":\"([^\"]+)"));
        }
        long begin = System.nanoTime();
        for (String number : numbers) {
            call(
                    token,
                    "judge",
                    "/api/cases/" + java.net.URLEncoder.encode(number, StandardCharsets.UTF_8) + "/initiation",
                    "{\"paper\":{\"how\":\"DIRECT\",\"receipt\":\"回证\"}}");
        }
        return (System.nanoTime() - begin) / 1e6 / count / 5;
    }

    private void fill() {
        long begin = System.nanoTime();
        for (int done = 0; done < ENTRIES; done += A_TRANSACTION) {
            int first = done;
            transaction.executeWithoutResult(s -> {
                jdbc.sql("insert into parties.party (kind, name, registered_at) select 'PERSON', '当事人' || n, now() from generate_series(1, :n) n")
                        .param("n", A_TRANSACTION)
                        .update();
                for (int i = first; i < first + A_TRANSACTION; i++) {
                    CaseId id = new CaseId(2_000_000 + i % (ENTRIES / 25));
                    audit.record(JUDGE, COURT, id, new Act("NODE_DONE", "完成节点B01 执行通知", Map.of("node", "B01", "name", "执行通知", "on", "2026-03-02", "evidence.1", "document:" + i)));
                }
            });
        }
        double appended = (System.nanoTime() - begin) / 1e9;
        begin = System.nanoTime();
        while (checkpoints.runDue() > 0) {
            // takes in batch after batch
        }
        System.out.printf(
                Locale.ROOT,
                "%-58s %12.0f   tree %.0f a second%n",
                "entries appended a second, 500 a transaction",
                ENTRIES / appended,
                ENTRIES / ((System.nanoTime() - begin) / 1e9));
        jdbc.sql("analyze").update();
    }

    private void verify() throws Exception {
        long id = jdbc.sql("select entry_id from audit.leaf where position = 4711").query(Long.class).single();
        Proof proof = Objects.requireNonNull(transaction.execute(s -> audit.proof(id)));
        String file = ProofFile.write(proof);
        ProofVerifier verifier = audit.verifier();
        for (int i = 0; i < 2_000; i++) {
            verifier.verify((Proof) ProofFile.read(file));
        }
        print("a proof read from its file and verified, ms", () -> {
            long begin = System.nanoTime();
            for (int i = 0; i < 500; i++) {
                if (!verifier.verify((Proof) ProofFile.read(file)).valid()) {
                    throw new IllegalStateException("it does not verify");
                }
            }
            return (System.nanoTime() - begin) / 1e6 / 500;
        });
        byte[] kilobyte = new byte[1024];
        print("SHA-256 of a kilobyte, one thread, a second", () -> {
            long begin = System.nanoTime();
            for (int i = 0; i < 200_000; i++) {
                Hashing.SHA_256.digest(kilobyte);
            }
            return 200_000 / ((System.nanoTime() - begin) / 1e9);
        });
    }

    private void walk() throws Exception {
        long entries = jdbc.sql("select count(*) from audit.entry").query(Long.class).single();
        print("bare: rows of audit.entry only read, a second", () -> {
            long begin = System.nanoTime();
            transaction.executeWithoutResult(s -> {
                try (var all = jdbc.sql("select * from audit.entry order by id").withFetchSize(2_000).query((r, n) -> r.getString("hash")).stream()) {
                    if (all.count() != entries) {
                        throw new IllegalStateException("entries are lacking");
                    }
                }
            });
            return entries / ((System.nanoTime() - begin) / 1e9);
        });
        Map<String, Long> parts = new LinkedHashMap<>();
        print("walk over %d entries and their rows, entries a second".formatted(entries), () -> {
            parts.clear();
            long begin = System.nanoTime();
            Walk walk = walker.walk(audit.verifier(), (part, done) -> parts.putIfAbsent(part, System.nanoTime()));
            double took = (System.nanoTime() - begin) / 1e9;
            if (!walk.holds()) {
                throw new IllegalStateException(walk.firstBroken());
            }
            parts.put("end of " + walk.rows() + " rows", System.nanoTime());
            return walk.entries() / took;
        });
        long before = 0;
        String name = "";
        for (var each : parts.entrySet()) {
            if (before > 0 && each.getValue() - before > 20_000_000) {
                System.out.printf(Locale.ROOT, "   %-55s %12.2f s%n", name, (each.getValue() - before) / 1e9);
            }
            before = each.getValue();
            name = each.getKey();
        }
        System.gc();
        Runtime now = Runtime.getRuntime();
        System.out.printf("heap in use after it %d MiB%n", (now.totalMemory() - now.freeMemory()) >> 20);
    }

    private String token() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(base + "/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=demo&client_secret=demo"))
                        .build(),
                BodyHandlers.ofString());
        return first(answer.body(), "\"access_token\":\"([^\"]+)");
    }

    private String call(String token, String as, String path, String body) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Authorization", "Bearer " + token)
                        .header("On-Behalf-Of", as)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + ": " + answer.body());
        }
        return answer.body();
    }

    private static String first(String text, String pattern) {
        Matcher m = Pattern.compile(pattern).matcher(text);
        if (!m.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return m.group(1);
    }
}
