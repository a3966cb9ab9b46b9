package cn.sunlit.distribution;

/** What the debtor is decides how ordinary claims share. */
enum DebtorKind {
    CITIZEN("公民"),
    OTHER("其他组织"),
    ENTERPRISE("企业法人");

    private final String zh;

    DebtorKind(String zh) {
        this.zh = zh;
    }

    String zh() {
        return zh;
    }
}
