package cn.sunlit.sanctions;

import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.Penalties;
import cn.sunlit.web.Show;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A fine or detention as it stands.
 *
 * @param state PROPOSED, REFUSED, DECIDED, IN_CUSTODY, ENDED or REVOKED
 * @param endsAt when the person is free at the latest
 * @param reviewUntil the last day for asking the court above to reconsider
 * @param reviewDueOn the last day on which the court above decides
 */
public record PenaltyView(
        long id,
        String respondent,
        Capacity capacity,
        String person,
        Misconduct ground,
        LocalDate actedOn,
        String facts,
        @Nullable Money fine,
        @Nullable Integer days,
        String state,
        String proposedBy,
        LocalDate proposedOn,
        @Nullable String decidedBy,
        @Nullable LocalDate decidedOn,
        @Nullable String refusedBecause,
        @Nullable LocalDate servedOn,
        @Nullable Instant takenAt,
        @Nullable String takenWhere,
        @Nullable Instant endsAt,
        @Nullable Instant familyToldAt,
        @Nullable String familyTold,
        @Nullable LocalDate reviewUntil,
        @Nullable LocalDate reviewAskedOn,
        @Nullable LocalDate reviewDueOn,
        @Nullable String reviewResult,
        @Nullable ReleaseGround releaseGround,
        @Nullable String releaseFacts,
        @Nullable String releaseProposedBy,
        @Nullable Instant endedAt,
        @Nullable String endedBecause,
        @Nullable LocalDate finePaidOn) {

    /** The state in words. */
    public String stateZh() {
        return switch (state) {
            case "PROPOSED" -> takenAt == null ? "待院长批准" : "已先行拘留，待院长补批";
            case "REFUSED" -> "未获批准";
            case "DECIDED" -> days == null ? "已决定罚款" : "已决定，待执行拘留";
            case "IN_CUSTODY" -> "拘留中";
            case "REVOKED" -> "已撤销";
            default -> days == null ? "已缴纳" : "拘留已解除";
        };
    }

    /** Fine, detention or both, in words. */
    public String measureZh() {
        String fined = fine == null ? "" : "罚款" + Show.money(fine);
        String held = days == null ? "" : "拘留%d日".formatted(days);
        return fined.isEmpty() || held.isEmpty() ? fined + held : fined + "、" + held;
    }

    /** Whether somebody is or may be held by it and early release has not been asked for. */
    public boolean mayEndEarly() {
        return days != null && (state.equals("IN_CUSTODY") || state.equals("DECIDED")) && releaseGround == null;
    }

    @JsonIgnore
    public boolean isReleaseAsked() {
        return releaseGround != null && endedAt == null;
    }

    /** By when the family must have been told; null before anybody is held. */
    public @Nullable Instant familyToldBy() {
        return takenAt == null ? null : Penalties.familyToldBy(takenAt);
    }
}
