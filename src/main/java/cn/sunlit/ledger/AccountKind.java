package cn.sunlit.ledger;

/** What an account of the ledger is for. */
public enum AccountKind {
    BANK("银行存款"),
    FEE("申请执行费"),
    CASE("案件账户"),
    SUSPENSE("不明款"),
    PAYABLE("应付案款"),
    TRANSIT("在途付款"),
    /** Frozen by another court or in another case. */
    FROZEN("他院、他案冻结"),
    /** Put off. */
    DEFERRED("延缓发放"),
    /** Deposited until a dispute is decided. */
    ESCROW("提存"),
    /** Taken in cash and not at the bank yet; what the court owes for what lies in {@link #CASH}. */
    COLLECTED("已收现金（待缴存）"),
    /** Notes in the court's hands, an asset beside the bank. */
    CASH("手存现金"),
    /** Owed to those who carried out a sale. */
    COSTS("变价实际费用");

    private final String zh;

    AccountKind(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
