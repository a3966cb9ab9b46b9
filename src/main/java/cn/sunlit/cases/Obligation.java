package cn.sunlit.cases;

import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.Rate;
import cn.sunlit.web.Show;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What the title orders the respondent to do (给付内容). */
public sealed interface Obligation {

    /** The order in one Chinese phrase, as pages and documents say it. */
    String inWords();

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
            @Nullable LocalDate interestFrom) implements Obligation {

        @Override
        public String inWords() {
            return "支付本金 %s%s%s"
                    .formatted(
                            Show.money(principal),
                            rate == null
                                    ? ""
                                    : "及自%s起按%s计算的利息".formatted(Show.dateInWords(interestFrom), rate.display()),
                            costs.isZero() ? "" : "，负担诉讼费等费用 " + Show.money(costs));
        }
    }

    /** To do or to tolerate something (行为义务): hand over a thing, leave a house. */
    record Conduct(String description) implements Obligation {

        @Override
        public String inWords() {
            return description;
        }
    }
}
