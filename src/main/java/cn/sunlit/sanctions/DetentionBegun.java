package cn.sunlit.sanctions;

import cn.sunlit.kernel.CaseId;

/** Somebody is held on a decision; published in the transaction that stores it. Nobody need look for him any more. */
public record DetentionBegun(CaseId caseId, long penalty) {}
