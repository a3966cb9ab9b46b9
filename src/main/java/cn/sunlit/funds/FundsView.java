package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import cn.sunlit.publicity.Audience;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.publicity.Thing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The money of a case as {@code GET /api/cases/{number}/funds} shows it.
 *
 * @param received all that came in and was identified
 * @param paid what has left the bank for the case: to creditors, back to the respondent
 * @param held approved and on its way: payable to creditors or the respondent, or handed to the bank; or kept by a plan of distribution
 * @param planned the part of {@code held} that a plan keeps until it takes effect, on its way to nobody yet
 * @param fee the enforcement fee settled from the receipts
 * @param balance what may be paid out
 * @param frozen by another court or in another case
 * @param deferred put off
 * @param escrow deposited until a dispute is decided
 * @param collected taken in cash, not at the bank yet, and not among what was received
 * @param costs of a sale, paid to whoever is owed them or on their way there
 * @param handed over to another court that had frozen it
 * @param shared with other cases by a plan of distribution
 * @param receipts where each fen of each receipt is; together they are {@code paid + held + fee + frozen + deferred + escrow +
 *     costs + handed + shared + balance}
 * @param holds what lies still and why
 */
public record FundsView(
        Account account,
        Money received,
        Money paid,
        Money held,
        Money planned,
        Money fee,
        Money balance,
        Money frozen,
        Money deferred,
        Money escrow,
        Money collected,
        Money costs,
        Money handed,
        Money shared,
        List<ReceiptView> receipts,
        List<HoldView> holds,
        List<Movement> movements,
        Settlement settlement,
        List<DistributionView> distributions) {

    /** So many movements are shown at once, the newest first asked for. */
    static final int MOST_MOVEMENTS = 200;

    public FundsView {
        receipts = List.copyOf(receipts);
        holds = List.copyOf(holds);
        movements = List.copyOf(movements);
        distributions = List.copyOf(distributions);
    }

    /** What this audience may see of it: what came in, what it cleared and what remains; where the creditors bank only to some. */
    public FundsView openTo(Publicity publicity, @Nullable Audience who) {
        return new FundsView(
                account,
                received,
                paid,
                held,
                planned,
                fee,
                balance,
                frozen,
                deferred,
                escrow,
                collected,
                costs,
                handed,
                shared,
                publicity.open(who, Thing.MOVEMENT) ? receipts : List.of(),
                holds.stream()
                        .filter(h -> h.state().equals("HELD"))
                        .map(HoldView::forParties)
                        .toList(),
                movements.stream()
                        .filter(m -> publicity.open(who, Thing.MOVEMENT))
                        .map(m -> publicity.open(who, Thing.PAYEE_ACCOUNT) ? m : m.withoutBankReference())
                        .toList(),
                settlement,
                distributions.stream().map(d -> d.openTo(publicity, who)).toList());
    }

    /**
     * One posting to an account of the case.
     *
     * @param voucher {@code PZ-12}
     * @param kind the kind of voucher, {@code RECEIPT}
     * @param text the kind in Chinese with the payer or payee
     * @param amount what the sub-account gained or lost, with its sign in {@code direction}
     * @param direction {@code IN} or {@code OUT}
     */
    public record Movement(
            String voucher,
            String kind,
            String text,
            Money amount,
            String direction,
            LocalDate on,
            Instant at,
            @Nullable String bankReference) {

        Movement withoutBankReference() {
            return new Movement(voucher, kind, text, amount, direction, on, at, null);
        }
    }
}
