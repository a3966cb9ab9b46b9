package cn.sunlit.cases;

import cn.sunlit.database.Deferred;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.parties.Kind;
import cn.sunlit.parties.PartyId;
import cn.sunlit.statutes.Rate;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of cases. */
@Repository
class CaseStore {

    private final JdbcClient db;
    private final CaseTypes types;
    private final Deferred<Set<CaseId>> nothingPreserved = Deferred.memo(HashSet::new);
    private final Deferred<Kept> deferred = new Deferred<>(
            20,
            Set.of(
                    "cases.participant",
                    "cases.mandate",
                    "cases.obligation",
                    "cases.clue",
                    "cases.preserved",
                    "cases.preserved_account",
                    "cases.history"),
            Kept::new,
            this::write);

    CaseStore(JdbcClient db, CaseTypes types) {
        this.db = db;
        this.types = types;
    }

    /** A row of {@code cases.file}, without parties and obligations. */
    record Row(
            CaseId id,
            CaseNumber number,
            CourtCode court,
            CaseType type,
            Stage stage,
            @Nullable LocalDate receivedOn,
            @Nullable LocalDate filedOn,
            @Nullable LocalDate closedOn,
            @Nullable Outcome outcome,
            @Nullable String officer,
            @Nullable String cause,
            boolean livelihood,
            Title title,
            @Nullable Money recovered,
            boolean imported,
            @Nullable CourtCode takenOverBy) {}

    record ParticipantRow(
            Side side,
            PartyId party,
            Kind kind,
            String name,
            @Nullable Long payee) {}

    static final String NEXT_NUMBER = """
            insert into cases.counter as c (court, year, type, last) values (:court, :year, :type, :count)
            on conflict (court, year, type) do update set last = c.last + excluded.last
            returning last - :count + 1
            """;

    /** The first of the next running numbers; held until the transaction ends, given back when it fails. */
    int nextNumbers(CourtCode court, int year, String type, int count) {
        return db.sql(NEXT_NUMBER)
                .param("court", court)
                .param("year", year)
                .param("type", type)
                .param("count", count)
                .query(Integer.class)
                .single();
    }

    static final String RAISE_COUNTER = """
            insert into cases.counter as c (court, year, type, last) values (:court, :year, :type, :used)
            on conflict (court, year, type) do update set last = greatest(c.last, excluded.last)
            """;

    /** Takes note of a number that an imported case brings, so that no new case gets it again. */
    void numberUsed(CourtCode court, int year, String type, int used) {
        db.sql(RAISE_COUNTER)
                .param("court", court)
                .param("year", year)
                .param("type", type)
                .param("used", used)
                .update();
    }

    /** A case to be written, and to whom it goes. */
    record NewFile(
            Filing filing,
            CaseNumber number,
            @Nullable LocalDate filedOn,
            @Nullable String officer) {}

    static final String INSERT_FILES = """
            insert into cases.file (number, court, type, year, stage, outcome, received_on, filed_on, closed_on, officer, cause,
                                    livelihood, title_kind, title_number, title_court, title_decided_on, title_effective,
                                    title_due, recovered_fen, claimed_fen, imported, taken_over_by, source, recorded_by, recorded_at)
            select number, court, type, year, stage, outcome, received_on, filed_on, closed_on, officer, cause,
                   livelihood, title_kind, title_number, title_court, title_decided_on, title_effective,
                   title_due, recovered_fen, claimed_fen, imported, case when imported then :keeper end, source, :by, :at
            from jsonb_to_recordset(:files::jsonb) as f (
                number text, court text, type text, year int, stage text, outcome text, received_on date, filed_on date,
                closed_on date, officer text, cause text, livelihood boolean, title_kind text, title_number text,
                title_court text, title_decided_on date, title_effective date, title_due date, recovered_fen bigint,
                claimed_fen bigint, imported boolean, source text)
            on conflict (number) do nothing
            returning id, number
            """;

    /** @return the keys by number; one whose number exists already has none */
    Map<CaseNumber, CaseId> insert(List<NewFile> files, Actor by, Instant at) {
        Map<CaseNumber, CaseId> keys = new HashMap<>();
        db.sql(INSERT_FILES)
                .param(
                        "files",
                        JsonMapper.shared()
                                .writeValueAsString(
                                        files.stream().map(CaseStore::columns).toList()))
                .param("by", by.display())
                .param("keeper", by.court())
                .param("at", at)
                .query(row -> {
                    keys.put(CaseNumber.parseAnyForm(row.getString("number")), new CaseId(row.getLong("id")));
                });
        return keys;
    }

    private static Map<String, @Nullable Object> columns(NewFile file) {
        Filing f = file.filing();
        Filing.Existing past = f.existing();
        MoneyTerms terms = MoneyTerms.of(f.obligations());
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("number", file.number().toString());
        row.put("court", f.court().value());
        row.put("type", f.type().code());
        row.put("year", file.number().year());
        row.put("stage", (past == null ? Stage.OPEN : past.stage()).name());
        row.put(
                "outcome",
                past == null || past.outcome() == null ? null : past.outcome().name());
        row.put("received_on", text(f.receivedOn()));
        row.put("filed_on", text(file.filedOn()));
        row.put("closed_on", past == null ? null : text(past.closedOn()));
        row.put("officer", file.officer());
        row.put("cause", f.cause());
        row.put("livelihood", f.livelihood());
        row.put("title_kind", f.title().kind());
        row.put("title_number", f.title().number());
        row.put("title_court", f.title().court());
        row.put("title_decided_on", text(f.decidedOn()));
        row.put("title_effective", text(f.title().effectiveOn()));
        row.put("title_due", text(f.title().performanceDue()));
        row.put(
                "recovered_fen",
                past == null || past.recovered() == null
                        ? null
                        : past.recovered().fen());
        row.put("claimed_fen", terms.principal().plus(terms.costs()).fen());
        row.put("imported", past != null);
        row.put("source", f.source());
        return row;
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    /** What belongs to new cases and is written when the transaction ends. */
    private static final class Kept {
        private final List<Map<String, @Nullable Object>> participants = new ArrayList<>();
        private final List<Map<String, @Nullable Object>> agents = new ArrayList<>();
        private final List<Map<String, @Nullable Object>> obligations = new ArrayList<>();
        private final List<Map<String, @Nullable Object>> clues = new ArrayList<>();
        private final List<Map<String, @Nullable Object>> preserved = new ArrayList<>();
        private final List<Map<String, @Nullable Object>> accounts = new ArrayList<>();
        private final List<Map<String, @Nullable Object>> history = new ArrayList<>();
    }

    private void write(Kept kept) {
        write(INSERT_PARTICIPANTS, kept.participants);
        write(INSERT_AGENTS, kept.agents);
        write(INSERT_OBLIGATIONS, kept.obligations);
        write(INSERT_CLUES, kept.clues);
        write(INSERT_PRESERVED, kept.preserved);
        write(INSERT_ACCOUNTS, kept.accounts);
        write(INSERT_HISTORY, kept.history);
    }

    private void write(String statement, List<Map<String, @Nullable Object>> rows) {
        if (!rows.isEmpty()) {
            String json = JsonMapper.shared().writeValueAsString(rows);
            rows.clear();
            db.sql(statement).param("rows", json).update();
        }
    }

    static final String INSERT_PARTICIPANTS = """
            insert into cases.participant (case_id, side, position, party_id, kind, name, payee_id)
            select * from jsonb_to_recordset(:rows::jsonb) as r (
                case_id bigint, side text, position int, party_id bigint, kind text, name text, payee_id bigint)
            """;

    void addParticipant(
            CaseId id, Side side, int position, PartyId party, Kind kind, String name, @Nullable Long payee) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("case_id", id.value());
        row.put("side", side.name());
        row.put("position", position);
        row.put("party_id", party.value());
        row.put("kind", kind.name());
        row.put("name", name);
        row.put("payee_id", payee);
        deferred.change(kept -> kept.participants.add(row));
    }

    static final String INSERT_AGENTS = """
            insert into cases.mandate (case_id, side, position, kind, party_id, name, powers, paper, from_on, until_on,
                                       appointed_by, appointed_name, appointed_at)
            select r.case_id, r.side, r.position, 'AGENT', r.party_id, r.name, r.powers, r.paper, r.from_on, r.until_on,
                   r.by, r.by_name, r.at
            from jsonb_to_recordset(:rows::jsonb) as r (
                case_id bigint, side text, position int, party_id bigint, name text, powers text[], paper text, from_on date,
                until_on date, by text, by_name text, at timestamptz)
            """;

    void addAgent(Actor by, CaseId id, Side side, int position, PartyId party, Filing.Agent agent, Instant at) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("case_id", id.value());
        row.put("side", side.name());
        row.put("position", position);
        row.put("party_id", party.value());
        row.put("name", agent.name());
        row.put("powers", agent.powers().stream().map(Enum::name).sorted().toList());
        row.put("paper", agent.paper() == null ? "立案时提交的授权委托书" : agent.paper());
        row.put("from_on", LocalDate.ofInstant(at, TimeConfiguration.ZONE).toString());
        row.put("until_on", text(agent.until()));
        row.put("by", by.login());
        row.put("by_name", by.name());
        row.put("at", at.toString());
        deferred.change(kept -> kept.agents.add(row));
    }

    static final String INSERT_OBLIGATIONS = """
            insert into cases.obligation (case_id, position, kind, principal_fen, costs_fen, rate_kind, rate_value,
                                          rate_fixed_at, interest_from, description)
            select * from jsonb_to_recordset(:rows::jsonb) as r (
                case_id bigint, position int, kind text, principal bigint, costs bigint, rate_kind text, rate_value numeric,
                fixed_at date, interest_from date, description text)
            """;

    void addObligation(CaseId id, int position, Obligation obligation) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("case_id", id.value());
        row.put("position", position);
        switch (obligation) {
            case Obligation.MoneyDue due -> {
                row.put("kind", "MONEY");
                row.put("principal", due.principal().fen());
                row.put("costs", due.costs().fen());
                row.put("rate_kind", due.rate() == null ? null : due.rate().kind());
                row.put("rate_value", rateValue(due.rate()));
                row.put("fixed_at", due.rate() instanceof Rate.Lpr lpr ? text(lpr.fixedAt()) : null);
                row.put("interest_from", text(due.interestFrom()));
            }
            case Obligation.Conduct conduct -> {
                row.put("kind", "CONDUCT");
                row.put("description", conduct.description());
            }
        }
        deferred.change(kept -> kept.obligations.add(row));
    }

    private static @Nullable BigDecimal rateValue(@Nullable Rate rate) {
        return switch (rate) {
            case null -> null;
            case Rate.Fixed fixed -> fixed.percent();
            case Rate.Lpr lpr -> lpr.multiple();
        };
    }

    static final String INSERT_CLUES = """
            insert into cases.clue (case_id, position, kind, description)
            select * from jsonb_to_recordset(:rows::jsonb) as r (case_id bigint, position int, kind text, description text)
            """;

    void addClue(CaseId id, int position, Filing.Clue clue) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("case_id", id.value());
        row.put("position", position);
        row.put("kind", clue.kind());
        row.put("description", clue.description());
        deferred.change(kept -> kept.clues.add(row));
    }

    static final String CLUES = """
            select kind, description from cases.clue where case_id = :case order by position
            """;

    List<Filing.Clue> clues(CaseId id) {
        return db.sql(CLUES)
                .param("case", id)
                .query((row, at) -> new Filing.Clue(row.getString("kind"), row.getString("description")))
                .list();
    }

    static final String INSERT_PRESERVED = """
            insert into cases.preserved (case_id, position, kind, holder, amount_fen, from_on, to_on, rank, document)
            select * from jsonb_to_recordset(:rows::jsonb) as r (
                case_id bigint, position int, kind text, holder text, amount bigint, from_on date, to_on date, rank int,
                document text)
            """;

    static final String INSERT_ACCOUNTS = """
            insert into cases.preserved_account (case_id, position, sealed)
            select * from jsonb_to_recordset(:rows::jsonb) as r (case_id bigint, position int, sealed bytea)
            """;

    /** @param account sealed, or null when none is named */
    void addPreserved(CaseId id, int position, Filing.Preserved item, byte @Nullable [] account) {
        if (account != null) {
            Map<String, @Nullable Object> sealed = new HashMap<>();
            sealed.put("case_id", id.value());
            sealed.put("position", position);
            sealed.put("sealed", "\\x" + HexFormat.of().formatHex(account));
            deferred.change(kept -> kept.accounts.add(sealed));
        }
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("case_id", id.value());
        row.put("position", position);
        row.put("kind", item.kind());
        row.put("holder", item.holder());
        row.put("amount", item.amount() == null ? null : item.amount().fen());
        row.put("from_on", text(item.from()));
        row.put("to_on", text(item.to()));
        row.put("rank", item.rank());
        row.put("document", item.document());
        deferred.change(kept -> kept.preserved.add(row));
    }

    static final String PRESERVED = """
            select p.kind, p.holder, p.account, a.sealed, p.amount_fen, p.from_on, p.to_on, p.rank, p.document
            from cases.preserved p
            left join cases.preserved_account a on a.case_id = p.case_id and a.position = p.position
            where p.case_id = :case order by p.position
            """;

    /** Says of a case that this transaction makes that nothing was preserved for it, so that nobody looks. */
    void nothingPreserved(CaseId id) {
        Set<CaseId> bare = nothingPreserved.kept();
        if (bare != null) {
            bare.add(id);
        }
    }

    /** @param open opens a sealed account */
    List<Filing.Preserved> preserved(CaseId id, Function<byte[], String> open) {
        Set<CaseId> bare = nothingPreserved.kept();
        if (bare != null && bare.contains(id)) {
            return List.of();
        }
        return db.sql(PRESERVED)
                .param("case", id)
                .query((row, at) -> new Filing.Preserved(
                        row.getString("kind"),
                        row.getString("holder"),
                        row.getBytes("sealed") == null ? row.getString("account") : open.apply(row.getBytes("sealed")),
                        money(row, "amount_fen"),
                        day(row, "from_on"),
                        day(row, "to_on"),
                        row.getInt("rank"),
                        row.getString("document")))
                .list();
    }

    static final String INSERT_HISTORY = """
            insert into cases.history (case_id, position, date, event, detail)
            select * from jsonb_to_recordset(:rows::jsonb) as r (
                case_id bigint, position int, date text, event text, detail text)
            """;

    void addHistory(CaseId id, int position, HistoryEvent event) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("case_id", id.value());
        row.put("position", position);
        row.put("date", event.date());
        row.put("event", event.event());
        row.put("detail", event.detail());
        deferred.change(kept -> kept.history.add(row));
    }

    static final String HISTORY = """
            select date, event, detail from cases.history where case_id = :case order by position
            """;

    List<HistoryEvent> history(CaseId id) {
        return db.sql(HISTORY)
                .param("case", id)
                .query((row, at) ->
                        new HistoryEvent(row.getString("date"), row.getString("event"), row.getString("detail")))
                .list();
    }

    static final String BY_NUMBER = """
            select * from cases.file where number = :number
            """;

    Optional<Row> byNumber(CaseNumber number) {
        return db.sql(BY_NUMBER).param("number", number).query(this::row).optional();
    }

    static final String BY_ID = """
            select * from cases.file where id = :id
            """;

    static final String BY_IDS = """
            select * from cases.file where id = any(:ids)
            """;

    List<Row> byIds(Collection<CaseId> ids) {
        return db.sql(BY_IDS)
                .param("ids", ids.stream().map(CaseId::value).toArray(Long[]::new))
                .query(this::row)
                .list();
    }

    Optional<Row> byId(CaseId id) {
        return db.sql(BY_ID).param("id", id).query(this::row).optional();
    }

    static final String LOCK = """
            select * from cases.file where id = :id for update
            """;

    /** The row, held against other writers until the transaction ends. */
    Row lock(CaseId id) {
        return db.sql(LOCK).param("id", id).query(this::row).single();
    }

    static final String PARTICIPANTS = """
            select case_id, side, party_id, kind, name, payee_id from cases.participant where case_id = any(:cases)
            order by case_id, side, position
            """;

    List<ParticipantRow> participants(CaseId id) {
        return participants(List.of(id)).getOrDefault(id, List.of());
    }

    Map<CaseId, List<ParticipantRow>> participants(Collection<CaseId> ids) {
        Map<CaseId, List<ParticipantRow>> found = new HashMap<>();
        db.sql(PARTICIPANTS)
                .param("cases", ids.stream().map(CaseId::value).toArray(Long[]::new))
                .query(row -> {
                    long payee = row.getLong("payee_id");
                    found.computeIfAbsent(new CaseId(row.getLong("case_id")), id -> new ArrayList<>())
                            .add(new ParticipantRow(
                                    Side.valueOf(row.getString("side")),
                                    new PartyId(row.getLong("party_id")),
                                    Kind.valueOf(row.getString("kind")),
                                    row.getString("name"),
                                    payee == 0 ? null : payee));
                });
        return found;
    }

    static final String OBLIGATIONS = """
            select case_id, kind, principal_fen, costs_fen, rate_kind, rate_value, rate_fixed_at, interest_from, description
            from cases.obligation where case_id = any(:cases) order by case_id, position
            """;

    List<Obligation> obligations(CaseId id) {
        return obligations(List.of(id)).getOrDefault(id, List.of());
    }

    Map<CaseId, List<Obligation>> obligations(Collection<CaseId> ids) {
        Map<CaseId, List<Obligation>> found = new HashMap<>();
        db.sql(OBLIGATIONS)
                .param("cases", ids.stream().map(CaseId::value).toArray(Long[]::new))
                .query(row -> {
                    found.computeIfAbsent(new CaseId(row.getLong("case_id")), id -> new ArrayList<>())
                            .add(obligation(row));
                });
        return found;
    }

    private static Obligation obligation(ResultSet row) throws SQLException {
        if (row.getString("kind").equals("CONDUCT")) {
            return new Obligation.Conduct(row.getString("description"));
        }
        String kind = row.getString("rate_kind");
        BigDecimal value = row.getBigDecimal("rate_value");
        Rate rate = kind == null ? null : Rate.of(kind, value, value, day(row, "rate_fixed_at"));
        return new Obligation.MoneyDue(
                new Money(row.getLong("principal_fen")),
                new Money(row.getLong("costs_fen")),
                rate,
                day(row, "interest_from"));
    }

    static final String RELATED = """
            select sought.id as of, r.id, r.number, r.court, r.taken_over_by, r.stage, r.debtor, r.side
            from unnest(:cases::bigint[]) as sought (id),
                 lateral (
                    select distinct on (f.id, mine.party_id)
                           f.id, f.number, f.court, f.taken_over_by, f.stage, mine.name as debtor, other.side, mine.party_id
                    from cases.participant mine
                    join cases.participant other on other.party_id = mine.party_id and other.case_id <> mine.case_id
                    join cases.file f on f.id = other.case_id
                    where mine.case_id = sought.id and mine.side = 'RESPONDENT'
                    order by f.id desc, mine.party_id
                    limit 500) r
            order by sought.id, r.id desc, r.party_id
            """;

    record RelatedRow(
            CaseId of,
            CaseId id,
            CaseNumber number,
            CourtCode court,
            @Nullable CourtCode takenOverBy,
            Stage stage,
            String debtor,
            Side side) {}

    /** The other cases in which respondents of these take part. */
    List<RelatedRow> related(Collection<CaseId> ids) {
        return db.sql(RELATED)
                .param("cases", ids.stream().map(CaseId::value).toArray(Long[]::new))
                .query((row, at) -> new RelatedRow(
                        new CaseId(row.getLong("of")),
                        new CaseId(row.getLong("id")),
                        CaseNumber.parseAnyForm(row.getString("number")),
                        CourtCode.parse(row.getString("court")),
                        court(row, "taken_over_by"),
                        Stage.valueOf(row.getString("stage")),
                        row.getString("debtor"),
                        Side.valueOf(row.getString("side"))))
                .list();
    }

    static final String DEBTS = """
            select p.party_id, f.number from cases.participant p join cases.file f on f.id = p.case_id
            where p.party_id = any (:persons) and p.side = 'RESPONDENT' and f.court = :court and f.id <> :except
              and f.stage in ('OPEN', 'SUSPENDED')
            order by f.id
            """;

    Map<PartyId, List<CaseNumber>> debts(CourtCode court, Collection<PartyId> persons, CaseId except) {
        Map<PartyId, List<CaseNumber>> found = new HashMap<>();
        db.sql(DEBTS)
                .param("persons", persons.stream().map(PartyId::value).toArray(Long[]::new))
                .param("court", court)
                .param("except", except)
                .query(row -> {
                    found.computeIfAbsent(new PartyId(row.getLong("party_id")), p -> new ArrayList<>())
                            .add(CaseNumber.parseAnyForm(row.getString("number")));
                });
        return found;
    }

    static final String BURDENS = """
            select candidate.login, count(f.id) as running
            from unnest(:logins::text[]) as candidate(login)
            left join cases.file f on f.officer = candidate.login and f.court = :court and f.stage in ('OPEN', 'SUSPENDED')
            group by candidate.login
            """;

    /** How many running cases each of these has. */
    Map<String, Integer> burdens(CourtCode court, Collection<String> logins) {
        Map<String, Integer> running = new HashMap<>();
        db.sql(BURDENS)
                .param("logins", logins.toArray(String[]::new))
                .param("court", court)
                .query(row -> {
                    running.put(row.getString("login"), row.getInt("running"));
                });
        return running;
    }

    static final String RECIPIENTS = """
            select f.id, f.number, p.side, p.party_id, p.name, null as principal
            from cases.file f join cases.participant p on p.case_id = f.id
            where f.id = any(:cases) and not cases.is_replaced(p, :today)
            union all
            select f.id, f.number, m.side, m.party_id, m.name, case when m.kind <> 'SUCCESSOR' then p.name end
            from cases.file f join cases.mandate m on m.case_id = f.id
            join cases.participant p on (p.case_id, p.side, p.position) = (m.case_id, m.side, m.position)
            where f.id = any(:cases) and cases.is_in_force(m, :today)
              and (m.kind = 'SUCCESSOR' or not cases.is_replaced(p, :today))
            """;

    List<Recipient> recipients(Collection<CaseId> ids, LocalDate today) {
        return db.sql(RECIPIENTS)
                .param("today", today)
                .param("cases", ids.stream().map(CaseId::value).toArray(Long[]::new))
                .query((row, at) -> new Recipient(
                        new CaseId(row.getLong("id")),
                        CaseNumber.parseAnyForm(row.getString("number")),
                        Side.valueOf(row.getString("side")),
                        new PartyId(row.getLong("party_id")),
                        row.getString("name"),
                        row.getString("principal")))
                .list();
    }

    static final String ASSIGN = """
            update cases.file set officer = :officer where id = :id
            """;

    void assign(CaseId id, String officer) {
        db.sql(ASSIGN).param("officer", officer).param("id", id).update();
    }

    static final String NUMBERS = """
            select id, number from cases.file where id = any(:ids)
            """;

    Map<Long, CaseNumber> numbers(List<Long> ids) {
        Map<Long, CaseNumber> numbers = new HashMap<>();
        db.sql(NUMBERS)
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> Map.entry(row.getLong("id"), CaseNumber.parse(row.getString("number"))))
                .list()
                .forEach(e -> numbers.put(e.getKey(), e.getValue()));
        return numbers;
    }

    static final String MOVE = """
            update cases.file set stage = :to, outcome = :outcome, closed_on = :closed where id = :id and stage = :from
            """;

    /** @return false when the case was no longer in that stage */
    boolean move(CaseId id, Stage from, Stage to, @Nullable Outcome outcome, @Nullable LocalDate closedOn) {
        return db.sql(MOVE)
                        .param("from", from)
                        .param("to", to)
                        .param("outcome", outcome == null ? null : outcome.name())
                        .param("closed", closedOn, Types.DATE)
                        .param("id", id)
                        .update()
                == 1;
    }

    static final String USE_KEY = """
            insert into cases.filing_key (caller, key, digest, case_id, used_at) values (:caller, :key, :digest, :case, :at)
            """;

    void useKey(String caller, String key, String digest, CaseId id, Instant at) {
        db.sql(USE_KEY)
                .param("caller", caller)
                .param("key", key)
                .param("digest", digest)
                .param("case", id)
                .param("at", at)
                .update();
    }

    static final String LOCK_KEY = """
            select pg_advisory_xact_lock(hashtextextended(:lock, 7031))
            """;

    static final String KEY_USED = """
            select digest, case_id from cases.filing_key where caller = :caller and key = :key
            """;

    record UsedKey(String digest, CaseId id) {}

    /** What this key filed before; a second call at the same moment waits for the first. */
    Optional<UsedKey> keyUsed(String caller, String key) {
        db.sql(LOCK_KEY).param("lock", caller + "\n" + key).query().singleRow();
        return db.sql(KEY_USED)
                .param("caller", caller)
                .param("key", key)
                .query((row, at) -> new UsedKey(row.getString("digest"), new CaseId(row.getLong("case_id"))))
                .optional();
    }

    static final String CASES_OF = """
            select count(*) from (select case_id from cases.participant where party_id = :party
                                  union select case_id from cases.mandate where party_id = :party) c
            """;

    long casesOf(PartyId person) {
        return db.sql(CASES_OF).param("party", person.value()).query(Long.class).single();
    }

    static final String FORGET_KEYS = """
            delete from cases.filing_key where (caller, key) in (
                select caller, key from cases.filing_key where used_at < :before order by used_at limit 1000 for update skip locked)
            """;

    int forgetKeys(Instant before) {
        return db.sql(FORGET_KEYS).param("before", before).update();
    }

    static final String KEYS_TO_FORGET = """
            select count(*) from cases.filing_key where used_at < :before
            """;

    long keysToForget(Instant before) {
        return db.sql(KEYS_TO_FORGET).param("before", before).query(Long.class).single();
    }

    static final String SEARCH = """
            select f.id, f.number, f.court, f.type, f.stage, f.outcome, f.filed_on, f.closed_on, f.officer, f.cause,
                   f.claimed_fen, f.imported, f.taken_over_by,
                   (select string_agg(p.name, '、' order by p.position) from cases.participant p
                    where p.case_id = f.id and p.side = 'APPLICANT' and p.position < 3) as applicants,
                   (select string_agg(p.name, '、' order by p.position) from cases.participant p
                    where p.case_id = f.id and p.side = 'RESPONDENT' and p.position < 3) as respondents
            from cases.file f
            where (f.court = any(:courts)
                   or f.taken_over_by = any(:keepers) and (:whole or f.court = any(:within)))
              and (:stage::text is null or f.stage = :stage)
              and (:outcome::text is null or f.outcome = :outcome)
              and (:type::text is null or f.type = :type)
              and (:officer::text is null or f.officer = :officer)
              and (:number::text is null or f.number = :number)
              and (:filedFrom::date is null or f.filed_on >= :filedFrom)
              and (:filedTo::date is null or f.filed_on <= :filedTo)
              and (:closedFrom::date is null or f.closed_on >= :closedFrom)
              and (:closedTo::date is null or f.closed_on <= :closedTo)
              and (:acceptedTo::date is null or f.filed_on <= :acceptedTo)
              and (:acceptedFrom::date is null or f.closed_on >= :acceptedFrom
                   or f.closed_on is null and f.stage in ('OPEN', 'SUSPENDED'))
              and (:debtor::text is null or f.id in (
                    select p.case_id from cases.participant p
                    where parties.grams(p.name) @> parties.grams_sought(:debtor)
                      and strpos(p.name, :debtor) > 0 and p.side = 'RESPONDENT'))
            order by f.id desc
            limit :size offset :from
            """;

    /**
     * Where a search goes.
     *
     * @param courts whose own cases are sought
     * @param keepers of which also the cases that they took over from other courts are sought
     * @param within the courts to which these must belong, null for any
     */
    record Reach(
            Collection<CourtCode> courts,
            Collection<CourtCode> keepers,
            @Nullable Collection<CourtCode> within) {}

    private static String[] codes(Collection<CourtCode> courts) {
        return courts.stream().map(CourtCode::value).toArray(String[]::new);
    }

    static final String TOOK_OVER = """
            select exists (select 1 from cases.file
                           where taken_over_by = any(:keepers) and court <> taken_over_by
                             and (:whole or court = any(:within)))
            """;

    /** Whether one of the keepers took over a case of another court there. */
    boolean tookOver(Reach reach) {
        return db.sql(TOOK_OVER)
                .param("keepers", codes(reach.keepers()))
                .param("whole", reach.within() == null)
                .param("within", codes(reach.within() == null ? List.of() : reach.within()))
                .query(Boolean.class)
                .single();
    }

    /** One page of what is sought, and one row more when there is another page. */
    List<CaseLine> search(Reach reach, CaseSearch sought, int from, int size) {
        return db.sql(SEARCH)
                .param("courts", codes(reach.courts()))
                .param("keepers", codes(reach.keepers()))
                .param("whole", reach.within() == null)
                .param("within", codes(reach.within() == null ? List.of() : reach.within()))
                .param("stage", sought.stage() == null ? null : sought.stage().name())
                .param(
                        "outcome",
                        sought.outcome() == null ? null : sought.outcome().name())
                .param("type", sought.type())
                .param("officer", sought.officer())
                .param("number", sought.number())
                .param("filedFrom", sought.filedFrom(), Types.DATE)
                .param("filedTo", sought.filedTo(), Types.DATE)
                .param("closedFrom", sought.closedFrom(), Types.DATE)
                .param("closedTo", sought.closedTo(), Types.DATE)
                .param("acceptedFrom", sought.acceptedFrom(), Types.DATE)
                .param("acceptedTo", sought.acceptedTo(), Types.DATE)
                .param("debtor", sought.debtor())
                .param("size", size)
                .param("from", from)
                .query((row, at) -> new CaseLine(
                        new CaseId(row.getLong("id")),
                        CaseNumber.parseAnyForm(row.getString("number")),
                        CourtCode.parse(row.getString("court")),
                        types.get(row.getString("type")),
                        Stage.valueOf(row.getString("stage")),
                        outcome(row),
                        day(row, "filed_on"),
                        day(row, "closed_on"),
                        row.getString("officer"),
                        row.getString("cause"),
                        new Money(row.getLong("claimed_fen")),
                        row.getString("applicants"),
                        row.getString("respondents"),
                        row.getBoolean("imported"),
                        court(row, "taken_over_by")))
                .list();
    }

    static final String PARTY_LOGIN = """
            select f.id, f.court, p.side, p.party_id, p.name
            from cases.file f
            join (select case_id, side, position, party_id, name, 1 as place from cases.participant p
                  where not cases.is_replaced(p, :today)
                  union all
                  select m.case_id, m.side, m.position, m.party_id, m.name, 2
                  from cases.mandate m join cases.participant p using (case_id, side, position)
                  where cases.is_in_force(m, :today) and (m.kind = 'SUCCESSOR' or not cases.is_replaced(p, :today))) p
              on p.case_id = f.id
            where f.number = :number and p.name = :name
            order by p.place, p.side, p.position
            """;

    record LoginRow(CaseId id, CourtCode court, Side side, PartyId party, String name) {}

    List<LoginRow> partiesNamed(CaseNumber number, String name, LocalDate today) {
        return db.sql(PARTY_LOGIN)
                .param("today", today)
                .param("number", number)
                .param("name", name)
                .query((row, at) -> new LoginRow(
                        new CaseId(row.getLong("id")),
                        CourtCode.parse(row.getString("court")),
                        Side.valueOf(row.getString("side")),
                        new PartyId(row.getLong("party_id")),
                        row.getString("name")))
                .list();
    }

    private Row row(ResultSet row, int at) throws SQLException {
        return new Row(
                new CaseId(row.getLong("id")),
                CaseNumber.parseAnyForm(row.getString("number")),
                CourtCode.parse(row.getString("court")),
                types.get(row.getString("type")),
                Stage.valueOf(row.getString("stage")),
                day(row, "received_on"),
                day(row, "filed_on"),
                day(row, "closed_on"),
                outcome(row),
                row.getString("officer"),
                row.getString("cause"),
                row.getBoolean("livelihood"),
                new Title(
                        row.getString("title_kind"),
                        row.getString("title_number"),
                        row.getString("title_court"),
                        day(row, "title_effective"),
                        day(row, "title_due")),
                money(row, "recovered_fen"),
                row.getBoolean("imported"),
                court(row, "taken_over_by"));
    }

    private static @Nullable Outcome outcome(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return outcome == null ? null : Outcome.valueOf(outcome);
    }

    private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        Date day = row.getDate(column);
        return day == null ? null : day.toLocalDate();
    }

    private static @Nullable CourtCode court(ResultSet row, String column) throws SQLException {
        String code = row.getString(column);
        return code == null ? null : CourtCode.parse(code);
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        long fen = row.getLong(column);
        return row.wasNull() ? null : new Money(fen);
    }
}
