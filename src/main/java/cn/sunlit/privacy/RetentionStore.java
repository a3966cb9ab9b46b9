package cn.sunlit.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on what was erased when its term was over. */
@Repository
class RetentionStore {

    private final JdbcClient jdbc;

    RetentionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String TURN = """
            select pg_try_advisory_xact_lock(hashtextextended('privacy.retention', 7031))
            """;

    /** Whether the running transaction is the one that erases; the lock ends with it. */
    boolean turn() {
        return jdbc.sql(TURN).query(Boolean.class).single();
    }

    static final String DONE = """
            select rule from privacy.retention_run where ran_on = :day
            """;

    /** The rules that ran on this day. */
    Set<String> done(LocalDate day) {
        return new HashSet<>(
                jdbc.sql(DONE).param("day", day).query(String.class).list());
    }

    static final String NOTE = """
            insert into privacy.retention_run (rule, ran_on, before, erased, ran_at) values (:rule, :day, :before, :erased, :at)
            """;

    void note(String rule, LocalDate day, Instant before, int erased, Instant at) {
        jdbc.sql(NOTE)
                .param("rule", rule)
                .param("day", day)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("erased", erased)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @param erased how many */
    record Run(String rule, LocalDate ranOn, int erased) {}

    static final String NEWEST = """
            select distinct on (rule) rule, ran_on, erased from privacy.retention_run order by rule, ran_on desc
            """;

    /** The last run of each rule. */
    Map<String, Run> newest() {
        Map<String, Run> found = new HashMap<>();
        jdbc.sql(NEWEST).query(Run.class).list().forEach(run -> found.put(run.rule(), run));
        return found;
    }

    static final String ERASING = """
            select rule, ran_on, erased from privacy.retention_run where erased > 0 order by ran_on desc, rule limit 30
            """;

    /** The last runs that found something. */
    List<Run> erasing() {
        return jdbc.sql(ERASING).query(Run.class).list();
    }
}
