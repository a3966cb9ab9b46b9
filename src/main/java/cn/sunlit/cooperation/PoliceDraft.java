package cn.sunlit.cooperation;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an officer asks of the police.
 *
 * @param respondent whom or whose vehicle; unnecessary where there is one respondent
 * @param penalty the approved detention, for HOLD_PERSON alone
 * @param plate of the vehicle, for the two kinds about vehicles
 * @param description of the vehicle: colour, make
 * @param places where to look, sealed at rest
 * @param days for how long the police look; the product's own default where nothing is said
 */
@Schema(example = "{\"kind\":\"FIND_PERSON\",\"reason\":\"下落不明，传唤不到\",\"urgent\":false}")
public record PoliceDraft(
        @Nullable RequestKind kind,
        @Nullable Long respondent,
        @Nullable Long penalty,
        @Nullable String plate,
        @Nullable String description,
        @Nullable String reason,
        @Nullable String places,
        @Nullable Boolean urgent,
        @Nullable Integer days) {}
