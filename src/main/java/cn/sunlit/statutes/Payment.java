package cn.sunlit.statutes;

import cn.sunlit.kernel.Money;
import java.time.LocalDate;

/**
 * Money that reached the creditor's side.
 *
 * @param date the day up to which interest runs on it; which day that is depends on how it was recovered
 */
public record Payment(LocalDate date, Money amount, Discharge how) {

    /** @throws IllegalArgumentException for a negative amount */
    public Payment {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("还款金额不能为负数");
        }
    }

    /** Paid by the debtor. */
    public Payment(LocalDate date, Money amount) {
        this(date, amount, Discharge.PERFORMANCE);
    }
}
