package cn.sunlit.sanctions;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.docket.State;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.funds.Funds;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.sanctions.PenaltyStore.Penalty;
import cn.sunlit.statutes.Penalties;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Fines and detention (罚款、司法拘留): the officer proposes, the president approves, never the same person; each by a document of
 * its own that tells how to ask for reconsideration. What happens to a decision afterwards is {@link Custody}'s.
 */
@Service
public class PenaltyDesk {

    private static final int MOST_FACTS = 2000;

    private final PenaltyStore store;
    private final Cases cases;
    private final Funds funds;
    private final Documents documents;
    private final Docket docket;
    private final Audit audit;
    private final Access access;
    private final Custody custody;
    private final Clock clock;

    PenaltyDesk(
            PenaltyStore store,
            Cases cases,
            Funds funds,
            Documents documents,
            Docket docket,
            Audit audit,
            Access access,
            Custody custody,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.funds = funds;
        this.documents = documents;
        this.docket = docket;
        this.audit = audit;
        this.access = access;
        this.custody = custody;
        this.clock = clock;
    }

    /**
     * Proposes a fine, detention or both.
     *
     * @throws Problem.Conflict with every unmet condition
     */
    @Transactional
    public long propose(Actor by, CaseNumber number, PenaltyDraft draft) {
        CaseFile file = cases.open(by, UseCase.PROPOSE_PENALTY, number);
        if (!file.isRunning()) {
            throw new Problem.Conflict("案件已经结案，不能提请罚款、拘留");
        }
        if (draft.ground() == null) {
            throw new Problem.Invalid("ground", "请选择妨害执行的行为");
        }
        if (draft.fine() == null && draft.days() == null) {
            throw new Problem.Invalid("days", "请填写罚款金额或者拘留日数，也可以同时填写");
        }
        CaseParty respondent = respondent(file, draft.respondent());
        Capacity capacity = draft.capacity() == null ? Capacity.SELF : draft.capacity();
        String person = capacity == Capacity.SELF
                ? respondent.name()
                : PlainText.required("person", draft.person(), 50, "请写明被罚款、拘留的人的姓名");
        LocalDate today = LocalDate.now(clock);
        LocalDate actedOn = draft.actedOn();
        if (actedOn == null || actedOn.isAfter(today)) {
            throw new Problem.Invalid("actedOn", "请填写行为发生的日期，不能晚于今天");
        }
        if (draft.takenAt() != null && draft.takenAt().isAfter(clock.instant())) {
            throw new Problem.Invalid("takenAt", "先行拘留的时间不能在将来");
        }
        String facts = PlainText.required("facts", draft.facts(), MOST_FACTS, "请写明具体事实");
        var facing = new PenaltyRules.Facts(
                draft.ground(),
                capacity,
                respondent.kind() == cn.sunlit.parties.Kind.ORGANISATION,
                draft.fine(),
                draft.days(),
                actedOn,
                draft.takenAt() != null,
                file.hasMoney(),
                funds.owed(file.id(), today),
                isNoticeServed(file.id()),
                store.earlier(file.id(), respondent.id().value(), person, 0),
                true);
        refuseUnlawful(facing);
        long id = store.propose(new PenaltyStore.New(
                        file.id(),
                        file.court(),
                        respondent.id().value(),
                        respondent.name(),
                        capacity,
                        person,
                        draft.ground(),
                        actedOn,
                        facts,
                        draft.fine(),
                        draft.days(),
                        draft.takenAt(),
                        by.login(),
                        by.display(),
                        today))
                .orElseThrow(() -> new Problem.Conflict("同一行为已经提请，不能重复提请"));
        if (draft.takenAt() != null) {
            custody.heldBeforeDecision(store.find(id).orElseThrow(), file);
        }
        docket.happened(
                by, file.id(), "OBSTRUCTION_FOUND", today, draft.ground().zh(), subject(id), Set.of("G04"));
        record(
                by,
                file,
                "PENALTY_PROPOSED",
                "提请对%s%s：%s"
                        .formatted(
                                person,
                                measure(draft.fine(), draft.days()),
                                draft.ground().zh()),
                id);
        return id;
    }

    private boolean isNoticeServed(CaseId id) {
        return docket.innerNodes(id).stream().anyMatch(n -> n.code().equals("B01") && n.state() == State.DONE);
    }

    private static void refuseUnlawful(PenaltyRules.Facts facts) {
        List<Problem.Refusal> unmet = PenaltyRules.refusals(facts);
        if (!unmet.isEmpty()) {
            throw new Problem.Conflict("不能罚款、拘留：" + unmet.getFirst().because(), unmet);
        }
    }

    private static CaseParty respondent(CaseFile file, @Nullable Long id) {
        List<CaseParty> all = file.respondents();
        if (id == null && all.size() == 1) {
            return all.getFirst();
        }
        if (id == null) {
            throw new Problem.Invalid("respondent", "本案有多名被执行人，请指明其中一名");
        }
        return all.stream()
                .filter(r -> r.id().value() == id)
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid("respondent", "不是本案的被执行人"));
    }

    /** The president decides; the documents are issued, and an emergency's detention is approved after the fact. */
    @Transactional
    public void approve(Actor by, CaseNumber number, long id) {
        CaseFile file = forDecision(by, number);
        Penalty p = of(file, id);
        if (!p.state().equals("PROPOSED")) {
            throw new Problem.Conflict("该提请已经处理");
        }
        access.otherPerson(by, p.proposedBy());
        LocalDate today = LocalDate.now(clock);
        refuseUnlawful(new PenaltyRules.Facts(
                p.ground(),
                p.capacity(),
                file.respondents().stream()
                        .anyMatch(r -> r.id().equals(p.party()) && r.kind() == cn.sunlit.parties.Kind.ORGANISATION),
                p.fineFen(),
                p.days(),
                p.actedOn(),
                p.takenAt() != null,
                file.hasMoney(),
                funds.owed(file.id(), today),
                isNoticeServed(file.id()),
                store.earlier(file.id(), p.partyId(), p.person(), id),
                by.has(Role.PRESIDENT)));
        Document held = p.days() == null ? null : issue(by, file, Kind.DETENTION_DECISION, p);
        Document fined = p.fineFen() == null ? null : issue(by, file, Kind.FINE_DECISION, p);
        Instant ends = p.takenAt() == null || p.days() == null ? null : Penalties.endOfDetention(p.takenAt(), p.days());
        store.decide(
                id,
                by.login(),
                by.display(),
                today,
                held == null ? null : held.id(),
                fined == null ? null : fined.id(),
                ends);
        docket.complete(
                by,
                file.id(),
                "G04",
                subject(id),
                today,
                Stream.of(held, fined)
                        .filter(Objects::nonNull)
                        .map(PenaltyDesk::evidence)
                        .toList());
        record(by, file, "PENALTY_DECIDED", "决定对%s%s".formatted(p.person(), measure(p.fineFen(), p.days())), id);
    }

    /** Turns a proposal down; who was held in an emergency is free at once (民诉法解释第一百八十一条). */
    @Transactional
    public void refuse(Actor by, CaseNumber number, long id, @Nullable String because) {
        CaseFile file = forDecision(by, number);
        Penalty p = of(file, id);
        if (!p.state().equals("PROPOSED")) {
            throw new Problem.Conflict("该提请已经处理");
        }
        access.otherPerson(by, p.proposedBy());
        String reason = PlainText.required("because", because, 500, "请写明不予批准的理由");
        store.refuse(id, by.login(), by.display(), LocalDate.now(clock), clock.instant(), reason);
        docket.waive(by, file.id(), "G04", subject(id), "提请未获批准：" + reason);
        record(
                by,
                file,
                "PENALTY_REFUSED",
                "不批准对%s%s：%s".formatted(p.person(), measure(p.fineFen(), p.days()), reason),
                id);
        if (p.takenAt() != null) {
            custody.tellEnded(p, "院长认为拘留不当");
        }
    }

    /** Lets a person out before the end, by the president's decision on what another proposed. */
    @Transactional
    public void approveRelease(Actor by, CaseNumber number, long id) {
        CaseFile file = forDecision(by, number);
        Penalty p = releaseAsked(file, id);
        access.otherPerson(by, Objects.requireNonNull(p.releaseProposedBy()));
        List<Problem.Refusal> unmet = PenaltyRules.releaseRefusals(by.has(Role.PRESIDENT));
        if (!unmet.isEmpty()) {
            throw new Problem.Conflict(unmet.getFirst().because(), unmet);
        }
        Document paper = issue(by, file, Kind.DETENTION_RELEASE, p);
        documents.served(by, paper.id(), p.partyId(), p.person(), "电子送达", LocalDate.now(clock));
        store.released(id, by.login(), paper.id());
        custody.end(
                by, file, p, "提前解除：" + Objects.requireNonNull(p.releaseGround()).zh(), clock.instant());
    }

    @Transactional
    public void refuseRelease(Actor by, CaseNumber number, long id, @Nullable String because) {
        CaseFile file = forDecision(by, number);
        Penalty p = releaseAsked(file, id);
        access.otherPerson(by, Objects.requireNonNull(p.releaseProposedBy()));
        String reason = PlainText.required("because", because, 500, "请写明不予提前解除的理由");
        store.releaseRefused(id);
        record(by, file, "RELEASE_REFUSED", "不批准提前解除对%s的拘留：%s".formatted(p.person(), reason), id);
    }

    private Penalty releaseAsked(CaseFile file, long id) {
        Penalty p = of(file, id);
        if (p.releaseGround() == null || !(p.isHeld() || p.state().equals("DECIDED"))) {
            throw new Problem.Conflict("没有待批准的提前解除");
        }
        return p;
    }

    /** A detention that the president approved and that is still to be carried out or being carried out: what the police need. */
    @Transactional(readOnly = true)
    public Approved approved(CaseFile file, long id) {
        Penalty p = store.find(id)
                .filter(found -> found.caseId().equals(file.id()))
                .orElseThrow(() -> new Problem.NotFound("本案没有这项决定"));
        if (p.days() == null || !p.state().equals("DECIDED") || p.documentId() == null) {
            throw new Problem.Conflict(
                    "没有经院长批准、尚待执行的拘留决定，不能请公安机关控制人身",
                    List.of(new Problem.Refusal(
                            "CF-05", "民事诉讼法（2023）第一百一十九条", "拘留必须经院长批准；现为“%s”".formatted(p.state()))));
        }
        return new Approved(p.id(), p.partyId(), p.person(), p.days(), p.documentId());
    }

    /** @param document the key of the decision */
    public record Approved(long id, long party, String person, int days, long document) {}

    /** The penalties of a case, the newest first. */
    public List<PenaltyView> ofCase(CaseId id) {
        return store.ofCase(id);
    }

    private CaseFile forDecision(Actor by, CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_PENALTIES, number);
        access.allow(by, UseCase.APPROVE_PENALTY, file.court(), file.id());
        return file;
    }

    private Penalty of(CaseFile file, long id) {
        return store.lock(id)
                .filter(p -> p.caseId().equals(file.id()))
                .orElseThrow(() -> new Problem.NotFound("本案没有这项罚款、拘留"));
    }

    private Document issue(Actor by, CaseFile file, Kind kind, Penalty p) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(
                "applicants",
                String.join("、", file.applicants().stream().map(CaseParty::name).toList()));
        fields.put("respondent", p.partyName());
        fields.put(
                "person",
                p.capacity() == Capacity.SELF
                        ? p.person()
                        : "%s（%s的%s）"
                                .formatted(
                                        p.person(), p.partyName(), p.capacity().zh()));
        fields.put("ground", p.ground().zh());
        fields.put("law", p.ground().law());
        fields.put("facts", p.facts());
        fields.put("actedOn", p.actedOn());
        fields.put("days", p.days() == null ? "—" : p.days());
        fields.put("fine", p.fineFen() == null ? "—" : Show.money(p.fineFen()));
        fields.put("decidedOn", p.decidedOn() == null ? "—" : Show.dateInWords(p.decidedOn()));
        fields.put(
                "release", p.releaseGround() == null ? "—" : p.releaseGround().zh() + "：" + p.releaseFacts());
        return documents.issue(by, file.court(), file.id(), file.number(), kind, fields);
    }

    static String subject(long id) {
        return "penalty:" + id;
    }

    static String measure(@Nullable Money fine, @Nullable Integer days) {
        String fined = fine == null ? "" : "罚款" + Show.money(fine);
        String held = days == null ? "" : "拘留%d日".formatted(days);
        return fined.isEmpty() || held.isEmpty() ? fined + held : fined + "、" + held;
    }

    private static Evidence evidence(Document d) {
        return new Evidence("DOCUMENT", "document:" + d.id(), d.title() + " " + d.number(), d.sha256());
    }

    private void record(Actor by, CaseFile file, String type, String summary, long id) {
        audit.record(by, file.court(), file.id(), new Act(type, summary, Map.of("penalty", Long.toString(id))));
    }
}
