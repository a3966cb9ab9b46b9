package cn.sunlit.distribution;

import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.Shares;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan with what it gives and where each line stands.
 *
 * @param asset whose proceeds they are, in words; null where the register does not know it
 * @param shares of the version shown; null while the draft cannot be computed
 * @param trouble why not
 * @param deposited what suits are about, in the account of deposits
 * @param changed by the version under approval: its shares, beside those in force; null where there is none
 */
record PlanView(
        Plan plan,
        Change.Input input,
        LocalPractice.Value bonus,
        @Nullable String asset,
        Shares.@Nullable Plan shares,
        @Nullable String trouble,
        Shares.@Nullable Plan changed,
        List<Line> lines,
        List<Recipient> recipients,
        List<Dispute> disputes,
        Money deposited,
        boolean mayPay) {

    /**
     * A line as it is shown.
     *
     * @param got null while the draft cannot be computed
     * @param contested what open objections could take of it
     * @param rankFrom where the rank of its seizure comes from, in Chinese; null where it has none
     * @param payee where it is paid; null for cases of this court
     * @param back what of it came back from the bank and waits for another account
     * @param again the account that waits for a second person
     */
    record Line(
            Entry entry,
            Shares.@Nullable Line got,
            Money paid,
            Money contested,
            @Nullable String rankFrom,
            @Nullable String payee,
            boolean needsPayee,
            PlanStore.@Nullable Returned back,
            PlanStore.@Nullable Again again) {

        Money share() {
            return got == null ? Money.ZERO : got.share();
        }

        /** What is set aside because no judgment confirms the claim. */
        Money reserved() {
            return got == null ? Money.ZERO : got.reserved();
        }
    }

    /** An objection with the answers to it and what it wants to move. */
    record Dispute(Objection objection, Change wish, List<Reply> replies, List<Move> moves) {}

    /** How one line would change. */
    record Move(Entry entry, Money now, Money then, String because) {
        Money by() {
            return then.minus(now);
        }
    }

    /** Everybody on whom the plan is not served yet. */
    List<Recipient> unserved() {
        return recipients.stream().filter(r -> r.servedOn() == null).toList();
    }

    /** The last day on which somebody may object; null while somebody is not served. */
    @Nullable
    LocalDate lastDay() {
        return unserved().isEmpty()
                ? recipients.stream()
                        .map(Recipient::dueOn)
                        .filter(java.util.Objects::nonNull)
                        .max(LocalDate::compareTo)
                        .orElse(null)
                : null;
    }

    Money paid() {
        return Money.sum(lines.stream().map(Line::paid).toList());
    }

    Money contested() {
        return Money.sum(lines.stream().map(Line::contested).toList());
    }

    Money reserved() {
        return Money.sum(lines.stream().map(Line::reserved).toList());
    }

    static Money of(Map<Integer, Money> sums, int no) {
        return sums.getOrDefault(no, Money.ZERO);
    }
}
