package cn.sunlit.distribution;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.Shares;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What of a plan nobody disputes, pure: it is paid at once, whatever becomes of the objections. */
final class Contest {

    /** Above it nothing is firm: nobody can say what sixty-four ways to end have in common. */
    static final int MOST = 6;

    private Contest() {}

    static Shares.Plan shares(Money pool, Change.Input input, LocalPractice.Value bonus) {
        return Shares.plan(pool, input.entries().stream().map(Entry::claim).toList(), input.rule(), bonus);
    }

    /**
     * What each claim gets at least, by its number.
     *
     * @param wishes of the objections that are not decided
     */
    @Practice(id = "FP-25", text = "有争议的部分：各异议无论成立与否、如何组合，一项债权至少能分得的数额为无争议部分，先行发放；原方案中其余的数额为争议部分，留存或者提存。未决异议超过六件的，全部留存")
    static Map<Integer, Money> firm(Money pool, Change.Input input, List<Change> wishes, LocalPractice.Value bonus) {
        Map<Integer, Money> least = new HashMap<>();
        Shares.Plan plan = shares(pool, input, bonus);
        plan.lines().forEach(l -> least.put(l.claim().no(), wishes.size() > MOST ? Money.ZERO : l.share()));
        if (wishes.size() > MOST) {
            return least;
        }
        for (int ways = 1; ways < 1 << wishes.size(); ways++) {
            Change.Input wanted = input;
            for (int i = 0; i < wishes.size(); i++) {
                wanted = (ways & 1 << i) == 0 ? wanted : wishes.get(i).on(wanted);
            }
            Map<Integer, Money> other = new HashMap<>();
            lines(pool, wanted, bonus).forEach(l -> other.put(l.claim().no(), l.share()));
            least.replaceAll((no, share) -> share.min(other.getOrDefault(no, Money.ZERO)));
        }
        return least;
    }

    /** Wishes that contradict each other, or the plan as it was amended since, leave nothing that is sure. */
    private static List<Shares.Line> lines(Money pool, Change.Input wanted, LocalPractice.Value bonus) {
        try {
            return shares(pool, wanted, bonus).lines();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** What these wishes could take of the plan, all claims together, and was not paid; of what is set aside nothing. */
    static Money contested(
            Money pool, Change.Input input, List<Change> wishes, LocalPractice.Value bonus, Map<Integer, Money> paid) {
        if (wishes.isEmpty()) {
            return Money.ZERO;
        }
        Map<Integer, Money> firm = firm(pool, input, wishes, bonus);
        return Money.sum(shares(pool, input, bonus).lines().stream()
                .filter(l -> l.claim().adjudicated())
                .map(l -> l.share()
                        .minus(firm.getOrDefault(l.claim().no(), Money.ZERO))
                        .min(l.share().minus(paid.getOrDefault(l.claim().no(), Money.ZERO)))
                        .atLeastZero())
                .toList());
    }

    /** What may be paid of each claim now: firm, not set aside, not paid before. */
    static List<Due> due(Shares.Plan plan, Map<Integer, Money> firm, Map<Integer, Money> paid) {
        List<Due> due = new ArrayList<>();
        for (Shares.Line line : plan.lines()) {
            int no = line.claim().no();
            Money now = line.claim().adjudicated()
                    ? firm.getOrDefault(no, Money.ZERO)
                            .minus(paid.getOrDefault(no, Money.ZERO))
                            .atLeastZero()
                    : Money.ZERO;
            if (now.isPositive()) {
                due.add(new Due(no, now));
            }
        }
        return due;
    }

    record Due(int no, Money amount) {}
}
