package cn.sunlit.garnishment;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Money;

/** A third debtor has neither objected nor paid in time; published in the transaction that notes it. */
public record ClaimLapsed(CaseId caseId, String third, Money open) {}
