package cn.sunlit.docket;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A docket to be opened.
 *
 * @param owner log-in of the officer who is to do the nodes, null while nobody is
 */
public record NewDocket(
        CaseId id, CourtCode court, LocalDate on, @Nullable String owner) {}
