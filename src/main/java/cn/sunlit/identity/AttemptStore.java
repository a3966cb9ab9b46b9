package cn.sunlit.identity;

import java.sql.Timestamp;
import java.time.Instant;
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
}
