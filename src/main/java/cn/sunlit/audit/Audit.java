package cn.sunlit.audit;

import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The record of acts: append-only, each case a chain of hashes, all entries together a tree whose root is signed from time to
 * time. Whoever changes, removes or inserts an entry afterwards breaks one or the other, and {@link #walk} names the row.
 */
@Service
public class Audit {

    private final AuditStore store;
    private final Checkpoints checkpoints;
    private final Clock clock;

    Audit(AuditStore store, Checkpoints checkpoints, Clock clock) {
        this.store = store;
        this.checkpoints = checkpoints;
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
        link(0, by, court, id, act);
    }

    /**
     * The same, for an act that something else refers to.
     *
     * @return the entry's key
     */
    @Transactional
    public long recordAsProof(Actor by, CourtCode court, CaseId id, Act act) {
        long key = store.nextId();
        link(key, by, court, id, act);
        return key;
    }

    private void link(long key, Actor by, CourtCode court, @Nullable CaseId id, Act act) {
        String chain = CanonicalForm.storable(id == null ? "by:%s:%s".formatted(court, by.login()) : chainOf(id));
        AuditStore.Head head = store.lockHead(chain);
        Map<String, String> facts = new TreeMap<>();
        act.facts().forEach((k, v) -> facts.put(CanonicalForm.storable(k), CanonicalForm.storable(v)));
        Entry unsealed = new Entry(
                key,
                chain,
                head.seq() + 1,
                id,
                court,
                by.kind(),
                CanonicalForm.storable(by.login()),
                CanonicalForm.storable(by.name()),
                by.client() == null ? null : CanonicalForm.storable(by.client()),
                by.roles().stream().map(Role::name).sorted().collect(Collectors.joining(",")),
                act.type(),
                CanonicalForm.storable(act.summary()),
                facts,
                // The database keeps microseconds; what is hashed must come back the same.
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                head.hash(),
                "");
        store.append(sealed(unsealed));
    }

    /** Begins the chain of a case that the running transaction makes, so that nobody else can hold it yet. */
    public void begin(CaseId id) {
        store.begin(chainOf(id));
    }

    /** Puts on record that somebody saw personal data in full, and why. */
    @Transactional
    public void read(Actor by, CourtCode court, CaseId id, String what, String reason) {
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
                        Map.of("what", what, "reason", reason.strip())));
    }

    /**
     * Takes the case's chain in hand before anything else of the case is changed, so that two acts on one case queue here
     * instead of waiting for each other crosswise.
     */
    @Transactional
    public void hold(CaseId id) {
        store.lockHead(chainOf(id));
    }

    /** The acts of a case in their order. */
    @Transactional(readOnly = true)
    public List<Entry> entries(CaseId id) {
        return store.entries(chainOf(id));
    }

    /** One entry. */
    @Transactional(readOnly = true)
    public Optional<Entry> find(long entryId) {
        return store.byId(entryId);
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
        Entry entry = store.byId(entryId).orElseThrow(() -> new Problem.NotFound("没有这条存证记录"));
        return checkpoints.prove(entry);
    }

    /** Checks a proof against this court's own key. */
    public Verification verify(Proof proof) {
        return new ProofVerifier(checkpoints.publicKey()).verify(proof);
    }

    /** The public key that verifies checkpoints: X.509 SubjectPublicKeyInfo in base64. To be published. */
    public String publicKey() {
        return java.util.Base64.getEncoder()
                .encodeToString(checkpoints.publicKey().getEncoded());
    }

    /** Recomputes every hash of every chain and compares chains and tree. */
    @Transactional(readOnly = true)
    public Walk walk() {
        AtomicLong count = new AtomicLong();
        Map<String, String> broken = new HashMap<>(1);
        store.walk(all -> {
            Entry before = null;
            for (Entry e : (Iterable<Entry>) all::iterator) {
                count.incrementAndGet();
                String fault = fault(before, e);
                if (fault != null) {
                    broken.put("first", "存证记录第%d号（链%s第%d条）：%s".formatted(e.id(), e.chain(), e.seq(), fault));
                    return;
                }
                before = e;
            }
        });
        String first = broken.get("first");
        if (first == null) {
            first = store.shortChain().map(c -> "链%s的末尾有记录缺失".formatted(c)).orElse(null);
        }
        if (first == null) {
            first = store.strangeLeaf()
                    .map(id -> "存证记录第%d号：与已签名的存证树不符".formatted(id))
                    .orElse(null);
        }
        return new Walk(count.get(), first);
    }

    private static @Nullable String fault(@Nullable Entry before, Entry e) {
        boolean follows = before != null && before.chain().equals(e.chain());
        long seq = before != null && follows ? before.seq() + 1 : 1;
        String prev = before != null && follows ? before.hash() : CanonicalForm.NOTHING_BEFORE;
        if (e.seq() != seq) {
            return "前面有记录缺失";
        }
        if (!e.prev().equals(prev)) {
            return "与前一条记录的散列值不衔接";
        }
        return CanonicalForm.hash(CanonicalForm.of(e)).equals(e.hash()) ? null : "内容与散列值不一致，已被改动";
    }

    private static Entry sealed(Entry e) {
        return new Entry(
                e.id(),
                e.chain(),
                e.seq(),
                e.caseId(),
                e.court(),
                e.kind(),
                e.login(),
                e.name(),
                e.client(),
                e.roles(),
                e.type(),
                e.summary(),
                e.facts(),
                e.at(),
                e.prev(),
                CanonicalForm.hash(CanonicalForm.of(e)));
    }

    private static String chainOf(CaseId id) {
        return "case:" + id;
    }
}
