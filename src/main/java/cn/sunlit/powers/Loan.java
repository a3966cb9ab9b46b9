package cn.sunlit.powers;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Powers of one member of staff in the hands of another.
 *
 * @param cases for which cases; none means all of the court
 * @param state PROPOSED, APPROVED, REFUSED or WITHDRAWN; whether it is in force is a matter of the day too
 */
record Loan(
        long id,
        CourtCode court,
        String lender,
        String lenderName,
        String deputy,
        String deputyName,
        Set<CaseId> cases,
        List<String> caseNumbers,
        LocalDate beginsOn,
        LocalDate endsOn,
        String reason,
        String state,
        String proposedBy,
        String proposedName,
        @Nullable String decidedName) {

    boolean isProposed() {
        return state.equals("PROPOSED");
    }

    boolean inForce(LocalDate today) {
        return state.equals("APPROVED") && !today.isBefore(beginsOn) && !today.isAfter(endsOn);
    }

    /** Whether there is still something to withdraw. */
    boolean mayEnd(LocalDate today) {
        return isProposed() || state.equals("APPROVED") && !today.isAfter(endsOn);
    }

    String scope() {
        return caseNumbers.isEmpty() ? "全部案件" : String.join("、", caseNumbers);
    }

    String stateInWords(LocalDate today) {
        return switch (state) {
            case "PROPOSED" -> "待审批";
            case "REFUSED" -> "未批准";
            case "WITHDRAWN" -> "已撤回";
            default -> inForce(today) ? "代行中" : today.isBefore(beginsOn) ? "尚未开始" : "已到期";
        };
    }
}
