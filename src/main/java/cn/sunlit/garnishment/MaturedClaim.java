package cn.sunlit.garnishment;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A claim of a respondent against a third person (到期债权), and how far its enforcement has come.
 *
 * @param debtor the respondent, who is the third person's creditor
 * @param third who owes the respondent
 * @param basis where the claim comes from
 * @param judged whether an effective judgment has fixed it
 * @param admitted what is not objected to
 * @param state ISSUED, SERVED, ENDED, LAPSED, RULED, PERFORMED or WITHDRAWN
 * @param due the last day to perform or to object, once served
 */
record MaturedClaim(
        long id,
        CaseId caseId,
        long party,
        String debtor,
        String third,
        String basis,
        boolean judged,
        Money amount,
        Money admitted,
        Money paid,
        String state,
        long notice,
        @Nullable LocalDate servedOn,
        @Nullable String servedHow,
        @Nullable LocalDate due,
        @Nullable LocalDate answeredOn,
        @Nullable ClaimAnswer answer,
        @Nullable String answerText,
        @Nullable Long ruling,
        @Nullable LocalDate ruledOn) {

    Money open() {
        return admitted.minus(paid).atLeastZero();
    }

    String stateZh() {
        return switch (state) {
            case "ISSUED" -> "待直接送达";
            case "SERVED" -> "等待履行或者异议";
            case "ENDED" -> "有异议，已终结";
            case "LAPSED" -> "期满，可以裁定";
            case "RULED" -> "已裁定强制执行";
            case "PERFORMED" -> "已履行";
            default -> "已撤回";
        };
    }

    boolean isOpen() {
        return state.equals("SERVED") || state.equals("LAPSED") || state.equals("RULED");
    }
}
