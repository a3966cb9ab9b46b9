package cn.sunlit.cases;

import cn.sunlit.kernel.CaseNumber;

/**
 * Another case of the same respondent.
 *
 * @param debtor the respondent by whom the two hang together
 * @param as on which side that person stands there
 */
public record RelatedCase(CaseNumber number, String court, String stage, String debtor, String as) {}
