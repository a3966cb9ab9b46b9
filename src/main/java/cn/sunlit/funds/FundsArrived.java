package cn.sunlit.funds;

import cn.sunlit.kernel.CaseId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that one message of the bank brought to cases, or one claim, published once after its {@link FundsReceived}: for
 * those who must ask the database about each case and can ask about all of them at once. Who listens to one of the two does
 * not listen to the other.
 */
public record FundsArrived(List<FundsReceived> receipts) {
    public FundsArrived {
        receipts = List.copyOf(receipts);
    }

    /** Their cases, each once. */
    public Set<CaseId> cases() {
        return receipts.stream().map(FundsReceived::caseId).collect(Collectors.toSet());
    }
}
