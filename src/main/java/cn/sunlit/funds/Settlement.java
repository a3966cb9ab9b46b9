package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.Explanation;
import java.time.LocalDate;
import java.util.List;

/**
 * How what was received clears the debt and the enforcement fee, as of a day (案款结算).
 *
 * @param received all receipts of the case
 * @param fee the enforcement fee that falls on what was recovered (应收执行费)
 * @param toCosts what goes to the creditors for costs, and so on
 * @param remaining what the respondent still owes the creditors: costs, interest, principal and doubled interest
 * @param remainingFee the fee that will come on top when the rest is recovered
 * @param refund what was received beyond debt and fee, to go back to the respondent
 * @param lines how many receipts there are
 * @param receipts each receipt with its own clearing, the fee taken first; where it is shown, at most {@value #MOST_LINES} of them
 * @param explanations why, line by line, with the articles
 */
public record Settlement(
        LocalDate asOf,
        Money received,
        Money fee,
        Money toCosts,
        Money toInterest,
        Money toPrincipal,
        Money toDouble,
        Money remainingCosts,
        Money remainingInterest,
        Money remainingPrincipal,
        Money remainingDouble,
        Money remaining,
        Money remainingFee,
        Money refund,
        int lines,
        List<Line> receipts,
        List<Explanation> explanations) {

    /** So many receipts are shown at once. */
    static final int MOST_LINES = 200;

    public Settlement {
        receipts = List.copyOf(receipts);
        explanations = List.copyOf(explanations);
    }

    /**
     * The same with as many receipts as are shown at once; the sums stay those of all.
     *
     * @param from the first of them, counted from 1; 0 for the last ones
     */
    Settlement latest(int from) {
        int first = from > 0 ? Math.min(from - 1, lines) : Math.max(0, lines - MOST_LINES);
        return lines <= MOST_LINES && first == 0
                ? this
                : new Settlement(
                        asOf,
                        received,
                        fee,
                        toCosts,
                        toInterest,
                        toPrincipal,
                        toDouble,
                        remainingCosts,
                        remainingInterest,
                        remainingPrincipal,
                        remainingDouble,
                        remaining,
                        remainingFee,
                        refund,
                        lines,
                        receipts.subList(first, Math.min(lines, first + MOST_LINES)),
                        explanations);
    }

    /** What the creditors get of all receipts. */
    public Money toCreditors() {
        return toCosts.plus(toInterest).plus(toPrincipal).plus(toDouble);
    }

    /** Whether debt and fee are covered by what was received. */
    public boolean covered() {
        return remaining.isZero() && remainingFee.isZero();
    }

    /** One receipt: {@code amount = fee + toCosts + toInterest + toPrincipal + toDouble + left}, to the fen. */
    public record Line(
            LocalDate date,
            Money amount,
            Money fee,
            Money toCosts,
            Money toInterest,
            Money toPrincipal,
            Money toDouble,
            Money left) {}
}
