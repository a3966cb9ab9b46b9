package cn.sunlit.desk;

import cn.sunlit.cases.CaseAssigned;
import cn.sunlit.cases.Cases;
import cn.sunlit.distribution.DistributionMoved;
import cn.sunlit.funds.FundsArrived;
import cn.sunlit.funds.FundsDisbursed;
import cn.sunlit.funds.FundsReceived;
import cn.sunlit.garnishment.ClaimLapsed;
import cn.sunlit.inquiries.AnswerReceived;
import cn.sunlit.inquiries.OrderAnswered;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.livesealing.PlanMoved;
import cn.sunlit.oversight.DemandMoved;
import cn.sunlit.property.ControlReleased;
import cn.sunlit.property.ControlTookEffect;
import cn.sunlit.property.InstitutionSilent;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Notes for each officer what came in, in the transaction in which it came. An answer that found nothing is no news. */
@Component
@Transactional
class Arrivals {

    private final DeskStore store;
    private final Cases cases;
    private final Clock clock;

    Arrivals(DeskStore store, Cases cases, Clock clock) {
        this.store = store;
        this.cases = cases;
        this.clock = clock;
    }

    @EventListener
    void assigned(CaseAssigned event) {
        if (!event.first()) {
            store.moveArrivals(event.id(), event.officer());
        }
        note(event.id(), "ASSIGNMENT", "新分来一件案件", "");
    }

    @EventListener
    void answered(AnswerReceived event) {
        if (!event.found().isEmpty()) {
            note(
                    event.caseId(),
                    "ANSWER",
                    "网络查询反馈财产%d项，待甄别".formatted(event.found().size()),
                    "/assets");
        }
    }

    @EventListener
    void refused(OrderAnswered event) {
        if (event.outcome() == OrderAnswered.Outcome.FAILED) {
            note(event.caseId(), "REPLY", "协助单位未能办理：" + (event.reason() == null ? "未说明原因" : event.reason()), "/assets");
        }
    }

    @EventListener
    void controlled(ControlTookEffect event) {
        String amount = event.amount() == null ? "" : " " + event.amount().display() + " 元";
        note(event.caseId(), "REPLY", "控制措施生效%s，期限至%s".formatted(amount, event.until()), "/assets");
    }

    @EventListener
    void released(ControlReleased event) {
        note(event.caseId(), "REPLY", "控制措施已解除", "/assets");
    }

    @EventListener
    void planMoved(PlanMoved event) {
        note(event.caseId(), "REPLY", event.text(), "/live-plans");
    }

    @EventListener
    void silent(InstitutionSilent event) {
        note(event.caseId(), "REPLY", "%s对%s逾期未反馈，请催办".formatted(event.place(), event.what()), "/assets");
    }

    @EventListener
    void lapsed(ClaimLapsed event) {
        note(
                event.caseId(),
                "REPLY",
                "第三人%s期满既未履行也未提出异议，可以裁定强制执行 %s 元"
                        .formatted(event.third(), event.open().display()),
                "/claims");
    }

    @EventListener
    void shared(DistributionMoved event) {
        note(event.caseId(), "REPLY", event.text(), "/distribution-plan");
    }

    @EventListener
    void received(FundsArrived arrived) {
        Map<CaseId, Cases.InCharge> whose = cases.inCharge(arrived.cases());
        for (FundsReceived one : arrived.receipts()) {
            Cases.InCharge to = Objects.requireNonNull(whose.get(one.caseId()));
            String text = "案款到账 %s 元".formatted(one.amount().display());
            store.noteArrival(one.caseId(), to.court(), to.officer(), "RECEIPT", text, "/funds", clock.instant());
        }
    }

    @EventListener
    void disbursed(FundsDisbursed event) {
        note(
                event.caseId(),
                "PAYMENT",
                "案款已发放 %s 元%s".formatted(event.amount().display(), event.debtCleared() ? "，债务已清偿" : ""),
                "/funds");
    }

    @EventListener
    void supervised(DemandMoved event) {
        if (event.to().isEmpty()) {
            note(event.caseId(), "SUPERVISION", event.text(), "/supervision");
        }
        CourtCode court = cases.inCharge(event.caseId()).court();
        event.to()
                .forEach(login -> store.noteArrival(
                        event.caseId(), court, login, "PERSONAL", event.text(), "/supervision", clock.instant()));
    }

    private void note(CaseId id, String kind, String text, String tab) {
        Cases.InCharge whose = cases.inCharge(id);
        store.noteArrival(id, whose.court(), whose.officer(), kind, text, tab, clock.instant());
    }
}
