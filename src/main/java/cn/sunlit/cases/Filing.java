package cn.sunlit.cases;

import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.parties.PayeeAccount;
import cn.sunlit.parties.PersonDraft;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application as it enters, checked field by field (see {@link FilingReader}); the JSON of the API, a line of an
 * imported file and the form of the clerk all become this.
 *
 * @param type the code of a {@link CaseType}
 * @param existing present when the case runs already and brings its own number
 * @param warnings what is doubtful in the input but no reason to refuse it
 */
public record Filing(
        CourtCode court,
        CaseType type,
        @Nullable LocalDate receivedOn,
        boolean livelihood,
        @Nullable String cause,
        Title title,
        @Nullable LocalDate decidedOn,
        List<Participant> applicants,
        List<Participant> respondents,
        List<Obligation> obligations,
        List<Clue> clues,
        List<Preserved> preserved,
        @Nullable String source,
        @Nullable Existing existing,
        List<Doubt> warnings) {

    /** A party with the account to which it wants to be paid, and who acts for it. */
    public record Participant(
            PersonDraft person,
            @Nullable PayeeAccount payee,
            @Nullable Agent agent) {}

    /**
     * Who acts for a party (委托诉讼代理人).
     *
     * @param powers special authority (特别授权); empty for general authority
     * @param paper the authorisation (授权委托书); null where the application just says that there is one
     * @param until the last day of the authority; null where it lasts until the enforcement is over
     */
    public record Agent(
            String name,
            String phone,
            Set<SpecialPower> powers,
            @Nullable String paper,
            @Nullable LocalDate until) {}

    /** A lead to property, as the applicant tells it (财产线索). */
    @Schema(name = "CaseClue")
    public record Clue(String kind, String description) {}

    /** Property held by a preservation ruling before enforcement (诉前、诉中保全); its term runs on. */
    public record Preserved(
            String kind,
            @Nullable String holder,
            @Nullable String account,
            @Nullable Money amount,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            int rank,
            @Nullable String document) {}

    /** What a running or closed case brings with it. */
    public record Existing(
            CaseNumber number,
            @Nullable LocalDate filedOn,
            Stage stage,
            @Nullable LocalDate closedOn,
            @Nullable Outcome outcome,
            @Nullable Money recovered,
            List<HistoryEvent> events) {}

    /** A doubtful field: not wrong enough to refuse. */
    public record Doubt(String field, String message) {}
}
