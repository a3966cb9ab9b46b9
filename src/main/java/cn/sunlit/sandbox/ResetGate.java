package cn.sunlit.sandbox;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * While the sandbox starts over nobody is served: requests under way end first, new ones wait. Without it the emptying of
 * all tables and a filing would wait for each other's locks. The sandbox's own levers pass, since moving the clock makes
 * the simulated partners call the program in turn.
 */
@Component
@Profile("sandbox")
class ResetGate extends OncePerRequestFilter {

    private static final int PATIENCE_SECONDS = 20;

    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();

    /** Does {@code work} alone, or after some patience in spite of a request that does not end. */
    <T> T alone(Supplier<T> work) {
        boolean closed = false;
        try {
            closed = gate.writeLock().tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for requests to end", e);
        } finally {
            if (closed) {
                gate.writeLock().unlock();
            }
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/sandbox/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        gate.readLock().lock();
        try {
            chain.doFilter(request, response);
        } finally {
            gate.readLock().unlock();
        }
    }
}
