package cn.sunlit.identity;

import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on attempts. */
@Repository
class AttemptStore {

    private final JdbcClient jdbc;

    AttemptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String ADD = """
            insert into identity.attempt (key, at) values (:key, :at)""";

    void add(byte[] key, Instant at) {
        jdbc.sql(ADD).param("key", key).param("at", Timestamp.from(at)).update();
    }

    static final String COUNT = """
            select count(*) from identity.attempt where key = :key and at > :since""";

    int count(byte[] key, Instant since) {
        return jdbc.sql(COUNT)
                .param("key", key)
                .param("since", Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    /** @param last null where there was none */
    record Wrong(int times, @Nullable Instant last) {}

    static final String WRONG = """
            select count(*) as times, max(at) as last from identity.attempt where key = :key and at > :since""";

    Wrong wrong(byte[] key, Instant since) {
        return jdbc.sql(WRONG)
                .param("key", key)
                .param("since", Timestamp.from(since))
                .query((row, number) -> {
                    Timestamp last = row.getTimestamp("last");
                    return new Wrong(row.getInt("times"), last == null ? null : last.toInstant());
                })
                .single();
    }

    static final String REMOVE = """
            delete from identity.attempt where key = :key""";

    void remove(byte[] key) {
        jdbc.sql(REMOVE).param("key", key).update();
    }

    static final String REMOVE_BEFORE = """
            delete from identity.attempt
             where id in (select id from identity.attempt where at < :before order by at limit 1000)""";

    int removeBefore(Instant before) {
        return jdbc.sql(REMOVE_BEFORE).param("before", Timestamp.from(before)).update();
    }

    static final String COUNT_BEFORE = """
            select count(*) from identity.attempt where at < :before""";

    long countBefore(Instant before) {
        return jdbc.sql(COUNT_BEFORE)
                .param("before", Timestamp.from(before))
                .query(Long.class)
                .single();
    }
}
