package cn.sunlit.garnishment;

/** What is withheld (收入的种类). */
public enum IncomeKind {
    WAGE("工资"),
    PENSION("养老金"),
    OTHER("其他收入");

    private final String zh;

    IncomeKind(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
