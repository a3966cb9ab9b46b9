package cn.sunlit.livesealing;

import cn.sunlit.kernel.CaseId;

/** Something came up about a plan that the officer must know: a refused payment, a breach, the end; in the transaction that stores it. */
public record PlanMoved(CaseId caseId, String text) {}
