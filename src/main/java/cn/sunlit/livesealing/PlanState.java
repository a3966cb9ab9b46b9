package cn.sunlit.livesealing;

import java.util.Arrays;
import java.util.List;

/** How a plan passes from state to state: the one table. */
public enum PlanState {
    PROPOSED("待审批"),
    REFUSED("未批准"),
    IN_FORCE("执行中"),
    END_PROPOSED("执行中，已提请终止"),
    REPLACED("已变更"),
    ENDED("已终止");

    private static final List<List<PlanState>> MAY = List.of(
            List.of(PROPOSED, IN_FORCE),
            List.of(PROPOSED, REFUSED),
            List.of(IN_FORCE, END_PROPOSED),
            List.of(END_PROPOSED, IN_FORCE),
            List.of(IN_FORCE, REPLACED),
            List.of(END_PROPOSED, REPLACED),
            List.of(IN_FORCE, ENDED),
            List.of(END_PROPOSED, ENDED));

    private final String zh;

    PlanState(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }

    /** Whether payments are judged by it. */
    public boolean isInForce() {
        return this == IN_FORCE || this == END_PROPOSED;
    }

    boolean may(PlanState next) {
        return MAY.contains(Arrays.asList(this, next));
    }
}
