package cn.sunlit.sanctions;

import org.jspecify.annotations.Nullable;

/**
 * What an officer proposes.
 *
 * @param respondent the key of the respondent; unnecessary where there is one respondent
 * @param ground LISTED and NOT_PERFORMED for a restriction, the six of the law for a listing
 * @param facts what the ground consists of, for the document
 */
public record SanctionDraft(
        @Nullable SanctionKind kind,
        @Nullable Long respondent,
        @Nullable Ground ground,
        @Nullable String facts) {}
