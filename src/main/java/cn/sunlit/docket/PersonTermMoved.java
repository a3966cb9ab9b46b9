package cn.sunlit.docket;

import cn.sunlit.kernel.CaseId;
import java.time.LocalDate;

/** The last day of a person's term came out differently: its start was corrected, or the holidays were published. */
public record PersonTermMoved(CaseId caseId, String subject, LocalDate dueOn) {}
