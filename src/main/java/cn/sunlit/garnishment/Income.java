package cn.sunlit.garnishment;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An income of a respondent that is withheld (扣留、提取收入).
 *
 * @param payer the employer or the pension office
 * @param kept the necessities of each month
 * @param extracted what came so far, to the fen
 * @param state ORDERED, RUNNING, FULL or STOPPED
 * @param months what each month brought
 */
record Income(
        long id,
        CaseId caseId,
        long party,
        String debtor,
        String payer,
        IncomeKind kind,
        Money income,
        int persons,
        Money kept,
        Money monthly,
        Money total,
        Money extracted,
        YearMonth first,
        String state,
        long ruling,
        long notice,
        @Nullable LocalDate servedOn,
        @Nullable String acknowledged,
        @Nullable String endedBecause,
        List<Month> months) {

    Income {
        months = List.copyOf(months);
    }

    /** What one month brought. */
    record Month(YearMonth month, Money amount, String voucher, LocalDate on) {}

    Money left() {
        return total.minus(extracted);
    }

    YearMonth lastMonth() {
        return IncomeRules.lastMonth(first, monthly, total);
    }

    String stateZh() {
        return switch (state) {
            case "ORDERED" -> "待送达协助单位";
            case "RUNNING" -> "按月提取";
            case "FULL" -> "已提足";
            default -> "已停止";
        };
    }

    boolean isOpen() {
        return state.equals("ORDERED") || state.equals("RUNNING");
    }
}
