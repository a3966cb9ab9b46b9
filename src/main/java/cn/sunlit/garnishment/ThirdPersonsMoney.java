package cn.sunlit.garnishment;

import cn.sunlit.funds.FundsArrived;
import cn.sunlit.funds.FundsReceived;
import cn.sunlit.kernel.CaseId;
import java.util.Set;
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
    void received(FundsArrived arrived) {
        Set<CaseId> waiting = store.waitingForMoney(arrived.cases());
        for (FundsReceived received : arrived.receipts()) {
            if (waiting.contains(received.caseId())) {
                claims.received(received);
                incomes.received(received);
            }
        }
    }
}
