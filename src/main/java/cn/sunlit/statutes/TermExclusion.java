package cn.sunlit.statutes;

/**
 * What does not count to the six months in which a court should end a case (执行期限). The set differs from that of the six
 * months after which the applicant may turn to the court above, see {@link EscalationExclusion}: there the days of an auction
 * count.
 */
public enum TermExclusion implements NotCounted {
    STAY("中止执行至恢复执行", Sources.WORK_63),
    ANNOUNCEMENT("公告", Sources.TERMS_9),
    EXPERT_APPRAISAL("鉴定", Sources.TERMS_9),
    JURISDICTION_DISPUTE("管辖权异议和管辖争议", Sources.TERMS_9),
    AUDIT_VALUATION_LIQUIDATION("审计、评估、资产清理", Sources.TERMS_9),
    SETTLEMENT_OR_GUARANTEE_DEFERRAL("执行和解或者提供担保后暂缓执行", Sources.TERMS_9),
    SUPERIOR_DEFERRAL("上级人民法院通知暂缓执行", Sources.TERMS_9),
    AUCTION_OR_SALE("拍卖、变卖被查封、扣押的财产", Sources.TERMS_9);

    private final String zh;
    private final String law;

    TermExclusion(String zh, String law) {
        this.zh = zh;
        this.law = law;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String law() {
        return law;
    }

    /** Constants of an enum may not refer to its own static fields. */
    private static final class Sources {
        static final String WORK_63 = StatuteBook.cite("执行工作若干规定", "2021-01-01", 63);
        /** This text is not shipped. */
        static final String TERMS_9 = "关于严格执行案件审理期限制度的若干规定（法释〔2000〕29号）第九条";
    }
}
