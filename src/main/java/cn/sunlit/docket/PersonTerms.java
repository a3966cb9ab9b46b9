package cn.sunlit.docket;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.deadlines.Computation.Start;
import cn.sunlit.deadlines.Reckoner;
import cn.sunlit.docket.DocketStore.Begin;
import cn.sunlit.docket.DocketStore.Held;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Problem;
import cn.sunlit.settings.Holidays;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Terms of the law that run for one person and not for the court: to object, to oppose, to sue. Each is a run of the node to
 * which it belongs, with a start, a period and an article of its own instead of the catalogue's, so that its last day is
 * proved, corrected, reckoned anew and warned of like any other. It is no step of the court: list one does not tell it, no
 * precondition is asked, nothing follows from its end. Whoever calls was allowed the act that stands behind.
 */
@Service
@Transactional
public class PersonTerms {

    private final DocketStore store;
    private final Catalogues catalogues;
    private final Holidays holidays;
    private final Audit audit;
    private final Clock clock;

    PersonTerms(DocketStore store, Catalogues catalogues, Holidays holidays, Audit audit, Clock clock) {
        this.store = store;
        this.catalogues = catalogues;
        this.holidays = holidays;
        this.audit = audit;
        this.clock = clock;
    }

    /** Begins a term; one of the same subject begins once. A case whose catalogue leaves the node out keeps none. */
    public void begin(Actor by, CaseId id, PersonTerm term) {
        audit.hold(id);
        Held held = held(id);
        Catalogue catalogue = catalogues.of(held.head());
        if (!catalogues.follows(catalogue, term.node()) || runs(held, term.node(), term.subject()) > 0) {
            return;
        }
        NodeSpec node = catalogue.node(term.node());
        Start start = new Start(term.event(), term.eventName(), term.on(), DueDates.shown(term.shown()), null);
        store.begin(
                held,
                new Begin(
                        node.code(),
                        term.subject(),
                        1,
                        term.event(),
                        term.cause(),
                        term.on(),
                        Reckoner.reckon(
                                        start,
                                        DueDates.rule(catalogue, node, term),
                                        List.of(),
                                        List.of(),
                                        holidays.calendar())
                                .computation(),
                        Authority.STATUTORY),
                LocalDate.now(clock),
                clock.instant());
    }

    /** Ends a term: it was used, or its last day has passed. One that does not run is left alone. */
    public void end(Actor by, CaseId id, String code, String subject, LocalDate on, List<Evidence> evidence) {
        audit.hold(id);
        Held held = held(id);
        Optional<NodeRow> open = held.rows().stream()
                .filter(r -> r.code().equals(code) && r.subject().equals(subject) && r.state() == State.OPEN)
                .findFirst();
        if (open.isEmpty()) {
            return;
        }
        NodeRow run = open.get();
        boolean late = run.dueOn() != null && on.isAfter(run.dueOn());
        store.complete(held, run, on, by.display(), clock.instant(), late, false, evidence);
        audit.record(
                by,
                held.head().court(),
                id,
                new Act(
                        "NODE_DONE",
                        "%s：%s".formatted(run.startCause(), evidence.getFirst().title()),
                        Docket.facts(catalogues.of(held.head()).node(code), subject, on, late, false, evidence)));
    }

    private static long runs(Held held, String code, String subject) {
        return held.rows().stream()
                .filter(r -> r.code().equals(code) && r.subject().equals(subject))
                .count();
    }

    private Held held(CaseId id) {
        return store.held(id).orElseThrow(() -> new Problem.NotFound("该案件没有流程清单"));
    }
}
