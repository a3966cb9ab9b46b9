package cn.sunlit.inquiries;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request to one institution about one respondent, with what came back.
 *
 * @param state QUEUED, ACCEPTED, READING, ANSWERED, MANUAL or CANCELLED
 * @param quality of the last answer: GOOD, NOTHING_FOUND, GARBAGE, WRONG_PERSON, DUPLICATE, UNREAD; null before any
 * @param found how many assets the good answer names
 * @param late whether the good answer came after the promised time
 */
public record InquiryView(
        long id,
        int round,
        String institution,
        String institutionName,
        String respondent,
        String state,
        int attempts,
        Instant promisedAt,
        @Nullable Instant answeredAt,
        @Nullable String quality,
        @Nullable Integer found,
        boolean late,
        @Nullable String problem,
        @Nullable String sha256) {

    /** The state in words. */
    public String stateZh() {
        return switch (state) {
            case "QUEUED" -> attempts == 0 ? "待发送" : "待重发";
            case "ACCEPTED" -> "对方处理中";
            case "READING" -> "解析中";
            case "ANSWERED" -> "已反馈";
            case "CANCELLED" -> "已取消";
            default -> "人工处理";
        };
    }

    /** The quality in words, empty before any answer. */
    public String qualityZh() {
        return quality == null
                ? ""
                : switch (quality) {
                    case "GOOD" -> "有效";
                    case "NOTHING_FOUND" -> "查无（有效）";
                    case "GARBAGE" -> "无法识别";
                    case "WRONG_PERSON" -> "非本案被执行人，未采用";
                    case "DUPLICATE" -> "重复";
                    default -> "待解析";
                };
    }
}
