package cn.sunlit.robot;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.parties.PartyId;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the robot is going to ask, or has asked.
 *
 * @param period what of that reason it is for; once a case, reason and period
 * @param because in Chinese, for the diary
 * @param institutions codes; empty for all that can be asked
 * @param about the one respondent, null for all
 */
record Run(
        long id,
        CaseId caseId,
        CourtCode court,
        Reason reason,
        String period,
        String because,
        Set<String> institutions,
        @Nullable PartyId about,
        LocalDate dueOn) {

    /** One that is not in the plan yet. */
    Run(CaseId caseId, CourtCode court, Reason reason, String period, String because, LocalDate dueOn) {
        this(0, caseId, court, reason, period, because, Set.of(), null, dueOn);
    }

    /** Which inquiry after the end of the procedure it is. */
    int number() {
        return Integer.parseInt(period);
    }
}
