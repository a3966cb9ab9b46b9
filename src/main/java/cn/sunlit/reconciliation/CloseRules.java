package cn.sunlit.reconciliation;

import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a day of the ledger may be closed (日结). Local rules, not law. Pure. */
final class CloseRules {

    @Practice(id = "AK-DAY-1", text = "日结逐日依次办理，以后的日子已经日结的不再日结（产品口径）")
    private static final String IN_ORDER = "AK-DAY-1";

    @Practice(id = "AK-DAY-2", text = "当日结束之后、次日起才能日结（产品口径）")
    private static final String AFTER_IT = "AK-DAY-2";

    @Practice(id = "AK-DAY-3", text = "有记账的日子，银行的对账单到了才能日结（产品口径）")
    private static final String WITH_STATEMENT = "AK-DAY-3";

    @Practice(id = "AK-DAY-4", text = "有差异的，写明处理情况后才能日结；银行最近四周里至少两周的同一星期几发来对账单而这一天没有发来的，也是一项差异（产品口径）")
    private static final String WITH_WORDS = "AK-DAY-4";

    private CloseRules() {}

    /**
     * @param newest the last day already closed, null for none
     * @param words what is being done about differences
     */
    record Facts(
            LocalDate day,
            LocalDate today,
            @Nullable LocalDate newest,
            DayReport report,
            @Nullable String words) {}

    /** Every unmet condition; none means that the day may be closed. */
    static List<Problem.Refusal> refusals(Facts f) {
        List<Problem.Refusal> refusals = new ArrayList<>();
        if (f.newest() != null && f.newest().isAfter(f.day())) {
            refusals.add(refusal(IN_ORDER, "%s 已经日结，日结应当逐日依次办理".formatted(f.newest())));
        }
        if (!f.day().isBefore(f.today())) {
            refusals.add(refusal(AFTER_IT, "%s 尚未结束，次日起才能日结".formatted(f.day())));
        }
        if (f.report().bank() == null && f.report().moved().vouchers() > 0) {
            refusals.add(refusal(WITH_STATEMENT, "银行尚未发来 %s 的对账单".formatted(f.day())));
        }
        if (!f.report().differences().isEmpty() && f.words() == null) {
            refusals.add(refusal(
                    WITH_WORDS,
                    "尚有%d项差异，请写明处理情况后再日结".formatted(f.report().differences().size())));
        }
        return refusals;
    }

    private static Problem.Refusal refusal(String rule, String because) {
        return new Problem.Refusal(rule, "", because);
    }
}
