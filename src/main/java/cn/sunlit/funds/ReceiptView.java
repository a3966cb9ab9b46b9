package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receipt of a case and where each fen of it is.
 *
 * @param payer as the bank named it; what came from another case names that
 * @param voucher by which it came to the case, {@code PZ-12}
 * @param state that of its least settled part, {@code CLAIMED}
 * @param parts which add up to the amount
 */
public record ReceiptView(
        LocalDate on,
        Money amount,
        @Nullable String payer,
        String voucher,
        String state,
        String stateZh,
        List<Part> parts) {

    public ReceiptView {
        parts = List.copyOf(parts);
    }

    /** So much of it is in this state. */
    public record Part(String state, String stateZh, Money amount) {}
}
