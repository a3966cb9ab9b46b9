package cn.sunlit.funds;

import cn.sunlit.alerts.ConcernView;
import cn.sunlit.bank.CutOff;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.reconciliation.Reconciliation;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cashier's desk: receipts, money without a name, claims and distributions that wait, payments under way. */
public record CashierPage(
        LocalDate today,
        List<FundsStore.RecentReceipt> receipts,
        SuspenseStore.Ages ages,
        List<SuspenseDesk.Unknown> oldest,
        List<FundsStore.WaitingClaim> claims,
        List<PaymentStore.Distribution> waiting,
        List<OverviewStore.Failed> failed,
        List<PaymentStore.UnderWay> underWay,
        Reconciliation reconciliation,
        CutOff cutOff,
        DeskOverview overview,
        List<OverviewStore.Second> second,
        List<HoldStore.Hold> holds,
        List<CashView> cash,
        List<ConcernView> concerns,
        @Nullable String trouble)
        implements Screen {

    /** The day of its value, where a payment went out after the bank's cut-off; else null. */
    @Nullable
    LocalDate late(PaymentStore.UnderWay payment) {
        LocalDate value = cutOff.valueOf(payment.createdAt());
        return value.equals(payment.createdAt().atZone(TimeConfiguration.ZONE).toLocalDate()) ? null : value;
    }

    @Override
    public String title() {
        return "案款";
    }

    @Override
    public int httpStatus() {
        return trouble == null ? 200 : 422;
    }

    /** By when somebody must look at it again; what is not booked yet has no such day. */
    @Nullable
    LocalDate lookBy(HoldStore.Hold h) {
        return h.state().equals("HELD") ? HoldRules.lookBy(h.lookedOn()) : null;
    }

    String stateOf(HoldStore.Hold h) {
        return HoldViews.zh(h);
    }

    Money onTheWay() {
        return Money.sum(underWay.stream().map(PaymentStore.UnderWay::amount).toList());
    }
}
