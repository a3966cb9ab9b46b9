package cn.sunlit.cases;

import cn.sunlit.kernel.CaseId;

/**
 * A case was given to an officer; published in the transaction that assigns it.
 *
 * @param first whether it had no officer before
 */
public record CaseAssigned(CaseId id, String officer, boolean first) {}
