package cn.sunlit.funds;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;

/**
 * Money arrived for a case and is identified as its own (案款到账并认领); published in the transaction that books it.
 *
 * @param on the bank's booking date (入账日)
 * @param voucher the reference of the voucher, {@code PZ-12}
 */
public record FundsReceived(CaseId caseId, Money amount, LocalDate on, String voucher) {}
