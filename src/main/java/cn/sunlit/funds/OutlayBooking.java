package cn.sunlit.funds;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.ledger.AccountKind;
import cn.sunlit.ledger.Books;
import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** From which account an outlay of a case is paid, and what its end means for what was frozen. */
@Component
class OutlayBooking {

    private final OutlayStore store;
    private final HoldStore holds;
    private final Books books;
    private final Clock clock;

    OutlayBooking(OutlayStore store, HoldStore holds, Books books, Clock clock) {
        this.store = store;
        this.holds = holds;
        this.books = books;
        this.clock = clock;
    }

    private static boolean isCost(ReturnStore.Return r) {
        return "COST".equals(r.kind());
    }

    static String zh(ReturnStore.Return r) {
        return isCost(r) ? "变价实际费用" : "移交冻结法院";
    }

    /** Where the money lies as long as the bank has not paid it. */
    static String lies(ReturnStore.Return r) {
        return isCost(r) ? "变价实际费用账户" : "冻结账户";
    }

    long source(ReturnStore.Return r) {
        CaseId id = Objects.requireNonNull(r.caseId(), "an outlay of no case");
        return books.account(r.court(), isCost(r) ? AccountKind.COSTS : AccountKind.FROZEN, id, null, clock.instant());
    }

    void paid(ReturnStore.Return r) {
        if (r.hold() != null
                && holds.lock(r.hold()).filter(h -> h.left().isZero()).isPresent()) {
            holds.end(r.hold());
        }
    }

    /** What was to be handed over is frozen as before. */
    void notPaid(ReturnStore.Return r) {
        if (r.hold() != null) {
            store.reopen(r.hold());
        }
    }
}
