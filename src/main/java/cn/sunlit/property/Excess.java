package cn.sunlit.property;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a case must let go when it holds more than is owed (超标的额的部分解除). Pure. */
final class Excess {

    private Excess() {}

    /**
     * A hold that takes part.
     *
     * @param value what it holds, or is worth
     * @param divisible whether a part of it can be let go: money
     * @param indivisible whether it was marked as one thing that must be held as a whole
     */
    record Hold(long measure, Money value, boolean divisible, boolean indivisible) {}

    /** One release; no amount lets all of it go. */
    record Part(long measure, @Nullable Money amount) {}

    /**
     * The releases, and the things that stay although they are worth more.
     *
     * @param whole things that cannot be divided and without which too little would be left
     */
    record Plan(List<Part> releases, List<Long> whole) {}

    /**
     * Lets whole things go first, the most valuable first, because a party needs its things more than the court needs two
     * holds; then money, the latest hold first. What is still too much lies in things that cannot be divided.
     */
    @Law(
            id = "LH-05",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 19,
            text =
                    "发现超标的额查封、扣押、冻结的，人民法院应当根据被执行人的申请或者依职权，及时解除对超标的额部分财产的查封、扣押、冻结，但该财产为不可分物且被执行人无其他可供执行的财产或者其他财产不足以清偿债务的除外。")
    static Plan plan(Money owed, List<Hold> holds) {
        Money held = Money.ZERO;
        for (Hold h : holds) {
            held = held.plus(h.value());
        }
        Money excess = held.minus(owed).atLeastZero();
        List<Part> releases = new ArrayList<>();
        List<Long> whole = new ArrayList<>();
        List<Hold> things = holds.stream()
                .filter(h -> !h.divisible())
                .sorted(Comparator.comparing(Hold::value).reversed().thenComparing(Hold::measure))
                .toList();
        for (Hold thing : things) {
            if (thing.value().isPositive() && thing.value().compareTo(excess) <= 0) {
                releases.add(new Part(thing.measure(), null));
                excess = excess.minus(thing.value());
            } else if (thing.value().isPositive() && !thing.indivisible()) {
                whole.add(thing.measure());
            }
        }
        List<Hold> money = holds.stream()
                .filter(h -> h.divisible() && h.value().isPositive())
                .sorted(Comparator.comparing(Hold::measure).reversed())
                .toList();
        for (Hold account : money) {
            Money part = account.value().min(excess);
            if (part.isPositive()) {
                releases.add(new Part(account.measure(), part.equals(account.value()) ? null : part));
                excess = excess.minus(part);
            }
        }
        return new Plan(releases, excess.isPositive() ? whole : List.of());
    }
}
