package cn.sunlit.identity;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL on sessions that are over; those in use are the business of Spring Session. */
@Repository
class SessionStore {

    private final JdbcClient jdbc;

    SessionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Sessions go by the machine's time: the business clock of a demonstration must end nobody's session. */
    static final String REMOVE_BEFORE = """
            delete from identity.session where primary_id in (
                select primary_id from identity.session
                where expiry_time < least(:before, extract(epoch from clock_timestamp()) * 1000) order by expiry_time limit 1000)""";

    int removeBefore(Instant before) {
        return jdbc.sql(REMOVE_BEFORE).param("before", before.toEpochMilli()).update();
    }

    static final String COUNT_BEFORE = """
            select count(*) from identity.session
            where expiry_time < least(:before, extract(epoch from clock_timestamp()) * 1000)""";

    long countBefore(Instant before) {
        return jdbc.sql(COUNT_BEFORE)
                .param("before", before.toEpochMilli())
                .query(Long.class)
                .single();
    }
}
