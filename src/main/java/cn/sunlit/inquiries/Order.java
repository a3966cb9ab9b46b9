package cn.sunlit.inquiries;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an institution is told to do with one asset (协助执行事项).
 *
 * @param reference the orderer's own key of this order; the same reference is queued once only
 * @param assetKey the account or registration number in clear
 * @param amount the amount in renminbi; for money always named (保全规定第十五条)
 * @param original the reference of the control which is renewed, released or deducted from
 * @param payTo where deducted money goes
 */
public record Order(
        String reference,
        CaseId caseId,
        CaseNumber caseNumber,
        CourtCode court,
        String institution,
        Action action,
        AssetKind assetKind,
        String assetKey,
        String holder,
        @Nullable Money amount,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        String ruling,
        String notice,
        @Nullable String original,
        @Nullable PayTo payTo) {

    /** What an institution can be told to do. */
    public enum Action {
        FREEZE,
        SEAL,
        RENEW,
        RELEASE,
        DEDUCT
    }

    /** The case's own account (案款子账户). */
    public record PayTo(String bank, String name, String account) {}

    @Override
    public String toString() {
        return action + " " + reference + " at " + institution;
    }
}
