package cn.sunlit.reconciliation;

import cn.sunlit.kernel.Money;
import cn.sunlit.ledger.AccountKind;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The report of a day, from the totals down to each voucher and the bank's message that caused it.
 *
 * @param close null while the day is open
 * @param ended differences of before that came to an end on these days
 * @param lines one page of the day's vouchers
 * @param next where the next page begins; null on the last
 * @param note what was typed, shown again with its refusal
 */
public record DayPage(
        DayReport report,
        CloseStore.@Nullable Close close,
        List<ResolutionStore.Resolution> ended,
        List<DayStore.Line> lines,
        @Nullable Long next,
        String note,
        List<String> refusals)
        implements Screen {

    /** One kind of account in the table of control totals; without a kind it is the sum of all. */
    record Row(@Nullable AccountKind kind, String zh, Money opening, Money moved, Money closing) {}

    List<Row> rows() {
        return List.of(
                row(AccountKind.CASE, DayStore.Totals::cases),
                row(AccountKind.SUSPENSE, DayStore.Totals::suspense),
                row(AccountKind.PAYABLE, DayStore.Totals::payable),
                row(AccountKind.TRANSIT, DayStore.Totals::transit),
                row(AccountKind.FEE, DayStore.Totals::fee),
                row(AccountKind.FROZEN, DayStore.Totals::frozen),
                row(AccountKind.DEFERRED, DayStore.Totals::deferred),
                row(AccountKind.ESCROW, DayStore.Totals::escrow),
                row(AccountKind.COSTS, DayStore.Totals::costs),
                row(null, DayStore.Totals::sum));
    }

    private Row row(@Nullable AccountKind kind, Function<DayStore.Totals, Money> of) {
        String zh = kind == null ? "合计（应有银行存款）" : kind.zh();
        return new Row(
                kind, zh, of.apply(report.opening()), of.apply(report.moved().totals()), of.apply(report.closing()));
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
