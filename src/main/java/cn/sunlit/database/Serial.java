package cn.sunlit.database;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keys of a table for rows that a transaction writes at its end but must name before. They are fetched by the transaction
 * that uses them, several at a time, so that of two transactions on one case the later has the larger keys; what is left
 * over is lost, as with any sequence.
 */
public final class Serial {

    private static final int FIRST = 4;
    private static final int MOST = 4096;

    /** The transaction gets its own number first: who sees it end has seen all keys below the next snapshot's. */
    static final String NEXT = """
            select nextval(pg_get_serial_sequence(:table, 'id'))
            from (select pg_current_xact_id()) started, generate_series(1, :count)
            """;

    private final JdbcClient jdbc;
    private final String table;
    private final Deferred<Fetched> fetched = new Deferred<>(Integer.MAX_VALUE, Set.of(), Fetched::new, f -> {});

    /** @param table with its schema; its key is an identity column named id */
    public Serial(JdbcClient jdbc, String table) {
        this.jdbc = jdbc;
        this.table = table;
    }

    private static final class Fetched {
        private final Queue<Long> keys = new ArrayDeque<>();
        private int next = FIRST;
    }

    /** The next key; each row has its own. */
    public long next() {
        Fetched mine = fetched.kept();
        if (mine == null) {
            mine = new Fetched();
            mine.next = 1;
        }
        if (mine.keys.isEmpty()) {
            fetch(mine, mine.next);
            mine.next = Math.min(mine.next * 4, MOST);
        }
        return mine.keys.remove();
    }

    /** Fetches at once what a batch is going to use. */
    public void reserve(int count) {
        Fetched mine = fetched.kept();
        if (mine != null && mine.keys.size() < count) {
            fetch(mine, count - mine.keys.size());
        }
    }

    private void fetch(Fetched mine, int count) {
        mine.keys.addAll(jdbc.sql(NEXT)
                .param("table", table)
                .param("count", count)
                .query(Long.class)
                .list());
    }
}
