package cn.sunlit.distribution;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Payee;
import cn.sunlit.funds.PlanShare;
import cn.sunlit.funds.Pools;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.keys.Keyring;
import cn.sunlit.parties.PartyId;
import cn.sunlit.statutes.Shares;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Carrying a plan out: what nobody disputes is paid at once when the terms to object are over, the rest when its dispute is
 * decided. Shares of this court's cases go to their accounts, all others are paid from here.
 */
@Service
@Transactional
class Payouts {

    private final PlanStore store;
    private final ObjectionStore objections;
    private final Board board;
    private final Cases cases;
    private final Pools pools;
    private final Audit audit;
    private final Keyring keys;
    private final Clock clock;

    Payouts(
            PlanStore store,
            ObjectionStore objections,
            Board board,
            Cases cases,
            Pools pools,
            Audit audit,
            Keyring keys,
            Clock clock) {
        this.store = store;
        this.objections = objections;
        this.board = board;
        this.cases = cases;
        this.pools = pools;
        this.audit = audit;
        this.keys = keys;
        this.clock = clock;
    }

    /** @return what was given, and whom it could not be given to for want of an account */
    @Law(
            id = "FP-24",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 509,
            text = "多个债权人对执行财产申请参与分配的，执行法院应当制作财产分配方案，并送达各债权人和被执行人。")
    Given pay(Actor by, CaseNumber number, long plan) {
        CaseFile file = cases.open(by, UseCase.PREPARE_PLAN, number);
        Plan p = board.lockWithCases(file.id(), plan).orElseThrow(Plans::unknown);
        if (p.state() != PlanState.EFFECTIVE) {
            throw new Problem.Conflict(
                    "方案%s，不能分配".formatted(p.state().zh()),
                    List.of(new Problem.Refusal(
                            "FP-24",
                            cn.sunlit.statutes.StatuteBook.cite("民诉法解释", "2022-04-10", 509),
                            "分配方案须送达各债权人和被执行人，异议期届满后分配")));
        }
        Change.Input input = board.input(p);
        List<Objection> all = objections.ofPlan(plan);
        Shares.Plan shares = Contest.shares(p.pool(), input, board.bonus(p));
        List<Contest.Due> due =
                Contest.due(shares, Contest.firm(p.pool(), input, board.wishes(all), board.bonus(p)), board.paid(p));
        Map<Integer, PlanStore.Payee> payees = store.payees(plan);
        Set<Integer> back = store.returned(plan).keySet();
        Money given = Money.ZERO;
        List<String> missing = new ArrayList<>();
        for (Contest.Due d : due) {
            Entry e = Plans.entry(input, d.no());
            PlanShare.To to = to(p, e, payees.get(e.no()));
            if (back.contains(e.no())) {
                continue;
            }
            if (to == null) {
                missing.add(e.creditor());
                continue;
            }
            give(by, p, e, d.amount(), to, decided(p));
            given = given.plus(d.amount());
        }
        boolean done = finished(p, shares, all);
        if (given.isZero() && !done) {
            throw new Problem.Conflict(
                    missing.isEmpty()
                            ? back.isEmpty() ? "现在没有可以发放的部分，其余的预留、提存或者有争议" : "现在没有可以发放的部分；退回的份额请另行提请再付"
                            : "请先登记收款账户：" + String.join("、", missing));
        }
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "PLAN_PAID",
                        "按财产分配方案分配%s元".formatted(given.display()),
                        Map.of("plan", Long.toString(plan), "amount", given.toString())));
        if (done) {
            end(by, plan);
        }
        return new Given(given, missing, done);
    }

    private void end(Actor by, long plan) {
        store.end(plan, PlanState.DONE, null);
        pools.end(by, plan, "分配完毕");
    }

    /** Pays what is due of a claim whose share came back, to the account that two people let it go to. */
    void again(Actor by, CaseFile file, Plan p, int claim, PlanStore.Again to) {
        Change.Input input = board.input(p);
        List<Objection> all = objections.ofPlan(p.id());
        Shares.Plan shares = Contest.shares(p.pool(), input, board.bonus(p));
        Money due =
                Contest.due(shares, Contest.firm(p.pool(), input, board.wishes(all), board.bonus(p)), board.paid(p))
                        .stream()
                        .filter(d -> d.no() == claim)
                        .map(Contest.Due::amount)
                        .findFirst()
                        .orElseThrow(() -> new Problem.Conflict("这一项现在没有可以发放的部分，其余的有争议"));
        Entry e = Plans.entry(input, claim);
        give(
                by,
                p,
                e,
                due,
                Objects.requireNonNull(to(p, e, store.payees(p.id()).get(claim))),
                new Pools.Decided(to.proposedBy(), to.proposedName(), by.login(), by.name()));
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "PLAN_PAID",
                        "退回的份额再次付给“%s”%s元，账户%s".formatted(e.creditor(), due.display(), to.masked()),
                        Map.of("plan", Long.toString(p.id()), "amount", due.toString())));
        if (finished(p, shares, all)) {
            end(by, p.id());
        }
    }

    private static Pools.Decided decided(Plan p) {
        return new Pools.Decided(
                Objects.requireNonNull(p.proposedBy()),
                Objects.requireNonNull(p.proposedName()),
                Objects.requireNonNull(p.decidedBy()),
                Objects.requireNonNull(p.decidedName()));
    }

    private void give(Actor by, Plan p, Entry e, Money amount, PlanShare.To to, Pools.Decided decided) {
        int seq = 1
                + store.paid(p.id()).stream()
                        .filter(paid -> paid.claim() == e.no())
                        .mapToInt(PlanStore.Paid::times)
                        .sum();
        store.pay(p.id(), e.no(), seq, amount, LocalDate.now(clock), by.name());
        pools.give(
                by,
                new PlanShare(
                        p.id(),
                        "plan:%d:%d:%d".formatted(p.id(), e.no(), seq),
                        to,
                        amount,
                        p.asOf(),
                        "按财产分配方案分给“%s”".formatted(e.creditor()),
                        decided.proposedBy(),
                        decided.proposedName(),
                        decided.decidedBy(),
                        decided.decidedName(),
                        Objects.requireNonNull(p.documentId())));
    }

    record Given(Money amount, List<String> missing, boolean done) {}

    private boolean finished(Plan p, Shares.Plan shares, List<Objection> all) {
        Map<Integer, Money> paid = board.paid(p);
        return all.stream().noneMatch(o -> o.state().isOpen())
                && shares.lines().stream()
                        .allMatch(l ->
                                l.share().equals(PlanView.of(paid, l.claim().no())));
    }

    private PlanShare.@Nullable To to(Plan p, Entry e, PlanStore.@Nullable Payee payee) {
        if (e.fee()) {
            return new PlanShare.To.Fee();
        }
        if (e.caseId() != null) {
            return e.caseId().equals(p.caseId()) ? new PlanShare.To.Here() : new PlanShare.To.Other(e.caseId());
        }
        return payee == null
                ? null
                : new PlanShare.To.Outside(
                        new PartyId(payee.party()),
                        new Payee(
                                payee.name(),
                                payee.bank(),
                                new String(keys.decrypt(Plans.SEALED, payee.account()), StandardCharsets.UTF_8)));
    }
}
