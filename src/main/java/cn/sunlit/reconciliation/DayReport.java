package cn.sunlit.reconciliation;

import cn.sunlit.kernel.Money;
import cn.sunlit.reconciliation.DayStore.Gap;
import cn.sunlit.reconciliation.DayStore.Moved;
import cn.sunlit.reconciliation.DayStore.Told;
import cn.sunlit.reconciliation.DayStore.Totals;
import cn.sunlit.reconciliation.Difference.Cause;
import cn.sunlit.reconciliation.StatementStore.Skip;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of a day beside the bank's statement, each difference by its name. The named amounts and what stays unexplained
 * always add up to the difference of the two balances. Pure.
 *
 * @param since the first day that it covers; null for all before
 * @param opening what was held before those days
 * @param bank the bank's closing balance; null without a statement of the day
 */
record DayReport(
        LocalDate day,
        @Nullable LocalDate since,
        Totals opening,
        Moved moved,
        Totals closing,
        @Nullable Money bank,
        List<Difference> differences) {

    DayReport {
        differences = List.copyOf(differences);
    }

    /**
     * What the store knows of the days.
     *
     * @param refused what the bank told and the ledger did not take, and nobody has settled
     * @param awaiting what two people have agreed to leave until the bank reverses it
     * @param pages statements of which not all pages have come, or whose pages do not lead to each other
     * @param missing whether the bank, which usually sends a statement on such a day, sent none
     */
    record Facts(
            LocalDate day,
            @Nullable LocalDate since,
            Totals opening,
            Moved moved,
            @Nullable Money bank,
            boolean missing,
            List<Told> refused,
            List<Told> awaiting,
            List<Told> unconfirmed,
            List<Told> late,
            List<Gap> gaps,
            List<Skip> skips,
            List<StatementPage.Left> pages,
            List<Long> drifted) {}

    static DayReport of(Facts f) {
        Totals closing = f.opening().plus(f.moved().totals());
        List<Difference> named = new ArrayList<>();
        if (f.missing()) {
            named.add(new Difference(Cause.NO_STATEMENT, null, null, f.day(), "银行近四周的这一天通常都有对账单"));
        }
        f.refused().forEach(t -> named.add(told(Cause.NOT_BOOKED, t, signed(t), t.because())));
        f.awaiting().forEach(t -> named.add(told(Cause.AWAITING, t, signed(t), t.because())));
        f.late().forEach(t -> named.add(told(Cause.TOLD_LATE, t, signed(t), "")));
        if (f.bank() != null) {
            f.unconfirmed().forEach(t -> {
                Money there = signed(t);
                named.add(told(Cause.NOT_CONFIRMED, t, there == null ? null : Money.ZERO.minus(there), ""));
            });
        }
        for (Gap gap : f.gaps()) {
            named.add(new Difference(
                    Cause.GAP,
                    gap.statement(),
                    null,
                    gap.day(),
                    "对账单期初 %s，%s 的期末却是 %s"
                            .formatted(
                                    gap.opening().display(),
                                    gap.dayBefore(),
                                    gap.before().display())));
        }
        for (Skip skip : f.skips()) {
            named.add(new Difference(Cause.SKIPPED, skip.statement(), null, skip.day(), skip.zh()));
        }
        f.pages().forEach(p -> named.add(new Difference(Cause.PAGES, p.statement(), null, p.day(), p.because())));
        f.drifted()
                .forEach(account ->
                        named.add(new Difference(Cause.DRIFT, "账户 " + account, null, f.day(), "余额应由分录得出，请立即核查")));
        Money bank = f.bank();
        if (bank != null) {
            Money rest = bank.minus(closing.sum());
            for (Difference d : named) {
                rest = d.amount() == null ? rest : rest.minus(d.amount());
            }
            if (!rest.isZero()) {
                named.add(new Difference(
                        Cause.UNEXPLAINED, null, rest, f.day(), f.gaps().isEmpty() ? "逐笔核对后仍有差额" : "可能是缺失的对账单所载"));
            }
        }
        return new DayReport(f.day(), f.since(), f.opening(), f.moved(), closing, bank, named);
    }

    private static Difference told(Cause cause, Told told, @Nullable Money amount, String because) {
        return new Difference(cause, told.reference(), amount, told.bookedOn(), because);
    }

    private static @Nullable Money signed(Told told) {
        Money amount = told.amount();
        return amount == null || told.direction().equals("CREDIT") ? amount : Money.ZERO.minus(amount);
    }

    /** Bank less ledger, with its sign; null without a statement. */
    @Nullable
    Money difference() {
        return bank == null ? null : bank.minus(closing.sum());
    }

    /** Whether both are the same to the fen and nothing is left to see to. */
    boolean agrees() {
        Money difference = difference();
        return difference != null && difference.isZero() && differences.isEmpty();
    }
}
