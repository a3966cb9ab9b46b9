package cn.sunlit.statutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 计算样例：逐行可由法官核对的表，含公开材料算错的反例。 */
class WorkedExamplesTest {

    private static final WorkCalendar CALENDAR = WorkCalendar.shipped();

    // ---- 1 加倍部分债务利息 ----

    @ParameterizedTest(name = "{1}")
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            规则  | 编号   | 本金       | 届满日     | 截止日     | 还款                                                        | 中止                                 | 合计
            JB-01 | DBL-01 | 1000000    | 2026-01-01 | 2026-04-11 |                                                             |                                      | 17500.00
            JB-01 | DBL-02 | 120000     | 2025-03-20 | 2025-05-07 |                                                             |                                      | 1008.00
            JB-01 | DBL-03 | 100000     | 2026-01-01 | 2026-01-02 |                                                             |                                      | 17.50
            JB-03 | DBL-05 | 500000     | 2026-03-31 | 2026-09-30 | 2026-05-10:200000 2026-07-20:150000 2026-09-30:150000       |                                      | 9117.50
            JB-04 | DBL-06 | 1000000    | 2026-01-01 | 2026-05-31 |                                                             | 2026-03-01:2026-03-31:否             | 20825.00
            JB-04 | DBL-07 | 1000000    | 2026-01-01 | 2026-05-31 |                                                             | 2026-03-01:2026-03-31:是             | 26250.00
            JB-04 | 并集   | 1000000    | 2026-01-01 | 2026-05-31 |                                                             | 2026-03-01:2026-03-20:否 2026-03-10:2026-03-31:否 | 20825.00
            JB-02 | 届满日当日 | 100000 | 2026-03-11 | 2026-03-11 |                                                             |                                      | 0.00
            JB-02 | DBL-09 | 100000     | 2026-03-11 | 2026-03-12 |                                                             |                                      | 17.50
            JB-03 | 到期前已还 | 500000 | 2026-03-31 | 2026-04-10 | 2026-03-15:500000                                           |                                      | 0.00
            """)
    void 加倍部分债务利息(
            String rule,
            String no,
            String principal,
            LocalDate due,
            LocalDate until,
            @Nullable String payments,
            @Nullable String suspensions,
            String total) {
        InterestResult result = DoubleInterest.compute(
                Money.parse(principal), due, until, payments(payments), suspensions(suspensions));
        assertThat(result.total()).isEqualTo(Money.parse(total));
        assertThat(result.law()).contains("迟延履行利息（2014）第一条");
    }

    @Test
    void 分次履行的各段_DBL_05() {
        InterestResult r = DoubleInterest.compute(
                Money.yuan(500_000),
                day("2026-03-31"),
                day("2026-09-30"),
                payments("2026-05-10:200000 2026-07-20:150000 2026-09-30:150000"),
                List.of());
        assertThat(r.segments()).extracting(Segment::days).containsExactly(40L, 71L, 72L);
        assertThat(r.segments())
                .extracting(s -> s.interest().toString())
                .containsExactly("3500.00", "3727.50", "1890.00");
    }

    @Test
    void 施行日以前的部分交人核定_DBL_11() { // JB-07
        Decision<InterestResult> d =
                DoubleInterest.decide(Money.yuan(100_000), day("2014-06-30"), day("2014-08-31"), List.of(), List.of());
        assertThat(d).isInstanceOfSatisfying(Decision.NeedsJudgement.class, n -> {
            assertThat(((InterestResult) n.computed()).total()).isEqualTo(Money.parse("542.50"));
            assertThat(n.questions().getFirst().toString()).contains("2014-07-01至2014-07-31", "第七条");
        });
        assertThatThrownBy(() -> DoubleInterest.compute(
                        Money.yuan(100_000), day("2014-06-30"), day("2014-08-31"), List.of(), List.of()))
                .hasMessageContaining("适用旧规定");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            NEG-01 | 565562 | 7   | 692.81  | 4771.72
            NEG-02 | 7976   | 93  | 129.81  | 16275
            NEG-03 | 10000  | 365 | 638.75  | 630
            """)
    void 反例不得照抄(String no, String principal, int days, String right, String wrong) {
        Money got = DoubleInterest.compute(
                        Money.parse(principal),
                        day("2025-01-01"),
                        day("2025-01-01").plusDays(days),
                        List.of(),
                        List.of())
                .total();
        assertThat(got).isEqualTo(Money.parse(right)).isNotEqualTo(Money.parse(wrong));
    }

    @Test
    void 两笔合计不是公开材料所称之数_NEG_01() {
        Money one = DoubleInterest.compute(
                        Money.yuan(565_562), day("2025-01-01"), day("2025-01-08"), List.of(), List.of())
                .total();
        Money two = DoubleInterest.compute(
                        Money.yuan(120_000), day("2025-03-20"), day("2025-05-07"), List.of(), List.of())
                .total();
        assertThat(one.plus(two)).isEqualTo(Money.parse("1700.81")).isNotEqualTo(Money.parse("5779.72"));
    }

    @Test
    void 一年按三百六十天才是六百三十元_NEG_03() {
        assertThat(DoubleInterest.compute(
                                Money.yuan(10_000),
                                day("2025-01-01"),
                                day("2025-01-01").plusDays(360),
                                List.of(),
                                List.of())
                        .total())
                .isEqualTo(Money.yuan(630));
    }

    @Test
    void 三日按日历日期而非秒数_NEG_05() {
        assertThat(Periods.end(day("2026-03-02"), Period.days(3), CALENDAR).endsOn())
                .isEqualTo(day("2026-03-05"));
    }

    // ---- 2 一般债务利息 ----

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            规则  | 编号     | 本金    | 起息日     | 截止日     | 利率种类 | 年利率 | 倍数 | 固定日     | 年天数 | 利息
            LX-01 | INT-01   | 1000000 | 2026-01-01 | 2026-04-11 | FIXED    | 3      |      |            | 365    | 8219.18
            LX-01 | INT-02   | 100000  | 2025-01-01 | 2025-06-30 | FIXED    | 4.35   |      |            | 365    | 2145.21
            LX-01 | INT-03   | 100000  | 2024-07-01 | 2025-07-01 | LPR_1Y   |        | 4    | 2024-07-01 | 365    | 13800.00
            LX-02 | INT-04   | 100000  | 2024-07-01 | 2025-07-01 | LPR_1Y   |        | 4    |            | 365    | 12683.84
            LX-02 | 五年期   | 100000  | 2025-05-19 | 2025-05-21 | LPR_5Y   |        | 1    |            | 365    | 19.45
            LX-03 | 360天    | 100000  | 2026-01-01 | 2026-12-27 | FIXED    | 3.85   |      |            | 360    | 3850.00
            LX-01 | 同一日   | 100000  | 2026-01-01 | 2026-01-01 | FIXED    | 3.85   |      |            | 365    | 0.00
            """)
    void 一般债务利息(
            String rule,
            String no,
            String principal,
            LocalDate from,
            LocalDate until,
            String kind,
            @Nullable BigDecimal percent,
            @Nullable BigDecimal multiple,
            @Nullable LocalDate fixedAt,
            int basis,
            String total) {
        Rate rate = percent == null ? Rate.of(kind, null, multiple, fixedAt) : new Rate.Fixed(percent, basis);
        assertThat(Interest.general(Money.parse(principal), from, until, rate).total())
                .isEqualTo(Money.parse(total));
    }

    @Test
    void 文书未判利息的只计加倍部分_INT_06() {
        ClearingResult r = Clearing.settle(
                new Debt(Money.yuan(100_000), Money.ZERO, null, null, day("2026-01-01"), true, List.of()),
                List.of(),
                day("2026-01-11"));
        assertThat(r.remainingInterest()).isEqualTo(Money.ZERO);
        assertThat(r.remainingDouble()).isEqualTo(Money.parse("175.00"));
    }

    // ---- 3 执行费与保全费 ----

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            FEE-01 | 1        | 50.00
            FEE-02 | 10000    | 50.00
            FEE-03 | 10000.01 | 50.00
            FEE-04 | 100000   | 1400.00
            FEE-05 | 330000   | 4850.00
            FEE-06 | 500000   | 7400.00
            FEE-07 | 1000000  | 12400.00
            FEE-09 | 5000000  | 52400.00
            上限档 | 10000000 | 77400.00
            末档   | 20000000 | 87400.00
            """)
    void 执行费(String no, String amount, String fee) { // FY-01
        assertThat(EnforcementFee.of(Money.parse(amount)).fee()).isEqualTo(Money.parse(fee));
    }

    @Test
    void 没有金额的在区间内由法院定_FEE_12() { // FY-02
        assertThat(EnforcementFee.withoutAmount(Money.yuan(500)).fee()).isEqualTo(Money.yuan(500));
        assertThatThrownBy(() -> EnforcementFee.withoutAmount(Money.parse("49.99")))
                .hasMessageContaining("50.00元至500.00元");
        assertThatThrownBy(() -> EnforcementFee.withoutAmount(Money.parse("500.01")))
                .hasMessageContaining("50.00元至500.00元");
        assertThatThrownBy(() -> EnforcementFee.of(Money.ZERO)).hasMessageContaining("没有执行金额");
    }

    @Test
    void 分次到位不多收() { // FY-03
        Money collected = Money.ZERO;
        Money recovered = Money.ZERO;
        for (int i = 0; i < 10; i++) {
            recovered = recovered.plus(Money.yuan(10_000));
            collected = collected.plus(EnforcementFee.due(recovered, collected).fee());
        }
        assertThat(collected).isEqualTo(Money.yuan(1_400));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            不涉财产 | 0      | 30.00
            PRS-01   | 1000    | 30.00
            PRS-02   | 1001    | 30.01
            PRS-03   | 100000  | 1020.00
            PRS-04   | 200000  | 1520.00
            封顶前   | 896000  | 5000.00
            PRS-06   | 1000000 | 5000.00
            """)
    void 保全费(String no, String amount, String fee) { // FY-04
        assertThat(PreservationFee.of(Money.parse(amount)).fee()).isEqualTo(Money.parse(fee));
    }

    // ---- 4 案款分配 ----

    @Test
    void 按比例分配_DST_01() { // FP-01 FP-05 FP-08
        Distribution.Plan plan = Distribution.plan(
                Money.yuan(1_000_000),
                List.of(claim("评估费", "6000"), claim("执行费", "12400")),
                List.of(claim("抵押权", "400000")),
                List.of(claim("A", "500000"), claim("B", "300000"), claim("C", "123456.78")),
                Distribution.Rule.PROPORTIONAL);
        assertThat(shares(plan))
                .containsExactly(
                        "评估费 6000.00", "执行费 12400.00", "抵押权 400000.00", "A 314903.75", "B 188942.25", "C 77754.00");
        assertThat(plan.refund()).isEqualTo(Money.ZERO);
        assertThat(plan.explanations().getLast().text()).contains("581,600.00", "受偿率62.980749%");
    }

    @Test
    void 按查封顺序清偿() { // FP-02
        Distribution.Plan plan = Distribution.plan(
                Money.yuan(100),
                List.of(),
                List.of(),
                List.of(claim("后", "80").seized(2), claim("先", "70").seized(1)),
                Distribution.Rule.SEIZURE_ORDER);
        assertThat(shares(plan)).containsExactly("先 70.00", "后 30.00");
    }

    @Test
    void 盈余退还被执行人_DST_03() { // QC-03
        Distribution.Plan plan = Distribution.plan(
                Money.yuan(100),
                List.of(),
                List.of(),
                List.of(claim("甲", "1"), claim("乙", "1"), claim("丙", "1")),
                Distribution.Rule.PROPORTIONAL);
        assertThat(shares(plan)).containsExactly("甲 1.00", "乙 1.00", "丙 1.00");
        assertThat(plan.refund()).isEqualTo(Money.yuan(97));
    }

    @Test
    void 不足清偿优先债权_DST_04() {
        Distribution.Plan plan = Distribution.plan(
                Money.yuan(500_000),
                List.of(claim("执行费", "7400")),
                List.of(claim("优先", "600000")),
                List.of(claim("普通", "100000")),
                Distribution.Rule.PROPORTIONAL);
        assertThat(shares(plan)).containsExactly("执行费 7400.00", "优先 492600.00", "普通 0.00");
    }

    @Test
    void 刑民交叉_DST_07() { // FP-03
        Distribution.Plan plan = Distribution.criminal(
                Money.yuan(100_000),
                List.of(),
                List.of(claim("医疗费", "30000")),
                List.of(),
                List.of(claim("退赔", "50000")),
                List.of(claim("民事", "60000")),
                Money.yuan(20_000),
                Money.ZERO);
        assertThat(shares(plan)).containsExactly("医疗费 30000.00", "退赔 50000.00", "民事 20000.00", "国库（罚金） 0.00");
    }

    @Test
    void 优先权在医疗费之后_退赔之前() { // FP-04
        Distribution.Plan plan = Distribution.criminal(
                Money.yuan(100),
                List.of(),
                List.of(claim("医疗费", "30")),
                List.of(claim("抵押权", "60")),
                List.of(claim("退赔", "50")),
                List.of(),
                Money.ZERO,
                Money.ZERO);
        assertThat(shares(plan)).containsExactly("医疗费 30.00", "抵押权 60.00", "退赔 10.00");
    }

    @Test
    void 未判决的首封债权预留_DST_09() { // FP-06
        Distribution.Plan plan = Distribution.plan(
                Money.yuan(80_000),
                List.of(),
                List.of(),
                List.of(new Distribution.Claim("首封", Money.yuan(200_000), 1, false, Money.ZERO)),
                Distribution.Rule.SEIZURE_ORDER);
        assertThat(plan.lines().getFirst().reserved()).isEqualTo(Money.yuan(80_000));
        assertThat(plan.lines().getFirst().paid()).isEqualTo(Money.ZERO);
    }

    @Test
    void 有争议的部分提存_其余照发_DST_10() { // FP-07
        Distribution.Plan plan = Distribution.plan(
                Money.yuan(300_000),
                List.of(),
                List.of(),
                List.of(
                        new Distribution.Claim("甲", Money.yuan(200_000), 0, true, Money.yuan(50_000)),
                        claim("乙", "100000")),
                Distribution.Rule.PROPORTIONAL);
        assertThat(plan.lines().getFirst().escrowed()).isEqualTo(Money.yuan(50_000));
        assertThat(plan.lines().getFirst().paid()).isEqualTo(Money.yuan(150_000));
        assertThat(plan.lines().get(1).paid()).isEqualTo(Money.yuan(100_000));
    }

    // ---- 5 处置价格与竞价 ----

    @Test
    void 起拍价与保证金_AUC_01() { // PM-01 PM-02 PM-03
        AuctionPrices.Prices one = AuctionPrices.of(Money.yuan(1_234_567), 1);
        assertThat(one.startingPriceFloor()).isEqualTo(Money.parse("864196.90"));
        assertThat(one.depositMin()).isEqualTo(Money.parse("43209.85"));
        assertThat(one.depositMax()).isEqualTo(Money.parse("172839.38"));
        assertThat(AuctionPrices.of(Money.yuan(1_234_567), 2).startingPriceFloor())
                .isEqualTo(Money.parse("691357.52"));
    }

    @Test
    void 一拍七折二拍再降两成_AUC_02() {
        assertThat(AuctionPrices.of(Money.yuan(1_000_000), 1).startingPriceFloor())
                .isEqualTo(Money.yuan(700_000));
        Money second = AuctionPrices.of(Money.yuan(1_000_000), 2).startingPriceFloor();
        assertThat(second).isEqualTo(Money.yuan(560_000));
        AuctionPrices.Sale sale = AuctionPrices.sale(second, day("2026-03-01"), LocalPractice.NONE);
        assertThat(sale.price()).isEqualTo(Money.yuan(560_000));
        assertThat(sale.opens().datesUntil(sale.lastDay().plusDays(1))).hasSize(60);
    }

    @Test
    void 网络询价取平均_AUC_03_AUC_04() { // JG-01
        assertThat(AuctionPrices.mean(List.of(Money.yuan(1_003_000), Money.yuan(985_500), Money.yuan(1_010_200))))
                .isEqualTo(Money.parse("999566.67"));
        assertThat(AuctionPrices.mean(List.of(Money.yuan(1_003_000), Money.yuan(985_500))))
                .isEqualTo(Money.parse("994250.00"));
    }

    @Test
    void 最后五分钟有人出价才顺延_AUC_07() { // PM-05
        LocalDateTime end = LocalDateTime.parse("2026-06-01T10:00:00");
        assertThat(AuctionPrices.bidEnd(end, LocalDateTime.parse("2026-06-01T09:54:59")))
                .isEqualTo(end);
        assertThat(AuctionPrices.bidEnd(end, LocalDateTime.parse("2026-06-01T09:55:00")))
                .isEqualTo(end);
        assertThat(AuctionPrices.bidEnd(end, LocalDateTime.parse("2026-06-01T09:58:30")))
                .isEqualTo("2026-06-01T10:03:30");
    }

    @Test
    void 申请执行人补交差额_AUC_08() { // PM-04
        assertThat(AuctionPrices.applicantsDeposit(Money.yuan(30_000), Money.yuan(50_000)))
                .isEqualTo(Money.yuan(20_000));
        assertThat(AuctionPrices.applicantsDeposit(Money.yuan(60_000), Money.yuan(50_000)))
                .isEqualTo(Money.ZERO);
    }

    @Test
    void 同价优先购买权人竞得_AUC_09() { // PM-06
        assertThat(AuctionPrices.priorityWins(Money.yuan(100_000), Money.yuan(100_000)))
                .isTrue();
        assertThat(AuctionPrices.priorityWins(Money.yuan(100_001), Money.yuan(100_000)))
                .isFalse();
    }

    @Test
    void 悔拍保证金依次冲抵_AUC_10() { // PM-07
        assertThat(AuctionPrices.forfeit(Money.yuan(100_000), Money.yuan(5_000), Money.yuan(60_000)))
                .isEqualTo(new AuctionPrices.Forfeit(Money.yuan(5_000), Money.yuan(60_000), Money.yuan(35_000)));
    }

    @Test
    void 参考价有效期满后六个月内可拍_AUC_11() { // JG-02
        assertThat(AuctionPrices.latestSale(day("2026-06-30"), day("2026-06-20")))
                .isEqualTo(day("2026-12-30"));
        assertThatThrownBy(() -> AuctionPrices.latestSale(day("2026-06-30"), day("2026-07-01")))
                .hasMessageContaining("重新确定");
    }

    @Test
    void 询价费付给最接近成交价的平台_AUC_12() { // JG-03
        assertThat(AuctionPrices.paidPlatforms(
                        List.of(Money.yuan(980_000), Money.yuan(1_010_000), Money.yuan(1_050_000)),
                        Money.yuan(1_000_000)))
                .containsExactly(1);
        assertThat(AuctionPrices.paidPlatforms(
                        List.of(Money.yuan(990_000), Money.yuan(1_010_000)), Money.yuan(1_000_000)))
                .containsExactly(0, 1);
    }

    // ---- 6 期限 ----

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            规则  | 编号     | 事件日     | 数 | 单位        | 届满日     | 暂定
            QJ-01 | DAY-01   | 2026-09-01 | 15 | NATURAL_DAY | 2026-09-16 | 否
            QJ-02 | DAY-02   | 2026-09-18 | 15 | NATURAL_DAY | 2026-10-08 | 否
            QJ-03 | DAY-03   | 2026-09-11 | 5  | WORKING_DAY | 2026-09-18 | 否
            QJ-02 | DAY-06   | 2026-09-24 | 10 | NATURAL_DAY | 2026-10-08 | 否
            QJ-02 | DAY-08   | 2026-04-29 | 3  | NATURAL_DAY | 2026-05-06 | 否
            QJ-03 | DAY-10   | 2026-09-18 | 3  | WORKING_DAY | 2026-09-22 | 否
            QJ-01 | MON-01   | 2026-09-01 | 6  | MONTH       | 2027-03-01 | 是
            QJ-01 | MON-04   | 2026-08-31 | 3  | MONTH       | 2026-11-30 | 否
            QJ-01 | DBL-09   | 2026-03-01 | 10 | NATURAL_DAY | 2026-03-11 | 否
            QJ-01 | 闰日     | 2024-02-29 | 1  | YEAR        | 2025-02-28 | 否
            QJ-01 | 同时     | 2026-10-01 | 0  | NATURAL_DAY | 2026-10-01 | 否
            QJ-01 | 四十八小时 | 2026-03-02 | 48 | HOUR      | 2026-03-04 | 否
            """)
    void 期间届满日(String rule, String no, LocalDate event, int n, Period.Unit unit, LocalDate end, String provisional) {
        Deadline d = Periods.end(event, new Period(n, unit), CALENDAR);
        assertThat(d.endsOn()).isEqualTo(end);
        assertThat(d.provisional()).isEqualTo(provisional.equals("是"));
        assertThat(d.law()).contains("民诉法解释（2022）第一百二十五条", "民事诉讼法（2023）第八十五条");
        assertThat(d.steps().getLast().date()).isEqualTo(end);
    }

    @Test
    void 首尾都算的工作日数_DAY_04() {
        assertThat(CALENDAR.workingDaysBetween(day("2026-09-02"), day("2026-09-30")))
                .isEqualTo(21);
    }

    @Test
    void 执行期限扣除_MON_05() { // QJ-04
        List<Interval> excluded = List.of(
                interval("2026-02-01", 30, "评估"), interval("2026-03-10", 45, "公告"), interval("2026-05-01", 60, "暂缓"));
        assertThat(Periods.end(day("2026-01-05"), Period.months(6), CALENDAR, excluded)
                        .endsOn())
                .isEqualTo(day("2026-11-17"));
    }

    @Test
    void 重叠的扣除只扣一次() { // QJ-04
        List<Interval> excluded = List.of(interval("2026-02-01", 30, "评估"), interval("2026-02-11", 30, "公告"));
        assertThat(Periods.end(day("2026-01-05"), Period.months(6), CALENDAR, excluded)
                        .endsOn())
                .isEqualTo(day("2026-08-14"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            CTL-01 | 2026-03-15 | DEPOSIT     | 2027-03-14
            动产   | 2026-03-15 | MOVABLE     | 2028-03-14
            不动产 | 2026-03-15 | REAL_ESTATE | 2029-03-14
            股权   | 2026-03-15 | OTHER_RIGHT | 2029-03-14
            """)
    void 控制措施的期限不顺延(String no, LocalDate effective, AssetClass asset, LocalDate last) { // QJ-05 KZ-01
        Deadline d = Periods.endOfControl(effective, ControlTerms.longest(asset));
        assertThat(d.endsOn()).isEqualTo(last);
        assertThat(d.provisional()).isFalse();
    }

    @Test
    void 公告送达_SVC_01() { // QJ-06
        assertThat(Periods.servedByAnnouncement(day("2026-07-20")).endsOn()).isEqualTo(day("2026-08-19"));
    }

    @Test
    void 失信期限与删除_LST_01() { // QJ-07 QJ-08
        LocalDate end = Periods.endOfListing(day("2026-05-20"));
        assertThat(end).isEqualTo(day("2028-05-20"));
        Deadline removal = Periods.removalOfListing(end, CALENDAR);
        assertThat(removal.endsOn()).isEqualTo(day("2028-05-24"));
        assertThat(removal.provisional()).isTrue();
    }

    @Test
    void 终本后查询_POST_01() { // QJ-10
        List<LocalDate> days = Periods.searchesAfterTermination(day("2026-03-20"), LocalPractice.NONE);
        assertThat(days)
                .hasSize(10)
                .startsWith(day("2026-09-20"), day("2027-03-20"))
                .endsWith(day("2031-03-20"));
    }

    @Test
    void 申请执行时效() { // QJ-09
        assertThat(Periods.endOfApplicationTime(day("2022-03-01"), CALENDAR).endsOn())
                .isEqualTo(day("2024-03-01"));
    }

    @Test
    void 倒推的期间() {
        assertThat(Periods.before(day("2026-07-31"), Period.days(30), CALENDAR)).isEqualTo(day("2026-07-01"));
        assertThat(Periods.before(day("2026-09-22"), Period.workingDays(3), CALENDAR))
                .isEqualTo(day("2026-09-18"));
    }

    // ---- 9 金额大写 ----

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            CNY-01 | 1234567.89    | 壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分
            CNY-02 | 500000        | 伍拾万元整
            CNY-04 | 100000000     | 壹亿元整
            零     | 0             | 零元整
            分     | 0.05          | 伍分
            角     | 1409.50       | 壹仟肆佰零玖元伍角
            零分   | 16409.02      | 壹万陆仟肆佰零玖元零贰分
            跨万   | 100010001     | 壹亿零壹万零壹元整
            万位零 | 107000.53     | 壹拾万柒仟元伍角叁分
            亿零   | 1000000001    | 壹拾亿零壹元整
            万亿   | 9000000000000 | 玖万亿元整
            亿位零 | 1000100000000 | 壹万亿零壹亿元整
            """)
    void 金额大写(String no, String amount, String words) { // DX-01
        assertThat(AmountInWords.of(Money.parse(amount))).isEqualTo(words);
    }

    private static List<Payment> payments(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(" "))
                        .map(p -> p.split(":"))
                        .map(p -> new Payment(day(p[0]), Money.parse(p[1])))
                        .toList();
    }

    private static List<Suspension> suspensions(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(" "))
                        .map(p -> p.split(":"))
                        .map(p -> new Suspension(day(p[0]), day(p[1]), p[2].equals("是")))
                        .toList();
    }

    private static List<String> shares(Distribution.Plan plan) {
        return plan.lines().stream().map(l -> l.creditor() + " " + l.share()).toList();
    }

    private static Distribution.Claim claim(String creditor, String amount) {
        return Distribution.Claim.of(creditor, Money.parse(amount));
    }

    private static Interval interval(String from, int days, String reason) {
        return new Interval(day(from), day(from).plusDays(days - 1L), reason);
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
