package cn.sunlit.statutes;

import java.util.List;

/**
 * A default of the product which a court may set otherwise from a day on ({@link LocalPractice}). None of them is law: a
 * number of the law stands in {@code LegalNumbers} and cannot be set.
 */
public enum PracticeNumber {
    /** IN-P1. */
    PERFORMANCE_DAYS("IN-P1", "执行通知书指定的履行期间（日）", 3, 1, 30),
    /** PR-COSTS-DOUBLE: 1 or 0. */
    COSTS_BEAR_DOUBLE("PR-COSTS-DOUBLE", "诉讼费用计入加倍部分债务利息的基数（1计入，0不计入）", 1, 0, 1),
    /** QJ-10. */
    SEARCH_EVERY_MONTHS("QJ-10", "终结本次执行程序后查询财产的间隔（月）", 6, 1, 6),
    SEARCH_FOR_YEARS("QJ-10", "终结本次执行程序后查询财产的年数（年）", 5, 5, 10),
    /** PM-10. */
    SALE_DAYS("PM-10", "网络司法变卖的变卖期（日）", 60, 1, 60),
    /** YJ-01. */
    CLIMB_TO_LEADER_DAYS("YJ-01", "预警无人处理时升级至团队负责人（工作日）", 1, 1, 30),
    CLIMB_TO_DIRECTOR_DAYS("YJ-01", "团队负责人收到逾期预警后升级至执行局局长（工作日）", 3, 1, 30),
    CLIMB_TO_SUPERVISOR_DAYS("YJ-01", "执行局局长收到逾期预警后升级至监督人员（工作日）", 5, 1, 60),
    /** YJ-02. */
    EXPLANATION_DAYS("YJ-02", "对预警的一次说明最长期限（工作日）", 10, 1, 60),
    /** SR-03. */
    LIVING_YUAN_A_MONTH("SR-03", "当地最低生活保障标准（元/人·月）", 700, 100, 5_000),
    /** JD-01. */
    SILENCE_DAYS("JD-01", "多少日没有办理记录即提示（日）", 30, 5, 180),
    /** JD-02. */
    PATTERN_CASES("JD-02", "办案规律提示至少的案件数（件）", 5, 5, 100),
    LAST_DAY_PERCENT("JD-02", "在最后一天办结的比例达到多少即提示（百分之）", 80, 50, 100),
    CHANCE_PER_MILLE("JD-02", "出于偶然的概率不超过多少才提示（千分之）", 10, 1, 50),
    SAME_TEXT_TIMES("JD-02", "相同的逾期说明达到几件即提示（件）", 3, 2, 50),
    PATTERN_DAYS("JD-02", "办案规律提示回看的天数（日）", 180, 30, 730),
    /** JD-03. */
    DEMAND_DAYS("JD-03", "督办的答复期限（工作日）", 10, 1, 60),
    /** PR-QUIET: from which hour on nobody is sent an SMS that can wait; the same as the end: there are no quiet hours. */
    QUIET_FROM("PR-QUIET", "夜间不发短信，自几时起", 22, 0, 24),
    QUIET_UNTIL("PR-QUIET", "夜间不发短信，至几时止", 8, 0, 24),
    /** XF-01. */
    RENEWAL_COURT_DAYS("XF-01", "办理续行时本院作出裁定和送达的时间（工作日）", 2, 1, 20),
    RENEWAL_POST_DAYS("XF-01", "线下办理续行时文书往返的时间（工作日）", 5, 1, 30),
    RENEWAL_LETTER_DAYS("XF-01", "线下办理续行的单位没有约定时限的，按多长时间准备（工作日）", 10, 1, 60),
    /** XF-02. */
    RENEWAL_EARLY_DAYS("XF-02", "最后办理日之前多久提出续行（工作日）", 15, 5, 60),
    /** CE-01. */
    DISPOSAL_DAYS("CE-01", "控制额度中加倍利息预计至处置完毕的天数（日）", 180, 0, 720),
    DISPOSAL_COST_PER_MILLE("CE-01", "控制额度中须变价财产的预计处置费用（千分之）", 30, 0, 200),
    /** FP-13. */
    FIRST_SEIZER_PERCENT("FP-13", "分配方案中首先查封的普通债权人多分的比例（百分之）", 0, 0, 20),
    /** FK-01. */
    PAY_CHIEF_YUAN("FK-01", "由执行局局长审批的案款发放起点（元）", 0, 0, 2_000_000_000),
    PAY_PRESIDENT_YUAN("FK-01", "由院长审批的案款发放起点（元）", 100_000, 0, 2_000_000_000),
    PAY_AGENT_LEVEL("FK-01", "付给代理人、承继人的至少由谁审批（1团队负责人，2执行局局长，3院长）", 2, 1, 3),
    PAY_REFUND_LEVEL("FK-01", "退还被执行人、付款人的至少由谁审批（1团队负责人，2执行局局长，3院长）", 2, 1, 3),
    PAY_STEPS_FROM("FK-01", "自哪一级起逐级审批（0不逐级，1团队负责人，2执行局局长）", 0, 0, 2),
    /** FK-02. */
    DEFER_LEVEL("FK-02", "延缓发放最后由谁审批（2执行局局长，3院长）", 3, 2, 3),
    /** AK-YJ-1. */
    MONEY_MATTER_DAYS("AK-YJ-1", "退回的付款、没有付清的分期、没有入账的银行分录的办理期限（工作日）", 10, 2, 30);

    private final String rule;
    private final String zh;
    private final int standard;
    private final int min;
    private final int max;

    PracticeNumber(String rule, String zh, int standard, int min, int max) {
        this.rule = rule;
        this.zh = zh;
        this.standard = standard;
        this.min = min;
        this.max = max;
    }

    /** The id of the {@code @Practice}. */
    public String rule() {
        return rule;
    }

    public String zh() {
        return zh;
    }

    /** What holds where the court has set nothing. */
    public int standard() {
        return standard;
    }

    public int min() {
        return min;
    }

    public int max() {
        return max;
    }

    /** @throws IllegalArgumentException for a name that is none of these */
    public static PracticeNumber named(String name) {
        return List.of(values()).stream()
                .filter(n -> n.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("“%s”不是可由法院设定的口径".formatted(name)));
    }
}
