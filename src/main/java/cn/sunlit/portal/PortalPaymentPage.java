package cn.sunlit.portal;

import cn.sunlit.funds.Account;
import cn.sunlit.funds.Settlement;
import cn.sunlit.kernel.Money;
import cn.sunlit.web.Screen;
import java.time.LocalDate;

/** The payment slip of a respondent: what is owed today to the fen and where to pay it. */
record PortalPaymentPage(PortalHead head, Account account, Money owed, Settlement settlement, LocalDate today)
        implements Screen {
    @Override
    public String title() {
        return "怎样还款";
    }
}
