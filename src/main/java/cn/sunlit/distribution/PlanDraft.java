package cn.sunlit.distribution;

import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.Shares;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an officer fills in to open a plan.
 *
 * @param debtor key of the respondent whose money it is; null where the case has one alone
 * @param asset whose proceeds they are; null for another source
 * @param asOf the day up to which interest is counted: when the money was deducted or the sale took effect
 * @param solvency why an enterprise does not go into bankruptcy
 * @param hosting why this court distributes
 */
record PlanDraft(
        @Nullable Long debtor,
        @Nullable DebtorKind debtorKind,
        Shares.@Nullable Rule rule,
        @Nullable Money pool,
        @Nullable LocalDate asOf,
        @Nullable String source,
        @Nullable Long asset,
        @Nullable String solvency,
        @Nullable String hosting) {}
