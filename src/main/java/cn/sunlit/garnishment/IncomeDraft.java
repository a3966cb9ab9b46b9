package cn.sunlit.garnishment;

import cn.sunlit.kernel.Money;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * What an officer writes to have an income withheld.
 *
 * @param persons the respondent and those whom it supports
 * @param monthly what is withheld each month; null for as much as may be
 * @param first the first month
 */
record IncomeDraft(
        long party,
        String payer,
        IncomeKind kind,
        @Nullable Money income,
        int persons,
        @Nullable Money monthly,
        @Nullable YearMonth first) {}
