package cn.sunlit.statutes;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;

/** How money was recovered, and so up to which day the doubled part runs on it (加倍部分债务利息的截止日). */
public enum Discharge {
    /** The debtor paid. */
    PERFORMANCE("履行完毕之日"),
    /** Deposits, income, dividends were taken. */
    DEDUCTION("划拨、提取之日"),
    /** An auction, a sale or a set-off in kind: not the day of the hammer, nor that of the money. */
    SALE_OR_SET_OFF("成交裁定或者抵债裁定生效之日"),
    /** Any other way of turning property into money. */
    OTHER_REALISATION("财产变价完成之日");

    private final String until;

    Discharge(String until) {
        this.until = until;
    }

    /** What the day of such a payment is. */
    public String until() {
        return until;
    }

    /** A payment of this kind; its day is the one that {@link #until()} names. */
    @Law(id = "JB-05", statute = "迟延履行利息", edition = "2014-08-01", article = 3, text = "相应部分的加倍部分债务利息计算至划拨、提取之日；")
    @Law(
            id = "JB-06",
            statute = "迟延履行利息",
            edition = "2014-08-01",
            article = 3,
            text = "人民法院对被执行人财产拍卖、变卖或者以物抵债的，计算至成交裁定或者抵债裁定生效之日；人民法院对被执行人财产通过其他方式变价的，计算至财产变价完成之日。")
    public Payment payment(LocalDate day, Money amount) {
        return new Payment(day, amount, this);
    }
}
