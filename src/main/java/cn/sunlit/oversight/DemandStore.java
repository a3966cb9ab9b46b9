package cn.sunlit.oversight;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of orders. */
@Repository
class DemandStore {

    private final JdbcClient jdbc;

    DemandStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An order to be issued. */
    record New(
            CaseId caseId,
            CourtCode court,
            @Nullable String node,
            Demand.Issuer issuer,
            String body,
            String login,
            String name,
            String asks,
            @Nullable String letter,
            @Nullable Letter file,
            LocalDate due,
            LocalDate on,
            Instant at) {}

    static final String ISSUE = """
            insert into oversight.demand (case_id, court, node, issuer, body, issuer_login, issuer_name, asks, letter,
                                            letter_file, letter_hash, due_on, issued_on, issued_at)
            values (:case, :court, :node, :issuer, :body, :login, :name, :asks, :letter, :file, :hash, :due, :on, :at)
            returning id
            """;

    long issue(New n) {
        return jdbc.sql(ISSUE)
                .param("case", n.caseId().value())
                .param("court", n.court().value())
                .param("node", n.node(), Types.VARCHAR)
                .param("issuer", n.issuer().name())
                .param("body", n.body())
                .param("login", n.login())
                .param("name", n.name())
                .param("asks", n.asks())
                .param("letter", n.letter(), Types.VARCHAR)
                .param("file", n.file() == null ? null : n.file().file(), Types.BINARY)
                .param("hash", n.file() == null ? null : n.file().sha256(), Types.VARCHAR)
                .param("due", n.due())
                .param("on", n.on())
                .param("at", n.at().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private static final String DEMANDS = """
            select d.id, d.case_id, f.number, d.court, d.node, d.issuer, d.body, d.issuer_login, d.issuer_name, d.asks, d.letter,
                   d.letter_hash is not null as has_file, d.issued_on, coalesce(b.due_on, d.due_on) as due_on,
                   case l.kind when 'REPLIED' then 'REPLIED' when 'ACCEPTED' then 'ACCEPTED' when 'SENT_BACK' then 'SENT_BACK'
                               else 'WAITING' end as state
            from oversight.demand d join cases.file f on f.id = d.case_id
            left join lateral (select kind from oversight.move m where m.demand_id = d.id and m.kind <> 'CLIMBED'
                               order by m.id desc limit 1) l on true
            left join lateral (select due_on from oversight.move m where m.demand_id = d.id and m.kind = 'SENT_BACK'
                               order by m.id desc limit 1) b on true
            """;

    static final String OF_CASE = DEMANDS + " where d.case_id = :case order by d.id desc";

    static final String OF_COURTS = DEMANDS
            + " where d.court = any(:courts) and (:login::text is null or d.issuer_login = :login) order by d.id desc limit 200";

    static final String ONE = DEMANDS + " where d.id = :id";

    List<Demand> ofCase(CaseId id) {
        return withMoves(jdbc.sql(OF_CASE).param("case", id.value()));
    }

    /** @param login only what this one has issued, or null */
    List<Demand> ofCourts(Collection<CourtCode> courts, @Nullable String login) {
        return withMoves(jdbc.sql(OF_COURTS)
                .param("courts", courts.stream().map(CourtCode::value).toArray(String[]::new))
                .param("login", login, Types.VARCHAR));
    }

    Optional<Demand> one(long id) {
        return withMoves(jdbc.sql(ONE).param("id", id)).stream().findFirst();
    }

    static final String MOVES = """
            select demand_id, kind, on_day, by_name, body, evidence, due_on from oversight.move
            where demand_id = any(:ids) order by id
            """;

    private List<Demand> withMoves(JdbcClient.StatementSpec statement) {
        List<Demand> bare = statement.query(DemandStore::demand).list();
        Map<Long, List<Demand.Move>> moves = jdbc
                .sql(MOVES)
                .param("ids", bare.stream().map(Demand::id).toArray(Long[]::new))
                .query((r, n) -> Map.entry(
                        r.getLong("demand_id"),
                        new Demand.Move(
                                Demand.Kind.valueOf(r.getString("kind")),
                                r.getObject("on_day", LocalDate.class),
                                r.getString("by_name"),
                                r.getString("body"),
                                List.of((String[]) r.getArray("evidence").getArray()),
                                r.getObject("due_on", LocalDate.class))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        List<Demand> all = new ArrayList<>();
        for (Demand d : bare) {
            all.add(new Demand(
                    d.id(),
                    d.caseId(),
                    d.number(),
                    d.court(),
                    d.node(),
                    d.issuer(),
                    d.body(),
                    d.issuerLogin(),
                    d.issuerName(),
                    d.asks(),
                    d.letter(),
                    d.hasFile(),
                    d.issuedOn(),
                    d.dueOn(),
                    d.state(),
                    moves.getOrDefault(d.id(), List.of())));
        }
        return all;
    }

    static final String MOVE = """
            insert into oversight.move (demand_id, kind, body, evidence, due_on, rung, by_login, by_name, on_day, at)
            values (:demand, :kind, :body, :evidence, :due, :rung, :login, :name, :on, :at)
            on conflict do nothing
            """;

    void move(
            long demand,
            Demand.Kind kind,
            String body,
            Collection<String> evidence,
            @Nullable LocalDate due,
            @Nullable String rung,
            String login,
            String name,
            LocalDate on,
            Instant at) {
        jdbc.sql(MOVE)
                .param("demand", demand)
                .param("kind", kind.name())
                .param("body", body)
                .param("evidence", evidence.toArray(String[]::new))
                .param("due", due, Types.DATE)
                .param("rung", rung, Types.VARCHAR)
                .param("login", login)
                .param("name", name)
                .param("on", on)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The letter as it came. */
    static final String LETTER = """
            select letter_file from oversight.demand where id = :id and letter_file is not null
            """;

    Optional<byte[]> letter(long id) {
        return jdbc.sql(LETTER).param("id", id).query(byte[].class).optional();
    }

    static final String REPLIER = """
            select by_login from oversight.move where demand_id = :id and kind = 'REPLIED' order by id desc limit 1
            """;

    /** The log-in of who gave the newest answer. */
    String replier(long id) {
        return jdbc.sql(REPLIER).param("id", id).query(String.class).single();
    }

    /** Found by the day's index; an answer that came in the very moment of a climb ends it all the same. */
    static final String CLIMBING = """
            with today as (
                select id from oversight.demand where due_on = :day
                union
                select demand_id from oversight.move where due_on = :day
            )
            select d.id, d.case_id, d.court, coalesce(m.rung, '') as rung
            from today t
            join oversight.demand d on d.id = t.id
            left join lateral (select kind from oversight.move m where m.demand_id = d.id and m.kind <> 'CLIMBED'
                               order by m.id desc limit 1) answer on true
            left join lateral (select rung, due_on from oversight.move m
                               where m.demand_id = d.id and m.kind in ('CLIMBED', 'SENT_BACK')
                               order by m.id desc limit 1) m on true
            where coalesce(answer.kind, 'SENT_BACK') = 'SENT_BACK' and coalesce(m.due_on, d.due_on) = :day
              and m.rung is distinct from 'SUPERVISOR'
            order by d.id
            """;

    /** @param rung where it is, empty while it never climbed */
    record Climbing(long id, CaseId caseId, CourtCode court, String rung) {}

    /** Whose answer was due on that day, or who had it until that day without one. */
    List<Climbing> climbing(LocalDate day) {
        return jdbc.sql(CLIMBING)
                .param("day", day)
                .query((r, n) -> new Climbing(
                        r.getLong("id"),
                        new CaseId(r.getLong("case_id")),
                        new CourtCode(r.getString("court")),
                        r.getString("rung")))
                .list();
    }

    static final String FIGURES = """
            select d.issuer, count(*) as issued, count(*) filter (where l.kind = 'ACCEPTED') as accepted,
                   count(*) filter (where l.kind = 'REPLIED') as replied,
                   count(*) filter (where (l.kind is null or l.kind = 'SENT_BACK') and coalesce(l.due_on, d.due_on) < :today) as late,
                   count(*) filter (where exists (select 1 from oversight.move m where m.demand_id = d.id and m.kind = 'SENT_BACK')) as sent_back
            from oversight.demand d
            left join lateral (select kind, due_on from oversight.move m where m.demand_id = d.id and m.kind <> 'CLIMBED'
                               order by m.id desc limit 1) l on true
            where d.court = any(:courts) and d.issued_on >= :since and (:login::text is null or d.issuer_login = :login)
            group by d.issuer order by d.issuer
            """;

    /** How many of one issuer's orders went how. */
    record Figures(String issuer, long issued, long accepted, long replied, long late, long sentBack) {
        String issuerZh() {
            return Demand.Issuer.valueOf(issuer).zh();
        }
    }

    List<Figures> figures(Collection<CourtCode> courts, @Nullable String login, LocalDate since, LocalDate today) {
        return jdbc.sql(FIGURES)
                .param("courts", courts.stream().map(CourtCode::value).toArray(String[]::new))
                .param("login", login, Types.VARCHAR)
                .param("since", since)
                .param("today", today)
                .query(Figures.class)
                .list();
    }

    private static Demand demand(ResultSet r, int n) throws SQLException {
        return new Demand(
                r.getLong("id"),
                new CaseId(r.getLong("case_id")),
                CaseNumber.parseAnyForm(r.getString("number")),
                new CourtCode(r.getString("court")),
                r.getString("node"),
                Demand.Issuer.valueOf(r.getString("issuer")),
                r.getString("body"),
                r.getString("issuer_login"),
                r.getString("issuer_name"),
                r.getString("asks"),
                r.getString("letter"),
                r.getBoolean("has_file"),
                r.getObject("issued_on", LocalDate.class),
                r.getObject("due_on", LocalDate.class),
                Demand.State.valueOf(r.getString("state")),
                List.of());
    }
}
