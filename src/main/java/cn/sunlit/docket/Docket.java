package cn.sunlit.docket;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.audit.Entry;
import cn.sunlit.deadlines.Computation.Shown;
import cn.sunlit.deadlines.Computation.Start;
import cn.sunlit.docket.DocketStore.Begin;
import cn.sunlit.docket.DocketStore.Head;
import cn.sunlit.docket.DocketStore.Held;
import cn.sunlit.docket.NodeSpec.Timing;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import cn.sunlit.publicity.Audience;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.Periods;
import cn.sunlit.statutes.Suspension;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The nodes of each case: begun by events, completed only with evidence, each with a last day that can be explained. Lists
 * one and three are derived from them. Whoever calls was allowed the act that stands behind; the docket itself grants nothing.
 */
@Service
public class Docket {

    /** How many runs a filing begins, about. */
    private static final int RUNS_AT_FILING = 16;

    /** The stage in which acts lie before the docket: application, examination. */
    private static final String BEFORE_FILING = "FILING";

    private static final int LATE_AFTER_DAYS = 3;

    private final DocketStore store;
    private final Catalogues catalogues;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Holidays holidays;
    private final Recount recount;
    private final Publicity publicity;

    Docket(
            DocketStore store,
            Catalogues catalogues,
            Recount recount,
            Holidays holidays,
            Audit audit,
            ApplicationEventPublisher events,
            Publicity publicity,
            Clock clock) {
        this.store = store;
        this.catalogues = catalogues;
        this.recount = recount;
        this.holidays = holidays;
        this.audit = audit;
        this.events = events;
        this.publicity = publicity;
        this.clock = clock;
    }

    /** Begins a case's docket with the catalogue in force on that day; all nodes are pending. Twice is once. */
    @Transactional
    public void open(Actor by, CaseId id, CourtCode court, LocalDate on) {
        open(List.of(new NewDocket(id, court, on, null)));
    }

    /** The same for several cases, each with the officer who is to do its nodes, where one is known. */
    @Transactional
    public void open(List<NewDocket> cases) {
        store.open(cases);
        if (cases.size() > 1) {
            store.reserve(cases.size() * RUNS_AT_FILING);
        }
    }

    /**
     * Takes the dockets of a batch in hand at once, before anything of its cases is changed: what happens in them is then
     * reckoned without a question to the database for each.
     *
     * @param runs how many runs the batch is going to begin, about
     */
    @Transactional
    public void hold(Collection<CaseId> ids, int runs) {
        audit.hold(ids);
        store.hold(ids);
        store.reserve(runs);
    }

    /**
     * Says what the running transaction has just made, so that a case with a long history is not searched for it.
     *
     * @param causesAndReferences causes of events and references of evidence, none of which can be stored yet
     */
    @Transactional
    public void fresh(Collection<String> causesAndReferences) {
        store.fresh(causesAndReferences);
    }

    /** Drops what was taken in hand, so that a transaction of very many cases does not keep it all in memory; they stay held. */
    @Transactional
    public void release(Collection<CaseId> ids) {
        ids.forEach(store::forget);
    }

    /**
     * Opens the nodes which an event starts, with their last days. A node that is open stays open with the day it has; the
     * same event of the same day and cause counts once.
     *
     * @param startEvent a start event of the catalogue
     * @param cause the document or fact that shows the event, in Chinese
     * @throws IllegalArgumentException when the catalogue has no such event
     */
    @Transactional
    public void happened(Actor by, CaseId id, String startEvent, LocalDate on, String cause) {
        audit.hold(id);
        Held held = held(id);
        Catalogue catalogue = catalogues.of(held.head());
        begin(held, catalogue, catalogue.startedBy(startEvent), startEvent, on, cause, DueDates.fact(cause), "");
    }

    /**
     * The same, of one thing among several (a frozen account, a receipt) and only for the nodes that it calls for: a frozen
     * deposit needs D06 and D07 but no price.
     *
     * @param subject names the thing, {@code measure:12}; each subject has its own run of a node; empty for the case itself
     * @param codes the nodes to open, each started by this event
     */
    @Transactional
    public void happened(
            Actor by, CaseId id, String startEvent, LocalDate on, String cause, String subject, Set<String> codes) {
        audit.hold(id);
        Held held = held(id);
        Catalogue catalogue = catalogues.of(held.head());
        List<NodeSpec> started = catalogue.startedBy(startEvent);
        for (String code : codes) {
            if (catalogues.follows(catalogue, code)
                    && started.stream().noneMatch(n -> n.code().equals(code))) {
                throw new IllegalArgumentException("节点%s不由事件%s起算".formatted(code, startEvent));
            }
        }
        List<NodeSpec> wanted =
                started.stream().filter(n -> codes.contains(n.code())).toList();
        begin(held, catalogue, wanted, startEvent, on, cause, DueDates.fact(cause), subject);
    }

    /** A completion cannot lie in the future or before the case, nor be put down by a clock that was set back. */
    private void refuseImpossibleDay(Held held, NodeSpec node, LocalDate on) {
        LocalDate today = LocalDate.now(clock);
        if (on.isAfter(today)) {
            throw new Problem.Invalid("on", "办结日期%s在将来".formatted(on));
        }
        if (!node.stage().equals(BEFORE_FILING) && on.isBefore(held.head().openedOn())) {
            throw new Problem.Invalid(
                    "on", "办结日期%s早于立案日%s".formatted(on, held.head().openedOn()));
        }
        SetBackClock.refuse(held, clock);
    }

    @Practice(id = "QX-20", text = "办结三日以后才登记的标记为补录；同一文书用作两个不同节点的证据、前置未完成的，各自标记，只供复查，不作结论")
    private void mark(
            Held held,
            long nodeId,
            NodeSpec node,
            LocalDate on,
            boolean beforeCause,
            List<Evidence> evidence,
            List<NodeRow> others) {
        LocalDate today = LocalDate.now(clock);
        long days = ChronoUnit.DAYS.between(on, today);
        if (days > LATE_AFTER_DAYS) {
            mark(held, nodeId, node, Mark.LATE_ENTRY, "办结%s，登记%s，相差%d日".formatted(on, today, days));
        }
        if (beforeCause) {
            mark(held, nodeId, node, Mark.BEFORE_CAUSE, "前置节点未完成，或者办结日早于起算日");
        }
        others.stream()
                .filter(r -> r.state() == State.DONE && !r.code().equals(node.code()))
                .filter(r -> r.evidence().stream()
                        .anyMatch(e -> e.sha256() != null
                                && evidence.stream().anyMatch(g -> e.sha256().equals(g.sha256()))))
                .findFirst()
                .ifPresent(r -> mark(held, nodeId, node, Mark.SAME_DOCUMENT, "与节点%s使用同一份文书".formatted(r.code())));
    }

    private void mark(Held held, long nodeId, NodeSpec node, Mark kind, String detail) {
        store.mark(held.head(), nodeId, node.code(), kind, detail, LocalDate.now(clock), clock.instant());
    }

    /** Completes a node of the case itself, see the longer form. */
    @Transactional
    public void complete(Actor by, CaseId id, String code, LocalDate on, List<Evidence> evidence) {
        complete(by, id, code, "", on, evidence);
    }

    /**
     * Completes a node with its evidence, opening it on that day if it was not open, and raises the events that follow from
     * it. The same evidence again changes nothing. Of a node that the case's catalogue leaves out only the events are raised.
     *
     * @throws Problem.Invalid without evidence
     * @throws Problem.Conflict when the node is done and cannot be repeated
     */
    @Transactional
    public void complete(Actor by, CaseId id, String code, String subject, LocalDate on, List<Evidence> evidence) {
        if (evidence.isEmpty()) {
            throw new Problem.Invalid("evidence", "没有证据的节点不能办结");
        }
        audit.hold(id);
        Held held = held(id);
        Head head = held.head();
        Catalogue catalogue = catalogues.of(head);
        if (!catalogues.follows(catalogue, code)) {
            follow(held, catalogue, catalogues.shipped().node(code), on, evidence);
            return;
        }
        NodeSpec node = catalogue.node(code);
        refuseImpossibleDay(held, node, on);
        List<NodeRow> rows = List.copyOf(held.rows());
        List<NodeRow> runs = rows.stream()
                .filter(r -> r.code().equals(code) && r.subject().equals(subject))
                .toList();
        if (runs.stream().anyMatch(r -> r.state() == State.DONE && r.proves(evidence))
                || store.provedBefore(held, code, subject, evidence)) {
            return;
        }
        Set<String> done = rows.stream()
                .filter(r -> r.state() == State.DONE)
                .map(NodeRow::code)
                .collect(Collectors.toSet());
        Optional<NodeRow> open =
                runs.stream().filter(r -> r.state() == State.OPEN).findFirst();
        boolean beforeCause = (!head.takenOver() && !node.isCausedBy(done))
                || open.map(r -> on.isBefore(r.startedOn())).orElse(false);

        boolean late;
        long nodeId;
        if (open.isPresent()) {
            NodeRow run = open.get();
            late = run.dueOn() != null && on.isAfter(run.dueOn());
            nodeId = run.id();
            store.complete(held, run, on, by.display(), clock.instant(), late, beforeCause, evidence);
        } else {
            if (!node.repeatable() && runs.stream().anyMatch(r -> r.state() == State.DONE)) {
                throw new Problem.Conflict("节点%s（%s）已办结，不能重复办理".formatted(code, node.name()));
            }
            late = false;
            Evidence first = evidence.getFirst();
            Begin run = run(
                    held,
                    catalogue,
                    node,
                    DueDates.start(catalogue, node.startEvent(), on, DueDates.shown(first)),
                    first.title() + " " + first.reference(),
                    subject,
                    newest(runs));
            if (rows.stream().anyMatch(r -> r.isBegunBy(run))) {
                throw new Problem.Conflict("节点%s已由他人同时办结".formatted(code));
            }
            nodeId = store.completeAtOnce(
                            held, run, by.display(), LocalDate.now(clock), clock.instant(), beforeCause, evidence)
                    .id();
        }

        mark(held, nodeId, node, on, beforeCause, evidence, rows);
        audit.record(by, head.court(), id, act(node, subject, on, late, beforeCause, evidence));
        follow(held, catalogue, node, on, evidence);
        if (node.timing() == Timing.ON_COMPLETE || node.timing() == Timing.AFTER_EXECUTION) {
            tell(head, catalogue, node, on, nodeId, "DONE");
        }
    }

    private void follow(Held held, Catalogue catalogue, NodeSpec done, LocalDate on, List<Evidence> evidence) {
        String follows = Catalogue.CONSEQUENCES.get(done.code());
        if (follows != null) {
            begin(
                    held,
                    catalogue,
                    catalogue.startedBy(follows),
                    follows,
                    on,
                    "节点%s %s完成".formatted(done.code(), done.name()),
                    DueDates.shown(evidence.getFirst()),
                    "");
        }
    }

    /** Says that a node need not be done in this case, of whatever subject. What was done stays done. */
    @Transactional
    public void waive(Actor by, CaseId id, String code, String reason) {
        waive(by, id, code, null, reason);
    }

    /** The same for one subject: its occasion is gone, as the renewal of a hold that was lifted. */
    @Transactional
    public void waive(Actor by, CaseId id, String code, @Nullable String subject, String reason) {
        if (reason.isBlank()) {
            throw new Problem.Invalid("reason", "免除节点须写明理由");
        }
        audit.hold(id);
        Head head = head(id);
        Catalogue catalogue = catalogues.of(head);
        if (!catalogues.follows(catalogue, code)) {
            return;
        }
        NodeSpec node = catalogue.node(code);
        if (store.waive(id, code, subject, reason.strip(), by.display(), clock.instant()) > 0) {
            audit.record(
                    by,
                    head.court(),
                    id,
                    new Act(
                            "NODE_WAIVED",
                            "节点%s %s无需办理：%s".formatted(code, node.name(), reason.strip()),
                            Map.of("node", code, "reason", reason.strip())));
        }
    }

    /** The case has ended: what is still open and not named here need not be done any more. */
    @Transactional
    public void waiveOpen(Actor by, CaseId id, Set<String> except, String reason) {
        audit.hold(id);
        store.rows(id).stream()
                .filter(r -> r.state() == State.OPEN && !except.contains(r.code()))
                .map(NodeRow::code)
                .distinct()
                .forEach(code -> waive(by, id, code, reason));
    }

    /** Gives a node that must be done before something else the day of that something (a term's end, an auction's opening). */
    @Transactional
    public void referenceKnown(Actor by, CaseId id, String code, LocalDate reference) {
        referenceKnown(by, id, code, "", reference);
    }

    /** The same for one subject. */
    @Transactional
    public void referenceKnown(Actor by, CaseId id, String code, String subject, LocalDate reference) {
        audit.hold(id);
        Held held = held(id);
        Catalogue catalogue = catalogues.of(held.head());
        if (!catalogues.follows(catalogue, code)) {
            return;
        }
        NodeSpec node = catalogue.node(code);
        if (node.due().reference() == null) {
            throw new IllegalArgumentException("节点%s的期限不以参考事件倒推".formatted(code));
        }
        held.rows().stream()
                .filter(r -> r.code().equals(code) && r.subject().equals(subject) && r.state() == State.OPEN)
                .findFirst()
                .ifPresent(run -> recount.reference(by, held, run, reference, "参考事件之日确定为%s".formatted(reference)));
    }

    /** The days that do not count to the doubled part of interest. */
    @Transactional(readOnly = true)
    public List<Suspension> titleReviews(CaseId id) {
        return store.ledger(id).titleReviews();
    }

    /** Who must do the case's nodes from now on: the officer's login. */
    @Transactional
    public void setOwner(CaseId id, String login) {
        audit.hold(id);
        store.setOwner(id, login);
    }

    /**
     * The newest run of a node for one subject.
     *
     * @param subject {@code asset:7}; empty for the case itself
     * @param waivedFor why it need not be done; null unless it is waived
     */
    public record Run(
            String code,
            String subject,
            State state,
            @Nullable String waivedFor) {}

    /** Every node that ever began in a case, by subject, each by its newest run. */
    @Transactional(readOnly = true)
    public List<Run> runs(CaseId id) {
        Map<List<String>, Run> newest = new LinkedHashMap<>();
        store.rows(id).stream()
                .sorted(Comparator.comparingInt(NodeRow::run))
                .forEach(r -> newest.put(
                        List.of(r.code(), r.subject()), new Run(r.code(), r.subject(), r.state(), r.waivedFor())));
        return List.copyOf(newest.values());
    }

    /** List three: all inner nodes of the case's catalogue in order. */
    @Transactional(readOnly = true)
    public List<InnerNode> innerNodes(CaseId id) {
        return Lists.inner(catalogues.of(head(id)), store.rows(id), LocalDate.now(clock), List.of());
    }

    /** The same with the proofs of the acts behind the nodes. */
    @Transactional(readOnly = true)
    List<InnerNode> provedNodes(CaseId id) {
        return Lists.inner(catalogues.of(head(id)), store.rows(id), LocalDate.now(clock), ended(id));
    }

    private List<Entry> ended(CaseId id) {
        return audit.acts(id, Set.of("NODE_DONE", "NODE_WAIVED"));
    }

    /** List one as the audience may see it: all public nodes in order, with the proofs of what it may see done. */
    @Transactional(readOnly = true)
    public List<PublicNode> publicNodes(CaseId id, Audience audience) {
        return lists(id, audience);
    }

    /** The inner nodes for which the catalogue names this audience. */
    @Transactional(readOnly = true)
    public Set<String> toldTo(CaseId id, Audience audience) {
        return catalogues.of(head(id)).publicNodes().values().stream()
                .flatMap(shown -> shown.internalNodes().stream()
                        .filter(code -> shown.audienceOf(code).contains(audience)))
                .collect(Collectors.toSet());
    }

    /** List one as the court sees it. */
    @Transactional(readOnly = true)
    public List<PublicNode> publicNodes(CaseId id) {
        return lists(id, null);
    }

    private List<PublicNode> lists(CaseId id, @Nullable Audience audience) {
        return Lists.open(
                catalogues.of(head(id)), store.rows(id), LocalDate.now(clock), publicity, audience, ended(id));
    }

    /**
     * Open nodes of a court that are due by a day, the earliest first, at most 500.
     *
     * @param owner the officer's login, or null for the whole court
     */
    @Transactional(readOnly = true)
    public List<DueItem> due(CourtCode court, @Nullable String owner, LocalDate until) {
        return store.due(court, owner, until, LocalDate.now(clock)).stream()
                .map(r -> new DueItem(
                        r.caseId(),
                        r.court(),
                        r.code(),
                        catalogues.version(r.versionId()).node(r.code()).name(),
                        r.dueOn(),
                        r.alert(),
                        r.authority()))
                .toList();
    }

    /** The sheet of list three: every run with its proof, and the catalogue it follows. */
    @Transactional(readOnly = true)
    Sheet sheet(CaseId id) {
        Head head = head(id);
        return new Sheet(catalogues.of(head), store.rows(id), head.openedOn(), LocalDate.now(clock), ended(id));
    }

    record Sheet(Catalogue catalogue, List<NodeRow> rows, LocalDate openedOn, LocalDate today, List<Entry> ended) {}

    private Held held(CaseId id) {
        return store.held(id).orElseThrow(Docket::unknown);
    }

    private static Problem.NotFound unknown() {
        return new Problem.NotFound("该案件没有流程清单");
    }

    private Head head(CaseId id) {
        return store.head(id).orElseThrow(Docket::unknown);
    }

    private void begin(
            Held held,
            Catalogue catalogue,
            List<NodeSpec> nodes,
            String event,
            LocalDate on,
            String cause,
            Shown shown,
            String subject) {
        LocalDate today = LocalDate.now(clock);
        List<NodeRow> known = List.copyOf(held.rows());
        for (NodeSpec node : nodes) {
            List<NodeRow> before = known.stream()
                    .filter(r -> r.code().equals(node.code()) && r.subject().equals(subject))
                    .toList();
            boolean open = before.stream().anyMatch(r -> r.state() == State.OPEN);
            if (open || !(node.repeatable() || before.isEmpty())) {
                continue;
            }
            Begin run = run(
                    held, catalogue, node, DueDates.start(catalogue, event, on, shown), cause, subject, newest(before));
            if (before.stream().anyMatch(r -> r.isBegunBy(run)) || store.begunBefore(held, run)) {
                continue;
            }
            NodeRow begun = store.begin(held, run, today, clock.instant());
            if (node.timing() == Timing.ON_START) {
                tell(held.head(), catalogue, node, on, begun.id(), "START");
            }
        }
    }

    private static int newest(List<NodeRow> runs) {
        return runs.stream().mapToInt(NodeRow::run).max().orElse(0);
    }

    private Begin run(
            Held held, Catalogue catalogue, NodeSpec node, Start start, String cause, String subject, int before) {
        LocalDate reference = DueDates.endsBeforeTerm(node) ? Recount.endOfTerm(catalogue, held) : null;
        return new Begin(
                node.code(),
                subject,
                before + 1,
                start.event(),
                cause,
                start.on(),
                DueDates.first(catalogue, node, start, reference, held.ledger(), holidays.calendar())
                        .computation(),
                node.due().authority());
    }

    private void tell(Head head, Catalogue catalogue, NodeSpec node, LocalDate on, long nodeId, String what) {
        if (node.publicNode() == null) {
            return;
        }
        PublicSpec shown = catalogue.publicNode(node.publicNode());
        events.publishEvent(new PublicNodeChanged(
                head.caseId(),
                head.court(),
                shown.code(),
                shown.name(),
                node.code(),
                node.name(),
                on,
                shown.audienceOf(node.code()),
                what.equals("START"),
                shown.within().value() == 0
                        ? on
                        : Periods.end(on, shown.within(), holidays.calendar()).endsOn(),
                "node:%d:%s".formatted(nodeId, what)));
    }

    private static Act act(
            NodeSpec node, String subject, LocalDate on, boolean late, boolean beforeCause, List<Evidence> evidence) {
        return new Act(
                "NODE_DONE",
                "完成节点%s %s%s".formatted(node.code(), node.name(), late ? "（逾期）" : ""),
                facts(node, subject, on, late, beforeCause, evidence));
    }

    /** What the record says of a run that is done; its proof is found by them. */
    static Map<String, String> facts(
            NodeSpec node, String subject, LocalDate on, boolean late, boolean beforeCause, List<Evidence> evidence) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("node", node.code());
        facts.put("name", node.name());
        facts.put("on", on.toString());
        if (!subject.isEmpty()) {
            facts.put("subject", subject);
        }
        if (late) {
            facts.put("late", "true");
        }
        if (beforeCause) {
            facts.put("beforeCause", "true");
        }
        for (int i = 0; i < evidence.size(); i++) {
            Evidence e = evidence.get(i);
            facts.put("evidence." + (i + 1), e.sha256() == null ? e.reference() : e.reference() + " " + e.sha256());
        }
        return facts;
    }
}
