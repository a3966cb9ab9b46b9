package cn.sunlit.docket;

import cn.sunlit.database.Columns;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on trials of catalogues. */
@Repository
class TrialStore {

    private final JdbcClient jdbc;

    TrialStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    enum Progress {
        RUNNING,
        DONE,
        CANCELLED
    }

    record Trial(
            long id,
            long draft,
            CourtCode court,
            LocalDate from,
            LocalDate to,
            Progress state,
            long afterCase,
            int total,
            int done,
            int untried) {}

    static final String START = """
            insert into docket.catalogue_trial (draft_id, court, from_day, to_day, state, total, started_by, started_at)
            select :draft, :court, :from, :to, 'RUNNING', count(*), :by, :at
            from (select from docket.docket where court = :court and opened_on between :from and :to limit :most) c
            on conflict do nothing
            """;

    /** @return whether it began; a draft has one trial at a time */
    boolean start(CatalogueDraft draft, LocalDate from, LocalDate to, int most, String by, Instant at) {
        return jdbc.sql(START)
                        .param("draft", draft.id())
                        .param("court", draft.court().value())
                        .param("from", from)
                        .param("to", to)
                        .param("most", most)
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    static final String CANCEL = """
            update docket.catalogue_trial set state = 'CANCELLED', ended_at = :at where draft_id = :draft and state = 'RUNNING'
            """;

    boolean cancel(long draft, Instant at) {
        return jdbc.sql(CANCEL)
                        .param("draft", draft)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    static final String NEWEST = """
            select * from docket.catalogue_trial where draft_id = :draft order by id desc limit 1
            """;

    Optional<Trial> newest(long draft) {
        return jdbc.sql(NEWEST).param("draft", draft).query(TrialStore::trial).optional();
    }

    static final String CLAIM = """
            select * from docket.catalogue_trial where state = 'RUNNING' order by id limit 1 for update skip locked
            """;

    /** A trial to go on with, for this transaction alone. */
    Optional<Trial> claim() {
        return jdbc.sql(CLAIM).query(TrialStore::trial).optional();
    }

    static final String CASES = """
            select case_id from docket.docket
            where court = :court and opened_on between :from and :to and case_id > :after
            order by case_id limit :most
            """;

    List<CaseId> cases(Trial trial, int most) {
        return jdbc.sql(CASES)
                .param("court", trial.court().value())
                .param("from", trial.from())
                .param("to", trial.to())
                .param("after", trial.afterCase())
                .param("most", most)
                .query((r, n) -> new CaseId(r.getLong("case_id")))
                .list();
    }

    static final String ADVANCE = """
            update docket.catalogue_trial
            set after_case = :after, done = done + :cases, total = greatest(total, done + :cases), untried = untried + :untried,
                state = case when :ends then 'DONE' else state end,
                ended_at = case when :ends then :at::timestamptz end
            where id = :id
            """;

    void advance(Trial trial, long after, int cases, int untried, boolean ends, Instant at) {
        jdbc.sql(ADVANCE)
                .param("id", trial.id())
                .param("after", after)
                .param("cases", cases)
                .param("untried", untried)
                .param("ends", ends)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** How many runs of a node were tried, and how many of them are overdue by the one and by the other. */
    record Tally(String code, int runs, int kept, int drafted) {
        Tally plus(Tally other) {
            return new Tally(code, runs + other.runs, kept + other.kept, drafted + other.drafted);
        }

        int more() {
            return drafted - kept;
        }
    }

    static final String COUNT = """
            insert into docket.catalogue_trial_node (trial_id, code, runs, kept, drafted)
            select :trial, * from unnest(:codes::text[], :runs::text[]::int[], :kept::text[]::int[], :drafted::text[]::int[])
            on conflict (trial_id, code) do update
            set runs = docket.catalogue_trial_node.runs + excluded.runs,
                kept = docket.catalogue_trial_node.kept + excluded.kept,
                drafted = docket.catalogue_trial_node.drafted + excluded.drafted
            """;

    void count(Trial trial, Map<String, Tally> tallies) {
        List<Tally> all = List.copyOf(tallies.values());
        jdbc.sql(COUNT)
                .param("trial", trial.id())
                .param("codes", Columns.of(all, Tally::code))
                .param("runs", Columns.of(all, Tally::runs))
                .param("kept", Columns.of(all, Tally::kept))
                .param("drafted", Columns.of(all, Tally::drafted))
                .update();
    }

    static final String TALLIES = """
            select code, runs, kept, drafted from docket.catalogue_trial_node where trial_id = :trial order by code
            """;

    List<Tally> tallies(long trial) {
        return jdbc.sql(TALLIES)
                .param("trial", trial)
                .query((r, n) ->
                        new Tally(r.getString("code"), r.getInt("runs"), r.getInt("kept"), r.getInt("drafted")))
                .list();
    }

    /** A run that is in time by the catalogue of its case and late by the draft. */
    record Turned(
            long nodeId,
            long caseId,
            String code,
            @Nullable LocalDate keptDue,
            LocalDate draftDue,
            @Nullable LocalDate doneOn) {}

    static final String NOTE = """
            insert into docket.catalogue_trial_run (trial_id, node_id, case_id, code, kept_due, draft_due, done_on)
            select :trial, t.* from unnest(:nodes::text[]::bigint[], :cases::text[]::bigint[], :codes::text[],
                                           :kept::text[]::date[], :drafted::text[]::date[], :done::text[]::date[]) t
            where (select count(*) from docket.catalogue_trial_run where trial_id = :trial) < :most
            on conflict do nothing
            """;

    void note(Trial trial, List<Turned> turned, int most) {
        jdbc.sql(NOTE)
                .param("trial", trial.id())
                .param("nodes", Columns.of(turned, Turned::nodeId))
                .param("cases", Columns.of(turned, Turned::caseId))
                .param("codes", Columns.of(turned, Turned::code))
                .param("kept", Columns.of(turned, Turned::keptDue))
                .param("drafted", Columns.of(turned, Turned::draftDue))
                .param("done", Columns.of(turned, Turned::doneOn))
                .param("most", most)
                .update();
    }

    static final String TURNED = """
            select * from docket.catalogue_trial_run where trial_id = :trial order by code, draft_due, node_id limit 100
            """;

    List<Turned> turned(long trial) {
        return jdbc.sql(TURNED)
                .param("trial", trial)
                .query((r, n) -> new Turned(
                        r.getLong("node_id"),
                        r.getLong("case_id"),
                        r.getString("code"),
                        r.getObject("kept_due", LocalDate.class),
                        r.getObject("draft_due", LocalDate.class),
                        r.getObject("done_on", LocalDate.class)))
                .list();
    }

    private static Trial trial(ResultSet r, int n) throws SQLException {
        return new Trial(
                r.getLong("id"),
                r.getLong("draft_id"),
                new CourtCode(r.getString("court")),
                r.getObject("from_day", LocalDate.class),
                r.getObject("to_day", LocalDate.class),
                Progress.valueOf(r.getString("state")),
                r.getLong("after_case"),
                r.getInt("total"),
                r.getInt("done"),
                r.getInt("untried"));
    }
}
