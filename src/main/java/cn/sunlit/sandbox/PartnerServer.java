package cn.sunlit.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.stereotype.Component;

/**
 * The outside world on a loopback port of its own: SMS gateway, institutions and bank hang their handlers here, so that the
 * program reaches them by a real HTTP hop. The port is bound before any other bean exists and is known as property
 * {@code sunlit.sandbox.partners} ({@code http://127.0.0.1:port}); it may differ after a restart, so addresses kept in a
 * table are refreshed at start. {@code sunlit.sandbox.partners-port} fixes it. A path that nobody has taken yet answers 503.
 */
@Component
@Profile("sandbox")
class PartnerServer implements BeanFactoryPostProcessor, EnvironmentAware, DisposableBean {

    private static final int LARGEST_BODY = 20_000_000;

    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;
    private @Nullable ConfigurableEnvironment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = (ConfigurableEnvironment) environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        ConfigurableEnvironment settings = Objects.requireNonNull(environment);
        int port = settings.getProperty("sunlit.sandbox.partners-port", Integer.class, 0);
        try {
            HttpServer bound = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            threads = Executors.newVirtualThreadPerTaskExecutor();
            bound.setExecutor(threads);
            bound.createContext("/", exchange -> answer(exchange, 503, "text/plain", "not open yet"));
            bound.start();
            server = bound;
        } catch (IOException e) {
            throw new UncheckedIOException("沙箱的模拟单位无法监听本机端口 " + port, e);
        }
        settings.getPropertySources()
                .addLast(new MapPropertySource(
                        "sandbox-partners",
                        Map.of("sunlit.sandbox.partners", url(), "sunlit.messages.gateway", url() + "/sms/messages")));
    }

    /** The address of the simulated world, without a slash at its end. */
    String url() {
        return "http://127.0.0.1:" + Objects.requireNonNull(server).getAddress().getPort();
    }

    /** Hangs a handler on a path; the longest path that matches wins. */
    void on(String path, HttpHandler handler) {
        Objects.requireNonNull(server).createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            } catch (RuntimeException e) {
                answer(exchange, 500, "text/plain", String.valueOf(e.getMessage()));
            }
        });
    }

    /** The body of a request as UTF-8. @throws IOException when it is larger than twenty megabytes */
    static String body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw new IOException("request too large");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        answer(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    static void answer(HttpExchange exchange, int status, String type, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void destroy() {
        if (server != null) {
            server.stop(0);
        }
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
