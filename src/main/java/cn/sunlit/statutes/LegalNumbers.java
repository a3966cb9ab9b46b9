package cn.sunlit.statutes;

import cn.sunlit.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The numbers of the law, each with the day from which it holds, picked by the date of the legal event, and with the words
 * of the article in which it stands; a test reads the number back out of those words. A number that stands elsewhere in
 * this module is a bug: it could not follow an amendment. Another test looks for such.
 */
final class LegalNumbers {

    /**
     * Where numbers stand.
     *
     * @param words the very words, one text a number, in the order of the value's numbers
     */
    record Source(String statute, String edition, int article, List<String> words) {
        static Source at(String statute, String edition, int article, String... words) {
            return new Source(statute, edition, article, List.of(words));
        }

        /** A text that this product does not ship, so that only its name can be given. */
        static Source notShipped(String cited) {
            return new Source(cited, "", 0, List.of());
        }

        boolean isShipped() {
            return article > 0;
        }
    }

    /** A number through time: each entry holds from its day until the next one's. */
    record Dated<T>(List<Entry<T>> entries) {

        record Entry<T>(LocalDate from, T value, Source source) {}

        static <T> Dated<T> since(String day, T value, Source source) {
            return new Dated<>(List.of(new Entry<>(LocalDate.parse(day), value, source)));
        }

        /** The value on the day of the legal event, or empty before the first entry: then a person must judge. */
        Optional<T> on(LocalDate day) {
            for (int i = entries.size() - 1; i >= 0; i--) {
                if (!entries.get(i).from().isAfter(day)) {
                    return Optional.of(entries.get(i).value());
                }
            }
            return Optional.empty();
        }

        T current() {
            return entries.getLast().value();
        }

        LocalDate firstDay() {
            return entries.getFirst().from();
        }
    }

    /** The part above {@code over} yuan up to the next tier bears {@code share}. */
    record Tier(Money over, BigDecimal share) {}

    /** A fee by tiers: {@code flat} up to the first tier, then each part at its own share, at most {@code cap}. */
    record Tariff(Money flat, List<Tier> tiers, Optional<Money> cap) {}

    record Range(Money min, Money max) {}

    /** From the least to the most of years. */
    record Years(int min, int max) {}

    /** The longest terms of control in years, by class of property. */
    record ControlYears(int deposit, int movable, int otherwise) {}

    /** Before that day the older rules hold (art. 7). */
    static final Dated<BigDecimal> DOUBLE_INTEREST_DAILY =
            Dated.since("2014-08-01", new BigDecimal("0.000175"), Source.at("迟延履行利息", "2014-08-01", 1, "日万分之一点七五"));

    static final Dated<Tariff> ENFORCEMENT_FEE = Dated.since(
            "2007-04-01",
            new Tariff(
                    Money.yuan(50),
                    List.of(
                            new Tier(Money.yuan(10_000), new BigDecimal("0.015")),
                            new Tier(Money.yuan(500_000), new BigDecimal("0.01")),
                            new Tier(Money.yuan(5_000_000), new BigDecimal("0.005")),
                            new Tier(Money.yuan(10_000_000), new BigDecimal("0.001"))),
                    Optional.empty()),
            Source.at(
                    "诉讼费用交纳办法",
                    "2007-04-01",
                    14,
                    "不超过1万元的，每件交纳50元",
                    "超过1万元",
                    "1万元至50万元的部分，按照1.5%",
                    "超过50万元",
                    "50万元至500万元的部分，按照1%",
                    "超过500万元",
                    "500万元至1000万元的部分，按照0.5%",
                    "超过1000万元",
                    "1000万元的部分，按照0.1%"));

    static final Dated<Range> ENFORCEMENT_FEE_WITHOUT_AMOUNT = Dated.since(
            "2007-04-01",
            new Range(Money.yuan(50), Money.yuan(500)),
            Source.at("诉讼费用交纳办法", "2007-04-01", 14, "没有执行金额或者价额的，每件交纳50元", "没有执行金额或者价额的，每件交纳50元至500元"));

    static final Dated<Tariff> PRESERVATION_FEE = Dated.since(
            "2007-04-01",
            new Tariff(
                    Money.yuan(30),
                    List.of(
                            new Tier(Money.yuan(1_000), new BigDecimal("0.01")),
                            new Tier(Money.yuan(100_000), new BigDecimal("0.005"))),
                    Optional.of(Money.yuan(5_000))),
            Source.at(
                    "诉讼费用交纳办法",
                    "2007-04-01",
                    14,
                    "不涉及财产数额的，每件交纳30元",
                    "财产数额不超过1000元",
                    "超过1000元至10万元的部分，按照1%",
                    "超过1000元至10万元",
                    "超过10万元的部分，按照0.5%",
                    "交纳的费用最多不超过5000元"));

    /** The same numbers since the Interpretation of 2015; for holds of earlier days a person must look. */
    static final Dated<ControlYears> CONTROL_YEARS = Dated.since(
            "2015-02-04",
            new ControlYears(1, 2, 3),
            Source.at("民诉法解释", "2022-04-10", 485, "银行存款的期限不得超过一年", "扣押动产的期限不得超过两年", "冻结其他财产权的期限不得超过三年"));

    /** Thirty days since the amendment in force from 2022. */
    static final Dated<Integer> ANNOUNCEMENT_DAYS =
            Dated.since("2022-01-01", 30, Source.at("民事诉讼法", "2024-01-01", 95, "经过三十日"));

    static final Dated<Integer> APPLICATION_YEARS =
            Dated.since("2008-04-01", 2, Source.at("民事诉讼法", "2024-01-01", 250, "申请执行的期间为二年"));

    static final Dated<Integer> TERM_MONTHS =
            Dated.since("1998-07-08", 6, Source.at("执行工作若干规定", "2021-01-01", 63, "立案之日起六个月"));

    static final Dated<Integer> ESCALATION_MONTHS =
            Dated.since("2009-01-01", 6, Source.at("执行程序解释", "2021-01-01", 13, "规定的六个月"));

    static final Dated<Money> FINE_OF_PERSON_MAX =
            Dated.since("2013-01-01", Money.yuan(100_000), Source.at("民事诉讼法", "2024-01-01", 118, "个人的罚款金额，为人民币十万元"));

    static final Dated<Range> FINE_OF_ORGANISATION = Dated.since(
            "2013-01-01",
            new Range(Money.yuan(50_000), Money.yuan(1_000_000)),
            Source.at("民事诉讼法", "2024-01-01", 118, "单位的罚款金额，为人民币五万元", "五万元以上一百万元"));

    static final Dated<Integer> DETENTION_DAYS_MAX =
            Dated.since("2013-01-01", 15, Source.at("民事诉讼法", "2024-01-01", 118, "拘留的期限，为十五日"));

    static final Dated<Integer> QUESTIONING_HOURS =
            Dated.since("2015-02-04", 8, Source.at("民诉法解释", "2022-04-10", 482, "调查询问的时间不得超过八小时"));

    static final Dated<Integer> QUESTIONING_HOURS_BEFORE_DETENTION =
            Dated.since("2015-02-04", 24, Source.at("民诉法解释", "2022-04-10", 482, "调查询问的时间不得超过二十四小时"));

    static final Dated<Integer> FAMILY_TOLD_HOURS =
            Dated.since("2015-02-04", 24, Source.at("民诉法解释", "2022-04-10", 180, "应当在二十四小时内通知其家属"));

    static final Dated<Integer> PENALTY_REVIEW_DAYS =
            Dated.since("2015-02-04", 3, Source.at("民诉法解释", "2022-04-10", 185, "自收到决定书之日起三日"));

    static final Dated<Integer> PENALTY_REVIEW_DECIDED_DAYS =
            Dated.since("2015-02-04", 5, Source.at("民诉法解释", "2022-04-10", 185, "收到复议申请后五日"));

    static final Dated<Integer> CLUE_DAYS = Dated.since("2017-05-01", 7, Source.at("财产调查", "2021-01-01", 2, "在七日"));

    static final Dated<Integer> URGENT_CLUE_DAYS =
            Dated.since("2017-05-01", 3, Source.at("财产调查", "2021-01-01", 2, "应当在三日"));

    static final Dated<Integer> REPORT_LOOKS_BACK_YEARS =
            Dated.since("2017-05-01", 1, Source.at("财产调查", "2021-01-01", 6, "收到执行通知之日前一年"));

    static final Dated<Integer> REPORT_SUPPLEMENT_DAYS =
            Dated.since("2017-05-01", 10, Source.at("财产调查", "2021-01-01", 7, "自财产变动之日起十日"));

    static final Dated<Integer> REWARD_DECIDED_DAYS =
            Dated.since("2017-05-01", 10, Source.at("财产调查", "2021-01-01", 21, "自收到书面申请之日起十日"));

    static final Dated<BigDecimal> FIRST_AUCTION_FLOOR =
            Dated.since("2017-01-01", new BigDecimal("0.70"), Source.at("网络司法拍卖", "2017-01-01", 10, "市价的百分之七十"));

    static final Dated<BigDecimal> NEXT_AUCTION_CUT =
            Dated.since("2017-01-01", new BigDecimal("0.20"), Source.at("网络司法拍卖", "2017-01-01", 26, "起拍价的百分之二十"));

    static final Dated<BigDecimal> DEPOSIT_MIN =
            Dated.since("2017-01-01", new BigDecimal("0.05"), Source.at("网络司法拍卖", "2017-01-01", 17, "起拍价的百分之五"));

    static final Dated<BigDecimal> DEPOSIT_MAX =
            Dated.since("2017-01-01", new BigDecimal("0.20"), Source.at("网络司法拍卖", "2017-01-01", 17, "至百分之二十"));

    static final Dated<Integer> BID_EXTENSION_MINUTES =
            Dated.since("2017-01-01", 5, Source.at("网络司法拍卖", "2017-01-01", 20, "顺延五分钟"));

    static final Dated<Integer> BIDDING_HOURS_MIN =
            Dated.since("2017-01-01", 24, Source.at("网络司法拍卖", "2017-01-01", 20, "不少于二十四小时"));

    static final Dated<Integer> PRICE_GRACE_MONTHS =
            Dated.since("2018-09-01", 6, Source.at("处置参考价", "2018-09-01", 27, "有效期六个月"));

    static final Dated<Integer> LISTING_YEARS =
            Dated.since("2017-05-01", 2, Source.at("失信名单", "2017-05-01", 2, "名单的期限为二年"));

    static final Dated<Integer> LISTING_REMOVAL_WORKING_DAYS =
            Dated.since("2017-05-01", 3, Source.at("失信名单", "2017-05-01", 10, "纳入期限届满后三个工作日"));

    static final Dated<Integer> THIRD_DEBTOR_DAYS =
            Dated.since("1998-07-18", 15, Source.at("执行工作若干规定", "2021-01-01", 45, "应当在收到履行通知后的十五日"));

    static final Dated<Integer> PLAN_OBJECTION_DAYS =
            Dated.since("2015-02-04", 15, Source.at("民诉法解释", "2022-04-10", 509, "应当自收到分配方案之日起十五日"));

    static final Dated<Integer> PLAN_OPPOSITION_DAYS =
            Dated.since("2015-02-04", 15, Source.at("民诉法解释", "2022-04-10", 510, "被执行人自收到通知之日起十五日"));

    static final Dated<Integer> PLAN_SUIT_DAYS =
            Dated.since("2015-02-04", 15, Source.at("民诉法解释", "2022-04-10", 510, "异议人可以自收到通知之日起十五日"));

    static final Dated<Years> RENT_FOR_ONLY_HOME =
            Dated.since("2015-05-05", new Years(5, 8), Source.at("异议复议", "2021-01-01", 20, "扣除五", "至八年"));

    static final Dated<Integer> GRACE_MONTHS_BEFORE_EVICTION =
            Dated.since("2015-05-05", 3, Source.at("异议复议", "2021-01-01", 20, "已经给予三个月"));

    /** Times the one-year LPR of the day of the contract. */
    static final Dated<Integer> LOAN_CAP_MULTIPLE =
            Dated.since("2020-08-20", 4, Source.notShipped("最高人民法院关于审理民间借贷案件适用法律若干问题的规定（法释〔2020〕17号）第二十五条"));

    private LegalNumbers() {}
}
