package cn.sunlit.property;

import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A measure as it stands.
 *
 * @param state ORDERED, EFFECTIVE, WAITING, FAILED, RELEASED, EXPIRED, DEDUCTED or DONE
 * @param amount what was ordered
 * @param actual what the institution really holds or transferred
 * @param inherited taken over from preservation before enforcement
 * @param excess whether more is held than was ordered
 * @param rank its place in the line of the asset, 1 is the first hold (首封)
 * @param registeredOn the day on which the institution put it into the line
 * @param remindOn the earlier end of its term, where an office counts from the registration
 * @param indivisible why a thing worth more than the debt is held as a whole, null when it is not
 * @param stuck why the order lies with a person now, null when it does not
 */
public record MeasureView(
        long id,
        long assetId,
        MeasureKind kind,
        String state,
        @Nullable Money amount,
        @Nullable Money actual,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        int rank,
        String ruling,
        boolean inherited,
        boolean excess,
        @Nullable String reason,
        @Nullable String stuck,
        @Nullable LocalDate registeredOn,
        @Nullable LocalDate remindOn,
        @Nullable String indivisible) {

    /** The state in words. */
    public String stateZh() {
        return switch (state) {
            case "ORDERED" -> stuck == null ? "已发协助单位" : "转人工处理";
            case "EFFECTIVE" -> rank == 1 ? "生效中" : "生效中（第" + rank + "顺位）";
            case "WAITING" -> "轮候第" + rank + "位";
            case "FAILED" -> "未能实施";
            case "RELEASED" -> "已解除";
            case "EXPIRED" -> "期满失效";
            case "DEDUCTED" -> "已全部扣划";
            default -> "已办结";
        };
    }

    /** The same measure with why its order lies with a person. */
    MeasureView stuckBecause(@Nullable String why) {
        return new MeasureView(
                id,
                assetId,
                kind,
                state,
                amount,
                actual,
                startsOn,
                endsOn,
                rank,
                ruling,
                inherited,
                excess,
                reason,
                why,
                registeredOn,
                remindOn,
                indivisible);
    }

    /** Whether it holds or waits to hold the asset. */
    public boolean stands() {
        return kind.isControl() && (state.equals("EFFECTIVE") || state.equals("WAITING"));
    }
}
