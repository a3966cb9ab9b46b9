import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * See bench/payments. One bank asks about one account, CLIENTS at a time, QUESTIONS in all; the allowance is spent before the last of
 * them, so that permitted and refused answers are both timed, and together nothing more than the allowance may be permitted.
 */
final class PaymentsBench {

    private static final String BASE = System.getenv().getOrDefault("BASE", "http://127.0.0.1:8080");
    private static final int QUESTIONS = setting("QUESTIONS", 2000);
    private static final int CLIENTS = setting("CLIENTS", 8);
    private static final long ALLOWANCE = 100_000; // yuan a month
    private static final long EACH = 100;
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final String ACCOUNT = "62229999" + Math.abs((long) RUN.hashCode());
    private static final String PAYEE = "6299990000000440001";
    private static final String SECRET = "sandbox-shared-secret-ICBC";

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private String token = "";

    public static void main(String[] arguments) throws Exception {
        new PaymentsBench().run();
    }

    private void run() throws Exception {
        token = field(send("/oauth2/token", "grant_type=client_credentials", Map.of(
                "Content-Type", "application/x-www-form-urlencoded",
                "Authorization", "Basic " + Base64.getEncoder().encodeToString("demo:demo".getBytes()))), "access_token");
        String at = planned();
        ask(0); // the first call warms nothing up for the others but the connection
        List<Long> took = Collections.synchronizedList(new ArrayList<>());
        AtomicLong permitted = new AtomicLong(1);
        long begun = System.nanoTime();
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 1; i < QUESTIONS; i++) {
                int n = i;
                all.add(clients.submit(() -> {
                    long start = System.nanoTime();
                    if (ask(n).contains("\"PERMITTED\"")) {
                        permitted.incrementAndGet();
                    }
                    took.add(System.nanoTime() - start);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        Collections.sort(took);
        System.out.printf("questions   %d by %d clients, %.0f a second%n", QUESTIONS, CLIENTS, QUESTIONS / seconds);
        System.out.printf("answer, ms  median %.1f, 95%% %.1f, 99%% %.1f, longest %.1f%n", ms(took, 0.5), ms(took, 0.95), ms(took, 0.99), ms(took, 1));
        System.out.printf("permitted   %d of %d yuan, at most %d allowed%n", permitted.get() * EACH, QUESTIONS * EACH, ALLOWANCE);
        if (permitted.get() * EACH != Math.min(ALLOWANCE, QUESTIONS * EACH)) {
            throw new IllegalStateException("the allowance was not kept: " + at);
        }
    }

    private static double ms(List<Long> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share))) / 1e6;
    }

    /** A case with a frozen account and a plan in force. */
    private String planned() throws Exception {
        String number = resident();
        sandbox("/sandbox/holdings/only", "{\"idNumber\":\"%s\"}".formatted(number));
        sandbox("/sandbox/holdings", "{\"institution\":\"ICBC\",\"account\":\"%s\",\"amount\":\"9000000.00\",\"name\":\"某养殖户\",\"idNumber\":\"%s\",\"kind\":\"DEPOSIT\"}".formatted(ACCOUNT, number));
        LocalDate today = OffsetDateTime.parse(field(get("/sandbox/clock", ""), "now")).toLocalDate();
        String filed = post("/api/cases", "filing", """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","cause":"买卖合同纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初%d号","court":"鄂1125","effectiveOn":"2026-01-10","performanceDue":"2026-01-20"},
                 "applicants":[{"kind":"PERSON","name":"甲某","idType":"RESIDENT_ID","idNumber":"11010519491231002X"}],
                 "respondents":[{"kind":"PERSON","name":"某养殖户","idType":"RESIDENT_ID","idNumber":"%s"}],
                 "obligations":[{"kind":"MONEY","principal":"9000000.00","costs":"0.00"}]}""".formatted(today, Math.abs(RUN.hashCode()) % 90000 + 1, number));
        String at = "/api/cases/" + URLEncoder.encode(field(filed, "number"), StandardCharsets.UTF_8);
        sandbox("/sandbox/clock", "{\"advance\":\"P1D\"}");
        String assets = get(at + "/assets", "judge");
        String asset = first(assets, "\"id\":(\\d+),\"kind\":\"DEPOSIT\"");
        post(at + "/measures", "judge", "{\"kind\":\"FREEZE\",\"assetId\":%s,\"amount\":\"9000000.00\"}".formatted(asset));
        sandbox("/sandbox/clock", "{\"advance\":\"PT1H\"}");
        String measure = first(get(at + "/assets", "judge"), "\"measures\":\\[\\{\"id\":(\\d+)");
        LocalDate from = OffsetDateTime.parse(field(get("/sandbox/clock", ""), "now")).toLocalDate();
        String plan = field(post(at + "/live-plans", "judge", """
                {"measureId":%s,"scope":"ACCOUNT","purpose":"维持养殖","uses":["FEED"],"keeper":"BANK","monthly":"%d.00","floor":"0.00",
                 "from":"%s","to":"%s","supervisor":"某乡司法所","frequency":"MONTHLY","opinion":"AGREES","opinionHow":"电话","opinionOn":"%s",
                 "reviewOn":"%s","breachRule":"CONFIRMED","payees":[{"name":"某饲料公司","account":"%s","use":"FEED","monthly":"%d.00"}]}"""
                .formatted(measure, ALLOWANCE, from, from.plusMonths(3), from, from.plusMonths(1), PAYEE, ALLOWANCE)), "id");
        post(at + "/live-plans/" + plan + "/approve", "director", "{}");
        return at;
    }

    private String ask(int n) throws Exception {
        String body = "{\"requestNo\":\"%s-%d\",\"account\":\"%s\",\"payee\":\"某饲料公司\",\"payeeAccount\":\"%s\",\"use\":\"FEED\",\"amount\":\"%d.00\",\"balance\":\"9000000.00\"}"
                .formatted(RUN, n, ACCOUNT, PAYEE, EACH);
        String nonce = UUID.randomUUID().toString();
        String time = now.toString();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(), "HmacSHA256"));
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        String signature = HexFormat.of().formatHex(mac.doFinal(("/payment-checks\n" + time + "\n" + nonce + "\n" + digest).getBytes(StandardCharsets.UTF_8)));
        return send("/api/institutions/ICBC/payment-checks", body, Map.of("Content-Type", "application/json",
                "X-Sunlit-Timestamp", time, "X-Sunlit-Nonce", nonce, "X-Sunlit-Signature", signature));
    }

    /** The business time of the sandbox, which stands ahead of the machine's. */
    private java.time.Instant now = java.time.Instant.EPOCH;

    private void sandbox(String path, String body) throws Exception {
        send(path, body, Map.of("Content-Type", "application/json"));
        now = OffsetDateTime.parse(field(get("/sandbox/clock", ""), "now")).toInstant();
    }

    private String get(String path, String as) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(BASE + path)).GET();
        if (!as.isEmpty()) {
            request.header("Authorization", "Bearer " + token).header("On-Behalf-Of", as);
        }
        return answered(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    private String post(String path, String as, String body) throws Exception {
        return send(path, body, Map.of("Content-Type", "application/json", "Authorization", "Bearer " + token, "On-Behalf-Of", as));
    }

    private String send(String path, String body, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(BASE + path)).timeout(Duration.ofSeconds(120))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return answered(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    private static String answered(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.uri() + " " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static String field(String json, String name) {
        return first(json, "\"" + name + "\":\"?([^\",}]+)");
    }

    private static String first(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return found.group(1);
    }

    /** An invented resident with a valid check digit (GB 11643). */
    private static String resident() {
        String seventeen = "99990019800101" + "%03d".formatted(Math.abs(RUN.hashCode()) % 1000);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (seventeen.charAt(i) - '0') * weights[i];
        }
        return seventeen + "10X98765432".charAt(sum % 11);
    }

    private static int setting(String name, int otherwise) {
        return Integer.parseInt(System.getenv().getOrDefault(name, Integer.toString(otherwise)));
    }
}
