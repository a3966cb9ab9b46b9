package cn.sunlit.docket;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.docket.DocketStore.Held;
import cn.sunlit.docket.LedgerEntry.Kind;
import cn.sunlit.docket.PeriodRules.ExtensionRule;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Problem.Refusal;
import cn.sunlit.statutes.Period;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What moves a case's periods: days that do not count, extensions, corrected starts, waived nodes. One person proposes with a
 * document, another approves whom the rule names; then all last days that depend on it are reckoned anew.
 */
@Service
class PeriodDesk {

    private static final int LONGEST = 500;
    private static final int LONGEST_NAME = 200;

    private final DocketStore store;
    private final LedgerStore ledgers;
    private final Catalogues catalogues;
    private final Docket docket;
    private final Recount recount;
    private final Documents documents;
    private final ObjectProvider<CaseStages> stages;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    PeriodDesk(
            DocketStore store,
            LedgerStore ledgers,
            Catalogues catalogues,
            Docket docket,
            Recount recount,
            Documents documents,
            ObjectProvider<CaseStages> stages,
            Access access,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.ledgers = ledgers;
        this.catalogues = catalogues;
        this.docket = docket;
        this.recount = recount;
        this.documents = documents;
        this.stages = stages;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** The ledger of a case that the caller may read. */
    @Transactional(readOnly = true)
    Ledger of(CaseRef file) {
        return ledgers.of(file.id());
    }

    /**
     * Puts a proposal into the ledger; nothing changes before it is approved.
     *
     * @return the entry's number
     */
    @Transactional
    long propose(Actor by, CaseRef file, PeriodProposal p) {
        access.allow(by, UseCase.PROPOSE_PERIOD, file.court(), file.id());
        LocalDate today = LocalDate.now(clock);
        p.check(today);
        Held held = hold(file);
        LedgerEntry entry = entry(by, held, p);
        refuse(check(held, entry, today));
        long id = ledgers.propose(file.id(), file.court(), entry);
        audit.record(by, file.court(), file.id(), act("PERIOD_PROPOSED", "提请", id, entry));
        store.forget(file.id());
        return id;
    }

    /** The other person's yes: the entry takes effect and all that depends on it is reckoned anew. */
    @Transactional
    void approve(Actor by, CaseRef file, long id) {
        access.allow(by, UseCase.APPROVE_PERIOD, file.court(), file.id());
        Held before = hold(file);
        LedgerEntry entry = waiting(before, id);
        access.otherPerson(by, entry.proposedLogin());
        Set<Role> approvers = approvers(before, entry);
        if (approvers.stream().noneMatch(by::has)) {
            throw new Problem.Forbidden("此项须由%s批准（%s）"
                    .formatted(
                            approvers.stream().sorted().map(Role::zh).collect(Collectors.joining("或者")), entry.law()));
        }
        LocalDate today = LocalDate.now(clock);
        refuse(check(before, entry, today));
        ledgers.decide(id, true, by.login(), by.display(), null, clock.instant());
        audit.record(by, file.court(), file.id(), act("PERIOD_APPROVED", "批准", id, entry));
        store.forget(file.id());
        Held held = hold(file);
        recount.all(by, held, "批准%s（登记第%d号）".formatted(entry.kind().zh(), id));
        carryOut(by, file, held, entry, today);
    }

    /** The other person's no. */
    @Transactional
    void refuse(Actor by, CaseRef file, long id, @Nullable String reason) {
        access.allow(by, UseCase.APPROVE_PERIOD, file.court(), file.id());
        String because = PlainText.required("because", reason, LONGEST, "不批准须写明理由");
        LedgerEntry entry = waiting(hold(file), id);
        access.otherPerson(by, entry.proposedLogin());
        ledgers.decide(id, false, by.login(), by.display(), because, clock.instant());
        audit.record(by, file.court(), file.id(), act("PERIOD_REFUSED", "不批准", id, entry));
        store.forget(file.id());
    }

    /** What follows beside the days: the node that the act itself is, the case's stage, the waived node. */
    private void carryOut(Actor by, CaseRef file, Held held, LedgerEntry entry, LocalDate today) {
        Catalogue catalogue = catalogues.of(held.head());
        Evidence paper = new Evidence(
                entry.documentKind().equals("DOCUMENT") ? "DOCUMENT" : "RECORD",
                entry.documentReference(),
                entry.documentTitle(),
                entry.documentSha256());
        Evidence record = new Evidence("RECORD", "ledger:" + entry.id(), "期限登记第%d号".formatted(entry.id()), null);
        if (entry.kind() == Kind.WAIVER) {
            NodeRow run = run(held, Objects.requireNonNull(entry.nodeId()));
            docket.waive(by, file.id(), run.code(), run.subject(), entry.reason());
        } else if (entry.ground() != null && entry.ground().stopsEverything()) {
            completed(by, file, catalogue, "SETTLEMENT_AND_SUSPENSION", today, List.of(record, paper));
        } else if (entry.kind() != Kind.START) {
            completed(by, file, catalogue, "TERM_ADJUSTMENT", today, List.of(record, paper));
        }
        if (entry.ground() != null && entry.ground().isStay()) {
            stages.getObject().stand(by, file.id(), held.ledger().isStayed(), entry.documentTitle());
        }
    }

    private void completed(
            Actor by, CaseRef file, Catalogue catalogue, String identifier, LocalDate on, List<Evidence> evidence) {
        catalogue.nodes().values().stream()
                .filter(n -> n.identifier().equals(identifier))
                .findFirst()
                .ifPresent(n -> docket.complete(by, file.id(), n.code(), on, evidence));
    }

    private Held hold(CaseRef file) {
        audit.hold(file.id());
        if (!stages.getObject().isRunning(file.id())) {
            throw new Problem.Conflict("案件已经结案，期限不再变动");
        }
        Held held = store.held(file.id()).orElseThrow(() -> new Problem.NotFound("该案件没有流程清单"));
        SetBackClock.refuse(held, clock);
        return held;
    }

    private LedgerEntry waiting(Held held, long id) {
        LedgerEntry entry = held.ledger().find(id).orElseThrow(() -> new Problem.NotFound("本案没有这项登记"));
        if (!entry.waits()) {
            throw new Problem.Conflict(
                    "第%d号登记已由%s%s".formatted(id, entry.approver(), entry.isApproved() ? "批准" : "决定不批准"));
        }
        return entry;
    }

    private static NodeRow run(Held held, long id) {
        NodeRow run = held.rows().stream()
                .filter(r -> r.id() == id)
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid("run", "本案没有这个节点"));
        if (run.state() != State.OPEN) {
            throw new Problem.Conflict(
                    "节点%s%s，期限不再变动".formatted(run.code(), run.state().zh()));
        }
        return run;
    }

    private NodeSpec node(Held held, NodeRow run) {
        return catalogues.of(held.head()).node(run.code());
    }

    private Set<Role> approvers(Held held, LedgerEntry e) {
        return switch (e.kind()) {
            case SUSPENSION -> PeriodRules.approversOfSuspension(Objects.requireNonNull(e.ground()), e.from(), e.to());
            case EXTENSION ->
                Optional.ofNullable(PeriodRules.extension(node(held, run(held, Objects.requireNonNull(e.nodeId())))))
                        .map(ExtensionRule::approvers)
                        .orElse(Set.of());
            case START, WAIVER -> PeriodRules.leaders();
        };
    }

    /** Also asked when it is approved: what was so when it was proposed may have changed. */
    private List<Refusal> check(Held held, LedgerEntry e, LocalDate today) {
        if (e.replaces() != null) {
            LedgerEntry replaced = held.ledger()
                    .find(e.replaces())
                    .filter(held.ledger()::isInForce)
                    .orElseThrow(() -> new Problem.Conflict("第%d号登记已不在生效之中，不能变更或者撤回".formatted(e.replaces())));
            if (replaced.kind() != e.kind()
                    || replaced.ground() != e.ground()
                    || !Objects.equals(replaced.nodeId(), e.nodeId())) {
                throw new Problem.Conflict("变更或者撤回的须是同一事项、同一事由的登记");
            }
        }
        if (e.cancelled()) {
            return List.of();
        }
        return switch (e.kind()) {
            case SUSPENSION ->
                PeriodRules.refuseSuspension(
                        Objects.requireNonNull(e.ground()),
                        Objects.requireNonNull(e.from()),
                        e.to(),
                        held.head().openedOn());
            case EXTENSION -> {
                NodeRow run = run(held, Objects.requireNonNull(e.nodeId()));
                int before = (int) held.ledger().extensionsOf(run.id()).stream()
                        .filter(x -> !Objects.equals(x.entry(), e.replaces()))
                        .count();
                int value = cn.sunlit.deadlines.Computation.period(Objects.requireNonNull(e.period()))
                        .value();
                yield PeriodRules.refuseExtension(node(held, run), run, value, before, e.reportNumber(), today);
            }
            case START -> {
                run(held, Objects.requireNonNull(e.nodeId()));
                yield List.of();
            }
            case WAIVER -> PeriodRules.refuseWaiver(node(held, run(held, Objects.requireNonNull(e.nodeId()))));
        };
    }

    private static void refuse(List<Refusal> refusals) {
        if (!refusals.isEmpty()) {
            throw new Problem.Conflict("有%d项条件不具备".formatted(refusals.size()), refusals);
        }
    }

    private LedgerEntry entry(Actor by, Held held, PeriodProposal p) {
        Kind kind = Objects.requireNonNull(p.kind());
        NodeRow run = kind == Kind.SUSPENSION ? null : run(held, Objects.requireNonNull(p.run()));
        Paper paper = paper(held, p);
        String period = null;
        String law = "";
        if (kind == Kind.SUSPENSION) {
            law = PeriodRules.lawOfSuspension(Objects.requireNonNull(p.ground()));
        } else if (kind == Kind.EXTENSION) {
            NodeSpec node = node(held, Objects.requireNonNull(run));
            ExtensionRule rule = PeriodRules.extension(node);
            Period own = node.due().period();
            if (rule == null || own == null) {
                throw new Problem.Conflict(
                        "有1项条件不具备", List.of(new Refusal("QX-10", String.join("；", node.law()), "法律没有规定这一期限可以延长")));
            }
            law = rule.law();
            period = Objects.requireNonNull(p.value()) + " " + own.unit();
        }
        return new LedgerEntry(
                0,
                kind,
                run == null ? null : run.id(),
                run == null ? null : run.code(),
                kind == Kind.SUSPENSION ? p.ground() : null,
                kind == Kind.SUSPENSION || kind == Kind.START ? p.from() : null,
                kind == Kind.SUSPENSION ? p.to() : null,
                period,
                p.replaces(),
                p.cancels(),
                PlainText.required("reason", p.reason(), LONGEST, "须写明理由"),
                paper.kind(),
                paper.reference(),
                paper.title(),
                paper.sha256(),
                PlainText.optional("reportNumber", p.reportNumber(), LONGEST_NAME),
                law,
                by.login(),
                by.display(),
                clock.instant(),
                null,
                null,
                null,
                null);
    }

    private record Paper(
            String kind,
            String reference,
            String title,
            @Nullable String sha256) {}

    private Paper paper(Held held, PeriodProposal p) {
        if (p.document() == null) {
            return new Paper(
                    "EXTERNAL",
                    PlainText.required("documentNumber", p.documentNumber(), LONGEST_NAME, "须写明外来文书的文号"),
                    PlainText.required("documentTitle", p.documentTitle(), LONGEST_NAME, "须写明外来文书的名称"),
                    p.documentSha256() == null || p.documentSha256().isBlank() ? null : p.documentSha256());
        }
        Document own = documents
                .find(p.document())
                .filter(d -> d.caseId().equals(held.head().caseId()))
                .orElseThrow(() -> new Problem.Invalid("document", "本案没有这份文书"));
        return new Paper("DOCUMENT", "document:" + own.id(), own.title() + " " + own.number(), own.sha256());
    }

    private static Act act(String type, String what, long id, LedgerEntry e) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("entry", String.valueOf(id));
        facts.put("kind", e.kind().name());
        put(facts, "node", e.code());
        put(facts, "ground", e.ground());
        put(facts, "from", e.from());
        put(facts, "to", e.to());
        put(facts, "period", e.period());
        put(facts, "replaces", e.replaces());
        if (e.cancelled()) {
            facts.put("cancelled", "true");
        }
        facts.put("reason", e.reason());
        facts.put("document", e.documentReference());
        put(facts, "sha256", e.documentSha256());
        return new Act(
                type,
                "%s%s%s（登记第%d号）"
                        .formatted(what, e.cancelled() ? "撤回" : "", e.kind().zh(), id),
                facts);
    }

    private static void put(Map<String, String> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value.toString());
        }
    }
}
