package cn.sunlit.notices;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one person was told of one change of a public node, and what became of its SMS.
 *
 * @param audience 申请执行人 or 被执行人
 * @param principal for whom the recipient acts, null for the party itself
 * @param toldAt from when on it stood on the portal
 * @param mustBy until when it had to be told
 * @param maskedPhone where the SMS went, null where none was sent
 * @param message the key of the SMS among the messages, null where there is none
 * @param late whether it was told, or its SMS sent, after the last moment for it
 */
public record Notice(
        long id,
        String publicCode,
        String nodeCode,
        String audience,
        String recipient,
        @Nullable String principal,
        String words,
        LocalDate happenedOn,
        Instant toldAt,
        Instant mustBy,
        Sms sms,
        @Nullable Instant smsAt,
        @Nullable String maskedPhone,
        @Nullable Long message,
        int attempts,
        boolean late) {

    /** How far the SMS has come. */
    public enum Sms {
        WAITING("等待发送"),
        OFF("本人不收短信"),
        NO_PHONE("没有登记电话"),
        SENDING("正在发送"),
        ACCEPTED("已发出，等待回执"),
        DELIVERED("已送达手机"),
        UNDELIVERED("没有送达手机"),
        UNKNOWN("没有回执，结果不明"),
        REFUSED("网关拒收");

        private final String zh;

        Sms(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }

        /** Whether somebody should look after it. */
        public boolean troubles() {
            return this == UNDELIVERED || this == UNKNOWN || this == REFUSED || this == NO_PHONE;
        }

        /** Whether it may be sent once more. */
        public boolean canGoAgain() {
            return this == UNDELIVERED || this == UNKNOWN || this == REFUSED;
        }
    }
}
