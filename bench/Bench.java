import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** See bench/run. Starts the program on data of its own and prints one line for each number: median and all rounds. */
final class Bench {

    static final int CASES = setting("CASES", 100_000);
    static final int ROUNDS = setting("ROUNDS", 5);
    static final int SECONDS = setting("SECONDS_A_ROUND", 10);
    static final int CLIENTS = setting("CLIENTS", 4);
    static final String COURT = "鄂1125";
    static final String TODAY =
            java.time.LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).toString();

    final HttpClient http = HttpClient.newHttpClient();
    final Path data;
    final int port;
    final ConcurrentLinkedQueue<String> filed = new ConcurrentLinkedQueue<>();
    String token = "";

    Bench() throws IOException {
        data = Files.createTempDirectory("sunlit-bench-");
        try (var any = new ServerSocket(0)) {
            port = any.getLocalPort();
        }
    }

    public static void main(String[] arguments) throws Exception {
        var bench = new Bench();
        var program = bench.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> bench.end(program)));
        System.out.printf("commit   %s%n", output("git", "rev-parse", "HEAD"));
        System.out.printf(
                "machine  %s cores, %s%n", Runtime.getRuntime().availableProcessors(), output("uname", "-srm"));
        System.out.printf("rounds   %d of %d s, %d clients, the median first%n%n", ROUNDS, SECONDS, CLIENTS);

        bench.login();
        bench.preparePgbench();
        print("pgbench simple-update, transactions a second", bench.rounds(() -> bench.pgbench("-N")));
        print("pgbench TPC-B-like, transactions a second", bench.rounds(() -> bench.pgbench("-b", "tpcb-like")));
        print("bare voucher, one statement, a second", bench.rounds(() -> bench.pgbench("-f", bench.voucherScript())));
        print("filings a second, one a request", bench.rounds(bench::filings));
        print("filings a second, one file imported", bench.rounds(() -> bench.imports(1)));
        print("filings a second, two files at once", bench.rounds(() -> bench.imports(2)));
        print("node completions a second", bench.rounds(bench::completions));
        print("receipts a second, one a message", bench.rounds(() -> bench.receipts(1)));
        print("receipts a second, 100 a message", bench.rounds(() -> bench.receipts(100)));
        print("pgbench simple-update again", bench.rounds(() -> bench.pgbench("-N")));

        bench.fill();
        System.out.printf("%nopen cases  %s%n", bench.sql("select count(*) from cases.file where stage = 'OPEN'"));
        bench.sql("vacuum analyze");
        print("case as JSON, ms (one client)", bench.rounds(() -> bench.caseTime("")));
        print("list three as JSON, ms", bench.rounds(() -> bench.caseTime("/lists/3")));
        var judge = bench.session("judge");
        print("case page, ms (page, one client)", bench.rounds(() -> bench.page(judge, "/cases/" + bench.filedAt(77))));
        print("judge's day, ms (page, one client)", bench.rounds(() -> bench.page(judge, "/desk")));
        var director = bench.session("director");
        print("list three of a court, ms (page, one client)", bench.rounds(() -> bench.page(director, "/lists/three")));
        print("data-quality board, ms (page, one client)", bench.rounds(() -> bench.page(director, "/quality")));
        print("bare: an officer's open nodes by their last days, ms", bench.rounds(() -> bench.bare("and owner = 'judge'")));
        print("bare: a court's open nodes by their last days, ms", bench.rounds(() -> bench.bare("")));
        print("bare: a court's marks counted, ms", bench.rounds(bench::bareMarks));
        print("filings a second, at that size", bench.rounds(bench::filings));
    }

    interface Measure {
        double once() throws Exception;
    }

    List<Double> rounds(Measure measure) throws Exception {
        var all = new ArrayList<Double>();
        for (int i = 0; i < ROUNDS; i++) {
            all.add(measure.once());
        }
        return all;
    }

    static void print(String what, List<Double> rounds) {
        var sorted = rounds.stream().sorted().toList();
        System.out.printf(Locale.ROOT, "%-50s %10.1f   %s%n", what, sorted.get(sorted.size() / 2), rounds.stream()
                .map(value -> "%.1f".formatted(value))
                .toList());
    }

    Process start() throws Exception {
        var builder = new ProcessBuilder("./run").redirectError(data.resolve("err.log").toFile());
        // The program's face alone is measured: no work in the background, no demonstration cases.
        builder.environment()
                .putAll(Map.of(
                        "SERVER_PORT", "" + port,
                        "SUNLIT_DATA", data.resolve("data").toString(),
                        "SUNLIT_WORK_ENABLED", "false",
                        "SUNLIT_SANDBOX_DEMO", "false"));
        var program = builder.start();
        BufferedReader out = program.inputReader(StandardCharsets.UTF_8);
        for (String line; (line = out.readLine()) != null; ) {
            if (line.contains("已就绪")) {
                Thread.ofVirtual().start(() -> {
                    try {
                        while (out.readLine() != null) {}
                    } catch (IOException closed) {
                        // the program has ended, and with it what it says
                    }
                });
                return program;
            }
        }
        throw new IllegalStateException("the program did not start: " + Files.readString(data.resolve("err.log")));
    }

    void end(Process program) {
        program.destroy();
        try {
            program.waitFor(60, TimeUnit.SECONDS);
            try (var all = Files.walk(data)) {
                for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        } catch (IOException | InterruptedException left) {
            System.err.println("left behind: " + data);
        }
    }

    void login() throws Exception {
        var answer = http.send(
                HttpRequest.newBuilder(uri("/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=demo&client_secret=demo"))
                        .build(),
                BodyHandlers.ofString());
        token = first(answer.body(), "\"access_token\":\"([^\"]+)");
    }

    /** A database of pgbench's own on the same server, and beside its tables the barest of ledgers. */
    void preparePgbench() throws Exception {
        sql("create database pgbench");
        run(postgres(), System.getenv("PGBENCH"), "-i", "-q", "-s", "20", "pgbench");
        run(postgres(), "psql", "-d", "pgbench", "-qc", """
            create table account (id int primary key, fen bigint not null);
            insert into account select n, 0 from generate_series(1, 100000) n;
            create table voucher (id bigint generated always as identity primary key, cause uuid not null unique);
            create table posting (voucher bigint not null references voucher, line int not null,
                                  account int not null references account, fen bigint not null, primary key (voucher, line));
            """);
        Files.writeString(data.resolve("voucher.sql"), """
            \\set a random(1, 100000)
            with v as (insert into voucher (cause) values (gen_random_uuid()) returning id),
                 p as (insert into posting select v.id, l.* from v, (values (1, 1, 100), (2, :a, -100)) l (line, account, fen))
            update account set fen = fen + 100 where id = :a;
            """);
    }

    String voucherScript() {
        return data.resolve("voucher.sql").toString();
    }

    double pgbench(String... what) throws Exception {
        var command = new ArrayList<>(List.of(System.getenv("PGBENCH")));
        command.addAll(List.of(what));
        command.addAll(List.of("-n", "-c", "" + CLIENTS, "-j", "2", "-T", "" + SECONDS, "pgbench"));
        return Double.parseDouble(first(run(postgres(), command.toArray(String[]::new)), "tps = ([0-9.]+)"));
    }

    /** Files of new cases, each uploaded by one request; several at once are of different types, since one type is numbered in line. */
    double imports(int files) throws Exception {
        int rows = Math.max(200, SECONDS * 200);
        var types = List.of("FIRST_ENFORCEMENT", "OTHER_ENFORCEMENT_CASE");
        var uploads = new ConcurrentLinkedQueue<String>();
        for (int i = 0; i < files; i++) {
            var file = new StringBuilder();
            for (int k = 0; k < rows; k++) {
                file.append(filing().replace("FIRST_ENFORCEMENT", types.get(i % types.size()))).append('\n');
            }
            uploads.add(file.toString());
        }
        long begin = System.nanoTime();
        together(() -> {
            for (String file; (file = uploads.poll()) != null; ) {
                upload(file);
            }
        });
        return files * rows / ((System.nanoTime() - begin) / 1e9);
    }

    void upload(String file) throws Exception {
        var answer = demand(200, http.send(
                request("/api/cases/import")
                        .header("Content-Type", "multipart/form-data; boundary=bench")
                        .POST(BodyPublishers.ofString("--bench\r\nContent-Disposition: form-data; name=\"file\"; "
                                + "filename=\"a.jsonl\"\r\nContent-Type: application/x-ndjson\r\n\r\n"
                                + file + "\r\n--bench--\r\n"))
                        .build(),
                BodyHandlers.ofString()));
        if (!answer.body().contains("\"rejected\":[]")) {
            throw new IllegalStateException(answer.body().substring(0, 500));
        }
    }

    double filings() throws Exception {
        var count = new AtomicInteger();
        long begin = System.nanoTime();
        long until = begin + TimeUnit.SECONDS.toNanos(SECONDS);
        together(() -> {
            while (System.nanoTime() < until) {
                filed.add(first(demand(201, call("POST", "/api/cases", filing())).body(), "\"number\":\"([^\"]+)"));
                count.incrementAndGet();
            }
        });
        return count.get() / ((System.nanoTime() - begin) / 1e9);
    }

    /** The opening acts of cases just filed, five nodes each with their documents, evidence, audit links and messages. */
    double completions() throws Exception {
        var file = new StringBuilder();
        for (int k = 0; k < SECONDS * 150; k++) {
            file.append(filing()).append('\n');
        }
        upload(file.toString());
        var waiting = new ConcurrentLinkedQueue<>(List.of(sql("""
            select number from cases.file f where stage = 'OPEN' and not imported and type = 'FIRST_ENFORCEMENT'
               and not exists (select from initiation.step s where s.case_id = f.id) order by id
            """).split("\n")));
        var count = new AtomicInteger();
        long begin = System.nanoTime();
        long until = begin + TimeUnit.SECONDS.toNanos(SECONDS);
        together(() -> {
            for (String number; System.nanoTime() < until && (number = waiting.poll()) != null; ) {
                demand(200, http.send(
                        request(casePath(number) + "/initiation")
                                .header("On-Behalf-Of", "judge")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"paper\":{\"how\":\"DIRECT\",\"receipt\":\"回证\"}}"))
                                .build(),
                        BodyHandlers.ofString()));
                count.addAndGet(5);
            }
        });
        double took = (System.nanoTime() - begin) / 1e9;
        if (waiting.isEmpty()) {
            throw new IllegalStateException("ran out of cases");
        }
        return count.get() / took;
    }

    /** Credits in messages of so many entries, from camt.054 to the vouchers, their nodes and their notices. */
    double receipts(int entries) throws Exception {
        var accounts = List.of(sql("select number from funds.account where kind = 'CASE' order by id limit 5000").split("\n"));
        var bank = sql("select number from funds.account where kind = 'BANK'");
        var count = new AtomicInteger();
        long begin = System.nanoTime();
        long until = begin + TimeUnit.SECONDS.toNanos(SECONDS);
        together(() -> {
            while (System.nanoTime() < until) {
                long n = NUMBER.addAndGet(entries);
                demand(200, http.send(
                        request("/api/bank/messages")
                                .header("On-Behalf-Of", "cashier")
                                .header("Content-Type", "application/xml")
                                .POST(BodyPublishers.ofString(credit(n, bank, accounts, entries)))
                                .build(),
                        BodyHandlers.ofString()));
                count.addAndGet(entries);
            }
        });
        return count.get() / ((System.nanoTime() - begin) / 1e9);
    }

    static String credit(long n, String bank, List<String> accounts, int entries) {
        var all = new StringBuilder();
        for (long i = n; i < n + entries; i++) {
            all.append(entry(i, accounts.get((int) (i % accounts.size()))));
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
            <GrpHdr><MsgId>BENCH%1$d</MsgId><CreDtTm>%3$sT09:00:00+08:00</CreDtTm></GrpHdr>
            <Ntfctn><Id>N%1$d</Id><Acct><Id><Othr><Id>%4$s</Id></Othr></Id></Acct>
            %2$s
            </Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"""
                .formatted(n, all, TODAY, bank);
    }

    static String entry(long n, String account) {
        return """
            <Ntry><Amt Ccy="CNY">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
            <BookgDt><Dt>%3$s</Dt></BookgDt><ValDt><Dt>%3$s</Dt></ValDt><AcctSvcrRef>R%1$d</AcctSvcrRef>
            <BkTxCd><Prtry><Cd>CR</Cd></Prtry></BkTxCd>
            <NtryDtls><TxDtls><Refs><AcctSvcrRef>R%1$d</AcctSvcrRef></Refs><Amt Ccy="CNY">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
            <RltdPties><Dbtr><Pty><Nm>付款人</Nm></Pty></Dbtr>
            <CdtrAcct><Id><Othr><Id>%2$s</Id></Othr></Id></CdtrAcct></RltdPties></TxDtls></NtryDtls></Ntry>"""
                .formatted(n, account, TODAY);
    }

    interface Work {
        void run() throws Exception;
    }

    static void together(Work work) throws Exception {
        together(CLIENTS, work);
    }

    static void together(int several, Work work) throws Exception {
        try (var clients = Executors.newFixedThreadPool(several)) {
            var running = new ArrayList<java.util.concurrent.Future<?>>();
            for (int i = 0; i < several; i++) {
                running.add(clients.submit(() -> {
                    work.run();
                    return null;
                }));
            }
            for (var each : running) {
                each.get();
            }
        }
    }

    static HttpResponse<String> demand(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    static String casePath(String number) {
        return "/api/cases/" + URLEncoder.encode(number, StandardCharsets.UTF_8);
    }

    /**
     * Brings the database to the wished number of open cases with copies of those just filed: their rows, other numbers,
     * 200 officers, of whom {@code judge} has a county judge's share.
     */
    void fill() throws Exception {
        long missing = CASES - Long.parseLong(sql("select count(*) from cases.file where stage = 'OPEN'"));
        if (missing <= 0) {
            return;
        }
        sql("""
            create temp table origin as
                select id, row_number() over (order by id) - 1 as k from cases.file
                 where not imported and officer is not null limit 500;
            insert into cases.file (number, court, type, year, stage, received_on, filed_on, officer, cause, livelihood,
                                    title_kind, title_number, title_court, title_effective, title_due, claimed_fen, imported,
                                    source, recorded_by, recorded_at)
            select '（2025）鄂1125执' || n || '号', f.court, f.type, 2025, 'OPEN', f.received_on, f.filed_on,
                   case when n %% 200 = 0 then 'judge' else 'officer' || n %% 200 end, f.cause, f.livelihood, f.title_kind,
                   f.title_number, f.title_court, f.title_effective, f.title_due, f.claimed_fen, false,
                   'copy:' || f.id, f.recorded_by, f.recorded_at
              from generate_series(1, %d) n
              join origin o on o.k = n %% (select count(*) from origin)
              join cases.file f on f.id = o.id;
            create temp table copy as
                select id, substr(source, 6)::bigint as origin, officer from cases.file where source like 'copy:%%';
            insert into cases.participant select c.id, p.side, p.position, p.party_id, p.kind, p.name, p.payee_id
              from copy c join cases.participant p on p.case_id = c.origin;
            insert into docket.docket select c.id, d.court, d.version_id, c.officer, d.opened_on
              from copy c join docket.docket d on d.case_id = c.origin;
            insert into docket.node (case_id, court, owner, code, subject, run, start_event, start_cause, started_on, due_on,
                                     yellow_on, red_on, overdue_on, provisional, due_proof, authority, state, done_on, done_by,
                                     recorded_at, late, before_cause, waived_for)
            select c.id, n.court, c.officer, n.code, n.subject, n.run, n.start_event, n.start_cause, n.started_on, n.due_on,
                   n.yellow_on, n.red_on, n.overdue_on, n.provisional, n.due_proof, n.authority, n.state, n.done_on, n.done_by,
                   n.recorded_at, n.late, n.before_cause, n.waived_for
              from copy c join docket.node n on n.case_id = c.origin;
            insert into docket.mark (node_id, kind, case_id, court, owner, code, marked_on, detail, marked_at)
            select id, 'LATE_ENTRY', case_id, court, owner, code, current_date - (id %% 300)::int, '补录', now()
              from docket.node where id %% 20 = 0 on conflict do nothing;
            """.formatted(missing));
    }

    /** What the first fifty rows of a list cost the database alone, planned and run. */
    double bare(String whose) throws Exception {
        return explained("select * from docket.node where court = '%s' and state = 'OPEN' %s order by coalesce(due_on, 'infinity'::date), id limit 50"
                .formatted(COURT, whose));
    }

    double bareMarks() throws Exception {
        return explained(
                "select owner, kind, month, marks from docket.mark_count where court = '%s'".formatted(COURT));
    }

    private double explained(String statement) throws Exception {
        var one = "explain (analyze, timing off) " + statement + ";\n";
        var plans = sql(one.repeat(20));
        var planned = java.util.regex.Pattern.compile("(?:Planning|Execution) Time: ([0-9.]+)").matcher(plans).results()
                .mapToDouble(m -> Double.parseDouble(m.group(1)))
                .sum();
        return planned / 20;
    }

    String filedAt(int i) {
        var numbers = List.copyOf(filed);
        return URLEncoder.encode(numbers.get(i % numbers.size()), StandardCharsets.UTF_8);
    }

    double caseTime(String view) throws Exception {
        var numbers = List.copyOf(filed);
        return medianOf(20, i -> {
            var answer = call("GET", casePath(numbers.get((i * 7919) % numbers.size())) + view, null);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
        });
    }

    double page(HttpClient judge, String path) throws Exception {
        return medianOf(20, i -> {
            var answer = judge.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " " + answer.statusCode());
            }
        });
    }

    HttpClient session(String login) throws Exception {
        var client = HttpClient.newBuilder()
                .cookieHandler(new java.net.CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        var form = client.send(HttpRequest.newBuilder(uri("/login")).build(), BodyHandlers.ofString());
        var csrf = first(form.body(), "name=\"_csrf\"[^>]*value=\"([^\"]+)");
        client.send(
                HttpRequest.newBuilder(uri("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("username=%s&password=demo&_csrf=%s"
                                .formatted(login, URLEncoder.encode(csrf, StandardCharsets.UTF_8))))
                        .build(),
                BodyHandlers.ofString());
        return client;
    }

    interface Act {
        void at(int i) throws Exception;
    }

    static double medianOf(int times, Act act) throws Exception {
        var took = new double[times];
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            act.at(i);
            took[i] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(took);
        return took[times / 2];
    }

    static final AtomicLong NUMBER = new AtomicLong();

    static String filing() {
        long n = NUMBER.incrementAndGet();
        var random = new Random(n);
        return """
            {"court":"%s","type":"FIRST_ENFORCEMENT","receivedOn":"%s","livelihood":false,"cause":"民间借贷纠纷",\
            "title":{"kind":"JUDGMENT","number":"（2026）%s民初%d号","court":"%s","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},\
            "applicants":[{"kind":"PERSON","name":"申请人%d","idType":"RESIDENT_ID","idNumber":"%s","phone":"138%08d"}],\
            "respondents":[{"kind":"PERSON","name":"被执行人%d","idType":"RESIDENT_ID","idNumber":"%s"}],\
            "obligations":[{"kind":"MONEY","principal":"%d.00","costs":"2700.00"}]}"""
                .formatted(
                        COURT,
                        TODAY,
                        COURT,
                        n,
                        COURT,
                        n,
                        identity(n * 2),
                        n % 100_000_000,
                        n,
                        identity(n * 2 + 1),
                        10_000 + random.nextInt(900_000));
    }

    /** A resident number with its check digit, another for each n below ten million. */
    static String identity(long n) {
        var day = java.time.LocalDate.of(1960, 1, 1).plusDays(n / 999 % 14_000);
        var body = "%06d%s%03d".formatted(421125, day.toString().replace("-", ""), n % 999 + 1);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (body.charAt(i) - '0') * weights[i];
        }
        return body + "10X98765432".charAt(sum % 11);
    }

    HttpResponse<String> call(String method, String path, String body) throws Exception {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    Map<String, String> postgres() throws IOException {
        var home = data.resolve("data/postgres");
        return Map.of(
                "PGHOST", "127.0.0.1",
                "PGPORT", Files.readString(home.resolve("port")).strip(),
                "PGUSER", "sunlit",
                "PGPASSWORD", Files.readString(home.resolve("password")).strip());
    }

    String sql(String statement) throws Exception {
        return run(postgres(), "psql", "-d", "sunlit", "-qAtc", statement).strip();
    }

    static String output(String... command) throws Exception {
        return run(Map.of(), command).strip();
    }

    static String run(Map<String, String> environment, String... command) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + said);
        }
        return said;
    }

    static String first(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text.substring(0, Math.min(500, text.length())));
        }
        return found.group(1);
    }

    static int setting(String name, int otherwise) {
        return Integer.parseInt(System.getenv().getOrDefault(name, "" + otherwise));
    }
}
