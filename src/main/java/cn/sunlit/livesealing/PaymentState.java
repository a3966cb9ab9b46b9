package cn.sunlit.livesealing;

import java.util.Arrays;
import java.util.List;

/** What became of a payment that the bank asked about: the one table. */
public enum PaymentState {
    REFUSED("未准许"),
    RESERVED("已准许，待银行付款"),
    PAID("已付款"),
    CANCELLED("未付款，已取消"),
    LAPSED("逾期未付款，额度已退回"),
    PAID_OUTSIDE("方案外付款");

    private static final List<List<PaymentState>> MAY = List.of(
            List.of(RESERVED, PAID),
            List.of(RESERVED, CANCELLED),
            List.of(RESERVED, LAPSED),
            // The bank told late; whether it still fits its month is judged again.
            List.of(LAPSED, PAID),
            List.of(LAPSED, PAID_OUTSIDE),
            List.of(LAPSED, CANCELLED),
            List.of(CANCELLED, PAID_OUTSIDE),
            List.of(REFUSED, PAID_OUTSIDE));

    private final String zh;

    PaymentState(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }

    /** Whether it takes up the allowance of its month. */
    public boolean counts() {
        return this == RESERVED || this == PAID || this == PAID_OUTSIDE;
    }

    boolean may(PaymentState next) {
        return MAY.contains(Arrays.asList(this, next));
    }
}
