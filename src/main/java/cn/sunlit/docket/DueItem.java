package cn.sunlit.docket;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;

/** One open node with a last day, for the day of the person who must do it. */
public record DueItem(
        CaseId caseId, CourtCode court, String code, String name, LocalDate dueOn, Alert alert, String authority) {}
