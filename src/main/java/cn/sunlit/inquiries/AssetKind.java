package cn.sunlit.inquiries;

/** What an institution can find (财产类别); information that is no asset has no kind. */
public enum AssetKind {
    DEPOSIT("银行存款"),
    PAYMENT_BALANCE("网络支付账户余额"),
    VEHICLE("机动车"),
    REAL_ESTATE("不动产"),
    EQUITY("股权"),
    SECURITIES("证券"),
    PROVIDENT_FUND("住房公积金"),
    PENSION("养老金账户"),
    INSURANCE("保险权益"),
    TAX_REFUND("应退税款"),
    OTHER("其他财产");

    private final String zh;

    AssetKind(String zh) {
        this.zh = zh;
    }

    /** The word that people read. */
    public String zh() {
        return zh;
    }

    /** Whether money lies there that an institution can transfer at once (可以直接扣划). */
    public boolean isMoney() {
        return this == DEPOSIT || this == PAYMENT_BALANCE;
    }
}
