package cn.sunlit.desk;

import cn.sunlit.docket.Alert;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** List three over many cases: reads of the floors below. */
@Repository
class ListThreeStore {

    /** Counting ends here; nobody needs to know how many more there are. */
    static final int MOST_COUNTED = 10_000;

    private final JdbcClient jdbc;

    ListThreeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is sought. Each court, or each officer of a court, is one stretch of an index, read as far as a page needs.
     *
     * @param courts the courts; with owners, the court of each of them
     * @param owners log-ins, or null for whole courts
     * @param colour only these, or null
     * @param stage the first letter of the codes, or null
     * @param from the earliest last day, or null
     * @param to the latest last day, or null; with one of the two, nodes without a last day are left out
     */
    record Sought(
            List<String> courts,
            @Nullable List<String> owners,
            @Nullable Alert colour,
            @Nullable String stage,
            @Nullable String code,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /** Where a page ends: behind this node. */
    record Mark(@Nullable LocalDate due, long id) {}

    /** An open run with its case. */
    record Row(
            long id,
            CaseId caseId,
            CaseNumber number,
            String caption,
            long version,
            String code,
            String subject,
            @Nullable String owner,
            String ownerName,
            LocalDate startedOn,
            @Nullable LocalDate dueOn,
            Alert alert,
            String authority) {}

    private static final String FILTERS = """
            and n.state = 'OPEN'
                  and coalesce(n.due_on, 'infinity'::date) >= coalesce(:from::date, '-infinity'::date)
                  and coalesce(n.due_on, 'infinity'::date) <= coalesce(:to::date, 'infinity'::date)
                  and (:from::date is null and :to::date is null or n.due_on is not null)
                  and (:code::text is null or n.code = :code)
                  and (:stage::text is null or left(n.code, 1) = :stage)""";

    private static final String PAGE = """
            select p.*, d.version_id, f.number, coalesce(s.name, p.owner, '尚未分案') as owner_name,
                   (select string_agg(c.name, '、' order by c.position) from cases.participant c
                    where c.case_id = p.case_id and c.side = 'APPLICANT' and c.position < 2)
                   || ' 申请执行 ' ||
                   (select string_agg(c.name, '、' order by c.position) from cases.participant c
                    where c.case_id = p.case_id and c.side = 'RESPONDENT' and c.position < 2) as caption
            from (select x.* from %s
                  cross join lateral (
                    select * from docket.node n
                    where %s
                      """ + FILTERS + """

                      and (coalesce(n.due_on, 'infinity'::date), n.id) > (:afterDue::date, :afterId::bigint)
                      and (:colour::text is null
                           or :colour = 'OVERDUE' and n.overdue_on <= :today
                           or :colour = 'RED' and n.red_on <= :today and n.overdue_on > :today
                           or :colour = 'YELLOW' and n.yellow_on <= :today and n.red_on > :today
                           or :colour = 'NONE' and coalesce(n.yellow_on > :today, true))
                    order by coalesce(n.due_on, 'infinity'::date), n.id limit :most) x
                  order by coalesce(x.due_on, 'infinity'::date), x.id limit :most) p
            join docket.docket d on d.case_id = p.case_id
            join cases.file f on f.id = p.case_id
            left join identity.staff s on s.login = p.owner
            order by coalesce(p.due_on, 'infinity'::date), p.id
            """;

    static final String PAGE_OF_COURTS =
            PAGE.formatted("unnest(:courts::text[]) as lane (court)", "n.court = lane.court");

    static final String PAGE_OF_OWNERS = PAGE.formatted(
            "unnest(:courts::text[], :owners::text[]) as lane (court, owner)",
            "n.court = lane.court and n.owner = lane.owner");

    /** The next of them in the order of their last days. */
    List<Row> page(Sought sought, @Nullable Mark after, int most, LocalDate today) {
        return bound(sought.owners() == null ? PAGE_OF_COURTS : PAGE_OF_OWNERS, sought, today)
                .param(
                        "colour",
                        sought.colour() == null ? null : sought.colour().name(),
                        Types.VARCHAR)
                .param(
                        "afterDue",
                        after == null ? "-infinity" : after.due() == null ? "infinity" : String.valueOf(after.due()))
                .param("afterId", after == null ? 0 : after.id())
                .param("most", most)
                .query((r, n) -> row(r, today))
                .list();
    }

    /** How many there are of each colour, each up to {@link #MOST_COUNTED}. */
    record Counts(long overdue, long red, long yellow, long none) {

        long all() {
            return overdue + red + yellow + none;
        }

        long of(Alert colour) {
            return switch (colour) {
                case OVERDUE -> overdue;
                case RED -> red;
                case YELLOW -> yellow;
                case NONE -> none;
            };
        }
    }

    static final String COUNT_OF_COURTS = count("unnest(:courts::text[]) as lane (court)", "n.court = lane.court");

    static final String COUNT_OF_OWNERS = count(
            "unnest(:courts::text[], :owners::text[]) as lane (court, owner)",
            "n.court = lane.court and n.owner = lane.owner");

    private static String count(String lanes, String on) {
        String open = "coalesce(n.due_on, 'infinity'::date) >= :today and ";
        return "select %s as overdue, %s as red, %s as yellow, %s as none"
                .formatted(
                        counted(lanes, on, "coalesce(n.due_on, 'infinity'::date) < :today and n.overdue_on <= :today"),
                        counted(lanes, on, open + "n.red_on <= :today"),
                        counted(lanes, on, open + "n.yellow_on <= :today and n.red_on > :today"),
                        counted(lanes, on, open + "coalesce(n.yellow_on > :today, true)"));
    }

    private static String counted(String lanes, String on, String colour) {
        return "(select count(*) from (select 1 from %s join docket.node n on %s where true %s and %s limit %d) x)"
                .formatted(lanes, on, FILTERS, colour, MOST_COUNTED);
    }

    Counts counts(Sought sought, LocalDate today) {
        return bound(sought.owners() == null ? COUNT_OF_COURTS : COUNT_OF_OWNERS, sought, today)
                .query((r, n) ->
                        new Counts(r.getLong("overdue"), r.getLong("red"), r.getLong("yellow"), r.getLong("none")))
                .single();
    }

    private JdbcClient.StatementSpec bound(String statement, Sought sought, LocalDate today) {
        JdbcClient.StatementSpec spec = jdbc.sql(statement)
                .param("courts", sought.courts().toArray(String[]::new))
                .param("stage", sought.stage(), Types.VARCHAR)
                .param("code", sought.code(), Types.VARCHAR)
                .param("from", sought.from(), Types.DATE)
                .param("to", sought.to(), Types.DATE)
                .param("today", today);
        return sought.owners() == null
                ? spec
                : spec.param("owners", sought.owners().toArray(String[]::new));
    }

    /** A run that was chosen for an act. */
    record Chosen(long id, CaseId caseId, CaseNumber number, String code, String subject) {}

    static final String CHOSEN = """
            select n.id, n.case_id, f.number, n.code, n.subject
            from docket.node n join cases.file f on f.id = n.case_id
            where n.id = any(:ids) and n.court = :court and n.state = 'OPEN'
            order by coalesce(n.due_on, 'infinity'::date), n.id
            """;

    /** Those of them that are open nodes of this court. */
    List<Chosen> chosen(CourtCode court, Collection<Long> ids) {
        return jdbc.sql(CHOSEN)
                .param("ids", ids.toArray(Long[]::new))
                .param("court", court.value())
                .query((r, n) -> new Chosen(
                        r.getLong("id"),
                        new CaseId(r.getLong("case_id")),
                        CaseNumber.parseAnyForm(r.getString("number")),
                        r.getString("code"),
                        r.getString("subject")))
                .list();
    }

    static final String NEWEST_ALERTS = """
            select node_id, max(id) as id from docket.alert where node_id = any(:ids) group by node_id
            """;

    /** The alert raised last for each node that has any. */
    Map<Long, Long> newestAlerts(Collection<Long> nodes) {
        Map<Long, Long> found = new HashMap<>();
        jdbc.sql(NEWEST_ALERTS).param("ids", nodes.toArray(Long[]::new)).query(r -> {
            found.put(r.getLong("node_id"), r.getLong("id"));
        });
        return found;
    }

    private static Row row(ResultSet r, LocalDate today) throws SQLException {
        return new Row(
                r.getLong("id"),
                new CaseId(r.getLong("case_id")),
                CaseNumber.parseAnyForm(r.getString("number")),
                String.valueOf(r.getString("caption")),
                r.getLong("version_id"),
                r.getString("code"),
                r.getString("subject"),
                r.getString("owner"),
                r.getString("owner_name"),
                r.getObject("started_on", LocalDate.class),
                r.getObject("due_on", LocalDate.class),
                alert(r, today),
                r.getString("authority"));
    }

    private static Alert alert(ResultSet r, LocalDate today) throws SQLException {
        return turned(r, "overdue_on", today)
                ? Alert.OVERDUE
                : turned(r, "red_on", today) ? Alert.RED : turned(r, "yellow_on", today) ? Alert.YELLOW : Alert.NONE;
    }

    private static boolean turned(ResultSet r, String column, LocalDate today) throws SQLException {
        LocalDate day = r.getObject(column, LocalDate.class);
        return day != null && !day.isAfter(today);
    }
}
