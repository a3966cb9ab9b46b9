package cn.sunlit.distribution;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.Shares;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One claim of a plan as it is put in.
 *
 * @param no its number, the same in all versions
 * @param caseId the case of this court that claims; null for a creditor from elsewhere and for a cost
 * @param caseNumber of that case, or of the title of elsewhere, as text
 * @param basis the title, or what the priority rests on
 * @param fee whether it is the court's own enforcement fee
 */
record Entry(
        int no,
        @Nullable CaseId caseId,
        @Nullable String caseNumber,
        String creditor,
        Shares.Rank rank,
        Money costs,
        Money interest,
        Money principal,
        Money doubled,
        @Nullable LocalDate since,
        int seizureRank,
        @Nullable LocalDate seizedOn,
        @Nullable LocalDate appliedOn,
        String basis,
        boolean adjudicated,
        boolean fee) {

    Shares.Claim claim() {
        return new Shares.Claim(
                no,
                creditor,
                rank,
                new Shares.Parts(costs, interest, principal, doubled),
                since,
                seizureRank,
                appliedOn,
                adjudicated,
                Money.ZERO);
    }

    Money total() {
        return costs.plus(interest).plus(principal).plus(doubled);
    }

    /** Whether somebody stands behind it on whom the plan must be served. */
    boolean hasCreditor() {
        return rank.owed();
    }

    /** The case by its number, where there is one of this court. */
    @Nullable
    CaseNumber number() {
        return caseId == null || caseNumber == null ? null : CaseNumber.parseAnyForm(caseNumber);
    }

    Entry numbered(int other) {
        return new Entry(
                other,
                caseId,
                caseNumber,
                creditor,
                rank,
                costs,
                interest,
                principal,
                doubled,
                since,
                seizureRank,
                seizedOn,
                appliedOn,
                basis,
                adjudicated,
                fee);
    }
}
