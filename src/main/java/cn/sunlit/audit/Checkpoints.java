package cn.sunlit.audit;

import cn.sunlit.kernel.DueWork;
import cn.sunlit.keys.Keyring;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the entries that no checkpoint covers into the tree and signs its root, once an hour or when a proof is asked for. The
 * order of leaves is the order in which entries were seen, so that one which was still in flight is simply taken next time.
 * The tree is always kept with SHA-256; where SM3 is chosen, a second one over the same leaves is kept with SM3, from the
 * first leaf on: kept checkpoints of either go on being comparable whatever is chosen later.
 */
@Component
class Checkpoints implements DueWork {

    /** Names the keys. */
    static final String PURPOSE = "audit.checkpoint";

    private static final Duration EVERY = Duration.ofHours(1);
    private static final int BATCH = 5_000;
    private static final int BATCHES = 100;

    private final AuditStore store;
    private final Keyring keys;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Hashing hashing;
    private final Signing signing;

    Checkpoints(
            AuditStore store,
            Keyring keys,
            Clock clock,
            TransactionTemplate transaction,
            Recording recording,
            @Value("${sunlit.audit.signature:Ed25519}") String signing) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
        this.transaction = transaction;
        this.hashing = recording.hashing();
        this.signing = Signing.of(signing);
    }

    @Override
    public int runDue() {
        Instant due = clock.instant().minus(EVERY);
        if (store.tree().checkedAt().isAfter(due)) {
            return 0;
        }
        Integer taken = transaction.execute(status -> {
            Optional<AuditStore.Tree> tree = store.lockTreeIfFree();
            // Another process may have been here since the look without a lock.
            return tree.isEmpty() || tree.get().checkedAt().isAfter(due) ? 0 : extend(tree.get());
        });
        return taken == null ? 0 : taken;
    }

    Proof prove(Entry entry) {
        Optional<Long> position = store.position(entry.id());
        Optional<Checkpoint> checkpoint = store.lastCheckpoint(hashing);
        while (position.isEmpty() || checkpoint.isEmpty() || checkpoint.get().treeSize() <= position.get()) {
            extend(store.lockTree());
            position = store.position(entry.id());
            checkpoint = store.lastCheckpoint(hashing);
        }
        return new Proof(
                Proof.FORMAT,
                entry.id(),
                CanonicalForm.of(entry),
                entry.hash(),
                position.get(),
                hex(MerkleTree.path(hashing, position.get(), checkpoint.get().treeSize(), nodes(hashing))),
                checkpoint.get());
    }

    Growth growth(Checkpoint from, Checkpoint to) {
        Hashing by = Hashing.of(to.algorithm());
        return new Growth(
                Growth.FORMAT, from, to, hex(MerkleTree.consistency(by, from.treeSize(), to.treeSize(), nodes(by))));
    }

    /** The court's keys: Ed25519 always, because checkpoints before a change of the setting bear it, and the chosen one. */
    Map<Signing, PublicKey> publicKeys() {
        Map<Signing, PublicKey> all = new EnumMap<>(Signing.class);
        for (Signing each : EnumSet.of(Signing.ED25519, signing)) {
            all.put(each, pair(each).getPublic());
        }
        return all;
    }

    private int extend(AuditStore.Tree tree) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<AuditStore.Uncovered> entries = store.uncovered(tree.floorId(), BATCH);
        long size = tree.size() + entries.size();
        if (!entries.isEmpty()) {
            store.addLeaves(tree.size(), entries);
        }
        for (Hashing by : algorithms()) {
            grow(by, size, now);
        }
        // A full batch leaves entries behind: the next round follows at once.
        Instant checked = entries.size() == BATCH ? tree.checkedAt() : now;
        store.advanceTree(size, entries.isEmpty() ? 0 : entries.getLast().id(), checked);
        return entries.size();
    }

    private Set<Hashing> algorithms() {
        return EnumSet.of(Hashing.SHA_256, hashing);
    }

    /** Brings one algorithm's tree to the size, or as near as a transaction may go, and signs where it stands. */
    private void grow(Hashing by, long size, Instant at) {
        Optional<Checkpoint> last = store.lastCheckpoint(by);
        long from = last.map(Checkpoint::treeSize).orElse(0L);
        long start = from;
        for (int batch = 0; from < size && batch < BATCHES; batch++) {
            List<byte[]> leaves = store.leaves(from, Math.min(size, from + BATCH)).stream()
                    .map(hash -> MerkleTree.leaf(by, HexFormat.of().parseHex(hash)))
                    .toList();
            store.addNodes(by, MerkleTree.append(by, from, leaves, nodes(by)));
            from += leaves.size();
        }
        if (from > start) {
            String root = HexFormat.of().formatHex(MerkleTree.root(by, from, nodes(by)));
            store.addCheckpoint(sign(by, last.map(Checkpoint::number).orElse(0L) + 1, from, root, at));
        }
    }

    private MerkleTree.Nodes nodes(Hashing by) {
        return (level, index) -> store.node(by, level, index);
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(HexFormat.of()::formatHex).toList();
    }

    private Checkpoint sign(Hashing by, long number, long size, String root, Instant at) {
        try {
            KeyPair pair = pair(signing);
            byte[] key = pair.getPublic().getEncoded();
            Checkpoint open = new Checkpoint(
                    Checkpoint.NEWEST,
                    by.label(),
                    number,
                    size,
                    root,
                    at,
                    signing.label(),
                    "",
                    ProofVerifier.keyId(key),
                    Base64.getEncoder().encodeToString(key));
            return open.signed(HexFormat.of().formatHex(signing.sign(pair.getPrivate(), open.signedBytes())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("检查点无法签名", e);
        }
    }

    private KeyPair pair(Signing by) {
        return by == Signing.SM2 ? keys.sm2Pair(PURPOSE) : keys.signingPair(PURPOSE);
    }
}
