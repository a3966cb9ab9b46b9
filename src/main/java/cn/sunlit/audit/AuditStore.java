package cn.sunlit.audit;

import cn.sunlit.database.Columns;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.TimeConfiguration;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of the record. */
@Repository
class AuditStore {

    private static final ObjectReader TEXTS =
            JsonMapper.shared().readerFor(new TypeReference<TreeMap<String, String>>() {});

    private final JdbcClient jdbc;

    AuditStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The head of a chain: how long it is and its last hash. */
    record Head(long seq, String hash) {}

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
        return jdbc.sql(LOCK_HEAD)
                .param("chain", chain)
                .query(AuditStore::head)
                .optional()
                .orElseGet(() -> jdbc.sql(BEGIN_CHAIN)
                        .param("chain", chain)
                        .param("nothing", CanonicalForm.NOTHING_BEFORE)
                        .query(AuditStore::head)
                        .single());
    }

    static final String LOCK_HEADS = """
            select chain, seq, hash from audit.chain where chain = any (:chains) order by chain for update
            """;

    static final String BEGIN_CHAINS = """
            insert into audit.chain (chain, seq, hash)
            select chain, 0, :nothing from unnest(:chains::text[]) as n (chain) order by chain
            on conflict (chain) do update set seq = audit.chain.seq
            returning chain, seq, hash
            """;

    /** The same for several, each locked in the order of its name, so that nobody waits for another crosswise. */
    Map<String, Head> lockHeads(Collection<String> chains) {
        Map<String, Head> heads = new HashMap<>();
        jdbc.sql(LOCK_HEADS).param("chains", chains.toArray(String[]::new)).query((ResultSet r) -> {
            heads.put(r.getString("chain"), head(r, 0));
        });
        String[] begun =
                chains.stream().filter(chain -> !heads.containsKey(chain)).toArray(String[]::new);
        if (begun.length > 0) {
            jdbc.sql(BEGIN_CHAINS)
                    .param("chains", begun)
                    .param("nothing", CanonicalForm.NOTHING_BEFORE)
                    .query((ResultSet r) -> {
                        heads.put(r.getString("chain"), head(r, 0));
                    });
        }
        return heads;
    }

    static final String NUMBERS = """
            select pg_current_xact_id() as held, nextval('audit.entry_id_seq') as id from generate_series(1, :count)
            """;

    /**
     * Keys for entries of this transaction, smallest first. Its own number is taken before, so that a checkpoint sees that
     * these keys are still in flight.
     */
    List<Long> numbers(int count) {
        return jdbc.sql(NUMBERS)
                .param("count", count)
                .query((r, n) -> r.getLong("id"))
                .list();
    }

    /**
     * @param rows a line a row that the transaction wrote: table/key, tab, digest or text
     * @param numbers keys for entries
     */
    record Noted(String rows, List<Long> numbers) {}

    static final String TAKE_NOTED = """
            select concat(current_setting('audit.oldest', true), current_setting('audit.older', true),
                          current_setting('audit.recent', true)) as rows,
                   case when :count > 0 then pg_current_xact_id() end as held,
                   array(select nextval('audit.entry_id_seq') from generate_series(1, :count)) as numbers
            """;

    static final String FORGET_NOTED = """
            select set_config('audit.oldest', '', true), set_config('audit.older', '', true),
                   set_config('audit.recent', '', true)
            """;

    /** What audit.note() noted in this transaction, which is forgotten by that, and keys for entries. */
    Noted takeNoted(int count) {
        Noted noted = jdbc.sql(TAKE_NOTED)
                .param("count", count)
                .query((r, n) -> new Noted(r.getString("rows"), List.of((Long[])
                        r.getArray("numbers").getArray())))
                .single();
        return noted;
    }

    void forgetNoted() {
        jdbc.sql(FORGET_NOTED).query((r, n) -> "").single();
    }

    static final String APPEND = """
            with moved as (
                insert into audit.chain (chain, seq, hash)
                select * from unnest(:movedChains::text[], :movedSeqs::text[]::bigint[], :movedHashes::text[])
                on conflict (chain) do update set seq = excluded.seq, hash = excluded.hash
            )
            insert into audit.entry (id, chain, seq, case_id, court, kind, login, name, client, roles, address, type, summary,
                                     facts, at, form, algorithm, rows, rows_hash, prev, hash)
            overriding system value
            select * from unnest(:ids::text[]::bigint[], :chains::text[], :seqs::text[]::bigint[], :cases::text[]::bigint[],
                                 :courts::text[], :kinds::text[], :logins::text[], :names::text[], :clients::text[],
                                 :roles::text[], :addresses::text[], :types::text[], :summaries::text[],
                                 :facts::text[]::jsonb[], :instants::text[]::timestamptz[], :forms::text[]::smallint[],
                                 :algorithms::text[], :rows::text[], :rowsHashes::text[], :prevs::text[], :hashes::text[])
            """;

    /** @param rows what the last of the entries binds, or null */
    void append(List<Entry> entries, @Nullable String rows, Map<String, Head> heads) {
        List<Map.Entry<String, Head>> moved = List.copyOf(heads.entrySet());
        jdbc.sql(APPEND)
                .param("movedChains", Columns.of(moved, Map.Entry::getKey))
                .param("movedSeqs", Columns.of(moved, m -> m.getValue().seq()))
                .param("movedHashes", Columns.of(moved, m -> m.getValue().hash()))
                .param("ids", Columns.of(entries, Entry::id))
                .param("chains", Columns.of(entries, Entry::chain))
                .param("seqs", Columns.of(entries, Entry::seq))
                .param("cases", Columns.of(entries, Entry::caseId))
                .param(
                        "courts",
                        Columns.of(
                                entries,
                                e -> e.court() == null ? null : e.court().value()))
                .param("kinds", Columns.of(entries, e -> e.kind().name()))
                .param("logins", Columns.of(entries, Entry::login))
                .param("names", Columns.of(entries, Entry::name))
                .param("clients", Columns.of(entries, Entry::client))
                .param("roles", Columns.of(entries, Entry::roles))
                .param("addresses", Columns.of(entries, Entry::address))
                .param("types", Columns.of(entries, Entry::type))
                .param("summaries", Columns.of(entries, Entry::summary))
                .param("facts", Columns.of(entries, e -> CanonicalForm.object(e.facts())))
                .param("instants", Columns.of(entries, Entry::at))
                .param("forms", Columns.of(entries, Entry::form))
                .param("algorithms", Columns.of(entries, e -> e.algorithm().label()))
                .param(
                        "rows",
                        Columns.of(entries, e -> e.id() == entries.getLast().id() ? rows : null))
                .param("rowsHashes", Columns.of(entries, Entry::rowsHash))
                .param("prevs", Columns.of(entries, Entry::prev))
                .param("hashes", Columns.of(entries, Entry::hash))
                .update();
    }

    static final String ENTRIES = """
            select id, chain, seq, case_id, court, kind, login, name, client, roles, address, type, summary, facts, at, form,
                   algorithm, rows_hash, prev, hash
            from audit.entry where chain = :chain order by seq
            """;

    List<Entry> entries(String chain) {
        return jdbc.sql(ENTRIES).param("chain", chain).query(AuditStore::entry).list();
    }

    static final String ACTS = """
            select id, chain, seq, case_id, court, kind, login, name, client, roles, address, type, summary, facts, at, form,
                   algorithm, rows_hash, prev, hash
            from audit.entry where chain = :chain and type = any (string_to_array(:types, ',')) order by seq
            """;

    List<Entry> acts(String chain, Set<String> types) {
        return jdbc.sql(ACTS)
                .param("chain", chain)
                .param("types", String.join(",", types))
                .query(AuditStore::entry)
                .list();
    }

    static final String NEWEST_ABOUT = """
            select distinct on (f.key, f.value) f.key || ':' || f.value as about, e.id, e.hash
            from audit.entry e cross join lateral jsonb_each_text(e.facts) f
            where e.chain = :chain and f.key = any (string_to_array(:things, ','))
              and e.seq > (select c.seq - 5000 from audit.chain c where c.chain = :chain)
            order by f.key, f.value, e.seq desc
            """;

    Map<String, ProofLink> newestAbout(String chain, Set<String> things) {
        Map<String, ProofLink> links = new LinkedHashMap<>();
        jdbc.sql(NEWEST_ABOUT)
                .param("chain", chain)
                .param("things", String.join(",", things))
                .query((ResultSet r) -> {
                    links.put(r.getString("about"), new ProofLink(r.getLong("id"), r.getString("hash")));
                });
        return links;
    }

    static final String SEARCH = """
            select id, chain, seq, case_id, court, kind, login, name, client, roles, address, type, summary, facts, at, form,
                   algorithm, rows_hash, prev, hash
            from audit.entry
            where court = any (string_to_array(:courts, ',')) and at >= :from and at < :to
              and (:person = '' or login = :person or name = :person)
              and (:type = '' or type = :type)
              and (:chain = '' or chain = :chain)
              and (:older::bigint = 0 or (at, id) < (select o.at, o.id from audit.entry o where o.id = :older::bigint))
            order by at desc, id desc limit :most
            """;

    /** The newest first. */
    List<Entry> search(List<CourtCode> courts, RecordQuery query, int most) {
        return jdbc.sql(SEARCH)
                .param(
                        "courts",
                        String.join(",", courts.stream().map(CourtCode::value).toList()))
                .param("from", query.from().atStartOfDay(TimeConfiguration.ZONE).toOffsetDateTime())
                .param(
                        "to",
                        query.to()
                                .plusDays(1)
                                .atStartOfDay(TimeConfiguration.ZONE)
                                .toOffsetDateTime())
                .param("person", query.person())
                .param("type", query.type())
                .param("chain", query.caseId() == null ? "" : "case:" + query.caseId())
                .param("older", query.older())
                .param("most", most)
                .query(AuditStore::entry)
                .list();
    }

    static final String SIZE = """
            select c.entries, c.chains, t.size as leaves
            from audit.tree t cross join (select coalesce(sum(seq), 0) as entries, count(*) as chains from audit.chain) c
            """;

    RecordSize size(Hashing by) {
        return jdbc.sql(SIZE)
                .query((r, n) ->
                        new RecordSize(r.getLong("entries"), r.getLong("chains"), r.getLong("leaves"), by.label()))
                .single();
    }

    static final String BY_ID = """
            select id, chain, seq, case_id, court, kind, login, name, client, roles, address, type, summary, facts, at, form,
                   algorithm, rows_hash, prev, hash
            from audit.entry where id = :id
            """;

    Optional<Entry> byId(long id) {
        return jdbc.sql(BY_ID).param("id", id).query(AuditStore::entry).optional();
    }

    static final String BY_HASH = """
            select id, chain, seq, case_id, court, kind, login, name, client, roles, address, type, summary, facts, at, form,
                   algorithm, rows_hash, prev, hash
            from audit.entry where hash = :hash
            """;

    Optional<Entry> byHash(String hash) {
        return jdbc.sql(BY_HASH).param("hash", hash).query(AuditStore::entry).optional();
    }

    static final String BINDING = """
            select id, chain, seq, case_id, court, kind, login, name, client, roles, address, type, summary, facts, at, form,
                   algorithm, rows_hash, prev, hash
            from audit.entry
            where chain = :chain and strpos(chr(10) || rows, chr(10) || :row || ' ') > 0
            order by seq desc limit 1
            """;

    Optional<Entry> binding(String chain, String row) {
        return jdbc.sql(BINDING)
                .param("chain", chain)
                .param("row", row)
                .query(AuditStore::entry)
                .optional();
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
            insert into audit.merkle (algorithm, level, idx, hash)
            select :algorithm, level, idx, decode(hash, 'hex')
            from unnest(:levels::smallint[], :indexes::bigint[], :hashes::text[]) as t (level, idx, hash)
            """;

    void addNodes(Hashing algorithm, List<MerkleTree.Node> nodes) {
        jdbc.sql(ADD_NODES)
                .param("algorithm", algorithm.label())
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
            select hash from audit.merkle where algorithm = :algorithm and level = :level and idx = :index
            """;

    byte[] node(Hashing algorithm, int level, long index) {
        return jdbc.sql(NODE)
                .param("algorithm", algorithm.label())
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

    static final String LEAVES = """
            select e.hash from audit.leaf l join audit.entry e on e.id = l.entry_id
            where l.position >= :from and l.position < :to order by l.position
            """;

    /** Hashes of the entries at these places of the tree. */
    List<String> leaves(long from, long to) {
        return jdbc.sql(LEAVES)
                .param("from", from)
                .param("to", to)
                .query(String.class)
                .list();
    }

    static final String ADD_CHECKPOINT = """
            insert into audit.checkpoint (form, algorithm, number, tree_size, root, signed_at, signing, signature, key_id,
                                          public_key)
            values (:form, :algorithm, :number, :treeSize, :root, :signedAt, :signing, :signature, :keyId, :publicKey)
            """;

    void addCheckpoint(Checkpoint c) {
        jdbc.sql(ADD_CHECKPOINT)
                .param("form", c.form())
                .param("algorithm", c.algorithm())
                .param("number", c.number())
                .param("treeSize", c.treeSize())
                .param("root", c.root())
                .param("signedAt", c.signedAt())
                .param("signing", c.signing())
                .param("signature", c.signature())
                .param("keyId", c.keyId())
                .param("publicKey", c.publicKey())
                .update();
    }

    static final String LAST_CHECKPOINT = """
            select * from audit.checkpoint where algorithm = :algorithm order by tree_size desc limit 1
            """;

    Optional<Checkpoint> lastCheckpoint(Hashing algorithm) {
        return jdbc.sql(LAST_CHECKPOINT)
                .param("algorithm", algorithm.label())
                .query(AuditStore::checkpoint)
                .optional();
    }

    static final String CHECKPOINT_OF_SIZE = """
            select * from audit.checkpoint where algorithm = :algorithm and tree_size = :size
            """;

    Optional<Checkpoint> checkpoint(Hashing algorithm, long size) {
        return jdbc.sql(CHECKPOINT_OF_SIZE)
                .param("algorithm", algorithm.label())
                .param("size", size)
                .query(AuditStore::checkpoint)
                .optional();
    }

    static final String NEWEST_CHECKPOINTS = """
            select * from audit.checkpoint where tree_size < :below order by tree_size desc, algorithm limit :most
            """;

    List<Checkpoint> newestCheckpoints(long below, int most) {
        return jdbc.sql(NEWEST_CHECKPOINTS)
                .param("below", below)
                .param("most", most)
                .query(AuditStore::checkpoint)
                .list();
    }

    static final String CHECKPOINTS_AFTER = """
            select * from audit.checkpoint where algorithm = :algorithm and number > :number order by number limit :most
            """;

    List<Checkpoint> checkpointsAfter(Hashing algorithm, long number, int most) {
        return jdbc.sql(CHECKPOINTS_AFTER)
                .param("algorithm", algorithm.label())
                .param("number", number)
                .param("most", most)
                .query(AuditStore::checkpoint)
                .list();
    }

    static Checkpoint checkpoint(ResultSet r, int row) throws SQLException {
        return new Checkpoint(
                r.getInt("form"),
                r.getString("algorithm"),
                r.getLong("number"),
                r.getLong("tree_size"),
                r.getString("root"),
                instant(r, "signed_at"),
                r.getString("signing"),
                r.getString("signature"),
                r.getString("key_id"),
                r.getString("public_key"));
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

    static Entry entry(ResultSet r, int row) throws SQLException {
        long caseId = r.getLong("case_id");
        CaseId id = r.wasNull() ? null : new CaseId(caseId);
        String court = r.getString("court");
        Map<String, String> facts = TEXTS.readValue(r.getString("facts"));
        return new Entry(
                r.getLong("id"),
                r.getString("chain"),
                r.getLong("seq"),
                id,
                court == null ? null : new CourtCode(court),
                Actor.Kind.valueOf(r.getString("kind")),
                r.getString("login"),
                r.getString("name"),
                r.getString("client"),
                r.getString("roles"),
                r.getString("address"),
                r.getString("type"),
                r.getString("summary"),
                facts,
                instant(r, "at"),
                r.getInt("form"),
                Hashing.of(r.getString("algorithm")),
                r.getString("rows_hash"),
                r.getString("prev"),
                r.getString("hash"));
    }

    private static Instant instant(ResultSet r, String column) throws SQLException {
        return r.getObject(column, OffsetDateTime.class).toInstant();
    }
}
