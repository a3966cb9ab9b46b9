package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A distribution of a case's money (案款发放) with its lines and where each stands.
 *
 * @param state {@code PROPOSED}, {@code APPROVED}, {@code PAID}, {@code PAY_FAILED} or {@code SUPERSEDED}
 */
public record DistributionView(
        long id,
        String caseNumber,
        String state,
        String stateZh,
        Money total,
        String proposedBy,
        Instant proposedAt,
        @Nullable String approvedBy,
        @Nullable Instant approvedAt,
        List<Line> lines) {
    public DistributionView {
        lines = List.copyOf(lines);
    }

    /** Without the banks and accounts of the creditors; a refund to the respondent keeps its own. */
    DistributionView forRespondent() {
        return new DistributionView(
                id,
                caseNumber,
                state,
                stateZh,
                total,
                proposedBy,
                proposedAt,
                approvedBy,
                approvedAt,
                lines.stream().map(Line::forRespondent).toList());
    }

    /**
     * One payee's line; the account number is masked.
     *
     * @param kind {@code CREDITOR}, {@code FEE} or {@code REFUND}
     * @param state of the payment, empty where nothing goes through the bank
     */
    public record Line(
            long id,
            String kind,
            String payee,
            @Nullable String bank,
            @Nullable String account,
            Money amount,
            Money toCosts,
            Money toInterest,
            Money toPrincipal,
            Money toDouble,
            String state,
            String stateZh,
            @Nullable String because) {

        Line forRespondent() {
            boolean own = kind.equals("REFUND");
            return new Line(
                    id,
                    kind,
                    payee,
                    own ? bank : null,
                    own ? account : null,
                    amount,
                    toCosts,
                    toInterest,
                    toPrincipal,
                    toDouble,
                    state,
                    stateZh,
                    own ? because : null);
        }
    }
}
