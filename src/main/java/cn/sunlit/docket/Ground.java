package cn.sunlit.docket;

import cn.sunlit.statutes.EscalationExclusion;
import cn.sunlit.statutes.TermExclusion;
import org.jspecify.annotations.Nullable;

/**
 * Why days do not count. Two sets that overlap and differ: what is taken out of the term in which a case should end, and what is
 * taken out of the six months after which the applicant may turn to the court above. The days of an auction are of the first
 * alone, the days of co-ordinating a dispute among courts of the second alone.
 */
enum Ground {
    STAY("裁定中止执行", TermExclusion.STAY, EscalationExclusion.STAY, true),
    /** Alone stops the doubled part of interest as well, see {@link cn.sunlit.statutes.Suspension}. */
    TITLE_REVIEW("审查生效法律文书、再审而中止或者暂缓执行（不是被执行人申请的）", TermExclusion.STAY, EscalationExclusion.STAY, true),
    SETTLEMENT_OR_GUARANTEE(
            "和解或者提供担保后暂缓执行", TermExclusion.SETTLEMENT_OR_GUARANTEE_DEFERRAL, EscalationExclusion.DEFERRAL, true),
    SUPERIOR_DEFERRAL("上级人民法院通知暂缓执行", TermExclusion.SUPERIOR_DEFERRAL, EscalationExclusion.DEFERRAL, true),
    ANNOUNCEMENT("公告", TermExclusion.ANNOUNCEMENT, EscalationExclusion.ANNOUNCEMENT, false),
    EXPERT_APPRAISAL("鉴定", TermExclusion.EXPERT_APPRAISAL, EscalationExclusion.APPRAISAL, false),
    VALUATION("评估", TermExclusion.AUDIT_VALUATION_LIQUIDATION, EscalationExclusion.APPRAISAL, false),
    AUDIT_OR_LIQUIDATION("审计、资产清理", TermExclusion.AUDIT_VALUATION_LIQUIDATION, null, false),
    JURISDICTION_DISPUTE(
            "管辖权异议和管辖争议", TermExclusion.JURISDICTION_DISPUTE, EscalationExclusion.JURISDICTION_DISPUTE, false),
    ENFORCEMENT_DISPUTE("执行争议协调", null, EscalationExclusion.ENFORCEMENT_DISPUTE, false),
    AUCTION_OR_SALE("拍卖、变卖查封、扣押的财产", TermExclusion.AUCTION_OR_SALE, null, false);

    private final String zh;
    private final @Nullable TermExclusion term;
    private final @Nullable EscalationExclusion escalation;
    private final boolean stopsEverything;

    Ground(String zh, @Nullable TermExclusion term, @Nullable EscalationExclusion escalation, boolean stopsEverything) {
        this.zh = zh;
        this.term = term;
        this.escalation = escalation;
        this.stopsEverything = stopsEverything;
    }

    public String zh() {
        return zh;
    }

    /** What it is among those that do not count to the term; null where it counts. */
    @Nullable
    TermExclusion term() {
        return term;
    }

    /** What it is among those that do not count to the six months before turning to the court above; null where it counts. */
    @Nullable
    EscalationExclusion escalation() {
        return escalation;
    }

    /** Whether the case is stayed until it goes on. */
    boolean isStay() {
        return this == STAY || this == TITLE_REVIEW;
    }

    /** Whether the enforcement as a whole stands still. */
    boolean stopsEverything() {
        return stopsEverything;
    }

    /** The article that takes its days out of the term, else out of the six months. */
    String law() {
        if (term != null) {
            return term.law();
        }
        return escalation == null ? "" : escalation.law();
    }

    /** What the days are taken out of, for a reader. */
    public String effect() {
        if (this == TITLE_REVIEW) {
            return "执行期限、可暂停的节点、提级申请六个月、加倍部分债务利息均停止计算";
        }
        if (stopsEverything) {
            return "执行期限、可暂停的节点、提级申请六个月均停止计算";
        }
        if (term == null) {
            return "只从提级申请六个月中扣除";
        }
        return escalation == null ? "只从执行期限中扣除" : "从执行期限、提级申请六个月中扣除";
    }
}
