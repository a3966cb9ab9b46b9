package cn.sunlit.funds;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;

/**
 * All payments of a distribution have left the bank (案款发放完成).
 *
 * @param amount what the creditors were paid by it
 * @param on the bank's booking date of the last payment
 * @param debtCleared whether nothing of the debt, the doubled interest and the enforcement fee is left
 */
public record FundsDisbursed(CaseId caseId, Money amount, LocalDate on, boolean debtCleared) {}
