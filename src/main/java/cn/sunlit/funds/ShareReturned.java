package cn.sunlit.funds;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;

/**
 * A share of a plan of distribution that was paid outside came back; it is held again.
 *
 * @param cause of the share, see {@link PlanShare#cause}
 * @param because as the bank says, in Chinese
 */
public record ShareReturned(CaseId caseId, long plan, String cause, Money amount, LocalDate on, String because) {}
