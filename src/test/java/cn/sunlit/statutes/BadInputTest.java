package cn.sunlit.statutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** 错误的输入得到一句中文，而不是默默算出零。 */
class BadInputTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final Money SUM = Money.yuan(1_000);
    private static final WorkCalendar CALENDAR = WorkCalendar.shipped();

    static Stream<Arguments> wrong() {
        return Stream.of(
                row("截止日早于届满日", "早于", () -> DoubleInterest.compute(SUM, DAY, DAY.minusDays(1), List.of(), List.of())),
                row("截止日早于起息日", "早于", () -> Interest.general(SUM, DAY, DAY.minusDays(1), fixed("3"))),
                row("本金为负", "本金不能为负数", () -> Interest.general(new Money(-1), DAY, DAY, fixed("3"))),
                row("超过二百年", "200年", () -> Interest.general(SUM, DAY, DAY.plusYears(201), fixed("3"))),
                row("还款为负", "还款金额不能为负数", () -> new Payment(DAY, new Money(-1))),
                row(
                        "还款过多",
                        "10000笔",
                        () -> DoubleInterest.compute(
                                SUM, DAY, DAY, Collections.nCopies(10_001, new Payment(DAY, SUM)), List.of())),
                row(
                        "收款过多",
                        "10000笔",
                        () -> Clearing.settle(
                                new Debt(SUM, SUM, null, null, DAY, true, List.of()),
                                Collections.nCopies(10_001, new Payment(DAY, SUM)),
                                DAY)),
                row("中止倒置", "早于", () -> new Suspension(DAY, DAY.minusDays(1), false)),
                row(
                        "中止互相矛盾",
                        "重叠",
                        () -> DoubleInterest.compute(
                                SUM,
                                DAY,
                                DAY.plusDays(100),
                                List.of(),
                                List.of(
                                        new Suspension(DAY.plusDays(10), DAY.plusDays(20), false),
                                        new Suspension(DAY.plusDays(20), DAY.plusDays(30), true)))),
                row("扣除倒置", "早于", () -> new Interval(DAY, DAY.minusDays(1), "公告")),
                row("期间为负", "负数", () -> Period.days(-1)),
                row("期间过长", "200年", () -> Period.years(201)),
                row("期间过长（日）", "200年", () -> Period.days(200 * 366 + 1)),
                row("日期荒唐", "超出", () -> Periods.end(LocalDate.of(9999, 1, 1), Period.days(1), CALENDAR)),
                row("控制期限为零", "大于零", () -> Periods.endOfControl(DAY, Period.days(0))),
                row("控制期限用工作日", "日、月或年", () -> Periods.endOfControl(DAY, Period.workingDays(3))),
                row("利率为负", "负数", () -> fixed("-1")),
                row("利率荒唐", "超出", () -> fixed("1000.01")),
                row("年天数错误", "365或360", () -> new Rate.Fixed(BigDecimal.ONE, 366)),
                row("缺利率", "percent", () -> Rate.of("FIXED", null, null, null)),
                row("利率种类未知", "种类", () -> Rate.of("SHIBOR", null, null, null)),
                row(
                        "早于首次LPR",
                        "尚无一年期LPR",
                        () -> Interest.general(
                                SUM,
                                LocalDate.of(2019, 8, 19),
                                DAY,
                                new Rate.Lpr(Rate.Term.LPR_1Y, BigDecimal.ONE, null))),
                row("有利率无起息日", "起息日", () -> new Debt(SUM, SUM, fixed("3"), null, DAY, true, List.of())),
                row("执行金额为零", "大于零", () -> EnforcementFee.of(Money.ZERO)),
                row("保全数额为负", "负数", () -> PreservationFee.of(new Money(-1))),
                row("大写负数", "负数", () -> AmountInWords.of(new Money(-1))),
                row(
                        "查封顺位缺失",
                        "查封顺位",
                        () -> Distribution.plan(
                                SUM,
                                List.of(),
                                List.of(),
                                List.of(Distribution.Claim.of("甲", SUM)),
                                Distribution.Rule.SEIZURE_ORDER)),
                row(
                        "案款为负",
                        "负数",
                        () -> Distribution.plan(
                                new Money(-1), List.of(), List.of(), List.of(), Distribution.Rule.PROPORTIONAL)),
                row("债权为负", "负数", () -> Distribution.Claim.of("甲", new Money(-1))),
                row("无名债权人", "不能为空", () -> Distribution.Claim.of(" ", SUM)),
                row("有争议的超过债权", "超过其债权", () -> new Distribution.Claim("甲", SUM, 0, true, SUM.plus(SUM))),
                row(
                        "分配不平",
                        "差额",
                        () -> new Distribution.Plan(
                                SUM,
                                List.of(new Distribution.Line(
                                        Distribution.Kind.ORDINARY, "甲", SUM, SUM, SUM, Money.ZERO, Money.ZERO)),
                                SUM,
                                List.of())),
                row("租金年数", "5至8年", () -> OnlyHome.keep(SUM, SUM, 3)),
                row("变价款为零", "大于零", () -> OnlyHome.keep(Money.ZERO, SUM, 5)),
                row(
                        "扣除期间倒置（执行期限）",
                        "早于",
                        () -> new EnforcementTerm.Excluded<>(TermExclusion.STAY, DAY, DAY.minusDays(1))),
                row("旧的控制期限", "旧规定", () -> ControlTerms.longest(AssetClass.DEPOSIT, LocalDate.of(2010, 1, 1))),
                row("第三轮拍卖", "轮次", () -> AuctionPrices.of(SUM, 3)),
                row("参考价为零", "大于零", () -> AuctionPrices.of(Money.ZERO, 1)),
                row("旧公告送达", "旧规定", () -> Periods.servedByAnnouncement(LocalDate.of(2021, 12, 31))),
                row("节假日文件无出处", "出处", () -> CALENDAR.with("{\"year\":2027,\"papers\":[],\"days\":[]}")),
                row("节假日文件无日期", "1至", () -> CALENDAR.with(notice(2027, ""))),
                row("节假日文件日期不存在", "2027-02-30", () -> CALENDAR.with(notice(2027, day("2027-02-30", "true")))),
                row("节假日文件年份荒唐", "年份", () -> CALENDAR.with(notice(1027, day("1027-02-01", "true")))),
                row("节假日文件外年", "其他年份", () -> CALENDAR.with(notice(2027, day("2029-02-01", "true")))),
                row("节假日文件不写明放假", "isOffDay", () -> CALENDAR.with(notice(2027, day("2027-02-01", "null")))),
                row(
                        "节假日文件重复",
                        "重复",
                        () -> CALENDAR.with(
                                notice(2027, day("2027-02-01", "true") + "," + day("2027-02-01", "false")))),
                row("节假日文件不是JSON", "JSON", () -> CALENDAR.with("今年放假")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void 拒绝并说明(String name, String words, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(words);
    }

    @Test
    void 导入新一年的放假通知后不再是暂定() {
        WorkCalendar with2027 = CALENDAR.with("""
                {"year":2027,"papers":["https://www.gov.cn/example"],
                 "days":[{"name":"试","date":"2027-03-01","isOffDay":true},{"name":"试","date":"2027-03-06","isOffDay":false}]}
                """);
        assertThat(CALENDAR.isProvisional(2027)).isTrue();
        Deadline d = Periods.end(LocalDate.of(2026, 9, 1), Period.months(6), with2027);
        assertThat(d.provisional()).isFalse();
        assertThat(d.endsOn()).isEqualTo(LocalDate.of(2027, 3, 2));
        assertThat(with2027.isWorkingDay(LocalDate.of(2027, 3, 6))).isTrue();
    }

    private static String notice(int year, String days) {
        return "{\"year\":%d,\"papers\":[\"https://www.gov.cn/example\"],\"days\":[%s]}".formatted(year, days);
    }

    private static String day(String date, String off) {
        return "{\"name\":\"试\",\"date\":\"%s\",\"isOffDay\":%s}".formatted(date, off);
    }

    private static Arguments row(String name, String words, ThrowingCallable call) {
        return Arguments.of(name, words, call);
    }

    private static Rate fixed(String percent) {
        return new Rate.Fixed(new BigDecimal(percent));
    }
}
