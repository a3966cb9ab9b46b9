package cn.sunlit.privacy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All columns that hold sealed bytes, by the list the modules' migrations wrote ({@code keys.sealed}). */
@Repository
class SealedStore {

    private final JdbcClient jdbc;

    SealedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param name the table with its schema
     * @param content the column
     * @param digest the column that holds the SHA-256 of the sealed bytes, or null
     */
    record Column(
            String name,
            String key,
            String type,
            String content,
            String purpose,
            @Nullable String digest) {}

    static final String COLUMNS = """
            select name, key, type, content, purpose, digest from keys.sealed order by name, content
            """;

    List<Column> columns() {
        return jdbc.sql(COLUMNS).query(Column.class).list();
    }

    private static final String HEADS = """
            select encode(substring(%s from 1 for 5), 'hex') as head, count(*) as rows from %s
            where length(%s) > 0 group by 1
            """;

    /** How many rows begin with which five bytes (hex), see {@code Keyring.currentHead}. */
    Map<String, Long> heads(Column c) {
        Map<String, Long> heads = new TreeMap<>();
        jdbc.sql(HEADS.formatted(name(c.content()), name(c.name()), name(c.content())))
                .query(row -> {
                    heads.put(row.getString("head"), row.getLong("rows"));
                });
        return heads;
    }

    record Row(String key, byte[] content) {}

    private static final String BATCH = """
            select %1$s::text as key, %2$s as content from %3$s
            where length(%2$s) > 0 and substring(%2$s from 1 for 5) <> :head
              and (:after::text is null or %1$s > :after::%4$s)
            order by %1$s limit :most for update
            """;

    List<Row> batch(Column c, byte[] head, @Nullable String after, int most) {
        return jdbc.sql(BATCH.formatted(name(c.key()), name(c.content()), name(c.name()), name(c.type())))
                .param("head", head)
                .param("after", after)
                .param("most", most)
                .query(Row.class)
                .list();
    }

    private static final String RESEAL = """
            update %1$s t set %2$s = v.sealed%5$s
            from unnest(:keys::%4$s[], :sealed::bytea[]) as v (key, sealed) where t.%3$s = v.key
            """;

    void reseal(Column c, List<Row> resealed) {
        String digest = c.digest() == null ? "" : ", %s = encode(sha256(v.sealed), 'hex')".formatted(name(c.digest()));
        jdbc.sql(RESEAL.formatted(name(c.name()), name(c.content()), name(c.key()), name(c.type()), digest))
                .param("keys", resealed.stream().map(Row::key).toArray(String[]::new))
                .param("sealed", resealed.stream().map(Row::content).toArray(byte[][]::new))
                .update();
    }

    /** A pass over all columns; the column and the key tell how far it has come. */
    record Pass(
            long id,
            long done,
            @Nullable Long total,
            int atColumn,
            @Nullable String afterKey) {}

    static final String OPEN = """
            select id, done, total, at_column, after_key from keys.resealing where finished_at is null
            for update skip locked
            """;

    /** The pass under way, unless another process has it in hand. */
    Optional<Pass> open() {
        return jdbc.sql(OPEN).query(Pass.class).optional();
    }

    static final String ASK = """
            insert into keys.resealing (asked_by, asked_at) values (:by, :at)
            on conflict ((true)) where finished_at is null do nothing
            """;

    /** Asks for a pass; one that is under way is enough for everybody. */
    void ask(String by, Instant at) {
        jdbc.sql(ASK).param("by", by).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    static final String ADVANCE = """
            update keys.resealing set done = :done, total = :total, at_column = :column, after_key = :after, trouble = null
            where id = :id
            """;

    void advance(Pass pass) {
        jdbc.sql(ADVANCE)
                .param("id", pass.id())
                .param("done", pass.done())
                .param("total", pass.total())
                .param("column", pass.atColumn())
                .param("after", pass.afterKey())
                .update();
    }

    static final String FINISH = """
            update keys.resealing set finished_at = :at where id = :id
            """;

    void finish(long id, Instant at) {
        jdbc.sql(FINISH)
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String TROUBLE = """
            update keys.resealing set trouble = :trouble where finished_at is null
            """;

    void trouble(String what) {
        jdbc.sql(TROUBLE).param("trouble", what).update();
    }

    record Progress(
            long done,
            @Nullable Long total,
            boolean finished,
            @Nullable String trouble) {}

    static final String PROGRESS = """
            select done, total, finished_at is not null as finished, trouble from keys.resealing order by id desc limit 1
            """;

    Optional<Progress> progress() {
        return jdbc.sql(PROGRESS).query(Progress.class).optional();
    }

    /** Names come from the list; nothing but a name gets into a statement. */
    private static String name(String text) {
        if (!text.matches("[a-z0-9_]+(\\.[a-z0-9_]+)?")) {
            throw new IllegalStateException("not a name: " + text);
        }
        return text;
    }
}
