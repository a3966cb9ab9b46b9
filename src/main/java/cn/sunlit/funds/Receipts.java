package cn.sunlit.funds;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Books what the bank tells, each movement once: credits to cases or to suspense, payments of ours as paid or returned. */
@Component
class Receipts {

    /** No account for the money of cases is older; an earlier day is a slip. */
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    /** Bank messages name the accounts of both sides in full. */
    static final String SEALED_MESSAGE = "funds.bank-message";

    /** The account somebody paid from, and to which money that came by mistake goes back. */
    static final String PAYER_ACCOUNT = "funds.payer";

    private final FundsStore store;
    private final Payments payments;
    private final Repeats repeats;
    private final StatementDesk statements;
    private final Returns returns;
    private final Access access;
    private final Audit audit;
    private final Arrivals arrivals;
    private final Keyring keys;
    private final Clock clock;

    Receipts(
            FundsStore store,
            Payments payments,
            Repeats repeats,
            StatementDesk statements,
            Returns returns,
            Access access,
            Audit audit,
            Arrivals arrivals,
            Keyring keys,
            Clock clock) {
        this.store = store;
        this.payments = payments;
        this.repeats = repeats;
        this.statements = statements;
        this.returns = returns;
        this.access = access;
        this.audit = audit;
        this.arrivals = arrivals;
        this.keys = keys;
        this.clock = clock;
    }

    Intake take(Actor by, BankMessage message, byte[] raw) {
        String sha256 = BankReader.sha256(raw);
        Optional<Long> kept = store.keepMessage(
                message.messageId(),
                message.type(),
                sha256,
                keys.encrypt(SEALED_MESSAGE, raw),
                clock.instant(),
                by.login());
        if (kept.isEmpty()) {
            return new Intake(message.messageId(), message.type(), sha256, true, List.of());
        }
        List<Intake.Entry> entries = new ArrayList<>();
        for (BankMessage.Entry entry : message.entries()) {
            entries.add(take(by, entry, kept.get(), sha256));
        }
        List<BankMessage.Status> toPayees = new ArrayList<>();
        for (BankMessage.Status status : message.statuses()) {
            String reference = status.endToEnd() == null ? status.originalMessage() : status.endToEnd();
            returns.byReference(reference)
                    .ifPresentOrElse(r -> entries.add(returns.answered(r, status)), () -> toPayees.add(status));
        }
        entries.addAll(payments.answered(by, toPayees));
        for (BankMessage.Statement s : message.statements()) {
            statements.keep(by, s, kept.get()).ifPresent(entries::add);
        }
        return new Intake(message.messageId(), message.type(), sha256, false, entries);
    }

    private Intake.Entry take(Actor by, BankMessage.Entry e, long message, String sha256) {
        if (!e.booked()) {
            return new Intake.Entry(e.reference(), Intake.Effect.NOT_BOOKED, null, null, "银行尚未记账（状态不是 BOOK），待记账后再入账");
        }
        PaymentStore.Payment payment =
                e.endToEnd() == null ? null : payments.byEndToEnd(e.endToEnd()).orElse(null);
        Map<String, FundsStore.Ours> ours = new LinkedHashMap<>();
        store.ours(e.named()).forEach(o -> ours.put(o.number(), o));
        ReturnStore.Return given = returns.byReference(e.endToEnd()).orElse(null);
        CourtCode court = payment != null ? payment.court() : given != null ? given.court() : court(e, ours);
        if (court == null || !access.may(by, UseCase.TAKE_BANK_MESSAGE, court)) {
            return refuse(e, message, null, Intake.Effect.NOT_OURS, "账户 %s 不是本院执行款账户，只留存报文，不入账".formatted(e.account()));
        }
        String flaw = flaw(e);
        if (flaw != null) {
            return refuse(e, message, court, Intake.Effect.REFUSED, flaw);
        }
        Money amount = e.money();
        LocalDate on = e.bookedOn() == null ? LocalDate.now(clock) : e.bookedOn();
        if (payment != null) {
            return ofPayment(by, e, message, payment, amount, on, sha256);
        }
        if (given != null) {
            return ofReturn(by, e, message, given, amount, on);
        }
        if (e.direction() == BankMessage.Direction.DEBIT) {
            return refuse(
                    e,
                    message,
                    court,
                    Intake.Effect.REFUSED,
                    "银行扣款 %s 元与本院发出的付款指令都不相符，请财务核对".formatted(amount.display()));
        }
        FundsStore.Ours sub = identified(e, ours);
        return sub == null
                ? suspense(by, e, message, court, amount, on)
                : received(by, e, message, sub, amount, on, sha256);
    }

    private static @Nullable CourtCode court(BankMessage.Entry e, Map<String, FundsStore.Ours> ours) {
        FundsStore.Ours own = ours.get(e.account());
        if (own != null) {
            return own.court();
        }
        // A bank may send each sub-account's movements under another name; a number in a remark alone proves nothing.
        return e.direction() == BankMessage.Direction.CREDIT
                        && !e.named().isEmpty()
                        && ours.containsKey(e.named().getFirst())
                ? ours.get(e.named().getFirst()).court()
                : null;
    }

    private @Nullable String flaw(BankMessage.Entry e) {
        if (e.flaw() != null) {
            return e.flaw();
        }
        if (!e.currency().equals("CNY")) {
            return "币种应为人民币（CNY），收到的是 %s，不能自动入账".formatted(e.currency().isEmpty() ? "空" : e.currency());
        }
        if (e.bookedOn() == null) {
            return "分录缺少记账日期（BookgDt），不能自动入账";
        }
        if (e.bookedOn().isBefore(EARLIEST)
                || e.bookedOn().isAfter(LocalDate.now(clock).plusYears(1))) {
            return "记账日期 %s 不合理，不能自动入账".formatted(e.bookedOn());
        }
        try {
            return e.money().isPositive() ? null : "金额应大于零";
        } catch (IllegalArgumentException wrong) {
            return wrong.getMessage();
        }
    }

    /** The sub-account that the payer used; where none was, the single one that the remark names. */
    private static FundsStore.@Nullable Ours identified(BankMessage.Entry e, Map<String, FundsStore.Ours> ours) {
        List<FundsStore.Ours> subs = e.named().stream()
                .map(ours::get)
                .filter(o -> o != null && o.kind().equals("CASE"))
                .toList();
        if (subs.isEmpty()) {
            return null;
        }
        FundsStore.Ours first = subs.getFirst();
        boolean paidInto =
                first.number().equals(e.named().getFirst()) || first.number().equals(e.account());
        return paidInto || subs.size() == 1 ? first : null;
    }

    private FundsStore.Entry row(
            BankMessage.Entry e,
            long message,
            @Nullable CourtCode court,
            @Nullable Money amount,
            Intake.Effect outcome,
            String because) {
        return new FundsStore.Entry(
                e.reference(),
                e.batch(),
                message,
                court,
                e.account(),
                e.direction().name(),
                e.currency(),
                amount,
                e.bookedOn(),
                e.valueOn(),
                e.endToEnd(),
                e.counterparty(),
                e.remark(),
                outcome.name(),
                because);
    }

    private Intake.Entry refuse(
            BankMessage.Entry e, long message, @Nullable CourtCode court, Intake.Effect outcome, String because) {
        Money amount = e.readable();
        if (store.keepEntry(row(e, message, court, amount, outcome, because)).isEmpty()) {
            return repeats.told(e, message, court);
        }
        return new Intake.Entry(e.reference(), outcome, amount, null, because);
    }

    private Intake.Entry ofPayment(
            Actor by,
            BankMessage.Entry e,
            long message,
            PaymentStore.Payment payment,
            Money amount,
            LocalDate on,
            String sha256) {
        boolean back = e.direction() == BankMessage.Direction.CREDIT;
        if (!amount.equals(payment.amount())) {
            return refuse(
                    e,
                    message,
                    payment.court(),
                    Intake.Effect.REFUSED,
                    "付款指令 %s 为 %s 元，银行记账 %s 元，金额不符"
                            .formatted(payment.endToEnd(), payment.amount().display(), amount.display()));
        }
        if (!back && payment.state() == States.Payment.REJECTED) {
            return refuse(
                    e,
                    message,
                    payment.court(),
                    Intake.Effect.REFUSED,
                    "银行曾拒绝付款指令 %s，现又扣款，请财务核对".formatted(payment.endToEnd()));
        }
        if (back && !States.may(payment.state(), States.Payment.RETURNED)) {
            return refuse(
                    e,
                    message,
                    payment.court(),
                    Intake.Effect.REFUSED,
                    "付款指令 %s 已是“%s”，款项早已回到案件账户，现又退汇，请财务核对"
                            .formatted(payment.endToEnd(), payment.state().zh()));
        }
        Intake.Effect outcome = back ? Intake.Effect.RETURNED : Intake.Effect.PAID;
        String because =
                back ? "付款 %s 被退回，款项回到案件账户".formatted(payment.endToEnd()) : "付款 %s 已付出".formatted(payment.endToEnd());
        if (store.keepEntry(row(e, message, payment.court(), amount, outcome, because))
                .isEmpty()) {
            return repeats.told(e, message, payment.court());
        }
        if (back) {
            payments.returned(by, payment, on, e.reference(), e.remark());
        } else {
            payments.paid(by, payment, on, e.reference(), sha256);
        }
        return new Intake.Entry(e.reference(), outcome, amount, null, because);
    }

    /** Money that goes back to who paid it by mistake, and what comes back of that. */
    private Intake.Entry ofReturn(
            Actor by, BankMessage.Entry e, long message, ReturnStore.Return given, Money amount, LocalDate on) {
        boolean back = e.direction() == BankMessage.Direction.CREDIT;
        String contradiction = Returns.contradiction(given, amount, back);
        if (contradiction != null) {
            return refuse(e, message, given.court(), Intake.Effect.REFUSED, contradiction);
        }
        Intake.Effect outcome = back ? Intake.Effect.RETURNED : Intake.Effect.PAID;
        String because = "不明款退还 %s %s".formatted(given.endToEnd(), back ? "被退汇，款项回到不明款" : "已付出");
        if (store.keepEntry(row(e, message, given.court(), amount, outcome, because))
                .isEmpty()) {
            return repeats.told(e, message, given.court());
        }
        if (back) {
            returns.cameBack(by, given, on, e.reference(), e.remark());
        } else {
            returns.paid(by, given, on, e.reference());
        }
        return new Intake.Entry(e.reference(), outcome, amount, null, because);
    }

    private Intake.Entry suspense(
            Actor by, BankMessage.Entry e, long message, CourtCode court, Money amount, LocalDate on) {
        String because = "没有写明案件账号，记入不明款，请三日内认领";
        Optional<Long> entry = store.keepEntry(row(e, message, court, amount, Intake.Effect.SUSPENSE, because));
        if (entry.isEmpty()) {
            return repeats.told(e, message, court);
        }
        Instant at = clock.instant();
        long suspense = store.newSuspense(court, at);
        String named = e.named().isEmpty() ? null : e.named().getFirst();
        long receipt = store.addReceipt(
                entry.get(),
                court,
                amount,
                on,
                until(e, on),
                e.counterparty(),
                e.remark(),
                named,
                null,
                null,
                suspense,
                from(e));
        store.post(new FundsStore.Draft(
                court,
                "RECEIPT",
                "receipt:" + receipt,
                null,
                "收到不明款，付款人 " + shown(e.counterparty()),
                e.reference(),
                on,
                at,
                by.login(),
                by.name(),
                null,
                List.of(
                        new FundsStore.Posting(bank(court), amount),
                        new FundsStore.Posting(suspense, Money.ZERO.minus(amount)))));
        audit.record(
                by,
                court,
                null,
                new Act("RECEIPT_IN_SUSPENSE", "收到不明款 %s 元".formatted(amount.display()), facts(e, amount)));
        return new Intake.Entry(e.reference(), Intake.Effect.SUSPENSE, amount, null, because);
    }

    private Intake.Entry received(
            Actor by,
            BankMessage.Entry e,
            long message,
            FundsStore.Ours sub,
            Money amount,
            LocalDate on,
            String sha256) {
        CaseId id = sub.caseId();
        if (id == null) {
            throw new IllegalStateException("a case's account without its case");
        }
        String number = String.valueOf(sub.caseNumber());
        String because = sub.payer() == null
                ? "按案件账号 %s 记入%s".formatted(sub.number(), number)
                : "按%s的缴款账号 %s 记入%s".formatted(sub.payer(), sub.number(), number);
        Optional<Long> entry = store.keepEntry(row(e, message, sub.court(), amount, Intake.Effect.RECEIVED, because));
        if (entry.isEmpty()) {
            return repeats.told(e, message, sub.court());
        }
        Instant at = clock.instant();
        long receipt = store.addReceipt(
                entry.get(),
                sub.court(),
                amount,
                on,
                until(e, on),
                e.counterparty(),
                e.remark(),
                sub.number(),
                id,
                LocalDate.now(clock),
                null,
                from(e));
        FundsStore.Sub account = store.sub(id).orElseThrow();
        long voucher = store.post(new FundsStore.Draft(
                sub.court(),
                "RECEIPT",
                "receipt:" + receipt,
                id,
                "案款到账，付款人 " + shown(e.counterparty()),
                e.reference(),
                on,
                at,
                by.login(),
                by.name(),
                null,
                List.of(
                        new FundsStore.Posting(bank(sub.court()), amount),
                        new FundsStore.Posting(account.id(), Money.ZERO.minus(amount)))));
        arrivals.tell(
                by,
                id,
                sub.court(),
                amount,
                on,
                voucher,
                receipt,
                sub.payer() == null ? "按案件账号自动认领" : "按%s的缴款账号自动认领".formatted(sub.payer()),
                sha256,
                facts(e, amount));
        return new Intake.Entry(e.reference(), Intake.Effect.RECEIVED, amount, number, because);
    }

    private long bank(CourtCode court) {
        return store.account(court, FundsStore.Kind.BANK, null, null, clock.instant());
    }

    private static LocalDate until(BankMessage.Entry e, LocalDate bookedOn) {
        return e.valueOn() == null ? bookedOn : e.valueOn();
    }

    private FundsStore.@Nullable PaidFrom from(BankMessage.Entry e) {
        BankMessage.OtherSide other = e.from();
        return other == null
                ? null
                : new FundsStore.PaidFrom(
                        keys.encrypt(PAYER_ACCOUNT, other.account()),
                        keys.blindIndex(PAYER_ACCOUNT, other.account()),
                        Redactor.number(other.account()),
                        other.bank());
    }

    static String shown(@Nullable String name) {
        return name == null || name.isBlank() ? "未载明" : name;
    }

    private static Map<String, String> facts(BankMessage.Entry e, Money amount) {
        return Map.of(
                "amount", amount.toString(),
                "bankReference", e.reference(),
                "payer", shown(e.counterparty()),
                "remark", e.remark());
    }
}
