package cn.sunlit.distribution;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An objection to a plan and where it stands.
 *
 * @param claim which claim it is about, zero where the rule
 * @param wish what should be different, as JSON of {@link Change}
 * @param noticeId the notice to the others
 * @param oppositionId the first notice to the objector that somebody opposes
 * @param toldOn when the objector learnt that it is opposed
 * @param suit the number of the suit
 */
record Objection(
        long id,
        long plan,
        long recipient,
        String objector,
        LocalDate receivedOn,
        String words,
        int claim,
        String wish,
        State state,
        @Nullable Long noticeId,
        @Nullable Long oppositionId,
        @Nullable LocalDate toldOn,
        @Nullable LocalDate suitDueOn,
        @Nullable LocalDate suedOn,
        @Nullable String suit,
        @Nullable LocalDate endedOn,
        @Nullable String endedHow) {

    enum State {
        RAISED("已收到，待其他当事人表示意见", true),
        OPPOSED("有人反对，待通知异议人", true),
        TOLD("已通知异议人，可以起诉", true),
        SUED("已起诉，争议部分提存", true),
        UNOPPOSED("无人反对，待修正方案", true),
        WON("诉讼支持异议，待修正方案", true),
        AMENDED("已按异议修正", false),
        LAPSED("逾期未起诉，按原方案", false),
        LOST("诉讼未支持异议，按原方案", false),
        LATE("逾期提出，不影响方案", false),
        WITHDRAWN("已撤回", false);

        private final String zh;
        private final boolean open;

        State(String zh, boolean open) {
            this.zh = zh;
            this.open = open;
        }

        String zh() {
            return zh;
        }

        /** Whether it still contests a part of the plan. */
        boolean isOpen() {
            return open;
        }
    }
}
