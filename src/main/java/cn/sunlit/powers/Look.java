package cn.sunlit.powers;

import cn.sunlit.kernel.CourtCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An urgent look at one case.
 *
 * @param reasonable what the review found; null before it
 */
record Look(
        long id,
        String number,
        CourtCode court,
        String login,
        String name,
        String reason,
        Instant beginsAt,
        Instant endsAt,
        @Nullable Boolean reasonable,
        @Nullable String remark,
        @Nullable String reviewedName) {

    boolean isReviewed() {
        return reasonable != null;
    }

    String verdict() {
        return reasonable == null ? "待审查" : reasonable ? "合理" : "不合理";
    }
}
