package cn.sunlit.cases;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A case as one line of a list.
 *
 * @param claimed principal and costs applied for
 * @param applicants the first three names
 * @param takenOverBy the court that loaded it as an existing case
 */
public record CaseLine(
        CaseId id,
        CaseNumber number,
        CourtCode court,
        CaseType type,
        Stage stage,
        @Nullable Outcome outcome,
        @Nullable LocalDate filedOn,
        @Nullable LocalDate closedOn,
        @Nullable String officer,
        @Nullable String cause,
        Money claimed,
        @Nullable String applicants,
        @Nullable String respondents,
        boolean imported,
        @Nullable CourtCode takenOverBy) {}
