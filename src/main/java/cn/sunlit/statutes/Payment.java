package cn.sunlit.statutes;

import cn.sunlit.kernel.Money;
import java.time.LocalDate;

/**
 * Money that reached the creditor's side.
 *
 * @param date the day up to which interest runs on it: the day of payment or of the deduction (划拨), or on which the
 *     ruling on the sale or the set-off took effect (成交裁定、抵债裁定生效)
 */
public record Payment(LocalDate date, Money amount) {

    /** @throws IllegalArgumentException for a negative amount */
    public Payment {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("还款金额不能为负数");
        }
    }
}
