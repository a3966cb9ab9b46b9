package cn.sunlit.docket;

import cn.sunlit.docket.DocketStore.Held;
import cn.sunlit.docket.TrialStore.Tally;
import cn.sunlit.docket.TrialStore.Trial;
import cn.sunlit.docket.TrialStore.Turned;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.WorkCalendar;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reckons past cases by a draft: what would have been overdue. Some cases a turn and a transaction, so that whoever waits sees it
 * come on and can end it between two turns; a stop of the program costs a turn. No case is written.
 */
@Component
class CatalogueTrials implements DueWork {

    /** The oldest of the days asked for; who wants others asks for other days. */
    static final int MOST_CASES = 3000;

    private static final int TURN = 50;
    private static final int MOST_NOTED = 500;

    private final TrialStore store;
    private final CatalogueStore drafts;
    private final DocketStore dockets;
    private final Holidays holidays;
    private final Clock clock;
    private final TransactionTemplate transaction;

    CatalogueTrials(
            TrialStore store,
            CatalogueStore drafts,
            DocketStore dockets,
            Holidays holidays,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.drafts = drafts;
        this.dockets = dockets;
        this.holidays = holidays;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public int runDue() {
        Integer tried =
                transaction.execute(status -> store.claim().map(this::turn).orElse(0));
        return tried == null ? 0 : tried;
    }

    private int turn(Trial trial) {
        CatalogueDraft draft = drafts.draft(trial.draft()).orElseThrow();
        Catalogue catalogue = CatalogueReader.readForeign(draft.inner(), draft.open());
        List<CaseId> cases = store.cases(trial, Math.min(TURN, MOST_CASES - trial.done()));
        Sum sum = new Sum(LocalDate.now(clock), holidays.calendar());
        cases.forEach(id -> dockets.whole(id).ifPresent(held -> sum.add(catalogue, held)));
        store.count(trial, sum.tallies);
        if (!sum.turned.isEmpty()) {
            store.note(trial, sum.turned, MOST_NOTED);
        }
        boolean ends = cases.size() < TURN || trial.done() + cases.size() >= MOST_CASES;
        long after = cases.isEmpty() ? trial.afterCase() : cases.getLast().value();
        store.advance(trial, after, cases.size(), sum.untried, ends, clock.instant());
        return Math.max(1, cases.size());
    }

    /** What came out for some cases. */
    private static final class Sum {
        private final LocalDate today;
        private final WorkCalendar calendar;
        private final Map<String, Tally> tallies = new TreeMap<>();
        private final List<Turned> turned = new ArrayList<>();
        private int untried;

        Sum(LocalDate today, WorkCalendar calendar) {
            this.today = today;
            this.calendar = calendar;
        }

        void add(Catalogue draft, Held held) {
            Catalogue ofCase = draft.forCase(held.head().kind());
            for (NodeRow run : held.rows()) {
                if (run.state() == State.WAIVED || run.computation() == null) {
                    continue;
                }
                Optional<NodeSpec> node = Optional.ofNullable(ofCase.nodes().get(run.code()))
                        .filter(n -> n.startEvent().equals(run.startEvent()));
                if (node.isEmpty()) {
                    untried++;
                    continue;
                }
                LocalDate due = DueDates.again(ofCase, node.get(), run, null, held.ledger(), calendar)
                        .computation()
                        .result()
                        .dueOn();
                boolean kept = isLate(run, run.dueOn());
                boolean drafted = isLate(run, due);
                tallies.merge(run.code(), new Tally(run.code(), 1, kept ? 1 : 0, drafted ? 1 : 0), Tally::plus);
                if (drafted && !kept && due != null) {
                    turned.add(new Turned(
                            run.id(), held.head().caseId().value(), run.code(), run.dueOn(), due, run.doneOn()));
                }
            }
        }

        private boolean isLate(NodeRow run, @Nullable LocalDate due) {
            LocalDate done = run.doneOn() == null ? today : run.doneOn();
            return due != null && done.isAfter(due);
        }
    }
}
