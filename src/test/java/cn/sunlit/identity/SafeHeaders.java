package cn.sunlit.identity;

import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What each answer must tell a browser, whoever asked for whatever. */
final class SafeHeaders {

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");

    private static final List<String> POLICY = List.of(
            "default-src 'self'",
            "style-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private static final List<String> TELLS_TOO_MUCH =
            List.of("Server", "X-Powered-By", "X-Application-Context", "Access-Control-Allow-Origin");

    private SafeHeaders() {}

    /** What is wrong with an answer's headers; empty when nothing is. */
    static List<String> faults(Door door, HttpHeaders headers) {
        List<String> faults = new ArrayList<>();
        ALWAYS.forEach((name, value) -> {
            if (!headers.allValues(name).equals(List.of(value))) {
                faults.add("%s 为 %s".formatted(name, headers.allValues(name)));
            }
        });
        String policy = headers.firstValue("Content-Security-Policy").orElse("");
        for (String rule : POLICY) {
            if (!List.of(policy.split("; ")).contains(rule)) {
                faults.add("Content-Security-Policy 缺少 " + rule);
            }
        }
        if (policy.contains("unsafe-eval") || policy.contains("script-src")) {
            faults.add("Content-Security-Policy 放宽了脚本：" + policy);
        }
        if (door.guard() != Door.Guard.OPEN
                && !headers.firstValue("Cache-Control").orElse("").contains("no-store")) {
            faults.add("Cache-Control 为 " + headers.allValues("Cache-Control"));
        }
        TELLS_TOO_MUCH.stream()
                .filter(name -> headers.firstValue(name).isPresent())
                .forEach(name -> faults.add("不应有 " + name));
        for (String cookie : headers.allValues("Set-Cookie")) {
            if (!cookie.contains("HttpOnly") || !cookie.contains("SameSite=Lax")) {
                faults.add("Set-Cookie 为 " + cookie.replaceAll("=.*?;", "=…;"));
            }
        }
        return faults;
    }
}
