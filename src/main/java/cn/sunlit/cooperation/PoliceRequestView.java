package cn.sunlit.cooperation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to the police as it stands; places are told to nobody without a reason on record.
 *
 * @param state SENT, TAKEN, ANSWERED, DONE, WITHDRAWN or LAPSED
 * @param plate masked
 * @param late whether the first answer is overdue or came after its time
 */
public record PoliceRequestView(
        long id,
        RequestKind kind,
        String subject,
        @Nullable String plate,
        @Nullable Long penalty,
        String reason,
        boolean urgent,
        LocalDate until,
        Instant replyBy,
        String state,
        String orderedBy,
        Instant sentAt,
        @Nullable Instant takenAt,
        @Nullable Instant answeredAt,
        boolean late,
        @Nullable String closedBecause,
        List<Reply> replies) {

    /** One answer, without its place. */
    public record Reply(
            long id, PoliceReply.Result result, @Nullable Instant at, String source, Instant receivedAt) {}

    public PoliceRequestView {
        replies = List.copyOf(replies);
    }

    /** The state in words. */
    public String stateZh() {
        return switch (state) {
            case "SENT" -> "已发出";
            case "TAKEN" -> "公安机关已签收";
            case "ANSWERED" -> "已回复，继续协助";
            case "DONE" -> "已办结";
            case "WITHDRAWN" -> "已撤回";
            default -> "期限届满";
        };
    }

    public boolean stands() {
        return state.equals("SENT") || state.equals("TAKEN") || state.equals("ANSWERED");
    }
}
