package cn.sunlit.funds;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.bank.BankMessage;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.Money;
import cn.sunlit.ledger.AccountKind;
import cn.sunlit.ledger.Books;
import cn.sunlit.parties.Datum;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.PartyId;
import cn.sunlit.parties.Purpose;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What becomes of a payment at the bank, in whatever order the bank tells it. */
@Component
class Payments {

    private final Books books;
    private final PaymentStore payments;
    private final BatchStore batches;
    private final PoolStore pools;
    private final Settlements settlements;
    private final Parties parties;
    private final Audit audit;
    private final Docket docket;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Payments(
            Books books,
            PaymentStore payments,
            BatchStore batches,
            PoolStore pools,
            Settlements settlements,
            Parties parties,
            Audit audit,
            Docket docket,
            ApplicationEventPublisher events,
            Clock clock) {
        this.books = books;
        this.payments = payments;
        this.batches = batches;
        this.pools = pools;
        this.settlements = settlements;
        this.parties = parties;
        this.audit = audit;
        this.docket = docket;
        this.events = events;
        this.clock = clock;
    }

    Optional<PaymentStore.Payment> byEndToEnd(String reference) {
        return payments.byEndToEnd(reference);
    }

    /** Hands the sum over from the payee's account to what is on its way; before the first attempt to send it. */
    void instruct(PaymentStore.Payment p) {
        if (p.batch() != null) {
            instruct(batches.one(p.batch()));
            return;
        }
        if (books.voucher("INSTRUCTION", cause(p)).isPresent()) {
            return;
        }
        PaymentStore.Line line = payments.line(p.line());
        if (line.party() != null) {
            parties.used(new PartyId(line.party()), Datum.ACCOUNT, new Purpose(p.court(), p.caseId(), "向银行发送付款指令"));
        }
        Actor by = Actor.system("案款系统", p.court());
        post(
                by,
                p,
                "INSTRUCTION",
                "付款指令交银行，收款人 " + line.payee(),
                null,
                LocalDate.now(clock),
                payable(p, line),
                transit(p),
                null);
    }

    /** The same for all payments of a file, in one voucher. */
    void instruct(BatchStore.Batch b) {
        String cause = "batch:" + b.id();
        if (books.voucher("INSTRUCTION", cause).isPresent()) {
            return;
        }
        Instant at = clock.instant();
        List<Books.Posting> postings = new ArrayList<>();
        for (BatchStore.Share share : batches.byParty(b.id())) {
            parties.used(new PartyId(share.party()), Datum.ACCOUNT, new Purpose(b.court(), b.caseId(), "向银行发送批量付款文件"));
            postings.add(new Books.Posting(
                    books.account(b.court(), AccountKind.PAYABLE, b.caseId(), share.party(), at), share.amount()));
        }
        postings.add(new Books.Posting(
                books.account(b.court(), AccountKind.TRANSIT, b.caseId(), null, at), Money.ZERO.minus(b.amount())));
        books.post(new Books.Voucher(
                b.court(),
                "INSTRUCTION",
                cause,
                b.caseId(),
                "批量付款文件交银行，%d笔".formatted(b.payments()),
                null,
                LocalDate.now(clock),
                at,
                "system",
                "案款系统",
                null,
                postings));
    }

    /** The bank's answers in one message, those to the payments of a file together. */
    List<Intake.Entry> answered(Actor by, List<BankMessage.Status> statuses) {
        List<Intake.Entry> entries = new ArrayList<>();
        List<String> accepted = statuses.stream()
                .filter(BankMessage.Status::accepted)
                .map(BankMessage.Status::endToEnd)
                .filter(Objects::nonNull)
                .toList();
        Set<String> taken = new HashSet<>();
        if (accepted.size() > 1) {
            for (BatchStore.Accepted one : batches.accept(accepted)) {
                taken.add(one.endToEnd());
                entries.add(new Intake.Entry(one.endToEnd(), Intake.Effect.ACCEPTED, one.amount(), null, "银行已受理"));
            }
        }
        for (BankMessage.Status status : statuses) {
            if (status.endToEnd() == null || !taken.contains(status.endToEnd())) {
                entries.add(answered(by, status));
            }
        }
        return entries;
    }

    /** The bank's answer to a whole file. */
    private Intake.Entry answered(Actor by, BatchStore.Batch b, BankMessage.Status status) {
        if (status.accepted()) {
            int moved = batches.acceptAll(b.id());
            return moved > 0
                    ? new Intake.Entry(
                            b.messageId(), Intake.Effect.ACCEPTED, b.amount(), null, "银行已受理%d笔".formatted(moved))
                    : new Intake.Entry(b.messageId(), Intake.Effect.REPEATED, null, null, "文件中的付款都已有结果");
        }
        if (!status.rejected()) {
            return new Intake.Entry(b.messageId(), Intake.Effect.REFUSED, null, null, "不认识的付款状态 " + status.code());
        }
        instruct(b);
        String because = status.because().isBlank() ? "银行未说明原因" : status.because();
        Money back = batches.rejectAll(b.id(), because);
        if (!back.isPositive()) {
            return new Intake.Entry(b.messageId(), Intake.Effect.REPEATED, null, null, "文件中的付款都已有结果，拒绝回执不再改变状态");
        }
        Instant at = clock.instant();
        books.post(new Books.Voucher(
                b.court(),
                "RETURN",
                "batch:" + b.id(),
                b.caseId(),
                "银行拒绝批量付款文件，款项回到案件账户",
                null,
                LocalDate.now(clock),
                at,
                by.login(),
                by.name(),
                null,
                List.of(
                        new Books.Posting(books.account(b.court(), AccountKind.TRANSIT, b.caseId(), null, at), back),
                        new Books.Posting(books.sub(b.caseId()).orElseThrow().id(), Money.ZERO.minus(back)))));
        failed(
                by,
                payments.lock(b.distribution()).orElseThrow(),
                "批量付款文件 %s 共 %s 元被银行拒绝：%s".formatted(b.messageId(), back.display(), because),
                Map.of("amount", back.toString(), "batch", b.messageId()));
        return new Intake.Entry(b.messageId(), Intake.Effect.REJECTED, back, null, "银行拒绝付款：" + because);
    }

    /** The bank's answer to an order (pain.002). */
    Intake.Entry answered(Actor by, BankMessage.Status status) {
        Optional<PaymentStore.Payment> found = status.endToEnd() != null
                ? payments.byEndToEnd(status.endToEnd())
                : status.originalMessage() == null ? Optional.empty() : payments.byMessage(status.originalMessage());
        String reference = String.valueOf(status.endToEnd() == null ? status.originalMessage() : status.endToEnd());
        if (found.isEmpty() && status.endToEnd() == null && status.originalMessage() != null) {
            Optional<BatchStore.Batch> file = batches.byMessage(status.originalMessage());
            if (file.isPresent()) {
                return answered(by, file.get(), status);
            }
        }
        if (found.isEmpty()) {
            return new Intake.Entry(reference, Intake.Effect.NOT_OURS, null, null, "没有对应的付款指令");
        }
        PaymentStore.Payment p = found.get();
        if (status.accepted()) {
            if (States.may(p.state(), States.Payment.ACCEPTED)) {
                payments.movePayment(p.id(), States.Payment.ACCEPTED, null, null);
                return new Intake.Entry(reference, Intake.Effect.ACCEPTED, p.amount(), null, "银行已受理");
            }
            return new Intake.Entry(
                    reference,
                    Intake.Effect.REPEATED,
                    null,
                    null,
                    "付款%s，回执不再改变状态".formatted(p.state().zh()));
        }
        if (!status.rejected()) {
            return new Intake.Entry(reference, Intake.Effect.REFUSED, null, null, "不认识的付款状态 " + status.code());
        }
        if (!States.may(p.state(), States.Payment.REJECTED)) {
            return new Intake.Entry(
                    reference,
                    Intake.Effect.REPEATED,
                    null,
                    null,
                    "付款%s，拒绝回执不再改变状态".formatted(p.state().zh()));
        }
        instruct(p);
        if (p.batch() == null) {
            PaymentStore.Line line = payments.line(p.line());
            Long instruction = books.voucher("INSTRUCTION", cause(p)).orElseThrow();
            post(by, p, "REVERSAL", "冲红：银行拒绝付款", null, LocalDate.now(clock), transit(p), payable(p, line), instruction);
            post(by, p, "RETURN", "付款失败，款项回到案件账户", null, LocalDate.now(clock), payable(p, line), sub(p), null);
        } else {
            // The file's voucher stands for the others; this one goes back by itself.
            post(by, p, "RETURN", "银行拒绝付款，款项回到案件账户", null, LocalDate.now(clock), transit(p), sub(p), null);
        }
        fail(by, p, States.Payment.REJECTED, status.because());
        return new Intake.Entry(reference, Intake.Effect.REJECTED, p.amount(), null, "银行拒绝付款：" + status.because());
    }

    /** The bank has paid them: each is on its way and is named once. */
    void paid(Actor by, List<PaymentStore.Paid> all, String sha256) {
        Set<Long> files = new HashSet<>();
        for (PaymentStore.Paid each : all) {
            Long file = each.payment().batch();
            if (file == null || files.add(file)) {
                instruct(each.payment());
            }
        }
        Map<Long, String> payees =
                payments.payees(all.stream().map(p -> p.payment().id()).toList());
        Map<Long, Long> vouchers = payments.pay(all, payees, by.login(), by.name(), clock.instant());
        Map<Long, PaymentStore.Paid> last = new LinkedHashMap<>();
        for (PaymentStore.Paid each : all) {
            PaymentStore.Payment p = each.payment();
            record(
                    by,
                    p,
                    Objects.requireNonNull(payees.get(p.id())),
                    Objects.requireNonNull(vouchers.get(p.id())),
                    each.bankReference());
            last.put(p.distribution(), each);
        }
        last.forEach((distribution, each) -> {
            long voucher = Objects.requireNonNull(vouchers.get(each.payment().id()));
            finishWhenAllPaid(by, payments.lock(distribution).orElseThrow(), each.on(), voucher, sha256);
        });
    }

    /** The bank has paid (camt debit). */
    void paid(Actor by, PaymentStore.Payment p, LocalDate on, String bankReference, String sha256) {
        instruct(p);
        PaymentStore.Line line = payments.line(p.line());
        long voucher = post(
                by,
                p,
                "PAYMENT",
                "已付 " + line.payee(),
                bankReference,
                on,
                transit(p),
                books.account(p.court(), AccountKind.BANK, null, null, clock.instant()),
                null);
        if (!States.may(p.state(), States.Payment.PAID)) {
            return; // told of its return first: the debit is booked, the payment stays returned
        }
        payments.movePayment(p.id(), States.Payment.PAID, null, on);
        PaymentStore.Distribution d = payments.lock(p.distribution()).orElseThrow();
        record(by, p, line.payee(), voucher, bankReference);
        finishWhenAllPaid(by, d, on, voucher, sha256);
    }

    private void record(Actor by, PaymentStore.Payment p, String payee, long voucher, String bankReference) {
        audit.record(
                by,
                p.court(),
                p.caseId(),
                new Act(
                        "FUNDS_PAID",
                        "案款 %s 元已付给%s，凭证 PZ-%d".formatted(p.amount().display(), payee, voucher),
                        Map.of(
                                "voucher",
                                "PZ-" + voucher,
                                "distribution",
                                String.valueOf(p.distribution()),
                                "amount",
                                p.amount().toString(),
                                "payee",
                                payee,
                                "bankReference",
                                bankReference)));
    }

    private void finishWhenAllPaid(Actor by, PaymentStore.Distribution d, LocalDate on, long voucher, String sha256) {
        if (d.state() == States.Distribution.APPROVED && !payments.unpaid(d.id())) {
            payments.move(d.id(), States.Distribution.PAID);
            finish(by, d, on, voucher, sha256);
        }
    }

    private void finish(Actor by, PaymentStore.Distribution d, LocalDate on, long voucher, String sha256) {
        Money creditors = payments.toCreditors(d.id());
        if (creditors.isPositive()) {
            docket.complete(
                    by,
                    d.caseId(),
                    "F07",
                    on,
                    List.of(new Evidence(
                            "VOUCHER", "PZ-" + voucher, "银行付款回单：发放申请执行人 %s 元".formatted(creditors.display()), sha256)));
        }
        events.publishEvent(new FundsDisbursed(d.caseId(), creditors, on, settlements.cleared(d.caseId(), on)));
    }

    /** The payment came back after it had left (退汇). */
    void returned(Actor by, PaymentStore.Payment p, LocalDate on, String bankReference, String because) {
        instruct(p);
        post(
                by,
                p,
                "RETURN",
                "退汇，款项回到案件账户",
                bankReference,
                on,
                books.account(p.court(), AccountKind.BANK, null, null, clock.instant()),
                sub(p),
                null);
        fail(by, p, States.Payment.RETURNED, because);
    }

    private void fail(Actor by, PaymentStore.Payment p, States.Payment to, String because) {
        payments.movePayment(p.id(), to, because.isBlank() ? "银行未说明原因" : because, null);
        failed(
                by,
                payments.lock(p.distribution()).orElseThrow(),
                "付款 %s 元%s：%s".formatted(p.amount().display(), to.zh(), because),
                Map.of("amount", p.amount().toString(), "endToEnd", p.endToEnd()));
        String why = because.isBlank() ? "银行未说明原因" : because;
        LocalDate today = LocalDate.now(clock);
        pools.back(p.distribution(), p.id(), p.amount(), why, clock.instant())
                .ifPresent(back -> events.publishEvent(
                        new ShareReturned(p.caseId(), back.plan(), back.cause(), p.amount(), today, why)));
    }

    private void failed(Actor by, PaymentStore.Distribution d, String what, Map<String, String> facts) {
        if (States.may(d.state(), States.Distribution.PAY_FAILED)) {
            payments.move(d.id(), States.Distribution.PAY_FAILED);
        }
        audit.record(by, d.court(), d.caseId(), new Act("PAYMENT_FAILED", what, facts));
    }

    private long post(
            Actor by,
            PaymentStore.Payment p,
            String kind,
            String text,
            @Nullable String bankReference,
            LocalDate on,
            long debit,
            long credit,
            @Nullable Long reverses) {
        Instant at = clock.instant();
        return books.post(new Books.Voucher(
                p.court(),
                kind,
                cause(p),
                p.caseId(),
                text,
                bankReference,
                on,
                at,
                by.login(),
                by.name(),
                reverses,
                List.of(
                        new Books.Posting(debit, p.amount()),
                        new Books.Posting(credit, Money.ZERO.minus(p.amount())))));
    }

    private static String cause(PaymentStore.Payment p) {
        return "payment:" + p.id();
    }

    private long payable(PaymentStore.Payment p, PaymentStore.Line line) {
        return books.account(p.court(), AccountKind.PAYABLE, p.caseId(), line.party(), clock.instant());
    }

    private long transit(PaymentStore.Payment p) {
        return books.account(p.court(), AccountKind.TRANSIT, p.caseId(), null, clock.instant());
    }

    private long sub(PaymentStore.Payment p) {
        return books.sub(p.caseId()).orElseThrow().id();
    }
}
