package cn.sunlit.distribution;

import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.Shares;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A claim of somebody who has no case here, or a cost.
 *
 * @param title the number of the title or the case of elsewhere
 * @param basis the title, or what the priority rests on
 */
record ClaimDraft(
        @Nullable String creditor,
        Shares.@Nullable Rank rank,
        @Nullable Money costs,
        @Nullable Money interest,
        @Nullable Money principal,
        @Nullable Money doubled,
        @Nullable LocalDate since,
        @Nullable Integer seizureRank,
        @Nullable LocalDate seizedOn,
        @Nullable LocalDate appliedOn,
        @Nullable String title,
        @Nullable String basis,
        boolean adjudicated,
        @Nullable String payeeName,
        @Nullable String payeeBank,
        @Nullable String payeeAccount) {}
