package cn.sunlit.cases;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case with its parties and obligations, numbers masked.
 *
 * @param filedOn null for an old case whose file does not say it
 * @param officer the login of the officer in charge (承办人)
 * @param recovered what had been recovered before the case was imported, null when the file does not say
 * @param imported whether it came as a running or closed case, with history instead of proved steps
 * @param takenOverBy the court that loaded it so; it may read the case though it is another court's
 */
public record CaseFile(
        CaseId id,
        CaseNumber number,
        CourtCode court,
        CaseType type,
        Stage stage,
        @Nullable LocalDate receivedOn,
        @Nullable LocalDate filedOn,
        @Nullable LocalDate closedOn,
        @Nullable Outcome outcome,
        @Nullable String officer,
        @Nullable String cause,
        boolean livelihood,
        Title title,
        List<CaseParty> applicants,
        List<CaseParty> respondents,
        List<Obligation> obligations,
        @Nullable Money recovered,
        boolean imported,
        @Nullable CourtCode takenOverBy) {

    /** Whether the case is still worked on. */
    public boolean isRunning() {
        return stage == Stage.OPEN || stage == Stage.SUSPENDED;
    }

    /** Whether any obligation is one of money. */
    public boolean hasMoney() {
        return obligations.stream().anyMatch(o -> o instanceof Obligation.MoneyDue);
    }

    /** Principal and costs of all obligations of money: the sum applied for (申请执行标的), interest not counted. */
    public Money claimed() {
        Money sum = Money.ZERO;
        for (Obligation o : obligations) {
            if (o instanceof Obligation.MoneyDue m) {
                sum = sum.plus(m.principal()).plus(m.costs());
            }
        }
        return sum;
    }

    /** {@code 甲 申请执行 乙公司等}, for headings. */
    public String caption() {
        return side(applicants) + " 申请执行 " + side(respondents) + (cause == null ? "" : " " + cause);
    }

    private static String side(List<CaseParty> parties) {
        return switch (parties.size()) {
            case 0 -> "（未载明）";
            case 1 -> parties.getFirst().name();
            default -> parties.getFirst().name() + "等" + parties.size() + "人";
        };
    }
}
