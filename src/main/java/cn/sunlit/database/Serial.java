package cn.sunlit.database;

import java.util.ArrayDeque;
import java.util.Queue;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Numbers of a sequence, as keys for rows that a transaction writes at its end but must name before. They are fetched by the transaction
 * that uses them, several at a time, so that of two transactions on one case the later has the larger keys; what is left
 * over is lost, as with any sequence.
 */
public final class Serial {

    private static final int FIRST = 4;
    private static final int MOST = 4096;

    /** The transaction gets its own number first: who sees it end has seen all keys below the next snapshot's. */
    static final String NEXT = """
            select nextval(cast(:sequence as regclass))
            from (select pg_current_xact_id()) started, generate_series(1, :count)
            """;

    private final JdbcClient jdbc;
    private final String sequence;
    private final Deferred<Fetched> fetched = Deferred.memo(Fetched::new);

    /** @param sequence with its schema: {@code docket.node_id_seq} for the identity column of {@code docket.node} */
    public Serial(JdbcClient jdbc, String sequence) {
        this.jdbc = jdbc;
        this.sequence = sequence;
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
                .param("sequence", sequence)
                .param("count", count)
                .query(Long.class)
                .list());
    }
}
