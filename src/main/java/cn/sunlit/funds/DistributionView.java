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
 * @param awaits who must approve next, {@code 执行局局长}; null when nobody has to any more
 * @param approvalGrounds why it is they
 * @param steps who has approved below the last
 * @param hints what was found about payees
 * @param ground why it is paid in spite of it
 * @param payees how many lines there are; {@code lines} holds the first {@value #MOST_LINES}
 * @param listed whether the payees come from a list
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
        @Nullable String awaits,
        List<String> approvalGrounds,
        List<Step> steps,
        List<Hint> hints,
        @Nullable String ground,
        int payees,
        boolean listed,
        List<Line> lines) {

    /** A list of 17,000 is paged through on its own page. */
    static final int MOST_LINES = 50;

    public DistributionView {
        approvalGrounds = List.copyOf(approvalGrounds);
        steps = List.copyOf(steps);
        hints = List.copyOf(hints);
        lines = List.copyOf(lines);
    }

    /** Those who are paid: the fee is a line, and nobody's. It is among the first. */
    public int recipients() {
        return payees - (int) lines.stream().filter(l -> l.kind().equals("FEE")).count();
    }

    /** An approval below the last. */
    public record Step(String level, String by, Instant at) {}

    /**
     * What was found about a payee.
     *
     * @param kind {@code DEBTOR}, {@code SHARED_ACCOUNT}, {@code NEW_ACCOUNT} or {@code CARD_NUMBER}
     * @param must whether it must be answered with a ground before it is proposed
     */
    public record Hint(String kind, String payee, String text, boolean must) {}

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
                awaits,
                approvalGrounds,
                steps,
                who == null ? hints : List.of(),
                who == null ? ground : null,
                payees,
                listed,
                // Who the members of a represented group are is nothing to the respondent.
                (listed && who == Audience.RESPONDENT
                                ? lines.stream().filter(l -> !l.kind().equals("CREDITOR"))
                                : lines.stream())
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
