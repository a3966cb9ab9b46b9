package cn.sunlit.statutes;

import cn.sunlit.kernel.Law;
import java.time.LocalDate;

/** The longest terms of control measures (查封、扣押、冻结的期限); none of them rolls over a holiday, see {@link Periods#endOfControl}. */
public final class ControlTerms {
    private ControlTerms() {}

    /** The longest first term of a measure taken now, and the longest term of each renewal. */
    public static Period longest(AssetClass c) {
        return of(c, LegalNumbers.CONTROL_YEARS.current());
    }

    /**
     * The same for a measure that took effect on a day.
     *
     * @throws IllegalArgumentException before the first day of the present terms, where a person must look at the rules of
     *     that time
     */
    @Law(
            id = "KZ-01",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 485,
            text = "人民法院冻结被执行人的银行存款的期限不得超过一年，查封、扣押动产的期限不得超过两年，查封不动产、冻结其他财产权的期限不得超过三年。")
    @Law(id = "KZ-02", statute = "民诉法解释", edition = "2022-04-10", article = 485, text = "续行期限不得超过前款规定的期限。")
    public static Period longest(AssetClass c, LocalDate effective) {
        return of(
                c,
                LegalNumbers.CONTROL_YEARS
                        .on(effective)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "%s以前生效的控制措施适用旧规定的期限，请人工核定".formatted(LegalNumbers.CONTROL_YEARS.firstDay()))));
    }

    private static Period of(AssetClass c, LegalNumbers.ControlYears years) {
        return Period.years(
                switch (c) {
                    case DEPOSIT -> years.deposit();
                    case MOVABLE -> years.movable();
                    case REAL_ESTATE, OTHER_RIGHT -> years.otherwise();
                });
    }
}
