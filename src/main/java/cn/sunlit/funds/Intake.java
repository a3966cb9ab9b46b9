package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a bank message.
 *
 * @param messageId the bank's own id of the message
 * @param type the ISO 20022 type, {@code camt.054.001.08}
 * @param sha256 of the message as it came
 * @param repeated whether this message, byte for byte or by its id, had been taken before; then nothing was booked now
 * @param entries what became of each entry
 */
public record Intake(String messageId, String type, String sha256, boolean repeated, List<Entry> entries) {
    public Intake {
        entries = List.copyOf(entries);
    }

    /**
     * One entry of the message.
     *
     * @param reference the reference by which it counts once
     * @param amount null where the currency is not renminbi
     * @param caseNumber the case to which it was booked, null where none
     * @param because a Chinese sentence
     */
    public record Entry(
            String reference,
            Effect outcome,
            @Nullable Money amount,
            @Nullable String caseNumber,
            String because) {}

    /** What an entry led to. */
    public enum Effect {
        /** Booked to a case. */
        RECEIVED,
        /** Booked as money without a name (不明款). */
        SUSPENSE,
        /** A payment of ours has left the account. */
        PAID,
        /** A payment of ours came back. */
        RETURNED,
        /** The bank has taken a payment order. */
        ACCEPTED,
        /** The bank has refused a payment order. */
        REJECTED,
        /** Known already. */
        REPEATED,
        /** Not booked by the bank yet, nothing to do. */
        NOT_BOOKED,
        /** For an account that is not the court's. */
        NOT_OURS,
        /** Cannot be booked by itself; shown as a difference in the reconciliation. */
        REFUSED
    }
}
