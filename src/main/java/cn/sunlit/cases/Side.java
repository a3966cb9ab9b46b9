package cn.sunlit.cases;

import cn.sunlit.publicity.Audience;

/** On which side a party stands: 申请执行人 or 被执行人. */
public enum Side {
    APPLICANT("申请执行人", Audience.APPLICANT),
    RESPONDENT("被执行人", Audience.RESPONDENT);

    private final String zh;
    private final Audience audience;

    Side(String zh, Audience audience) {
        this.zh = zh;
        this.audience = audience;
    }

    /** As whom those on this side look at the case. */
    public Audience audience() {
        return audience;
    }

    public String zh() {
        return zh;
    }
}
