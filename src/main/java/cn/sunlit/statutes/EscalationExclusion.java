package cn.sunlit.statutes;

/** What does not count to the six months after which the applicant may turn to the court above (执行程序解释第十三条). */
public enum EscalationExclusion implements NotCounted {
    ANNOUNCEMENT("公告期间"),
    APPRAISAL("鉴定评估期间"),
    JURISDICTION_DISPUTE("管辖争议处理期间"),
    ENFORCEMENT_DISPUTE("执行争议协调期间"),
    DEFERRAL("暂缓执行期间"),
    STAY("中止执行期间");

    private final String zh;

    EscalationExclusion(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String law() {
        return EnforcementTerm.PROCEDURE_13;
    }
}
