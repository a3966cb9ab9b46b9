package cn.sunlit.livesealing;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Kind;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.Institution;
import cn.sunlit.inquiries.Institutions;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import cn.sunlit.livesealing.LivePlanStore.Plan;
import cn.sunlit.livesealing.Terms.Opinion;
import cn.sunlit.property.HeldAsset;
import cn.sunlit.property.HeldAssets;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Plans for the use of what is controlled: proposed by the officer, decided by the bureau chief or president, changed and ended by
 * two people as well. The case is taken in hand before anything of a plan is locked.
 */
@Service
public class LivePlans {

    private static final String PAYEE = "livesealing.payee";

    private final LivePlanStore store;
    private final LiveReportStore reports;
    private final Endings endings;
    private final LivePapers papers;
    private final Telling telling;
    private final Cases cases;
    private final HeldAssets held;
    private final Institutions institutions;
    private final Docket docket;
    private final Keyring keys;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    LivePlans(
            LivePlanStore store,
            LiveReportStore reports,
            Endings endings,
            LivePapers papers,
            Telling telling,
            Cases cases,
            HeldAssets held,
            Institutions institutions,
            Docket docket,
            Keyring keys,
            Access access,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.reports = reports;
        this.endings = endings;
        this.papers = papers;
        this.telling = telling;
        this.cases = cases;
        this.held = held;
        this.institutions = institutions;
        this.docket = docket;
        this.keys = keys;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** By which an account is found again when its bank asks. */
    static byte[] accountIndex(Keyring keys, String institution, String account) {
        return keys.blindIndex("livesealing.account", institution + "|" + account.replaceAll("\\s", ""));
    }

    static byte[] payeeIndex(Keyring keys, String account) {
        return keys.blindIndex(PAYEE, account.replaceAll("\\s", ""));
    }

    /**
     * Proposes a plan, or a change of the one in force.
     *
     * @throws Problem.Conflict with every unmet condition
     */
    @Transactional
    public long propose(Actor by, CaseNumber number, PlanDraft draft) {
        CaseFile file = cases.open(by, UseCase.PROPOSE_LIVE_PLAN, number);
        PlanDraft.Read read = draft.read();
        audit.hold(file.id());
        HeldAsset asset =
                held.find(file.id(), read.measure()).orElseThrow(() -> new Problem.Invalid("measureId", "本案没有这项控制措施"));
        Terms terms = read.terms();
        if ((terms.scope() == Scope.ACCOUNT) != asset.isAccount()) {
            throw new Problem.Invalid("scope", asset.isAccount() ? "控制的是账户，类别应为账户" : "控制的不是账户，请选择设备、存货或者厂房");
        }
        CaseParty debtor = debtor(file, asset);
        refuseUnlawful(file, asset, terms, debtor.name(), rules(read.payees()));
        long line = store.line(new LivePlanStore.NewLine(
                file.id(),
                file.court(),
                asset.measure(),
                asset.asset(),
                terms.scope(),
                debtor.id(),
                debtor.name(),
                asset.title(),
                asset.place(),
                asset.isAccount() ? asset.institution() : null,
                asset.isAccount() && asset.institution() != null
                        ? accountIndex(keys, asset.institution(), held.number(asset.asset()))
                        : null,
                asset.masked()));
        LocalDate today = LocalDate.now(clock);
        long id = store.propose(line, file.id(), file.court(), asset.asset(), terms, by, today)
                .orElseThrow(() -> new Problem.Conflict("该财产已有一份活封方案等待审批"));
        for (PlanDraft.Line each : read.payees()) {
            store.addPayee(
                    id,
                    new LivePlanStore.NewPayee(
                            each.name(),
                            keys.encrypt(PAYEE, each.account().getBytes(StandardCharsets.UTF_8)),
                            payeeIndex(keys, each.account()),
                            Redactor.number(each.account()),
                            each.use(),
                            each.monthly()));
        }
        docket.happened(
                by,
                file.id(),
                "ENTERPRISE_CASE_FLAGGED",
                today,
                "提请准许使用被控制的" + asset.title(),
                "livePlan:" + id,
                Set.of("D09"));
        record(by, file, "LIVE_PLAN_PROPOSED", "提请准许使用被控制的%s".formatted(asset.title()), id);
        return id;
    }

    private static CaseParty debtor(CaseFile file, HeldAsset asset) {
        Long party = asset.party();
        return file.respondents().stream()
                .filter(r -> party == null ? r.name().equals(asset.owner()) : r.id().value() == party)
                .findFirst()
                .orElseThrow(() -> new Problem.Conflict("该财产不在本案被执行人名下，不能拟定活封方案"));
    }

    private static List<PlanRules.Payee> rules(List<PlanDraft.Line> payees) {
        return payees.stream()
                .map(p -> new PlanRules.Payee(p.name(), p.use(), p.monthly()))
                .toList();
    }

    private void refuseUnlawful(
            CaseFile file, HeldAsset asset, Terms terms, String debtor, List<PlanRules.Payee> payees) {
        Optional<Institution> bank =
                asset.institution() == null ? Optional.empty() : institutions.find(asset.institution());
        List<Problem.Refusal> refusals = PlanRules.refusals(new PlanRules.Facts(
                terms,
                payees,
                debtor,
                asset.state(),
                asset.endsOn(),
                asset.inherited(),
                asset.releaseUnderWay(),
                asset.actual(),
                bank.filter(Institution::isOnline).isPresent(),
                file.isRunning(),
                LocalDate.now(clock)));
        if (!refusals.isEmpty()) {
            throw new Problem.Conflict("不能准许使用该财产：" + refusals.getFirst().because(), refusals);
        }
        store.inForceOnAsset(asset.asset())
                .filter(p -> p.measure() != asset.measure())
                .ifPresent(other -> {
                    throw new Problem.Conflict("该财产在另一案件中已有执行中的活封方案，请先与该案承办人协调");
                });
    }

    /** Approves: the plan is in force at once, in the place of the one before it; decision and notice are served. */
    @Transactional
    public void approve(Actor by, CaseNumber number, long id, @Nullable String because) {
        CaseFile file = second(by, number);
        Plan plan = of(file, id);
        if (plan.state().isInForce()) {
            return;
        }
        if (plan.state() != PlanState.PROPOSED) {
            throw new Problem.Conflict("该方案已经处理");
        }
        access.otherPerson(by, plan.proposedBy());
        boolean objected = plan.terms().opinion() == Opinion.OBJECTS;
        String why = objected
                ? PlainText.required("because", because, 500, "申请执行人不同意的，应当写明准许的理由")
                : PlainText.optional("because", because, 500);
        HeldAsset asset = held.find(file.id(), plan.measure()).orElseThrow();
        List<PlanRules.Payee> payees = store.payees(file.id()).stream()
                .filter(p -> p.planId() == id)
                .map(p -> new PlanRules.Payee(p.name(), p.use(), p.monthly()))
                .toList();
        refuseUnlawful(file, asset, plan.terms(), plan.debtor(), payees);
        LocalDate today = LocalDate.now(clock);
        store.inForce(plan.measure()).ifPresent(old -> replace(by, old, today));
        String reason = why == null ? "为维持被执行人的生产经营和履行能力" : why;
        Document decision = papers.issue(by, file, plan, Kind.LIVE_USE_DECISION, reason);
        papers.serveDebtor(by, file, plan, decision, today);
        Document notice = papers.issue(by, file, plan, Kind.LIVE_USE_NOTICE, reason);
        papers.serveApplicants(by, file, notice, today);
        store.decide(id, PlanState.IN_FORCE, by, today, why, decision.id());
        LocalDate first =
                plan.terms().from().isBefore(today) ? today : plan.terms().from();
        ReportDays.of(plan.terms().frequency(), first, plan.terms().to()).forEach(s -> reports.expect(plan, s));
        docket.complete(
                by,
                file.id(),
                "D09",
                "livePlan:" + id,
                today,
                List.of(
                        evidence(decision),
                        evidence(notice),
                        new Evidence(
                                "RECORD",
                                "livePlan:" + id,
                                "征询申请执行人意见：%s（%s）"
                                        .formatted(
                                                plan.terms().opinion().zh(),
                                                plan.terms().opinionHow()),
                                null)));
        record(by, file, "LIVE_PLAN_APPROVED", "准许使用被控制的%s".formatted(plan.title()), id);
        telling.parties(
                file,
                "live-plan:" + id,
                "%s：准许被执行人按方案使用被控制的财产，详见当事人门户。".formatted(file.number().text()));
    }

    private void replace(Actor by, Plan old, LocalDate today) {
        store.end(old.id(), PlanState.REPLACED, today, by.display(), "由新的方案替代", null);
        reports.drop(old.id(), today);
        reports.settleBreaches(old.id(), "TIGHTENED", by.display(), today, "由新的方案替代");
    }

    private static Evidence evidence(Document d) {
        return new Evidence("DOCUMENT", "document:" + d.id(), d.title() + " " + d.number(), d.sha256());
    }

    /** Turns a proposal down. */
    @Transactional
    public void refuse(Actor by, CaseNumber number, long id, @Nullable String because) {
        CaseFile file = second(by, number);
        Plan plan = of(file, id);
        if (plan.state() != PlanState.PROPOSED) {
            throw new Problem.Conflict("该方案已经处理");
        }
        access.otherPerson(by, plan.proposedBy());
        String why = PlainText.required("because", because, 500, "请写明不予批准的理由");
        store.decide(id, PlanState.REFUSED, by, LocalDate.now(clock), why, null);
        docket.waive(by, file.id(), "D09", "livePlan:" + id, "活封方案未获批准：" + why);
        record(by, file, "LIVE_PLAN_REFUSED", "不批准%s的活封方案：%s".formatted(plan.title(), why), id);
    }

    /** Proposes to end a plan that nobody has broken; it stays in force until another person agrees. */
    @Transactional
    public void proposeEnd(Actor by, CaseNumber number, long id, @Nullable String because) {
        CaseFile file = cases.open(by, UseCase.PROPOSE_LIVE_PLAN, number);
        audit.hold(file.id());
        Plan plan = of(file, id);
        if (plan.state() != PlanState.IN_FORCE) {
            throw new Problem.Conflict("该方案不在执行中，或者已经提请终止");
        }
        String why = PlainText.required("because", because, 500, "请写明终止的理由");
        store.proposeEnd(id, by, why);
        record(by, file, "LIVE_PLAN_END_PROPOSED", "提请终止%s的活封方案：%s".formatted(plan.title(), why), id);
    }

    /** Decides on the end that another person proposed. */
    @Transactional
    public void decideEnd(Actor by, CaseNumber number, long id, boolean agrees) {
        CaseFile file = second(by, number);
        Plan plan = of(file, id);
        if (plan.state() != PlanState.END_PROPOSED || plan.endBy() == null) {
            throw new Problem.Conflict("没有等待审批的终止提请");
        }
        access.otherPerson(by, plan.endBy());
        if (agrees) {
            endings.end(by, plan, String.valueOf(plan.endBecause()));
            return;
        }
        store.keep(id);
        record(by, file, "LIVE_PLAN_KEPT", "不同意终止%s的活封方案，继续执行".formatted(plan.title()), id);
    }

    /** The control was lifted: nothing is left that a plan could allow. The one who lifts it holds the case. */
    @Transactional
    void controlReleased(CaseId id, long measure) {
        audit.hold(id);
        store.inForce(measure).ifPresent(plan -> endings.end(Endings.robot(plan.court()), plan, "控制措施已经解除"));
    }

    /** Ends a plan whose term or control is over, or says that its review is due; each in a transaction of its own. */
    @Transactional
    void check(Plan seen) {
        audit.hold(seen.caseId());
        Plan plan = store.lock(seen.id()).orElseThrow();
        LocalDate today = LocalDate.now(clock);
        if (!plan.state().isInForce()) {
            return;
        }
        boolean holds = held.find(plan.caseId(), plan.measure())
                .filter(HeldAsset::holds)
                .isPresent();
        if (!holds) {
            endings.end(Endings.robot(plan.court()), plan, "控制措施已经失效");
        } else if (plan.terms().to().isBefore(today)) {
            endings.end(Endings.robot(plan.court()), plan, "活封期限届满");
        } else if (store.reviewTold(plan.id(), today)) {
            record(
                    Endings.robot(plan.court()),
                    cases.byId(plan.caseId()),
                    "LIVE_PLAN_REVIEW_DUE",
                    "%s的活封方案到了复核日".formatted(plan.title()),
                    plan.id());
            telling.officer(plan.caseId(), "今天应当复核%s的活封方案".formatted(plan.title()));
        }
    }

    private CaseFile second(Actor by, CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_CASE, number);
        access.allow(by, UseCase.APPROVE_LIVE_PLAN, file.court(), file.id());
        audit.hold(file.id());
        return file;
    }

    private Plan of(CaseFile file, long id) {
        return store.lock(id)
                .filter(p -> p.caseId().equals(file.id()))
                .orElseThrow(() -> new Problem.NotFound("本案没有这份活封方案"));
    }

    private void record(Actor by, CaseFile file, String type, String summary, long plan) {
        audit.record(by, file.court(), file.id(), new Act(type, summary, Map.of("livePlan", Long.toString(plan))));
    }
}
