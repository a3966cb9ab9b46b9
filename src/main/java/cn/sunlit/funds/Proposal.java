package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the officer adds to the figures that the settlement gives.
 *
 * @param shares with several applicants, the claim of each in the title; unnecessary with one
 * @param refundTo where the respondent wants an excess back; without it the excess stays in the sub-account
 * @param remark a sentence for the approver
 * @param payTo another account for an applicant than the one on file, as after a payment came back
 * @param ground why it is paid in spite of what was found about a payee; needed where something was
 */
@Schema(
        example =
                "{\"shares\":[{\"applicant\":\"甲某\",\"claim\":\"60000.00\"}],\"refundTo\":{\"name\":\"乙某公司\",\"bank\":\"演示商业银行\",\"account\":\"6299990000000088020\"},\"remark\":\"按结算结果发放\"}")
public record Proposal(
        @Nullable List<Share> shares,
        @Nullable RefundTo refundTo,
        @Nullable String remark,
        @Nullable List<PayTo> payTo,
        @Nullable String ground) {

    /** Nothing to add. */
    public static final Proposal PLAIN = new Proposal(null, null, null, null, null);

    /**
     * @param applicant the name as in the case
     * @param claim the weight, usually the sum owed to this applicant
     */
    public record Share(
            @Nullable String applicant, @Nullable Money claim) {}

    /** The respondent's own account. */
    public record RefundTo(
            @Nullable String name,
            @Nullable String bank,
            @Nullable String account) {}

    /**
     * @param applicant the name as in the case; of a payee of a list, the payee's own
     * @param name the holder of the account, the applicant or who may collect for the applicant
     */
    public record PayTo(
            @Nullable String applicant,
            @Nullable String name,
            @Nullable String bank,
            @Nullable String account) {}
}
