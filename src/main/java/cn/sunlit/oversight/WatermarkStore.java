package cn.sunlit.oversight;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of how far each job has come. */
@Repository
class WatermarkStore {

    private final JdbcClient jdbc;

    WatermarkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String DONE = """
            select done_until from oversight.watermark where job = :job
            """;

    static final String BEGIN = """
            insert into oversight.watermark (job, done_until) values (:job, :day) on conflict (job) do nothing
            """;

    /** Up to which day the job is done; the very first time that day itself. */
    LocalDate done(String job, LocalDate first) {
        return jdbc.sql(DONE)
                .param("job", job)
                .query(LocalDate.class)
                .optional()
                .orElseGet(() -> {
                    jdbc.sql(BEGIN).param("job", job).param("day", first).update();
                    return first;
                });
    }

    static final String LOCK = """
            select done_until from oversight.watermark where job = :job for update skip locked
            """;

    Optional<LocalDate> lock(String job) {
        return jdbc.sql(LOCK).param("job", job).query(LocalDate.class).optional();
    }

    static final String ADVANCE = """
            update oversight.watermark set done_until = :day where job = :job
            """;

    void advance(String job, LocalDate day) {
        jdbc.sql(ADVANCE).param("job", job).param("day", day).update();
    }

    static final String ENTRY = """
            select before from oversight.watermark where job = :job
            """;

    /** From which entry of the record on it is read: that of the night before last, since entries become visible out of order. */
    long from(String job) {
        return jdbc.sql(ENTRY).param("job", job).query(Long.class).single();
    }

    static final String READ_UNTIL = """
            update oversight.watermark set before = entry, entry = coalesce((select max(id) from audit.entry), 0) where job = :job
            """;

    void readAll(String job) {
        jdbc.sql(READ_UNTIL).param("job", job).update();
    }
}
