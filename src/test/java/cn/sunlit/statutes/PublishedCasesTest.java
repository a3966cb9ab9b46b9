package cn.sunlit.statutes;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sums and dates that cases of the public case library (人民法院案例库) state; the first column numbers them. Where a court
 * rounded to the yuan or its own sum does not follow from its inputs, the table says so.
 */
class PublishedCasesTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            序号 | 执行金额     | 应收      | 案例所载  | 说明
            57   | 101916.77    | 1428.75   | 1429      | 取整
            87   | 13725247.50  | 81125.25  | 81125.25  | 相符
            123  | 4945308      | 51853.08  | 51853     | 取整
            203  | 5200000      | 53400.00  | 53400     | 相符
            208  | 585771218.84 | 653171.22 | 653171.21 | 案例截位
            230  | 4573802.59   | 48138.03  | 48138.03  | 相符
            278  | 130000       | 1850.00   | 1850      | 相符
            297  | 710000000    | 777400.00 | 77万余    | 以实际到位额计
            332  | 100369.37    | 1405.54   | 1406      | 取整
            349  | 188534943.36 | 255934.94 | 255934.94 | 相符
            27   | 198600000    | 266000.00 | 261500    | 案例基数未载
            51   | 150000       | 2150.00   | 2165      | 案例基数未载
            """)
    void 执行费(int n, String amount, String fee, String printed, String note) {
        Money got = EnforcementFee.of(Money.parse(amount)).fee();
        assertThat(got).isEqualTo(Money.parse(fee));
        if (note.equals("相符")) {
            assertThat(got.yuan()).isEqualByComparingTo(printed);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            44  | 2021-08-03 | YEAR  | 3  | 2024-08-02
            50  | 2021-08-23 | YEAR  | 3  | 2024-08-22
            103 | 2021-11-08 | MONTH | 12 | 2022-11-07
            142 | 2019-08-28 | YEAR  | 3  | 2022-08-27
            153 | 2018-07-31 | YEAR  | 3  | 2021-07-30
            154 | 2018-09-27 | YEAR  | 3  | 2021-09-26
            157 | 2022-01-21 | YEAR  | 3  | 2025-01-20
            163 | 2023-05-16 | YEAR  | 1  | 2024-05-15
            188 | 2018-06-10 | YEAR  | 1  | 2019-06-09
            197 | 2022-03-23 | YEAR  | 3  | 2025-03-22
            275 | 2016-08-04 | YEAR  | 3  | 2019-08-03
            301 | 2016-11-18 | YEAR  | 3  | 2019-11-17
            317 | 2016-05-26 | YEAR  | 3  | 2019-05-25
            321 | 2020-12-07 | YEAR  | 3  | 2023-12-06
            """)
    void 查封冻结期限(int n, LocalDate from, Period.Unit unit, int length, LocalDate last) {
        assertThat(Periods.endOfControl(from, new Period(length, unit)).endsOn())
                .isEqualTo(last);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            15  | 2022-07-15 | 7  | NATURAL_DAY | 2022-07-22
            24  | 2015-01-31 | 2  | YEAR        | 2017-01-31
            40  | 2015-02-23 | 2  | YEAR        | 2017-02-23
            46  | 2021-01-25 | 15 | NATURAL_DAY | 2021-02-09
            80  | 2015-12-01 | 15 | WORKING_DAY | 2015-12-22
            139 | 2003-08-01 | 2  | YEAR        | 2005-08-01
            206 | 2019-04-28 | 2  | YEAR        | 2021-04-28
            255 | 2020-12-16 | 10 | NATURAL_DAY | 2020-12-28
            """)
    void 期间(int n, LocalDate from, int length, Period.Unit unit, LocalDate last) {
        // 80：案例把签约当日计入得 12-21，按次日起算为 12-22；255：第十日 12-26 是周六，顺延到 12-28。
        assertThat(Periods.end(from, new Period(length, unit), WorkCalendar.shipped())
                        .endsOn())
                .isEqualTo(last);
    }

    @Test
    void 加倍部分() {
        // 13：2022-07-22 届满，至 2023-01-05 共 167 天
        assertThat(DoubleInterest.compute(
                                Money.parse("1459434.08"),
                                LocalDate.of(2022, 7, 22),
                                LocalDate.of(2023, 1, 5),
                                List.of(),
                                List.of())
                        .total())
                .isEqualTo(Money.parse("42651.96"));
        // 175：案例含首尾 576 天得 15926400；届满日不计则为 575 天
        assertThat(DoubleInterest.compute(
                                Money.yuan(158_000_000),
                                LocalDate.of(2016, 10, 11),
                                LocalDate.of(2018, 5, 10),
                                List.of(),
                                List.of())
                        .total())
                .isEqualTo(Money.yuan(15_926_400));
    }

    @Test
    void 一年三百六十天的违约金() {
        // 240、241：722 天
        LocalDate from = LocalDate.of(2012, 10, 17);
        LocalDate until = LocalDate.of(2014, 10, 9);
        Rate four = new Rate.Fixed(new BigDecimal("22.4"), 360);
        Rate one = new Rate.Fixed(new BigDecimal("5.6"), 360);
        assertThat(Interest.general(Money.parse("3286963.3"), from, until, four)
                        .total()
                        .yuan())
                .isBetween(new BigDecimal("1476649.50"), new BigDecimal("1476650.50"));
        assertThat(Interest.general(Money.yuan(21_417), from, until, one).total())
                .isEqualTo(Money.parse("2405.37"));
    }

    @Test
    void 起拍价不低于七折() {
        // 1：评估 9318300，起拍 6522900，略高于下限 6522810
        assertThat(AuctionPrices.of(Money.yuan(9_318_300), 1).startingPriceFloor())
                .isEqualTo(Money.yuan(6_522_810));
        // 218：5700000 流拍后 4560000，恰为八成
        assertThat(AuctionPrices.next(Money.yuan(5_700_000))).isEqualTo(Money.yuan(4_560_000));
    }

    @Test
    void 优先受偿不超过债权() {
        // 69：1.14 亿，两家各不超过保全额
        Distribution.Plan plan = Distribution.plan(
                Money.yuan(114_000_000),
                List.of(),
                List.of(
                        Distribution.Claim.of("岳某某", Money.yuan(50_000_000)),
                        Distribution.Claim.of("陈某某", Money.yuan(48_800_000))),
                List.of(),
                Distribution.Rule.PROPORTIONAL);
        assertThat(plan.refund()).isEqualTo(Money.yuan(15_200_000));
    }
}
