package cn.sunlit.sanctions;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an officer proposes.
 *
 * @param respondent the key of the respondent; unnecessary where there is one respondent
 * @param ground LISTED and NOT_PERFORMED for a restriction, the six of the law for a listing
 * @param facts what the ground consists of, for the document
 */
@Schema(example = "{\"kind\":\"CONSUMPTION_RESTRICTION\",\"ground\":\"NOT_PERFORMED\",\"facts\":\"执行通知指定的期间届满仍未履行\"}")
public record SanctionDraft(
        @Nullable SanctionKind kind,
        @Nullable Long respondent,
        @Nullable Ground ground,
        @Nullable String facts) {}
