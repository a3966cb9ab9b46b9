package cn.sunlit.cases;

/** Where a case stands. What may follow what stands in {@link Stages}. */
public enum Stage {
    OPEN("在办"),
    SUSPENDED("中止"),
    TERMINATED_THIS_PROCEDURE("终结本次执行程序"),
    CLOSED("已结案");

    private final String zh;

    Stage(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
