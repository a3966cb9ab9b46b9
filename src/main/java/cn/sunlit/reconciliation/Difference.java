package cn.sunlit.reconciliation;

import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A difference between the bank and the ledger, by its name.
 *
 * @param reference the bank's reference, or the account or statement meant; null where there is none
 * @param amount how much the bank has more than the ledger because of it, negative for less; null where it cannot be known
 * @param on the day it belongs to
 */
public record Difference(
        Cause cause,
        @Nullable String reference,
        @Nullable Money amount,
        @Nullable LocalDate on,
        String because) {

    /** Why bank and ledger differ, and who has to see to it. */
    public enum Cause {
        NOT_BOOKED("银行已记账，本院未入账", "案款专管员"),
        AWAITING("银行已记账，等待银行冲回", "银行（案款专管员催办）"),
        NOT_CONFIRMED("本院已入账，银行对账单没有", "案款专管员（向银行查询）"),
        TOLD_LATE("银行当日记账，本院日结后才收到", "无需处理，已记入次一开放日"),
        NO_STATEMENT("银行没有发来当日对账单", "案款专管员（向银行询问）"),
        GAP("银行对账单前后不衔接", "案款专管员（向银行索取缺失的对账单）"),
        PAGES("对账单的分页不齐或者不衔接", "案款专管员（向银行索取缺失的页）"),
        SKIPPED("对账单编号不连续", "案款专管员（向银行索取缺失的对账单）"),
        DRIFT("账户余额与分录不符", "系统管理员"),
        UNEXPLAINED("原因不明", "案款专管员、监督人员");

        private final String zh;
        private final String owner;

        Cause(String zh, String owner) {
            this.zh = zh;
            this.owner = owner;
        }

        public String zh() {
            return zh;
        }

        String owner() {
            return owner;
        }
    }
}
