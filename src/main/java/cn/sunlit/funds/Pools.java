package cn.sunlit.funds;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.Payee;
import cn.sunlit.docket.Docket;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import cn.sunlit.ledger.AccountKind;
import cn.sunlit.ledger.Books;
import cn.sunlit.parties.PartyId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Money of a case that a plan of distribution among creditors holds, and how the plan's shares leave it. What is held can be
 * paid out for nothing else: the case's own distribution does not see it, and the database refuses the voucher. Whoever
 * calls was allowed the act that stands behind; that two people decided the plan is asked here once more.
 */
@Service
@Transactional
public class Pools {

    private final PoolStore store;
    private final Books books;
    private final PaymentStore payments;
    private final PayeeStore payees;
    private final HeldFunds holds;
    private final Docket docket;
    private final Audit audit;
    private final Keyring keys;
    private final Clock clock;

    Pools(
            PoolStore store,
            Books books,
            PaymentStore payments,
            PayeeStore payees,
            HeldFunds holds,
            Docket docket,
            Audit audit,
            Keyring keys,
            Clock clock) {
        this.store = store;
        this.books = books;
        this.payments = payments;
        this.payees = payees;
        this.holds = holds;
        this.docket = docket;
        this.audit = audit;
        this.keys = keys;
        this.clock = clock;
    }

    /** What lies in the case's account and is not held by a plan. */
    @Transactional(readOnly = true)
    public Money free(CaseId id) {
        return books.sub(id).map(Books.Sub::balance).orElse(Money.ZERO);
    }

    /**
     * Holds part of what is free in a case's account for a plan.
     *
     * @throws Problem.Conflict when not so much is free
     */
    public void hold(Actor by, CaseId id, long plan, Money amount) {
        store.lockAccounts(List.of(id));
        Books.Sub sub = books.sub(id).orElseThrow(() -> new Problem.NotFound("这个案件没有案款账户"));
        if (!amount.isPositive() || amount.compareTo(sub.balance()) > 0) {
            throw new Problem.Conflict(
                    "账户中没有这么多可以分配的案款",
                    List.of(new Problem.Refusal(
                            "FUNDS-POOL",
                            "",
                            "本案账户中尚未分配、未被留存的案款为%s元，不足%s元"
                                    .formatted(sub.balance().display(), amount.display()))));
        }
        store.hold(plan, sub, amount, clock.instant(), by.login());
        audit.record(
                by,
                sub.court(),
                id,
                new Act(
                        "POOL_HELD",
                        "案款%s元留待参与分配，其他发放不得动用".formatted(amount.display()),
                        Map.of("plan", Long.toString(plan), "amount", amount.toString())));
    }

    /** Gives a share; the same cause again gives nothing. */
    public void give(Actor by, PlanShare share) {
        if (share.proposedBy().equals(share.decidedBy())) {
            throw new Problem.Forbidden("提出人与审批人不能是同一人");
        }
        PoolStore.Pool pool = store.lock(share.plan()).orElseThrow(() -> new Problem.NotFound("没有为这份方案留存的案款"));
        if (store.given(share.cause())) {
            return;
        }
        if (pool.endedAt() != null || share.amount().compareTo(pool.left()) > 0) {
            throw new Problem.Conflict(
                    "分配的金额超过分配方案所留存的案款%s元".formatted(pool.left().display()));
        }
        Instant at = clock.instant();
        switch (share.to()) {
            case PlanShare.To.Here() -> store.give(share, "HERE", pool.caseId(), at);
            case PlanShare.To.Fee() -> book(by, pool, share, "FEE", null, fee(pool, at), at);
            case PlanShare.To.Other(CaseId other) -> toCase(by, pool, share, other, at);
            case PlanShare.To.Outside(PartyId party, Payee payee) -> pay(by, pool, share, party, payee, at);
        }
    }

    private long fee(PoolStore.Pool pool, Instant at) {
        return books.account(pool.court(), AccountKind.FEE, null, null, at);
    }

    private void toCase(Actor by, PoolStore.Pool pool, PlanShare share, CaseId other, Instant at) {
        store.lockAccounts(List.of(pool.caseId(), other));
        Books.Sub to = books.sub(other).orElseThrow(() -> new Problem.NotFound("参与分配的案件没有案款账户"));
        if (!to.court().equals(pool.court())) {
            throw new Problem.Conflict("其他法院的案件应当付至该案账户，不能在本院账内划转");
        }
        long voucher = book(by, pool, share, "CASE", other, to.id(), at);
        LocalDate today = LocalDate.now(clock);
        docket.happened(by, other, "FUNDS_RECEIVED", today, "分配方案转入，凭证 PZ-" + voucher);
        audit.record(
                by,
                to.court(),
                other,
                new Act(
                        "FUNDS_SHARED",
                        "由%s案按财产分配方案转入案款%s元，凭证PZ-%d"
                                .formatted(
                                        pool.caseNumber().text(), share.amount().display(), voucher),
                        Map.of("amount", share.amount().toString(), "voucher", "PZ-" + voucher)));
    }

    /** The release comes first, so that the voucher finds the money free. */
    private long book(
            Actor by,
            PoolStore.Pool pool,
            PlanShare share,
            String kind,
            @Nullable CaseId other,
            long account,
            Instant at) {
        store.give(share, kind, other, at);
        long voucher = books.post(new Books.Voucher(
                pool.court(),
                "SHARE",
                share.cause(),
                pool.caseId(),
                share.text(),
                null,
                LocalDate.now(clock),
                at,
                by.login(),
                by.name(),
                null,
                List.of(
                        new Books.Posting(books.sub(pool.caseId()).orElseThrow().id(), share.amount()),
                        new Books.Posting(account, Money.ZERO.minus(share.amount())))));
        audit.record(
                by,
                pool.court(),
                pool.caseId(),
                new Act(
                        "SHARE_GIVEN",
                        "%s，%s元，凭证PZ-%d".formatted(share.text(), share.amount().display(), voucher),
                        Map.of(
                                "amount",
                                share.amount().toString(),
                                "cause",
                                share.cause(),
                                "voucher",
                                "PZ-" + voucher)));
        return voucher;
    }

    private void pay(Actor by, PoolStore.Pool pool, PlanShare share, PartyId party, Payee payee, Instant at) {
        book(
                by,
                pool,
                share,
                "PAYEE",
                null,
                books.account(pool.court(), AccountKind.PAYABLE, pool.caseId(), party.value(), at),
                at);
        long id = payments.add(
                pool.caseId(),
                pool.caseNumber(),
                pool.court(),
                share.amount(),
                share.text(),
                null,
                null,
                null,
                share.proposedBy(),
                share.proposedName(),
                at);
        store.ordered(id, share.cause());
        payees.add(
                id,
                List.of(new PaymentStore.Line(
                        0,
                        "SHARE",
                        party.value(),
                        payee.name(),
                        payee.bank(),
                        keys.encrypt(DistributionLines.SEALED, payee.account()),
                        Redactor.number(payee.account()),
                        share.amount(),
                        Money.ZERO,
                        Money.ZERO,
                        Money.ZERO,
                        Money.ZERO,
                        null,
                        null,
                        keys.blindIndex(DistributionLines.SEALED, payee.account()),
                        null)));
        payments.approve(id, share.decidedBy(), share.decidedName(), at, share.document());
        PaymentStore.Distribution d = payments.lock(id).orElseThrow();
        for (PaymentStore.Line line : payments.lines(id)) {
            String reference = "FP%d-%d".formatted(id, line.id());
            payments.queue(line.id(), d, "PAY" + reference, reference, line.amount(), at);
        }
    }

    /**
     * Keeps just so much of a plan's money in the account of deposits: what a suit is about (民诉法解释第五百一十条). More is
     * deposited, less comes back to what the plan holds; the same again moves nothing.
     *
     * @param words why, in Chinese
     * @param decided the two who decided the plan
     */
    public void deposit(Actor by, long plan, Money amount, String words, Decided decided) {
        PoolStore.Pool pool = store.lock(plan).orElseThrow(() -> new Problem.NotFound("没有为这份方案留存的案款"));
        Money more = amount.minus(pool.deposited());
        if (more.isPositive()) {
            if (pool.endedAt() != null || more.compareTo(pool.left()) > 0) {
                throw new Problem.Conflict(
                        "提存的金额超过分配方案所留存的案款%s元".formatted(pool.left().display()));
            }
            store.lockAccounts(List.of(pool.caseId()));
            long id = store.deposit(plan, more);
            store.deposited(id, holds.deposit(by, pool.caseId(), more, words, decided));
            return;
        }
        Money less = Money.ZERO.minus(more);
        for (PoolStore.Deposit d : store.deposits(plan)) {
            Money part = less.min(d.amount());
            if (part.isPositive()) {
                store.lockAccounts(List.of(pool.caseId()));
                holds.giveBack(by, d.hold(), part, words, decided);
                store.undeposit(d.id(), part);
                less = less.minus(part);
            }
        }
    }

    /** The two people who decided a plan: log-in and name. */
    public record Decided(String proposedBy, String proposedName, String decidedBy, String decidedName) {
        public Decided {
            if (proposedBy.equals(decidedBy)) {
                throw new Problem.Forbidden("提出人与审批人不能是同一人");
            }
        }
    }

    /** Nothing of the plan's money is held any more: what is left is the case's own again. */
    public void end(Actor by, long plan, String because) {
        PoolStore.Pool pool = store.lock(plan).orElseThrow(() -> new Problem.NotFound("没有为这份方案留存的案款"));
        if (pool.endedAt() != null) {
            return;
        }
        store.end(plan, clock.instant());
        audit.record(
                by,
                pool.court(),
                pool.caseId(),
                new Act(
                        "POOL_ENDED",
                        "不再为分配方案留存案款，余%s元归本案：%s".formatted(pool.left().display(), because),
                        Map.of("plan", Long.toString(plan), "left", pool.left().toString())));
    }
}
