package cn.sunlit.garnishment;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem.Refusal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much of an income may be withheld each month, and until when. Pure. */
final class IncomeRules {

    private IncomeRules() {}

    /**
     * What the rules look at.
     *
     * @param persons the respondent and those whom it supports
     * @param living the minimum living standard a person and month
     * @param monthly what is to be withheld each month; null for as much as may be
     */
    record Facts(
            Money income,
            int persons,
            Money living,
            @Nullable Money monthly,
            Money owed) {}

    /**
     * What is withheld.
     *
     * @param kept the necessities of each month
     * @param monthly what is withheld each month, the last month perhaps less
     * @param total all that may be withheld
     */
    record Plan(Money kept, Money monthly, Money total) {}

    @Law(
            id = "SR-01",
            statute = "民事诉讼法",
            edition = "2024-01-01",
            article = 254,
            text = "被执行人未按执行通知履行法律文书确定的义务，人民法院有权扣留、提取被执行人应当履行义务部分的收入。但应当保留被执行人及其所扶养家属的生活必需费用。")
    @Law(id = "SR-02", statute = "查封扣押冻结", edition = "2021-01-01", article = 3, text = "当地有最低生活保障标准的，必需的生活费用依照该标准确定；")
    static List<Refusal> refusals(Facts f) {
        List<Refusal> refusals = new ArrayList<>();
        Money kept = kept(f);
        Money most = f.income().minus(kept).atLeastZero();
        if (!most.isPositive()) {
            refusals.add(new Refusal(
                    "SR-01",
                    "民事诉讼法（2023）第二百五十四条",
                    "每月收入%s元不超过应当保留的%d人生活必需费用%s元，不能扣留".formatted(f.income().display(), f.persons(), kept.display())));
        } else if (f.monthly() != null
                && (!f.monthly().isPositive() || f.monthly().compareTo(most) > 0)) {
            refusals.add(new Refusal(
                    "SR-01",
                    "民事诉讼法（2023）第二百五十四条",
                    "每月应当保留%d人生活必需费用%s元，最多扣留%s元，不能扣留%s元"
                            .formatted(
                                    f.persons(),
                                    kept.display(),
                                    most.display(),
                                    f.monthly().display())));
        }
        if (!f.owed().isPositive()) {
            refusals.add(new Refusal("SR-01", "民事诉讼法（2023）第二百五十四条", "被执行人没有应当履行的金钱义务"));
        }
        return refusals;
    }

    /** The necessities of a month. */
    @Practice(id = "SR-03", text = "生活必需费用按当地最低生活保障标准乘以被执行人及其所扶养家属的人数计算，标准由本院按年设定（产品默认数须由各院核定）")
    static Money kept(Facts f) {
        return new Money(Math.multiplyExact(f.living().fen(), f.persons()));
    }

    /** What is withheld under facts that no rule refuses. */
    static Plan plan(Facts f) {
        Money kept = kept(f);
        Money most = f.income().minus(kept);
        Money monthly = f.monthly() == null ? most : f.monthly();
        return new Plan(kept, monthly.min(f.owed()), f.owed());
    }

    /** The month in which the last fen comes, when every month brings its part. */
    static YearMonth lastMonth(YearMonth first, Money monthly, Money total) {
        return first.plusMonths(Math.ceilDiv(total.fen(), monthly.fen()) - 1);
    }
}
