package cn.sunlit.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which tables' older rows are adopted. */
@Repository
class AdoptionStore {

    private final JdbcClient jdbc;

    AdoptionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String OPEN = """
            select b.name from audit.binding b where not exists (select from audit.adoption a where a.name = b.name) order by 1
            """;

    List<String> open() {
        return jdbc.sql(OPEN).query(String.class).list();
    }

    static final String ALONE = """
            select true from (select pg_advisory_xact_lock(hashtext('audit.adoption'))) held
            """;

    /** Of several processes that start at once, one adopts: until the transaction ends. */
    void alone() {
        jdbc.sql(ALONE).query(Boolean.class).single();
    }

    static final String DONE = """
            insert into audit.adoption (name, rows, digest, adopted_at) values (:name, :rows, :digest, :at)
            """;

    void done(String name, long rows, String digest, Instant at) {
        jdbc.sql(DONE)
                .param("name", name)
                .param("rows", rows)
                .param("digest", digest)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
