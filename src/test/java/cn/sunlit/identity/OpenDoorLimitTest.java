package cn.sunlit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One address floods the open calls; the others, and itself a little later, are served. */
@SunlitTest(shared = "doors")
class OpenDoorLimitTest {

    private static final int AT_ONCE = 20;

    @LocalServerPort
    int port;

    @Autowired
    Limits limits;

    /** A time that only the test moves. */
    private static final class Hand implements TimeMeter {
        private final AtomicLong nanos = new AtomicLong();

        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }

        void forward(Duration by) {
            nanos.addAndGet(by.toNanos());
        }
    }

    @Test
    void 超过限额的等待后恢复_别人不受影响() {
        Hand time = new Hand();
        Turnstile turnstile = new Turnstile(new Limits.Rate(3, 2), time);
        for (int i = 0; i < 3; i++) {
            assertThat(turnstile.pass("10.0.0.1")).isEmpty();
        }
        assertThat(turnstile.pass("10.0.0.1")).contains(Duration.ofMillis(500));
        assertThat(turnstile.pass("10.0.0.2")).isEmpty();
        time.forward(Duration.ofMillis(499));
        assertThat(turnstile.pass("10.0.0.1")).contains(Duration.ofMillis(1));
        time.forward(Duration.ofMillis(1));
        assertThat(turnstile.pass("10.0.0.1")).isEmpty();
        assertThat(turnstile.pass("10.0.0.1")).isPresent();
        time.forward(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            assertThat(turnstile.pass("10.0.0.1")).isEmpty();
        }
        assertThat(turnstile.pass("10.0.0.1")).isPresent();
    }

    @Test
    void 同一线路的IPv6地址算一个_不是地址的也算一个() {
        Turnstile turnstile = new Turnstile(new Limits.Rate(1, 1), new Hand());
        assertThat(turnstile.pass("2001:db8:0:1::1")).isEmpty();
        assertThat(turnstile.pass("2001:db8:0:1:ffff::2")).isPresent();
        assertThat(turnstile.pass("2001:db8:0:2::1")).isEmpty();
        assertThat(turnstile.pass("unknown")).isEmpty();
        assertThat(turnstile.pass("甲")).isPresent();
    }

    // Each row floods from a loopback address of its own, so that the other tests of this program are not shut out.
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            127.0.9.2 | GET  | /api/%74ools/amount-in-words?amount=1   | application/problem+json | 请求过于频繁，请 1 秒后再试
            127.0.9.1 | GET  | /api/checkpoints                        | application/problem+json | 请求过于频繁，请 1 秒后再试
            127.0.9.3 | GET  | /tools/fee                              | text/html                | <h1>请求过于频繁</h1>
            127.0.9.4 | POST | /login                                  | text/html                | 请求过于频繁，请 1 秒后再试
            127.0.9.5 | POST | /portal/login/code                      | text/html                | 请求过于频繁，请 1 秒后再试
            127.0.9.6 | POST | /oauth2/token                           | application/problem+json | "status":429
            """)
    void 洪水被挡住并告知何时再来(String from, String method, String path, String type, String words) throws Exception {
        Limits.Rate rate =
                path.startsWith("/oauth2") ? limits.token() : path.contains("login") ? limits.login() : limits.open();
        try (HttpClient flood = from(from);
                HttpClient neighbour = from("127.0.8.1")) {
            HttpResponse<String> last = ask(flood, method, path);
            // Many at once, for a slow machine that is asked one by one refills as fast: three times the burst is
            // enough for any that still is a flood.
            for (int asked = 1; asked < 3 * rate.burst() && last.statusCode() != 429; asked += AT_ONCE) {
                var some = IntStream.range(0, AT_ONCE)
                        .mapToObj(i -> flood.sendAsync(request(method, path), HttpResponse.BodyHandlers.ofString()))
                        .toList();
                last = some.stream()
                        .map(CompletableFuture::join)
                        .max(Comparator.comparingInt(answer -> answer.statusCode() == 429 ? 1 : 0))
                        .orElseThrow();
            }
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("Retry-After")).contains("1");
            assertThat(last.headers().firstValue("Content-Type").orElse("")).startsWith(type);
            assertThat(last.body()).contains(words);
            assertThat(ask(neighbour, method, path).statusCode()).isNotEqualTo(429);
        }
    }

    private static HttpClient from(String address) {
        return HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(address))
                .build();
    }

    private HttpResponse<String> ask(HttpClient client, String method, String path) throws Exception {
        return client.send(request(method, path), HttpResponse.BodyHandlers.ofString());
    }

    /** A caller who says that it is someone else is still itself. */
    private HttpRequest request(String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-Forwarded-For", "203.0.113." + (int) (Math.random() * 250))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
    }
}
