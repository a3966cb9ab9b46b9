package cn.sunlit.garnishment;

import cn.sunlit.funds.FundsReceived;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks at the receipts of those cases only that wait for a third person's money. */
@Component
class ThirdPersonsMoney {

    private final ClaimStore store;
    private final MaturedClaims claims;
    private final Incomes incomes;

    ThirdPersonsMoney(ClaimStore store, MaturedClaims claims, Incomes incomes) {
        this.store = store;
        this.claims = claims;
        this.incomes = incomes;
    }

    @EventListener
    void received(FundsReceived received) {
        if (store.waitsForMoney(received.caseId())) {
            claims.received(received);
            incomes.received(received);
        }
    }
}
