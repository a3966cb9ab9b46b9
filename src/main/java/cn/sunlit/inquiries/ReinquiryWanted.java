package cn.sunlit.inquiries;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.util.Set;

/**
 * Something came up in a case for which institutions should be asked again (a clue that was found true); published in the
 * transaction in which it came up. The robot takes it into its plan.
 *
 * @param reason what came up, in Chinese
 * @param institutions codes; empty for all that can be asked
 */
public record ReinquiryWanted(CaseId caseId, CourtCode court, String reason, Set<String> institutions) {}
