package cn.sunlit.audit;

import cn.sunlit.kernel.DueWork;
import cn.sunlit.keys.Keyring;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the entries that no checkpoint covers into the tree and signs its root, once an hour or when a proof is asked for. The
 * order of leaves is the order in which entries were seen, so that one which was still in flight is simply taken next time.
 */
@Component
class Checkpoints implements DueWork {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final int BATCH = 5_000;

    private final AuditStore store;
    private final Keyring keys;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Checkpoints(AuditStore store, Keyring keys, Clock clock, TransactionTemplate transaction) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
        this.transaction = transaction;
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
        while (position.isEmpty()) {
            extend(store.lockTree());
            position = store.position(entry.id());
        }
        Proof.Checkpoint checkpoint = store.lastCheckpoint();
        List<String> path = MerkleTree.path(position.get(), checkpoint.treeSize(), store::node).stream()
                .map(HexFormat.of()::formatHex)
                .toList();
        return new Proof(
                Proof.FORMAT, entry.id(), CanonicalForm.of(entry), entry.hash(), position.get(), path, checkpoint);
    }

    PublicKey publicKey() {
        return pair().getPublic();
    }

    private int extend(AuditStore.Tree tree) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<AuditStore.Uncovered> entries = store.uncovered(tree.floorId(), BATCH);
        long size = tree.size() + entries.size();
        if (!entries.isEmpty()) {
            List<byte[]> leaves = entries.stream()
                    .map(e -> MerkleTree.leaf(HexFormat.of().parseHex(e.hash())))
                    .toList();
            store.addLeaves(tree.size(), entries);
            store.addNodes(MerkleTree.append(tree.size(), leaves, store::node));
            store.addCheckpoint(sign(size, HexFormat.of().formatHex(MerkleTree.root(size, store::node)), now));
        }
        // A full batch leaves entries behind: the next round follows at once.
        Instant checked = entries.size() == BATCH ? tree.checkedAt() : now;
        store.advanceTree(size, entries.isEmpty() ? 0 : entries.getLast().id(), checked);
        return entries.size();
    }

    private Proof.Checkpoint sign(long size, String root, Instant at) {
        try {
            KeyPair pair = pair();
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(pair.getPrivate());
            ed25519.update(ProofVerifier.signedBytes(size, root, at.toString()));
            byte[] key = pair.getPublic().getEncoded();
            return new Proof.Checkpoint(
                    size,
                    root,
                    at,
                    HexFormat.of().formatHex(ed25519.sign()),
                    HexFormat.of().formatHex(CanonicalForm.sha256(key)).substring(0, 16),
                    Base64.getEncoder().encodeToString(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("检查点无法签名", e);
        }
    }

    private KeyPair pair() {
        return keys.signingPair("audit.checkpoint");
    }
}
