package cn.sunlit.property;

import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL about measures. */
@Repository
class MeasureStore {

    private final JdbcClient jdbc;
    private final AssetKinds kinds;

    MeasureStore(JdbcClient jdbc, AssetKinds kinds) {
        this.jdbc = jdbc;
        this.kinds = kinds;
    }

    static final String LOCK_CASE = """
            select pg_advisory_xact_lock(hashtext('property.case'), :case_id)
            """;

    /** Orders of one case stand in a queue, so that two of them never share one rest of the debt. */
    void lockCase(CaseId id) {
        jdbc.sql(LOCK_CASE)
                .param("case_id", (int) (id.value() % Integer.MAX_VALUE))
                .query((row, n) -> 0)
                .list();
    }

    static final String LOCK_LINE = """
            select pg_advisory_xact_lock(hashtext('property.line'), (:asset % 2147483647)::int)
            """;

    /** Who changes the line of holds on an asset does so alone; to be taken before any row of it. */
    void lockLine(long asset) {
        jdbc.sql(LOCK_LINE).param("asset", asset).query((row, n) -> 0).list();
    }

    static final String ASSET_OF = """
            select asset_id from property.measure where id = :id
            """;

    Optional<Long> assetOf(long measure) {
        return jdbc.sql(ASSET_OF).param("id", measure).query(Long.class).optional();
    }

    static final String ADD_MEASURE = """
            insert into property.measure (case_id, court, asset_id, kind, on_measure, state, amount_fen, actual_fen, starts_on,
                                          ends_on, rank, ruling, ruling_id, notice_id, inherited, reason, ordered_by, ordered_at,
                                          settled_on, registered_on, remind_on, indivisible)
            values (:case_id, :court, :asset, :kind, :on_measure, :state, :amount, :actual, :starts, :ends, :rank, :ruling,
                    :ruling_id, :notice_id, :inherited, :reason, :by, :now, :settled,
                    :registered, :remind, :indivisible)
            returning id
            """;

    long add(NewMeasure m) {
        return jdbc.sql(ADD_MEASURE)
                .param("case_id", m.caseId())
                .param("court", m.court())
                .param("asset", m.asset())
                .param("kind", m.kind())
                .param("on_measure", m.onMeasure())
                .param("state", m.state())
                .param("amount", m.amount())
                .param("actual", m.actual())
                .param("starts", m.startsOn())
                .param("ends", m.endsOn())
                .param("rank", m.rank())
                .param("ruling", m.ruling())
                .param("ruling_id", m.rulingId())
                .param("notice_id", m.noticeId())
                .param("inherited", m.inherited())
                .param("reason", m.reason())
                .param("by", m.by())
                .param("now", m.now())
                .param("settled", m.settledOn())
                .param("registered", m.registeredOn())
                .param("remind", m.remindOn())
                .param("indivisible", m.indivisible())
                .query(Long.class)
                .single();
    }

    /** A measure before it has a key. */
    record NewMeasure(
            CaseId caseId,
            CourtCode court,
            long asset,
            MeasureKind kind,
            @Nullable Long onMeasure,
            String state,
            @Nullable Money amount,
            @Nullable Money actual,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn,
            int rank,
            String ruling,
            @Nullable Long rulingId,
            @Nullable Long noticeId,
            boolean inherited,
            @Nullable String reason,
            String by,
            Instant now,
            @Nullable LocalDate settledOn,
            @Nullable LocalDate registeredOn,
            @Nullable LocalDate remindOn,
            @Nullable String indivisible) {}

    static final String SENT = """
            update property.measure set request_id = :request where id = :id
            """;

    void sent(long measure, long request) {
        jdbc.sql(SENT).param("id", measure).param("request", request).update();
    }

    static final String SERVED = """
            update property.measure set served_on = :on, served_how = :how where id = :id and state = 'ORDERED'
            """;

    /** The notice reached the institution on paper. */
    void served(long measure, LocalDate on, String how) {
        jdbc.sql(SERVED).param("id", measure).param("on", on).param("how", how).update();
    }

    static final String SILENT = """
            update property.measure set silent_on = :today
             where id in (select id from property.measure
                           where state = 'ORDERED' and silent_on is null and ordered_at < :before
                           order by ordered_at
                           limit 100
                             for update skip locked)
            returning id
            """;

    /** Orders from before an instant that nobody answered and that were not told yet; they count as told now. */
    List<Long> silent(Instant before, LocalDate today) {
        return jdbc.sql(SILENT)
                .param("before", before)
                .param("today", today)
                .query(Long.class)
                .list();
    }

    static final String OPEN_ORDER = """
            select id from property.measure where case_id = :case_id and asset_id = :asset and kind = :kind and state = 'ORDERED'
            """;

    Optional<Long> openOrder(CaseId id, long asset, MeasureKind kind) {
        return jdbc.sql(OPEN_ORDER)
                .param("case_id", id)
                .param("asset", asset)
                .param("kind", kind)
                .query(Long.class)
                .optional();
    }

    static final String MEASURE = """
            select m.id, m.case_id, m.court, m.asset_id, m.kind, m.on_measure, m.state, m.amount_fen, m.actual_fen, m.starts_on,
                   m.ends_on, m.rank, m.ruling, m.ruling_id, m.notice_id, m.reason, m.inherited, m.excess, m.registered_on,
                   m.remind_on, m.indivisible, a.kind as asset_kind, a.title, a.holder_place, a.balance_fen, c.owner_name
              from property.measure m
              join property.asset a on a.id = m.asset_id
              join property.asset_case c on c.asset_id = m.asset_id and c.case_id = m.case_id
            """;

    static final String MEASURE_LOCKED = MEASURE + " where m.id = :id for update of m";

    Optional<Measure> lock(long id) {
        return jdbc.sql(MEASURE_LOCKED)
                .param("id", id)
                .query((row, n) -> measure(row))
                .optional();
    }

    static final String MEASURE_READ = MEASURE + " where m.id = :id";

    /** For reading alone. */
    Optional<Measure> find(long id) {
        return jdbc.sql(MEASURE_READ)
                .param("id", id)
                .query((row, n) -> measure(row))
                .optional();
    }

    static final String CONTROL_OF = MEASURE + """
             where m.case_id = :case_id and m.asset_id = :asset and m.kind in ('FREEZE', 'SEAL', 'SEIZE')
               and m.state in ('EFFECTIVE', 'WAITING')
             order by m.id desc
             limit 1
            """;

    /** This case's hold on an asset, effective or waiting. */
    Optional<Measure> control(CaseId id, long asset) {
        return jdbc.sql(CONTROL_OF)
                .param("case_id", id)
                .param("asset", asset)
                .query((row, n) -> measure(row))
                .optional();
    }

    static final String STANDING = MEASURE + """
             where m.case_id = :case_id and m.kind in ('FREEZE', 'SEAL', 'SEIZE') and m.state in ('ORDERED', 'EFFECTIVE', 'WAITING')
             order by m.id
            """;

    /** Holds that stand, wait or are on their way. */
    List<Measure> standing(CaseId id) {
        return jdbc.sql(STANDING)
                .param("case_id", id)
                .query((row, n) -> measure(row))
                .list();
    }

    static final String LINE = MEASURE + """
             where m.asset_id = :asset and m.kind in ('FREEZE', 'SEAL', 'SEIZE') and m.state in ('EFFECTIVE', 'WAITING')
             order by m.rank, m.registered_on nulls first, m.id
               for update of m
            """;

    /** All that holds an asset or waits to hold it, of whatever case, in its order. */
    List<Measure> line(long asset) {
        return jdbc.sql(LINE)
                .param("asset", asset)
                .query((row, n) -> measure(row))
                .list();
    }

    static final String EXPIRED = """
            select id from property.measure
             where state = 'EFFECTIVE' and ends_on < :today
             order by ends_on, asset_id, id
             limit 100
            """;

    /** Holds whose term is over, the earliest first. */
    List<Long> expired(LocalDate today) {
        return jdbc.sql(EXPIRED).param("today", today).query(Long.class).list();
    }

    private Measure measure(ResultSet row) throws SQLException {
        long on = row.getLong("on_measure");
        Long onMeasure = row.wasNull() ? null : Long.valueOf(on);
        return new Measure(
                row.getLong("id"),
                new CaseId(row.getLong("case_id")),
                new CourtCode(row.getString("court")),
                row.getLong("asset_id"),
                MeasureKind.valueOf(row.getString("kind")),
                onMeasure,
                row.getString("state"),
                money(row, "amount_fen"),
                money(row, "actual_fen"),
                date(row, "starts_on"),
                date(row, "ends_on"),
                row.getInt("rank"),
                row.getString("ruling"),
                row.getLong("ruling_id"),
                row.getLong("notice_id"),
                kinds.stored(row.getString("asset_kind")),
                row.getString("title"),
                row.getString("holder_place"),
                money(row, "balance_fen"),
                row.getString("owner_name"),
                row.getBoolean("inherited"),
                row.getBoolean("excess"),
                date(row, "registered_on"),
                date(row, "remind_on"),
                row.getString("indivisible"));
    }

    /** A measure with what is known of its asset; the keys of documents are zero where there are none. */
    record Measure(
            long id,
            CaseId caseId,
            CourtCode court,
            long asset,
            MeasureKind kind,
            @Nullable Long onMeasure,
            String state,
            @Nullable Money amount,
            @Nullable Money actual,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn,
            int rank,
            String ruling,
            long rulingId,
            long noticeId,
            AssetKind assetKind,
            String assetTitle,
            String place,
            @Nullable Money balance,
            String owner,
            boolean inherited,
            boolean excess,
            @Nullable LocalDate registeredOn,
            @Nullable LocalDate remindOn,
            @Nullable String indivisible) {

        /** Whether it holds now. */
        /** What is held and where, as one would say it: most titles begin with the place. */
        String thing() {
            return assetTitle.startsWith(place) ? assetTitle : place + assetTitle;
        }

        boolean isEffective() {
            return state.equals("EFFECTIVE");
        }

        Line.Place inLine() {
            return new Line.Place(id, rank, isEffective(), amount, actual);
        }
    }

    static final String TAKES_EFFECT = """
            update property.measure
               set state = 'EFFECTIVE', actual_fen = :actual, starts_on = :starts, ends_on = :ends, rank = :rank, excess = :excess,
                   registered_on = coalesce(registered_on, :starts), remind_on = :remind,
                   reply_sha256 = coalesce(:sha256, reply_sha256), settled_on = :starts
             where id = :id and state in ('ORDERED', 'WAITING')
            """;

    /** A hold takes effect, at once or by its promotion. */
    void takesEffect(long id, Effect e) {
        jdbc.sql(TAKES_EFFECT)
                .param("id", id)
                .param("rank", e.rank())
                .param("actual", e.actual())
                .param("starts", e.from())
                .param("ends", e.until())
                .param("remind", e.remindOn())
                .param("excess", e.excess())
                .param("sha256", e.sha256())
                .update();
    }

    /** @param excess whether more is held than was ordered or is owed */
    record Effect(
            int rank,
            @Nullable Money actual,
            LocalDate from,
            LocalDate until,
            LocalDate remindOn,
            boolean excess,
            @Nullable String sha256) {}

    static final String WAITS = """
            update property.measure
               set state = 'WAITING', rank = :rank, actual_fen = 0, registered_on = :on, remind_on = :remind,
                   reply_sha256 = :sha256, settled_on = :on, reason = coalesce(:reason, reason)
             where id = :id and state = 'ORDERED'
            """;

    void waits(long id, int rank, @Nullable String sha256, LocalDate on, LocalDate remindOn, @Nullable String reason) {
        jdbc.sql(WAITS)
                .param("id", id)
                .param("rank", rank)
                .param("sha256", sha256)
                .param("on", on)
                .param("remind", remindOn)
                .param("reason", reason)
                .update();
    }

    static final String MOVES = """
            update property.measure set rank = :rank where id = :id and state in ('EFFECTIVE', 'WAITING')
            """;

    void moves(long id, int rank) {
        jdbc.sql(MOVES).param("id", id).param("rank", rank).update();
    }

    static final String FAILS = """
            update property.measure
               set state = 'FAILED', reason = :reason, reply_sha256 = :sha256, settled_on = :on
             where id = :id and state = 'ORDERED'
            """;

    void fails(long id, String reason, @Nullable String sha256, LocalDate on) {
        jdbc.sql(FAILS)
                .param("id", id)
                .param("reason", reason)
                .param("sha256", sha256)
                .param("on", on)
                .update();
    }

    static final String DONE = """
            update property.measure
               set state = 'DONE', actual_fen = :actual, ends_on = :ends, starts_on = case when :ends::date is null then null else :on::date end,
                   reply_sha256 = :sha256, settled_on = :on
             where id = :id and state = 'ORDERED'
            """;

    void done(long id, @Nullable Money actual, @Nullable LocalDate ends, @Nullable String sha256, LocalDate on) {
        jdbc.sql(DONE)
                .param("id", id)
                .param("actual", actual)
                .param("ends", ends)
                .param("sha256", sha256)
                .param("on", on)
                .update();
    }

    static final String ENDS = """
            update property.measure set state = :state, settled_on = :on, excess = false
             where id = :id and state in ('EFFECTIVE', 'WAITING')
            """;

    /** @param state RELEASED or EXPIRED */
    void ends(long id, String state, LocalDate on) {
        jdbc.sql(ENDS).param("id", id).param("state", state).param("on", on).update();
    }

    static final String RENEWED = """
            update property.measure set ends_on = :ends, remind_on = :ends where id = :id and state = 'EFFECTIVE'
            """;

    void renewed(long id, LocalDate ends) {
        jdbc.sql(RENEWED).param("id", id).param("ends", ends).update();
    }

    static final String TAKEN_FROM = """
            update property.measure
               set actual_fen = greatest(actual_fen - :amount, 0),
                   excess = false,
                   state = case when actual_fen <= :amount then 'DEDUCTED' else state end
             where id = :id and state = 'EFFECTIVE'
            """;

    /** Money left a hold. */
    void takenFrom(long id, Money amount) {
        jdbc.sql(TAKEN_FROM).param("id", id).param("amount", amount).update();
    }

    static final String REDUCED = """
            update property.measure
               set actual_fen = actual_fen - :amount, amount_fen = least(amount_fen, actual_fen - :amount), excess = false
             where id = :id and state = 'EFFECTIVE' and actual_fen > :amount
            """;

    /** A part of what was frozen is let go; what was ordered shrinks with it. */
    boolean reduced(long id, Money amount) {
        return jdbc.sql(REDUCED).param("id", id).param("amount", amount).update() == 1;
    }

    static final String WHOLE = """
            update property.measure set indivisible = :because, excess = false where id = :id and state = 'EFFECTIVE'
            """;

    /** A thing stays held although it is worth more than the debt. */
    void whole(long id, String because) {
        jdbc.sql(WHOLE).param("id", id).param("because", because).update();
    }

    static final String EXCEEDS = """
            update property.measure set excess = true where id = :id and state = 'EFFECTIVE'
            """;

    void exceeds(long id) {
        jdbc.sql(EXCEEDS).param("id", id).update();
    }

    static final String HELD = """
            select coalesce(sum(case
                     when kind in ('FREEZE', 'SEAL', 'SEIZE') and state = 'EFFECTIVE' then coalesce(actual_fen, 0)
                     when kind in ('FREEZE', 'SEAL', 'SEIZE') and state = 'ORDERED' then coalesce(amount_fen, 0)
                     when kind = 'DEDUCT' and state = 'ORDERED' and on_measure is null then coalesce(amount_fen, 0)
                     when kind = 'DEDUCT' and state = 'DONE' and not landed then coalesce(actual_fen, 0)
                     else 0 end), 0)
              from property.measure
             where case_id = :case_id
            """;

    /** What the case holds or has ordered to be held, and what was taken but has not arrived in its account yet. */
    Money held(CaseId id) {
        return new Money(jdbc.sql(HELD).param("case_id", id).query(Long.class).single());
    }

    static final String CONCERNED = """
            select case_id, court, true as awaiting from property.measure
             where case_id = any (:cases) and kind = 'DEDUCT' and state = 'DONE' and not landed
            union
            select c.case_id, c.court, false from property.asset_case c
             where c.case_id = any (:cases) and c.screening = 'EXECUTABLE'
               and not exists (select from property.measure m
                                where m.case_id = c.case_id and m.asset_id = c.asset_id
                                  and m.state in ('ORDERED', 'EFFECTIVE', 'WAITING'))
            """;

    /**
     * Which of the cases money concerns here.
     *
     * @param awaiting those into whose account a transfer is still to come
     * @param free those that have assets which could still be held
     */
    record Concerned(Set<CaseId> awaiting, Map<CaseId, CourtCode> free) {}

    Concerned concerned(Collection<CaseId> cases) {
        Concerned found = new Concerned(new HashSet<>(), new HashMap<>());
        jdbc.sql(CONCERNED)
                .param("cases", cases.stream().map(CaseId::value).toArray(Long[]::new))
                .query(row -> {
                    CaseId id = new CaseId(row.getLong("case_id"));
                    if (row.getBoolean("awaiting")) {
                        found.awaiting().add(id);
                    } else {
                        found.free().put(id, new CourtCode(row.getString("court")));
                    }
                });
        return found;
    }

    static final String LANDED = """
            update property.measure set landed = true
             where id = (select id from property.measure
                          where case_id = :case_id and kind = 'DEDUCT' and state = 'DONE' and not landed and actual_fen = :amount
                          order by id
                          limit 1)
            """;

    /** The oldest transfer of this sum has arrived. */
    void landed(CaseId id, Money amount) {
        jdbc.sql(LANDED).param("case_id", id).param("amount", amount).update();
    }

    static final String VIEWS = """
            select id, asset_id, kind, state, amount_fen, actual_fen, starts_on, ends_on, rank, ruling, inherited, excess, reason,
                   request_id, registered_on, remind_on, indivisible, served_on, served_how, settled_on, ordered_at
              from property.measure
             where case_id = :case_id
             order by id desc
             limit 2000
            """;

    List<Row> measures(CaseId id) {
        return jdbc.sql(VIEWS)
                .param("case_id", id)
                .query((row, n) -> new Row(
                        new MeasureView(
                                row.getLong("id"),
                                row.getLong("asset_id"),
                                MeasureKind.valueOf(row.getString("kind")),
                                row.getString("state"),
                                money(row, "amount_fen"),
                                money(row, "actual_fen"),
                                date(row, "starts_on"),
                                date(row, "ends_on"),
                                row.getInt("rank"),
                                row.getString("ruling"),
                                row.getBoolean("inherited"),
                                row.getBoolean("excess"),
                                row.getString("reason"),
                                null,
                                date(row, "registered_on"),
                                date(row, "remind_on"),
                                row.getString("indivisible")),
                        row.getLong("request_id"),
                        row.getTimestamp("ordered_at").toInstant(),
                        date(row, "served_on"),
                        row.getString("served_how"),
                        date(row, "settled_on")))
                .list();
    }

    /**
     * A measure with the way of its papers.
     *
     * @param request zero where nothing was sent
     * @param servedOn when the notice was served on paper
     * @param settledOn when the institution's answer was booked
     */
    record Row(
            MeasureView view,
            long request,
            Instant orderedAt,
            @Nullable LocalDate servedOn,
            @Nullable String servedHow,
            @Nullable LocalDate settledOn) {}

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        long fen = row.getLong(column);
        return row.wasNull() ? null : new Money(fen);
    }

    private static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
        Date day = row.getDate(column);
        return day == null ? null : day.toLocalDate();
    }
}
