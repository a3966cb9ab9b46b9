import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** See bench/night. By day the cases are filed and nothing is sent; then the program starts again and the night begins. */
final class NightBench {

    private static final int CASES = setting("CASES", 600);
    private static final int CLIENTS = 4;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data = Files.createTempDirectory("sunlit-night-");
    private final int port;
    private Process world;
    private Process program;

    private NightBench() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            port = any.getLocalPort();
        }
    }

    public static void main(String[] arguments) throws Exception {
        NightBench bench = new NightBench();
        Runtime.getRuntime().addShutdownHook(new Thread(bench::end));
        bench.run();
        System.exit(0);
    }

    private void run() throws Exception {
        world = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx400m", "-XX:+UseSerialGC", "-Dsun.net.httpserver.nodelay=true", "bench/NightWorld.java")
                .redirectError(data.resolve("world.log").toFile())
                .start();
        String address = world.inputReader(StandardCharsets.UTF_8).readLine();
        print("%s cores, commit %s", Runtime.getRuntime().availableProcessors(), output("git", "rev-parse", "--short", "HEAD"));
        start(address, "1h");
        long began = System.nanoTime();
        file();
        print("%-58s %10.1f", "cases filed a second, %d clients".formatted(CLIENTS), CASES / since(began));
        program.destroy();
        program.waitFor();
        start(address, "2s");
        double[] used = processorSeconds();
        began = System.nanoTime();
        int requests = number("select count(*) from inquiries.request");
        boolean sending = true;
        double sent = 0;
        do {
            Thread.sleep(2000);
            if (sending && number("select exists (select from inquiries.request where state in ('QUEUED', 'ACCEPTED'))::int") == 0) {
                sending = false;
                sent = since(began);
            }
        } while (sending || number("select exists (select from inquiries.answer where quality = 'UNREAD')::int") == 1);
        double read = since(began);
        double[] now = processorSeconds();
        tell(get(address + "/figures"), requests, sent, read);
        String[] of = {"program", "PostgreSQL", "institutions"};
        double all = 0;
        for (int i = 0; i < of.length; i++) {
            double each = 1e3 * (now[i] - used[i]) / requests;
            all += each;
            print("%-58s %10.2f", "processor time of a request, " + of[i] + ", ms", each);
        }
        print("%-58s %10.2f   %s", "processor time of a request, all, ms", all, "%.0f%% of the cores".formatted(
                100 * all * requests / 1e3 / read / Runtime.getRuntime().availableProcessors()));
        print("%-58s %10s", "heap, MiB: most before a collection, most after one", heap());
        print("%-58s %10d", "given to a person", number("select count(*) from inquiries.request where state = 'MANUAL'"));
        print("%-58s %10s", "load average at the end", Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }

    /** A line an institution: code, calls at a time, calls, called again, more than agreed, ideal seconds, seconds. */
    private static void tell(String figures, int requests, double sent, double read) {
        List<String[]> lines = figures.lines().map(line -> line.split(" ")).toList();
        long calls = 0;
        long again = 0;
        long exceeded = 0;
        double took = 0;
        String[] slowest = lines.getFirst();
        for (String[] line : lines) {
            calls += Long.parseLong(line[2]);
            again += Long.parseLong(line[3]);
            exceeded += Long.parseLong(line[4]);
            took = Math.max(took, Double.parseDouble(line[7]));
            slowest = Double.parseDouble(line[5]) > Double.parseDouble(slowest[5]) ? line : slowest;
        }
        double ideal = Double.parseDouble(slowest[5]);
        print("%-58s %10d", "requests", requests);
        print("%-58s %10d   %s", "calls, called again, more than agreed", calls, again + " " + exceeded);
        print("%-58s %10.1f   %s", "what the slowest institution's limit allows, s", ideal, slowest[0]);
        print("%-58s %10.1f", "first call to last answer, s", took);
        print("%-58s %10.1f", "until the last answer was sent for, from the start, s", sent);
        print("%-58s %10.1f", "until the last answer was read, from the start, s", read);
        print("%-58s %9.1f%%", "share of what the limits allow", 100 * ideal / took);
        print("%-58s %9.1f%%", "the same, until all were read", 100 * ideal / read);
        print("%-58s %10.1f", "requests a second, sent and answered", requests / took);
        print("%-58s %10.1f", "requests a second, until all were read", requests / read);
        print("each institution's share of its limit from its first to its last call (calls at a time), the bound ones last:");
        StringBuilder row = new StringBuilder();
        lines.stream()
                .sorted(Comparator.comparingDouble((String[] line) -> Double.parseDouble(line[5])))
                .forEach(line -> row.append("  %s (%s) %.0f%%".formatted(
                        line[0], line[1], 100 * Double.parseDouble(line[5]) / Math.max(0.001, Double.parseDouble(line[6])))));
        print("%s", row.toString());
    }

    private void start(String address, String pause) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("./run").redirectError(data.resolve("err.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "SERVER_PORT", "" + port,
                        "SUNLIT_DATA", data.resolve("data").toString(),
                        "SUNLIT_WORK_DELAY", pause,
                        "SUNLIT_SANDBOX_WORLD", address,
                        "SUNLIT_SANDBOX_DEMO", "false",
                        "SUNLIT_JAVA_OPTIONS", "-Xmx600m -Xlog:gc:file=" + data.resolve("gc.log") + options()));
        program = builder.start();
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
                return;
            }
        }
        throw new IllegalStateException("the program did not start: " + Files.readString(data.resolve("err.log")));
    }

    /** More options of the virtual machine, to look closer: JAVA_MORE=-XX:StartFlightRecording:filename=/tmp/night.jfr */
    private static String options() {
        String more = System.getenv("JAVA_MORE");
        return more == null ? "" : " " + more;
    }

    private void file() throws Exception {
        String token = token();
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Integer>> all = new java.util.ArrayList<>();
            for (int i = 0; i < CASES; i++) {
                String application = application(i);
                all.add(clients.submit(() -> post("/api/cases", token, application)));
            }
            for (Future<Integer> each : all) {
                if (each.get() != 201) {
                    throw new IllegalStateException("a case was not filed: " + each.get());
                }
            }
        }
    }

    private static String application(int i) {
        String seventeen = "421125%04d%02d%02d%03d".formatted(1950 + i % 50, 1 + i / 50 % 12, 1 + i / 600 % 28, i % 997);
        return """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初%d号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"甲"}],
                 "respondents":[{"kind":"PERSON","name":"乙","idType":"RESIDENT_ID","idNumber":"%s"}],
                 "obligations":[{"kind":"MONEY","principal":"120000.00"}]}""".formatted(i + 1, seventeen + check(seventeen));
    }

    /** The last character of an identity number (GB 11643). */
    private static char check(String seventeen) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (seventeen.charAt(i) - '0') * ((1 << (17 - i)) % 11);
        }
        return "10X98765432".charAt(sum % 11);
    }

    private String token() throws Exception {
        String basic = Base64.getEncoder().encodeToString("demo:demo".getBytes(StandardCharsets.UTF_8));
        String answer = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/oauth2/token"))
                                .header("Authorization", "Basic " + basic)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Matcher token = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(answer);
        token.find();
        return token.group(1);
    }

    private int post(String path, String token, String body) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Authorization", "Bearer " + token)
                                .header("On-Behalf-Of", "filing")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private String get(String address) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }

    private int number(String sql) throws Exception {
        Path postgres = data.resolve("data/postgres");
        ProcessBuilder psql = new ProcessBuilder(
                "psql", "-h", "127.0.0.1", "-p", Files.readString(postgres.resolve("port")).strip(), "-U", "sunlit", "-d", "sunlit", "-qAtc", sql);
        Map<String, String> password = new HashMap<>();
        password.put("PGPASSWORD", Files.readString(postgres.resolve("password")).strip());
        psql.environment().putAll(password);
        Process asked = psql.redirectErrorStream(true).start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (asked.waitFor() != 0) {
            throw new IllegalStateException(answer);
        }
        return Integer.parseInt(answer);
    }

    /** Of the program, of PostgreSQL with all its processes, and of the institutions, since each began. */
    private double[] processorSeconds() throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("data/postgres/cluster/postmaster.pid")).getFirst().strip());
        double database = ticks(postmaster, true);
        for (ProcessHandle each : ProcessHandle.of(postmaster).orElseThrow().children().toList()) {
            database += ticks(each.pid(), false);
        }
        return new double[] {ticks(program.pid(), false), database, ticks(world.pid(), false)};
    }

    /** @param ended whether the time of children that have ended counts as well */
    private static double ticks(long pid, boolean ended) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return (ended ? ticks + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : ticks) / 100.0;
        } catch (IOException over) {
            return 0;
        }
    }

    /** The GC log of the night says what the heap held before and after each collection. */
    private String heap() throws IOException {
        long before = 0;
        long after = 0;
        Matcher line = Pattern.compile("(\\d+)M->(\\d+)M\\(").matcher(Files.readString(data.resolve("gc.log")));
        while (line.find()) {
            before = Math.max(before, Long.parseLong(line.group(1)));
            after = Math.max(after, Long.parseLong(line.group(2)));
        }
        return before + " " + after;
    }

    private void end() {
        for (Process each : new Process[] {program, world}) {
            if (each != null) {
                each.destroy();
            }
        }
        try {
            if (program != null) {
                program.waitFor(60, TimeUnit.SECONDS);
            }
            try (var all = Files.walk(data)) {
                all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("left behind: " + data);
        }
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void print(String line, Object... values) {
        System.out.printf(Locale.ROOT, line + "%n", values);
    }

    private static String output(String... command) throws IOException {
        return new String(new ProcessBuilder(command).start().getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static int setting(String name, int standard) {
        String given = System.getenv(name);
        return given == null ? standard : Integer.parseInt(given);
    }
}
