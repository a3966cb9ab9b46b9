package cn.sunlit.statutes;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.List;

/** What a debtor keeps when the only home is sold (唯一住房). */
public final class OnlyHome {

    private static final String OBJECTION_20 = StatuteBook.cite("异议复议", "2021-01-01", 20);
    private static final int MONTHS_A_YEAR = 12;

    private OnlyHome() {}

    /**
     * @param kept the rent that stays with the debtor
     * @param left what of the price goes on into enforcement
     */
    public record Rent(Money kept, Money left, List<String> steps, List<String> law) {}

    /**
     * Sets rent aside from the price, at the average rent of the place.
     *
     * @param monthly the average monthly rent for a dwelling of the local standard
     * @param years as the court determines within the law's range
     * @throws IllegalArgumentException for years outside the range or sums that are not positive
     */
    @Law(
            id = "WF-01",
            statute = "异议复议",
            edition = "2021-01-01",
            article = 20,
            text = "同意参照当地房屋租赁市场平均租金标准从该房屋的变价款中扣除五至八年租金的。")
    public static Rent keep(Money price, Money monthly, int years) {
        LegalNumbers.Years range = LegalNumbers.RENT_FOR_ONLY_HOME.current();
        if (years < range.min() || years > range.max()) {
            throw new IllegalArgumentException("扣除租金的年数应在%d至%d年之间".formatted(range.min(), range.max()));
        }
        if (!price.isPositive() || !monthly.isPositive()) {
            throw new IllegalArgumentException("变价款和月租金应大于零");
        }
        Money rent = Money.rounded(monthly.yuan().multiply(java.math.BigDecimal.valueOf((long) MONTHS_A_YEAR * years)));
        Money kept = rent.min(price);
        Money left = price.minus(kept);
        return new Rent(
                kept,
                left,
                List.of(
                        "月租金%s元 × %d个月 × %d年 = %s元".formatted(monthly.display(), MONTHS_A_YEAR, years, rent.display()),
                        "从变价款%s元中为被执行人保留%s元，其余%s元继续执行".formatted(price.display(), kept.display(), left.display())),
                List.of(OBJECTION_20));
    }

    /** The last day of the grace that lets a home be handed over which the title itself orders to be handed over. */
    @Law(
            id = "WF-02",
            statute = "异议复议",
            edition = "2021-01-01",
            article = 20,
            text = "执行依据确定被执行人交付居住的房屋，自执行通知送达之日起，已经给予三个月的宽限期，被执行人以该房屋系本人及所扶养家属维持生活的必需品为由提出异议的，人民法院不予支持。")
    public static Deadline endOfGrace(LocalDate noticeServed, WorkCalendar cal) {
        Deadline end =
                Periods.end(noticeServed, Period.months(LegalNumbers.GRACE_MONTHS_BEFORE_EVICTION.current()), cal);
        return new Deadline(
                end.endsOn(),
                end.provisional(),
                end.steps(),
                java.util.stream.Stream.concat(java.util.stream.Stream.of(OBJECTION_20), end.law().stream())
                        .toList());
    }
}
