package cn.sunlit.statutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem.Refusal;
import cn.sunlit.statutes.EnforcementTerm.Excluded;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 罚款拘留拘传的限度、唯一住房、民间借贷上限、两种六个月、控制期限和变卖。 */
class LimitsTest {

    private static final WorkCalendar CALENDAR = WorkCalendar.shipped();

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            个人 | PERSON       | 100000     |
            个人 | PERSON       | 100000.01  | CF-01
            个人 | PERSON       | 0          | CF-01
            单位 | ORGANISATION | 50000      |
            单位 | ORGANISATION | 49999.99   | CF-02
            单位 | ORGANISATION | 1000000    |
            单位 | ORGANISATION | 1000000.01 | CF-02
            """)
    void 罚款限额(String who, Penalties.Who on, String amount, String refused) {
        assertThat(Penalties.fine(on, Money.parse(amount), true))
                .extracting(Refusal::rule)
                .isEqualTo(refused == null ? List.of() : List.of(refused));
    }

    @Test
    void 拘留不超过十五日() { // CF-03
        assertThat(Penalties.detention(15, true)).isEmpty();
        assertThat(Penalties.detention(16, true)).extracting(Refusal::rule).containsExactly("CF-03");
        assertThat(Penalties.detention(0, true)).extracting(Refusal::rule).containsExactly("CF-03");
    }

    /** CF-06、CF-07：按小时起算，不因休假日顺延。 */
    @ParameterizedTest(name = "{0}起拘留{1}日，{2}释放，{3}前通知家属")
    @CsvSource({
        "2026-03-20T14:30:00Z, 15, 2026-04-04T14:30:00Z, 2026-03-21T14:30:00Z",
        "2026-09-30T16:00:00Z, 3, 2026-10-03T16:00:00Z, 2026-10-01T16:00:00Z",
    })
    void 拘留的起止(Instant taken, int days, Instant free, Instant told) {
        assertThat(Penalties.endOfDetention(taken, days)).isEqualTo(free);
        assertThat(Penalties.familyToldBy(taken)).isEqualTo(told);
    }

    /** CF-08、CF-09：期间届满的最后一日是休假日的顺延。 */
    @ParameterizedTest(name = "{0}收到，{1}前申请，{2}前决定")
    @CsvSource({"2026-03-16, 2026-03-19, 2026-03-24", "2026-03-18, 2026-03-23, 2026-03-30"})
    void 罚款拘留的复议(LocalDate served, LocalDate until, LocalDate decided) {
        assertThat(Penalties.reviewUntil(served, CALENDAR).endsOn()).isEqualTo(until);
        assertThat(Penalties.reviewDecidedBy(until, CALENDAR).endsOn()).isEqualTo(decided);
    }

    @Test
    void 拘传询问八小时_可能拘留的二十四小时() { // CF-04
        assertThat(Penalties.questioning(8, false, true)).isEmpty();
        assertThat(Penalties.questioning(9, false, true))
                .extracting(Refusal::rule)
                .containsExactly("CF-04");
        assertThat(Penalties.questioning(24, true, true)).isEmpty();
        assertThat(Penalties.questioning(25, true, true))
                .extracting(Refusal::rule)
                .containsExactly("CF-04");
    }

    @Test
    void 未经院长批准的列明全部不符之处() { // CF-05
        assertThat(Penalties.fine(Penalties.Who.PERSON, Money.yuan(200_000), false))
                .extracting(Refusal::rule)
                .containsExactly("CF-01", "CF-05");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            五年     | 800000 | 1500 | 5 | 90000  | 710000
            八年     | 800000 | 1500 | 8 | 144000 | 656000
            不足租金 | 60000  | 1500 | 5 | 60000  | 0
            """)
    void 唯一住房保留五至八年租金(String no, String price, String monthly, int years, String kept, String left) { // WF-01
        OnlyHome.Rent rent = OnlyHome.keep(Money.parse(price), Money.parse(monthly), years);
        assertThat(rent.kept()).isEqualTo(Money.parse(kept));
        assertThat(rent.left()).isEqualTo(Money.parse(left));
        assertThat(rent.law()).containsExactly("异议复议（2020）第二十条");
    }

    @Test
    void 租金年数超出五至八年的不计算() {
        for (int years : List.of(4, 9)) {
            assertThatThrownBy(() -> OnlyHome.keep(Money.yuan(1), Money.yuan(1), years))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("5至8年");
        }
    }

    @Test
    void 交付居住房屋的三个月宽限期() { // WF-02
        assertThat(OnlyHome.endOfGrace(LocalDate.of(2026, 3, 2), CALENDAR).endsOn())
                .isEqualTo("2026-06-02");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            首次适用 | 2020-08-20 | 15.40
            二二年   | 2022-01-20 | 14.80
            二六年   | 2026-03-02 | 12.00
            """)
    void 民间借贷上限为合同成立时LPR的四倍(String no, LocalDate contract, BigDecimal percent) { // LX-04
        assertThat(LoanCap.of(contract))
                .isInstanceOfSatisfying(
                        Decision.Granted.class,
                        g -> assertThat(((LoanCap.Cap) g.result()).percent()).isEqualByComparingTo(percent));
    }

    @Test
    void 更早的借贷合同交人判断() { // LX-04
        Decision<LoanCap.Cap> cap = LoanCap.of(LocalDate.of(2020, 8, 19));
        assertThat(cap).isInstanceOf(Decision.NeedsJudgement.class);
        assertThat(((Decision.NeedsJudgement<?>) cap).questions()).isNotEmpty();
    }

    @Test
    void 执行期限与提请上级的六个月扣除的不同() { // QJ-11 QJ-12 QJ-13
        LocalDate filed = LocalDate.of(2026, 1, 5);
        LocalDate from = LocalDate.of(2026, 4, 1);
        LocalDate to = LocalDate.of(2026, 5, 15);
        Deadline plain = EnforcementTerm.toClose(filed, List.of(), CALENDAR);
        assertThat(plain.endsOn()).isEqualTo("2026-07-06"); // 07-05 是周日
        Deadline auction = EnforcementTerm.toClose(
                filed, List.of(new Excluded<>(TermExclusion.AUCTION_OR_SALE, from, to)), CALENDAR);
        assertThat(auction.endsOn()).isEqualTo("2026-08-19");
        assertThat(auction.law()).anyMatch(l -> l.contains("法释〔2000〕29号"));
        assertThat(EnforcementTerm.toEscalate(
                                filed, List.of(new Excluded<>(EscalationExclusion.STAY, from, to)), CALENDAR)
                        .endsOn())
                .isEqualTo("2026-08-19");
        // 拍卖期间不在执行程序解释第十三条之列：两个集合的名目互不通用
        assertThat(names(EscalationExclusion.values())).doesNotContain("AUCTION_OR_SALE");
        assertThat(names(TermExclusion.values())).contains("AUCTION_OR_SALE");
        assertThat(EnforcementTerm.toEscalate(filed, List.of(), CALENDAR).law())
                .contains("执行程序解释（2020）第十三条", "民事诉讼法（2023）第二百三十七条");
    }

    @Test
    void 两种六个月里重叠的扣除都只扣一次() { // QJ-04
        LocalDate filed = LocalDate.of(2026, 1, 5);
        assertThat(EnforcementTerm.toClose(
                                filed,
                                List.of(
                                        new Excluded<>(
                                                TermExclusion.STAY, LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 2)),
                                        new Excluded<>(
                                                TermExclusion.ANNOUNCEMENT,
                                                LocalDate.of(2026, 2, 11),
                                                LocalDate.of(2026, 3, 12))),
                                CALENDAR)
                        .endsOn())
                .isEqualTo("2026-08-14");
    }

    @Test
    void 控制期限按生效之日所适用的规定() { // KZ-01 KZ-02
        assertThat(ControlTerms.longest(AssetClass.DEPOSIT, LocalDate.of(2015, 2, 4)))
                .isEqualTo(Period.years(1));
        assertThat(ControlTerms.longest(AssetClass.OTHER_RIGHT, LocalDate.of(2026, 3, 15)))
                .isEqualTo(Period.years(3));
        assertThatThrownBy(() -> ControlTerms.longest(AssetClass.DEPOSIT, LocalDate.of(2015, 2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("旧规定");
    }

    @Test
    void 变卖价为二拍起拍价_期限可由本院设定() { // PM-09 PM-10
        AuctionPrices.Sale sale = AuctionPrices.sale(Money.yuan(560_000), LocalDate.of(2026, 3, 1), LocalPractice.NONE);
        assertThat(sale.price()).isEqualTo(Money.yuan(560_000));
        assertThat(sale.lastDay()).isEqualTo("2026-04-29"); // 连首日共六十日
    }

    @Test
    void 竞价不少于二十四小时() { // PM-11
        assertThat(AuctionPrices.earliestEnd(LocalDateTime.parse("2026-06-01T10:00:00")))
                .isEqualTo("2026-06-02T10:00:00");
    }

    @Test
    void 加倍部分按执行方式截止() { // JB-05 JB-06
        Payment deducted = Discharge.DEDUCTION.payment(LocalDate.of(2026, 7, 20), Money.yuan(150_000));
        Payment sold = Discharge.SALE_OR_SET_OFF.payment(LocalDate.of(2026, 9, 30), Money.yuan(150_000));
        InterestResult r = DoubleInterest.compute(
                Money.yuan(500_000),
                LocalDate.of(2026, 3, 31),
                LocalDate.of(2026, 9, 30),
                List.of(new Payment(LocalDate.of(2026, 5, 10), Money.yuan(200_000)), deducted, sold),
                List.of());
        assertThat(r.total()).isEqualTo(Money.parse("9117.50"));
        assertThat(r.notes()).anyMatch(n -> n.contains("2026-07-20") && n.contains("划拨、提取之日"));
        assertThat(r.notes()).anyMatch(n -> n.contains("2026-09-30") && n.contains("抵债裁定生效之日"));
        assertThat(r.notes()).noneMatch(n -> n.contains("2026-05-10"));
    }

    @Test
    void 本院设定自生效之日起取代默认值并在说明中写明() {
        LocalPractice court = new LocalPractice(List.of(
                new LocalPractice.Setting(PracticeNumber.SALE_DAYS, LocalDate.of(2026, 6, 1), 45, "鄂1125法发〔2026〕3号"),
                new LocalPractice.Setting(PracticeNumber.SALE_DAYS, LocalDate.of(2026, 9, 1), 30, "鄂1125法发〔2026〕9号")));
        assertThat(court.on(PracticeNumber.SALE_DAYS, LocalDate.of(2026, 5, 31)))
                .satisfies(v -> assertThat(v.value()).isEqualTo(60))
                .satisfies(v -> assertThat(v.explanation().text()).contains("产品默认值"));
        assertThat(court.on(PracticeNumber.SALE_DAYS, LocalDate.of(2026, 6, 1)))
                .satisfies(v -> assertThat(v.value()).isEqualTo(45))
                .satisfies(v -> assertThat(v.explanation().text()).contains("2026-06-01", "〔2026〕3号"));
        assertThat(court.on(PracticeNumber.SALE_DAYS, LocalDate.of(2027, 1, 1)).value())
                .isEqualTo(30);
        assertThat(Periods.searchesAfterTermination(
                        LocalDate.of(2026, 3, 20),
                        new LocalPractice(List.of(new LocalPractice.Setting(
                                PracticeNumber.SEARCH_EVERY_MONTHS, LocalDate.of(2026, 1, 1), 3, "试行")))))
                .hasSize(20);
    }

    @Test
    void 超出范围或者没有依据的设定被拒绝() {
        assertThatThrownBy(() ->
                        new LocalPractice.Setting(PracticeNumber.PERFORMANCE_DAYS, LocalDate.of(2026, 1, 1), 31, "某规定"))
                .hasMessageContaining("1至30");
        assertThatThrownBy(() ->
                        new LocalPractice.Setting(PracticeNumber.PERFORMANCE_DAYS, LocalDate.of(2026, 1, 1), 5, " "))
                .hasMessageContaining("文号");
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
    }
}
