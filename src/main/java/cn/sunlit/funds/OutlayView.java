package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a case pays, or is to pay, to somebody who is no creditor of it.
 *
 * @param kind {@code COST} or {@code HANDOVER}
 * @param what the sort of cost, or that it is handed over, in Chinese
 * @param hold the freeze out of which it is handed over
 * @param account masked
 * @param state as of a return: {@code PROPOSED}, {@code REFUSED}, {@code QUEUED} … {@code PAID}
 * @param because why the bank did not pay it
 */
public record OutlayView(
        long id,
        String kind,
        String what,
        @Nullable Long hold,
        Money amount,
        String payee,
        @Nullable String bank,
        @Nullable String account,
        String document,
        @Nullable String ground,
        String state,
        String stateZh,
        @Nullable String because,
        @Nullable LocalDate paidOn,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy) {

    static OutlayView of(OutlayStore.Outlay o) {
        return new OutlayView(
                o.id(),
                o.kind(),
                o.what(),
                o.hold(),
                o.amount(),
                o.payee(),
                o.bank(),
                o.account(),
                o.document(),
                o.ground(),
                o.state().name(),
                o.stateZh(),
                o.because(),
                o.paidOn(),
                o.proposedName(),
                o.proposedAt(),
                o.decidedName());
    }

    /** What was paid to whom and why is open to the parties, where the payee has an account is not. */
    OutlayView forParties() {
        return new OutlayView(
                id,
                kind,
                what,
                hold,
                amount,
                payee,
                null,
                null,
                document,
                null,
                state,
                stateZh,
                null,
                paidOn,
                proposedBy,
                proposedAt,
                decidedBy);
    }
}
