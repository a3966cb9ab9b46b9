package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import cn.sunlit.publicity.Audience;
import cn.sunlit.publicity.Fact;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.publicity.Thing;
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

    /** Without the banks and accounts that are not open to this audience; a refund is about the respondent itself. */
    DistributionView openTo(Publicity publicity, @Nullable Audience who) {
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
                lines.stream()
                        .map(line -> publicity.open(
                                        who,
                                        Thing.PAYEE_ACCOUNT,
                                        Fact.OWN,
                                        who == Audience.RESPONDENT
                                                && line.kind().equals("REFUND"))
                                ? line
                                : line.withoutAccount())
                        .toList());
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

        Line withoutAccount() {
            return new Line(
                    id,
                    kind,
                    payee,
                    null,
                    null,
                    amount,
                    toCosts,
                    toInterest,
                    toPrincipal,
                    toDouble,
                    state,
                    stateZh,
                    null);
        }
    }
}
