package cn.sunlit.docket;

/** To whom a public node is told. */
public enum Audience {
    APPLICANT("申请执行人"),
    RESPONDENT("被执行人"),
    OTHER_CREDITORS("其他参与分配债权人"),
    PUBLIC("社会公众");

    private final String zh;

    Audience(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
