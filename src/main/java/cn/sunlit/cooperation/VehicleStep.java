package cn.sunlit.cooperation;

import cn.sunlit.kernel.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a vehicle.
 *
 * @param at when; now where nothing is said
 * @param place where it was found, the yard, what the cost is for, or to whom it was returned
 * @param keeper who answers for it in the yard
 * @param items what lies in it, and its scratches
 * @param handedBy the name under which it was handed over
 * @param receivedBy the name under which it was received
 * @param cost of towing, keeping and the like
 */
@Schema(
        example =
                "{\"step\":\"IN_YARD\",\"place\":\"涉案车辆停车场\",\"keeper\":\"场管员甲\",\"odometerKm\":45210,\"items\":\"行驶证一本、备胎一个\",\"handedBy\":\"法官甲\",\"receivedBy\":\"场管员甲\"}")
public record VehicleStep(
        @Nullable Step step,
        @Nullable Instant at,
        @Nullable String place,
        @Nullable String keeper,
        @Nullable Integer odometerKm,
        @Nullable String items,
        @Nullable String handedBy,
        @Nullable String receivedBy,
        @Nullable Money cost) {

    /** The steps in their order; costs may arise at any time from the holding on. */
    public enum Step {
        HELD("查获扣留", "查获的地点"),
        IN_YARD("交停车场保管", "停车场"),
        COST("登记费用", "费用名目"),
        READY("可以评估", "查看车辆的地点"),
        RETURNED("返还", "领车的人和地点");

        private final String zh;
        private final String placeZh;

        Step(String zh, String placeZh) {
            this.zh = zh;
            this.placeZh = placeZh;
        }

        public String zh() {
            return zh;
        }

        String placeZh() {
            return placeZh;
        }
    }
}
