package cn.sunlit.statutes;

import cn.sunlit.kernel.Money;
import java.util.List;

/**
 * The state of a debt after its receipts.
 *
 * @param receipts in the order of time
 * @param refund what was received beyond the whole debt, to go back to the debtor
 * @param total what remains of costs, interest, principal and the doubled part together
 */
public record ClearingResult(
        List<Cleared> receipts,
        Money remainingCosts,
        Money remainingInterest,
        Money remainingPrincipal,
        Money remainingDouble,
        Money refund,
        Money total,
        List<Explanation> explanations) {
    public ClearingResult {
        receipts = List.copyOf(receipts);
        explanations = List.copyOf(explanations);
    }
}
