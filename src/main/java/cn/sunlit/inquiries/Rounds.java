package cn.sunlit.inquiries;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells that a round is over once nothing of it is open any more, and writes it into the robot's diary. */
@Component
class Rounds {

    private final InquiryStore store;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Rounds(InquiryStore store, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** To be called in the transaction that answered a request or gave it up. */
    void settled(long request) {
        InquiryStore.Owner owner = store.owner(request);
        if (owner.batch() != 0) {
            ended(owner.batch(), owner.caseId(), owner.court());
        }
    }

    /** Tells it if nothing of the round is open; in the transaction that took its last ones out. */
    void ended(long batch, CaseId caseId, CourtCode court) {
        InquiryStore.Progress progress = store.progress(batch);
        if (progress.open() > 0) {
            return;
        }
        audit.record(
                Inquiries.robot(court),
                court,
                caseId,
                new Act(
                        "INQUIRY_ROUND_ENDED",
                        "第%d轮网络查询结束：%d项已反馈，%d项转人工处理%s，共查得财产信息%d项"
                                .formatted(
                                        progress.sequence(),
                                        progress.answered(),
                                        progress.manual(),
                                        progress.cancelled() == 0 ? "" : "，%d项已取消".formatted(progress.cancelled()),
                                        progress.found()),
                        Map.of(
                                "round", Integer.toString(progress.sequence()),
                                "answered", Integer.toString(progress.answered()),
                                "manual", Integer.toString(progress.manual()),
                                "found", Integer.toString(progress.found()))));
        events.publishEvent(new RoundEnded(
                caseId,
                court,
                batch,
                progress.sequence(),
                progress.answered(),
                progress.manual(),
                progress.cancelled(),
                progress.found(),
                LocalDate.now(clock)));
    }
}
