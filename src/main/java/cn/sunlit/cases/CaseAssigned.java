package cn.sunlit.cases;

import cn.sunlit.kernel.CaseId;

/** A case was given to an officer; published in the transaction that assigns it. */
public record CaseAssigned(CaseId id, String officer) {}
