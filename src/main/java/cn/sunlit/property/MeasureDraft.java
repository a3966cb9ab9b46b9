package cn.sunlit.property;

import cn.sunlit.kernel.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an officer wants to order.
 *
 * @param amount needed for money: what is frozen or transferred
 * @param reason why a hold is lifted while the debt stands; otherwise free
 * @param indivisible why a thing worth more than the debt is held as a whole (不可分物); otherwise empty
 */
@Schema(example = "{\"kind\":\"FREEZE\",\"assetId\":1,\"amount\":\"80000.00\"}")
public record MeasureDraft(
        @Nullable MeasureKind kind,
        @Nullable Long assetId,
        @Nullable Money amount,
        @Nullable String reason,
        @Nullable String indivisible) {

    /** A draft about money, or about a thing within the debt. */
    public MeasureDraft(
            @Nullable MeasureKind kind, @Nullable Long assetId, @Nullable Money amount, @Nullable String reason) {
        this(kind, assetId, amount, reason, null);
    }
}
