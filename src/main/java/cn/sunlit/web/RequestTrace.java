package cn.sunlit.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request a number of its own that stands in every line which the log gets meanwhile, and in the answer when
 * something goes wrong. Made here and never taken from the caller, who could write what he likes into the log.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestTrace extends OncePerRequestFilter {

    private static final String KEY = "trace.id";
    private static final String KEPT = RequestTrace.class.getName();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (var noted = MDC.putCloseable(KEY, of(request))) {
            chain.doFilter(request, response);
        }
    }

    /** The number of this request. */
    static String of(HttpServletRequest request) {
        if (request.getAttribute(KEPT) instanceof String known) {
            return known;
        }
        String made = make();
        request.setAttribute(KEPT, made);
        return made;
    }

    static String make() {
        byte[] random = new byte[8];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
