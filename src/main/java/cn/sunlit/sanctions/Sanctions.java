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
import cn.sunlit.funds.FundsDisbursed;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.IdentityNumber;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.parties.Parties;
import cn.sunlit.property.Property;
import cn.sunlit.sanctions.SanctionStore.Sanction;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Restriction of consumption (限制消费) and the list of defaulters (失信被执行人名单). The officer proposes, the president or
 * bureau chief decides, never the same person. When the debt is performed, a restriction and a listing without term end the
 * same day by the program; a listing with a term needs a decision (失信名单规定第二条第二款).
 */
@Service
public class Sanctions {

    private static final String ROBOT = "机器人法官助理";

    private final SanctionStore store;
    private final Cases cases;
    private final Funds funds;
    private final Property property;
    private final Parties parties;
    private final Documents documents;
    private final Docket docket;
    private final Audit audit;
    private final Access access;
    private final Clock clock;

    Sanctions(
            SanctionStore store,
            Cases cases,
            Funds funds,
            Property property,
            Parties parties,
            Documents documents,
            Docket docket,
            Audit audit,
            Access access,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.funds = funds;
        this.property = property;
        this.parties = parties;
        this.documents = documents;
        this.docket = docket;
        this.audit = audit;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Proposes a sanction; the same proposal sent again finds the first, any other on top of one that stands is refused.
     *
     * @throws Problem.Conflict with every unmet condition
     */
    @Transactional
    public long propose(Actor by, CaseNumber number, SanctionDraft draft) {
        CaseFile file = cases.open(by, UseCase.PROPOSE_SANCTION, number);
        Ground ground = ground(draft);
        CaseParty respondent = respondent(file, draft.respondent());
        String facts = PlainText.required("facts", draft.facts(), 2000, "请写明具体事实");
        refuseUnlawful(file, ground, isMinor(by, file, respondent, ground));
        LocalDate today = LocalDate.now(clock);
        var added = store.propose(
                file.id(),
                file.court(),
                respondent.id(),
                respondent.name(),
                ground,
                facts,
                by.login(),
                by.display(),
                today);
        if (added.isEmpty()) {
            Sanction first =
                    store.standing(file.id(), respondent.id(), ground.kind()).orElseThrow();
            return sameAgain(first, ground, facts, by);
        }
        if (ground.kind() == SanctionKind.DISHONESTY_LISTING) {
            docket.happened(
                    by,
                    file.id(),
                    "LISTING_APPLIED",
                    today,
                    "提请纳入失信名单：" + respondent.name(),
                    "sanction:" + added.get(),
                    Set.of("G03"));
        }
        record(
                by,
                file.id(),
                file,
                "SANCTION_PROPOSED",
                "提请对%s%s：%s".formatted(respondent.name(), ground.kind().zh(), ground.zh()));
        return added.get();
    }

    /** A proposal sent twice by its own author is one; whoever proposes what stands already learns so. */
    private static long sameAgain(Sanction first, Ground ground, String facts, Actor by) {
        if (first.state().equals("EFFECTIVE")) {
            throw new Problem.Conflict(
                    "已对%s%s且仍在生效，不能重复提请".formatted(first.name(), ground.kind().zh()));
        }
        boolean same = first.ground() == ground
                && first.facts().equals(facts)
                && first.proposedBy().equals(by.login());
        if (!same) {
            throw new Problem.Conflict("已有对%s%s的提请正在等待审批，不能重复提请"
                    .formatted(first.name(), ground.kind().zh()));
        }
        return first.id();
    }

    private static Ground ground(SanctionDraft draft) {
        if (draft.kind() == null) {
            throw new Problem.Invalid("kind", "请指明惩戒种类");
        }
        if (draft.ground() == null) {
            if (draft.kind() == SanctionKind.CONSUMPTION_RESTRICTION) {
                return Ground.NOT_PERFORMED;
            }
            throw new Problem.Invalid("ground", "请指明纳入失信名单的法定情形");
        }
        if (draft.ground().kind() != draft.kind()) {
            throw new Problem.Invalid("ground", "所选情形不适用于该惩戒种类");
        }
        return draft.ground();
    }

    private static CaseParty respondent(CaseFile file, @Nullable Long id) {
        List<CaseParty> all = file.respondents();
        if (id == null) {
            if (all.size() == 1) {
                return all.getFirst();
            }
            throw new Problem.Invalid("respondent", "本案有多名被执行人，请指明其中一名");
        }
        return all.stream()
                .filter(r -> r.id().value() == id)
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid("respondent", "不是本案的被执行人"));
    }

    private boolean isMinor(Actor by, CaseFile file, CaseParty respondent, Ground ground) {
        if (ground.kind() != SanctionKind.DISHONESTY_LISTING
                || respondent.kind() != cn.sunlit.parties.Kind.PERSON
                || !respondent.hasNumber()) {
            return false;
        }
        String number = parties.fullNumber(by, file.court(), file.id(), respondent.id(), "提请纳入失信名单前核对年龄");
        try {
            return IdentityNumber.parse(number).birthday().plusYears(18).isAfter(LocalDate.now(clock));
        } catch (IllegalArgumentException e) {
            // A passport or an old number tells no birthday.
            return false;
        }
    }

    private void refuseUnlawful(CaseFile file, Ground ground, boolean minor) {
        LocalDate today = LocalDate.now(clock);
        Property.Ceiling ceiling = property.ceiling(file.id());
        boolean noticed =
                docket.innerNodes(file.id()).stream().anyMatch(n -> n.code().equals("B01") && n.state() == State.DONE);
        List<Problem.Refusal> refusals = SanctionRules.refusals(new SanctionRules.Facts(
                ground, funds.owed(file.id(), today), ceiling.held(), file.hasMoney(), noticed, minor));
        if (!refusals.isEmpty()) {
            throw new Problem.Conflict(
                    "不能%s：%s".formatted(ground.kind().zh(), refusals.getFirst().because()), refusals);
        }
    }

    /** Decides on a proposal; the document is issued and takes effect the same day. */
    @Transactional
    public void approve(Actor by, CaseNumber number, long id) {
        CaseFile file = cases.open(by, UseCase.READ_CASE, number);
        access.allow(by, UseCase.APPROVE_SANCTION, file.court(), file.id());
        Sanction s = of(file, id);
        if (s.state().equals("EFFECTIVE")) {
            return;
        }
        if (!s.state().equals("PROPOSED")) {
            throw new Problem.Conflict("该提请已经处理");
        }
        access.otherPerson(by, s.proposedBy());
        refuseUnlawful(file, s.ground(), false);
        LocalDate today = LocalDate.now(clock);
        LocalDate ends = SanctionRules.lastDay(s.ground(), today);
        boolean listing = s.ground().kind() == SanctionKind.DISHONESTY_LISTING;
        Document paper = documents.issue(
                by,
                file.court(),
                file.id(),
                file.number(),
                listing ? Kind.DISHONESTY_DECISION : Kind.CONSUMPTION_RESTRICTION,
                fields(file, s, ends, "—"));
        documents.served(by, paper.id(), s.party().value(), s.name(), "电子送达", today);
        store.approve(id, by.login(), by.display(), today, ends, paper.id());
        imposed(by, file, s, paper, today);
        record(
                by,
                file.id(),
                file,
                "SANCTION_APPROVED",
                "决定对%s%s".formatted(s.name(), s.ground().kind().zh()));
        if (listing) {
            restrictToo(by, file, s, today);
        }
    }

    /** A restriction answers the lapse of the notice's period, which opens G02 of the case itself; a listing its own proposal. */
    private void imposed(Actor by, CaseFile file, Sanction s, Document paper, LocalDate today) {
        boolean listing = s.ground().kind() == SanctionKind.DISHONESTY_LISTING;
        docket.complete(
                by,
                file.id(),
                listing ? "G03" : "G02",
                listing ? "sanction:" + s.id() : "",
                today,
                List.of(evidence(paper)));
    }

    /** Who is listed is restricted as well (限制消费规定第一条第二款), by the same decision of the same two people. */
    private void restrictToo(Actor by, CaseFile file, Sanction listing, LocalDate today) {
        var id = store.propose(
                file.id(),
                file.court(),
                listing.party(),
                listing.name(),
                Ground.LISTED,
                listing.facts(),
                listing.proposedBy(),
                listing.proposedBy(),
                today);
        if (id.isEmpty()) {
            return;
        }
        Sanction s = of(file, id.get());
        Document paper = documents.issue(
                by, file.court(), file.id(), file.number(), Kind.CONSUMPTION_RESTRICTION, fields(file, s, null, "—"));
        documents.served(by, paper.id(), s.party().value(), s.name(), "电子送达", today);
        store.approve(s.id(), by.login(), by.display(), today, null, paper.id());
        imposed(by, file, s, paper, today);
        record(by, file.id(), file, "SANCTION_APPROVED", "%s被纳入失信名单，同时限制消费".formatted(s.name()));
    }

    /** Turns a proposal down. */
    @Transactional
    public void refuse(Actor by, CaseNumber number, long id, @Nullable String because) {
        CaseFile file = cases.open(by, UseCase.READ_CASE, number);
        access.allow(by, UseCase.APPROVE_SANCTION, file.court(), file.id());
        Sanction s = of(file, id);
        if (!s.state().equals("PROPOSED")) {
            throw new Problem.Conflict("该提请已经处理");
        }
        access.otherPerson(by, s.proposedBy());
        String reason = PlainText.required("because", because, 500, "请写明不予批准的理由");
        store.refuse(id, by.login(), by.display(), LocalDate.now(clock), reason);
        if (s.ground().kind() == SanctionKind.DISHONESTY_LISTING) {
            docket.waive(by, file.id(), "G03", "sanction:" + id, "提请未获批准：" + reason);
        }
        record(
                by,
                file.id(),
                file,
                "SANCTION_REFUSED",
                "不批准对%s%s：%s".formatted(s.name(), s.ground().kind().zh(), reason));
    }

    /** Ends a sanction by decision: the ground fell away, the applicant agrees, early deletion of a listing with a term. */
    @Transactional
    public void withdraw(Actor by, CaseNumber number, long id, @Nullable String because) {
        CaseFile file = cases.open(by, UseCase.READ_CASE, number);
        access.allow(by, UseCase.APPROVE_SANCTION, file.court(), file.id());
        Sanction s = of(file, id);
        if (s.state().equals("WITHDRAWN")) {
            return;
        }
        if (!s.state().equals("EFFECTIVE")) {
            throw new Problem.Conflict("该措施没有生效，无需解除");
        }
        String reason = PlainText.required("because", because, 500, "请写明解除（删除）的事由");
        LocalDate today = LocalDate.now(clock);
        docket.happened(by, file.id(), "RESTORATION_GROUND_ARISEN", today, reason);
        end(by, file, s, reason, today);
        restored(by, file, today);
    }

    /** The debt is cleared: what must end ends the same day. */
    @EventListener
    void performed(FundsDisbursed disbursed) {
        if (!disbursed.debtCleared()) {
            return;
        }
        List<Sanction> open = store.open(disbursed.caseId());
        CaseFile file = cases.byId(disbursed.caseId());
        Actor robot = Actor.system(ROBOT, file.court());
        for (String code : List.of("G02", "G03")) {
            docket.waive(robot, file.id(), code, "义务已全部履行，不再惩戒");
        }
        if (open.isEmpty()) {
            return;
        }
        LocalDate today = LocalDate.now(clock);
        docket.happened(robot, file.id(), "RESTORATION_GROUND_ARISEN", today, "生效法律文书确定的义务已全部履行");
        for (Sanction s : open) {
            if (s.state().equals("PROPOSED")) {
                store.refuse(s.id(), "system", ROBOT, today, "义务已全部履行，提请自动终止");
            } else if (SanctionRules.endsByItselfOnPerformance(s.ground())) {
                end(robot, file, s, "被执行人已履行完毕生效法律文书确定的义务", today);
            } else {
                record(
                        robot,
                        file.id(),
                        file,
                        "EARLY_DELETION_TO_DECIDE",
                        "%s已履行完毕，失信信息有固定期限，请院长决定是否提前删除".formatted(s.name()));
            }
        }
        restored(robot, file, today);
    }

    private void end(Actor by, CaseFile file, Sanction s, String because, LocalDate today) {
        boolean listing = s.ground().kind() == SanctionKind.DISHONESTY_LISTING;
        Document paper = documents.issue(
                by,
                file.court(),
                file.id(),
                file.number(),
                listing ? Kind.DISHONESTY_WITHDRAWAL : Kind.CONSUMPTION_RELEASE,
                fields(file, s, s.endsOn(), because));
        documents.served(by, paper.id(), s.party().value(), s.name(), "电子送达", today);
        store.withdraw(s.id(), today, by.display(), because, paper.id());
        docket.complete(by, file.id(), "G06", "sanction:" + s.id(), today, List.of(evidence(paper)));
        record(
                by,
                file.id(),
                file,
                "SANCTION_WITHDRAWN",
                (listing ? "删除%s的失信信息：%s" : "解除对%s的限制消费令：%s").formatted(s.name(), because));
    }

    /** The node of the case itself is done once nothing stands any more. */
    private void restored(Actor by, CaseFile file, LocalDate today) {
        if (store.stand(file.id()).isEmpty()) {
            docket.complete(
                    by,
                    file.id(),
                    "G06",
                    today,
                    List.of(new Evidence("RECORD", "sanctions:" + file.id(), "惩戒措施已全部解除、删除", null)));
        }
    }

    /** A listing whose term is over is deleted. */
    void termOver(Sanction s, LocalDate today) {
        CaseFile file = cases.byId(s.caseId());
        Actor robot = Actor.system(ROBOT, s.court());
        docket.happened(robot, file.id(), "RESTORATION_GROUND_ARISEN", today, "纳入失信名单期限届满");
        end(robot, file, s, "纳入失信被执行人名单的期限届满", today);
        restored(robot, file, today);
    }

    /** The sanctions of a case, the newest first. */
    public List<SanctionView> ofCase(CaseId id) {
        return store.ofCase(id);
    }

    private Sanction of(CaseFile file, long id) {
        return store.lock(id)
                .filter(s -> s.caseId().equals(file.id()))
                .orElseThrow(() -> new Problem.NotFound("本案没有这项惩戒措施"));
    }

    private static Map<String, Object> fields(CaseFile file, Sanction s, @Nullable LocalDate ends, String because) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "applicant",
                String.join("、", file.applicants().stream().map(CaseParty::name).toList()));
        fields.put("respondent", s.name());
        fields.put("ground", s.ground().zh());
        fields.put("law", s.ground().law());
        fields.put("facts", s.facts());
        fields.put("reason", because);
        fields.put("term", ends == null ? "无固定期限" : "至" + Show.dateInWords(ends));
        fields.put("until", ends == null ? "义务履行完毕之日" : Show.dateInWords(ends));
        return fields;
    }

    private static Evidence evidence(Document d) {
        return new Evidence("DOCUMENT", "document:" + d.id(), d.title() + " " + d.number(), d.sha256());
    }

    private void record(Actor by, CaseId id, CaseFile file, String type, String summary) {
        audit.record(by, file.court(), id, new Act(type, summary, Map.of()));
    }
}
