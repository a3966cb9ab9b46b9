package cn.sunlit.audit;

import cn.sunlit.identity.Actor;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which walks there were and how far the running one is. */
@Repository
class WalkRunStore {

    private final JdbcClient jdbc;

    WalkRunStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String BEGIN = """
            insert into audit.walk (court, login, name, started_at, state)
            values (:court, :login, :name, :at, 'RUNNING')
            on conflict do nothing returning id
            """;

    static final String BEGIN_PROGRESS = """
            insert into audit.walk_progress (walk, part, done, total, beat_at)
            select :walk, '准备', 0, coalesce(sum(seq), 0), :at from audit.chain
            """;

    /** @param by null for the nightly one @return empty when one is running already */
    Optional<Long> begin(@Nullable Actor by, Instant at) {
        Optional<Long> id = jdbc.sql(BEGIN)
                .param("court", by == null ? null : by.court().value())
                .param("login", by == null ? "system" : by.login())
                .param("name", by == null ? "夜间核对" : by.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
        id.ifPresent(walk -> jdbc.sql(BEGIN_PROGRESS)
                .param("walk", walk)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update());
        return id;
    }

    static final String PASSED = """
            update audit.walk_progress set part = :part, done = greatest(done, :done), beat_at = :at where walk = :walk
            returning cancel
            """;

    /** @return whether somebody wants it to stop */
    boolean passed(long walk, String part, long done, Instant at) {
        return jdbc.sql(PASSED)
                .param("walk", walk)
                .param("part", part)
                .param("done", done)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    static final String CANCEL = """
            update audit.walk_progress p set cancel = true
            where exists (select from audit.walk w where w.id = p.walk and w.state = 'RUNNING')
            """;

    boolean cancel() {
        return jdbc.sql(CANCEL).update() > 0;
    }

    static final String END = """
            update audit.walk set state = :state, ended_at = :at, entries = :entries, rows = :rows, faults = :faults
            where id = :walk and state = 'RUNNING'
            """;

    static final String FORGET_PROGRESS = """
            delete from audit.walk_progress where walk = :walk
            """;

    /** @param result null when there is none */
    boolean end(long walk, String state, @Nullable Walk result, Instant at) {
        int ended = jdbc.sql(END)
                .param("walk", walk)
                .param("state", state)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("entries", result == null ? null : result.entries())
                .param("rows", result == null ? null : result.rows())
                .param("faults", result == null ? null : result.faults().toArray(String[]::new))
                .update();
        jdbc.sql(FORGET_PROGRESS).param("walk", walk).update();
        return ended > 0;
    }

    static final String SILENT = """
            select w.id from audit.walk w left join audit.walk_progress p on p.walk = w.id
            where w.state = 'RUNNING' and coalesce(p.beat_at, w.started_at) < :since
            """;

    /** The running one when nobody has heard of it since. */
    Optional<Long> silent(Instant since) {
        return jdbc.sql(SILENT)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    static final String NEWEST = """
            select w.*, p.part, coalesce(p.done, 0) as done, coalesce(p.total, 0) as total
            from audit.walk w left join audit.walk_progress p on p.walk = w.id
            order by w.id desc limit :most
            """;

    List<WalkRun> newest(int most) {
        return jdbc.sql(NEWEST).param("most", most).query(WalkRunStore::run).list();
    }

    static final String LAST_DONE = """
            select w.*, null as part, 0 as done, 0 as total from audit.walk w where w.state = 'DONE' order by w.id desc limit 1
            """;

    Optional<WalkRun> lastDone() {
        return jdbc.sql(LAST_DONE).query(WalkRunStore::run).optional();
    }

    static final String BEGUN_BY_NIGHT = """
            select exists (select from audit.walk where login = 'system' and started_at >= :since)
            """;

    boolean begunByNight(Instant since) {
        return jdbc.sql(BEGUN_BY_NIGHT)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    private static WalkRun run(ResultSet r, int row) throws SQLException {
        OffsetDateTime ended = r.getObject("ended_at", OffsetDateTime.class);
        Array faults = r.getArray("faults");
        return new WalkRun(
                r.getLong("id"),
                r.getString("name"),
                r.getObject("started_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                r.getString("state"),
                r.getObject("entries", Long.class),
                r.getObject("rows", Long.class),
                faults == null ? null : List.copyOf(Arrays.asList((String[]) faults.getArray())),
                r.getString("part"),
                r.getLong("done"),
                r.getLong("total"));
    }
}
