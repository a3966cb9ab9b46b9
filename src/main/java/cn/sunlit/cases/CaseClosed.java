package cn.sunlit.cases;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;

/** A case was closed; published in the transaction that closes it. */
public record CaseClosed(CaseId id, CaseNumber number, CourtCode court, Outcome outcome) {}
