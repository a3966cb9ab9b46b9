package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import cn.sunlit.web.Screen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report of a day, from the totals down to each voucher and the bank's message that caused it.
 *
 * @param close null while the day is open
 * @param lines one page of the day's vouchers
 * @param next where the next page begins; null on the last
 * @param note what was typed, shown again with its refusal
 */
public record DayPage(
        DayReport report,
        CloseStore.@Nullable Close close,
        List<DayStore.Line> lines,
        @Nullable Long next,
        String note,
        List<String> refusals)
        implements Screen {

    /** One kind of account in the table of control totals. */
    record Row(String zh, Money opening, Money moved, Money closing) {}

    List<Row> rows() {
        return List.of(
                row("案件账户", DayStore.Totals::cases),
                row("不明款", DayStore.Totals::suspense),
                row("应付案款", DayStore.Totals::payable),
                row("在途付款", DayStore.Totals::transit),
                row("申请执行费", DayStore.Totals::fee),
                row("他院、他案冻结", DayStore.Totals::frozen),
                row("延缓发放", DayStore.Totals::deferred),
                row("提存", DayStore.Totals::escrow),
                row("变价实际费用", DayStore.Totals::costs),
                row("合计（应有银行存款）", DayStore.Totals::sum));
    }

    private Row row(String zh, java.util.function.Function<DayStore.Totals, Money> of) {
        return new Row(zh, of.apply(report.opening()), of.apply(report.moved().totals()), of.apply(report.closing()));
    }

    @Override
    public String title() {
        return report.day() + " 案款日报";
    }

    @Override
    public int httpStatus() {
        return refusals.isEmpty() ? 200 : 409;
    }
}
