package cn.sunlit.funds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A claim on money without a name (不明款认领): proposed by one person, confirmed by another.
 *
 * @param state {@code PROPOSED}, {@code CONFIRMED} or {@code REFUSED}
 */
public record ClaimView(
        long id,
        long receipt,
        String caseNumber,
        String reason,
        String state,
        String proposedBy,
        Instant proposedAt,
        @Nullable String confirmedBy) {}
