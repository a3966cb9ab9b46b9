package cn.sunlit.funds;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.funds.OutlayStore.Outlay;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import cn.sunlit.ledger.AccountKind;
import cn.sunlit.ledger.Books;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a case pays to others than its creditors (对外支付): other costs of a sale to whoever bore or is owed them, and frozen money to
 * the court that froze it. One proposes with the document, another approves; the bank pays it like any order.
 */
@Service
@Transactional
class Outlays {

    private final OutlayStore store;
    private final ReturnStore outbox;
    private final HoldStore holds;
    private final Books books;
    private final Cases cases;
    private final Access access;
    private final Audit audit;
    private final Keyring keys;
    private final Clock clock;

    Outlays(
            OutlayStore store,
            ReturnStore outbox,
            HoldStore holds,
            Books books,
            Cases cases,
            Access access,
            Audit audit,
            Keyring keys,
            Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.holds = holds;
        this.books = books;
        this.cases = cases;
        this.access = access;
        this.audit = audit;
        this.keys = keys;
        this.clock = clock;
    }

    /** All of a case, newest first; the caller has asked whether it may be seen. */
    @Transactional(readOnly = true)
    public List<Outlay> ofCase(CaseId id) {
        return store.ofCase(id);
    }

    @Practice(id = "AK-COST-1", text = "评估费、拍卖辅助费、保管费、公告费等变价实际费用，凭票据由一人提请、另一人审批后从案件账户付给垫付或者应收的人，结算时先从到位款中扣除（产品口径）")
    public Outlay proposeCost(Actor by, CaseNumber number, OutlayDraft draft) {
        CaseFile file = cases.open(by, UseCase.PROPOSE_DISTRIBUTION, number);
        OutlayDraft.Read read = draft.read(true);
        affordable(file.id(), read.amount());
        return add(by, file, "COST", null, read);
    }

    private Money shortfall(CaseId id, Money amount) {
        return amount.minus(store.idle(id).atLeastZero()).atLeastZero();
    }

    private void affordable(CaseId id, Money amount) {
        Money available = books.sub(id)
                .orElseThrow(() -> new Problem.NotFound("这个案件没有案款账户"))
                .balance();
        if (shortfall(id, amount).compareTo(available) > 0) {
            String because = "案件账户可以动用的只有 %s 元，不能支付 %s 元".formatted(available.display(), amount.display());
            throw new Problem.Conflict("不能支付费用：" + because, List.of(new Problem.Refusal("AK-COST-1", "", because)));
        }
    }

    @Practice(id = "AK-HOLD-5", text = "移交冻结法院的，以尚在冻结的金额为限，凭该院协助执行通知书由一人提请、另一人审批，直接付给该院账户（产品口径）")
    public Outlay proposeHandover(Actor by, CaseNumber number, long hold, OutlayDraft draft) {
        CaseFile file = cases.open(by, UseCase.HOLD_FUNDS, number);
        OutlayDraft.Read read = draft.read(false);
        HoldStore.Hold h = holds.lock(hold)
                .filter(one -> one.caseId().equals(file.id()))
                .orElseThrow(() -> new Problem.NotFound("案件%s没有这笔冻结".formatted(number)));
        if (h.kind() != HoldKind.FROZEN || !h.state().equals("HELD")) {
            throw new Problem.Conflict("只有正在冻结的款项可以移交冻结法院");
        }
        Money free = h.left().minus(holds.releasing(hold));
        if (read.amount().compareTo(free) > 0) {
            String because = "尚在冻结、没有提请解除或者移交的只有 %s 元".formatted(free.display());
            throw new Problem.Conflict("不能移交：" + because, List.of(new Problem.Refusal("AK-HOLD-5", "", because)));
        }
        return add(by, file, "HANDOVER", hold, read);
    }

    @Practice(id = "AK-COST-2", text = "同一案件凭据、金额相同的一笔还在等待审批的，不再重复提请：多半是重复点击（产品口径）")
    private void notTwice(CaseId id, String kind, OutlayDraft.Read read) {
        store.ofCase(id).stream()
                .filter(o -> o.state() == States.Return.PROPOSED && o.kind().equals(kind))
                .filter(o -> o.amount().equals(read.amount()) && o.document().equals(read.document()))
                .findFirst()
                .ifPresent(o -> {
                    String because = "%s凭%s提请的%s %s 元还在等待审批，不能重复提请"
                            .formatted(
                                    o.proposedName(),
                                    o.document(),
                                    o.what(),
                                    o.amount().display());
                    throw new Problem.Conflict(because, List.of(new Problem.Refusal("AK-COST-2", "", because)));
                });
    }

    private Outlay add(Actor by, CaseFile file, String kind, @Nullable Long hold, OutlayDraft.Read read) {
        audit.hold(file.id());
        notTwice(file.id(), kind, read);
        long id = store.add(
                new OutlayStore.New(
                        kind,
                        file.id(),
                        file.number(),
                        file.court(),
                        hold,
                        read,
                        keys.encrypt(Receipts.PAYER_ACCOUNT, read.account()),
                        Redactor.number(read.account())),
                by.login(),
                by.name(),
                clock.instant());
        Outlay made = store.lock(file.id(), id).orElseThrow();
        record(by, made, "OUTLAY_PROPOSED", "提请对外支付");
        return made;
    }

    /** Another person approves, and the order goes to the bank; or sends it back. Doing it again answers the same. */
    public Outlay decide(Actor by, CaseNumber number, long outlay, boolean yes) {
        CaseFile file = cases.open(by, UseCase.APPROVE_DISTRIBUTION, number);
        Outlay o =
                store.lock(file.id(), outlay).orElseThrow(() -> new Problem.NotFound("案件%s没有这笔对外支付".formatted(number)));
        if (!o.isCost()) {
            access.allow(by, UseCase.APPROVE_HOLD, file.court(), file.id());
        }
        access.otherPerson(by, o.proposedBy());
        if (o.state() != States.Return.PROPOSED) {
            if ((o.state() == States.Return.REFUSED) == !yes) {
                return o;
            }
            throw new Problem.Conflict("这笔对外支付" + o.stateZh());
        }
        if (yes && o.isCost()) {
            set(by, file, o);
        }
        outbox.decide(
                outlay, yes ? States.Return.QUEUED : States.Return.REFUSED, by.login(), by.name(), clock.instant());
        if (!yes && o.hold() != null) {
            store.reopen(o.hold());
        }
        record(by, o, yes ? "OUTLAY_APPROVED" : "OUTLAY_REFUSED", yes ? "同意对外支付" : "退回对外支付");
        return store.lock(file.id(), outlay).orElseThrow();
    }

    /** Sets the sum aside among the costs; what lies there still from an order that the bank did not pay is used first. */
    private void set(Actor by, CaseFile file, Outlay o) {
        affordable(file.id(), o.amount());
        Money sum = shortfall(file.id(), o.amount());
        if (sum.isZero()) {
            return;
        }
        long sub = books.sub(file.id()).orElseThrow().id();
        long costs = books.account(file.court(), AccountKind.COSTS, file.id(), null, clock.instant());
        books.post(new Books.Voucher(
                file.court(),
                "COST",
                "return:" + o.id(),
                file.id(),
                "%s，付给%s：%s".formatted(o.what(), o.payee(), o.document()),
                null,
                LocalDate.now(clock),
                clock.instant(),
                by.login(),
                by.name(),
                null,
                List.of(new Books.Posting(sub, sum), new Books.Posting(costs, Money.ZERO.minus(sum)))));
    }

    private void record(Actor by, Outlay o, String act, String words) {
        audit.record(
                by,
                o.court(),
                o.caseId(),
                new Act(
                        act,
                        "%s：%s %s 元，收款人%s".formatted(words, o.what(), o.amount().display(), o.payee()),
                        Map.of(
                                "outlay", Long.toString(o.id()),
                                "kind", o.kind(),
                                "amount", o.amount().toString(),
                                "document", o.document())));
    }
}
