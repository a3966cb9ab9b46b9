package cn.sunlit.statutes;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.statutes.Shares.Claim;
import cn.sunlit.statutes.Shares.Line;
import cn.sunlit.statutes.Shares.Parts;
import cn.sunlit.statutes.Shares.Rank;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** What is left of a pool while one tier after the other is served, and why each claim got what it got. */
final class ShareTiers {

    private static final int RATE_PLACES = 6;
    private static final long PER_CENT = 100;

    private static final String INTERPRETATION_508 = StatuteBook.cite("民诉法解释", "2022-04-10", 508);
    private static final String INTERPRETATION_510 = StatuteBook.cite("民诉法解释", "2022-04-10", 510);
    private static final String INTERPRETATION_514 = StatuteBook.cite("民诉法解释", "2022-04-10", 514);
    private static final String DELAY_4 = StatuteBook.cite("迟延履行利息", "2014-08-01", 4);
    private static final String WORK_34 = StatuteBook.cite("执行工作若干规定", "2021-01-01", 34);
    private static final String WORK_55 = StatuteBook.cite("执行工作若干规定", "2021-01-01", 55);
    private static final String WORK_56 = StatuteBook.cite("执行工作若干规定", "2021-01-01", 56);
    private static final String CRIMINAL_13 = StatuteBook.cite("刑事涉财产执行", "2014-11-06", 13);
    private static final String OBJECTION_20 = StatuteBook.cite("异议复议", "2021-01-01", 20);

    /** What of a claim a tier serves. */
    private enum Part {
        BASE("") {
            @Override
            Money of(Claim c) {
                return c.parts().base();
            }
        },
        DOUBLED("加倍部分债务利息") {
            @Override
            Money of(Claim c) {
                return c.parts().doubled();
            }
        };

        private final String zh;

        Part(String zh) {
            this.zh = zh;
        }

        abstract Money of(Claim c);
    }

    /** How a tier is called and what it follows. */
    private record Tier(String rule, String law, String zh, Part part) {}

    private final Money pool;
    private final List<Claim> claims;
    private final Map<Integer, Money> base = new HashMap<>();
    private final Map<Integer, Money> doubled = new HashMap<>();
    private final Map<Integer, List<Explanation>> why = new HashMap<>();
    private final List<Explanation> steps = new ArrayList<>();
    private Money left;

    ShareTiers(Money pool, List<Claim> claims) {
        this.pool = pool;
        this.claims = claims;
        this.left = pool;
    }

    @Law(
            id = "FP-09",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 508,
            text = "参与分配执行中，执行所得价款扣除执行费用，并清偿应当优先受偿的债权后")
    @Practice(
            id = "FP-10",
            text =
                    "唯一住房的租金紧接执行费用扣除；与担保物权的先后法律未规定，有争议的由合议庭决定并在方案中写明。职工工资等法定优先债权、建设工程价款优先受偿权先于担保物权（民法典第八百零七条等，原文未随产品收录），同一种的按比例")
    void first() {
        serve(new Tier("FP-09", INTERPRETATION_508, Rank.COST.zh(), Part.BASE), of(Rank.COST));
        serve(new Tier("WF-01", OBJECTION_20, Rank.RENT.zh(), Part.BASE), of(Rank.RENT));
        serve(new Tier("FP-03", CRIMINAL_13, Rank.MEDICAL.zh(), Part.BASE), of(Rank.MEDICAL));
    }

    @Law(
            id = "FP-11",
            statute = "执行工作若干规定",
            edition = "2021-01-01",
            article = 55,
            text = "多个债权人的债权种类不同的，基于所有权和担保物权而享有的债权，优先于金钱债权受偿。")
    void preferred() {
        serve(new Tier("FP-10", INTERPRETATION_508, Rank.WAGE.zh(), Part.BASE), of(Rank.WAGE));
        serve(new Tier("FP-10", INTERPRETATION_508, Rank.CONSTRUCTION.zh(), Part.BASE), of(Rank.CONSTRUCTION));
        Map<LocalDate, List<Claim>> byDay = new TreeMap<>();
        of(Rank.SECURED)
                .forEach(c -> byDay.computeIfAbsent(Objects.requireNonNull(c.since()), d -> new ArrayList<>())
                        .add(c));
        byDay.forEach((day, same) ->
                serve(new Tier("FP-08", WORK_55, Rank.SECURED.zh() + "（" + day + "成立）", Part.BASE), same));
        serve(new Tier("FP-03", CRIMINAL_13, Rank.RESTITUTION.zh(), Part.BASE), of(Rank.RESTITUTION));
    }

    @Law(
            id = "FP-12",
            statute = "迟延履行利息",
            edition = "2014-08-01",
            article = 4,
            text = "被执行人的财产不足以清偿全部债务的，应当先清偿生效法律文书确定的金钱债务，再清偿加倍部分债务利息")
    void ordinary(Shares.Rule rule, LocalPractice.Value bonus) {
        List<Claim> ordinary = of(Rank.ORDINARY);
        List<Claim> owed = claims.stream().filter(c -> c.rank().owed()).toList();
        switch (rule) {
            case PROPORTIONAL -> serve(proportional(), ordinary);
            case FIRST_SEIZER_BONUS -> withBonus(ordinary, bonus);
            case SEIZURE_ORDER -> bySeizure("FP-02", INTERPRETATION_514, Part.BASE, ordinary);
        }
        if (rule == Shares.Rule.SEIZURE_ORDER) {
            bySeizure("FP-12", DELAY_4, Part.DOUBLED, owed);
        } else {
            serve(new Tier("FP-12", DELAY_4, Part.DOUBLED.zh, Part.DOUBLED), owed);
        }
    }

    void last() {
        serve(new Tier("FP-03", CRIMINAL_13, Rank.FINE.zh(), Part.BASE), of(Rank.FINE));
        serve(new Tier("FP-03", CRIMINAL_13, Rank.CONFISCATION.zh(), Part.BASE), of(Rank.CONFISCATION));
    }

    private static Tier proportional() {
        return new Tier("FP-01", INTERPRETATION_508, Rank.ORDINARY.zh(), Part.BASE);
    }

    private void bySeizure(String rule, String law, Part part, List<Claim> all) {
        Map<Integer, List<Claim>> byRank = new TreeMap<>();
        all.forEach(c -> byRank.computeIfAbsent(
                        c.seizureRank() == 0 ? Integer.MAX_VALUE : c.seizureRank(), r -> new ArrayList<>())
                .add(c));
        byRank.forEach((rank, same) -> serve(
                new Tier(
                        rule,
                        law,
                        (part == Part.BASE ? Rank.ORDINARY.zh() : part.zh)
                                + (rank == Integer.MAX_VALUE ? "（未查封）" : "（查封第" + rank + "顺位）"),
                        part),
                same));
    }

    /** More weight for who seized first; nobody gets more than is owed. */
    @Practice(id = "FP-13", text = "首先查封的普通债权人适当多分：以其债权乘以（1＋比例）参加按比例分配，不超过其债权；比例由本院设定，未设定的为零（浙江、江苏等地法院的做法，以不超过百分之二十为限）")
    private void withBonus(List<Claim> ordinary, LocalPractice.Value bonus) {
        if (bonus.value() == 0) {
            throw new IllegalArgumentException("本院没有设定首先查封的多分比例，不能按此规则分配");
        }
        if (ordinary.stream().noneMatch(c -> c.seizureRank() == 1)) {
            throw new IllegalArgumentException("没有填写首先查封的债权人，不能按“首先查封的适当多分”分配");
        }
        steps.add(bonus.explanation());
        serve(
                proportional(),
                ordinary,
                c -> new Money(c.parts().base().fen() * (PER_CENT + (c.seizureRank() == 1 ? bonus.value() : 0))));
    }

    private List<Claim> of(Rank rank) {
        return claims.stream().filter(c -> c.rank() == rank).toList();
    }

    private void serve(Tier tier, List<Claim> some) {
        serve(tier, some, tier.part()::of);
    }

    /** One tier: in full while the money lasts, else in proportion by largest remainder. */
    @Practice(id = "FP-14", text = "分配方案的尾差按最大余数法分到分，余数并列的按查封顺位、申请参与分配的时间、登记的先后（法律未规定舍入）")
    private void serve(Tier tier, List<Claim> some, Function<Claim, Money> weight) {
        List<Claim> wanting = Shares.inOrder(some).stream()
                .filter(c -> tier.part().of(c).isPositive())
                .toList();
        if (wanting.isEmpty()) {
            return;
        }
        List<Money> wanted = wanting.stream().map(tier.part()::of).toList();
        Money sum = Money.sum(wanted);
        Money before = left;
        boolean enough = before.compareTo(sum) >= 0;
        List<Money> given = enough
                ? wanted
                : inProportion(before, wanted, wanting.stream().map(weight).toList());
        for (int i = 0; i < wanting.size(); i++) {
            give(tier, wanting.get(i), wanted.get(i), given.get(i), sum, before);
        }
        left = before.minus(enough ? sum : before);
        steps.add(new Explanation(
                tier.rule(),
                tier.law(),
                enough
                        ? "%s合计%s元，足额清偿，余%s元".formatted(tier.zh(), sum.display(), left.display())
                        : "%s合计%s元，可供分配%s元，受偿率%s，按比例（最大余数法）清偿"
                                .formatted(tier.zh(), sum.display(), before.display(), rate(before, sum))));
    }

    private void give(Tier tier, Claim c, Money wanted, Money given, Money sum, Money before) {
        (tier.part() == Part.BASE ? base : doubled).put(c.no(), given);
        String text = given.equals(wanted)
                ? "%s%s元，足额清偿".formatted(tier.zh(), wanted.display())
                : before.isZero()
                        ? "%s%s元，前面的顺位已经分完，没有分得".formatted(tier.zh(), wanted.display())
                        : "%s%s元；本顺位合计%s元，可供分配%s元，分得%s元"
                                .formatted(
                                        tier.zh(), wanted.display(), sum.display(), before.display(), given.display());
        explain(c, new Explanation(tier.rule(), tier.law(), text));
    }

    private void explain(Claim c, Explanation e) {
        why.computeIfAbsent(c.no(), n -> new ArrayList<>()).add(e);
    }

    /** Parts by weight, none above what is wanted: what one does not want the others share. */
    private static List<Money> inProportion(Money money, List<Money> wanted, List<Money> weights) {
        Money[] given = new Money[wanted.size()];
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < given.length; i++) {
            given[i] = Money.ZERO;
            open.add(i);
        }
        Money rest = money;
        while (!open.isEmpty()) {
            List<Money> parts = rest.split(open.stream().map(weights::get).toList());
            List<Integer> full = new ArrayList<>();
            for (int i = 0; i < open.size(); i++) {
                int at = open.get(i);
                given[at] = parts.get(i);
                if (parts.get(i).compareTo(wanted.get(at)) >= 0) {
                    full.add(at);
                }
            }
            boolean over = false;
            for (int at : full) {
                over |= given[at].compareTo(wanted.get(at)) > 0;
            }
            if (!over) {
                break;
            }
            for (int at : full) {
                given[at] = wanted.get(at);
                rest = rest.minus(wanted.get(at));
            }
            open.removeAll(full);
        }
        return List.of(given);
    }

    /** To a millionth of a percent, as creditors compare it between plans. */
    private static String rate(Money given, Money wanted) {
        return given.yuan()
                        .movePointRight(2)
                        .divide(wanted.yuan(), RATE_PLACES, RoundingMode.HALF_UP)
                        .toPlainString()
                + "%";
    }

    Shares.Plan plan() {
        if (left.isPositive()) {
            steps.add(new Explanation("QC-03", WORK_34, "余%s元退还被执行人".formatted(left.display())));
        }
        return new Shares.Plan(pool, claims.stream().map(this::line).toList(), left, steps);
    }

    private Line line(Claim c) {
        Money ofBase = base.getOrDefault(c.no(), Money.ZERO);
        Money costs = ofBase.min(c.parts().costs());
        Money interest = ofBase.minus(costs).min(c.parts().interest());
        Parts got = new Parts(
                costs, interest, ofBase.minus(costs).minus(interest), doubled.getOrDefault(c.no(), Money.ZERO));
        Money share = got.total();
        Money reserved = c.adjudicated() ? Money.ZERO : share;
        Money deposited = c.adjudicated() ? c.disputed().min(share) : Money.ZERO;
        if (reserved.isPositive()) {
            explain(c, new Explanation("FP-06", WORK_56, "债权尚未经裁判确认，其份额%s元预留，不得发放".formatted(reserved.display())));
        }
        if (deposited.isPositive()) {
            explain(
                    c,
                    new Explanation(
                            "FP-07", INTERPRETATION_510, "有争议的%s元提存，待分配方案异议之诉审结".formatted(deposited.display())));
        }
        return new Line(
                c,
                got,
                share.minus(reserved).minus(deposited),
                reserved,
                deposited,
                why.getOrDefault(c.no(), List.of()));
    }
}
