package cn.sunlit.cases;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of cases. */
@Repository
class CaseStore {

    private final JdbcClient db;
    private final CaseTypes types;

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
            insert into cases.counter as c (court, year, type, last) values (:court, :year, :type, 1)
            on conflict (court, year, type) do update set last = c.last + 1
            returning last
            """;

    /** The next running number; held until the transaction ends, given back when it fails. */
    int nextNumber(CourtCode court, int year, String type) {
        return db.sql(NEXT_NUMBER)
                .param("court", court)
                .param("year", year)
                .param("type", type)
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

    static final String INSERT_FILE = """
            insert into cases.file (number, court, type, year, stage, outcome, received_on, filed_on, closed_on, cause,
                                    livelihood, title_kind, title_number, title_court, title_decided_on, title_effective,
                                    title_due, recovered_fen, claimed_fen, imported, taken_over_by, source, recorded_by, recorded_at)
            values (:number, :court, :type, :year, :stage, :outcome, :received, :filed, :closed, :cause,
                    :livelihood, :titleKind, :titleNumber, :titleCourt, :decided, :effective,
                    :due, :recovered, :claimed, :imported, :takenOverBy, :source, :by, :at)
            on conflict (number) do nothing
            returning id
            """;

    /** @return empty when a case of this number exists */
    Optional<CaseId> insert(Filing f, CaseNumber number, @Nullable LocalDate filedOn, Actor by, Instant at) {
        Filing.Existing past = f.existing();
        MoneyTerms terms = MoneyTerms.of(f.obligations());
        return db.sql(INSERT_FILE)
                .param("number", number)
                .param("court", f.court())
                .param("type", f.type().code())
                .param("year", number.year())
                .param("stage", past == null ? Stage.OPEN : past.stage())
                .param(
                        "outcome",
                        past == null || past.outcome() == null
                                ? null
                                : past.outcome().name())
                .param("received", f.receivedOn(), Types.DATE)
                .param("filed", filedOn, Types.DATE)
                .param("closed", past == null ? null : past.closedOn(), Types.DATE)
                .param("cause", f.cause())
                .param("livelihood", f.livelihood())
                .param("titleKind", f.title().kind())
                .param("titleNumber", f.title().number())
                .param("titleCourt", f.title().court())
                .param("decided", f.decidedOn(), Types.DATE)
                .param("effective", f.title().effectiveOn(), Types.DATE)
                .param("due", f.title().performanceDue(), Types.DATE)
                .param(
                        "recovered",
                        past == null || past.recovered() == null
                                ? null
                                : past.recovered().fen(),
                        Types.BIGINT)
                .param("claimed", terms.principal().plus(terms.costs()))
                .param("imported", past != null)
                .param("takenOverBy", past == null ? null : by.court().value())
                .param("source", f.source())
                .param("by", by.display())
                .param("at", at)
                .query(Long.class)
                .optional()
                .map(CaseId::new);
    }

    static final String INSERT_PARTICIPANT = """
            insert into cases.participant (case_id, side, position, party_id, kind, name, payee_id)
            values (:case, :side, :position, :party, :kind, :name, :payee)
            """;

    void addParticipant(
            CaseId id, Side side, int position, PartyId party, Kind kind, String name, @Nullable Long payee) {
        db.sql(INSERT_PARTICIPANT)
                .param("case", id)
                .param("side", side)
                .param("position", position)
                .param("party", party.value())
                .param("kind", kind)
                .param("name", name)
                .param("payee", payee, Types.BIGINT)
                .update();
    }

    static final String INSERT_OBLIGATION = """
            insert into cases.obligation (case_id, position, kind, principal_fen, costs_fen, rate_kind, rate_value,
                                          rate_fixed_at, interest_from, description)
            values (:case, :position, :kind, :principal, :costs, :rateKind, :rateValue, :fixedAt, :from, :description)
            """;

    void addObligation(CaseId id, int position, Obligation obligation) {
        var insert = db.sql(INSERT_OBLIGATION).param("case", id).param("position", position);
        switch (obligation) {
            case Obligation.MoneyDue due ->
                insert.param("kind", "MONEY")
                        .param("principal", due.principal())
                        .param("costs", due.costs())
                        .param(
                                "rateKind",
                                due.rate() == null ? null : due.rate().kind())
                        .param("rateValue", rateValue(due.rate()), Types.NUMERIC)
                        .param("fixedAt", due.rate() instanceof Rate.Lpr lpr ? lpr.fixedAt() : null, Types.DATE)
                        .param("from", due.interestFrom(), Types.DATE)
                        .param("description", null, Types.VARCHAR)
                        .update();
            case Obligation.Conduct conduct ->
                insert.param("kind", "CONDUCT")
                        .param("principal", null, Types.BIGINT)
                        .param("costs", null, Types.BIGINT)
                        .param("rateKind", null, Types.VARCHAR)
                        .param("rateValue", null, Types.NUMERIC)
                        .param("fixedAt", null, Types.DATE)
                        .param("from", null, Types.DATE)
                        .param("description", conduct.description())
                        .update();
        }
    }

    private static @Nullable BigDecimal rateValue(@Nullable Rate rate) {
        return switch (rate) {
            case null -> null;
            case Rate.Fixed fixed -> fixed.percent();
            case Rate.Lpr lpr -> lpr.multiple();
        };
    }

    static final String INSERT_CLUE = """
            insert into cases.clue (case_id, position, kind, description) values (:case, :position, :kind, :description)
            """;

    void addClue(CaseId id, int position, Filing.Clue clue) {
        db.sql(INSERT_CLUE)
                .param("case", id)
                .param("position", position)
                .param("kind", clue.kind())
                .param("description", clue.description())
                .update();
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
            insert into cases.preserved (case_id, position, kind, holder, account, amount_fen, from_on, to_on, rank, document)
            values (:case, :position, :kind, :holder, :account, :amount, :from, :to, :rank, :document)
            """;

    void addPreserved(CaseId id, int position, Filing.Preserved item) {
        db.sql(INSERT_PRESERVED)
                .param("case", id)
                .param("position", position)
                .param("kind", item.kind())
                .param("holder", item.holder())
                .param("account", item.account())
                .param("amount", item.amount() == null ? null : item.amount().fen(), Types.BIGINT)
                .param("from", item.from(), Types.DATE)
                .param("to", item.to(), Types.DATE)
                .param("rank", item.rank())
                .param("document", item.document())
                .update();
    }

    static final String PRESERVED = """
            select kind, holder, account, amount_fen, from_on, to_on, rank, document
            from cases.preserved where case_id = :case order by position
            """;

    List<Filing.Preserved> preserved(CaseId id) {
        return db.sql(PRESERVED)
                .param("case", id)
                .query((row, at) -> new Filing.Preserved(
                        row.getString("kind"),
                        row.getString("holder"),
                        row.getString("account"),
                        money(row, "amount_fen"),
                        day(row, "from_on"),
                        day(row, "to_on"),
                        row.getInt("rank"),
                        row.getString("document")))
                .list();
    }

    static final String INSERT_HISTORY = """
            insert into cases.history (case_id, position, date, event, detail)
            values (:case, :position, :date, :event, :detail)
            """;

    void addHistory(CaseId id, int position, HistoryEvent event) {
        db.sql(INSERT_HISTORY)
                .param("case", id)
                .param("position", position)
                .param("date", event.date())
                .param("event", event.event())
                .param("detail", event.detail())
                .update();
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
            select side, party_id, kind, name, payee_id from cases.participant where case_id = :case order by side, position
            """;

    List<ParticipantRow> participants(CaseId id) {
        return db.sql(PARTICIPANTS)
                .param("case", id)
                .query((row, at) -> {
                    long payee = row.getLong("payee_id");
                    return new ParticipantRow(
                            Side.valueOf(row.getString("side")),
                            new PartyId(row.getLong("party_id")),
                            Kind.valueOf(row.getString("kind")),
                            row.getString("name"),
                            payee == 0 ? null : payee);
                })
                .list();
    }

    static final String OBLIGATIONS = """
            select kind, principal_fen, costs_fen, rate_kind, rate_value, rate_fixed_at, interest_from, description
            from cases.obligation where case_id = :case order by position
            """;

    List<Obligation> obligations(CaseId id) {
        return db.sql(OBLIGATIONS)
                .param("case", id)
                .query(CaseStore::obligation)
                .list();
    }

    private static Obligation obligation(ResultSet row, int at) throws SQLException {
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
            select distinct on (f.id, mine.party_id)
                   f.id, f.number, f.court, f.taken_over_by, f.stage, mine.name as debtor, other.side
            from cases.participant mine
            join cases.participant other on other.party_id = mine.party_id and other.case_id <> mine.case_id
            join cases.file f on f.id = other.case_id
            where mine.case_id = :case and mine.side = 'RESPONDENT'
            order by f.id desc, mine.party_id
            limit 500
            """;

    record RelatedRow(
            CaseId id,
            CaseNumber number,
            CourtCode court,
            @Nullable CourtCode takenOverBy,
            Stage stage,
            String debtor,
            Side side) {}

    /** The other cases in which a respondent of this one takes part. */
    List<RelatedRow> related(CaseId id) {
        return db.sql(RELATED)
                .param("case", id)
                .query((row, at) -> new RelatedRow(
                        new CaseId(row.getLong("id")),
                        CaseNumber.parseAnyForm(row.getString("number")),
                        CourtCode.parse(row.getString("court")),
                        court(row, "taken_over_by"),
                        Stage.valueOf(row.getString("stage")),
                        row.getString("debtor"),
                        Side.valueOf(row.getString("side"))))
                .list();
    }

    static final String LEAST_BURDENED = """
            select candidate.login
            from unnest(:logins::text[]) as candidate(login)
            left join cases.file f on f.officer = candidate.login and f.court = :court and f.stage in ('OPEN', 'SUSPENDED')
            group by candidate.login
            order by count(f.id), random()
            limit 1
            """;

    /** Who of these has the fewest running cases; by lot among equals (随机分案). */
    Optional<String> leastBurdened(CourtCode court, Collection<String> logins) {
        return db.sql(LEAST_BURDENED)
                .param("logins", logins.toArray(String[]::new))
                .param("court", court)
                .query(String.class)
                .optional();
    }

    static final String ASSIGN = """
            update cases.file set officer = :officer where id = :id
            """;

    void assign(CaseId id, String officer) {
        db.sql(ASSIGN).param("officer", officer).param("id", id).update();
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
            from cases.file f join cases.participant p on p.case_id = f.id
            where f.number = :number and p.name = :name
            order by p.side, p.position
            """;

    record LoginRow(CaseId id, CourtCode court, Side side, PartyId party, String name) {}

    List<LoginRow> partiesNamed(CaseNumber number, String name) {
        return db.sql(PARTY_LOGIN)
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
