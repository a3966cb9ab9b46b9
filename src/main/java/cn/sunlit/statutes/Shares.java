package cn.sunlit.statutes;

import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plan of distribution (财产分配方案): one pool of money, the claims on it with their ranks, and what each gets of it in costs,
 * interest, principal and doubled interest, every fen with the article that gives it.
 */
public final class Shares {

    private static final int MAX_CLAIMS = 10_000;

    private Shares() {}

    /** How ordinary claims share what the ranks before them leave. */
    public enum Rule {
        /** In proportion, where the debtor is a citizen or another organisation, or one title names several creditors. */
        PROPORTIONAL("按债权比例"),
        /** By the order of seizure, where the debtor is an enterprise that is not handed over to bankruptcy. */
        SEIZURE_ORDER("按查封先后"),
        /** In proportion with more for who seized first, as far as the court has set it. */
        FIRST_SEIZER_BONUS("按债权比例，首先查封的适当多分");

        private final String zh;

        Rule(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    /** The rank of a claim, from the first to be paid to the last; doubled interest of all stands behind the ordinary ones. */
    public enum Rank {
        COST("执行费用"),
        RENT("唯一住房的租金"),
        MEDICAL("人身损害赔偿中的医疗费用"),
        WAGE("职工工资等法定优先债权"),
        CONSTRUCTION("建设工程价款优先受偿权"),
        SECURED("担保物权"),
        RESTITUTION("退赔被害人的损失"),
        ORDINARY("普通债权"),
        FINE("罚金"),
        CONFISCATION("没收财产");

        private final String zh;

        Rank(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }

        /** Whether its holder may ask for a share without a title of its own. */
        public boolean preferred() {
            return this == WAGE || this == CONSTRUCTION || this == SECURED;
        }

        /** Whether it is a debt to a creditor, which bears a title's interest, and not a cost or what goes to the treasury. */
        public boolean owed() {
            return preferred() || this == MEDICAL || this == RESTITUTION || this == ORDINARY;
        }
    }

    /** A sum in the four columns of a plan. */
    public record Parts(Money costs, Money interest, Money principal, Money doubled) {

        public static final Parts NONE = new Parts(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

        /** A claim of nothing but this. */
        public static Parts plain(Money amount) {
            return new Parts(Money.ZERO, Money.ZERO, amount, Money.ZERO);
        }

        /** What the title itself orders, and what is therefore cleared before any doubled interest. */
        public Money base() {
            return costs.plus(interest).plus(principal);
        }

        public Money total() {
            return base().plus(doubled);
        }

        boolean anyNegative() {
            return costs.isNegative() || interest.isNegative() || principal.isNegative() || doubled.isNegative();
        }
    }

    /**
     * @param no the claim's number within the plan; also decides what nothing else decides
     * @param since when a security was established (registered); needed for {@link Rank#SECURED}
     * @param seizureRank 1 for the first seizure, zero for none
     * @param appliedOn when participation was applied for
     * @param adjudicated whether a title confirms the claim; until then its share is set aside (预留)
     * @param disputed how much of the share a suit on the plan is about: deposited until it is decided (提存)
     */
    public record Claim(
            int no,
            String creditor,
            Rank rank,
            Parts parts,
            @Nullable LocalDate since,
            int seizureRank,
            @Nullable LocalDate appliedOn,
            boolean adjudicated,
            Money disputed) {

        /** @throws IllegalArgumentException for a nameless creditor or a sum below zero */
        public Claim {
            if (creditor.isBlank()) {
                throw new IllegalArgumentException("债权人名称不能为空");
            }
            if (parts.anyNegative() || disputed.isNegative()) {
                throw new IllegalArgumentException("“%s”的债权金额不能为负数".formatted(creditor));
            }
            if (seizureRank < 0) {
                throw new IllegalArgumentException("“%s”的查封顺位不能为负数".formatted(creditor));
            }
            if (disputed.compareTo(parts.total()) > 0) {
                throw new IllegalArgumentException("“%s”有争议的%s元超过其债权%s元"
                        .formatted(creditor, disputed.display(), parts.total().display()));
            }
        }
    }

    /**
     * What one claim gets: {@code share = paid + reserved + deposited}.
     *
     * @param got the share in the four columns
     */
    public record Line(
            Claim claim, Parts got, Money paid, Money reserved, Money deposited, List<Explanation> explanations) {
        public Line {
            explanations = List.copyOf(explanations);
        }

        public Money share() {
            return got.total();
        }

        /** What of the claim stays unsatisfied. */
        public Money unsatisfied() {
            return claim.parts().total().minus(share());
        }
    }

    /**
     * All shares and the refund add up to the pool, to the fen.
     *
     * @param explanations of each tier, in the order of payment
     */
    public record Plan(Money pool, List<Line> lines, Money refund, List<Explanation> explanations) {
        public Plan {
            lines = List.copyOf(lines);
            explanations = List.copyOf(explanations);
            Money given = Money.sum(lines.stream().map(Line::share).toList()).plus(refund);
            if (!given.equals(pool)) {
                throw new IllegalArgumentException("分配合计%s元与案款%s元不符，差额%s元"
                        .formatted(
                                given.display(),
                                pool.display(),
                                pool.minus(given).display()));
            }
        }

        public Line line(int no) {
            return lines.stream().filter(l -> l.claim().no() == no).findFirst().orElseThrow();
        }
    }

    /**
     * Distributes.
     *
     * @param bonus of the court's practice for who seized first, in percent; counts under {@link Rule#FIRST_SEIZER_BONUS} alone
     * @return the lines in the order of the claims
     * @throws IllegalArgumentException for sums below zero, too many claims, a number used twice, a security without its day, or
     *     an order of seizure without ranks
     */
    public static Plan plan(Money pool, List<Claim> claims, Rule rule, LocalPractice.Value bonus) {
        if (pool.isNegative()) {
            throw new IllegalArgumentException("可分配案款不能为负数");
        }
        if (claims.size() > MAX_CLAIMS) {
            throw new IllegalArgumentException("参与分配的债权不能超过" + MAX_CLAIMS + "项");
        }
        Set<Integer> numbers = new HashSet<>();
        for (Claim c : claims) {
            if (!numbers.add(c.no())) {
                throw new IllegalArgumentException("债权序号%d用了两次".formatted(c.no()));
            }
            if (c.rank() == Rank.SECURED && c.since() == null) {
                throw new IllegalArgumentException("请填写“%s”担保物权成立（登记）的日期".formatted(c.creditor()));
            }
            if (rule == Rule.SEIZURE_ORDER && c.rank() == Rank.ORDINARY && c.seizureRank() == 0) {
                throw new IllegalArgumentException("按查封顺序清偿的，须填写“%s”的查封顺位".formatted(c.creditor()));
            }
        }
        ShareTiers tiers = new ShareTiers(pool, claims);
        tiers.first();
        tiers.preferred();
        tiers.ordinary(rule, bonus);
        tiers.last();
        return tiers.plan();
    }

    /** The same for a plan whose rule knows no practice of the court. */
    public static Plan plan(Money pool, List<Claim> claims, Rule rule) {
        return plan(pool, claims, rule, LocalPractice.NONE.on(PracticeNumber.FIRST_SEIZER_PERCENT, LocalDate.EPOCH));
    }

    /** The claims in the order in which a fen that nothing decides is given: seizure, application, number. */
    static List<Claim> inOrder(List<Claim> claims) {
        List<Claim> ordered = new ArrayList<>(claims);
        ordered.sort(java.util.Comparator.comparingInt(
                        (Claim c) -> c.seizureRank() == 0 ? Integer.MAX_VALUE : c.seizureRank())
                .thenComparing(c -> c.appliedOn() == null ? LocalDate.MAX : c.appliedOn())
                .thenComparingInt(Claim::no));
        return ordered;
    }
}
