package cn.sunlit.statutes;

import cn.sunlit.kernel.Law;
import java.util.List;

/** The longest terms of control measures (查封、扣押、冻结的期限). */
public final class ControlTerms {
    private ControlTerms() {}

    /** The longest first term, and the longest term of each renewal. */
    @Law(
            id = "KZ-01",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 485,
            text = "人民法院冻结被执行人的银行存款的期限不得超过一年，查封、扣押动产的期限不得超过两年，查封不动产、冻结其他财产权的期限不得超过三年。")
    public static Period longest(AssetClass c) {
        List<Integer> years = LegalNumbers.CONTROL_YEARS.current();
        return switch (c) {
            case DEPOSIT -> Period.years(years.get(0));
            case MOVABLE -> Period.years(years.get(1));
            case REAL_ESTATE, OTHER_RIGHT -> Period.years(years.get(2));
        };
    }
}
