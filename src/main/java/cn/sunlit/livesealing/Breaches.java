package cn.sunlit.livesealing;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.livesealing.AllowanceStore.Payment;
import cn.sunlit.livesealing.LivePlanStore.Plan;
import cn.sunlit.livesealing.LiveReportStore.Breach;
import cn.sunlit.livesealing.Terms.BreachRule;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was done against a plan. Each breach proposes to end the plan; two people agreed to that rule when they made the plan, so that
 * one officer's confirmation is enough, or none where the plan says so.
 */
@Service
class Breaches {

    private final LivePlanStore plans;
    private final LiveReportStore store;
    private final Endings endings;
    private final Telling telling;
    private final Cases cases;
    private final Audit audit;
    private final Clock clock;

    Breaches(
            LivePlanStore plans,
            LiveReportStore store,
            Endings endings,
            Telling telling,
            Cases cases,
            Audit audit,
            Clock clock) {
        this.plans = plans;
        this.store = store;
        this.endings = endings;
        this.telling = telling;
        this.cases = cases;
        this.audit = audit;
        this.clock = clock;
    }

    /** The bank paid what was not permitted. The case and the line are held. */
    void paidOutside(Payment p, LocalDate today) {
        note(
                Endings.robot(p.line().court()),
                p.plan(),
                "PAID_OUTSIDE",
                "payment:" + p.id(),
                "银行回告已付未获准许的%s元（%s）".formatted(p.amount().display(), p.use().zh()),
                today);
    }

    /** A report was not handed in within its time. The case is held. */
    void reportMissing(LiveReportStore.Report r, LocalDate today) {
        note(
                Endings.robot(r.court()),
                r.plan(),
                "REPORT_MISSING",
                "report:" + r.id(),
                "%s至%s的使用报告应于%s前提交，至今未交".formatted(r.from(), r.to(), r.dueOn()),
                today);
    }

    private void note(Actor by, long planId, String kind, String subject, String facts, LocalDate today) {
        Plan plan = plans.lock(planId).orElseThrow();
        Optional<Long> id = store.breach(
                plan.line(), planId, plan.caseId(), plan.court(), kind, subject, facts, today, by.display());
        if (id.isEmpty()) {
            return;
        }
        audit.record(
                by,
                plan.court(),
                plan.caseId(),
                new Act(
                        "LIVE_PLAN_BROKEN",
                        "发现违反活封方案：" + facts,
                        Map.of("livePlan", Long.toString(planId), "breach", Long.toString(id.get()), "kind", kind)));
        telling.officer(plan.caseId(), "违反活封方案：" + facts + "；建议收紧或者终止方案");
        if (plan.terms().breachRule() == BreachRule.BY_ITSELF && plan.state().isInForce()) {
            endings.end(Endings.robot(plan.court()), plan, "违反方案，按方案的约定自行终止：" + facts);
        }
    }

    /** The officer saw or was told of a use that the plan does not allow. */
    @Transactional
    public void useNotAllowed(Actor by, CaseNumber number, long planId, @Nullable String facts) {
        CaseFile file = cases.open(by, UseCase.PROPOSE_LIVE_PLAN, number);
        String what = PlainText.required("facts", facts, 500, "请写明违反方案的具体事实");
        audit.hold(file.id());
        Plan plan = plans.lock(planId)
                .filter(p -> p.caseId().equals(file.id()))
                .orElseThrow(() -> new Problem.NotFound("本案没有这份活封方案"));
        if (!plan.state().isInForce()) {
            throw new Problem.Conflict("该方案不在执行中");
        }
        note(by, planId, "USE_NOT_ALLOWED", "found:" + clock.instant(), what, LocalDate.now(clock));
    }

    /** The officer confirms: the plan ends by its own rule. */
    @Transactional
    public void confirm(Actor by, CaseNumber number, long breach) {
        CaseFile file = cases.open(by, UseCase.PROPOSE_LIVE_PLAN, number);
        Breach b = open(file, breach);
        Plan plan = plans.lock(b.planId()).orElseThrow();
        if (!plan.state().isInForce()) {
            throw new Problem.Conflict("该方案不在执行中，无需再终止");
        }
        endings.end(by, plan, "违反方案：" + b.facts());
    }

    /** The officer finds that it is none. */
    @Transactional
    public void dismiss(Actor by, CaseNumber number, long breach, @Nullable String because) {
        CaseFile file = cases.open(by, UseCase.PROPOSE_LIVE_PLAN, number);
        Breach b = open(file, breach);
        String why = PlainText.required("because", because, 500, "请写明不作处理的理由");
        store.dismiss(b.id(), by.display(), LocalDate.now(clock), why);
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "LIVE_BREACH_DISMISSED",
                        "对“%s”不作处理：%s".formatted(b.facts(), why),
                        Map.of("breach", Long.toString(b.id()), "reason", why)));
    }

    private Breach open(CaseFile file, long id) {
        audit.hold(file.id());
        Breach b = store.lockBreach(id)
                .filter(x -> x.caseId().equals(file.id()))
                .orElseThrow(() -> new Problem.NotFound("本案没有这项违反情形"));
        if (!b.state().equals("OPEN")) {
            throw new Problem.Conflict("该情形已经处理");
        }
        return b;
    }
}
