package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Money of a case that lies still, or is to: frozen by another court, put off, deposited.
 *
 * @param kind {@code FROZEN}, {@code DEFERRED} or {@code ESCROW}
 * @param state {@code PROPOSED}, {@code APPROVED} (by the first of two), {@code HELD}, {@code ENDED} or {@code REFUSED}
 * @param left what still lies still of it
 * @param law the article of the ground or its source, empty for another court's order
 * @param orderedBy the court that froze it
 * @param document its paper, or the judgment
 * @param until the last day of a freeze
 * @param lookBy by when somebody must look whether the ground still stands; null unless it is held
 */
public record HoldView(
        long id,
        String kind,
        String kindZh,
        String state,
        String stateZh,
        Money amount,
        Money left,
        String ground,
        String law,
        String words,
        @Nullable String orderedBy,
        @Nullable String document,
        @Nullable LocalDate until,
        String proposedBy,
        Instant proposedAt,
        List<String> approvedBy,
        @Nullable String refusedBecause,
        @Nullable String voucher,
        @Nullable LocalDate lookBy,
        List<Release> releases) {

    public HoldView {
        approvedBy = List.copyOf(approvedBy);
        releases = List.copyOf(releases);
    }

    /**
     * Part of it that becomes free.
     *
     * @param ceasedOn when the ground fell away
     * @param payBy ten days after it; null once paid
     */
    public record Release(
            long id,
            Money amount,
            String because,
            LocalDate ceasedOn,
            @Nullable String document,
            String state,
            String stateZh,
            String proposedBy,
            @Nullable String endedBy,
            @Nullable String voucher,
            @Nullable LocalDate payBy,
            @Nullable LocalDate paidOn) {}

    /** Without the names of those who decided: for parties. */
    HoldView forParties() {
        return new HoldView(
                id,
                kind,
                kindZh,
                state,
                stateZh,
                amount,
                left,
                ground,
                law,
                "",
                orderedBy,
                document,
                until,
                "",
                proposedAt,
                List.of(),
                null,
                voucher,
                null,
                releases.stream()
                        .map(r -> new Release(
                                r.id(),
                                r.amount(),
                                "",
                                r.ceasedOn(),
                                r.document(),
                                r.state(),
                                r.stateZh(),
                                "",
                                null,
                                r.voucher(),
                                r.payBy(),
                                r.paidOn()))
                        .toList());
    }
}
