package cn.sunlit.messages;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as the court's people and its recipient see it.
 *
 * @param maskedPhone {@code 138****5678}
 * @param state whether the gateway took it
 * @param attempts how often it was tried
 * @param report whether it reached the phone, as far as is known
 * @param receipt what the gateway answered, as it came
 */
public record SentMessage(
        long id,
        String recipientName,
        String maskedPhone,
        String text,
        State state,
        int attempts,
        Instant queuedAt,
        @Nullable Instant sentAt,
        @Nullable String receipt,
        Report report) {

    /** What the carrier reports of a message that the gateway took. */
    public enum Report {
        NONE("等待回执"),
        DELIVERED("已送达手机"),
        UNDELIVERED("没有送达手机"),
        UNKNOWN("没有回执，结果不明");

        private final String zh;

        Report(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    public enum State {
        QUEUED("待发送"),
        SENT("已发送"),
        FAILED("发送失败");

        private final String zh;

        State(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }
}
