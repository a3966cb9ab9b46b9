package cn.sunlit.investigation;

import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rewards as they are shown. */
final class RewardViews {

    private RewardViews() {}

    /** A notice as everybody reads it. */
    record Notice(long id, String court, String respondents, String promise, LocalDate since) {}

    /**
     * A reward for the court.
     *
     * @param promise the sum or the share in words
     */
    record Reward(
            long id,
            String applicant,
            String promise,
            LocalDate appliedOn,
            LocalDate dueOn,
            String state,
            @Nullable LocalDate decidedOn,
            @Nullable String refusedBecause,
            List<Tip> tips) {

        String stateZh() {
            return switch (state) {
                case "APPLIED" -> "待决定";
                case "PUBLISHED" -> "悬赏中";
                case "REFUSED" -> "不予准许";
                default -> "已结束";
            };
        }
    }

    /** A tip without who gave it and what was told. */
    record Tip(
            long id,
            Instant receivedAt,
            String relation,
            String state,
            @Nullable String findings,
            @Nullable Money recovered,
            @Nullable Money reward,
            @Nullable LocalDate paidOn) {

        String stateZh() {
            return switch (state) {
                case "RECEIVED" -> "待核查";
                case "REJECTED" -> "不予采用";
                case "CONFIRMED" -> "属实，待执行到位";
                case "PROPOSED" -> "悬赏金待审批";
                case "APPROVED" -> "悬赏金待发放";
                default -> "悬赏金已发放";
            };
        }
    }
}
