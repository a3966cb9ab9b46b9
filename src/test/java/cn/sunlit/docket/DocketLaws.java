package cn.sunlit.docket;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.deadlines.Computation;
import cn.sunlit.deadlines.Reckoner;
import cn.sunlit.docket.DocketStore.Head;
import cn.sunlit.docket.DocketStore.Held;
import cn.sunlit.docket.DocketStore.Superseded;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.settings.Holidays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What holds of every docket, read from the database alone beside what was said to have happened: no run without its cause, no
 * two open where one may be, every last day what its record says and nothing stale, no alert missed or raised twice.
 */
final class DocketLaws {

    private static final CourtCode COURT = new CourtCode("鄂1125");

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final Holidays holidays;
    private final Steps steps;
    private final Map<String, String> causes = new HashMap<>();
    private final Map<CaseId, Set<String>> said = new ConcurrentHashMap<>();

    DocketLaws(JdbcClient jdbc, Catalogue catalogue, Holidays holidays, Steps steps) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.holidays = holidays;
        this.steps = steps;
        Catalogue.CONSEQUENCES.forEach((code, event) -> causes.put(event, code));
    }

    /** An event that the docket is told of. */
    void said(CaseId id, String event, LocalDate on, String cause) {
        said.computeIfAbsent(id, key -> new HashSet<>()).add(event + " " + on + " " + cause);
    }

    /** How much was looked at, so that nobody takes silence for order. */
    record Seen(int runs, int alerts) {}

    /** A docket as it stands, with all that it replaced. */
    private record Whole(CaseId id, List<NodeRow> rows, Map<Long, List<Superseded>> replaced, Ledger ledger) {}

    void ofAll() {
        assertThat(jdbc.sql("""
                        select count(*) from (select from docket.node where state = 'OPEN'
                                              group by case_id, code, subject having count(*) > 1) twice
                        """).query(Long.class).single()).isZero();
        assertThat(jdbc.sql("""
                        select count(*) from (select from docket.node group by case_id, code, subject
                                              having count(*) filter (where state = 'DONE') > 1 and code = any(:once)) again
                        """)
                        .param(
                                "once",
                                catalogue.nodes().values().stream()
                                        .filter(n -> !n.repeatable())
                                        .map(NodeSpec::code)
                                        .toArray(String[]::new))
                        .query(Long.class)
                        .single())
                .as("done twice, what cannot be repeated")
                .isZero();
        assertThat(jdbc.sql("""
                        select count(*) from docket.node n
                        where (state = 'DONE') <> exists (select from docket.evidence e where e.node_id = n.id)
                        """).query(Long.class).single())
                .as("done without evidence")
                .isZero();
        assertThat(jdbc.sql("select count(*) from (select from docket.alert group by node_id, level, due_on"
                                + " having count(*) > 1) twice")
                        .query(Long.class)
                        .single())
                .as("alerts raised twice")
                .isZero();
    }

    Seen hold(long first, long last) {
        int runs = 0;
        Set<String> due = new HashSet<>();
        for (Whole whole : read(first, last)) {
            runs += whole.rows().size();
            eachHasItsCause(whole);
            LocalDate endOfTerm = Recount.endOfTerm(
                    catalogue,
                    new Held(
                            new Head(whole.id(), COURT, 0, null, LocalDate.MIN, false, null, true),
                            whole.rows(),
                            whole.ledger()));
            for (NodeRow row : whole.rows()) {
                dayIsWhatItsRecordSays(whole, row, endOfTerm);
                expectAlerts(whole, row, due);
            }
        }
        everyAlertOnce(first, last, due);
        return new Seen(runs, due.size());
    }

    private List<Whole> read(long first, long last) {
        Map<Long, List<Superseded>> replaced = new HashMap<>();
        jdbc.sql("""
                        select c.* from docket.computation c join docket.node n on n.id = c.node_id
                        where n.case_id between :first and :last order by c.node_id, c.nth
                        """).param("first", first).param("last", last).query((ResultSet r) -> {
            replaced.computeIfAbsent(r.getLong("node_id"), key -> new ArrayList<>())
                    .add(superseded(r));
        });
        Map<CaseId, List<LedgerEntry>> ledgers = new HashMap<>();
        jdbc.sql("""
                        select l.*, n.code, d.approved, d.decided_by, d.reason as decided_for, d.decided_at
                        from docket.ledger l left join docket.ledger_decision d on d.entry_id = l.id
                        left join docket.node n on n.id = l.node_id
                        where l.case_id between :first and :last order by l.id
                        """).param("first", first).param("last", last).query((ResultSet r) -> {
            ledgers.computeIfAbsent(new CaseId(r.getLong("case_id")), key -> new ArrayList<>())
                    .add(LedgerStore.entry(r, 0));
        });
        Map<CaseId, List<NodeRow>> rows = new TreeMap<>((a, b) -> Long.compare(a.value(), b.value()));
        jdbc.sql("select n.*, '[]' as evidence from docket.node n where case_id between :first and :last order by id")
                .param("first", first)
                .param("last", last)
                .query((ResultSet r) -> {
                    rows.computeIfAbsent(new CaseId(r.getLong("case_id")), key -> new ArrayList<>())
                            .add(DocketStore.row(r, 0));
                });
        List<Whole> all = new ArrayList<>();
        rows.forEach((id, of) -> all.add(new Whole(id, of, replaced, new Ledger(ledgers.getOrDefault(id, List.of())))));
        return all;
    }

    private static Superseded superseded(ResultSet r) throws SQLException {
        return new Superseded(
                r.getInt("nth"),
                r.getString("body"),
                r.getString("replaced_for"),
                r.getString("replaced_by"),
                r.getObject("replaced_at", OffsetDateTime.class).toInstant());
    }

    /** Done without having been begun: both on the same day, and no lamp was ever lit. */
    private static boolean atOnce(NodeRow row) {
        return row.startCause().startsWith("证据 random:");
    }

    private void eachHasItsCause(Whole whole) {
        Set<String> done = new HashSet<>();
        whole.rows().stream().filter(r -> r.state() == State.DONE).forEach(r -> done.add(r.code() + " " + r.doneOn()));
        for (NodeRow row : whole.rows()) {
            String what = "%s of %s".formatted(row.code(), whole.id());
            assertThat(row.startEvent())
                    .as(what)
                    .isEqualTo(catalogue.node(row.code()).startEvent());
            String by = causes.get(row.startEvent());
            if (by != null && row.startCause().startsWith("节点")) {
                assertThat(done).as("%s begun by %s", what, by).contains(by + " " + row.startedOn());
            } else if (!atOnce(row)) {
                assertThat(said.get(whole.id()))
                        .as(what)
                        .contains(row.startEvent() + " " + row.startedOn() + " " + row.startCause());
            } else {
                assertThat(row.state()).as(what).isEqualTo(State.DONE);
            }
        }
    }

    private void dayIsWhatItsRecordSays(Whole whole, NodeRow row, @Nullable LocalDate endOfTerm) {
        String what = "%s of %s".formatted(row.code(), whole.id());
        Computation c = row.computation();
        assertThat(c).as(what).isNotNull();
        assertThat(c.canonical()).as(what).isEqualTo(row.dueProof());
        assertThat(Reckoner.differences(c)).as(what).isEmpty();
        Computation.Result columns = new Computation.Result(
                row.dueOn(), row.yellowOn(), row.redOn(), row.overdueOn(), row.provisional(), row.stoppedSince());
        assertThat(columns).as(what).isEqualTo(c.result());
        List<Superseded> before = whole.replaced().getOrDefault(row.id(), List.of());
        for (int i = 0; i < before.size(); i++) {
            assertThat(before.get(i).nth()).as(what).isEqualTo(i + 1);
            assertThat(Reckoner.differences(Computation.read(before.get(i).body())))
                    .as(what)
                    .isEmpty();
        }
        if (row.state() == State.OPEN) {
            NodeSpec node = catalogue.node(row.code());
            LocalDate reference = DueDates.endsBeforeTerm(node) ? endOfTerm : null;
            assertThat(DueDates.again(catalogue, node, row, reference, whole.ledger(), holidays.calendar())
                            .computation())
                    .as("nothing stale: %s", what)
                    .isEqualTo(c);
        }
    }

    private void expectAlerts(Whole whole, NodeRow row, Set<String> due) {
        if (atOnce(row)) {
            return;
        }
        int from = steps.begun(row.id());
        for (Superseded old : whole.replaced().getOrDefault(row.id(), List.of())) {
            int until = Steps.of(old.at());
            lamps(row, Computation.read(old.body()).result(), from, until, due);
            from = until;
        }
        Computation c = row.computation();
        assertThat(c).isNotNull();
        lamps(row, c.result(), from, row.recordedAt() == null ? Integer.MAX_VALUE : Steps.of(row.recordedAt()), due);
    }

    /** A lamp is due at once when it is on already, else by the first sweep after it while the run still has that last day. */
    private void lamps(NodeRow row, Computation.Result result, int from, int to, Set<String> due) {
        LocalDate known = steps.known(from);
        LocalDate swept = steps.sweptBetween(from, to);
        LocalDate lit = swept == null || swept.isBefore(known) ? known : swept;
        Map<String, LocalDate> lamps = new HashMap<>();
        lamps.put("YELLOW", result.yellowOn());
        lamps.put("RED", result.redOn());
        lamps.put("OVERDUE", result.overdueOn());
        lamps.forEach((level, on) -> {
            if (result.dueOn() != null && on != null && !on.isAfter(lit)) {
                due.add(row.id() + " " + level + " " + result.dueOn());
            }
        });
    }

    private void everyAlertOnce(long first, long last, Set<String> due) {
        Set<String> raised = new HashSet<>(jdbc.sql("""
                        select node_id || ' ' || level || ' ' || due_on from docket.alert where case_id between :first and :last
                        """)
                .param("first", first)
                .param("last", last)
                .query(String.class)
                .list());
        Set<String> missed = new HashSet<>(due);
        missed.removeAll(raised);
        Set<String> wrong = new HashSet<>(raised);
        wrong.removeAll(due);
        assertThat(missed).as("missed").isEmpty();
        assertThat(wrong).as("without a cause").isEmpty();
    }
}
