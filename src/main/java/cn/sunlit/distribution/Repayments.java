package cn.sunlit.distribution;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.funds.ShareReturned;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A share that was paid outside and came back: it is held for its claim again, the officer proposes the right account, another
 * person lets it go. Nothing goes to the old account by itself.
 */
@Service
@Transactional
class Repayments {

    private static final Pattern CAUSE = Pattern.compile("plan:(\\d{1,18}):(\\d{1,9}):(\\d{1,9})");

    private final PlanStore store;
    private final Plans plans;
    private final Payouts payouts;
    private final Board board;
    private final Cases cases;
    private final Access access;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    Repayments(
            PlanStore store,
            Plans plans,
            Payouts payouts,
            Board board,
            Cases cases,
            Access access,
            Audit audit,
            ApplicationEventPublisher events) {
        this.store = store;
        this.plans = plans;
        this.payouts = payouts;
        this.board = board;
        this.cases = cases;
        this.access = access;
        this.audit = audit;
        this.events = events;
    }

    @EventListener
    void returned(ShareReturned event) {
        Matcher m = CAUSE.matcher(event.cause());
        if (!m.matches()) {
            throw new IllegalStateException("不是分配方案的份额：" + event.cause());
        }
        int claim = Integer.parseInt(m.group(2));
        store.giveBack(event.plan(), claim, Integer.parseInt(m.group(3)), event.on(), event.because());
        store.reopen(event.plan());
        Plan p = board.lock(event.caseId(), event.plan()).orElseThrow(Plans::unknown);
        String text = "分给“%s”的%s元被退回（%s），已重新留存，请更正收款账户后提请再付"
                .formatted(
                        Plans.entry(board.input(p), claim).creditor(),
                        event.amount().display(),
                        event.because());
        record(Actor.system("分配方案", p.court()), p, "PLAN_SHARE_RETURNED", text);
        events.publishEvent(new DistributionMoved(event.caseId(), text));
    }

    /** Proposes to pay a share that came back, to this account. */
    void propose(
            Actor by,
            CaseNumber number,
            long plan,
            int claim,
            @Nullable String name,
            @Nullable String bank,
            @Nullable String account) {
        CaseFile file = cases.open(by, UseCase.PREPARE_PLAN, number);
        Plan p = returned(file.id(), plan, claim);
        Entry e = Plans.entry(board.input(p), claim);
        PlanStore.Payee before = store.payees(plan).get(claim);
        if (before == null) {
            throw new Problem.Conflict("“%s”没有收款账户，请先登记".formatted(e.creditor()));
        }
        PlanStore.Payee now = plans.account(claim, before.party(), e.creditor(), name, bank, account);
        if (!store.proposeAgain(plan, now, by)) {
            throw new Problem.Conflict("“%s”的再次付款已经提请，等待审批".formatted(e.creditor()));
        }
        record(by, p, "PLAN_SHARE_AGAIN", "提请将退回的“%s”的份额付至%s".formatted(e.creditor(), now.masked()));
    }

    /** Lets the share go to the account that another person proposed, or sends the proposal back. */
    void decide(Actor by, CaseNumber number, long plan, int claim, boolean yes, @Nullable String because) {
        CaseFile file = cases.open(by, UseCase.DECIDE_PLAN, number);
        Plan p = returned(file.id(), plan, claim);
        PlanStore.Again again = store.again(plan).get(claim);
        if (again == null) {
            throw new Problem.Conflict("没有待审批的再次付款");
        }
        access.otherPerson(by, again.proposedBy());
        if (!yes) {
            String why = PlainText.required("because", because, 300, "请写明退回的理由");
            store.decideAgain(again.id(), by, why);
            record(by, p, "PLAN_SHARE_REFUSED", "不同意再次付款至%s：%s".formatted(again.masked(), why));
            return;
        }
        store.decideAgain(again.id(), by, null);
        payouts.again(by, file, p, claim, again);
    }

    private Plan returned(CaseId id, long plan, int claim) {
        Plan p = board.lock(id, plan).orElseThrow(Plans::unknown);
        if (p.state() != PlanState.EFFECTIVE || !store.returned(plan).containsKey(claim)) {
            throw new Problem.Conflict("这一项没有退回的款项");
        }
        return p;
    }

    private void record(Actor by, Plan p, String type, String summary) {
        audit.record(by, p.court(), p.caseId(), new Act(type, summary, Map.of("plan", Long.toString(p.id()))));
    }
}
