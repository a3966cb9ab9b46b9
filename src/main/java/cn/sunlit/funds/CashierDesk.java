package cn.sunlit.funds;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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
    private final Candidates candidates;
    private final Days days;
    private final DayStore dayStore;
    private final Clock clock;

    CashierDesk(
            FundsStore store,
            PaymentStore payments,
            Distributions distributions,
            Candidates candidates,
            Days days,
            DayStore dayStore,
            Clock clock) {
        this.days = days;
        this.dayStore = dayStore;
        this.store = store;
        this.payments = payments;
        this.distributions = distributions;
        this.candidates = candidates;
        this.clock = clock;
    }

    /**
     * Money without a name.
     *
     * @param days for how many days it has been lying here
     * @param late whether the three days for claiming are over
     */
    record Unknown(
            long id,
            Money amount,
            LocalDate bookedOn,
            @Nullable String payer,
            @Nullable String remark,
            @Nullable String namedAccount,
            long days,
            boolean late,
            List<Candidates.Candidate> candidates) {}

    List<Unknown> suspense(CourtCode court) {
        LocalDate today = LocalDate.now(clock);
        return store.suspense(court).stream()
                .map(r -> {
                    long days = ChronoUnit.DAYS.between(r.bookedOn(), today);
                    return new Unknown(
                            r.id(),
                            r.amount(),
                            r.bookedOn(),
                            r.payer(),
                            r.remark(),
                            r.namedAccount(),
                            days,
                            days > 3,
                            candidates.of(r));
                })
                .toList();
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
                suspense(court),
                store.openClaims(court),
                payments.inState(court, List.of(States.Distribution.PROPOSED)).stream()
                        .map(distributions::view)
                        .toList(),
                payments.inState(court, List.of(States.Distribution.PAY_FAILED)).stream()
                        .map(distributions::view)
                        .toList(),
                payments.underWay(court),
                reconcile(court, today),
                trouble);
    }
}
