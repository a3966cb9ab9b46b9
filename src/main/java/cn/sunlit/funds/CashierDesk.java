package cn.sunlit.funds;

import cn.sunlit.alerts.Concerns;
import cn.sunlit.bank.CutOff;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.reconciliation.Days;
import cn.sunlit.settings.Holidays;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What lies on the cashier's desk. */
@Component
@Transactional(readOnly = true)
class CashierDesk {

    /** So many cases with undisposed money are listed, the oldest first. */
    private static final int LYING = 50;

    private static final int CONCERNS = 100;

    private final FundsStore store;
    private final PaymentStore payments;
    private final SuspenseDesk suspense;
    private final Days days;
    private final CutOff cutOff;
    private final OverviewStore desk;
    private final HoldStore holds;
    private final CashStore cash;
    private final Holidays holidays;
    private final Concerns concerns;
    private final Clock clock;

    CashierDesk(
            FundsStore store,
            PaymentStore payments,
            SuspenseDesk suspense,
            Days days,
            CutOff cutOff,
            OverviewStore desk,
            HoldStore holds,
            CashStore cash,
            Holidays holidays,
            Concerns concerns,
            Clock clock) {
        this.cutOff = cutOff;
        this.desk = desk;
        this.holds = holds;
        this.cash = cash;
        this.holidays = holidays;
        this.concerns = concerns;
        this.days = days;
        this.store = store;
        this.payments = payments;
        this.suspense = suspense;
        this.clock = clock;
    }

    CashierPage page(CourtCode court, @Nullable String trouble) {
        LocalDate today = LocalDate.now(clock);
        return new CashierPage(
                today,
                store.recent(court, today.minusDays(2)),
                suspense.ages(court),
                suspense.oldest(court, 5),
                store.openClaims(court),
                payments.inState(court, List.of(States.Distribution.PROPOSED)),
                desk.failed(court),
                payments.underWay(court),
                days.reconcile(court, today),
                cutOff,
                DeskOverview.of(
                        desk.waiting(court, today), desk.unpaid(court, LYING + 1), LYING, today, holidays.calendar()),
                desk.second(court),
                holds.open(court),
                cash.notBanked(court).stream().map(t -> CashView.of(t, today)).toList(),
                concerns.ofCourt(court, CONCERNS),
                trouble);
    }
}
