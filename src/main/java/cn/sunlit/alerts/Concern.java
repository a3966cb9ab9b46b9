package cn.sunlit.alerts;

import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A matter that asks for an act and is no node of a docket (预警事项): unknown money, a missed instalment.
 *
 * @param kind the sort of it, a code
 * @param subject what it is about, one standing concern for each within its kind
 * @param desk the role of the court whose affair it is; null where it is the affair of the case's officer
 * @param body what is the matter, in one sentence that names no person
 * @param path the page on which it is dealt with
 * @param since the day from which it is reckoned
 */
public record Concern(
        String kind,
        String subject,
        CourtCode court,
        @Nullable CaseId caseId,
        @Nullable Role desk,
        String body,
        String path,
        @Nullable Money amount,
        LocalDate since,
        Lamps lamps) {

    /** Whoever knows of such matters says which of them there are; a matter that is no longer named has ended. */
    public interface Source {

        /** All that stand on this day, of all courts; what is not yellow yet may be among them. */
        List<Concern> standing(LocalDate today);
    }
}
