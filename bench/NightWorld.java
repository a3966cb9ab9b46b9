import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * See bench/night. The institutions in memory and in a process of their own: each answer takes its time, drawn from the
 * idempotency key between two bounds with small values more often, and each institution counts its calls and its limit.
 * GET /figures tells them.
 */
final class NightWorld {

    private static final int LEAST = setting("LEAST_MS", 50);
    private static final int MOST = setting("MOST_MS", 2000);
    private static final Pattern LINE = Pattern.compile("code: (\\w+),.*channel: (\\w+),.*parallel: (\\d+)");
    private static final List<String> BANKS = List.of("ICBC", "ABC", "BOC", "CCB", "PSBC", "RCB");

    private static final Map<String, Line> LINES = new LinkedHashMap<>();

    /** One institution: what it did so far. */
    private static final class Line {
        private final int parallel;
        private final Map<String, Boolean> keys = new ConcurrentHashMap<>();
        private long busyMillis;
        private long calls;
        private long exceeded;
        private long again;
        private long first;
        private long last;
        private int underWay;

        private Line(int parallel) {
            this.parallel = parallel;
        }

        private synchronized void begins(String key) {
            calls++;
            underWay++;
            exceeded += underWay > parallel ? 1 : 0;
            again += keys.put(key, true) == null ? 0 : 1;
            first = first == 0 ? System.nanoTime() : first;
        }

        private synchronized void ends(int millis) {
            underWay--;
            busyMillis += millis;
            last = System.nanoTime();
        }

        /** As quick as it can be: its parallel calls always under way. */
        private synchronized double idealSeconds() {
            return busyMillis / 1e3 / parallel;
        }
    }

    public static void main(String[] arguments) throws IOException {
        for (String text : Files.readAllLines(Path.of("src/main/resources/cn/sunlit/inquiries/institutions.yaml"))) {
            Matcher line = LINE.matcher(text);
            if (line.find() && !line.group(2).equals("LETTER")) {
                LINES.put(line.group(1), new Line(Integer.parseInt(line.group(3))));
            }
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/figures", e -> say(e, figures()));
        LINES.forEach((code, line) -> server.createContext("/institutions/" + code, e -> answer(e, code, line)));
        server.start();
        System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, String code, Line line) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        line.begins(key);
        int millis = delay(key);
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        line.ends(millis);
        String number = field(body, "idNumber");
        String assets = assets(code, number);
        say(exchange, """
                {"requestId":"%s","subject":{"name":"%s","idNumber":"%s"},"result":"%s","assets":[%s]}""".formatted(
                        field(body, "requestId"), field(body, "name"), number, assets.isEmpty() ? "NONE" : "FOUND", assets));
    }

    /** Each doubling of the time is as likely as the one before. */
    private static int delay(String key) {
        double roll = (key.hashCode() * 0x9e3779b97f4a7c15L >>> 11) / (double) (1L << 53);
        return (int) Math.round(LEAST * Math.pow((double) MOST / LEAST, roll));
    }

    /** A deposit with two of six banks, a balance with one of two payment firms, a car for one in three. */
    private static String assets(String code, String number) {
        int hash = Math.floorMod(number.hashCode() * 31, 1_000_003);
        int bank = BANKS.indexOf(code);
        if (bank >= 0 && (bank == hash % 6 || bank == (hash + 1 + hash / 6 % 5) % 6)) {
            return asset("DEPOSIT", "6222%07d%d".formatted(hash, bank), "SETTLEMENT", hash % 90_000);
        }
        if (code.equals(hash % 2 == 0 ? "ALIPAY" : "TENPAY")) {
            return asset("PAYMENT_BALANCE", "2088%07d".formatted(hash), "PAYMENT", hash % 3_000);
        }
        return code.equals("VEHICLE") && hash % 3 == 0 ? asset("VEHICLE", "J%07d".formatted(hash), "ORDINARY", -1) : "";
    }

    private static String asset(String kind, String key, String nature, int yuan) {
        String money = yuan < 0 ? "" : ",\"balance\":\"%d.00\",\"available\":\"%d.00\"".formatted(yuan, yuan);
        return "{\"kind\":\"%s\",\"title\":\"%s\",\"key\":\"%s%s\",\"nature\":\"%s\"%s,\"controls\":[]}"
                .formatted(kind, "登记", key, "", nature, money);
    }

    private static String field(String body, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(body);
        return found.find() ? found.group(1) : "";
    }

    /**
     * A line an institution: code, calls at a time, calls, called again, more than agreed, ideal seconds, seconds from its first
     * call to its last answer, seconds from the first call of all.
     */
    private static String figures() {
        long began = LINES.values().stream().filter(l -> l.calls > 0).mapToLong(l -> l.first).min().orElse(0);
        StringBuilder out = new StringBuilder();
        LINES.forEach((code, line) -> {
            synchronized (line) {
                double took = line.last == 0 ? 0 : (line.last - line.first) / 1e9;
                double whole = line.last == 0 ? 0 : (line.last - began) / 1e9;
                out.append(String.format(
                        Locale.ROOT,
                        "%s %d %d %d %d %.3f %.3f %.3f%n",
                        code,
                        line.parallel,
                        line.calls,
                        line.again,
                        line.exceeded,
                        line.idealSeconds(),
                        took,
                        whole));
            }
        });
        return out.toString();
    }

    private static void say(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static int setting(String name, int standard) {
        String given = System.getenv(name);
        return given == null ? standard : Integer.parseInt(given);
    }
}
