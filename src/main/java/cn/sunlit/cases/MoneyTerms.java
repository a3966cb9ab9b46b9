package cn.sunlit.cases;

import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.Rate;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All obligations of money of a case taken together. Their principals and costs add up; the general interest is known
 * only where all have the same terms, else it is left to the officer and the case cannot close as fully performed.
 */
record MoneyTerms(
        Money principal,
        Money costs,
        @Nullable Rate rate,
        @Nullable LocalDate interestFrom,
        boolean uniform) {

    static MoneyTerms of(List<Obligation> obligations) {
        Money principal = Money.ZERO;
        Money costs = Money.ZERO;
        Obligation.MoneyDue first = null;
        boolean uniform = true;
        for (Obligation obligation : obligations) {
            if (obligation instanceof Obligation.MoneyDue due) {
                principal = principal.plus(due.principal());
                costs = costs.plus(due.costs());
                if (due.principal().isZero()) {
                    continue;
                }
                if (first == null) {
                    first = due;
                } else {
                    uniform &= Objects.equals(first.rate(), due.rate())
                            && Objects.equals(first.interestFrom(), due.interestFrom());
                }
            }
        }
        boolean known = uniform && first != null && first.rate() != null && first.interestFrom() != null;
        return new MoneyTerms(
                principal,
                costs,
                known && first != null ? first.rate() : null,
                known && first != null ? first.interestFrom() : null,
                uniform);
    }
}
