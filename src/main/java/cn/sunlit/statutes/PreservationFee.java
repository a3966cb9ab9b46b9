package cn.sunlit.statutes;

import cn.sunlit.kernel.Money;

/** The fee for preservation (申请保全费). */
public final class PreservationFee {
    private PreservationFee() {}

    public static FeeResult of(Money amount) {
        throw new UnsupportedOperationException();
    }
}
