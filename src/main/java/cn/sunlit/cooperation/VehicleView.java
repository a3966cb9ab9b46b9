package cn.sunlit.cooperation;

import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle of a case with its way.
 *
 * @param plate masked
 * @param asset the asset on which it is held
 * @param state WANTED, HELD, IN_YARD, READY or RETURNED
 * @param returnDueSince since when no hold stands on it any more, so that it must go back
 * @param costs what was spent on it
 */
public record VehicleView(
        long id,
        String plate,
        String owner,
        String description,
        @Nullable Long asset,
        String state,
        @Nullable LocalDate returnDueSince,
        Money costs,
        List<Done> steps) {

    /** One step that was done. */
    public record Done(
            long id,
            VehicleStep.Step step,
            Instant at,
            String place,
            @Nullable String keeper,
            @Nullable Integer odometerKm,
            @Nullable String items,
            @Nullable String handedBy,
            @Nullable String receivedBy,
            @Nullable Money cost,
            List<Long> photos) {}

    public VehicleView {
        steps = List.copyOf(steps);
    }

    /** The state in words. */
    public String stateZh() {
        return switch (state) {
            case "WANTED" -> "查找中";
            case "HELD" -> "已扣留，待入场";
            case "IN_YARD" -> "在停车场";
            case "READY" -> "可以评估";
            default -> "已返还";
        };
    }
}
