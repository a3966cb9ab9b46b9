package cn.sunlit.audit;

import cn.sunlit.database.Deferred;
import cn.sunlit.database.Serial;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of the record. */
@Repository
class AuditStore {

    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Serial serial;
    private final Deferred<Held> deferred =
            new Deferred<>(100, Set.of("audit.entry", "audit.chain"), Held::new, this::write);

    AuditStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.serial = new Serial(jdbc, "audit.entry_id_seq");
    }

    /** The head of a chain: how long it is and its last hash. */
    record Head(long seq, String hash) {}

    /** The heads that a transaction holds, each with what it has been led on to, and the entries not written yet. */
    private static final class Held {
        private final Map<String, Head> heads = new HashMap<>();
        private final List<Entry> entries = new ArrayList<>();
    }

    static final String LOCK_HEAD = """
            select seq, hash from audit.chain where chain = :chain for update
            """;

    static final String BEGIN_CHAIN = """
            insert into audit.chain (chain, seq, hash) values (:chain, 0, :nothing)
            on conflict (chain) do update set seq = audit.chain.seq
            returning seq, hash
            """;

    /** Locks the chain's head, so that acts on one case follow each other; other cases do not wait. */
    Head lockHead(String chain) {
        Held held = deferred.kept();
        Head known = held == null ? null : held.heads.get(chain);
        if (known != null) {
            return known;
        }
        Head head = jdbc.sql(LOCK_HEAD)
                .param("chain", chain)
                .query(AuditStore::head)
                .optional()
                .orElseGet(() -> jdbc.sql(BEGIN_CHAIN)
                        .param("chain", chain)
                        .param("nothing", CanonicalForm.NOTHING_BEFORE)
                        .query(AuditStore::head)
                        .single());
        if (held != null) {
            held.heads.put(chain, head);
        }
        return head;
    }

    /** The head of a chain that nobody else can know yet: its case was made by this transaction. */
    void begin(String chain) {
        Held held = deferred.kept();
        if (held != null) {
            held.heads.putIfAbsent(chain, new Head(0, CanonicalForm.NOTHING_BEFORE));
        }
    }

    /** The key of an entry that must be named before it is written. */
    long nextId() {
        return serial.next();
    }

    /** Leads the chain on by one entry, written when the transaction ends. Without a key of its own it gets one then. */
    void append(Entry e) {
        deferred.change(held -> {
            held.heads.put(e.chain(), new Head(e.seq(), e.hash()));
            held.entries.add(e);
        });
    }

    static final String APPEND = """
            with linked as (
                select * from jsonb_to_recordset(:entries::jsonb) as e (
                    id bigint, chain text, seq bigint, case_id bigint, court text, kind text, login text, name text, client text,
                    roles text, type text, summary text, facts jsonb, at timestamptz, prev text, hash text)
            ), head as (
                insert into audit.chain (chain, seq, hash)
                select distinct on (chain) chain, seq, hash from linked order by chain, seq desc
                on conflict (chain) do update set seq = excluded.seq, hash = excluded.hash
            )
            insert into audit.entry (id, chain, seq, case_id, court, kind, login, name, client, roles, type, summary, facts, at,
                                     prev, hash)
            overriding system value
            select coalesce(id, nextval('audit.entry_id_seq')), chain, seq, case_id, court, kind, login,
                   name, client, roles, type, summary, facts, at, prev, hash
            from linked
            """;

    private void write(Held held) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(held.entries.size());
        for (Entry e : held.entries) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("id", e.id() == 0 ? null : e.id());
            row.put("chain", e.chain());
            row.put("seq", e.seq());
            row.put("case_id", e.caseId() == null ? null : e.caseId().value());
            row.put("court", e.court().value());
            row.put("kind", e.kind().name());
            row.put("login", e.login());
            row.put("name", e.name());
            row.put("client", e.client());
            row.put("roles", e.roles());
            row.put("type", e.type());
            row.put("summary", e.summary());
            row.put("facts", e.facts());
            row.put("at", e.at().toString());
            row.put("prev", e.prev());
            row.put("hash", e.hash());
            rows.add(row);
        }
        held.entries.clear();
        jdbc.sql(APPEND)
                .param("entries", JsonMapper.shared().writeValueAsString(rows))
                .update();
    }

    static final String ENTRIES = """
            select * from audit.entry where chain = :chain order by seq
            """;

    List<Entry> entries(String chain) {
        return jdbc.sql(ENTRIES).param("chain", chain).query(AuditStore::entry).list();
    }

    static final String BY_ID = """
            select * from audit.entry where id = :id
            """;

    Optional<Entry> byId(long id) {
        return jdbc.sql(BY_ID).param("id", id).query(AuditStore::entry).optional();
    }

    static final String BY_HASH = """
            select * from audit.entry where hash = :hash
            """;

    Optional<Entry> byHash(String hash) {
        return jdbc.sql(BY_HASH).param("hash", hash).query(AuditStore::entry).optional();
    }

    static final String WALK = """
            select * from audit.entry order by chain, seq
            """;

    void walk(Consumer<Stream<Entry>> walker) {
        try (Stream<Entry> all = jdbc.sql(WALK).withFetchSize(1000).query(AuditStore::entry).stream()) {
            walker.accept(all);
        }
    }

    static final String SHORT_CHAIN = """
            select c.chain
            from audit.chain c
            left join lateral (
                select e.seq, e.hash from audit.entry e where e.chain = c.chain order by e.seq desc limit 1
            ) last on true
            where coalesce(last.seq, 0) <> c.seq or coalesce(last.hash, :nothing) <> c.hash
            order by c.chain limit 1
            """;

    /** The first chain whose last entry is not what its head says: somebody cut its end off. */
    Optional<String> shortChain() {
        return jdbc.sql(SHORT_CHAIN)
                .param("nothing", CanonicalForm.NOTHING_BEFORE)
                .query(String.class)
                .optional();
    }

    static final String STRANGE_LEAF = """
            select l.entry_id
            from audit.leaf l
            left join audit.merkle m on m.level = 0 and m.idx = l.position
            left join audit.entry e on e.id = l.entry_id
            where e.id is null or m.hash is distinct from sha256('\\x00'::bytea || decode(e.hash, 'hex'))
            order by l.position limit 1
            """;

    /** The first entry that is not the one the tree took in. */
    Optional<Long> strangeLeaf() {
        return jdbc.sql(STRANGE_LEAF).query(Long.class).optional();
    }

    /** How far the tree has come. */
    record Tree(long size, long floorId, Instant checkedAt) {}

    static final String TREE = """
            select size, floor_id, checked_at from audit.tree
            """;

    Tree tree() {
        return jdbc.sql(TREE).query(AuditStore::treeRow).single();
    }

    static final String LOCK_TREE = """
            select size, floor_id, checked_at from audit.tree for update
            """;

    Tree lockTree() {
        return jdbc.sql(LOCK_TREE).query(AuditStore::treeRow).single();
    }

    static final String LOCK_TREE_IF_FREE = """
            select size, floor_id, checked_at from audit.tree for update skip locked
            """;

    Optional<Tree> lockTreeIfFree() {
        return jdbc.sql(LOCK_TREE_IF_FREE).query(AuditStore::treeRow).optional();
    }

    /** An entry that no checkpoint covers. */
    record Uncovered(long id, String hash) {}

    static final String UNCOVERED = """
            select e.id, e.hash from audit.entry e
            where e.id > :floor and not exists (select from audit.leaf l where l.entry_id = e.id)
            order by e.id limit :most
            """;

    List<Uncovered> uncovered(long floor, int most) {
        return jdbc.sql(UNCOVERED)
                .param("floor", floor)
                .param("most", most)
                .query((r, n) -> new Uncovered(r.getLong("id"), r.getString("hash")))
                .list();
    }

    static final String ADD_LEAVES = """
            insert into audit.leaf (position, entry_id)
            select :size + ordinality - 1, id from unnest(:ids::bigint[]) with ordinality as t (id, ordinality)
            """;

    void addLeaves(long size, List<Uncovered> entries) {
        jdbc.sql(ADD_LEAVES)
                .param("size", size)
                .param(
                        "ids",
                        array(entries.stream().map(u -> Long.toString(u.id())).toList()))
                .update();
    }

    static final String ADD_NODES = """
            insert into audit.merkle (level, idx, hash)
            select level, idx, decode(hash, 'hex')
            from unnest(:levels::smallint[], :indexes::bigint[], :hashes::text[]) as t (level, idx, hash)
            """;

    void addNodes(List<MerkleTree.Node> nodes) {
        jdbc.sql(ADD_NODES)
                .param(
                        "levels",
                        array(nodes.stream()
                                .map(n -> Integer.toString(n.level()))
                                .toList()))
                .param(
                        "indexes",
                        array(nodes.stream().map(n -> Long.toString(n.index())).toList()))
                .param(
                        "hashes",
                        array(nodes.stream()
                                .map(n -> java.util.HexFormat.of().formatHex(n.hash()))
                                .toList()))
                .update();
    }

    static final String NODE = """
            select hash from audit.merkle where level = :level and idx = :index
            """;

    byte[] node(int level, long index) {
        return jdbc.sql(NODE)
                .param("level", level)
                .param("index", index)
                .query((r, n) -> r.getBytes("hash"))
                .single();
    }

    static final String ADVANCE_TREE = """
            update audit.tree set
                size = :size,
                checked_at = :at,
                floor_id = case when mark_xmax <= pg_snapshot_xmin(pg_current_snapshot()) then mark_id else floor_id end,
                mark_id = case when mark_xmax is null or mark_xmax <= pg_snapshot_xmin(pg_current_snapshot())
                               then greatest(mark_id, :lastId) else mark_id end,
                mark_xmax = case when mark_xmax is null or mark_xmax <= pg_snapshot_xmin(pg_current_snapshot())
                                 then pg_snapshot_xmax(pg_current_snapshot()) else mark_xmax end
            """;

    void advanceTree(long size, long lastId, Instant at) {
        jdbc.sql(ADVANCE_TREE)
                .param("size", size)
                .param("lastId", lastId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String ADD_CHECKPOINT = """
            insert into audit.checkpoint (tree_size, root, signed_at, signature, key_id, public_key)
            values (:treeSize, :root, :signedAt, :signature, :keyId, :publicKey)
            """;

    void addCheckpoint(Proof.Checkpoint c) {
        jdbc.sql(ADD_CHECKPOINT)
                .param("treeSize", c.treeSize())
                .param("root", c.root())
                .param("signedAt", c.signedAt().atOffset(ZoneOffset.UTC))
                .param("signature", c.signature())
                .param("keyId", c.keyId())
                .param("publicKey", c.publicKey())
                .update();
    }

    static final String LAST_CHECKPOINT = """
            select * from audit.checkpoint order by tree_size desc limit 1
            """;

    Proof.Checkpoint lastCheckpoint() {
        return jdbc.sql(LAST_CHECKPOINT)
                .query((r, n) -> new Proof.Checkpoint(
                        r.getLong("tree_size"),
                        r.getString("root"),
                        instant(r, "signed_at"),
                        r.getString("signature"),
                        r.getString("key_id"),
                        r.getString("public_key")))
                .single();
    }

    static final String POSITION = """
            select position from audit.leaf where entry_id = :id
            """;

    Optional<Long> position(long entryId) {
        return jdbc.sql(POSITION).param("id", entryId).query(Long.class).optional();
    }

    private static String array(List<String> plain) {
        return "{" + String.join(",", plain) + "}";
    }

    private static Head head(ResultSet r, int row) throws SQLException {
        return new Head(r.getLong("seq"), r.getString("hash"));
    }

    private static Tree treeRow(ResultSet r, int row) throws SQLException {
        OffsetDateTime checked = r.getObject("checked_at", OffsetDateTime.class);
        Instant at = checked == null ? Instant.EPOCH : checked.toInstant();
        return new Tree(r.getLong("size"), r.getLong("floor_id"), at);
    }

    private static Entry entry(ResultSet r, int row) throws SQLException {
        long caseId = r.getLong("case_id");
        CaseId id = r.wasNull() ? null : new CaseId(caseId);
        Map<String, String> facts = JsonMapper.shared().readValue(r.getString("facts"), TEXTS);
        return new Entry(
                r.getLong("id"),
                r.getString("chain"),
                r.getLong("seq"),
                id,
                new CourtCode(r.getString("court")),
                Actor.Kind.valueOf(r.getString("kind")),
                r.getString("login"),
                r.getString("name"),
                r.getString("client"),
                r.getString("roles"),
                r.getString("type"),
                r.getString("summary"),
                facts,
                instant(r, "at"),
                r.getString("prev"),
                r.getString("hash"));
    }

    private static Instant instant(ResultSet r, String column) throws SQLException {
        return r.getObject(column, OffsetDateTime.class).toInstant();
    }
}
