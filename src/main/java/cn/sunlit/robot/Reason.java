package cn.sunlit.robot;

/** Why the robot asks, with the rule it follows. */
enum Reason {
    FIRST("首次查询", "RB-01"),
    BEFORE_TERM("临近执行期限，近三个月内未查询齐全", "RB-02"),
    BEFORE_CLOSING("准备终结本次执行程序，近三个月内未查询齐全", "RB-02"),
    AFTER_TERMINATION("终本后定期查询", "RB-03"),
    CLUE("核实线索", "RB-04"),
    QUALITY("反馈质量问题补查", "RB-05");

    private final String zh;
    private final String rule;

    Reason(String zh, String rule) {
        this.zh = zh;
        this.rule = rule;
    }

    /** In words: 终本后定期查询. */
    String zh() {
        return zh;
    }

    /** The id of the rule in {@link RobotRules}. */
    String rule() {
        return rule;
    }

    /** Whether the round is a step of the docket (C01 网络查控发起); the half-yearly one has its own node. */
    boolean isStep() {
        return this != AFTER_TERMINATION && this != QUALITY;
    }
}
