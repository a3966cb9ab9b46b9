package cn.sunlit.statutes;

import cn.sunlit.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The numbers of the law, each with the day from which it holds, picked by the date of the legal event. A number that
 * stands elsewhere in the code is a bug: it could not follow an amendment.
 */
final class LegalNumbers {

    /** A number through time: each entry holds from its day until the next one's. */
    record Dated<T>(List<Entry<T>> entries) {

        record Entry<T>(LocalDate from, T value) {}

        static <T> Dated<T> since(String day, T value) {
            return new Dated<>(List.of(new Entry<>(LocalDate.parse(day), value)));
        }

        /** The value on the day of the legal event, or empty before the first entry: then a person must judge. */
        Optional<T> on(LocalDate day) {
            return entries.stream()
                    .filter(e -> !e.from().isAfter(day))
                    .reduce((a, b) -> b)
                    .map(Entry::value);
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

    /** 迟延履行利息解释第一条：日万分之一点七五. Before that day the older rules hold (art. 7). */
    static final Dated<BigDecimal> DOUBLE_INTEREST_DAILY = Dated.since("2014-08-01", new BigDecimal("0.000175"));

    /** 诉讼费用交纳办法第十四条第（一）项第2目. */
    static final Dated<Tariff> ENFORCEMENT_FEE = Dated.since(
            "2007-04-01",
            new Tariff(
                    Money.yuan(50),
                    List.of(
                            new Tier(Money.yuan(10_000), new BigDecimal("0.015")),
                            new Tier(Money.yuan(500_000), new BigDecimal("0.01")),
                            new Tier(Money.yuan(5_000_000), new BigDecimal("0.005")),
                            new Tier(Money.yuan(10_000_000), new BigDecimal("0.001"))),
                    Optional.empty()));

    /** 诉讼费用交纳办法第十四条第（一）项第1目. */
    static final Dated<Range> ENFORCEMENT_FEE_WITHOUT_AMOUNT =
            Dated.since("2007-04-01", new Range(Money.yuan(50), Money.yuan(500)));

    /** 诉讼费用交纳办法第十四条第（二）项. */
    static final Dated<Tariff> PRESERVATION_FEE = Dated.since(
            "2007-04-01",
            new Tariff(
                    Money.yuan(30),
                    List.of(
                            new Tier(Money.yuan(1_000), new BigDecimal("0.01")),
                            new Tier(Money.yuan(100_000), new BigDecimal("0.005"))),
                    Optional.of(Money.yuan(5_000))));

    /** 民诉法解释第四百八十五条, in years; the same numbers since the Interpretation of 2015. */
    static final Dated<List<Integer>> CONTROL_YEARS = Dated.since("2015-02-04", List.of(1, 2, 3));

    /** 民事诉讼法第九十五条: thirty days since the amendment in force from 2022. */
    static final Dated<Integer> ANNOUNCEMENT_DAYS = Dated.since("2022-01-01", 30);

    /** 民事诉讼法第二百五十条. */
    static final Dated<Integer> APPLICATION_YEARS = Dated.since("2008-04-01", 2);

    /** 民事诉讼法第一百一十八条. */
    static final Dated<Money> FINE_OF_PERSON_MAX = Dated.since("2013-01-01", Money.yuan(100_000));

    static final Dated<Range> FINE_OF_ORGANISATION =
            Dated.since("2013-01-01", new Range(Money.yuan(50_000), Money.yuan(1_000_000)));
    static final Dated<Integer> DETENTION_DAYS_MAX = Dated.since("2013-01-01", 15);

    /** 网络司法拍卖第十、十七、二十、二十六条. */
    static final Dated<BigDecimal> FIRST_AUCTION_FLOOR = Dated.since("2017-01-01", new BigDecimal("0.70"));

    static final Dated<BigDecimal> NEXT_AUCTION_FLOOR = Dated.since("2017-01-01", new BigDecimal("0.80"));
    static final Dated<BigDecimal> DEPOSIT_MIN = Dated.since("2017-01-01", new BigDecimal("0.05"));
    static final Dated<BigDecimal> DEPOSIT_MAX = Dated.since("2017-01-01", new BigDecimal("0.20"));
    static final Dated<Integer> BID_EXTENSION_MINUTES = Dated.since("2017-01-01", 5);
    static final Dated<Integer> BIDDING_HOURS_MIN = Dated.since("2017-01-01", 24);

    /** 处置参考价第二十七条. */
    static final Dated<Integer> PRICE_GRACE_MONTHS = Dated.since("2018-09-01", 6);

    /** 失信名单第二、十条. */
    static final Dated<Integer> LISTING_YEARS = Dated.since("2017-05-01", 2);

    static final Dated<Integer> LISTING_REMOVAL_WORKING_DAYS = Dated.since("2017-05-01", 3);

    private LegalNumbers() {}
}
