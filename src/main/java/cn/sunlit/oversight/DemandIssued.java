package cn.sunlit.oversight;

import cn.sunlit.kernel.CaseId;

/**
 * Something of an order of supervision reached the court that must answer; published in the transaction that records it.
 *
 * @param text one Chinese sentence for the officer's desk
 */
public record DemandIssued(CaseId caseId, String text) {}
