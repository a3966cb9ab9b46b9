package cn.sunlit.distribution;

import cn.sunlit.kernel.CaseId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on whom a plan is served.
 *
 * @param version of the plan
 * @param caseId in which case of this court; null for a creditor from elsewhere
 * @param party key in that case
 * @param dueOn the last day to object
 */
record Recipient(
        long id,
        long plan,
        int version,
        boolean debtor,
        @Nullable CaseId caseId,
        @Nullable Long party,
        String name,
        @Nullable LocalDate servedOn,
        @Nullable String how,
        @Nullable LocalDate dueOn) {}
