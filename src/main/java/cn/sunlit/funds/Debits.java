package cn.sunlit.funds;

import cn.sunlit.bank.BankMessage;
import cn.sunlit.funds.BookingStore.Kept;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CourtCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Books the payments that the bank has made, all of a message together; whatever is not plain is left to be looked at by itself. */
@Component
class Debits {

    private final PaymentStore store;
    private final Payments payments;
    private final Bookings bookings;
    private final BookingStore together;
    private final EntryStore told;
    private final Repeats repeats;
    private final Access access;

    Debits(
            PaymentStore store,
            Payments payments,
            Bookings bookings,
            BookingStore together,
            EntryStore told,
            Repeats repeats,
            Access access) {
        this.store = store;
        this.payments = payments;
        this.bookings = bookings;
        this.together = together;
        this.told = told;
        this.repeats = repeats;
        this.access = access;
    }

    /**
     * @param all movements that belong to payments of ours
     * @return what became of those that were plain or known, by the bank's reference
     */
    Map<String, Intake.Entry> take(Actor by, List<BankMessage.Entry> all, long message, String sha256) {
        Map<String, Intake.Entry> taken = new HashMap<>();
        List<BankMessage.Entry> once = once(all);
        for (int from = 0; once.size() > 1 && from < once.size(); from += Bookings.LOT) {
            List<BankMessage.Entry> lot = once.subList(from, Math.min(once.size(), from + Bookings.LOT));
            takeLot(by, lot, message, sha256, taken);
        }
        return taken;
    }

    /** What moves the same payment twice, or is told twice, goes one step after the other. */
    private static List<BankMessage.Entry> once(List<BankMessage.Entry> all) {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (BankMessage.Entry e : all) {
            if (!seen.add("payment " + e.endToEnd())) {
                twice.add("payment " + e.endToEnd());
            }
            if (!seen.add("movement " + e.reference())) {
                twice.add("movement " + e.reference());
            }
        }
        return all.stream()
                .filter(e -> !twice.contains("payment " + e.endToEnd()) && !twice.contains("movement " + e.reference()))
                .toList();
    }

    private void takeLot(
            Actor by, List<BankMessage.Entry> lot, long message, String sha256, Map<String, Intake.Entry> taken) {
        Map<String, EntryStore.Known> known =
                told.known(lot.stream().map(BankMessage.Entry::reference).collect(Collectors.toSet()));
        Map<String, PaymentStore.Payment> ordered = store
                .byEndsToEnd(lot.stream()
                        .map(BankMessage.Entry::endToEnd)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(PaymentStore.Payment::endToEnd, Function.identity()));
        List<PaymentStore.Paid> plain = new ArrayList<>();
        List<BankMessage.Entry> fresh = new ArrayList<>();
        for (BankMessage.Entry e : lot) {
            PaymentStore.Payment p = ordered.get(Objects.requireNonNull(e.endToEnd()));
            EntryStore.Known before = known.get(e.reference());
            if (before != null && p != null) {
                taken.put(e.reference(), repeats.told(e, message, open(by, p), before));
            } else if (p != null && isPlain(by, e, p)) {
                fresh.add(e);
                plain.add(new PaymentStore.Paid(p, Objects.requireNonNull(e.bookedOn()), e.reference()));
            }
        }
        if (plain.isEmpty()) {
            return;
        }
        Set<String> kept = together.keep(message, kept(fresh, plain)).keySet();
        List<PaymentStore.Paid> paid =
                plain.stream().filter(p -> kept.contains(p.bankReference())).toList();
        if (!paid.isEmpty()) {
            payments.paid(by, paid, sha256);
        }
        paid.forEach(p -> taken.put(
                p.bankReference(),
                new Intake.Entry(
                        p.bankReference(), Intake.Effect.PAID, p.payment().amount(), null, because(p.payment()))));
    }

    private @Nullable CourtCode open(Actor by, PaymentStore.Payment p) {
        return access.may(by, UseCase.TAKE_BANK_MESSAGE, p.court()) ? p.court() : null;
    }

    /** The bank has paid what was ordered, and nothing else was heard of it. */
    private boolean isPlain(Actor by, BankMessage.Entry e, PaymentStore.Payment p) {
        return open(by, p) != null
                && e.direction() == BankMessage.Direction.DEBIT
                && bookings.flaw(e) == null
                && e.money().equals(p.amount())
                && States.may(p.state(), States.Payment.PAID);
    }

    private static List<Kept> kept(List<BankMessage.Entry> fresh, List<PaymentStore.Paid> plain) {
        List<Kept> rows = new ArrayList<>();
        for (int i = 0; i < fresh.size(); i++) {
            PaymentStore.Payment p = plain.get(i).payment();
            rows.add(new Kept(fresh.get(i), p.court(), p.amount(), Intake.Effect.PAID, because(p)));
        }
        return rows;
    }

    static String because(PaymentStore.Payment p) {
        return "付款 %s 已付出".formatted(p.endToEnd());
    }
}
