package cn.sunlit.cases;

import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.Rate;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What the title orders the respondent to do (给付内容). */
public sealed interface Obligation {

    /**
     * To pay money.
     *
     * @param costs costs of the proceedings that the title puts on the respondent (诉讼费等)
     * @param rate the rate of the general interest (一般债务利息), null when the title orders none
     * @param interestFrom the first day that bears interest
     */
    record MoneyDue(
            Money principal,
            Money costs,
            @Nullable Rate rate,
            @Nullable LocalDate interestFrom) implements Obligation {}

    /** To do or to tolerate something (行为义务): hand over a thing, leave a house. */
    record Conduct(String description) implements Obligation {}
}
