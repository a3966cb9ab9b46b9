package cn.sunlit.portal;

import cn.sunlit.funds.Account;
import cn.sunlit.funds.Settlement;
import cn.sunlit.kernel.Money;
import cn.sunlit.slips.Slip;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The payment slip of a respondent: what is owed today to the fen and where to pay it.
 *
 * @param account the payer's own
 * @param slip null where it cannot be told for which respondent the reader acts
 */
record PortalPaymentPage(
        PortalHead head, Account account, @Nullable Slip slip, Money owed, Settlement settlement, LocalDate today)
        implements Screen {
    @Override
    public String title() {
        return "怎样还款";
    }
}
