package cn.sunlit.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;

/**
 * Reads the whole record and everything bound to it, for the audit. It asks the tables alone and none of the functions and
 * triggers in the database, which whoever tampers may have changed as well.
 */
@Repository
class WalkStore {

    private static final int FETCH = 2_000;

    private final JdbcClient jdbc;

    WalkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An entry with the list of rows it binds.
     *
     * @param entry null when what stands in the row cannot be one
     */
    record Full(
            long id,
            String chain,
            long seq,
            String prev,
            String hash,
            @Nullable Entry entry,
            @Nullable String rows) {}

    static final String SHARE = """
            select pg_export_snapshot()
            """;

    /** Lets another session see what this transaction sees, as long as it lasts. */
    String share() {
        return jdbc.sql(SHARE).query(String.class).single();
    }

    private static final String JOIN = """
            set transaction snapshot '%s'
            """;

    /** The first thing in the other session's transaction. */
    void join(String shared) {
        jdbc.sql(JOIN.formatted(shared)).update();
    }

    static final String ENTRIES = """
            select * from audit.entry order by id
            """;

    Stream<Full> entries() {
        return jdbc.sql(ENTRIES).withFetchSize(FETCH).query(WalkStore::full).stream();
    }

    private static Full full(ResultSet r, int row) throws SQLException {
        return new Full(
                r.getLong("id"),
                r.getString("chain"),
                r.getLong("seq"),
                r.getString("prev"),
                r.getString("hash"),
                readable(r, row),
                r.getString("rows"));
    }

    private static @Nullable Entry readable(ResultSet r, int row) throws SQLException {
        try {
            return AuditStore.entry(r, row);
        } catch (IllegalArgumentException | JacksonException changed) {
            return null;
        }
    }

    static final String BEFORE = """
            select p.chain, e.seq, e.hash
            from unnest(:chains::text[], :places::bigint[]) as p (chain, seq)
            cross join lateral (select seq, hash from audit.entry e where e.chain = p.chain and e.seq < p.seq
                                order by e.seq desc limit 1) e
            """;

    /** @param places chains with a place in each @return the newest link before that place, where there is one */
    Map<String, AuditStore.Head> before(Map<String, Long> places) {
        Map<String, AuditStore.Head> heads = new HashMap<>();
        jdbc.sql(BEFORE)
                .param("chains", places.keySet().toArray(String[]::new))
                .param("places", places.values().toArray(Long[]::new))
                .query((ResultSet r) -> {
                    heads.put(r.getString("chain"), new AuditStore.Head(r.getLong("seq"), r.getString("hash")));
                });
        return heads;
    }

    static final String ODD_HEADS = """
            select coalesce(c.chain, e.chain) as chain, c.seq as noted, coalesce(e.last, 0) as last, coalesce(e.entries, 0) as entries
            from audit.chain c
            full join (select chain, max(seq) as last, count(*) as entries from audit.entry group by chain) e on e.chain = c.chain
            where c.chain is null or e.last is distinct from c.seq or e.entries > c.seq
               or not exists (select from audit.entry l where l.chain = c.chain and l.seq = c.seq and l.hash = c.hash)
            order by noted nulls first, 1
            limit :most
            """;

    /**
     * A chain whose head is not its last entry.
     *
     * @param noted the place of the head, null when there is no head
     * @param last the place of the last entry, 0 when there is none
     */
    record OddHead(String chain, @Nullable Long noted, long last, long entries) {}

    List<OddHead> oddHeads() {
        return jdbc.sql(ODD_HEADS)
                .param("most", Walker.MOST_FAULTS)
                .query(OddHead.class)
                .list();
    }

    static final String TREE = """
            select t.size, t.floor_id,
                   (select min(e.id) from audit.entry e
                    where e.id <= t.floor_id and not exists (select from audit.leaf l where l.entry_id = e.id)) as missed
            from audit.tree t
            """;

    /** @param missed the first entry that should be in the tree and is not */
    record Tree(long size, long floorId, @Nullable Long missed) {}

    Optional<Tree> tree() {
        return jdbc.sql(TREE).query(Tree.class).optional();
    }

    /** @param hash of the entry, or null when there is no such entry */
    record Leaf(long position, long entryId, @Nullable String hash) {}

    static final String LEAVES = """
            select l.position, l.entry_id, e.hash from audit.leaf l left join audit.entry e on e.id = l.entry_id
            order by l.position
            """;

    Stream<Leaf> leaves() {
        return jdbc.sql(LEAVES).withFetchSize(FETCH).query(WalkStore::leaf).stream();
    }

    private static Leaf leaf(ResultSet r, int row) throws SQLException {
        return new Leaf(r.getLong("position"), r.getLong("entry_id"), r.getString("hash"));
    }

    static final String NODES = """
            select level, idx, hash from audit.merkle where algorithm = :algorithm order by (idx + 1) << level, level
            """;

    /** In the order in which a tree that grows leaf by leaf makes them. */
    Stream<MerkleTree.Node> nodes(Hashing algorithm) {
        return jdbc
                .sql(NODES)
                .param("algorithm", algorithm.label())
                .withFetchSize(FETCH)
                .query((r, n) -> new MerkleTree.Node(r.getInt("level"), r.getLong("idx"), r.getBytes("hash")))
                .stream();
    }

    static final String CHECKPOINTS = """
            select * from audit.checkpoint where algorithm = :algorithm order by tree_size
            """;

    List<Checkpoint> checkpoints(Hashing algorithm) {
        return jdbc.sql(CHECKPOINTS)
                .param("algorithm", algorithm.label())
                .query(AuditStore::checkpoint)
                .list();
    }

    static final String IDLE_TRIGGERS = """
            select t.tgrelid::regclass || ' ' || t.tgname from pg_trigger t
            join pg_class c on c.oid = t.tgrelid join pg_namespace s on s.oid = c.relnamespace
            where not t.tgisinternal and t.tgenabled not in ('O', 'A')
              and (s.nspname = 'audit' or exists (select from audit.binding b where b.name = s.nspname || '.' || c.relname))
            order by 1
            """;

    /** Triggers that should refuse or note and were switched off. */
    List<String> idleTriggers() {
        return jdbc.sql(IDLE_TRIGGERS).query(String.class).list();
    }

    record Binding(
            String name,
            List<String> keys,
            List<String> leftOut,
            @Nullable String covered,
            @Nullable String covering) {}

    static final String BINDINGS = """
            select name, keys, left_out, covered, covering from audit.binding order by name
            """;

    List<Binding> bindings() {
        return jdbc.sql(BINDINGS)
                .query((r, n) -> new Binding(
                        r.getString("name"),
                        texts(r, "keys"),
                        texts(r, "left_out"),
                        r.getString("covered"),
                        r.getString("covering")))
                .list();
    }

    private static List<String> texts(ResultSet r, String column) throws SQLException {
        return Arrays.asList((String[]) r.getArray(column).getArray());
    }

    static final String UTC = """
            select set_config('timezone', 'UTC', true)
            """;

    /** What was recorded of each row last. The table stays with the session, its rows end with the transaction. */
    static final String MAKE_LAST = """
            create temp table if not exists audit_last (
                name text not null, row text not null, entry bigint not null, algorithm text not null, type text not null,
                digest text not null
            ) on commit delete rows
            """;

    /** Exists only after the statement above: those that follow have a hole for it. */
    private static final String LAST_TABLE = "pg_temp.audit_last";

    private static final String EMPTY_LAST = """
            truncate %s
            """;

    private static final String FILL_LAST = """
            insert into %s
            select distinct on (b.row) split_part(b.row, '/', 1), b.row, b.id, b.algorithm, b.type, right(b.line, 64)
            from (select l.*, left(l.line, -65) collate "C" as row
                  from (select e.id, e.algorithm, e.type, unnest(string_to_array(rtrim(e.rows, e'\n'), e'\n')) as line
                        from audit.entry e where e.rows is not null) l) b
            order by b.row, b.id desc
            """;

    private static final String ANALYZE_LAST = """
            analyze %s
            """;

    /** Each bound table asks for its own rows alone. */
    private static final String INDEX_LAST = """
            create index if not exists audit_last_name on %s (name)
            """;

    /** Sorting what was recorded of each row may take so much, in memory and else on disk. */
    static final String ROOM = """
            select set_config('work_mem', '64MB', true)
            """;

    /** Below it, any plan will do. */
    private static final int MANY = 10_000;

    /** Gathers what was recorded of each row last. @return of how many rows */
    long gather() {
        jdbc.sql(UTC).query(String.class).single();
        jdbc.sql(MAKE_LAST).update();
        jdbc.sql(EMPTY_LAST.formatted(LAST_TABLE)).update();
        jdbc.sql(ROOM).query(String.class).single();
        int rows = jdbc.sql(FILL_LAST.formatted(LAST_TABLE)).update();
        jdbc.sql(INDEX_LAST.formatted(LAST_TABLE)).update();
        if (rows > MANY) {
            jdbc.sql(ANALYZE_LAST.formatted(LAST_TABLE)).update();
        }
        return rows;
    }

    private static final String UNBOUND = """
            select l.row, l.entry from %s l
            where not exists (select from audit.binding b where b.name = l.name) order by l.row limit 1
            """;

    record Unbound(String row, long entry) {}

    /** A row on record whose table nobody binds any more. */
    Optional<Unbound> unbound() {
        return jdbc.sql(UNBOUND.formatted(LAST_TABLE)).query(Unbound.class).optional();
    }

    /**
     * @param entry the entry that recorded it last, null when none did
     * @param algorithm of that entry
     * @param type of that entry
     * @param digest on record
     * @param found digest of the row as it is (SHA-256), null when there is no such row
     * @param content the row as it is, where its digest must be computed here
     */
    record Odd(
            String row,
            @Nullable Long entry,
            @Nullable String algorithm,
            @Nullable String type,
            @Nullable String digest,
            @Nullable String found,
            @Nullable String content) {}

    /**
     * The expression of a row's text, as the database's own functions note it: its columns as jsonb would write them, which takes a
     * quarter of the time that jsonb takes. It is put together from the columns that the table has now.
     */
    static final String CONTENT = """
            select '''{'' || concat_ws('', '', ' || string_agg(
                       case when t.typname in ('int2', 'int4', 'int8', 'bool') then quote_literal(k.key || ': ') || ' || ' || k.col
                            when t.typname = 'uuid' then quote_literal(k.key || ': "') || ' || ' || k.col || ' || ''"'''
                            when t.typname = 'bytea'
                                then quote_literal(k.key || ': "') || ' || ''\\\\x'' || encode(' || k.col || ', ''hex'') || ''"'''
                            when t.typname in ('text', 'date', 'timestamp', 'timestamptz')
                                then quote_literal(k.key || ': ') || ' || to_json(' || k.col || ')'
                            else quote_literal(k.key || ': ') || ' || nullif(jsonb_strip_nulls(to_jsonb(' || k.col
                                 || '))::text, ''null'')'
                       end,
                       ', ' order by octet_length(a.attname), a.attname collate "C") || ') || ''}'''
            from pg_attribute a
            join pg_type t on t.oid = a.atttypid
            cross join lateral (select to_json(a.attname::text)::text as key, 'w.' || quote_ident(a.attname) as col) k
            where a.attrelid = :table::regclass and a.attnum > 0 and not a.attisdropped and a.attname <> all (:leftOut)
            """;

    private static final String COMPARE = """
            select coalesce(l.row, t.row) as row, l.entry, l.algorithm, l.type, l.digest, t.digest as found,
                   case when l.algorithm <> 'SHA-256' then t.content end as content
            from (select * from pg_temp.audit_last where name = '%s') l
            full join (select row, content, encode(sha256(convert_to(content, 'UTF8')), 'hex') as digest
                       from (select '%s/' || concat_ws('/', %s) as row, %s as content from %s w offset 0) v) t on t.row = l.row
            where l.algorithm <> 'SHA-256' or l.digest is distinct from t.digest
            order by length(coalesce(l.row, t.row)), 1
            """;

    /** Rows of a bound table that are not what the record says, and those whose digest must be computed here. */
    Stream<Odd> odd(Binding b) {
        String table = name(b.name());
        String content = jdbc.sql(CONTENT)
                .param("table", table)
                .param("leftOut", b.leftOut().toArray(String[]::new))
                .query(String.class)
                .single();
        String sql = COMPARE.formatted(table, table, keys(b), content, table);
        return jdbc.sql(sql).withFetchSize(FETCH).query(WalkStore::oddRow).stream();
    }

    private static Odd oddRow(ResultSet r, int row) throws SQLException {
        return new Odd(
                r.getString("row"),
                r.getObject("entry", Long.class),
                r.getString("algorithm"),
                r.getString("type"),
                r.getString("digest"),
                r.getString("found"),
                r.getString("content"));
    }

    private static final String UNCOVERED = """
            select '%s/' || concat_ws('/', %s) from %s w where encode(sha256(%s), 'hex') <> %s order by 1 limit 1
            """;

    /** The first row whose bytes are not those of the digest beside them. */
    Optional<String> uncovered(Binding b) {
        if (b.covered() == null || b.covering() == null) {
            return Optional.empty();
        }
        String table = name(b.name());
        return jdbc.sql(UNCOVERED.formatted(table, keys(b), table, name(b.covered()), name(b.covering())))
                .query(String.class)
                .optional();
    }

    private static String keys(Binding b) {
        return b.keys().stream().map(key -> "w." + name(key)).collect(Collectors.joining(", "));
    }

    /** Names come from a table that may have been tampered with: nothing but a name gets into a statement. */
    private static String name(String text) {
        if (!text.matches("[a-z0-9_]+(\\.[a-z0-9_]+)?")) {
            throw new IllegalStateException("not a name: " + Plain.line(text));
        }
        return text;
    }
}
