package cn.sunlit.garnishment;

import cn.sunlit.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * What an officer writes to open the enforcement of a claim.
 *
 * @param party the respondent who has the claim
 * @param askedBy APPLICANT or RESPONDENT
 */
record ClaimDraft(
        long party,
        String third,
        String basis,
        boolean judged,
        String askedBy,
        @Nullable Money amount) {}
