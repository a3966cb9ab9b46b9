package cn.sunlit.cases;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;

/** A case was filed or imported; published in the transaction that files it, after all of it is stored. */
public record CaseFiled(CaseId id, CaseNumber number, CourtCode court, boolean imported) {}
