package cn.sunlit.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.PostgresTest;
import cn.sunlit.database.TestServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Who may read the figures, and where from. */
@ExtendWith(PostgresTest.class)
class MetricsServerTest {

    private static final String TOKEN = "0123456789abcdef01234567";

    private final DataSource database;

    MetricsServerTest(DataSource database) {
        this.database = database;
    }

    private MetricsServer server(String address, String token) throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Figures figures = new Figures(
                new WatchStore(TestServer.jdbc(database)),
                Clock.systemUTC(),
                new StaticListableBeanFactory().getBeanProvider(NightlyBackup.class));
        figures.bindTo(registry);
        return new MetricsServer(registry, figures, InetAddress.getByName(address), 0, token);
    }

    private static int status(int port, String path, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString()).statusCode();
        }
    }

    @Test
    void 设了口令的_没有口令或者口令不对的一律拒绝_也不说有哪些地址() throws Exception {
        MetricsServer server = server("127.0.0.1", TOKEN);
        server.start();
        try {
            for (String wrong : new String[] {"", TOKEN, "Bearer", "Bearer " + TOKEN + "x", "Basic " + TOKEN}) {
                assertThat(status(server.port(), "/metrics", wrong)).as(wrong).isEqualTo(401);
                assertThat(status(server.port(), "/nothing", wrong)).as(wrong).isEqualTo(401);
            }
            assertThat(status(server.port(), "/metrics", "Bearer " + TOKEN)).isEqualTo(200);
            assertThat(status(server.port(), "/nothing", "Bearer " + TOKEN)).isEqualTo(404);
        } finally {
            server.stop();
        }
    }

    @Test
    void 向本机以外开放而没有足够长的口令的_拒绝启动() {
        assertThatThrownBy(() -> server("0.0.0.0", "short")).hasMessageContaining("SUNLIT_METRICS_TOKEN");
    }
}
