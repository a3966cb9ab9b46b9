package cn.sunlit.statutes;

import cn.sunlit.kernel.Money;

/** The enforcement fee (申请执行费). */
public final class EnforcementFee {
    private EnforcementFee() {}

    public static FeeResult of(Money amount) {
        throw new UnsupportedOperationException();
    }

    /** What is due now when money comes in by parts: the fee on all that was recovered, less what was collected. */
    public static FeeResult due(Money recoveredInAll, Money collected) {
        throw new UnsupportedOperationException();
    }
}
