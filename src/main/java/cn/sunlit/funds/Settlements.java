package cn.sunlit.funds;

import cn.sunlit.cases.Cases;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.statutes.Payment;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** The settlement of a case from its title and its receipts. */
@Component
class Settlements {

    private final FundsStore store;
    private final Cases cases;

    Settlements(FundsStore store, Cases cases) {
        this.store = store;
        this.cases = cases;
    }

    Settlement of(CaseId id, LocalDate on) {
        return CaseSettlement.settle(
                cases.debt(id),
                store.received(id).stream()
                        .map(r -> new Payment(r.interestUntil(), r.amount()))
                        .toList(),
                on);
    }

    /** Whether debt and fee are covered and everything has been paid out that belongs to somebody. */
    boolean cleared(CaseId id, LocalDate on) {
        FundsStore.Sums sums = store.sums(id);
        Settlement s = of(id, on);
        return s.covered()
                && sums.held().isZero()
                && sums.still().isZero()
                && sums.balance().compareTo(s.refund()) <= 0;
    }
}
