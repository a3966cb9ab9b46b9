package cn.sunlit.web;

import cn.sunlit.kernel.DueWork;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Calls everything that falls due, again and again. One that fails is logged and tried at the next round; it never keeps
 * the others waiting, and one with very much to do gives way after some batches.
 */
@Component
@ConditionalOnProperty(name = "sunlit.work.enabled", matchIfMissing = true)
class ScheduledWork {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledWork.class);
    private static final int BATCHES = 20;

    private final ObjectProvider<DueWork> works;
    private final WorkTurn turn;
    private final MeterRegistry meters;

    /** The last failure of each, so that one which fails at every round is told once. */
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    ScheduledWork(ObjectProvider<DueWork> works, WorkTurn turn, MeterRegistry meters) {
        this.meters = meters;
        this.works = works;
        this.turn = turn;
    }

    @Scheduled(fixedDelayString = "${sunlit.work.delay:2s}", initialDelayString = "${sunlit.work.delay:2s}")
    void round() {
        works.orderedStream()
                .forEach(work -> Timer.builder("sunlit.work")
                        .description("rounds of each kind of due work; its count stands still when the rounds do")
                        .tag("work", work.getClass().getSimpleName().replaceAll("\\$.*", ""))
                        .register(meters)
                        .record(() -> turn.alone(() -> run(work))));
    }

    private int run(DueWork work) {
        String name = work.getClass().getSimpleName();
        int batch = 0;
        try {
            while (batch < BATCHES && work.runDue() > 0) {
                batch++;
            }
            failures.remove(name);
        } catch (RuntimeException failed) {
            if (!failed.toString().equals(failures.put(name, failed.toString()))) {
                LOG.error("{} failed and will be tried again until it succeeds", name, Wordless.of(failed));
            }
        }
        return batch;
    }
}
