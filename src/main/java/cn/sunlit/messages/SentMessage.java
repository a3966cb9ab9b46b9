package cn.sunlit.messages;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as the court's people and its recipient see it.
 *
 * @param maskedPhone {@code 138****5678}
 * @param state whether the gateway took it
 * @param attempts how often it was tried
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
        @Nullable String receipt) {

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
