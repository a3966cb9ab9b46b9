package cn.sunlit.property;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A control with the asset that it holds, for modules that build on it.
 *
 * @param kind of the asset, DEPOSIT
 * @param state of the control, EFFECTIVE while it holds
 * @param actual what the institution really holds
 * @param party key of the owner, null where only the name is known
 * @param masked the account or registration number, masked
 * @param releaseUnderWay whether its release was ordered and is not answered yet
 */
public record HeldAsset(
        long measure,
        long asset,
        CaseId caseId,
        CourtCode court,
        String kind,
        String state,
        @Nullable LocalDate endsOn,
        @Nullable Money actual,
        boolean inherited,
        boolean releaseUnderWay,
        String title,
        String place,
        @Nullable String institution,
        @Nullable Long party,
        String owner,
        String masked) {

    /** Whether money lies there from which an institution can pay. */
    public boolean isAccount() {
        return kind.equals("DEPOSIT") || kind.equals("PAYMENT_BALANCE");
    }

    public boolean holds() {
        return state.equals("EFFECTIVE");
    }
}
