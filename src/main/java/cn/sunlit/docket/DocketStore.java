package cn.sunlit.docket;

import cn.sunlit.database.Columns;
import cn.sunlit.database.Deferred;
import cn.sunlit.database.Serial;
import cn.sunlit.deadlines.Computation;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of the docket. */
@Repository
class DocketStore {

    /** From this run on only the newest runs of a node are read. */
    private static final int OFTEN = 10;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};

    private static final Set<String> PROGRAM_PROOFS = Set.of("VOUCHER", "MESSAGE");

    private final JdbcClient jdbc;
    private final LedgerStore ledger;
    private final Serial serial;
    private final Deferred<Kept> deferred = new Deferred<>(
            30, Set.of("docket.node", "docket.evidence", "docket.alert", "docket.computation"), Kept::new, this::write);

    /** By themselves, so that they are written once and last: their counts are rows that many transactions add to. */
    private final Deferred<List<Marked>> marks =
            new Deferred<>(85, Set.of("docket.mark", "docket.mark_count"), ArrayList::new, this::writeMarked);

    DocketStore(JdbcClient jdbc, LedgerStore ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.serial = new Serial(jdbc, "docket.node_id_seq");
    }

    static final String ADD_VERSION = """
            insert into docket.catalogue_version (court, version, effective_from, hash, inner_yaml, public_yaml, loaded_at)
            values (null, :version, :effectiveFrom, :hash, :inner, :open, :at)
            on conflict (court, hash) do nothing
            """;

    void addVersion(Catalogue catalogue, String inner, String open, Instant at) {
        jdbc.sql(ADD_VERSION)
                .param("version", catalogue.version())
                .param("effectiveFrom", catalogue.effectiveFrom())
                .param("hash", catalogue.hash())
                .param("inner", inner)
                .param("open", open)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    record VersionText(String hash, String inner, String open) {}

    static final String VERSION = """
            select hash, inner_yaml, public_yaml from docket.catalogue_version where id = :id
            """;

    VersionText version(long id) {
        return findVersion(id).orElseThrow();
    }

    Optional<VersionText> findVersion(long id) {
        return jdbc.sql(VERSION)
                .param("id", id)
                .query((r, n) ->
                        new VersionText(r.getString("hash"), r.getString("inner_yaml"), r.getString("public_yaml")))
                .optional();
    }

    /**
     * The version in force at a court on a day: what the court adopted, else what the nearest court above it did, else the
     * shipped one; before the first of these, the first.
     */
    private static final String IN_FORCE = """
            (select version_id from (
                select version_id, far, effective_from as since, effective_from as first, a.id
                from up join docket.catalogue_adoption a on a.court = up.above
                where up.court = %1$s and a.effective_from <= %2$s
                union all
                select id, 99, case when effective_from <= %2$s then effective_from end, effective_from, id
                from docket.catalogue_version where court is null) known
             order by far, since desc nulls last, first, id desc limit 1)""";

    /** Each court with itself and all above it. A ring of courts would end at the tenth. */
    private static final String UP = """
            with recursive up (court, above, far) as (
                select distinct c, c, 0 from unnest(:courts::text[]) c
                union all
                select up.court, c.parent, far + 1 from up join identity.court c on c.code = up.above
                where c.parent is not null and far < 10)
            %s""";

    static final String OPEN = UP.formatted("""
            insert into docket.docket (case_id, court, version_id, opened_on, owner, taken_over, kind)
            select o.case_id, o.court, %s, o.opened_on, o.owner, nullif(o.taken_over, false), o.kind
            from unnest(:cases::bigint[], :courts::text[], :days::date[], :filed::date[], :owners::text[], :taken::boolean[],
                        :kinds::text[])
                     as o (case_id, court, opened_on, filed_on, owner, taken_over, kind)
            on conflict (case_id) do nothing
            returning case_id, court, version_id, owner, opened_on, taken_over, kind, false as has_ledger
            """.formatted(IN_FORCE.formatted("o.court", "o.filed_on")));

    static final String VERSION_ON = UP.formatted("""
            select %s from unnest(:courts::text[]) as o (court)
            """.formatted(IN_FORCE.formatted("o.court", ":day::date")));

    /** The version that a case filed at this court on this day takes. */
    long versionOn(CourtCode court, LocalDate day) {
        return jdbc.sql(VERSION_ON)
                .param("courts", new String[] {court.value()})
                .param("day", day)
                .query(Long.class)
                .single();
    }

    void open(List<NewDocket> openings) {
        List<Head> opened = jdbc.sql(OPEN)
                .param("cases", openings.stream().map(o -> o.id().value()).toArray(Long[]::new))
                .param("courts", openings.stream().map(o -> o.court().value()).toArray(String[]::new))
                .param("days", openings.stream().map(o -> o.on().toString()).toArray(String[]::new))
                .param(
                        "filed",
                        openings.stream().map(o -> o.filedOn().toString()).toArray(String[]::new))
                .param("taken", openings.stream().map(NewDocket::takenOver).toArray(Boolean[]::new))
                .param("kinds", openings.stream().map(NewDocket::kind).toArray(String[]::new))
                .param("owners", openings.stream().map(NewDocket::owner).toArray(String[]::new))
                .query(DocketStore::head)
                .list();
        Kept kept = deferred.kept();
        if (kept != null) {
            opened.forEach(head -> kept.cases.put(head.caseId(), new Held(head, new ArrayList<>(), Ledger.EMPTY)));
        }
    }

    /**
     * @param kind for which the catalogue may have other periods
     * @param hasLedger whether anything was ever proposed about its periods
     */
    record Head(
            CaseId caseId,
            CourtCode court,
            long versionId,
            @Nullable String owner,
            LocalDate openedOn,
            boolean takenOver,
            @Nullable String kind,
            boolean hasLedger) {}

    static final String HEAD = """
            select case_id, court, version_id, owner, opened_on, taken_over, kind,
                   exists (select from docket.ledger l where l.case_id = d.case_id) as has_ledger
            from docket.docket d where case_id = :caseId
            """;

    Optional<Head> head(CaseId id) {
        return jdbc.sql(HEAD)
                .param("caseId", id.value())
                .query(DocketStore::head)
                .optional();
    }

    private static Head head(ResultSet r, int n) throws SQLException {
        return new Head(
                new CaseId(r.getLong("case_id")),
                new CourtCode(r.getString("court")),
                r.getLong("version_id"),
                r.getString("owner"),
                r.getObject("opened_on", LocalDate.class),
                r.getBoolean("taken_over"),
                r.getString("kind"),
                r.getBoolean("has_ledger"));
    }

    /** A case's docket in the hands of a transaction that holds the case: what it reads and writes, it alone does. */
    record Held(Head head, List<NodeRow> rows, Ledger ledger) {

        /** An older run that was not read at first. */
        private void know(NodeRow row) {
            if (rows.stream().noneMatch(r -> r.id() == row.id())) {
                rows.addFirst(row);
            }
        }
    }

    /** What a transaction has in hand, and what of it is not written yet. */
    private static final class Kept {
        private final Map<CaseId, Held> cases = new HashMap<>();
        private final Map<Long, Begun> begun = new LinkedHashMap<>();
        private final Map<Long, Replaced> replaced = new LinkedHashMap<>();
        private final List<Finished> finished = new ArrayList<>();
        private final List<Proof> proofs = new ArrayList<>();
        private final Set<String> fresh = new HashSet<>();
        private final Map<List<String>, Set<CaseId>> asked = new HashMap<>();

        /** The cases in hand that were not asked yet about this event, this one among them; none when this one was asked. */
        Map<CaseId, Held> notAsked(List<String> event, Held held) {
            Set<CaseId> before = asked.computeIfAbsent(event, e -> new HashSet<>());
            if (before.contains(held.head().caseId())) {
                return Map.of();
            }
            Map<CaseId, Held> now = new HashMap<>(cases);
            now.put(held.head().caseId(), held);
            now.keySet().removeAll(before);
            before.addAll(now.keySet());
            return now;
        }
    }

    /** Nothing that is stored names these: the running transaction has just made them. */
    void fresh(Collection<String> causesAndReferences) {
        Kept kept = deferred.kept();
        if (kept != null) {
            kept.fresh.addAll(causesAndReferences);
        }
    }

    private boolean isFresh(String causeOrReference) {
        Kept kept = deferred.kept();
        return kept != null && kept.fresh.contains(causeOrReference);
    }

    /** The docket for a transaction that holds the case; read once. */
    Optional<Held> held(CaseId id) {
        Kept kept = deferred.kept();
        Held known = kept == null ? null : kept.cases.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Held> read = head(id).map(head -> held(head, latest(id)));
        if (kept != null) {
            read.ifPresent(held -> kept.cases.put(id, held));
        }
        return read;
    }

    /** The ledger alone, for who asks nothing else of the docket. */
    Ledger ledger(CaseId id) {
        Kept kept = deferred.kept();
        Held known = kept == null ? null : kept.cases.get(id);
        return known == null ? ledger.of(id) : known.ledger();
    }

    /** All runs of a case with how their last days came about, as it is stored; to look at, not to act upon. */
    Optional<Held> whole(CaseId id) {
        return head(id).map(head -> held(head, rows(id)));
    }

    private Held held(Head head, List<NodeRow> rows) {
        return new Held(head, new ArrayList<>(rows), head.hasLedger() ? ledger.of(head.caseId()) : Ledger.EMPTY);
    }

    /**
     * Of a node that was run ten times only the newest runs: what comes next depends on them alone, and a case to which money
     * comes ten thousand times costs no more than another. The first five runs of a node have an index, the others have one:
     * from one node and subject to the next that one is asked.
     *
     * <p>How the last day of a finished run came about is long, and nobody reckons it anew: it stays where it is.
     */
    private static final String NEWEST = """
            with recursive line as (
                select c.case_id, f.code, f.subject
                from unnest(:cases::bigint[]) as c (case_id)
                cross join lateral (select code, subject from docket.node n where n.case_id = c.case_id and n.run >= 6
                                    order by code, subject limit 1) f
                union all
                select line.case_id, n.code, n.subject
                from line
                cross join lateral (select code, subject from docket.node o
                                    where o.case_id = line.case_id and o.run >= 6
                                      and (o.code, o.subject) > (line.code, line.subject)
                                    order by code, subject limit 1) n
            ), known as (
                select n.* from line
                cross join lateral (select * from docket.node o
                                    where o.case_id = line.case_id and o.code = line.code and o.subject = line.subject
                                      and o.run >= 6
                                    order by o.run desc limit 5) n
                union all
                select n.* from docket.node n
                where n.case_id = any (:cases) and n.run < 6
                  and not exists (select from line
                                  where line.case_id = n.case_id and line.code = n.code and line.subject = n.subject
                                    and exists (select from docket.node o
                                                where o.case_id = line.case_id and o.code = line.code
                                                  and o.subject = line.subject and o.run >= 10))
            )
            select n.id, n.case_id, n.code, n.subject, n.run, n.start_event, n.start_cause, n.started_on, n.due_on, n.yellow_on,
                   n.red_on, n.overdue_on, n.provisional, case when n.state = 'OPEN' then n.due_proof else '' end as due_proof,
                   n.stopped_since, n.authority, n.state, n.done_on, n.done_by, n.recorded_at, n.late, n.before_cause,
                   n.waived_for, %s as evidence
            from known n %s
            order by n.id
            """;

    static final String LATEST = NEWEST.formatted("coalesce(e.items, '[]')", """
            left join lateral (
                select json_agg(json_build_object('kind', kind, 'reference', reference, 'title', title, 'sha256', sha256)
                                order by id) as items
                from docket.evidence where node_id = n.id and n.state = 'DONE'
            ) e on true""");

    private List<NodeRow> latest(CaseId id) {
        return jdbc.sql(LATEST)
                .param("cases", new Long[] {id.value()})
                .query(DocketStore::row)
                .list();
    }

    /** Of many cases the evidence is read by itself: to pack it into each row costs more than a second statement. */
    static final String LATEST_OF_MANY = NEWEST.formatted("'[]'", "");

    static final String EVIDENCE_OF = """
            select node_id, kind, reference, title, sha256 from docket.evidence where node_id = any (:nodes) order by id
            """;

    /** Nobody writes between the two statements: who reads holds the cases. */
    private Map<CaseId, List<NodeRow>> latest(Long[] cases) {
        Map<CaseId, List<NodeRow>> rows = new HashMap<>();
        Map<Long, List<Evidence>> proofs = new LinkedHashMap<>();
        jdbc.sql(LATEST_OF_MANY).param("cases", cases).query((ResultSet r) -> {
            List<Evidence> of = r.getString("state").equals("DONE")
                    ? proofs.computeIfAbsent(r.getLong("id"), node -> new ArrayList<>())
                    : List.of();
            rows.computeIfAbsent(new CaseId(r.getLong("case_id")), id -> new ArrayList<>())
                    .add(row(r, of));
        });
        jdbc.sql(EVIDENCE_OF)
                .param("nodes", proofs.keySet().toArray(Long[]::new))
                .query((ResultSet r) -> {
                    Objects.requireNonNull(proofs.get(r.getLong("node_id")))
                            .add(new Evidence(
                                    r.getString("kind"),
                                    r.getString("reference"),
                                    r.getString("title"),
                                    r.getString("sha256")));
                });
        return rows;
    }

    private static final String PROVED = """
            select exists (
                select from docket.evidence e join docket.node n on n.id = e.node_id
                where e.reference = :reference and e.kind = :kind %s
                  and n.case_id = :caseId and n.code = :code and n.subject = :subject and n.state = 'DONE'
                  and not exists (select from unnest(:kinds::text[], :references::text[]) as g (kind, reference)
                                  where not exists (select from docket.evidence o where o.node_id = n.id
                                                    and o.kind = g.kind and o.reference = g.reference)))
            """;

    /** As the program itself proves what it does ten thousand times: that has an index of its own. */
    static final String PROVED_BY_PROGRAM = PROVED.formatted("and e.kind in ('VOUCHER', 'MESSAGE')");

    static final String PROVED_BY_PERSON = PROVED.formatted("");

    /** Whether one of the runs that were not read was done with this. */
    boolean provedBefore(Held held, String code, String subject, List<Evidence> evidence) {
        Evidence first = evidence.getFirst();
        boolean often = held.rows().stream()
                .anyMatch(r ->
                        r.run() >= OFTEN && r.code().equals(code) && r.subject().equals(subject));
        return often
                && !isFresh(first.reference())
                && Deferred.asStored(
                        () -> jdbc.sql(PROGRAM_PROOFS.contains(first.kind()) ? PROVED_BY_PROGRAM : PROVED_BY_PERSON)
                                .param("reference", first.reference())
                                .param("kind", first.kind())
                                .param("caseId", held.head().caseId().value())
                                .param("code", code)
                                .param("subject", subject)
                                .param("kinds", Columns.of(evidence, Evidence::kind))
                                .param("references", Columns.of(evidence, Evidence::reference))
                                .query(Boolean.class)
                                .single());
    }

    static final String BEGUN_BEFORE = """
            select n.*, '[]' as evidence from docket.node n
            where case_id = any (:cases) and code = :code and subject = :subject and start_event = :event and started_on = :on
              and md5(start_cause) = md5(:cause)
            """;

    /**
     * Whether one of the runs that were not read was begun by that very event; then it is in hand from now on. All cases in
     * hand are asked about it together: of those that a message names, the next will want to know the same.
     */
    boolean begunBefore(Held held, Begin run) {
        if (run.run() <= OFTEN || isFresh(run.startCause())) {
            return false;
        }
        Kept kept = deferred.kept();
        Map<CaseId, Held> asked = kept == null ? Map.of(held.head().caseId(), held) : kept.notAsked(event(run), held);
        if (asked.isEmpty()) {
            return false;
        }
        Deferred.asStored(() -> jdbc.sql(BEGUN_BEFORE)
                        .param(
                                "cases",
                                asked.keySet().stream().map(CaseId::value).toArray(Long[]::new))
                        .param("code", run.code())
                        .param("subject", run.subject())
                        .param("event", run.startEvent())
                        .param("on", run.startedOn())
                        .param("cause", run.startCause())
                        .query((r, n) -> Map.entry(new CaseId(r.getLong("case_id")), row(r, n)))
                        .list())
                .forEach(found ->
                        Objects.requireNonNull(asked.get(found.getKey())).know(found.getValue()));
        return held.rows().stream().anyMatch(r -> r.isBegunBy(run));
    }

    private static List<String> event(Begin run) {
        return List.of(
                run.code(), run.subject(), run.startEvent(), run.startedOn().toString(), run.startCause());
    }

    static final String HEADS = """
            select case_id, court, version_id, owner, opened_on, taken_over, kind,
                   exists (select from docket.ledger l where l.case_id = d.case_id) as has_ledger
            from docket.docket d where case_id = any (:cases)
            """;

    /** The dockets of a batch for a transaction that holds these cases, read together; those in hand already stay as they are. */
    void hold(Collection<CaseId> ids) {
        Kept kept = deferred.kept();
        if (kept == null) {
            return;
        }
        Long[] cases = ids.stream()
                .filter(id -> !kept.cases.containsKey(id))
                .map(CaseId::value)
                .distinct()
                .toArray(Long[]::new);
        if (cases.length == 0) {
            return;
        }
        List<Head> heads =
                jdbc.sql(HEADS).param("cases", cases).query(DocketStore::head).list();
        Map<CaseId, List<NodeRow>> rows =
                cases.length > 1 ? latest(cases) : Map.of(new CaseId(cases[0]), latest(new CaseId(cases[0])));
        heads.forEach(head -> kept.cases.put(head.caseId(), held(head, rows.getOrDefault(head.caseId(), List.of()))));
    }

    /** What was in hand is no longer what is stored. */
    void forget(CaseId id) {
        Kept kept = deferred.kept();
        if (kept != null) {
            kept.cases.remove(id);
            kept.asked.values().forEach(cases -> cases.remove(id));
        }
    }

    static final String ROWS = """
            select n.*, coalesce(e.items, '[]') as evidence
            from docket.node n
            left join lateral (
                select json_agg(json_build_object('kind', kind, 'reference', reference, 'title', title, 'sha256', sha256)
                                order by id) as items
                from docket.evidence where node_id = n.id
            ) e on true
            where n.case_id = :caseId
            order by n.id
            """;

    List<NodeRow> rows(CaseId id) {
        return jdbc.sql(ROWS)
                .param("caseId", id.value())
                .query(DocketStore::row)
                .list();
    }

    /** A run to be begun. */
    record Begin(
            String code,
            String subject,
            int run,
            String startEvent,
            String startCause,
            LocalDate startedOn,
            Computation computation,
            Authority authority) {}

    /** A run not written yet; alerts are raised for those that lay open, even if they are finished by now. */
    private record Begun(
            Head head,
            NodeRow row,
            boolean lay,
            LocalDate today,
            Instant at,
            @Nullable String notices) {}

    /** A last day that was reckoned anew, not written yet. */
    private record Replaced(NodeRow row, String why, String by, LocalDate today, Instant at) {}

    private record Finished(long id, LocalDate on, String by, Instant at, boolean late, boolean beforeCause) {}

    private record Proof(long nodeId, Evidence evidence) {}

    private record Marked(Head head, long nodeId, String code, Mark kind, String detail, LocalDate on, Instant at) {}

    /** Marks an entry for a second look; written when the transaction ends. */
    void mark(Head head, long nodeId, String code, Mark kind, String detail, LocalDate on, Instant at) {
        marks.change(waiting -> waiting.add(new Marked(head, nodeId, code, kind, detail, on, at)));
    }

    static final String MARK = """
            insert into docket.mark (node_id, kind, case_id, court, owner, code, marked_on, detail, marked_at)
            select * from unnest(:nodes::bigint[], :kinds::text[], :cases::text[]::bigint[], :courts::text[], :owners::text[],
                                 :codes::text[], :days::text[]::date[], :details::text[], :ats::text[]::timestamptz[])
            on conflict (node_id, kind) do nothing
            """;

    private void writeMarked(List<Marked> waiting) {
        List<Marked> all = List.copyOf(waiting);
        waiting.clear();
        jdbc.sql(MARK)
                .param("nodes", all.stream().map(Marked::nodeId).toArray(Long[]::new))
                .param("kinds", Columns.of(all, m -> m.kind().name()))
                .param("cases", Columns.of(all, m -> m.head().caseId()))
                .param("courts", Columns.of(all, m -> m.head().court().value()))
                .param("owners", Columns.of(all, m -> m.head().owner()))
                .param("codes", Columns.of(all, Marked::code))
                .param("days", Columns.of(all, Marked::on))
                .param("details", Columns.of(all, Marked::detail))
                .param("ats", Columns.of(all, Marked::at))
                .update();
    }

    /** Fetches at once the keys that a batch is going to need. */
    void reserve(int runs) {
        serial.reserve(runs);
    }

    /** Begins a run; written when the transaction ends. */
    NodeRow begin(Held held, Begin begin, LocalDate today, Instant at) {
        NodeRow row = row(begin, State.OPEN, null, null, null, false, List.of());
        held.rows().add(row);
        deferred.change(kept ->
                kept.begun.put(row.id(), new Begun(held.head(), row, true, today, at, notices(begin.computation()))));
        return row;
    }

    /** Completes an open run; written when the transaction ends. */
    void complete(
            Held held,
            NodeRow open,
            LocalDate on,
            String by,
            Instant at,
            boolean late,
            boolean beforeCause,
            List<Evidence> evidence) {
        NodeRow done = open.done(on, by, at, late, beforeCause, evidence);
        held.rows().replaceAll(row -> row.id() == open.id() ? done : row);
        deferred.change(kept -> {
            Begun unwritten = kept.begun.get(open.id());
            if (unwritten == null) {
                kept.finished.add(new Finished(open.id(), on, by, at, late, beforeCause));
            } else {
                kept.begun.put(
                        open.id(),
                        new Begun(unwritten.head(), done, unwritten.lay(), unwritten.today(), at, unwritten.notices()));
            }
            evidence.forEach(e -> kept.proofs.add(new Proof(open.id(), e)));
        });
    }

    /** A node that was done without having been begun: both on the same day; written when the transaction ends. */
    NodeRow completeAtOnce(
            Held held,
            Begin begin,
            String by,
            LocalDate today,
            Instant at,
            boolean beforeCause,
            List<Evidence> evidence) {
        NodeRow row = row(begin, State.DONE, begin.startedOn(), by, at, beforeCause, evidence);
        held.rows().add(row);
        deferred.change(kept -> {
            kept.begun.put(row.id(), new Begun(held.head(), row, false, today, at, notices(begin.computation())));
            evidence.forEach(e -> kept.proofs.add(new Proof(row.id(), e)));
        });
        return row;
    }

    /** Replaces the last day of an open run; what it was before is kept. Written when the transaction ends. */
    void replace(Held held, NodeRow open, Computation now, String why, String by, LocalDate today, Instant at) {
        NodeRow row = open.reckoned(now);
        held.rows().replaceAll(r -> r.id() == open.id() ? row : r);
        deferred.change(kept -> {
            Begun unwritten = kept.begun.get(open.id());
            if (unwritten == null) {
                kept.replaced.put(open.id(), new Replaced(row, why, by, today, at));
            } else {
                kept.begun.put(open.id(), new Begun(unwritten.head(), row, unwritten.lay(), today, at, notices(now)));
            }
        });
    }

    private NodeRow row(
            Begin b,
            State state,
            @Nullable LocalDate doneOn,
            @Nullable String doneBy,
            @Nullable Instant recordedAt,
            boolean beforeCause,
            List<Evidence> evidence) {
        Computation.Result d = b.computation().result();
        return new NodeRow(
                serial.next(),
                b.code(),
                b.subject(),
                b.run(),
                b.startEvent(),
                b.startCause(),
                b.startedOn(),
                d.dueOn(),
                d.yellowOn(),
                d.redOn(),
                d.overdueOn(),
                d.provisional(),
                b.computation().canonical(),
                d.stoppedSince(),
                b.authority(),
                state,
                doneOn,
                doneBy,
                recordedAt,
                false,
                beforeCause,
                null,
                evidence);
    }

    private void write(Kept kept) {
        List<Begun> begun = List.copyOf(kept.begun.values());
        List<Replaced> replaced = List.copyOf(kept.replaced.values());
        List<Finished> finished = List.copyOf(kept.finished);
        List<Proof> proofs = List.copyOf(kept.proofs);
        kept.begun.clear();
        kept.replaced.clear();
        kept.finished.clear();
        kept.proofs.clear();
        // What is finished first: the next run of the same node must not meet it open.
        if (!replaced.isEmpty()) {
            writeReplaced(replaced);
        }
        if (!finished.isEmpty()) {
            writeFinished(finished);
        }
        if (!begun.isEmpty()) {
            writeBegun(begun);
        }
        if (!proofs.isEmpty()) {
            writeProofs(proofs);
        }
    }

    /**
     * A run whose lamps are on when it begins raises its alerts at once; the sweep only sees days still to come. What it has
     * done counts, not the clock alone: a clock that was set back would let the days between fall through.
     */
    static final String BEGIN = """
            with begun as (
                select * from unnest(:ids::text[]::bigint[], :cases::text[]::bigint[], :courts::text[], :owners::text[],
                                     :codes::text[], :subjects::text[], :runs::text[]::int[], :events::text[], :causes::text[],
                                     :startedOn::text[]::date[], :dueOn::text[]::date[], :yellowOn::text[]::date[],
                                     :redOn::text[]::date[], :overdueOn::text[]::date[], :provisional::text[]::boolean[],
                                     :proofs::text[], :authorities::text[], :states::text[], :doneOn::text[]::date[],
                                     :doneBy::text[], :recordedAt::text[]::timestamptz[], :late::text[]::boolean[],
                                     :beforeCause::text[]::boolean[], :lay::text[]::boolean[], :today::text[]::date[],
                                     :at::text[]::timestamptz[], :stopped::text[]::date[], :notices::text[])
                         as b (id, case_id, court, owner, code, subject, run, start_event, start_cause, started_on, due_on,
                               yellow_on, red_on, overdue_on, provisional, due_proof, authority, state, done_on, done_by,
                               recorded_at, late, before_cause, lay, today, at, stopped_since, notices)
            ), alerted as (
                insert into docket.alert (node_id, case_id, court, owner, code, level, due_on, turned_on, raised_at)
                select n.id, n.case_id, n.court, n.owner, n.code, l.level, n.due_on, l.day, n.at
                from begun n,
                     lateral (values ('YELLOW', n.yellow_on), ('RED', n.red_on), ('OVERDUE', n.overdue_on)) l (level, day)
                where n.lay
                  and l.day <= greatest(n.today, (select done_until from docket.watermark where job = 'alerts'))
                on conflict do nothing
            )
            insert into docket.node (id, case_id, court, owner, code, subject, run, start_event, start_cause, started_on,
                                     due_on, yellow_on, red_on, overdue_on, provisional, due_proof, authority, state,
                                     done_on, done_by, recorded_at, late, before_cause, stopped_since, notices)
            overriding system value
            select id, case_id, court, owner, code, subject, run, start_event, start_cause, started_on,
                   due_on, yellow_on, red_on, overdue_on, provisional, due_proof, authority, state,
                   done_on, done_by, recorded_at, late, before_cause, stopped_since, notices
            from begun
            """;

    private void writeBegun(List<Begun> all) {
        jdbc.sql(BEGIN)
                .param("ids", Columns.of(all, b -> b.row().id()))
                .param("cases", Columns.of(all, b -> b.head().caseId()))
                .param("courts", Columns.of(all, b -> b.head().court().value()))
                .param("owners", Columns.of(all, b -> b.head().owner()))
                .param("codes", Columns.of(all, b -> b.row().code()))
                .param("subjects", Columns.of(all, b -> b.row().subject()))
                .param("runs", Columns.of(all, b -> b.row().run()))
                .param("events", Columns.of(all, b -> b.row().startEvent()))
                .param("causes", Columns.of(all, b -> b.row().startCause()))
                .param("startedOn", Columns.of(all, b -> b.row().startedOn()))
                .param("dueOn", Columns.of(all, b -> b.row().dueOn()))
                .param("yellowOn", Columns.of(all, b -> b.row().yellowOn()))
                .param("redOn", Columns.of(all, b -> b.row().redOn()))
                .param("overdueOn", Columns.of(all, b -> b.row().overdueOn()))
                .param("provisional", Columns.of(all, b -> b.row().provisional()))
                .param("proofs", Columns.of(all, b -> b.row().dueProof()))
                .param("authorities", Columns.of(all, b -> b.row().authority().name()))
                .param("states", Columns.of(all, b -> b.row().state().name()))
                .param("doneOn", Columns.of(all, b -> b.row().doneOn()))
                .param("doneBy", Columns.of(all, b -> b.row().doneBy()))
                .param("recordedAt", Columns.of(all, b -> b.row().state() == State.DONE ? b.at() : null))
                .param("late", Columns.of(all, b -> b.row().late()))
                .param("beforeCause", Columns.of(all, b -> b.row().beforeCause()))
                .param("lay", Columns.of(all, Begun::lay))
                .param("today", Columns.of(all, Begun::today))
                .param("at", Columns.of(all, Begun::at))
                .param("stopped", Columns.of(all, b -> b.row().stoppedSince()))
                .param("notices", Columns.of(all, Begun::notices))
                .update();
    }

    private static @Nullable String notices(@Nullable Computation computation) {
        return computation == null || computation.calendar().isEmpty() ? null : computation.notices();
    }

    /**
     * As at the beginning: lamps that are on by the new days raise their alerts at once. The keys stand twice: a planner whose
     * statistics are old, as after an import, would otherwise rather read all that is open than look up a handful.
     */
    static final String REPLACE = """
            with settled as (
                update docket.node n
                set due_on = f.due_on, yellow_on = f.yellow_on, red_on = f.red_on, overdue_on = f.overdue_on,
                    provisional = f.provisional, due_proof = f.due_proof, stopped_since = f.stopped_since, notices = f.notices,
                    reckoned_for = f.why, reckoned_by = f.by, reckoned_at = f.at
                from jsonb_to_recordset(:replaced::jsonb) as f (
                    id bigint, due_on date, yellow_on date, red_on date, overdue_on date, provisional boolean, due_proof text,
                    stopped_since date, notices text, why text, by text, at timestamptz)
                where n.id = f.id and n.id = any(:ids) and n.state = 'OPEN'
                returning n.*
            )
            insert into docket.alert (node_id, case_id, court, owner, code, level, due_on, turned_on, raised_at)
            select n.id, n.case_id, n.court, n.owner, n.code, l.level, n.due_on, l.day, :at
            from settled n,
                 lateral (values ('YELLOW', n.yellow_on), ('RED', n.red_on), ('OVERDUE', n.overdue_on)) l (level, day)
            where l.day <= greatest(:today, (select done_until from docket.watermark where job = 'alerts'))
            on conflict do nothing
            """;

    private void writeReplaced(List<Replaced> all) {
        List<Map<String, Object>> rows = all.stream().map(DocketStore::columns).toList();
        jdbc.sql(REPLACE)
                .param("replaced", JSON.writeValueAsString(rows))
                .param("ids", all.stream().map(r -> r.row().id()).toArray(Long[]::new))
                .param("today", all.getLast().today())
                .param("at", all.getLast().at().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Map<String, Object> columns(Replaced r) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("id", r.row().id());
        day(columns, "due_on", r.row().dueOn());
        day(columns, "yellow_on", r.row().yellowOn());
        day(columns, "red_on", r.row().redOn());
        day(columns, "overdue_on", r.row().overdueOn());
        columns.put("provisional", r.row().provisional());
        columns.put("due_proof", r.row().dueProof());
        day(columns, "stopped_since", r.row().stoppedSince());
        String notices = notices(r.row().computation());
        if (notices != null) {
            columns.put("notices", notices);
        }
        columns.put("why", r.why());
        columns.put("by", r.by());
        columns.put("at", r.at().toString());
        return columns;
    }

    private static void day(Map<String, Object> columns, String name, @Nullable LocalDate day) {
        if (day != null) {
            columns.put(name, day.toString());
        }
    }

    /** The keys twice, as above. */
    static final String COMPLETE = """
            update docket.node n set state = 'DONE', done_on = f.done_on, done_by = f.done_by, recorded_at = f.recorded_at,
                                     late = f.late, before_cause = f.before_cause
            from jsonb_to_recordset(:finished::jsonb) as f (
                id bigint, done_on date, done_by text, recorded_at timestamptz, late boolean, before_cause boolean)
            where n.id = f.id and n.id = any(:ids) and n.state = 'OPEN'
            """;

    private void writeFinished(List<Finished> all) {
        List<Map<String, Object>> rows = all.stream()
                .map(f -> Map.<String, Object>of(
                        "id", f.id(),
                        "done_on", f.on().toString(),
                        "done_by", f.by(),
                        "recorded_at", f.at().toString(),
                        "late", f.late(),
                        "before_cause", f.beforeCause()))
                .toList();
        jdbc.sql(COMPLETE)
                .param("finished", JSON.writeValueAsString(rows))
                .param("ids", all.stream().map(Finished::id).toArray(Long[]::new))
                .update();
    }

    static final String PROVE = """
            insert into docket.evidence (node_id, kind, reference, title, sha256)
            select e.node_id, e.kind, e.reference, e.title, e.sha256
            from unnest(:nodes::bigint[], :kinds::text[], :references::text[], :titles::text[], :hashes::text[])
                     as e (node_id, kind, reference, title, sha256)
            on conflict (node_id, kind, reference) do nothing
            """;

    private void writeProofs(List<Proof> all) {
        jdbc.sql(PROVE)
                .param("nodes", all.stream().map(Proof::nodeId).toArray(Long[]::new))
                .param("kinds", all.stream().map(p -> p.evidence().kind()).toArray(String[]::new))
                .param(
                        "references",
                        all.stream().map(p -> p.evidence().reference()).toArray(String[]::new))
                .param("titles", all.stream().map(p -> p.evidence().title()).toArray(String[]::new))
                .param("hashes", all.stream().map(p -> p.evidence().sha256()).toArray(String[]::new))
                .update();
    }

    static final String WAIVE = """
            update docket.node set state = 'WAIVED', waived_for = :reason, done_by = :by, recorded_at = :at
            where case_id = :caseId and code = :code and state = 'OPEN'
              and (:subject::text is null or subject = :subject)
            """;

    int waive(CaseId id, String code, @Nullable String subject, String reason, String by, Instant at) {
        forget(id);
        return jdbc.sql(WAIVE)
                .param("caseId", id.value())
                .param("code", code)
                .param("subject", subject, Types.VARCHAR)
                .param("reason", reason)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String SET_OWNER = """
            with docket as (
                update docket.docket set owner = :owner where case_id = :caseId
            )
            update docket.node set owner = :owner where case_id = :caseId and state = 'OPEN'
            """;

    void setOwner(CaseId id, String owner) {
        forget(id);
        jdbc.sql(SET_OWNER).param("owner", owner).param("caseId", id.value()).update();
    }

    record DueRow(
            CaseId caseId,
            CourtCode court,
            long versionId,
            String code,
            LocalDate dueOn,
            Alert alert,
            String authority) {}

    static final String DUE_OF_OWNER = """
            select n.case_id, n.court, d.version_id, n.code, n.due_on, n.yellow_on, n.red_on, n.overdue_on, n.authority
            from docket.node n join docket.docket d using (case_id)
            where n.court = :court and n.owner = :owner and n.state = 'OPEN' and n.due_on <= :until
            order by n.due_on, n.id limit 500
            """;

    static final String DUE_OF_COURT = """
            select n.case_id, n.court, d.version_id, n.code, n.due_on, n.yellow_on, n.red_on, n.overdue_on, n.authority
            from docket.node n join docket.docket d using (case_id)
            where n.court = :court and n.state = 'OPEN' and n.due_on <= :until
            order by n.due_on, n.id limit 500
            """;

    List<DueRow> due(CourtCode court, @Nullable String owner, LocalDate until, LocalDate today) {
        JdbcClient.StatementSpec statement =
                owner == null ? jdbc.sql(DUE_OF_COURT) : jdbc.sql(DUE_OF_OWNER).param("owner", owner);
        return statement
                .param("court", court.value())
                .param("until", until)
                .query((r, n) -> new DueRow(
                        new CaseId(r.getLong("case_id")),
                        new CourtCode(r.getString("court")),
                        r.getLong("version_id"),
                        r.getString("code"),
                        r.getObject("due_on", LocalDate.class),
                        Alert.on(day(r, "yellow_on"), day(r, "red_on"), day(r, "overdue_on"), today),
                        r.getString("authority")))
                .list();
    }

    static final String BEGIN_WATERMARK = """
            insert into docket.watermark (job, done_until) values ('alerts', :today) on conflict (job) do nothing
            """;

    static final String WATERMARK = """
            select done_until from docket.watermark where job = 'alerts'
            """;

    /** Up to which day alerts were raised; the very first time it is set to today, since beginnings raise their own. */
    LocalDate watermark(LocalDate today) {
        return jdbc.sql(WATERMARK).query(LocalDate.class).optional().orElseGet(() -> {
            jdbc.sql(BEGIN_WATERMARK).param("today", today).update();
            return today;
        });
    }

    static final String LOCK_WATERMARK = """
            select done_until from docket.watermark where job = 'alerts' for update skip locked
            """;

    Optional<LocalDate> lockWatermark() {
        return jdbc.sql(LOCK_WATERMARK).query(LocalDate.class).optional();
    }

    /**
     * The window begins a day early: a run begun a moment before midnight may have become visible after that day's sweep.
     */
    static final String RAISE = """
            insert into docket.alert (node_id, case_id, court, owner, code, level, due_on, turned_on, from_on, raised_at)
            select id, case_id, court, owner, code, 'YELLOW', due_on, yellow_on, yellow_on, :at::timestamptz from docket.node
            where state = 'OPEN' and yellow_on >= :since and yellow_on <= :today
            union all
            select id, case_id, court, owner, code, 'RED', due_on, red_on, red_on, :at::timestamptz from docket.node
            where state = 'OPEN' and red_on >= :since and red_on <= :today
            union all
            select id, case_id, court, owner, code, 'OVERDUE', due_on, overdue_on, overdue_on, :at::timestamptz from docket.node
            where state = 'OPEN' and overdue_on >= :since and overdue_on <= :today
            on conflict (node_id, level, due_on) do nothing
            """;

    int raise(LocalDate since, LocalDate today, Instant at) {
        return jdbc.sql(RAISE)
                .param("since", since)
                .param("today", today)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String MOVE_WATERMARK = """
            update docket.watermark set done_until = :today where job = 'alerts'
            """;

    void moveWatermark(LocalDate today) {
        jdbc.sql(MOVE_WATERMARK).param("today", today).update();
    }

    static final String COUNTED_WITH = """
            select coalesce((select fingerprint from docket.calendar_pass), '')
            """;

    /** By which notices all open runs are known to be counted. */
    String countedWith() {
        return jdbc.sql(COUNTED_WITH).query(String.class).single();
    }

    static final String BEGIN_PASS = """
            insert into docket.calendar_pass (wanted) values (:wanted)
            on conflict (one) do update
            set wanted = excluded.wanted,
                after_id = case when docket.calendar_pass.wanted = excluded.wanted then docket.calendar_pass.after_id else 0 end
            returning after_id
            """;

    /** @return the run after which to go on; a pass that was broken off goes on where it stood */
    long beginPass(String wanted) {
        return jdbc.sql(BEGIN_PASS).param("wanted", wanted).query(Long.class).single();
    }

    static final String STAND_AT = """
            update docket.calendar_pass
            set after_id = :after, fingerprint = case when :done then wanted else fingerprint end
            where wanted = :wanted
            """;

    void standAt(String wanted, long after, boolean done) {
        jdbc.sql(STAND_AT)
                .param("wanted", wanted)
                .param("after", after)
                .param("done", done)
                .update();
    }

    /** An open run counted by a notice that is not the one in force, or before a year's notice was known. */
    record Stale(long id, CaseId caseId) {}

    static final String STALE = """
            select id, case_id from docket.node
            where state = 'OPEN' and id > :after
              and (provisional and notices is null
                   or exists (select from unnest(string_to_array(notices, ' ')) as used (word)
                              where split_part(used.word, ':', 1)::int in (:years) and used.word not in (:words)))
            order by id
            limit :most
            """;

    List<Stale> stale(long after, List<Integer> years, List<String> words, int most) {
        return jdbc.sql(STALE)
                .param("after", after)
                .param("years", years)
                .param("words", words)
                .param("most", most)
                .query((r, n) -> new Stale(r.getLong("id"), new CaseId(r.getLong("case_id"))))
                .list();
    }

    static final String REPLACED = """
            select nth, body, replaced_for, replaced_by, replaced_at from docket.computation where node_id = :id order by nth
            """;

    /** A computation that no longer holds. */
    record Superseded(int nth, String body, String why, String by, Instant at) {}

    List<Superseded> replaced(long nodeId) {
        return jdbc.sql(REPLACED)
                .param("id", nodeId)
                .query((r, n) -> new Superseded(
                        r.getInt("nth"),
                        r.getString("body"),
                        r.getString("replaced_for"),
                        r.getString("replaced_by"),
                        r.getObject("replaced_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static @Nullable LocalDate day(ResultSet r, String column) throws SQLException {
        return r.getObject(column, LocalDate.class);
    }

    private static @Nullable Instant instant(ResultSet r, String column) throws SQLException {
        OffsetDateTime at = r.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static List<Evidence> evidence(String items) {
        return items.equals("[]") ? List.of() : JSON.readValue(items, EVIDENCE);
    }

    static NodeRow row(ResultSet r, int n) throws SQLException {
        return row(r, evidence(r.getString("evidence")));
    }

    private static NodeRow row(ResultSet r, List<Evidence> evidence) throws SQLException {
        return new NodeRow(
                r.getLong("id"),
                r.getString("code"),
                r.getString("subject"),
                r.getInt("run"),
                r.getString("start_event"),
                r.getString("start_cause"),
                r.getObject("started_on", LocalDate.class),
                day(r, "due_on"),
                day(r, "yellow_on"),
                day(r, "red_on"),
                day(r, "overdue_on"),
                r.getBoolean("provisional"),
                r.getString("due_proof"),
                day(r, "stopped_since"),
                Authority.valueOf(r.getString("authority")),
                State.valueOf(r.getString("state")),
                day(r, "done_on"),
                r.getString("done_by"),
                instant(r, "recorded_at"),
                r.getBoolean("late"),
                r.getBoolean("before_cause"),
                r.getString("waived_for"),
                evidence);
    }
}
