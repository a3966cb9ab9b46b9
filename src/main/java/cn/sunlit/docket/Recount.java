package cn.sunlit.docket;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.deadlines.Computation;
import cn.sunlit.docket.DocketStore.Held;
import cn.sunlit.identity.Actor;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.WorkCalendar;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Reckons a case's open last days anew when something that they depend on has changed: first those that run on from a start,
 * then those that run back from the end of the term. What stays the same is left alone; what changes keeps what it was.
 */
@Component
class Recount {

    private final DocketStore store;
    private final Catalogues catalogues;
    private final Holidays holidays;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Recount(
            DocketStore store,
            Catalogues catalogues,
            Holidays holidays,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.catalogues = catalogues;
        this.holidays = holidays;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The caller holds the case.
     *
     * @param why what has changed, in Chinese
     * @return how many last days changed
     */
    int all(Actor by, Held held, String why) {
        Catalogue catalogue = catalogues.of(held.head());
        List<NodeRow> backward = new ArrayList<>();
        Map<String, String> changed = new LinkedHashMap<>();
        for (NodeRow row : List.copyOf(held.rows())) {
            if (row.state() != State.OPEN) {
                continue;
            }
            NodeSpec node = catalogue.node(row.code());
            if (node.due().reference() != null) {
                backward.add(row);
            } else if (node.due().period() != null) {
                one(by, held, catalogue, row, null, why, changed);
            }
        }
        LocalDate endOfTerm = endOfTerm(catalogue, held);
        for (NodeRow row : backward) {
            boolean ofTerm = DueDates.endsBeforeTerm(catalogue.node(row.code()));
            one(by, held, catalogue, row, ofTerm ? endOfTerm : null, why, changed);
        }
        tell(by, held, why, changed);
        return changed.size();
    }

    /** The day is known from which a run runs back. */
    void reference(Actor by, Held held, NodeRow row, LocalDate reference, String why) {
        Map<String, String> changed = new LinkedHashMap<>();
        one(by, held, catalogues.of(held.head()), row, reference, why, changed);
    }

    /** The last day of the running term, null when there is none or the clock stands. */
    static @Nullable LocalDate endOfTerm(Catalogue catalogue, Held held) {
        return held.rows().stream()
                .filter(r -> r.state() == State.OPEN && DueDates.isTerm(catalogue.node(r.code())))
                .map(NodeRow::dueOn)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private void one(
            Actor by,
            Held held,
            Catalogue catalogue,
            NodeRow row,
            @Nullable LocalDate reference,
            String why,
            Map<String, String> changed) {
        WorkCalendar calendar = holidays.calendar();
        Computation now = DueDates.again(catalogue, catalogue.node(row.code()), row, reference, held.ledger(), calendar)
                .computation();
        if (now.canonical().equals(row.dueProof())) {
            return;
        }
        store.replace(held, row, now, why, by.display(), LocalDate.now(clock), clock.instant());
        if (!java.util.Objects.equals(now.result().dueOn(), row.dueOn())) {
            changed.put(
                    row.code() + (row.subject().isEmpty() ? "" : " " + row.subject()),
                    "%s→%s".formatted(word(row.dueOn()), word(now.result().dueOn())));
            LocalDate due = now.result().dueOn();
            if (due != null && DueDates.isOfPerson(catalogue, row)) {
                events.publishEvent(new PersonTermMoved(held.head().caseId(), row.subject(), due));
            }
        }
    }

    private void tell(Actor by, Held held, String why, Map<String, String> changed) {
        if (changed.isEmpty()) {
            return;
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("why", why);
        changed.forEach((node, days) -> facts.put("node." + node, days));
        audit.record(
                by,
                held.head().court(),
                held.head().caseId(),
                new Act("DUE_RECALCULATED", "%s，重算%d个节点的届满日".formatted(why, changed.size()), facts));
    }

    private static String word(@Nullable LocalDate day) {
        return day == null ? "停止计算" : day.toString();
    }
}
