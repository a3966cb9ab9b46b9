package cn.sunlit.property;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.property.GuardianRules.Colour;
import cn.sunlit.property.GuardianRules.Marks;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands and when it runs out, over many cases. The colours are not stored: they part at days that depend on the
 * institution, so each query brings these days along and reads its stretch of the index of last days.
 */
@Repository
class GuardianStore {

    /** Counting ends here; nobody needs to know how many more there are. */
    static final int MOST_COUNTED = 10_000;

    private final JdbcClient jdbc;

    GuardianStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A court with its marks: by {@code ICBC|DEPOSIT} where the court set a kind apart, by {@code ICBC}, and under the empty
     * key for whoever is not listed.
     */
    record Place(CourtCode court, Map<String, Marks> marks) {
        Place {
            marks = Map.copyOf(marks);
        }

        /** From which day on everything is calm. */
        LocalDate latestCalm() {
            return marks.values().stream()
                    .map(Marks::calm)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }

        Marks of(String institution, String kind) {
            Marks own = marks.get(institution + "|" + kind);
            if (own == null) {
                own = marks.get(institution);
            }
            return own == null ? java.util.Objects.requireNonNull(marks.get("")) : own;
        }
    }

    /** In which order a page is read. */
    enum Sort {
        /** What ends first; what was lost, last first. */
        TERM,
        /** The largest values among the {@value GuardianStore#MOST_COUNTED} that end first. */
        VALUE
    }

    /**
     * What is sought.
     *
     * @param officers log-ins, or null for whole courts
     * @param colour null: all that stands
     * @param kind of asset, or null
     * @param least the least value, or null
     */
    record Sought(
            List<Place> places,
            @Nullable List<String> officers,
            @Nullable Colour colour,
            @Nullable String kind,
            @Nullable String institution,
            @Nullable Money least,
            Sort sort) {}

    /** Where a page ends: behind this measure. */
    record Mark(LocalDate endsOn, long value, long measure) {}

    private static String places(String query) {
        return """
                with place as materialized (
                    select court, froms::jsonb as froms, untils::jsonb as untils, lowest, highest
                      from unnest(:courts::text[], :froms::text[], :untils::text[], :lowest::date[], :highest::date[])
                           as p (court, froms, untils, lowest, highest))
                """ + query;
    }

    /** The mark of a guarded row {@code g} in a JSON of marks. */
    static String day(String marks) {
        return "coalesce(%1$s ->> (g.institution || '|' || g.kind), %1$s ->> g.institution, %1$s ->> '')::date"
                .formatted(marks);
    }

    private static final String STANDS = """
            not g.lost and g.ends_on >= p.lowest and g.ends_on < p.highest
              and (p.froms is null or g.ends_on >= %s)
              and (p.untils is null or g.ends_on < %s)""".formatted(day("p.froms"), day("p.untils"));

    private static final String LOST = "g.lost and g.ends_on >= p.lowest";

    private static final String FILTERS = """
            and (:kind::text is null or g.kind = :kind)
              and (:institution::text is null or g.institution = :institution)
              and (:least::bigint is null or g.value_fen >= :least)""";

    private static final String COURTS = "property.guard g where g.court = p.court and ";

    /** Each case's measures by themselves: an officer has thousands of them at most, his court a hundred times that. */
    private static final String OFFICERS = """
            cases.file f cross join lateral (select * from property.guard x where x.case_id = f.id offset 0) g
            where f.court = p.court and f.officer = any (:officers::text[]) and\s""";

    private static final String SHOWN = """
            select g.measure_id, g.case_id, g.court, g.institution, g.kind as asset_kind, g.ends_on, g.lost,
                   coalesce(g.value_fen, a.balance_fen) as value_fen, coalesce(g.value_fen, 0) as sorted_by, m.kind, m.state, m.rank,
                   m.starts_on, m.inherited, a.title, a.holder_place, c.owner_name, f.number, f.stage, f.type, f.officer,
                   coalesce(s.name, f.officer, '尚未分案') as officer_name,
                   (select string_agg(n.name, '、' order by n.position) from cases.participant n
                     where n.case_id = g.case_id and n.side = 'APPLICANT' and n.position < 2) as applicant,
                   (select count(*) from property.measure w
                     where w.asset_id = m.asset_id and w.state = 'WAITING' and w.id <> m.id) as behind,
                   r.id as renewal, r.state as renewal_state, r.reason as renewal_reason, o.state as order_state, o.reason as order_reason,
                   o.settled_on as answered_on,
                   (select min(t.rung) from property.renewal_step t where t.renewal_id = r.id) as rung
              from (%s) g
              join property.measure m on m.id = g.measure_id
              join property.asset a on a.id = m.asset_id
              left join property.asset_case c on c.asset_id = m.asset_id and c.case_id = m.case_id
              join cases.file f on f.id = g.case_id
              left join identity.staff s on s.login = f.officer
              left join property.renewal r on r.measure_id = g.measure_id and r.ends_on = g.ends_on
              left join property.measure o on o.id = r.order_id
             order by %s
            """;

    private static final String UP = "%1$s.ends_on, %1$s.measure_id";
    private static final String DOWN = "%1$s.ends_on desc, %1$s.measure_id desc";
    private static final String WORTH = "coalesce(%1$s.value_fen, 0) desc, %1$s.measure_id desc";

    private static String page(String source, String which, String beyond, String order) {
        return places(SHOWN.formatted(
                "select x.* from place p cross join lateral (select g.* from "
                        + source
                        + which
                        + " "
                        + FILTERS
                        + " and (g.ends_on, g.measure_id) "
                        + beyond
                        + " (:afterDay::date, :afterId::bigint) order by "
                        + order.formatted("g")
                        + " limit :most) x order by "
                        + order.formatted("x")
                        + " limit :most",
                order.formatted("g")));
    }

    private static String byValue(String source, String which, String first) {
        return places(SHOWN.formatted(
                "select y.* from (select x.* from place p cross join lateral (select g.* from "
                        + source
                        + which
                        + " "
                        + FILTERS
                        + " order by "
                        + first.formatted("g")
                        + " limit "
                        + MOST_COUNTED
                        + ") x) y where (coalesce(y.value_fen, 0), y.measure_id) < (:afterValue::bigint, :afterId::bigint) order by "
                        + WORTH.formatted("y")
                        + " limit :most",
                "sorted_by desc, g.measure_id desc"));
    }

    static final String STANDING_OF_COURTS = page(COURTS, STANDS, ">", UP);
    static final String STANDING_OF_OFFICERS = page(OFFICERS, STANDS, ">", UP);
    static final String LOST_OF_COURTS = page(COURTS, LOST, "<", DOWN);
    static final String LOST_OF_OFFICERS = page(OFFICERS, LOST, "<", DOWN);
    static final String STANDING_OF_COURTS_BY_VALUE = byValue(COURTS, STANDS, UP);
    static final String STANDING_OF_OFFICERS_BY_VALUE = byValue(OFFICERS, STANDS, UP);
    static final String LOST_OF_COURTS_BY_VALUE = byValue(COURTS, LOST, DOWN);
    static final String LOST_OF_OFFICERS_BY_VALUE = byValue(OFFICERS, LOST, DOWN);

    /** The next of them. */
    List<Row> page(Sought sought, @Nullable Mark after, int most, LocalDate lostSince) {
        boolean lost = sought.colour() == Colour.LOST;
        boolean courts = sought.officers() == null;
        boolean byValue = sought.sort() == Sort.VALUE;
        String statement = lost
                ? courts
                        ? byValue ? LOST_OF_COURTS_BY_VALUE : LOST_OF_COURTS
                        : byValue ? LOST_OF_OFFICERS_BY_VALUE : LOST_OF_OFFICERS
                : courts
                        ? byValue ? STANDING_OF_COURTS_BY_VALUE : STANDING_OF_COURTS
                        : byValue ? STANDING_OF_OFFICERS_BY_VALUE : STANDING_OF_OFFICERS;
        JdbcClient.StatementSpec spec = bound(statement, sought, sought.colour(), lostSince)
                .param("most", most)
                .param("afterId", after == null ? (lost || byValue ? Long.MAX_VALUE : 0) : after.measure());
        spec = byValue
                ? spec.param("afterValue", after == null ? Long.MAX_VALUE : after.value())
                : spec.param(
                        "afterDay",
                        after == null
                                ? (lost ? "infinity" : "-infinity")
                                : after.endsOn().toString(),
                        Types.VARCHAR);
        return spec.query((r, n) -> row(r)).list();
    }

    private static String count(String source, String which) {
        return places(
                "select count(*) as measures, coalesce(sum(y.value_fen), 0) as value_fen from (select x.value_fen from place p"
                        + " cross join lateral (select g.value_fen from "
                        + source
                        + which
                        + " "
                        + FILTERS
                        + " limit " + MOST_COUNTED + ") x limit " + MOST_COUNTED + ") y");
    }

    static final String COUNT_OF_COURTS = count(COURTS, STANDS);
    static final String COUNT_OF_OFFICERS = count(OFFICERS, STANDS);
    static final String COUNT_LOST_OF_COURTS = count(COURTS, LOST);
    static final String COUNT_LOST_OF_OFFICERS = count(OFFICERS, LOST);

    /** How many of a colour, and what they are worth; both counted up to {@link #MOST_COUNTED}. */
    record Count(long measures, Money value) {}

    Count count(Sought sought, Colour colour, LocalDate lostSince) {
        boolean courts = sought.officers() == null;
        String statement = colour == Colour.LOST
                ? courts ? COUNT_LOST_OF_COURTS : COUNT_LOST_OF_OFFICERS
                : courts ? COUNT_OF_COURTS : COUNT_OF_OFFICERS;
        return bound(statement, sought, colour, lostSince)
                .query((r, n) -> new Count(r.getLong("measures"), new Money(r.getLong("value_fen"))))
                .single();
    }

    private JdbcClient.StatementSpec bound(
            String statement, Sought sought, @Nullable Colour colour, LocalDate lostSince) {
        Function<Marks, LocalDate> from = colour == Colour.YELLOW ? Marks::inTime : Marks::calm;
        Function<Marks, LocalDate> until = colour == Colour.RED ? Marks::inTime : Marks::calm;
        boolean begins = colour == Colour.YELLOW || colour == Colour.CALM;
        boolean ends = colour == Colour.RED || colour == Colour.YELLOW;
        List<Place> places = sought.places();
        JdbcClient.StatementSpec spec = jdbc.sql(statement)
                .param("courts", places.stream().map(p -> p.court().value()).toArray(String[]::new))
                .param(
                        "froms",
                        places.stream().map(p -> begins ? json(p, from) : null).toArray(String[]::new))
                .param(
                        "untils",
                        places.stream().map(p -> ends ? json(p, until) : null).toArray(String[]::new))
                .param(
                        "lowest",
                        places.stream()
                                .map(p -> colour == Colour.LOST
                                        ? lostSince.toString()
                                        : begins
                                                ? days(p, from)
                                                        .min(Comparator.naturalOrder())
                                                        .orElseThrow()
                                                        .toString()
                                                : "-infinity")
                                .toArray(String[]::new))
                .param(
                        "highest",
                        places.stream()
                                .map(p -> ends
                                        ? days(p, until)
                                                .max(Comparator.naturalOrder())
                                                .orElseThrow()
                                                .toString()
                                        : "infinity")
                                .toArray(String[]::new))
                .param("kind", sought.kind(), Types.VARCHAR)
                .param("institution", sought.institution(), Types.VARCHAR)
                .param("least", sought.least() == null ? null : sought.least().fen(), Types.BIGINT);
        List<String> officers = sought.officers();
        return officers == null ? spec : spec.param("officers", officers.toArray(String[]::new));
    }

    private static java.util.stream.Stream<LocalDate> days(Place place, Function<Marks, LocalDate> mark) {
        return place.marks().values().stream().map(mark);
    }

    static String json(Place place, Function<Marks, LocalDate> mark) {
        return JsonMapper.shared()
                .writeValueAsString(place.marks().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, e -> mark.apply(e.getValue()).toString())));
    }

    private static Row row(ResultSet r) throws SQLException {
        long renewal = r.getLong("renewal");
        return new Row(
                r.getLong("measure_id"),
                new CaseId(r.getLong("case_id")),
                CaseNumber.parseAnyForm(r.getString("number")),
                new CourtCode(r.getString("court")),
                r.getString("institution"),
                r.getString("asset_kind"),
                MeasureKind.valueOf(r.getString("kind")),
                r.getString("state"),
                r.getInt("rank"),
                date(r, "starts_on"),
                r.getObject("ends_on", LocalDate.class),
                r.getBoolean("lost"),
                money(r, "value_fen"),
                new Money(r.getLong("sorted_by")),
                r.getString("title"),
                r.getString("holder_place"),
                String.valueOf(r.getString("owner_name")),
                r.getString("officer"),
                r.getString("officer_name"),
                String.valueOf(r.getString("applicant")),
                r.getInt("behind"),
                r.getString("stage").equals("TERMINATED_THIS_PROCEDURE"),
                r.getString("type").equals("PRESERVATION_ENFORCEMENT"),
                r.getBoolean("inherited"),
                renewal == 0
                        ? null
                        : new Proposed(
                                renewal,
                                r.getString("renewal_state"),
                                r.getString("renewal_reason"),
                                r.getString("order_state"),
                                r.getString("order_reason"),
                                date(r, "answered_on"),
                                r.getString("rung")));
    }

    private static @Nullable Money money(ResultSet r, String column) throws SQLException {
        long fen = r.getLong(column);
        return r.wasNull() ? null : new Money(fen);
    }

    private static @Nullable LocalDate date(ResultSet r, String column) throws SQLException {
        Date day = r.getDate(column);
        return day == null ? null : day.toLocalDate();
    }

    /** A hold or waiting place with its case. */
    record Row(
            long measure,
            CaseId caseId,
            CaseNumber number,
            CourtCode court,
            String institution,
            String assetKind,
            MeasureKind kind,
            String state,
            int rank,
            @Nullable LocalDate startsOn,
            LocalDate endsOn,
            boolean lost,
            @Nullable Money value,
            Money sortedBy,
            String title,
            String place,
            String owner,
            @Nullable String officer,
            String officerName,
            String applicant,
            int behind,
            boolean terminated,
            boolean preservation,
            boolean inherited,
            @Nullable Proposed renewal) {}

    /**
     * What became of its renewal.
     *
     * @param state PROPOSED, ORDERED or DECLINED
     * @param order the state of what was ordered
     * @param rung LEADER or DIRECTOR once it climbed
     */
    record Proposed(
            long id,
            String state,
            @Nullable String reason,
            @Nullable String order,
            @Nullable String orderReason,
            @Nullable LocalDate answeredOn,
            @Nullable String rung) {}

    // --- lead times that a court set

    static final String LEAD_TIMES = """
            select court, institution, kind, days, basis from property.lead_time where court = any (:courts)
            """;

    /** What courts know better than what was promised. */
    List<Own> leadTimes(List<CourtCode> courts) {
        return jdbc.sql(LEAD_TIMES)
                .param("courts", courts.stream().map(CourtCode::value).toArray(String[]::new))
                .query((r, n) -> new Own(
                        new CourtCode(r.getString("court")),
                        r.getString("institution"),
                        r.getString("kind"),
                        r.getInt("days"),
                        r.getString("basis")))
                .list();
    }

    /** @param kind of asset, empty for all */
    record Own(CourtCode court, String institution, String kind, int days, String basis) {}

    static final String SET_LEAD_TIME = """
            insert into property.lead_time (court, institution, kind, days, basis, set_by, set_at)
            values (:court, :institution, :kind, :days, :basis, :by, :at)
            on conflict (court, institution, kind) do update
               set days = excluded.days, basis = excluded.basis, set_by = excluded.set_by, set_at = excluded.set_at
            """;

    void setLeadTime(Own own, String by, java.time.Instant at) {
        jdbc.sql(SET_LEAD_TIME)
                .param("court", own.court())
                .param("institution", own.institution())
                .param("kind", own.kind())
                .param("days", own.days())
                .param("basis", own.basis())
                .param("by", by)
                .param("at", at)
                .update();
    }
}
