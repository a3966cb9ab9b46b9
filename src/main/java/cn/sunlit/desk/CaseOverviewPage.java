package cn.sunlit.desk;

import cn.sunlit.audit.Entry;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.RelatedCase;
import cn.sunlit.docket.InnerNode;
import cn.sunlit.docket.State;
import cn.sunlit.documents.Document;
import cn.sunlit.initiation.InitiationView;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.parties.Datum;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The case page: where the case stands, what comes next, who is in it, what happened.
 *
 * @param owed what the respondent must still pay today, fee included
 * @param refusals why the case could not be closed, when that was just tried
 * @param closing what was filled in to close it, when that was just refused
 * @param shown what was just asked for in full with its reason, or null
 */
record CaseOverviewPage(
        CaseHeader header,
        CaseFile file,
        List<InnerNode> nodes,
        List<NextActs.Act> acts,
        InitiationView opening,
        List<Entry> timeline,
        List<RelatedCase> related,
        List<Document> documents,
        @Nullable Money owed,
        List<Problem.Refusal> refusals,
        @Nullable Shown shown,
        Closing closing)
        implements Screen {

    @Override
    public String title() {
        return file.number().text();
    }

    @Override
    public int httpStatus() {
        return refusals.isEmpty() ? 200 : 409;
    }

    /** Who did it, by name; what the program does of itself is said so. */
    static String who(Entry entry) {
        return entry.login().equals("system") ? "系统自动" : entry.name();
    }

    long done() {
        return nodes.stream().filter(n -> n.state() == State.DONE).count();
    }

    List<InnerNode> open() {
        return nodes.stream().filter(n -> n.state() == State.OPEN).toList();
    }

    /** The form of closing as it was sent; empty at first. */
    record Closing(String outcome, String basis) {
        static final Closing NOTHING = new Closing("", "");
    }

    /**
     * @param party whose
     * @param value in full
     */
    record Shown(long party, Datum what, String value) {}

    /** What of this party there is to be seen in full. */
    static List<Datum> sealed(CaseParty party) {
        return Stream.of(
                        party.hasNumber() ? Datum.NUMBER : null,
                        party.maskedPhone() == null ? null : Datum.PHONE,
                        Datum.ADDRESS,
                        party.payee() == null ? null : Datum.ACCOUNT)
                .filter(Objects::nonNull)
                .toList();
    }

    /** What was just shown of this party in full, or nothing. */
    Optional<Shown> shownOf(CaseParty party) {
        return Optional.ofNullable(shown)
                .filter(each -> each.party() == party.id().value());
    }
}
