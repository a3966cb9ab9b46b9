package cn.sunlit.funds;

import cn.sunlit.bank.BankMessage;
import cn.sunlit.bank.BankReader;
import cn.sunlit.funds.BookingStore.Kept;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.keys.Keyring;
import cn.sunlit.reconciliation.StatementDesk;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Books what the bank tells, each movement once: credits to cases or to suspense, payments of ours as paid or returned. */
@Component
class Receipts {

    /** Bank messages name the accounts of both sides in full. */
    static final String SEALED_MESSAGE = "funds.bank-message";

    /** The account somebody paid from, and to which money that came by mistake goes back. */
    static final String PAYER_ACCOUNT = "funds.payer";

    private final FundsStore store;
    private final Payments payments;
    private final Repeats repeats;
    private final StatementDesk statements;
    private final Returns returns;
    private final Debits debits;
    private final Access access;
    private final Bookings bookings;
    private final BookingStore together;
    private final Keyring keys;
    private final Clock clock;

    Receipts(
            FundsStore store,
            Payments payments,
            Repeats repeats,
            StatementDesk statements,
            Returns returns,
            Debits debits,
            Access access,
            Bookings bookings,
            BookingStore together,
            Keyring keys,
            Clock clock) {
        this.store = store;
        this.payments = payments;
        this.repeats = repeats;
        this.statements = statements;
        this.returns = returns;
        this.debits = debits;
        this.access = access;
        this.bookings = bookings;
        this.together = together;
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
        List<Intake.Entry> entries = take(by, message.entries(), kept.get(), sha256);
        // What the bank refuses moves cases too: all of them before any, as booked movements do.
        bookings.hold(
                List.of(),
                cases(together.ordered(message.statuses().stream()
                        .filter(BankMessage.Status::rejected)
                        .map(BankMessage.Status::endToEnd)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()))));
        List<BankMessage.Status> toPayees = new ArrayList<>();
        for (BankMessage.Status status : message.statuses()) {
            String reference = status.endToEnd() == null ? status.originalMessage() : status.endToEnd();
            returns.byReference(reference)
                    .ifPresentOrElse(r -> entries.add(returns.answered(r, status)), () -> toPayees.add(status));
        }
        entries.addAll(payments.answered(by, toPayees));
        for (BankMessage.Statement s : message.statements()) {
            statements
                    .keep(by, s, kept.get())
                    .map(n -> new Intake.Entry(
                            n.statement(),
                            n.ours() ? Intake.Effect.REFUSED : Intake.Effect.NOT_OURS,
                            null,
                            null,
                            n.because()))
                    .ifPresent(entries::add);
        }
        return new Intake(message.messageId(), message.type(), sha256, false, entries);
    }

    /**
     * Payments that the bank has made are booked together; what else belongs to a payment of ours moves it one step after the
     * other, and all between two of them is booked together.
     */
    private List<Intake.Entry> take(Actor by, List<BankMessage.Entry> all, long message, String sha256) {
        Map<String, Optional<CaseId>> orders = together.ordered(all.stream()
                .map(BankMessage.Entry::endToEnd)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        if (!orders.isEmpty() || all.size() > Bookings.LOT) {
            bookings.hold(all, cases(orders));
        }
        Map<String, Intake.Entry> paid = debits.take(
                by, all.stream().filter(e -> isOfPayment(e, orders.keySet())).toList(), message, sha256);
        List<Intake.Entry> taken = new ArrayList<>();
        List<BankMessage.Entry> lot = new ArrayList<>();
        for (BankMessage.Entry e : all) {
            boolean ofPayment = isOfPayment(e, orders.keySet());
            if (ofPayment || lot.size() == Bookings.LOT) {
                taken.addAll(bookings.take(by, lot, message, sha256));
                lot.clear();
            }
            if (ofPayment) {
                Intake.Entry done = paid.get(e.reference());
                taken.add(done != null ? done : ofPayment(by, e, message, sha256));
            } else {
                lot.add(e);
            }
        }
        taken.addAll(bookings.take(by, lot, message, sha256));
        return taken;
    }

    private static boolean isOfPayment(BankMessage.Entry e, Set<String> orders) {
        return e.booked() && e.endToEnd() != null && orders.contains(e.endToEnd());
    }

    private static Set<CaseId> cases(Map<String, Optional<CaseId>> orders) {
        return orders.values().stream().flatMap(Optional::stream).collect(Collectors.toSet());
    }

    private Intake.Entry ofPayment(Actor by, BankMessage.Entry e, long message, String sha256) {
        PaymentStore.Payment payment =
                payments.byEndToEnd(Objects.requireNonNull(e.endToEnd())).orElse(null);
        ReturnStore.Return given = returns.byReference(e.endToEnd()).orElse(null);
        CourtCode court = payment != null
                ? payment.court()
                : Objects.requireNonNull(given).court();
        if (!access.may(by, UseCase.TAKE_BANK_MESSAGE, court)) {
            return refuse(e, message, null, Intake.Effect.NOT_OURS, Bookings.notOurs(e));
        }
        String flaw = bookings.flaw(e);
        if (flaw != null) {
            return refuse(e, message, court, Intake.Effect.REFUSED, flaw);
        }
        LocalDate on = Objects.requireNonNull(e.bookedOn());
        return payment != null
                ? ofPayment(by, e, message, payment, e.money(), on, sha256)
                : ofReturn(by, e, message, Objects.requireNonNull(given), e.money(), on);
    }

    private Intake.Entry refuse(
            BankMessage.Entry e, long message, @Nullable CourtCode court, Intake.Effect outcome, String because) {
        Money amount = e.readable();
        return keep(new Kept(e, court, amount, outcome, because), message)
                ? new Intake.Entry(e.reference(), outcome, amount, null, because)
                : repeats.told(e, message, court);
    }

    private boolean keep(Kept row, long message) {
        return !together.keep(message, List.of(row)).isEmpty();
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
        String because = back ? "付款 %s 被退回，款项回到案件账户".formatted(payment.endToEnd()) : Debits.because(payment);
        if (!keep(new Kept(e, payment.court(), amount, outcome, because), message)) {
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
        if (!keep(new Kept(e, given.court(), amount, outcome, because), message)) {
            return repeats.told(e, message, given.court());
        }
        if (back) {
            returns.cameBack(by, given, on, e.reference(), e.remark());
        } else {
            returns.paid(by, given, on, e.reference());
        }
        return new Intake.Entry(e.reference(), outcome, amount, null, because);
    }

    static String shown(@Nullable String name) {
        return name == null || name.isBlank() ? "未载明" : name;
    }
}
