package cn.sunlit.investigation;

/** What a report of property must say, item by item (财产调查规定第五条、第六条). */
public enum ReportItem {
    INCOME("收入、银行存款、现金、理财产品、有价证券", false),
    REAL_ESTATE("土地使用权、房屋等不动产", false),
    MOVABLES("交通运输工具、机器设备、产品、原材料等动产", false),
    RIGHTS("债权、股权、投资权益、基金份额、信托受益权、知识产权等财产性权利", false),
    OTHER("其他应当报告的财产", false),
    TRANSFERRED("一年来转让、出租财产的", true),
    ENCUMBERED("一年来在财产上设立担保物权等权利负担的", true),
    WAIVED("一年来放弃债权或延长债权清偿期的", true),
    SPENT("一年来支出大额资金的", true),
    OTHER_CHANGE("一年来其他影响债权实现的财产变动", true);

    private final String zh;
    private final boolean change;

    ReportItem(String zh, boolean change) {
        this.zh = zh;
        this.change = change;
    }

    public String zh() {
        return zh;
    }

    /** Whether it is about changes and not about what is there. */
    public boolean isChange() {
        return change;
    }
}
