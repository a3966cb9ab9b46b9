package cn.sunlit.inquiries;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;

/**
 * Every institution of one round of inquiries has answered or was handed to a person (人工处理); published in the
 * transaction that read the last answer.
 */
public record RoundEnded(CaseId caseId, CourtCode court, int sequence, LocalDate on) {}
