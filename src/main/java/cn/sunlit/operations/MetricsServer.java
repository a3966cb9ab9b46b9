package cn.sunlit.operations;

import cn.sunlit.kernel.CannotStart;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Figures in the form of Prometheus and the list of libraries, at an address of their own that is closed unless a setting opens it: on this machine alone,
 * or elsewhere for whoever bears the token. It stands outside the web application, so that no rule about pages can open or shut
 * it by mistake.
 */
@Component
@ConditionalOnProperty("sunlit.metrics.port")
class MetricsServer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);
    private static final int SHORTEST = 24;

    private final PrometheusMeterRegistry registry;
    private final Figures figures;
    private final String token;
    private final InetSocketAddress address;
    private volatile HttpServer server;
    private volatile boolean running;

    MetricsServer(
            PrometheusMeterRegistry registry,
            Figures figures,
            @Value("${sunlit.metrics.address:127.0.0.1}") InetAddress address,
            @Value("${sunlit.metrics.port}") int port,
            @Value("${sunlit.metrics.token:}") String token) {
        this.registry = registry;
        this.figures = figures;
        this.token = token.strip();
        this.address = new InetSocketAddress(address, port);
        if (!address.isLoopbackAddress() && this.token.length() < SHORTEST) {
            throw new CannotStart("指标在本机以外开放时须用 SUNLIT_METRICS_TOKEN 设置至少 %d 位的口令".formatted(SHORTEST));
        }
        try {
            server = HttpServer.create(this.address, 8);
        } catch (IOException taken) {
            throw new CannotStart("指标端口 %d 无法使用，请用 SUNLIT_METRICS_PORT 另行指定".formatted(port), taken);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void start() {
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        running = true;
    }

    @Override
    public void stop() {
        server.stop(0);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            if (!token.isEmpty()
                    && !MessageDigest.isEqual(
                            ("Bearer " + token).getBytes(StandardCharsets.UTF_8),
                            String.valueOf(given).getBytes(StandardCharsets.UTF_8))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            String path = exchange.getRequestURI().getPath();
            byte[] all =
                    switch (exchange.getRequestMethod() + " " + path) {
                        case "GET /metrics" -> text();
                        case "GET /sbom" -> billOfMaterials();
                        default -> null;
                    };
            if (all == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            path.equals("/sbom")
                                    ? "application/vnd.cyclonedx+json"
                                    : "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, all.length);
            exchange.getResponseBody().write(all);
        }
    }

    /** The libraries of this program, as the build wrote them into it; null in one that was not built whole. */
    private static byte @Nullable [] billOfMaterials() throws IOException {
        try (InputStream bill = MetricsServer.class.getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
            return bill == null ? null : bill.readAllBytes();
        }
    }

    private byte[] text() {
        try {
            figures.refresh();
        } catch (RuntimeException databaseAway) {
            // The figures of the machine are wanted most when the database is away.
            LOG.warn("指标无法从数据库读取（{}）", databaseAway.getClass().getSimpleName());
        }
        return registry.scrape().getBytes(StandardCharsets.UTF_8);
    }
}
