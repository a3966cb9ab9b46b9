package cn.sunlit.cases;

/** On which side a party stands: 申请执行人 or 被执行人. */
public enum Side {
    APPLICANT("申请执行人"),
    RESPONDENT("被执行人");

    private final String zh;

    Side(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
