package cn.sunlit.web;

import cn.sunlit.kernel.DueWork;
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

    ScheduledWork(ObjectProvider<DueWork> works, WorkTurn turn) {
        this.works = works;
        this.turn = turn;
    }

    @Scheduled(fixedDelayString = "${sunlit.work.delay:2s}", initialDelayString = "${sunlit.work.delay:2s}")
    void round() {
        works.orderedStream().forEach(work -> turn.alone(() -> run(work)));
    }

    private static int run(DueWork work) {
        int batch = 0;
        try {
            while (batch < BATCHES && work.runDue() > 0) {
                batch++;
            }
        } catch (RuntimeException failed) {
            LOG.error("{} failed and will be tried again", work.getClass().getSimpleName(), failed);
        }
        return batch;
    }
}
