package cn.sunlit.operations;

import cn.sunlit.kernel.CourtCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** That and when this installation was restored, and who let payments go again. */
@Repository
class RestorationStore {

    private final JdbcClient jdbc;

    RestorationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param takenAt when the backup was taken
     * @param treeSize how many acts it held
     */
    record Restoration(
            long id,
            Instant takenAt,
            Instant restoredAt,
            long treeSize,
            @Nullable Instant recordedAt,
            @Nullable Instant releasedAt,
            @Nullable String releasedBy) {}

    static final String NOTE = """
            insert into operations.restoration (taken_at, restored_at, tree_size) values (:taken::timestamptz, now(), :size)
            """;

    /** In machine time, which is that of the backup's. */
    void note(Instant takenAt, long treeSize) {
        jdbc.sql(NOTE)
                .param("taken", takenAt.toString())
                .param("size", treeSize)
                .update();
    }

    private static final String ALL = "id, taken_at, restored_at, tree_size, recorded_at, released_at, released_by";

    static final String HOLDING =
            "select " + ALL + " from operations.restoration where released_at is null order by id limit 1";

    /** The oldest after which payments still wait. */
    Optional<Restoration> holding() {
        return jdbc.sql(HOLDING).query(Restoration.class).optional();
    }

    static final String RELEASE = """
            update operations.restoration set released_at = now(), released_by = :by where released_at is null
            """;

    int release(String by) {
        return jdbc.sql(RELEASE).param("by", by).update();
    }

    static final String UNRECORDED = "select " + ALL + """
             from operations.restoration
            where recorded_at is null or (released_at is not null and release_recorded_at is null)
            order by id for update skip locked
            """;

    /** Those of which the record of acts does not know all. */
    List<Restoration> unrecorded() {
        return jdbc.sql(UNRECORDED).query(Restoration.class).list();
    }

    static final String RECORDED = """
            update operations.restoration set recorded_at = coalesce(recorded_at, now()),
                   release_recorded_at = case when released_at is not null then now() end
            where id = :id
            """;

    void recorded(long id) {
        jdbc.sql(RECORDED).param("id", id).update();
    }

    static final String COURTS = """
            select distinct court from identity.staff order by court
            """;

    List<CourtCode> courts() {
        return jdbc.sql(COURTS).query(String.class).list().stream()
                .map(CourtCode::new)
                .toList();
    }

    static final String UNEXPLAINED = """
            select booked_on || '　' || (fen / 100.0)::numeric(18, 2) || ' 元　' || coalesce(counterparty, '') || '　'
                   || coalesce(end_to_end, reference)
            from funds.bank_entry
            where direction = 'DEBIT' and outcome = 'REFUSED' and booked_on >= (:since::timestamptz at time zone 'Asia/Shanghai')::date
            order by booked_on, id
            """;

    /** What left the bank since and belongs to no payment that the court knows. */
    List<String> unexplained(Instant since) {
        return jdbc.sql(UNEXPLAINED)
                .param("since", since.toString())
                .query(String.class)
                .list();
    }
}
