package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that goes back to who paid it by mistake (误缴退还).
 *
 * @param account masked
 * @param typed whether the account was typed in, because the bank named none
 * @param state {@code PROPOSED}, {@code REFUSED}, {@code QUEUED}, {@code SENT}, {@code ACCEPTED}, {@code PAID}, {@code REJECTED} or
 *     {@code RETURNED}
 * @param because why the bank did not pay it
 */
public record ReturnView(
        long id,
        long receipt,
        Money amount,
        String payee,
        String bank,
        String account,
        boolean typed,
        String ground,
        String state,
        String stateZh,
        @Nullable String because,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy) {}
