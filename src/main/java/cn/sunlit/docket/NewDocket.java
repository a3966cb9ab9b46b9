package cn.sunlit.docket;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A docket to be opened.
 *
 * @param on the day from which its nodes may be done
 * @param filedOn the day of filing, which decides on the version of the catalogue
 * @param owner log-in of the officer who is to do the nodes, null while nobody is
 * @param takenOver whether the case ran elsewhere before, so that what it has done is not known node by node
 * @param kind for which the catalogue may have other periods, {@link #NON_LITIGATION_ADMINISTRATIVE}; null for ordinary cases
 */
public record NewDocket(
        CaseId id,
        CourtCode court,
        LocalDate on,
        LocalDate filedOn,
        @Nullable String owner,
        boolean takenOver,
        @Nullable String kind) {

    /** 非诉行政执行: an administrative decision is enforced without a lawsuit. */
    public static final String NON_LITIGATION_ADMINISTRATIVE = "NON_LITIGATION_ADMINISTRATIVE";

    /** An ordinary case, filed on the day from which its nodes may be done. */
    public NewDocket(CaseId id, CourtCode court, LocalDate on, @Nullable String owner) {
        this(id, court, on, on, owner, false, null);
    }
}
