package cn.sunlit.supervision;

import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the register of interventions; it sees sealed bytes alone. */
@Repository
class InterventionStore {

    private final JdbcClient jdbc;

    InterventionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(
            long id,
            CourtCode handledBy,
            InterventionKind kind,
            byte[] reporter,
            byte[] sealed,
            String sha256,
            Instant reportedAt,
            Stage stage,
            Instant reachedAt) {}

    record StepRow(Stage state, byte[] sealed, String sha256, Instant at) {}

    static final String ADD = """
            insert into supervision.intervention (handled_by, kind, reporter, sealed, sha256, reported_at)
            values (:handledBy, :kind, :reporter, :sealed, :sha256, :at) returning id
            """;

    long add(CourtCode handledBy, InterventionKind kind, byte[] reporter, byte[] sealed, String sha256, Instant at) {
        return jdbc.sql(ADD)
                .param("handledBy", handledBy.value())
                .param("kind", kind.name())
                .param("reporter", reporter)
                .param("sealed", sealed)
                .param("sha256", sha256)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    static final String ADD_STEP = """
            insert into supervision.step (intervention, state, sealed, sha256, at)
            values (:intervention, :state, :sealed, :sha256, :at)
            """;

    void addStep(long intervention, Stage state, byte[] sealed, String sha256, Instant at) {
        jdbc.sql(ADD_STEP)
                .param("intervention", intervention)
                .param("state", state.name())
                .param("sealed", sealed)
                .param("sha256", sha256)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String LOCK = """
            select id from supervision.intervention where id = :id for update
            """;

    /** Two who handle the same report queue here. */
    void lock(long id) {
        jdbc.sql(LOCK).param("id", id).query(Long.class).optional();
    }

    static final String FIND = """
            select i.*, s.state, s.at as reached_at
            from supervision.intervention i
            left join lateral (select state, at from supervision.step where intervention = i.id and state <> 'ADDED'
                               order by id desc limit 1) s on true
            where i.id = :id
            """;

    Optional<Row> find(long id) {
        return jdbc.sql(FIND).param("id", id).query(InterventionStore::row).optional();
    }

    static final String OF_REPORTER = """
            select i.*, s.state, s.at as reached_at
            from supervision.intervention i
            left join lateral (select state, at from supervision.step where intervention = i.id and state <> 'ADDED'
                               order by id desc limit 1) s on true
            where i.reporter = :reporter order by i.id desc limit :most
            """;

    List<Row> ofReporter(byte[] reporter, int most) {
        return jdbc.sql(OF_REPORTER)
                .param("reporter", reporter)
                .param("most", most)
                .query(InterventionStore::row)
                .list();
    }

    static final String OF_COURTS = """
            select i.*, s.state, s.at as reached_at
            from supervision.intervention i
            left join lateral (select state, at from supervision.step where intervention = i.id and state <> 'ADDED'
                               order by id desc limit 1) s on true
            where i.handled_by = any (string_to_array(:courts, ',')) and (:older::bigint = 0 or i.id < :older::bigint)
            order by i.id desc limit :most
            """;

    List<Row> ofCourts(List<CourtCode> courts, long older, int most) {
        return jdbc.sql(OF_COURTS)
                .param("courts", texts(courts))
                .param("older", older)
                .param("most", most)
                .query(InterventionStore::row)
                .list();
    }

    static final String STEPS = """
            select state, sealed, sha256, at from supervision.step where intervention = :id order by id
            """;

    List<StepRow> steps(long id) {
        return jdbc.sql(STEPS)
                .param("id", id)
                .query((r, n) -> new StepRow(
                        Stage.valueOf(r.getString("state")),
                        r.getBytes("sealed"),
                        r.getString("sha256"),
                        instant(r, "at")))
                .list();
    }

    static final String REPORTED_IN = """
            select exists (select from supervision.intervention
                           where reporter = :reporter and reported_at >= :from and reported_at < :to)
            """;

    boolean reportedIn(byte[] reporter, Instant from, Instant to) {
        return jdbc.sql(REPORTED_IN)
                .param("reporter", reporter)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    static final String NONE = """
            insert into supervision.none_happened (court, reporter, month, reported_at)
            values (:court, :reporter, :month, :at) on conflict (reporter, month) do nothing
            """;

    boolean none(CourtCode court, byte[] reporter, LocalDate month, Instant at) {
        return jdbc.sql(NONE)
                        .param("court", court.value())
                        .param("reporter", reporter)
                        .param("month", month)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    static final String SAID_NONE = """
            select reporter from supervision.none_happened
            where court = any (string_to_array(:courts, ',')) and month = :month
            """;

    /** The keyed hashes of those who reported that nothing happened in the month. */
    List<byte[]> saidNone(List<CourtCode> courts, LocalDate month) {
        return jdbc.sql(SAID_NONE)
                .param("courts", texts(courts))
                .param("month", month)
                .query((r, n) -> r.getBytes("reporter"))
                .list();
    }

    static final String COUNTS = """
            select i.kind, coalesce(s.state, 'REPORTED') as stage, count(*) as number
            from supervision.intervention i
            left join lateral (select state from supervision.step where intervention = i.id and state <> 'ADDED'
                               order by id desc limit 1) s on true
            where i.handled_by = any (string_to_array(:courts, ',')) and i.reported_at >= :from and i.reported_at < :to
            group by 1, 2 order by 1, 2
            """;

    record Count(InterventionKind kind, Stage stage, long number) {}

    List<Count> counts(List<CourtCode> courts, Instant from, Instant to) {
        return jdbc.sql(COUNTS)
                .param("courts", texts(courts))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((r, n) -> new Count(
                        InterventionKind.valueOf(r.getString("kind")),
                        Stage.valueOf(r.getString("stage")),
                        r.getLong("number")))
                .list();
    }

    private static String texts(List<CourtCode> courts) {
        return String.join(",", courts.stream().map(CourtCode::value).toList());
    }

    private static Row row(ResultSet r, int n) throws SQLException {
        String state = r.getString("state");
        Instant reported = instant(r, "reported_at");
        return new Row(
                r.getLong("id"),
                new CourtCode(r.getString("handled_by")),
                InterventionKind.valueOf(r.getString("kind")),
                r.getBytes("reporter"),
                r.getBytes("sealed"),
                r.getString("sha256"),
                reported,
                state == null ? Stage.REPORTED : Stage.valueOf(state),
                state == null ? reported : instant(r, "reached_at"));
    }

    private static Instant instant(ResultSet r, String column) throws SQLException {
        @Nullable OffsetDateTime at = r.getObject(column, OffsetDateTime.class);
        return at == null ? Instant.EPOCH : at.toInstant();
    }
}
