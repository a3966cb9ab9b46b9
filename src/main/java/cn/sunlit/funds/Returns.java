package cn.sunlit.funds;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.bank.BankMessage;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import cn.sunlit.ledger.AccountKind;
import cn.sunlit.ledger.Books;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Money that somebody paid by mistake goes back to where it came from (误缴退还): proposed by one person with its ground, approved by
 * another, paid by the bank. Until the bank has paid it lies in suspense; what the bank returns lies there again.
 */
@Service
@Transactional
class Returns {

    /** How the bank's references of these payments begin, so that no receipt is looked for among them in vain. */
    private static final String OURS = "TK";

    private final ReturnStore store;
    private final FundsStore funds;
    private final Books books;
    private final OutlayBooking outlays;
    private final Access access;
    private final Audit audit;
    private final Keyring keys;
    private final Clock clock;

    Returns(
            ReturnStore store,
            FundsStore funds,
            Books books,
            OutlayBooking outlays,
            Access access,
            Audit audit,
            Keyring keys,
            Clock clock) {
        this.outlays = outlays;
        this.store = store;
        this.funds = funds;
        this.books = books;
        this.access = access;
        this.audit = audit;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * What is proposed. Name, bank and account count only where the bank's message named no account.
     *
     * @param ground why the money belongs to no case of the court, and the paper that shows it
     */
    record Draft(
            @Nullable String ground,
            @Nullable String name,
            @Nullable String bank,
            @Nullable String account) {}

    @Practice(id = "SUSPENSE-RETURN", text = "查明与本院案件无关的到账款，一人写明依据提出、另一人审批，原路退回付款账户；银行报文没有付款账户的，凭付款凭证填写户名、开户行和账号。")
    ReturnView propose(Actor by, long receipt, Draft draft) {
        FundsStore.Receipt r = funds.receipt(receipt).orElseThrow(() -> new Problem.NotFound("没有这笔不明款"));
        access.allow(by, UseCase.PROPOSE_RETURN, r.court());
        if (r.caseId() != null) {
            throw new Problem.Conflict("这笔款项已经认领到案件，不能退还付款人");
        }
        if (funds.openClaim(receipt).isPresent()) {
            throw new Problem.Conflict("这笔款项有待复核的认领，请先复核或者退回认领");
        }
        ReturnStore.New fresh = addressed(r, draft);
        long id = store.add(fresh, by.login(), by.name(), clock.instant())
                .orElseThrow(() -> new Problem.Conflict("这笔款项已经退还或者正在退还，不能再次提出"));
        record(
                by,
                r,
                "RETURN_PROPOSED",
                "提出将不明款 %s 元退还%s，待审批".formatted(r.amount().display(), fresh.payee()),
                fresh.ground());
        return store.one(id).orElseThrow().view();
    }

    /** @throws Problem.Invalid naming everything that is wrong or missing */
    private ReturnStore.New addressed(FundsStore.Receipt r, Draft draft) {
        Optional<ReturnStore.Payer> known = store.payer(r.id());
        List<Problem.FieldError> errors = new ArrayList<>();
        String ground = text(errors, "ground", draft.ground(), 500, "请写明退还的依据：查明的情况和凭证");
        String name = r.payer() != null ? r.payer() : text(errors, "name", draft.name(), 100, "请填写付款人户名");
        if (known.isPresent()) {
            ReturnStore.Payer from = known.get();
            String bank = from.bank() == null ? "未载明" : from.bank();
            stop(errors);
            return new ReturnStore.New(
                    r.id(), r.court(), r.amount(), ground, name, bank, from.account(), from.masked(), false);
        }
        String bank = text(errors, "bank", draft.bank(), 100, "请填写付款账户的开户银行");
        String account = draft.account() == null ? "" : draft.account().replaceAll("[\\s-]", "");
        if (!account.matches("\\d{8,32}")) {
            errors.add(new Problem.FieldError("account", "银行报文没有付款账户，请凭付款凭证填写：账号应为8至32位数字"));
        }
        stop(errors);
        return new ReturnStore.New(
                r.id(),
                r.court(),
                r.amount(),
                ground,
                name,
                bank,
                keys.encrypt(Receipts.PAYER_ACCOUNT, account),
                Redactor.number(account),
                true);
    }

    private static String text(
            List<Problem.FieldError> errors, String field, @Nullable String value, int longest, String missing) {
        try {
            return PlainText.required(field, value, longest, missing);
        } catch (Problem.Invalid wrong) {
            errors.addAll(wrong.errors());
            return "";
        }
    }

    private static void stop(List<Problem.FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
    }

    /** Approves another person's proposal: the order goes to the bank. Approving again answers the same and pays nothing twice. */
    ReturnView approve(Actor by, long id) {
        return decide(by, id, States.Return.QUEUED);
    }

    /** Refuses another person's proposal; the money stays in suspense. */
    ReturnView refuse(Actor by, long id) {
        return decide(by, id, States.Return.REFUSED);
    }

    private ReturnView decide(Actor by, long id, States.Return to) {
        ReturnStore.Return found =
                store.one(id).filter(r -> r.kind() == null).orElseThrow(() -> new Problem.NotFound("没有这笔退还"));
        access.allow(by, UseCase.APPROVE_RETURN, found.court());
        access.otherPerson(by, found.proposedBy());
        if (found.state() != States.Return.PROPOSED) {
            boolean again = (to == States.Return.REFUSED) == (found.state() == States.Return.REFUSED);
            if (again) {
                return found.view();
            }
            throw new Problem.Conflict("这笔退还已经处理：" + found.state().zh());
        }
        store.decide(id, to, by.login(), by.name(), clock.instant());
        FundsStore.Receipt r = funds.receipt(found.ofReceipt()).orElseThrow();
        boolean approved = to == States.Return.QUEUED;
        record(
                by,
                r,
                approved ? "RETURN_APPROVED" : "RETURN_REFUSED",
                "%s将不明款 %s 元退还%s"
                        .formatted(approved ? "同意" : "不同意", found.amount().display(), found.payee()),
                found.ground());
        return store.one(id).orElseThrow().view();
    }

    /** The return that a reference of the bank's speaks of; asked only for references that look like ours. */
    Optional<ReturnStore.Return> byReference(@Nullable String reference) {
        return reference != null && (reference.startsWith(OURS) || reference.startsWith("PAY" + OURS))
                ? store.byReference(reference)
                : Optional.empty();
    }

    /** The bank's answer to the order (pain.002). */
    Intake.Entry answered(ReturnStore.Return r, BankMessage.Status status) {
        if (status.accepted() && States.may(r.state(), States.Return.ACCEPTED)) {
            store.move(r.id(), States.Return.ACCEPTED, null, null);
            return new Intake.Entry(r.endToEnd(), Intake.Effect.ACCEPTED, r.amount(), null, "银行已受理");
        }
        if (status.rejected() && States.may(r.state(), States.Return.REJECTED)) {
            String because = status.because().isBlank() ? "银行未说明原因" : status.because();
            store.move(r.id(), States.Return.REJECTED, because, null);
            outlays.notPaid(r);
            return new Intake.Entry(
                    r.endToEnd(),
                    Intake.Effect.REJECTED,
                    r.amount(),
                    null,
                    "银行拒绝付款，款项仍在%s：%s".formatted(lies(r), because));
        }
        return new Intake.Entry(
                r.endToEnd(),
                status.accepted() || status.rejected() ? Intake.Effect.REPEATED : Intake.Effect.REFUSED,
                null,
                null,
                "退还%s，回执不再改变状态".formatted(r.state().zh()));
    }

    /** Why the bank's movement cannot be booked to this return, or null. */
    static @Nullable String contradiction(ReturnStore.Return r, Money amount, boolean back) {
        if (!amount.equals(r.amount())) {
            return "退还指令 %s 为 %s 元，银行记账 %s 元，金额不符"
                    .formatted(r.endToEnd(), r.amount().display(), amount.display());
        }
        if (!back && r.state() == States.Return.REJECTED) {
            return "银行曾拒绝退还指令 %s，现又扣款，请财务核对".formatted(r.endToEnd());
        }
        return back && !States.may(r.state(), States.Return.RETURNED)
                ? "退还指令 %s 已是“%s”，现又退汇，请财务核对".formatted(r.endToEnd(), r.state().zh())
                : null;
    }

    private static String lies(ReturnStore.Return r) {
        return r.kind() == null ? "不明款" : OutlayBooking.lies(r);
    }

    /** The bank has paid. */
    void paid(Actor by, ReturnStore.Return r, LocalDate on, String bankReference) {
        String text = r.kind() == null ? "不明款退还付款人 " + r.payee() : OutlayBooking.zh(r) + "，付给" + r.payee();
        post(by, r, "PAYMENT", text, on, bankReference, false);
        if (!States.may(r.state(), States.Return.PAID)) {
            return; // told of its return first: the debit is booked, the money lies where it lay
        }
        store.move(r.id(), States.Return.PAID, null, on);
        if (r.kind() == null) {
            store.returned(r.ofReceipt(), on);
        } else {
            outlays.paid(r);
        }
        record(
                by,
                r,
                r.kind() == null ? "RECEIPT_RETURNED" : "OUTLAY_PAID",
                r.kind() == null
                        ? "不明款 %s 元已退还%s".formatted(r.amount().display(), r.payee())
                        : "%s %s 元已付给%s"
                                .formatted(OutlayBooking.zh(r), r.amount().display(), r.payee()),
                bankReference);
    }

    /** The payment came back: the money lies where it lay. */
    void cameBack(Actor by, ReturnStore.Return r, LocalDate on, String bankReference, String because) {
        String text = "%s被银行退汇，款项回到%s".formatted(r.kind() == null ? "退还" : OutlayBooking.zh(r), lies(r));
        post(by, r, "RETURN", text, on, bankReference, true);
        store.move(r.id(), States.Return.RETURNED, because.isBlank() ? "银行未说明原因" : because, null);
        if (r.kind() == null) {
            store.returned(r.ofReceipt(), null);
        } else {
            outlays.notPaid(r);
        }
        record(
                by,
                r,
                r.kind() == null ? "RETURN_FAILED" : "OUTLAY_FAILED",
                "%s（%s 元，收款人%s）".formatted(text, r.amount().display(), r.payee()),
                bankReference);
    }

    private void record(Actor by, ReturnStore.Return r, String act, String text, String bankReference) {
        audit.record(
                by,
                r.court(),
                r.caseId(),
                new Act(
                        act,
                        text,
                        Map.of("amount", r.amount().toString(), "payee", r.payee(), "bankReference", bankReference)));
    }

    private long source(ReturnStore.Return r) {
        if (r.kind() != null) {
            return outlays.source(r);
        }
        Long suspense = funds.receipt(r.ofReceipt()).orElseThrow().suspense();
        if (suspense == null) {
            throw new IllegalStateException("a return of money that was never in suspense");
        }
        return suspense;
    }

    private void post(
            Actor by,
            ReturnStore.Return r,
            String kind,
            String text,
            LocalDate on,
            String bankReference,
            boolean back) {
        long source = source(r);
        long bank = books.account(r.court(), AccountKind.BANK, null, null, clock.instant());
        books.post(new Books.Voucher(
                r.court(),
                kind,
                "return:" + r.id(),
                r.caseId(),
                text,
                bankReference,
                on,
                clock.instant(),
                by.login(),
                by.name(),
                null,
                List.of(
                        new Books.Posting(back ? bank : source, r.amount()),
                        new Books.Posting(back ? source : bank, Money.ZERO.minus(r.amount())))));
    }

    private void record(Actor by, FundsStore.Receipt r, String kind, String text, String ground) {
        audit.record(
                by,
                r.court(),
                null,
                new Act(kind, text, Map.of("amount", r.amount().toString(), "ground", ground)));
    }
}
