package cn.sunlit.cooperation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the police.
 *
 * @param reference their own number of the answer; the same again changes nothing
 * @param at when the person or vehicle was seen or held
 * @param place where, sealed at rest
 */
@Schema(
        example =
                "{\"request\":1,\"reference\":\"P-1\",\"result\":\"FOUND\",\"at\":\"2026-03-20T15:10:00Z\",\"place\":\"某宾馆\"}")
public record PoliceReply(
        @Nullable Long request,
        @Nullable String reference,
        @Nullable Result result,
        @Nullable Instant at,
        @Nullable String place) {

    /** What came of it. */
    public enum Result {
        FOUND("已查到"),
        NOT_FOUND("未查到"),
        HELD("已控制"),
        CANNOT("无法协助");

        private final String zh;

        Result(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }
}
