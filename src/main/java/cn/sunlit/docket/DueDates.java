package cn.sunlit.docket;

import cn.sunlit.deadlines.Computation;
import cn.sunlit.deadlines.Computation.Rule;
import cn.sunlit.deadlines.Computation.Shown;
import cn.sunlit.deadlines.Computation.Start;
import cn.sunlit.deadlines.Reckoned;
import cn.sunlit.deadlines.Reckoner;
import cn.sunlit.kernel.Practice;
import cn.sunlit.statutes.Citations;
import cn.sunlit.statutes.Period;
import cn.sunlit.statutes.WorkCalendar;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a run's last day depends on, put together from the catalogue and the case's ledger. Pure. */
final class DueDates {

    /** By its identifier, since a court's own catalogue may give it another code. */
    private static final String TERM = "CASE_CLOSURE";

    private static final String END_OF_TERM = "ENFORCEMENT_TERM_EXPIRY";

    /** The articles that a line of the catalogue cites; there are as many lines as catalogues have, and no more. */
    private static final Map<String, List<String>> ARTICLES = new ConcurrentHashMap<>();

    private DueDates() {}

    static Reckoned first(
            Catalogue catalogue,
            NodeSpec node,
            Start start,
            @Nullable LocalDate reference,
            Ledger ledger,
            WorkCalendar calendar) {
        return Reckoner.reckon(
                start, rule(catalogue, node).to(reference), ledger.excludedFrom(node), List.of(), calendar);
    }

    /** The same run by what is known now. */
    static Reckoned again(
            Catalogue catalogue,
            NodeSpec node,
            NodeRow run,
            @Nullable LocalDate reference,
            Ledger ledger,
            WorkCalendar calendar) {
        Computation before = run.computation();
        // A correction that was taken back leaves the start as it was reported.
        Start start = before == null || before.start().reported() != null
                ? start(catalogue, run.startEvent(), run.startedOn(), fact(run.startCause()))
                : before.start();
        Start corrected = ledger.correctedStart(run.id())
                .map(e -> new Start(
                        start.event(), start.name(), Objects.requireNonNull(e.from()), e.shown(), run.startedOn()))
                .orElse(start);
        if (before != null && isOfPerson(catalogue, run)) {
            Start own = new Start(
                    corrected.event(), before.start().name(), corrected.on(), corrected.shown(), corrected.reported());
            return Reckoner.reckon(own, before.rule(), List.of(), List.of(), calendar);
        }
        LocalDate back = reference == null && before != null ? before.rule().reference() : reference;
        return Reckoner.reckon(
                corrected,
                rule(catalogue, node).to(back),
                ledger.excludedFrom(node),
                ledger.extensionsOf(run.id()),
                calendar);
    }

    /** Whether it is one person's term, which no event of the catalogue begins. */
    static boolean isOfPerson(Catalogue catalogue, NodeRow run) {
        return !catalogue.startEvents().containsKey(run.startEvent());
    }

    static Start start(Catalogue catalogue, String event, LocalDate on, Shown shown) {
        return new Start(event, catalogue.startEvents().getOrDefault(event, event), on, shown, null);
    }

    /** What somebody said in words. */
    static Shown fact(String cause) {
        return new Shown("FACT", "", cause, null);
    }

    static Shown shown(Evidence e) {
        return new Shown(e.kind(), e.reference(), e.title(), e.sha256());
    }

    /** Whether it must be done before the term in which a case should end. */
    static boolean endsBeforeTerm(NodeSpec node) {
        return END_OF_TERM.equals(node.due().reference());
    }

    /** Whether it is the term in which a case should end. */
    static boolean isTerm(NodeSpec node) {
        return TERM.equals(node.identifier());
    }

    @Practice(id = "QX-02", text = "扣除期间分两类：中止、暂缓执行的，各可暂停节点的期限一并停止计算；公告、鉴定、评估、管辖争议、拍卖变卖等只扣除执行期限（产品口径）")
    static boolean stops(Ground ground, NodeSpec node) {
        return isTerm(node) ? ground.term() != null : node.suspendable() && ground.stopsEverything();
    }

    /** The rule of one person's term: the lamps are the node's, period and article its own. */
    static Rule rule(Catalogue catalogue, NodeSpec node, PersonTerm term) {
        Rule ofNode = rule(catalogue, node);
        return new Rule(
                ofNode.node(),
                ofNode.name(),
                ofNode.catalogue(),
                Authority.STATUTORY.name(),
                List.of(term.law()),
                Citations.articles(term.law()),
                write(term.period()),
                false,
                null,
                ofNode.yellow(),
                ofNode.red());
    }

    private static Rule rule(Catalogue catalogue, NodeSpec node) {
        NodeSpec.Lamps lamps = node.alert();
        return new Rule(
                node.code(),
                node.name(),
                catalogue.version() + " " + catalogue.hash(),
                node.due().authority().name(),
                node.law(),
                node.law().stream()
                        .flatMap(line -> ARTICLES.computeIfAbsent(line, Citations::articles).stream())
                        .distinct()
                        .toList(),
                write(node.due().period()),
                node.due().reference() != null,
                null,
                lamps == null ? null : Computation.write(lamps.yellow()),
                lamps == null ? null : Computation.write(lamps.red()));
    }

    private static @Nullable String write(@Nullable Period period) {
        return period == null ? null : Computation.write(period);
    }
}
