package cn.sunlit.livesealing;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Kind;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.livesealing.LivePlanStore.Plan;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Ends a plan: from then on the bank is permitted nothing, and what the control holds it holds in full again. */
@Component
class Endings {

    private static final String ROBOT = "机器人法官助理";

    private final LivePlanStore plans;
    private final LiveReportStore reports;
    private final LivePapers papers;
    private final Telling telling;
    private final Cases cases;
    private final Audit audit;
    private final Clock clock;

    Endings(
            LivePlanStore plans,
            LiveReportStore reports,
            LivePapers papers,
            Telling telling,
            Cases cases,
            Audit audit,
            Clock clock) {
        this.plans = plans;
        this.reports = reports;
        this.papers = papers;
        this.telling = telling;
        this.cases = cases;
        this.audit = audit;
        this.clock = clock;
    }

    static Actor robot(CourtCode court) {
        return Actor.system(ROBOT, court);
    }

    /** The plan is in force and locked. */
    void end(Actor by, Plan plan, String because) {
        LocalDate today = LocalDate.now(clock);
        CaseFile file = cases.byId(plan.caseId());
        Document paper = papers.issue(by, file, plan, Kind.LIVE_USE_END, because);
        papers.serveAll(by, file, plan, paper, today);
        plans.end(plan.id(), PlanState.ENDED, today, by.display(), because, paper.id());
        reports.drop(plan.id(), today);
        reports.settleBreaches(plan.id(), "ENDED", by.display(), today, because);
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "LIVE_PLAN_ENDED",
                        "终止%s的活封方案：%s".formatted(plan.title(), because),
                        Map.of("livePlan", Long.toString(plan.id()), "document", Long.toString(paper.id()))));
        telling.officer(file.id(), "活封方案已终止：" + because);
        telling.parties(
                file,
                "live-ended:" + plan.id(),
                "%s：活封方案已终止，详见当事人门户。".formatted(file.number().text()));
    }
}
