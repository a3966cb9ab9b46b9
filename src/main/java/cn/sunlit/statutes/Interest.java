package cn.sunlit.statutes;

import cn.sunlit.kernel.Money;
import java.time.LocalDate;

/** General interest (一般债务利息). */
public final class Interest {
    private Interest() {}

    public static InterestResult general(Money principal, LocalDate from, LocalDate until, Rate rate) {
        throw new UnsupportedOperationException();
    }
}
