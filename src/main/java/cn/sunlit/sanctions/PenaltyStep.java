package cn.sunlit.sanctions;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a decision after it was made.
 *
 * @param on the day, for steps that are dated; today where nothing is said
 * @param at the moment, for custody and for telling the family; now where nothing is said
 * @param text where the person is held, how the decision was served, who of the family was told or why nobody could be,
 *     the facts of an early release, the receipt of a fine, the number of the decision of the court above
 * @param ground of an early release
 * @param result UPHELD, CHANGED or REVOKED, by the court above
 * @param days what the court above left of the detention
 */
@Schema(example = "{\"step\":\"CUSTODY\",\"at\":\"2026-03-21T14:30:00Z\",\"text\":\"浠水县拘留所\"}")
public record PenaltyStep(
        @Nullable Step step,
        @Nullable LocalDate on,
        @Nullable Instant at,
        @Nullable String text,
        @Nullable ReleaseGround ground,
        @Nullable Result result,
        @Nullable Integer days) {

    /** The steps. */
    public enum Step {
        SERVED("送达决定书"),
        CUSTODY("移交公安机关拘留"),
        FAMILY("通知家属"),
        RECONSIDERATION("申请复议"),
        RECONSIDERED("上一级人民法院作出复议决定"),
        RELEASE("提请提前解除"),
        FINE_PAID("缴纳罚款");

        private final String zh;

        Step(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    /** What the court above decided. */
    public enum Result {
        UPHELD("维持"),
        CHANGED("变更"),
        REVOKED("撤销");

        private final String zh;

        Result(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }
}
