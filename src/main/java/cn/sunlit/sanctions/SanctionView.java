package cn.sunlit.sanctions;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A sanction as it stands.
 *
 * @param state PROPOSED, REFUSED, EFFECTIVE or WITHDRAWN
 * @param endsOn the last day of a listing with a term
 */
public record SanctionView(
        long id,
        String respondent,
        SanctionKind kind,
        Ground ground,
        String facts,
        String state,
        @Nullable LocalDate endsOn,
        String proposedBy,
        LocalDate proposedOn,
        @Nullable String approvedBy,
        @Nullable LocalDate decidedOn,
        @Nullable LocalDate withdrawnOn,
        @Nullable String withdrawnBecause) {

    /** The state in words. */
    public String stateZh() {
        return switch (state) {
            case "PROPOSED" -> "待审批";
            case "REFUSED" -> "未获批准";
            case "EFFECTIVE" -> "生效中";
            default -> kind == SanctionKind.DISHONESTY_LISTING ? "已删除" : "已解除";
        };
    }
}
