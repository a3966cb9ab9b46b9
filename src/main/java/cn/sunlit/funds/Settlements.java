package cn.sunlit.funds;

import cn.sunlit.cases.Cases;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.Debt;
import cn.sunlit.statutes.Payment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
        return to(id).apply(on);
    }

    /** Without what was given up to plans of distribution: that is of the money that came last, the rest was paid out before. */
    private static List<Payment> keptOf(List<FundsStore.Received> all) {
        Money gone = Money.sum(of(all, "POOL").stream().map(Payment::amount).toList());
        List<Payment> kept = new ArrayList<>();
        for (Payment receipt : of(all, "RECEIPT").reversed()) {
            Money part = gone.min(receipt.amount());
            gone = gone.minus(part);
            Money rest = receipt.amount().minus(part);
            if (rest.isPositive()) {
                kept.add(new Payment(receipt.date(), rest));
            }
        }
        return kept.reversed();
    }

    private static List<Payment> of(List<FundsStore.Received> all, String what) {
        return all.stream()
                .filter(r -> r.what().equals(what))
                .map(r -> new Payment(r.interestUntil(), r.amount()))
                .toList();
    }

    /** The same for several days: the case is asked once, when the first day is. */
    Function<LocalDate, Settlement> to(CaseId id) {
        List<Debt> debt = new ArrayList<>();
        List<FundsStore.Received> all = new ArrayList<>();
        return on -> {
            if (debt.isEmpty()) {
                debt.add(cases.debt(id));
                all.addAll(store.received(id));
            }
            return CaseSettlement.settle(debt.getFirst(), keptOf(all), of(all, "SHARE"), on);
        };
    }

    /** Whether all that came is less than the principal alone; what was given up to plans of distribution makes it only less. */
    private boolean fallsShort(CaseId id, FundsStore.Sums sums) {
        return sums.received().compareTo(cases.debt(id).principal()) < 0;
    }

    /** Whether debt and fee are covered and everything has been paid out that belongs to somebody. */
    boolean cleared(CaseId id, LocalDate on) {
        FundsStore.Sums sums = store.sums(id);
        // Most money leaves the greater part of a debt: then nobody reckons through all that ever came.
        if (sums.held().isPositive() || sums.still().isPositive() || fallsShort(id, sums)) {
            return false;
        }
        Settlement s = of(id, on);
        return s.covered() && sums.balance().compareTo(s.refund()) <= 0;
    }
}
