package cn.sunlit.statutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.Shares.Claim;
import cn.sunlit.statutes.Shares.Parts;
import cn.sunlit.statutes.Shares.Rank;
import cn.sunlit.statutes.Shares.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 财产分配方案：各顺位、各债权人分得多少，依据哪一条，分到分，一分不差。 */
class SharesTest {

    private static final LocalPractice.Value TWENTY = new LocalPractice(List.of(new LocalPractice.Setting(
                    PracticeNumber.FIRST_SEIZER_PERCENT, LocalDate.of(2026, 1, 1), 20, "本院参与分配规程")))
            .on(PracticeNumber.FIRST_SEIZER_PERCENT, LocalDate.of(2026, 3, 2));

    private int no;

    private Claim claim(String creditor, Rank rank, String amount) {
        return of(creditor, rank, Parts.plain(Money.parse(amount)), null, 0, true, "0");
    }

    private Claim seized(String creditor, int rank, String amount) {
        return of(creditor, Rank.ORDINARY, Parts.plain(Money.parse(amount)), null, rank, true, "0");
    }

    private Claim secured(String creditor, String since, String amount) {
        return of(creditor, Rank.SECURED, Parts.plain(Money.parse(amount)), LocalDate.parse(since), 0, true, "0");
    }

    private Claim of(
            String creditor, Rank rank, Parts parts, LocalDate since, int seizure, boolean judged, String disputed) {
        return new Claim(++no, creditor, rank, parts, since, seizure, null, judged, Money.parse(disputed));
    }

    private static List<String> shares(Shares.Plan plan) {
        return plan.lines().stream()
                .map(l -> l.claim().creditor() + " " + l.share())
                .toList();
    }

    private static List<String> law(Shares.Plan plan, int line) {
        return plan.lines().get(line).explanations().stream()
                .map(Explanation::rule)
                .toList();
    }

    @Test
    void 按比例分配_DST_01() { // FP-09 FP-11 FP-14
        Shares.Plan plan = Shares.plan(
                Money.yuan(1_000_000),
                List.of(
                        claim("评估费", Rank.COST, "6000"),
                        claim("执行费", Rank.COST, "12400"),
                        secured("抵押权", "2024-05-06", "400000"),
                        claim("A", Rank.ORDINARY, "500000"),
                        claim("B", Rank.ORDINARY, "300000"),
                        claim("C", Rank.ORDINARY, "123456.78")),
                Rule.PROPORTIONAL);
        assertThat(shares(plan))
                .containsExactly(
                        "评估费 6000.00", "执行费 12400.00", "抵押权 400000.00", "A 314903.75", "B 188942.25", "C 77754.00");
        assertThat(plan.refund()).isEqualTo(Money.ZERO);
        assertThat(plan.explanations().getLast().text()).contains("581,600.00", "受偿率62.980749%");
        assertThat(plan.lines().get(3).explanations().getFirst())
                .isEqualTo(new Explanation(
                        "FP-01",
                        "民诉法解释（2022）第五百零八条",
                        "普通债权500,000.00元；本顺位合计923,456.78元，可供分配581,600.00元，分得314,903.75元"));
    }

    @Test
    void 盈余退还被执行人_DST_03() {
        Shares.Plan plan = Shares.plan(
                Money.yuan(100),
                List.of(claim("甲", Rank.ORDINARY, "1"), claim("乙", Rank.ORDINARY, "1"), claim("丙", Rank.ORDINARY, "1")),
                Rule.PROPORTIONAL);
        assertThat(shares(plan)).containsExactly("甲 1.00", "乙 1.00", "丙 1.00");
        assertThat(plan.refund()).isEqualTo(Money.yuan(97));
        assertThat(plan.explanations().getLast().rule()).isEqualTo("QC-03");
    }

    @Test
    void 不足清偿优先债权_DST_04() {
        Shares.Plan plan = Shares.plan(
                Money.yuan(500_000),
                List.of(
                        claim("执行费", Rank.COST, "7400"),
                        secured("优先", "2024-05-06", "600000"),
                        claim("普通", Rank.ORDINARY, "100000")),
                Rule.PROPORTIONAL);
        assertThat(shares(plan)).containsExactly("执行费 7400.00", "优先 492600.00", "普通 0.00");
        assertThat(plan.lines().get(2).explanations().getFirst().text()).contains("前面的顺位已经分完");
    }

    @Test
    void 变价款不足以抵扣执行费用() { // FP-11
        Shares.Plan plan = Shares.plan(
                Money.yuan(1000),
                List.of(
                        claim("评估费", Rank.COST, "900"),
                        claim("执行费", Rank.COST, "600"),
                        secured("抵押权", "2024-05-06", "600000"),
                        claim("普通", Rank.ORDINARY, "100000")),
                Rule.PROPORTIONAL);
        assertThat(shares(plan)).containsExactly("评估费 600.00", "执行费 400.00", "抵押权 0.00", "普通 0.00");
        assertThat(plan.refund()).isEqualTo(Money.ZERO);
        assertThat(plan.lines().get(2).explanations().getFirst().text()).contains("前面的顺位已经分完");
    }

    @Test
    void 刑民交叉_DST_07() {
        Shares.Plan plan = Shares.plan(
                Money.yuan(100_000),
                List.of(
                        claim("罚金", Rank.FINE, "20000"),
                        claim("民事", Rank.ORDINARY, "60000"),
                        claim("退赔", Rank.RESTITUTION, "50000"),
                        claim("医疗费", Rank.MEDICAL, "30000")),
                Rule.PROPORTIONAL);
        assertThat(shares(plan)).containsExactly("罚金 0.00", "民事 20000.00", "退赔 50000.00", "医疗费 30000.00");
        assertThat(law(plan, 2)).containsExactly("FP-03");
    }

    @Test
    void 未判决的首封债权预留_DST_09() {
        Shares.Plan plan = Shares.plan(
                Money.yuan(80_000),
                List.of(of("首封", Rank.ORDINARY, Parts.plain(Money.yuan(200_000)), null, 1, false, "0")),
                Rule.SEIZURE_ORDER);
        Shares.Line line = plan.lines().getFirst();
        assertThat(line.reserved()).isEqualTo(Money.yuan(80_000));
        assertThat(line.paid()).isEqualTo(Money.ZERO);
        assertThat(law(plan, 0)).contains("FP-06");
    }

    @Test
    void 有争议的部分提存_其余照发_DST_10() {
        Shares.Plan plan = Shares.plan(
                Money.yuan(300_000),
                List.of(
                        of("甲", Rank.ORDINARY, Parts.plain(Money.yuan(200_000)), null, 0, true, "50000"),
                        claim("乙", Rank.ORDINARY, "100000")),
                Rule.PROPORTIONAL);
        assertThat(plan.lines().getFirst().deposited()).isEqualTo(Money.yuan(50_000));
        assertThat(plan.lines().getFirst().paid()).isEqualTo(Money.yuan(150_000));
        assertThat(plan.lines().get(1).paid()).isEqualTo(Money.yuan(100_000));
        assertThat(law(plan, 0)).contains("FP-07");
    }

    @Test
    void 加倍部分在全部债权的本金利息之后() { // FP-12
        Parts withDouble = new Parts(Money.yuan(10), Money.yuan(20), Money.yuan(70), Money.yuan(50));
        Shares.Plan plan = Shares.plan(
                Money.yuan(230),
                List.of(
                        of("甲", Rank.ORDINARY, withDouble, null, 0, true, "0"),
                        of("乙", Rank.ORDINARY, withDouble, null, 0, true, "0")),
                Rule.PROPORTIONAL);
        assertThat(plan.lines().getFirst().got())
                .isEqualTo(new Parts(Money.yuan(10), Money.yuan(20), Money.yuan(70), Money.yuan(15)));
        assertThat(law(plan, 0)).containsExactly("FP-01", "FP-12");
    }

    @Test
    void 担保物权按成立先后_同日的按比例_工资和工程款在前_租金在费用之后() { // FP-10 FP-11
        Shares.Plan plan = Shares.plan(
                Money.yuan(1000),
                List.of(
                        secured("后押", "2025-02-01", "400"),
                        secured("先押甲", "2024-02-01", "300"),
                        secured("先押乙", "2024-02-01", "300"),
                        claim("工程款", Rank.CONSTRUCTION, "200"),
                        claim("工资", Rank.WAGE, "100"),
                        claim("租金", Rank.RENT, "60"),
                        claim("评估费", Rank.COST, "40")),
                Rule.PROPORTIONAL);
        assertThat(shares(plan))
                .containsExactly(
                        "后押 0.00", "先押甲 300.00", "先押乙 300.00", "工程款 200.00", "工资 100.00", "租金 60.00", "评估费 40.00");
        assertThat(law(plan, 5)).containsExactly("WF-01");
        assertThatThrownBy(
                        () -> Shares.plan(Money.yuan(1), List.of(claim("无日期", Rank.SECURED, "1")), Rule.PROPORTIONAL))
                .hasMessageContaining("成立（登记）的日期");
    }

    @ParameterizedTest(name = "{0}：首封{1}元、次封{2}元分{3}元 → {4}、{5}")
    @CsvSource({
        "按查封先后, SEIZURE_ORDER, 70, 80, 100, 70.00, 30.00",
        "按比例, PROPORTIONAL, 100, 100, 110, 55.00, 55.00",
        "首封多分百分之二十, FIRST_SEIZER_BONUS, 100, 100, 110, 60.00, 50.00",
        "首封不超过其债权, FIRST_SEIZER_BONUS, 100, 100, 195, 100.00, 95.00",
    })
    void 三种规则(String what, Rule rule, String first, String second, String money, String one, String two) { // FP-13
        Shares.Plan plan =
                Shares.plan(Money.parse(money), List.of(seized("首封", 1, first), seized("次封", 2, second)), rule, TWENTY);
        assertThat(shares(plan)).as(what).containsExactly("首封 " + one, "次封 " + two);
    }

    @Test
    void 没有设定的多分比例_没有查封顺位_都不能算() {
        assertThatThrownBy(() -> Shares.plan(Money.yuan(1), List.of(seized("甲", 1, "2")), Rule.FIRST_SEIZER_BONUS))
                .hasMessageContaining("没有设定");
        assertThatThrownBy(
                        () -> Shares.plan(Money.yuan(1), List.of(claim("甲", Rank.ORDINARY, "2")), Rule.SEIZURE_ORDER))
                .hasMessageContaining("查封顺位");
    }

    @ParameterizedTest(name = "{0}：收到{1} → 最迟{2}")
    @CsvSource({
        "FP-15 提出异议, 2026-09-18, 2026-10-08",
        "FP-16 反对异议, 2026-03-02, 2026-03-17",
        "FP-17 提起诉讼, 2026-09-01, 2026-09-16",
    })
    void 三个十五日(String rule, LocalDate from, LocalDate last) {
        WorkCalendar calendar = WorkCalendar.shipped();
        Deadline end = rule.startsWith("FP-15")
                ? PlanTerms.toObject(from, calendar)
                : rule.startsWith("FP-16") ? PlanTerms.toOppose(from, calendar) : PlanTerms.toSue(from, calendar);
        assertThat(end.endsOn()).isEqualTo(last);
    }

    @ParameterizedTest(name = "种子{0}")
    @CsvSource({"1", "2", "3", "4"})
    void 任意的债权_合计恒等于案款_无人多得(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<Claim> claims = new ArrayList<>();
            int many = 1 + random.nextInt(9);
            for (int i = 1; i <= many; i++) {
                Rank rank = Rank.values()[random.nextInt(Rank.values().length)];
                claims.add(new Claim(
                        i,
                        "债权人" + i,
                        rank,
                        rank.owed()
                                ? new Parts(money(random), money(random), money(random), money(random))
                                : Parts.plain(money(random)),
                        LocalDate.of(2024, 1, 1 + random.nextInt(3)),
                        1 + random.nextInt(3),
                        null,
                        random.nextBoolean(),
                        Money.ZERO));
            }
            Rule rule = Rule.values()[random.nextInt(2)];
            Money pool = new Money(random.nextLong(40_000));
            Shares.Plan plan = Shares.plan(pool, claims, rule);
            for (Shares.Line line : plan.lines()) {
                assertThat(line.unsatisfied().isNegative()).isFalse();
                assertThat(line.paid().plus(line.reserved()).plus(line.deposited()))
                        .isEqualTo(line.share());
                if (line.claim().parts().total().isPositive()) {
                    assertThat(line.explanations()).isNotEmpty();
                }
            }
        }
    }

    private static Money money(Random random) {
        return new Money(random.nextLong(5_000));
    }
}
