package cn.sunlit.property;

import cn.sunlit.kernel.CaseId;

/**
 * An institution has not answered an order in the time that the court allows; published in the transaction that notes it.
 *
 * @param what the measure and the asset, in words
 */
public record InstitutionSilent(CaseId caseId, String place, String what) {}
