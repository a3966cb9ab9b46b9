package cn.sunlit.reconciliation;

/** How a movement that the bank told and the ledger refused comes to an end. */
public enum ResolutionWay {
    CORRECTED("按银行更正处理", "银行已另行更正记账，本笔不入账；须指明更正后的那一笔"),
    SUSPENSE("作为不明款入账", "款项确已到账，记入不明款后认领或者退还"),
    REVERSED("银行已冲回", "银行已用相反的一笔冲回，两笔都不入账；须指明冲回的那一笔"),
    AWAIT("等待银行冲回", "银行已答应冲回，差异仍在，由银行办理");

    private final String zh;
    private final String hint;

    ResolutionWay(String zh, String hint) {
        this.zh = zh;
        this.hint = hint;
    }

    public String zh() {
        return zh;
    }

    String hint() {
        return hint;
    }

    /** Whether the difference is over with it. */
    boolean ends() {
        return this != AWAIT;
    }

    /** Whether another movement of the bank must be named. */
    boolean needsOther() {
        return this == CORRECTED || this == REVERSED;
    }
}
