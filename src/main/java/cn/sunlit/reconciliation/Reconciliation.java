package cn.sunlit.reconciliation;

import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger against the bank's statement (对账).
 *
 * @param statementDay the day of the last statement, null when the bank has sent none
 * @param bank the bank's closing balance
 * @param ledger the ledger's balance at that day, the sum of its postings
 * @param difference bank less ledger in yuan, with its sign
 * @param agrees whether both are the same to the fen and nothing is named below
 */
public record Reconciliation(
        LocalDate day,
        @Nullable LocalDate statementDay,
        @Nullable Money bank,
        Money ledger,
        @Nullable Money difference,
        boolean agrees,
        List<Difference> differences) {}
