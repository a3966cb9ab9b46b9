package cn.sunlit.statutes;

import static java.util.Comparator.comparingInt;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * How proceeds are distributed among creditors (案款分配): costs, preferred claims in their order, then ordinary claims in
 * proportion or by the order of seizure. Every fen is given to a line or refunded.
 */
public final class Distribution {

    private static final int MAX_CLAIMS = 10_000;
    private static final int RATE_PLACES = 6;

    private static final String INTERPRETATION_508 = StatuteBook.cite("民诉法解释", "2022-04-10", 508);
    private static final String INTERPRETATION_510 = StatuteBook.cite("民诉法解释", "2022-04-10", 510);
    private static final String INTERPRETATION_514 = StatuteBook.cite("民诉法解释", "2022-04-10", 514);
    private static final String WORK_34 = StatuteBook.cite("执行工作若干规定", "2021-01-01", 34);
    private static final String WORK_55 = StatuteBook.cite("执行工作若干规定", "2021-01-01", 55);
    private static final String WORK_56 = StatuteBook.cite("执行工作若干规定", "2021-01-01", 56);
    private static final String CRIMINAL_13 = StatuteBook.cite("刑事涉财产执行", "2014-11-06", 13);

    private Distribution() {}

    /** How ordinary claims share what costs and preferred claims leave. */
    public enum Rule {
        /** In proportion, where the debtor is a citizen or another organisation, or one title names several creditors. */
        PROPORTIONAL,
        /** By the order of seizure, where the debtor is an enterprise that is not handed over to bankruptcy. */
        SEIZURE_ORDER
    }

    /** The rank of a line, from the first to be paid to the last. */
    public enum Kind {
        COST("执行费用"),
        MEDICAL("人身损害赔偿中的医疗费用"),
        PREFERRED("优先受偿债权"),
        RESTITUTION("退赔被害人的损失"),
        ORDINARY("普通债权"),
        FINE("罚金"),
        CONFISCATION("没收财产");

        private final String zh;

        Kind(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    /**
     * @param creditor who is paid
     * @param amount of the claim
     * @param seizureRank 1 for the first seizure; needed for {@link Rule#SEIZURE_ORDER}, else zero
     * @param adjudicated whether a title confirms the claim; until then its share is set aside (预留)
     * @param disputed how much of the share a suit on the plan is about: deposited until it is decided (提存)
     */
    public record Claim(String creditor, Money amount, int seizureRank, boolean adjudicated, Money disputed) {

        /** @throws IllegalArgumentException for a nameless creditor or a sum below zero */
        public Claim {
            if (creditor.isBlank()) {
                throw new IllegalArgumentException("债权人名称不能为空");
            }
            if (amount.isNegative() || disputed.isNegative()) {
                throw new IllegalArgumentException("“%s”的债权金额不能为负数".formatted(creditor));
            }
            if (seizureRank < 0) {
                throw new IllegalArgumentException("“%s”的查封顺位不能为负数".formatted(creditor));
            }
            if (disputed.compareTo(amount) > 0) {
                throw new IllegalArgumentException(
                        "“%s”有争议的%s元超过其债权%s元".formatted(creditor, disputed.display(), amount.display()));
            }
        }

        public static Claim of(String creditor, Money amount) {
            return new Claim(creditor, amount, 0, true, Money.ZERO);
        }

        public Claim seized(int rank) {
            return new Claim(creditor, amount, rank, adjudicated, disputed);
        }
    }

    /** What one creditor gets: {@code share = paid + reserved + escrowed}. */
    public record Line(
            Kind kind, String creditor, Money claim, Money share, Money paid, Money reserved, Money escrowed) {

        /** What of the claim stays unsatisfied. */
        public Money unsatisfied() {
            return claim.minus(share);
        }
    }

    /** All shares and the refund add up to the proceeds, to the fen. */
    public record Plan(Money proceeds, List<Line> lines, Money refund, List<Explanation> explanations) {
        public Plan {
            lines = List.copyOf(lines);
            explanations = List.copyOf(explanations);
            Money given = Money.sum(lines.stream().map(Line::share).toList()).plus(refund);
            if (!given.equals(proceeds)) {
                throw new IllegalArgumentException("分配合计%s元与案款%s元不符，差额%s元"
                        .formatted(
                                given.display(),
                                proceeds.display(),
                                proceeds.minus(given).display()));
            }
        }
    }

    /**
     * The civil order.
     *
     * @param costs costs of the sale and the enforcement fee, first of all
     * @param preferred claims with a security or a statutory priority, in their order of rank
     * @param ordinary the rest
     * @throws IllegalArgumentException for sums below zero, too many claims, or a seizure order without ranks
     */
    @Law(
            id = "FP-01",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 508,
            text = "参与分配执行中，执行所得价款扣除执行费用，并清偿应当优先受偿的债权后，对于普通债权，原则上按照其占全部申请参与分配债权数额的比例受偿。")
    public static Plan plan(Money proceeds, List<Claim> costs, List<Claim> preferred, List<Claim> ordinary, Rule rule) {
        Pool pool = new Pool(proceeds, costs.size() + preferred.size() + ordinary.size());
        pool.together(Kind.COST, costs, INTERPRETATION_508);
        pool.oneByOne(preferred);
        switch (rule) {
            case PROPORTIONAL -> pool.together(Kind.ORDINARY, ordinary, INTERPRETATION_508);
            case SEIZURE_ORDER -> bySeizure(pool, ordinary);
        }
        return pool.plan();
    }

    @Law(
            id = "FP-02",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 514,
            text = "对于普通债权，按照财产保全和执行中查封、扣押、冻结财产的先后顺序清偿。")
    private static void bySeizure(Pool pool, List<Claim> ordinary) {
        for (Claim c : ordinary) {
            if (c.seizureRank() == 0) {
                throw new IllegalArgumentException("按查封顺序清偿的，须填写“%s”的查封顺位".formatted(c.creditor()));
            }
        }
        List<Claim> ordered =
                ordinary.stream().sorted(comparingInt(Claim::seizureRank)).toList();
        int from = 0;
        while (from < ordered.size()) {
            int to = from;
            while (to < ordered.size()
                    && ordered.get(to).seizureRank() == ordered.get(from).seizureRank()) {
                to++;
            }
            pool.together(Kind.ORDINARY, ordered.subList(from, to), INTERPRETATION_514);
            from = to;
        }
    }

    /**
     * The order where the debtor owes criminal and civil liabilities together (刑民交叉).
     *
     * @param medical medical costs of bodily injury
     * @param preferred claims with a priority, after the medical costs
     */
    @Law(
            id = "FP-03",
            statute = "刑事涉财产执行",
            edition = "2014-11-06",
            article = 13,
            text = "被执行人在执行中同时承担刑事责任、民事责任，其财产不足以支付的，按照下列顺序执行：")
    @Law(
            id = "FP-04",
            statute = "刑事涉财产执行",
            edition = "2014-11-06",
            article = 13,
            text = "债权人对执行标的依法享有优先受偿权，其主张优先受偿的，人民法院应当在前款第（一）项规定的医疗费用受偿后，予以支持。")
    public static Plan criminal(
            Money proceeds,
            List<Claim> costs,
            List<Claim> medical,
            List<Claim> preferred,
            List<Claim> restitution,
            List<Claim> otherCivil,
            Money fine,
            Money confiscation) {
        Pool pool = new Pool(
                proceeds,
                costs.size() + medical.size() + preferred.size() + restitution.size() + otherCivil.size() + 2);
        pool.together(Kind.COST, costs, INTERPRETATION_508);
        pool.together(Kind.MEDICAL, medical, CRIMINAL_13);
        pool.oneByOne(preferred);
        pool.together(Kind.RESTITUTION, restitution, CRIMINAL_13);
        pool.together(Kind.ORDINARY, otherCivil, CRIMINAL_13);
        pool.together(Kind.FINE, treasury(Kind.FINE, fine), CRIMINAL_13);
        pool.together(Kind.CONFISCATION, treasury(Kind.CONFISCATION, confiscation), CRIMINAL_13);
        return pool.plan();
    }

    private static List<Claim> treasury(Kind kind, Money amount) {
        return amount.isZero() ? List.of() : List.of(Claim.of("国库（" + kind.zh() + "）", amount));
    }

    @Law(
            id = "FP-06",
            statute = "执行工作若干规定",
            edition = "2021-01-01",
            article = 56,
            text = "首先查封、扣押、冻结的法院所采取的执行措施如系为执行财产保全裁定，具体分配应当在该院案件审理终结后进行。")
    @Law(
            id = "FP-07",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 510,
            text = "诉讼期间进行分配的，执行法院应当提存与争议债权数额相应的款项。")
    private static Line line(Kind kind, Claim claim, Money share) {
        if (!claim.adjudicated()) {
            return new Line(kind, claim.creditor(), claim.amount(), share, Money.ZERO, share, Money.ZERO);
        }
        Money escrowed = claim.disputed().min(share);
        return new Line(kind, claim.creditor(), claim.amount(), share, share.minus(escrowed), Money.ZERO, escrowed);
    }

    /** What is left while tier after tier is served. */
    private static final class Pool {
        private final Money proceeds;
        private final List<Line> lines = new ArrayList<>();
        private final List<Explanation> explanations = new ArrayList<>();
        private Money left;

        Pool(Money proceeds, int claims) {
            if (proceeds.isNegative()) {
                throw new IllegalArgumentException("可分配案款不能为负数");
            }
            if (claims > MAX_CLAIMS) {
                throw new IllegalArgumentException("参与分配的债权不能超过" + MAX_CLAIMS + "项");
            }
            this.proceeds = proceeds;
            this.left = proceeds;
        }

        /** One tier: in full while the money lasts, else in proportion by largest remainder. */
        @Practice(id = "FP-05", text = "同一顺位不足清偿的按比例，尾差按最大余数法分到分，并列的按列出的先后（法律未规定舍入）")
        void together(Kind kind, List<Claim> claims, String law) {
            List<Claim> positive =
                    claims.stream().filter(c -> c.amount().isPositive()).toList();
            if (positive.isEmpty()) {
                return;
            }
            List<Money> amounts = positive.stream().map(Claim::amount).toList();
            Money wanted = Money.sum(amounts);
            boolean enough = left.compareTo(wanted) >= 0;
            List<Money> shares = enough ? amounts : left.split(amounts);
            for (int i = 0; i < positive.size(); i++) {
                add(kind, positive.get(i), shares.get(i));
            }
            Money given = enough ? wanted : left;
            explanations.add(new Explanation(
                    kind == Kind.ORDINARY && law.equals(INTERPRETATION_514) ? "FP-02" : "FP-01",
                    law,
                    "%s合计%s元，%s，分配%s元"
                            .formatted(
                                    kind.zh(),
                                    wanted.display(),
                                    enough
                                            ? "足额清偿"
                                            : "可供分配%s元，受偿率%s，按比例（最大余数法）清偿"
                                                    .formatted(left.display(), rate(left, wanted)),
                                    given.display())));
            left = left.minus(given);
        }

        /** To a millionth, as creditors compare it between plans. */
        private static String rate(Money given, Money wanted) {
            return given.yuan()
                            .movePointRight(2)
                            .divide(wanted.yuan(), RATE_PLACES, RoundingMode.HALF_UP)
                            .toPlainString()
                    + "%";
        }

        @Law(
                id = "FP-08",
                statute = "执行工作若干规定",
                edition = "2021-01-01",
                article = 55,
                text = "有多个担保物权的，按照各担保物权成立的先后顺序清偿。")
        void oneByOne(List<Claim> preferred) {
            for (Claim c : preferred) {
                Money share = left.min(c.amount());
                add(Kind.PREFERRED, c, share);
                left = left.minus(share);
                explanations.add(new Explanation(
                        "FP-08",
                        WORK_55,
                        "优先受偿债权“%s”%s元，清偿%s元".formatted(c.creditor(), c.amount().display(), share.display())));
            }
        }

        private void add(Kind kind, Claim claim, Money share) {
            Line line = line(kind, claim, share);
            lines.add(line);
            if (line.reserved().isPositive()) {
                explanations.add(new Explanation(
                        "FP-06",
                        WORK_56,
                        "“%s”的债权尚未经裁判确认，其份额%s元预留，不得发放"
                                .formatted(claim.creditor(), line.reserved().display())));
            }
            if (line.escrowed().isPositive()) {
                explanations.add(new Explanation(
                        "FP-07",
                        INTERPRETATION_510,
                        "“%s”有争议的%s元提存，待分配方案异议之诉审结"
                                .formatted(claim.creditor(), line.escrowed().display())));
            }
        }

        Plan plan() {
            if (left.isPositive()) {
                explanations.add(new Explanation("QC-03", WORK_34, "余%s元退还被执行人".formatted(left.display())));
            }
            return new Plan(proceeds, lines, left, explanations);
        }
    }
}
