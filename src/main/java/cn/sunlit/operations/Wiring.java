package cn.sunlit.operations;

import cn.sunlit.kernel.StartCondition;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.stereotype.Component;

/** How the program is reached and what is switched on, by its settings. */
@Component
@Profile("production | !sandbox")
class Wiring implements StartCondition {

    private final ConfigurableEnvironment settings;

    Wiring(ConfigurableEnvironment settings) {
        this.settings = settings;
    }

    @Override
    public List<String> unmet() {
        List<String> unmet = new ArrayList<>();
        List<String> sandbox = sandboxParts();
        if (!sandbox.isEmpty()) {
            unmet.add("演示部件不能启用（%s）".formatted(String.join("、", sandbox)));
        }
        if (!isPrivate()) {
            unmet.add("网页须加密：用 SERVER_SSL_* 设置本院证书，或在前置代理后运行并设置 SERVER_FORWARD_HEADERS_STRATEGY=native 和"
                    + " SERVER_TOMCAT_REMOTEIP_INTERNAL_PROXIES，或用 SERVER_ADDRESS=127.0.0.1 只在本机开放");
        }
        return unmet;
    }

    private List<String> sandboxParts() {
        List<String> parts = new ArrayList<>();
        if (settings.matchesProfiles("sandbox")) {
            parts.add("运行方式 sandbox");
        }
        settings.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .map(EnumerablePropertySource.class::cast)
                .flatMap(source -> List.of(source.getPropertyNames()).stream())
                .filter(name -> name.startsWith("sunlit.sandbox.") || name.startsWith("SUNLIT_SANDBOX_"))
                .sorted()
                .distinct()
                .forEach(parts::add);
        return parts;
    }

    /** Encrypted here, by a declared proxy in front, or not reachable from elsewhere. */
    private boolean isPrivate() {
        boolean certificate = settings.getProperty("server.ssl.enabled", Boolean.class, true)
                && (has("server.ssl.bundle") || has("server.ssl.certificate") || has("server.ssl.key-store"));
        boolean proxy = !"none".equals(settings.getProperty("server.forward-headers-strategy", "none"))
                && has("server.tomcat.remoteip.internal-proxies");
        return certificate || proxy || isLoopback(settings.getProperty("server.address"));
    }

    private boolean has(String name) {
        return !settings.getProperty(name, "").isBlank();
    }

    private static boolean isLoopback(@Nullable String address) {
        try {
            return address != null
                    && !address.isBlank()
                    && InetAddress.getByName(address.strip()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
