package cn.sunlit.funds;

import cn.sunlit.kernel.CourtCode;
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

    private final FundsStore store;
    private final PaymentStore payments;
    private final Distributions distributions;
    private final SuspenseDesk suspense;
    private final Days days;
    private final DayStore dayStore;
    private final CutOff cutOff;
    private final Clock clock;

    CashierDesk(
            FundsStore store,
            PaymentStore payments,
            Distributions distributions,
            SuspenseDesk suspense,
            Days days,
            DayStore dayStore,
            CutOff cutOff,
            Clock clock) {
        this.cutOff = cutOff;
        this.days = days;
        this.dayStore = dayStore;
        this.store = store;
        this.payments = payments;
        this.distributions = distributions;
        this.suspense = suspense;
        this.clock = clock;
    }

    /** The last day up to this one of which the bank has sent a statement; this day itself where it has sent none. */
    Reconciliation reconcile(CourtCode court, LocalDate day) {
        LocalDate of =
                dayStore.lastStatement(court, day).map(DayStore.BankDay::day).orElse(day);
        DayReport report = days.reportOf(court, of);
        return new Reconciliation(
                day,
                report.bank() == null ? null : of,
                report.bank(),
                report.closing().sum(),
                report.difference(),
                report.agrees(),
                report.differences());
    }

    CashierPage page(CourtCode court, @Nullable String trouble) {
        LocalDate today = LocalDate.now(clock);
        return new CashierPage(
                today,
                store.recent(court, today.minusDays(2)),
                suspense.ages(court),
                suspense.oldest(court, 5),
                store.openClaims(court),
                payments.inState(court, List.of(States.Distribution.PROPOSED)).stream()
                        .map(distributions::view)
                        .toList(),
                payments.inState(court, List.of(States.Distribution.PAY_FAILED)).stream()
                        .map(distributions::view)
                        .toList(),
                payments.underWay(court),
                reconcile(court, today),
                cutOff,
                trouble);
    }
}
