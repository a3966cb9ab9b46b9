package cn.sunlit.portal;

import cn.sunlit.funds.DistributionView;
import cn.sunlit.funds.FundsView;
import cn.sunlit.instalments.InstalmentPlan;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The creditor's money on the phone.
 *
 * @param dueOn until when what has arrived must be paid out; null when nothing waits
 * @param plan by which the debt is paid in parts; null when there is none
 */
record PortalMoneyPage(
        PortalHead head,
        FundsView funds,
        @Nullable LocalDate dueOn,
        @Nullable InstalmentPlan plan) implements Screen {

    @Override
    public String title() {
        return "案款";
    }

    /** Those that count, the newest first. */
    List<DistributionView> payments() {
        return funds.distributions().reversed().stream()
                .filter(d -> !d.state().equals("SUPERSEDED"))
                .toList();
    }

    /** What lies there and is in no proposal yet. */
    boolean waits() {
        return funds.balance().isPositive()
                && funds.distributions().stream().noneMatch(d -> d.state().equals("PROPOSED"));
    }
}
