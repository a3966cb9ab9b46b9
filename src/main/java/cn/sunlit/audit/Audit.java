package cn.sunlit.audit;

import cn.sunlit.database.Deferred;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The record of acts: append-only, each case a chain of hashes, all entries together a tree whose root is signed from time to
 * time, and each entry bound to the business rows that its transaction wrote. Whoever changes, removes or inserts an entry or
 * such a row afterwards breaks one or the other, and {@link #walk} names the row.
 */
@Service
public class Audit {

    private final AuditStore store;
    private final Recording recording;
    private final Checkpoints checkpoints;
    private final Walker walker;
    private final Clock clock;

    Audit(AuditStore store, Recording recording, Checkpoints checkpoints, Walker walker, Clock clock) {
        this.store = store;
        this.recording = recording;
        this.checkpoints = checkpoints;
        this.walker = walker;
        this.clock = clock;
    }

    /**
     * Puts an act on record in the caller's transaction: one statement for all of a transaction's acts, and no row shared
     * with other cases.
     *
     * @param id the case, or null for an act outside any case
     */
    @Transactional
    public void record(Actor by, CourtCode court, @Nullable CaseId id, Act act) {
        String chain = CanonicalForm.storable(id == null ? "by:%s:%s".formatted(court, by.login()) : chainOf(id));
        Map<String, String> facts = new TreeMap<>();
        act.facts().forEach((k, v) -> facts.put(CanonicalForm.storable(k), CanonicalForm.storable(v)));
        recording.add(new Entry(
                0,
                chain,
                0,
                id,
                court,
                by.kind(),
                CanonicalForm.storable(by.login()),
                CanonicalForm.storable(by.name()),
                by.client() == null ? null : CanonicalForm.storable(by.client()),
                by.roles().stream().map(Role::name).sorted().collect(Collectors.joining(",")),
                by.kind() == Actor.Kind.SYSTEM ? null : address(),
                act.type(),
                CanonicalForm.storable(act.summary()),
                facts,
                // The database keeps microseconds; what is hashed must come back the same.
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                CanonicalForm.NEWEST,
                recording.hashing(),
                null,
                CanonicalForm.NOTHING_BEFORE,
                ""));
    }

    /** Puts on record what the program did by itself for no court in particular: expired data erased, columns sealed anew. */
    @Transactional
    public void recordByProgram(Act act) {
        recording.add(recording.own(act));
    }

    /**
     * The same, for an act that something else refers to.
     *
     * @return the entry's key
     */
    @Transactional
    public long recordAsProof(Actor by, CourtCode court, CaseId id, Act act) {
        record(by, court, id, act);
        return recording.numberOfLast();
    }

    /**
     * Puts on record that somebody saw personal data in full, and why.
     *
     * @param party the key of the person, who may read this entry
     */
    @Transactional
    public void read(Actor by, CourtCode court, CaseId id, String party, String what, String reason) {
        if (reason.isBlank()) {
            throw new Problem.Invalid("reason", "查看完整个人信息须写明理由");
        }
        record(
                by,
                court,
                id,
                new Act(
                        "PERSONAL_DATA_READ",
                        "%s查看了%s，理由：%s".formatted(by.display(), what, reason.strip()),
                        Map.of("party." + party, what, "what", what, "reason", reason.strip())));
    }

    /**
     * Takes the case's chain in hand before anything else of the case is changed, so that two acts on one case queue here
     * instead of waiting for each other crosswise.
     */
    @Transactional
    public void hold(CaseId id) {
        recording.hold(chainOf(id));
    }

    /**
     * The same for all the cases of a batch at once, in one order for whoever does it: two batches that touch the same cases
     * follow each other and never wait crosswise.
     */
    @Transactional
    public void hold(Collection<CaseId> ids) {
        recording.hold(ids.stream().map(Audit::chainOf).collect(Collectors.toSet()));
    }

    /**
     * Binds what the running transaction has written so far to its acts so far. For a transaction that does the same for one
     * case after the other: what belongs to a case is then found in its own chain.
     */
    @Transactional
    public void bind() {
        Deferred.writeNow();
        recording.appendNow();
    }

    /** Begins the chain of a case that the running transaction makes, so that nobody else can hold it yet. */
    @Transactional
    public void begin(CaseId id) {
        recording.begin(chainOf(id));
    }

    /** The acts of a case in their order. */
    @Transactional(readOnly = true)
    public List<Entry> entries(CaseId id) {
        recording.appendNow();
        return store.entries(chainOf(id));
    }

    /** The acts of a case that are of one of these types, in their order. */
    @Transactional(readOnly = true)
    public List<Entry> acts(CaseId id, Set<String> types) {
        recording.appendNow();
        return store.acts(chainOf(id), types);
    }

    /**
     * The newest act about each thing of a case, by what an act's facts call it: {@code measure:12}. Of a case of very many acts
     * the newest five thousand are looked at.
     *
     * @param things names of facts, {@code measure}
     */
    @Transactional(readOnly = true)
    public Map<String, ProofLink> newestAbout(CaseId id, Set<String> things) {
        recording.appendNow();
        return store.newestAbout(chainOf(id), things);
    }

    /** One entry. */
    @Transactional(readOnly = true)
    public Optional<Entry> find(long entryId) {
        recording.appendNow();
        return store.byId(entryId);
    }

    /**
     * The newest entry of a case that binds a business row.
     *
     * @param row table and key, {@code docket.node/12}
     */
    @Transactional(readOnly = true)
    public Optional<Entry> binding(CaseId id, String row) {
        return store.binding(chainOf(id), row);
    }

    /** The entry with this hash (64 hex digits). */
    @Transactional(readOnly = true)
    public Optional<Entry> findByHash(String hash) {
        return store.byHash(hash);
    }

    /**
     * The proof of one entry; makes a checkpoint when none covers it yet.
     *
     * @throws Problem.NotFound when there is no such entry
     */
    @Transactional
    public Proof proof(long entryId) {
        Entry entry = find(entryId).orElseThrow(() -> new Problem.NotFound("没有这条存证记录"));
        return checkpoints.prove(entry);
    }

    /** Checks a proof against this court's own keys. */
    public Verification verify(Proof proof) {
        return verifier().verify(proof);
    }

    ProofVerifier verifier() {
        return new ProofVerifier(checkpoints.publicKeys().values());
    }

    FileCheck fileCheck() {
        return new FileCheck(checkpoints.publicKeys().values());
    }

    /** Adds what shows the growth between kept checkpoints and proofs, as far as the court's own checkpoints are among them. */
    @Transactional(readOnly = true)
    void connect(FileCheck files) {
        files.connect((algorithm, from, to) -> store.checkpoint(algorithm, from)
                .flatMap(a -> store.checkpoint(algorithm, to).map(b -> checkpoints.growth(a, b))));
    }

    /** The keys that verify checkpoints, by algorithm: X.509 SubjectPublicKeyInfo in base64. To be published. */
    public Map<String, String> publicKeys() {
        Map<String, String> all = new LinkedHashMap<>();
        checkpoints
                .publicKeys()
                .forEach((by, key) -> all.put(by.label(), Base64.getEncoder().encodeToString(key.getEncoded())));
        return all;
    }

    /**
     * Signed roots, the newest first.
     *
     * @param below only those over fewer leaves
     */
    @Transactional(readOnly = true)
    public List<Checkpoint> checkpoints(long below, int most) {
        return store.newestCheckpoints(below, most);
    }

    /** @throws Problem.NotFound when there is none of this algorithm and size */
    @Transactional(readOnly = true)
    public Checkpoint checkpoint(Hashing algorithm, long size) {
        return store.checkpoint(algorithm, size)
                .orElseThrow(() -> new Problem.NotFound("没有覆盖%d条记录的%s检查点".formatted(size, algorithm.label())));
    }

    /** Shows that between two checkpoints of one algorithm entries were only added. */
    @Transactional(readOnly = true)
    public Growth growth(Hashing algorithm, long from, long to) {
        if (from > to) {
            throw new Problem.Invalid("from", "较早的检查点（%d条）须不大于较晚的检查点（%d条）".formatted(from, to));
        }
        return checkpoints.growth(checkpoint(algorithm, from), checkpoint(algorithm, to));
    }

    /** Recomputes every hash of chains and tree, and compares every bound business row with what was recorded of it. */
    public Walk walk() {
        return walk(Walker.Progress.NOBODY);
    }

    Walk walk(Walker.Progress progress) {
        recording.appendNow();
        return walker.walk(verifier(), progress);
    }

    /** How large the record is now. */
    @Transactional(readOnly = true)
    public RecordSize size() {
        return store.size(recording.hashing());
    }

    private static @Nullable String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now
                ? CanonicalForm.storable(now.getRequest().getRemoteAddr())
                : null;
    }

    private static String chainOf(CaseId id) {
        return "case:" + id;
    }
}
