package cn.sunlit.docket;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;

/** A case as far as the docket needs to know it. */
public record CaseRef(CaseId id, CourtCode court, CaseNumber number) {}
