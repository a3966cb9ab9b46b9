package cn.sunlit.investigation;

import cn.sunlit.kernel.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What looking into a clue has shown.
 *
 * @param result CONFIRMED, UNFOUNDED or UNVERIFIABLE
 * @param findings what was done and found, told to whoever gave the clue
 * @param evidence record of the visit, reply of the institution
 * @param key account, plate or registration number that was found, for a confirmed clue whose property becomes an asset
 * @param title what the asset is called
 * @param value its value where it is known
 */
@Schema(
        example =
                "{\"result\":\"CONFIRMED\",\"findings\":\"现场核实车辆停放于该处\",\"evidence\":\"2026年3月20日现场核查笔录\",\"key\":\"鄂J12345\",\"title\":\"小型轿车\"}")
public record ClueResult(
        @Nullable Result result,
        @Nullable String findings,
        @Nullable String evidence,
        @Nullable String key,
        @Nullable String title,
        @Nullable Money value) {

    /** How it came out. */
    public enum Result {
        CONFIRMED("属实"),
        UNFOUNDED("不属实"),
        UNVERIFIABLE("无法核实");

        private final String zh;

        Result(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }
}
