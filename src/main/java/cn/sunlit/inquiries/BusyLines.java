package cn.sunlit.inquiries;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The lines to institutions that this process keeps busy. Each goes on by itself until its work is done, whatever the others and
 * the rest of the program do meanwhile: one slow answer holds up nobody but its own line.
 */
@Component
class BusyLines implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(BusyLines.class);

    private final ExecutorService each = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> busy = new HashSet<>();
    private int carried;

    /** Begins to serve an institution, unless this process does so already. @param serve says how many it carried */
    synchronized void begin(String code, Callable<Integer> serve) {
        if (busy.add(code)) {
            each.execute(() -> run(code, serve));
        }
    }

    private void run(String code, Callable<Integer> serve) {
        int done = 0;
        try {
            done = serve.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("the line to {} broke off, its leases will run out", code, e);
        } finally {
            ended(code, done);
        }
    }

    private synchronized void ended(String code, int done) {
        busy.remove(code);
        carried += done;
        notifyAll();
    }

    synchronized boolean isBusy(String code) {
        return busy.contains(code);
    }

    synchronized boolean any() {
        return !busy.isEmpty();
    }

    /** Waits until a line has ended, or for so long; not at all when none is busy. */
    synchronized void awaitOne(Duration longest) throws InterruptedException {
        if (!busy.isEmpty()) {
            wait(longest.toMillis());
        }
    }

    /** How many requests were carried by lines that ended since this was asked last. */
    synchronized int carried() {
        int since = carried;
        carried = 0;
        return since;
    }

    @Override
    public void destroy() {
        each.shutdownNow();
    }
}
