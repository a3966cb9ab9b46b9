package cn.sunlit.identity;

import cn.sunlit.web.Problems;
import cn.sunlit.web.Trouble;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * No address may use up what is open to everyone: over its rate it is told when to come back, before anything is read or
 * computed. Time here is the machine's and not the business clock, which a sandbox moves by years and back. Guessing of
 * passwords and codes is slowed down elsewhere, see {@link Attempts}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 90)
@EnableConfigurationProperties(Limits.class)
class OpenDoorLimit extends OncePerRequestFilter {

    private final Problems problems;
    private final Turnstile open;
    private final Turnstile login;
    private final Turnstile token;

    OpenDoorLimit(Problems problems, Limits limits) {
        this.problems = problems;
        this.open = new Turnstile(limits.open(), TimeMeter.SYSTEM_NANOTIME);
        this.login = new Turnstile(limits.login(), TimeMeter.SYSTEM_NANOTIME);
        this.token = new Turnstile(limits.token(), TimeMeter.SYSTEM_NANOTIME);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Turnstile turnstile = turnstile(request);
        Optional<Duration> wait = turnstile == null ? Optional.empty() : turnstile.pass(request.getRemoteAddr());
        if (wait.isPresent()) {
            tooMany("请求过于频繁", wait.get(), problems, request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    /** Tells what was too much, and when to come back. */
    static void tooMany(
            String what, Duration wait, Problems problems, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        response.setHeader("Retry-After", Long.toString(seconds));
        String when = seconds > 90 ? Math.ceilDiv(seconds, 60) + " 分钟" : seconds + " 秒";
        problems.answer(Trouble.of(429, "too-many", "请求过于频繁", what + "，请 " + when + "后再试"), request, response);
    }

    /** By the decoded path, so that another spelling of an address is no way around. */
    private @Nullable Turnstile turnstile(HttpServletRequest request) {
        String path = request.getServletPath();
        if (path.equals("/oauth2/token")) {
            return token;
        }
        if (path.startsWith("/api/tools/")
                || within(path, "/api/verify")
                || within(path, "/api/checkpoints")
                || path.startsWith("/api/institutions/") && path.endsWith("/results")
                || within(path, "/tools")
                || within(path, "/rewards")
                || within(path, "/verify")) {
            return open;
        }
        boolean form = path.equals("/login") || within(path, "/portal/login");
        return form && request.getMethod().equals("POST") || within(path, CourtProviders.START) ? login : null;
    }

    private static boolean within(String path, String place) {
        return path.equals(place) || path.startsWith(place + "/");
    }
}
