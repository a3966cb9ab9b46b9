package cn.sunlit.property;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.PracticeNumber;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a case may hold, beside what it holds (控制额度表). Pure. */
final class OverControl {

    private OverControl() {}

    /**
     * What may be held.
     *
     * @param owedNow debt, doubled interest and fee as of today
     * @param interestToCome doubled interest until the expected disposal, and the fee on it
     * @param disposalCost what it will cost to turn things into money
     */
    record Claim(Money owedNow, Money interestToCome, Money disposalCost, LocalDate expectedDisposal) {

        Money ceiling() {
            return owedNow.plus(interestToCome).plus(disposalCost);
        }
    }

    /**
     * A hold of the case.
     *
     * @param state EFFECTIVE, WAITING or ORDERED
     * @param money whether an amount of money is held
     * @param actual what is really held of it
     * @param value what a thing is worth, null where nobody found out
     * @param valueSource where the value comes from and as of when, in words
     * @param exempt why it does not serve the debt, or null
     * @param indivisible why it is held as a whole, or null
     */
    record Item(
            long measure,
            long asset,
            String title,
            String state,
            boolean money,
            @Nullable Money actual,
            @Nullable Money value,
            String valueSource,
            @Nullable String exempt,
            @Nullable String indivisible) {

        private Money worth() {
            Money of = money ? actual : value;
            return of == null ? Money.ZERO : of;
        }
    }

    /**
     * An item as the meter counts it.
     *
     * @param note why it counts so
     * @param release what of it is proposed to be let go, zero for nothing
     * @param whole whether all of it is
     */
    record Line(Item item, Money counted, String note, Money release, boolean whole) {}

    /** What the needle says. */
    enum Level {
        WITHIN("未超出"),
        OVER("超出，应当解除一部分"),
        INDIVISIBLE("超出部分在于不可分物");

        private final String zh;

        Level(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    /**
     * The meter.
     *
     * @param held what counts
     * @param excess what is held beyond the ceiling
     */
    record Meter(Claim claim, List<Line> lines, Money held, Money excess, Level level) {
        Meter {
            lines = List.copyOf(lines);
        }

        Money ceiling() {
            return claim.ceiling();
        }

        /** How much of the ceiling is held, in whole hundredths, at most ten times it. */
        int percent() {
            long ceiling = ceiling().fen();
            long most = 1_000;
            return ceiling == 0 ? (held.isZero() ? 0 : (int) most) : (int) Math.min(most, held.fen() * 100 / ceiling);
        }

        List<Line> releases() {
            return lines.stream().filter(l -> l.release().isPositive()).toList();
        }
    }

    @Practice(id = "CE-01", text = "控制额度为尚应履行的债务、加倍部分债务利息（预计至处置完毕之日）、执行费和预计处置费用之和；处置费用按须变价财产的价值折算，天数和比例由法院口径设定（产品默认规则）")
    static Claim claim(
            Money owedNow,
            Money owedAtDisposal,
            LocalDate disposal,
            List<Item> items,
            LocalPractice practice,
            LocalDate today) {
        Money things = Money.sum(items.stream()
                .filter(i -> !i.money() && counts(i))
                .map(Item::worth)
                .toList());
        long perMille =
                practice.on(PracticeNumber.DISPOSAL_COST_PER_MILLE, today).value();
        // Nobody sells more than what is owed: what a thing is worth beyond the debt costs no more to sell for it.
        Money sold = things.min(owedAtDisposal);
        return new Claim(
                owedNow,
                owedAtDisposal.minus(owedNow).atLeastZero(),
                owedNow.isPositive() ? new Money(sold.fen() * perMille / 1000) : Money.ZERO,
                disposal);
    }

    private static boolean counts(Item item) {
        return item.state().equals("EFFECTIVE") && item.exempt() == null;
    }

    @Practice(id = "CE-02", text = "轮候的不计入已控制额；依法不得执行的、已经下达但没有反馈的、价值没有查明的不计入；存款等按实际控制额，其他财产按有来源的价值计入（产品默认规则）")
    private static String note(Item item) {
        if (item.exempt() != null) {
            return "不得执行，不计入：" + item.exempt();
        }
        return switch (item.state()) {
            case "WAITING" -> "轮候，不计入";
            case "ORDERED" -> "尚无反馈，不计入";
            default ->
                item.money()
                        ? "按实际控制额计入"
                        : item.value() == null
                                ? "价值尚未查明，不计入"
                                : "按%s计入%s".formatted(item.valueSource(), item.indivisible() == null ? "" : "；不可分物");
        };
    }

    /** The meter with what is proposed to be let go. */
    @Law(
            id = "CE-03",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 19,
            text = "查封、扣押、冻结被执行人的财产，以其价额足以清偿法律文书确定的债权额及执行费用为限，不得明显超标的额查封、扣押、冻结。")
    static Meter meter(Claim claim, List<Item> items) {
        List<Item> counted = items.stream().filter(OverControl::counts).toList();
        Money held = Money.sum(counted.stream().map(Item::worth).toList());
        Money excess = held.minus(claim.ceiling()).atLeastZero();
        Excess.Plan plan = Excess.plan(
                claim.ceiling(),
                counted.stream()
                        .map(i -> new Excess.Hold(i.measure(), i.worth(), i.money(), i.indivisible() != null))
                        .toList());
        List<Line> lines = items.stream().map(i -> line(i, plan)).toList();
        Level level = excess.isZero() ? Level.WITHIN : plan.releases().isEmpty() ? Level.INDIVISIBLE : Level.OVER;
        return new Meter(claim, lines, held, excess, level);
    }

    private static Line line(Item item, Excess.Plan plan) {
        Money worth = counts(item) ? item.worth() : Money.ZERO;
        return plan.releases().stream()
                .filter(p -> p.measure() == item.measure())
                .findFirst()
                .map(p -> {
                    Money part = p.amount();
                    return new Line(item, worth, note(item), part == null ? worth : part, part == null);
                })
                .orElseGet(() -> new Line(
                        item,
                        worth,
                        plan.whole().contains(item.measure()) ? note(item) + "；不可分，解除后不足以清偿" : note(item),
                        Money.ZERO,
                        false));
    }
}
