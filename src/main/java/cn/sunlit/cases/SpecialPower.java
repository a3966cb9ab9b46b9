package cn.sunlit.cases;

/** What an agent may do only where the authorisation says so in so many words (特别授权). */
public enum SpecialPower {
    WAIVE("放弃、变更民事权利"),
    SETTLE("进行执行和解"),
    COLLECT("收取执行款项");

    private final String zh;

    SpecialPower(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
