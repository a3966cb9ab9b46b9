package cn.sunlit.statutes;

import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.List;

/** The doubled part of the interest for late performance (加倍部分债务利息). */
public final class DoubleInterest {
    private DoubleInterest() {}

    public static InterestResult compute(
            Money principal,
            LocalDate performanceDue,
            LocalDate until,
            List<Payment> payments,
            List<Suspension> suspensions) {
        throw new UnsupportedOperationException();
    }
}
