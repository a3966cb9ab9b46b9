package cn.sunlit.statutes;

import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The money debt as the title states it.
 *
 * @param principal what is owed besides interest and costs, penalties and damages included
 * @param costs the costs that the debtor must pay to the creditor (诉讼费、保全费等)
 * @param rate the general interest, or null where the title grants none: then none is computed
 * @param interestFrom the day from which general interest runs, or null
 * @param performanceDue the last day of the time for performance (履行期间届满之日)
 * @param doubleInterestOnCosts whether the costs bear the doubled part as well
 * @param suspensions see {@link Suspension}
 * @param practice what the court has set for this reckoning, told with the result
 */
public record Debt(
        Money principal,
        Money costs,
        @Nullable Rate rate,
        @Nullable LocalDate interestFrom,
        LocalDate performanceDue,
        boolean doubleInterestOnCosts,
        List<Suspension> suspensions,
        List<Explanation> practice) {

    /** @throws IllegalArgumentException for negative sums, or a rate without the day from which it runs */
    public Debt {
        if (principal.isNegative() || costs.isNegative()) {
            throw new IllegalArgumentException("本金和费用不能为负数");
        }
        if (rate != null && interestFrom == null) {
            throw new IllegalArgumentException("约定了利息的，须填写起息日");
        }
        suspensions = List.copyOf(suspensions);
        practice = List.copyOf(practice);
    }

    /** With nothing set by a court. */
    public Debt(
            Money principal,
            Money costs,
            @Nullable Rate rate,
            @Nullable LocalDate interestFrom,
            LocalDate performanceDue,
            boolean doubleInterestOnCosts,
            List<Suspension> suspensions) {
        this(principal, costs, rate, interestFrom, performanceDue, doubleInterestOnCosts, suspensions, List.of());
    }
}
