package cn.sunlit.cases;

import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What cases are sought; null means any.
 *
 * @param court with the courts below it, as far as the caller's reach goes
 * @param officer a login
 * @param debtor a part of a respondent's name
 * @param number a whole number in canonical spelling
 * @param acceptedFrom still running on that day or filed later (受理)
 * @param acceptedTo filed by that day
 */
public record CaseSearch(
        @Nullable CourtCode court,
        @Nullable Stage stage,
        @Nullable Outcome outcome,
        @Nullable String type,
        @Nullable String officer,
        @Nullable String debtor,
        @Nullable String number,
        @Nullable LocalDate filedFrom,
        @Nullable LocalDate filedTo,
        @Nullable LocalDate closedFrom,
        @Nullable LocalDate closedTo,
        @Nullable LocalDate acceptedFrom,
        @Nullable LocalDate acceptedTo) {

    /** All cases of a court. */
    public static CaseSearch of(CourtCode court) {
        return new CaseSearch(court, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** An officer's running cases. */
    public static CaseSearch openOf(CourtCode court, String officer) {
        return new CaseSearch(court, Stage.OPEN, null, null, officer, null, null, null, null, null, null, null, null);
    }
}
