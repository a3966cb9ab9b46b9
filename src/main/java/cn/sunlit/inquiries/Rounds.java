package cn.sunlit.inquiries;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.database.Deferred;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells that a round is over once nothing of it is open any more, and writes it into the robot's diary. */
@Component
class Rounds {

    private final InquiryStore store;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Deferred<Set<Long>> told = Deferred.memo(HashSet::new);

    Rounds(InquiryStore store, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** To be called in the transaction that gave a request up. */
    void settled(long request) {
        store.roundOf(request).ifPresent(round -> {
            // The case before its round, as everybody does.
            audit.hold(round.caseId());
            settled(Set.of(round.batch()));
        });
    }

    /**
     * Tells of each of these rounds, once, whether nothing of it is open; in the transaction that took its last requests out. What was
     * written until then is bound to the acts until then, so that the end of one case's round is never bound to another's.
     */
    void settled(Set<Long> batches) {
        if (batches.isEmpty()) {
            return;
        }
        for (InquiryStore.Progress each : store.progress(batches)) {
            Set<Long> before = told.kept();
            if (each.open() == 0 && (before == null || before.add(each.batch()))) {
                ended(each);
                audit.bind();
            }
        }
    }

    private void ended(InquiryStore.Progress progress) {
        InquiryStore.Owner of = progress.of();
        audit.record(
                Inquiries.robot(of.court()),
                of.court(),
                of.caseId(),
                new Act(
                        "INQUIRY_ROUND_ENDED",
                        "第%d轮网络查询结束：%d项已反馈，%d项转人工处理%s，共查得财产信息%d项"
                                .formatted(
                                        of.sequence(),
                                        progress.answered(),
                                        progress.manual(),
                                        progress.cancelled() == 0 ? "" : "，%d项已取消".formatted(progress.cancelled()),
                                        progress.found()),
                        Map.of(
                                "round", Integer.toString(of.sequence()),
                                "answered", Integer.toString(progress.answered()),
                                "manual", Integer.toString(progress.manual()),
                                "found", Integer.toString(progress.found()))));
        events.publishEvent(new RoundEnded(
                of.caseId(),
                of.court(),
                progress.batch(),
                of.sequence(),
                progress.answered(),
                progress.manual(),
                progress.cancelled(),
                progress.found(),
                LocalDate.now(clock)));
    }
}
