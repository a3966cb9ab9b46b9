package cn.sunlit.funds;

/** What it cost to turn a thing into money, beside the fee of the enforcement itself (变价实际费用). */
enum CostKind {
    APPRAISAL("评估费"),
    AUCTION("拍卖辅助费"),
    CUSTODY("保管费"),
    NOTICE("公告费"),
    TRANSPORT("运输、搬迁费"),
    OTHER("其他实际费用");

    private final String zh;

    CostKind(String zh) {
        this.zh = zh;
    }

    String zh() {
        return zh;
    }
}
