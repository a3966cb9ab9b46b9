package cn.sunlit.statutes;

import static java.util.Comparator.comparing;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How receipts clear the debt. The enforcement fee stands apart; of the rest each receipt clears costs, then general
 * interest up to its day, then principal, and only when the debt of the title is cleared the doubled part; what is over
 * goes back to the debtor.
 */
public final class Clearing {

    private static final String DELAY_1 = StatuteBook.cite("迟延履行利息", "2014-08-01", 1);
    private static final String DELAY_3 = StatuteBook.cite("迟延履行利息", "2014-08-01", 3);
    private static final String DELAY_4 = StatuteBook.cite("迟延履行利息", "2014-08-01", 4);
    private static final String DELAY_7 = StatuteBook.cite("迟延履行利息", "2014-08-01", 7);
    private static final String WORK_34 = StatuteBook.cite("执行工作若干规定", "2021-01-01", 34);

    private Clearing() {}

    /**
     * @param receipts what came in, in any order
     * @param asOf the day up to which interest runs on what is still owed, not before the last receipt
     * @throws IllegalArgumentException when a receipt lies after {@code asOf}, or for dates and numbers beyond limits
     */
    public static ClearingResult settle(Debt debt, List<Payment> receipts, LocalDate asOf) {
        if (receipts.size() > DoubleInterest.MAX_PAYMENTS) {
            throw new IllegalArgumentException("收款笔数不能超过" + DoubleInterest.MAX_PAYMENTS + "笔");
        }
        Running running = begin(debt);
        for (Payment receipt :
                receipts.stream().sorted(comparing(Payment::date)).toList()) {
            if (receipt.date().isAfter(asOf)) {
                throw new IllegalArgumentException("收款日 %s 晚于计算截止日 %s".formatted(receipt.date(), asOf));
            }
            running.clear(receipt);
        }
        return running.result(asOf);
    }

    /** Begins a clearing that goes on receipt by receipt, so that each costs the same however many came before. */
    public static Running begin(Debt debt) {
        return new Running(debt);
    }

    /** A clearing that goes on; its days never go back. */
    public static final class Running {
        private final Account account;
        private final List<Cleared> receipts = new ArrayList<>();
        private final List<Explanation> explanations = new ArrayList<>();
        private Money cleared = Money.ZERO;

        private Running(Debt debt) {
            account = new Account(debt);
            account.explainStart(explanations);
        }

        /** What is owed on a day, after the receipts so far. */
        public Money owedOn(LocalDate day) {
            account.accrueTo(day, explanations);
            return account.owed();
        }

        /** What the receipts so far have cleared, without what was over. */
        public Money cleared() {
            return cleared;
        }

        /** The next receipt, not before the one before. */
        public void clear(Payment receipt) {
            account.accrueTo(receipt.date(), explanations);
            Cleared one = account.clear(receipt, explanations);
            cleared = cleared.plus(one.amount()).minus(one.left());
            receipts.add(one);
        }

        /** Ends it with interest up to that day. */
        public ClearingResult result(LocalDate asOf) {
            account.accrueTo(asOf, explanations);
            return account.result(receipts, explanations, asOf);
        }
    }

    /** The running state of one debt; its interest is exact and is rounded only where money clears it or it is shown. */
    private static final class Account {
        private final Debt debt;
        private final @Nullable Rate rate;
        private final List<Interval> excluded;
        private final LocalDate doubleStart;

        private Money costs;
        private Money principal;
        /** General interest owed times 100 times the days of the year. */
        private BigDecimal interest = BigDecimal.ZERO;
        /** The doubled part owed, in yuan. */
        private BigDecimal doubled = BigDecimal.ZERO;

        private @Nullable LocalDate interestUpTo;
        private LocalDate doubledUpTo;
        private Money refund = Money.ZERO;
        /** Days with one base that have not been told yet. */
        private @Nullable LocalDate untoldFrom;

        private long untoldDays;

        Account(Debt debt) {
            this.debt = debt;
            this.rate = debt.rate();
            this.excluded = DoubleInterest.excluded(debt.suspensions());
            this.doubleStart = DoubleInterest.startOfNewRules(debt.performanceDue());
            this.costs = debt.costs();
            this.principal = debt.principal();
            this.interestUpTo = debt.interestFrom();
            this.doubledUpTo = doubleStart;
        }

        void explainStart(List<Explanation> explanations) {
            explanations.addAll(debt.practice());
            explanations.add(new Explanation(
                    "LX-01",
                    DELAY_1,
                    rate == null
                            ? "生效法律文书未确定一般债务利息，不予计算"
                            : "一般债务利息按" + rate.display() + "，自" + debt.interestFrom() + "起算"));
            explanations.add(new Explanation(
                    "JB-01",
                    DELAY_1,
                    "加倍部分自" + debt.performanceDue() + "届满起，按" + DoubleInterest.RATE_IN_WORDS + "计算"
                            + (debt.doubleInterestOnCosts() ? "，基数含应给付申请执行人的费用" : "")));
            if (!doubleStart.equals(debt.performanceDue())) {
                explanations.add(new Explanation(
                        "JB-07",
                        DELAY_7,
                        DoubleInterest.question(debt.performanceDue(), doubleStart)
                                        .because() + "；以下只含其后的部分"));
            }
        }

        void accrueTo(LocalDate day, List<Explanation> explanations) {
            LocalDate upTo = interestUpTo;
            if (rate != null && upTo != null && day.isAfter(upTo)) {
                Interest.checkSpan(principal, upTo, day);
                if (principal.isPositive()) {
                    for (Interest.Stretch s : Interest.stretches(rate, upTo, day)) {
                        interest = interest.add(s.numerator(principal));
                        explanations.add(explained(s, rate));
                    }
                }
                interestUpTo = day;
            }
            if (day.isAfter(doubledUpTo)) {
                Interest.checkSpan(principal, doubledUpTo, day);
                long days = DoubleInterest.daysCounted(doubledUpTo, day, excluded);
                doubled = doubled.add(DoubleInterest.daily(base(), days));
                untoldFrom = untoldFrom == null ? doubledUpTo : untoldFrom;
                untoldDays += days;
                doubledUpTo = day;
            }
        }

        private Money base() {
            return debt.doubleInterestOnCosts() ? principal.plus(costs) : principal;
        }

        private Explanation explained(Interest.Stretch s, Rate by) {
            return new Explanation(
                    "LX-01",
                    DELAY_1,
                    "一般债务利息：%s至%s共%d天，%s元×年利率%s%%×%d天÷%d天＝%s元"
                            .formatted(
                                    s.from(),
                                    s.to(),
                                    s.days(),
                                    principal.display(),
                                    s.percent().stripTrailingZeros().toPlainString(),
                                    s.days(),
                                    Interest.dayBasis(by),
                                    Money.rounded(Interest.yuan(s.numerator(principal), by))
                                            .display()));
        }

        /** Tells how the doubled part came about since its base last changed. */
        private void explainDoubled(List<Explanation> explanations) {
            LocalDate from = untoldFrom;
            if (from == null) {
                return;
            }
            long kept = Periods.daysWithin(excluded, from, doubledUpTo);
            if (kept > 0) {
                explanations.add(new Explanation(
                        "JB-04", DELAY_3, "%s至%s之间因审查生效法律文书、再审而中止或者暂缓执行%d天，不计加倍部分".formatted(from, doubledUpTo, kept)));
            }
            if (base().isPositive() && untoldDays > 0) {
                explanations.add(new Explanation(
                        "JB-01",
                        DELAY_1,
                        "加倍部分：%s至%s共%d天，%s元×%s×%d天＝%s元"
                                .formatted(
                                        from,
                                        doubledUpTo,
                                        untoldDays,
                                        base().display(),
                                        DoubleInterest.RATE_IN_WORDS,
                                        untoldDays,
                                        Money.rounded(DoubleInterest.daily(base(), untoldDays))
                                                .display())));
            }
            untoldFrom = null;
            untoldDays = 0;
        }

        @Law(
                id = "QC-01",
                statute = "迟延履行利息",
                edition = "2014-08-01",
                article = 4,
                text = "被执行人的财产不足以清偿全部债务的，应当先清偿生效法律文书确定的金钱债务，再清偿加倍部分债务利息，但当事人对清偿顺序另有约定的除外。")
        @Practice(id = "QC-02", text = "生效法律文书确定的金钱债务内部按实现债权的费用、利息、本金的顺序抵充（民法典第五百六十一条，原文未随产品收录）")
        Cleared clear(Payment receipt, List<Explanation> explanations) {
            if (receipt.amount().isPositive()) {
                explainDoubled(explanations);
            }
            Money left = receipt.amount();
            Money toCosts = left.min(costs);
            costs = costs.minus(toCosts);
            left = left.minus(toCosts);

            Money toInterest = Money.ZERO;
            if (left.isPositive() && rate != null) {
                Money owed = interestOwed();
                toInterest = left.min(owed);
                // Here the sum is fixed to the fen: what is not paid now is owed on from the rounded sum.
                interest = owed.minus(toInterest)
                        .yuan()
                        .multiply(BigDecimal.valueOf(Interest.PER_CENT * Interest.dayBasis(rate)));
                left = left.minus(toInterest);
            }
            Money toPrincipal = left.min(principal);
            principal = principal.minus(toPrincipal);
            left = left.minus(toPrincipal);

            Money toDouble = Money.ZERO;
            if (left.isPositive()) {
                Money owed = Money.rounded(doubled);
                toDouble = left.min(owed);
                doubled = owed.minus(toDouble).yuan();
                left = left.minus(toDouble);
            }
            refund = refund.plus(left);
            Cleared c = new Cleared(receipt.date(), receipt.amount(), toCosts, toInterest, toPrincipal, toDouble, left);
            explanations.add(new Explanation(
                    "QC-01",
                    DELAY_4,
                    c.date() + "收到" + c.amount().display() + "元：费用" + toCosts.display() + "元，一般债务利息"
                            + toInterest.display() + "元，本金" + toPrincipal.display() + "元，加倍部分" + toDouble.display()
                            + "元，余" + left.display() + "元"));
            return c;
        }

        @Law(
                id = "QC-03",
                statute = "执行工作若干规定",
                edition = "2021-01-01",
                article = 34,
                text = "所得价款超出执行标的数额和执行费用的部分，应当退还被执行人。")
        ClearingResult result(List<Cleared> cleared, List<Explanation> explanations, LocalDate asOf) {
            Money interestLeft = interestOwed();
            Money doubledLeft = Money.rounded(doubled);
            explainDoubled(explanations);
            Money total = owed();
            explanations.add(new Explanation(
                    "QC-01",
                    DELAY_4,
                    "截至" + asOf + "尚欠" + total.display() + "元：费用" + costs.display() + "元，一般债务利息"
                            + interestLeft.display() + "元，本金" + principal.display() + "元，加倍部分"
                            + doubledLeft.display() + "元"));
            if (refund.isPositive()) {
                explanations.add(new Explanation("QC-03", WORK_34, "超出债务的%s元应退还被执行人".formatted(refund.display())));
            }
            return new ClearingResult(
                    cleared, costs, interestLeft, principal, doubledLeft, refund, total, explanations);
        }

        Money owed() {
            return Money.sum(List.of(costs, interestOwed(), principal, Money.rounded(doubled)));
        }

        private Money interestOwed() {
            return rate == null ? Money.ZERO : Money.rounded(Interest.yuan(interest, rate));
        }
    }
}
