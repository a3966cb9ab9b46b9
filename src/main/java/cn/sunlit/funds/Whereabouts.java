package cn.sunlit.funds;

import cn.sunlit.funds.States.Receipt;
import cn.sunlit.kernel.Money;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Where each fen of each receipt is. Money of a case lies in one account, so what became of the whole is laid on the receipts in
 * the order in which they came: what is settled for good first, what still lies there last. Each receipt is the sum of its parts
 * to the fen as long as the whole is. Pure.
 */
final class Whereabouts {

    /** From what is over to what has not begun; a receipt's own state is that of its least settled part. */
    static final List<Receipt> ORDER = List.of(
            Receipt.FEE_SETTLED,
            Receipt.COSTS,
            Receipt.PAID,
            Receipt.REFUNDED,
            Receipt.HANDED,
            Receipt.SHARED,
            Receipt.PAYING,
            Receipt.REFUNDING,
            Receipt.APPROVED,
            Receipt.ESCROWED,
            Receipt.FROZEN,
            Receipt.DEFERRED,
            Receipt.ALLOCATED,
            Receipt.READY,
            Receipt.PAY_FAILED,
            Receipt.CLAIMED);

    private Whereabouts() {}

    /** Part of a receipt in one state. */
    record Part(Receipt state, Money amount) {}

    /**
     * @param receipts the amounts in the order in which they came
     * @param whole what became of all of them by state; states that do not occur may be missing
     * @return the parts of each receipt, in the order of the receipts
     * @throws IllegalStateException when the parts do not make up the whole: then the ledger itself is wrong
     */
    static List<List<Part>> of(List<Money> receipts, Map<Receipt, Money> whole) {
        Deque<Part> left = new ArrayDeque<>();
        for (Receipt state : ORDER) {
            Money amount = whole.getOrDefault(state, Money.ZERO);
            if (amount.isNegative()) {
                throw new IllegalStateException("%s是负数：%s".formatted(state.zh(), amount));
            }
            if (amount.isPositive()) {
                left.add(new Part(state, amount));
            }
        }
        List<List<Part>> all = new ArrayList<>();
        for (Money receipt : receipts) {
            all.add(take(left, receipt));
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException("款项去向合计大于到账合计，多 %s 元"
                    .formatted(Money.sum(left.stream().map(Part::amount).toList())));
        }
        return all;
    }

    private static List<Part> take(Deque<Part> left, Money receipt) {
        List<Part> parts = new ArrayList<>();
        Money open = receipt;
        while (open.isPositive()) {
            Part next = left.poll();
            if (next == null) {
                throw new IllegalStateException("款项去向合计小于到账合计，少 %s 元".formatted(open));
            }
            Money part = next.amount().min(open);
            parts.add(new Part(next.state(), part));
            open = open.minus(part);
            if (part.compareTo(next.amount()) < 0) {
                left.push(new Part(next.state(), next.amount().minus(part)));
            }
        }
        return parts;
    }
}
