package cn.sunlit.distribution;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The head of a plan.
 *
 * @param solvency why an enterprise does not go into bankruptcy
 * @param hosting why this court distributes
 * @param asset whose proceeds they are, where the register of assets knows it
 * @param pool what is distributed, costs included
 * @param asOf the day up to which interest is counted
 * @param version drawn up last
 * @param decidedVersion in force
 * @param amends the objection whose opinion the version under approval follows, zero for another ground, null for none
 */
record Plan(
        long id,
        CaseId caseId,
        CaseNumber caseNumber,
        CourtCode court,
        long debtorParty,
        String debtor,
        DebtorKind debtorKind,
        @Nullable String solvency,
        String hosting,
        String source,
        @Nullable Long asset,
        Money pool,
        LocalDate asOf,
        PlanState state,
        int version,
        @Nullable Integer decidedVersion,
        @Nullable Long amends,
        String openedName,
        @Nullable String proposedBy,
        @Nullable String proposedName,
        @Nullable String decidedBy,
        @Nullable String decidedName,
        @Nullable LocalDate decidedOn,
        @Nullable Long documentId,
        @Nullable LocalDate effectiveOn,
        @Nullable String endedBecause) {

    /** The version that counts for those outside: in force, else drawn up last. */
    int shown() {
        return decidedVersion == null ? version : decidedVersion;
    }
}
