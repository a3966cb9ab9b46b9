package cn.sunlit.distribution;

import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.Shares;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be different in a plan; what is null stays.
 *
 * @param no the claim, or zero where only the rule is meant
 * @param out whether the claim should not take part at all
 */
record Change(
        int no,
        boolean out,
        Shares.@Nullable Rank rank,
        @Nullable LocalDate since,
        @Nullable Integer seizureRank,
        @Nullable LocalDate appliedOn,
        @Nullable Money costs,
        @Nullable Money interest,
        @Nullable Money principal,
        @Nullable Money doubled,
        @Nullable Boolean adjudicated,
        Shares.@Nullable Rule rule) {

    static Change confirmed(int no) {
        return new Change(no, false, null, null, null, null, null, null, null, null, true, null);
    }

    static Change without(int no) {
        return new Change(no, true, null, null, null, null, null, null, null, null, null, null);
    }

    /** What is distributed by what rule. */
    record Input(Shares.Rule rule, List<Entry> entries) {
        Input {
            entries = List.copyOf(entries);
        }
    }

    Input on(Input before) {
        List<Entry> after = new ArrayList<>();
        for (Entry e : before.entries()) {
            if (e.no() != no) {
                after.add(e);
            } else if (!out) {
                after.add(on(e));
            }
        }
        return new Input(rule == null ? before.rule() : rule, after);
    }

    private Entry on(Entry e) {
        return new Entry(
                e.no(),
                e.caseId(),
                e.caseNumber(),
                e.creditor(),
                or(rank, e.rank()),
                or(costs, e.costs()),
                or(interest, e.interest()),
                or(principal, e.principal()),
                or(doubled, e.doubled()),
                since == null ? e.since() : since,
                or(seizureRank, e.seizureRank()),
                e.seizedOn(),
                appliedOn == null ? e.appliedOn() : appliedOn,
                e.basis(),
                or(adjudicated, e.adjudicated()),
                e.fee());
    }

    private static <T> T or(@Nullable T mine, T theirs) {
        return mine == null ? theirs : mine;
    }
}
