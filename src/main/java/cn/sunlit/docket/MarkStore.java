package cn.sunlit.docket;

import cn.sunlit.kernel.CourtCode;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the data-quality board: it reads counts that grow with each mark, and rows only when asked for them. */
@Repository
class MarkStore {

    /** So many entries by one hand in a minute are not one after the other. */
    static final int BURST = 20;

    private final JdbcClient jdbc;

    MarkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String ENTERED = """
            with pace as (
                insert into docket.pace (login, minute, nodes) values (:login, :minute, array[:node::bigint])
                on conflict (login, minute) do update set nodes = docket.pace.nodes || excluded.nodes
                returning nodes
            )
            insert into docket.mark (node_id, kind, case_id, court, owner, code, marked_on, detail, marked_at)
            select n.id, 'BURST', n.case_id, n.court, n.owner, n.code, :today,
                   cardinality(p.nodes) || '个节点', :at
            from pace p
            join docket.node n on n.id = any (p.nodes)
            where cardinality(p.nodes) >= :burst
            on conflict do nothing
            """;

    /** Somebody entered a completion by hand; from the twentieth in a minute on all of them are marked. */
    void entered(String login, long node, Instant minute, LocalDate today, Instant at) {
        jdbc.sql(ENTERED)
                .param("login", login)
                .param("minute", minute.atOffset(ZoneOffset.UTC))
                .param("node", node)
                .param("burst", BURST)
                .param("today", today)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @param owner the officer's log-in, null for cases without one */
    record Count(CourtCode court, @Nullable String owner, Mark kind, long count) {}

    static final String COUNTS = """
            select court, owner, kind, sum(marks) as marks
            from docket.mark_count
            where court in (:courts) and month >= date_trunc('month', :from::date) and month <= :to::date
            group by court, owner, kind
            order by court, owner nulls last, kind
            """;

    List<Count> counts(List<CourtCode> courts, LocalDate from, LocalDate to) {
        return jdbc.sql(COUNTS)
                .param("courts", courts.stream().map(CourtCode::value).toList())
                .param("from", from)
                .param("to", to)
                .query((r, n) -> {
                    String owner = r.getString("owner");
                    return new Count(
                            new CourtCode(r.getString("court")),
                            owner.isEmpty() ? null : owner,
                            Mark.valueOf(r.getString("kind")),
                            r.getLong("marks"));
                })
                .list();
    }

    /** A marked node. */
    record Row(
            long id,
            long caseId,
            long nodeId,
            String code,
            @Nullable String owner,
            Mark kind,
            String detail,
            LocalDate markedOn,
            @Nullable LocalDate doneOn,
            @Nullable String doneBy) {}

    static final String ROWS = """
            select m.id, m.case_id, m.node_id, m.code, m.owner, m.kind, m.detail, m.marked_on, n.done_on, n.done_by
            from docket.mark m
            join docket.node n on n.id = m.node_id
            where m.court = :court and m.kind = :kind and coalesce(m.owner, '') = :owner
              and m.marked_on >= :from and m.marked_on <= :to and m.id < :below
            order by m.id desc
            limit :most
            """;

    /** @param owner empty for cases without an officer */
    List<Row> rows(CourtCode court, Mark kind, String owner, LocalDate from, LocalDate to, long below, int most) {
        return jdbc.sql(ROWS)
                .param("court", court.value())
                .param("kind", kind.name())
                .param("owner", owner, Types.VARCHAR)
                .param("from", from)
                .param("to", to)
                .param("below", below)
                .param("most", most)
                .query((r, n) -> new Row(
                        r.getLong("id"),
                        r.getLong("case_id"),
                        r.getLong("node_id"),
                        r.getString("code"),
                        r.getString("owner"),
                        Mark.valueOf(r.getString("kind")),
                        r.getString("detail"),
                        r.getObject("marked_on", LocalDate.class),
                        r.getObject("done_on", LocalDate.class),
                        r.getString("done_by")))
                .list();
    }
}
