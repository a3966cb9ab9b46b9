package cn.sunlit.property;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The line of holds on one asset (轮候): places by registration, and who moves up when a hold ends. Holds of other courts are
 * gaps in it, because the place is the one that the institution told. Pure.
 */
final class Line {

    private Line() {}

    /**
     * A hold that stands.
     *
     * @param rank its place, 1 is the first (首封)
     * @param effective whether it holds or waits
     * @param amount what was ordered
     * @param actual what it holds, null where no money is concerned
     */
    record Place(
            long measure,
            int rank,
            boolean effective,
            @Nullable Money amount,
            @Nullable Money actual) {}

    /**
     * A place after somebody left.
     *
     * @param promoted what it holds from now on, when it takes effect by this; empty of money for what has none
     */
    record Move(
            long measure,
            int rank,
            boolean takesEffect,
            @Nullable Money promoted) {}

    /**
     * The place of a newcomer that the institution put to wait.
     *
     * @param told the place in its answer; a place that is taken or impossible becomes the next free one
     */
    @Law(
            id = "LH-01",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 26,
            text = "对已被人民法院查封、扣押、冻结的财产，其他人民法院可以进行轮候查封、扣押、冻结。")
    static int waiting(List<Place> standing, int told) {
        boolean taken = standing.stream().anyMatch(p -> p.rank() == told);
        return told >= 2 && !taken ? told : next(standing, 2);
    }

    /**
     * The place of a newcomer that the institution says holds: of a thing only the first holds, whatever the answer says; an
     * account may hold for several as long as there is money.
     */
    @Practice(id = "LH-02", text = "同一财产只有一个首封；登记机关对后到的措施反馈“已办理”的，除存款等可以分额度冻结的以外，按轮候登记（产品口径）")
    static Place holding(List<Place> standing, Place newcomer, boolean divisible) {
        if (standing.isEmpty()) {
            return new Place(newcomer.measure(), 1, true, newcomer.amount(), newcomer.actual());
        }
        int rank = next(standing, 2);
        return divisible
                ? new Place(newcomer.measure(), rank, true, newcomer.amount(), newcomer.actual())
                : new Place(newcomer.measure(), rank, false, newcomer.amount(), null);
    }

    private static int next(List<Place> standing, int least) {
        return Math.max(least, standing.stream().mapToInt(Place::rank).max().orElse(0) + 1);
    }

    /**
     * What happens to those that stay when one has left: all behind move up, and whoever reaches the front takes effect by
     * itself. In an account the next also takes effect when everyone before it is ours, holds, and leaves some money free.
     *
     * @param left the place that became free; 0 when only money became free
     * @param balance what the account holds in all, null for a thing or when unknown
     */
    @Law(
            id = "LH-03",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 26,
            text = "查封、扣押、冻结解除的，登记在先的轮候查封、扣押、冻结即自动生效。")
    static List<Move> afterLeaving(List<Place> staying, int left, boolean divisible, @Nullable Money balance) {
        List<Place> inOrder = staying.stream()
                .sorted(Comparator.comparingInt(Place::rank).thenComparingLong(Place::measure))
                .toList();
        Money free = balance == null ? null : free(balance, inOrder);
        List<Move> moves = new ArrayList<>();
        int before = 0;
        boolean everybodyBeforeHolds = true;
        for (Place p : inOrder) {
            int rank = Math.max(left > 0 && p.rank() > left ? p.rank() - 1 : p.rank(), before + 1);
            boolean isNext = everybodyBeforeHolds && rank == before + 1;
            boolean takes = !p.effective() && isNext && (rank == 1 || (divisible && free != null && free.isPositive()));
            Money promoted = takes ? share(p, free) : null;
            if (takes && free != null && promoted != null) {
                free = free.minus(promoted);
            }
            if (takes || rank != p.rank()) {
                moves.add(new Move(p.measure(), rank, takes, promoted));
            }
            everybodyBeforeHolds = isNext && (p.effective() || takes);
            before = rank;
        }
        return moves;
    }

    private static Money free(Money balance, List<Place> holds) {
        Money free = balance;
        for (Place p : holds) {
            if (p.effective() && p.actual() != null) {
                free = free.minus(p.actual());
            }
        }
        return free.atLeastZero();
    }

    private static @Nullable Money share(Place p, @Nullable Money free) {
        Money ordered = p.amount();
        return ordered == null || free == null ? ordered : ordered.min(free);
    }

    /** When to remind of a term: offices that count from the registration let it lapse earlier than the law does. */
    @Practice(id = "LH-04", text = "轮候期间不起算期限，自转为正式控制之日起算；登记机构按轮候登记日起算的，以先到者提醒（产品口径）")
    static LocalDate remindOn(LocalDate endOfTerm, LocalDate endFromRegistration, LocalDate effective) {
        LocalDate earlier = endFromRegistration.isBefore(endOfTerm) ? endFromRegistration : endOfTerm;
        return earlier.isBefore(effective) ? effective : earlier;
    }
}
