package cn.sunlit.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The audit: goes through entries, chains, tree, checkpoints and bound business rows within one snapshot and names what does
 * not fit, in that order.
 */
@Component
class Walker {

    /** Of each part; more would only repeat what the first ones say. */
    private static final int MOST_FAULTS = 20;

    private static final int MOST_IN_ALL = 100;

    private static final int BATCH = 2_000;
    private static final int AHEAD = 8;

    private final WalkStore store;
    private final TransactionTemplate snapshot;

    Walker(WalkStore store, PlatformTransactionManager transactions) {
        this.store = store;
        this.snapshot = new TransactionTemplate(transactions);
        // What is committed while it walks would look as if it did not fit.
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Hears how far the walk is; stops it by an exception. */
    interface Progress {
        /** @param done entries checked so far */
        void passed(String part, long done);

        Progress NOBODY = (part, done) -> {};
    }

    Walk walk(ProofVerifier verifier) {
        return walk(verifier, Progress.NOBODY);
    }

    Walk walk(ProofVerifier verifier, Progress progress) {
        return Objects.requireNonNull(snapshot.execute(status -> all(verifier, progress)));
    }

    private Walk all(ProofVerifier verifier, Progress progress) {
        List<String> faults = new ArrayList<>();
        long entries = entries(faults, progress);
        for (Hashing algorithm : Hashing.values()) {
            progress.passed("存证树（%s）".formatted(algorithm.label()), entries);
            tree(algorithm, verifier, faults);
        }
        progress.passed("汇总业务数据清单", entries);
        long rows = store.gather();
        rows(faults, table -> progress.passed("业务数据" + table, entries));
        store.idleTriggers().forEach(t -> faults.add("数据库触发器%s已被停用，写入不再受约束".formatted(t)));
        return new Walk(entries, rows, faults.subList(0, Math.min(MOST_IN_ALL, faults.size())));
    }

    /** One reads and follows the chains; hashing goes on beside it. */
    private long entries(List<String> faults, Progress progress) {
        Map<String, AuditStore.Head> chains = new HashMap<>();
        Deque<CompletableFuture<List<String>>> hashing = new ArrayDeque<>();
        long count = 0;
        try (Stream<WalkStore.Full> all = store.entries()) {
            List<WalkStore.Full> batch = new ArrayList<>(BATCH);
            for (WalkStore.Full full : (Iterable<WalkStore.Full>) all::iterator) {
                count++;
                batch.add(full);
                if (batch.size() == BATCH) {
                    link(batch, chains, hashing, faults);
                    batch = new ArrayList<>(BATCH);
                    progress.passed("存证记录", count);
                }
            }
            link(batch, chains, hashing, faults);
        }
        while (!hashing.isEmpty()) {
            faults.addAll(hashing.remove().join());
        }
        heads(chains, faults);
        if (faults.size() > MOST_FAULTS) {
            faults.subList(MOST_FAULTS, faults.size()).clear();
        }
        return count;
    }

    private static void link(
            List<WalkStore.Full> batch,
            Map<String, AuditStore.Head> chains,
            Deque<CompletableFuture<List<String>>> hashing,
            List<String> faults) {
        // What this batch says comes after what the batches before it say, whoever finishes first.
        List<String> unlinked = new ArrayList<>();
        for (WalkStore.Full full : batch) {
            AuditStore.Head before = chains.put(full.chain(), new AuditStore.Head(full.seq(), full.hash()));
            String fault = unfit(before == null ? new AuditStore.Head(0, CanonicalForm.NOTHING_BEFORE) : before, full);
            if (fault != null && unlinked.size() < MOST_FAULTS) {
                unlinked.add(named(full) + fault);
            }
        }
        hashing.add(CompletableFuture.supplyAsync(() -> {
            List<String> changed = new ArrayList<>();
            for (WalkStore.Full full : batch) {
                String fault = changed(full);
                if (fault != null && changed.size() < MOST_FAULTS) {
                    changed.add(named(full) + fault);
                }
            }
            changed.addAll(unlinked);
            return changed;
        }));
        while (hashing.size() > AHEAD) {
            faults.addAll(hashing.remove().join());
        }
    }

    private static String named(WalkStore.Full e) {
        return "存证记录第%d号（链%s第%d条）：".formatted(e.id(), Plain.line(e.chain()), e.seq());
    }

    private static @Nullable String unfit(AuditStore.Head before, WalkStore.Full e) {
        if (e.seq() > before.seq() + 1) {
            return "前面的第%d条缺失，已被删除".formatted(before.seq() + 1);
        }
        if (e.seq() <= before.seq()) {
            return "次序排在本链第%d条之后，系插入或调换".formatted(before.seq());
        }
        return e.prev().equals(before.hash()) ? null : "与前一条记录的散列值不衔接";
    }

    private static @Nullable String changed(WalkStore.Full full) {
        Entry e = full.entry();
        if (e == null) {
            return "内容已不成其为一条记录，已被改动";
        }
        if (!e.algorithm().hash(CanonicalForm.of(e)).equals(e.hash())) {
            return "内容与散列值不一致，已被改动";
        }
        String rows = full.rows() == null ? null : e.algorithm().hash(full.rows());
        return Objects.equals(rows, e.rowsHash()) ? null : "所绑定的业务数据清单与散列值不一致，已被改动";
    }

    private void heads(Map<String, AuditStore.Head> chains, List<String> faults) {
        Map<String, AuditStore.Head> heads = store.heads();
        chains.keySet().stream()
                .filter(chain -> !heads.containsKey(chain))
                .sorted()
                .forEach(chain -> faults.add("链%s的链头缺失，已被删除或改名".formatted(Plain.line(chain))));
        heads.forEach((chain, head) -> {
            AuditStore.Head last = chains.getOrDefault(chain, new AuditStore.Head(0, CanonicalForm.NOTHING_BEFORE));
            if (last.seq() < head.seq()) {
                faults.add("链%s的末尾有记录缺失：链头记到第%d条，只有%d条".formatted(Plain.line(chain), head.seq(), last.seq()));
            } else if (!last.equals(head)) {
                faults.add("链%s的链头（第%d条）与最后一条记录（第%d条）不符".formatted(Plain.line(chain), head.seq(), last.seq()));
            }
        });
    }

    /** Grows the tree anew from the entries and compares each node, each signed root and their count. */
    private void tree(Hashing by, ProofVerifier verifier, List<String> faults) {
        List<Checkpoint> checkpoints = store.checkpoints(by);
        if (checkpoints.isEmpty() && by != Hashing.SHA_256) {
            return;
        }
        long signed = checkpoints.isEmpty() ? 0 : checkpoints.getLast().treeSize();
        if (by == Hashing.SHA_256) {
            standing(signed, faults);
        }
        Iterator<Checkpoint> next = checkpoints.iterator();
        Checkpoint due = next.hasNext() ? next.next() : null;
        byte[][] peaks = new byte[62][];
        long size = 0;
        long number = 0;
        try (Stream<WalkStore.Leaf> leaves = store.leaves();
                Stream<MerkleTree.Node> stored = store.nodes(by)) {
            Iterator<MerkleTree.Node> nodes = stored.iterator();
            for (WalkStore.Leaf leaf : (Iterable<WalkStore.Leaf>) leaves::iterator) {
                if (leaf.position() != size) {
                    faults.add("存证树（%s）第%d片叶子缺失，已被删除".formatted(by.label(), size));
                    return;
                }
                if (size == signed) {
                    break;
                }
                if (leaf.hash() == null) {
                    faults.add("存证记录第%d号：存证树中有它，记录却缺失，已被删除".formatted(leaf.entryId()));
                    return;
                }
                byte[] hash = MerkleTree.leaf(by, HexFormat.of().parseHex(leaf.hash()));
                int level = 0;
                while (true) {
                    MerkleTree.Node node = nodes.hasNext() ? nodes.next() : null;
                    if (node == null || node.level() != level || node.index() != size >> level) {
                        faults.add("存证树（%s）第%d层第%d个节点缺失或多出".formatted(by.label(), level, size >> level));
                        return;
                    }
                    if (!Arrays.equals(node.hash(), hash)) {
                        faults.add(
                                level == 0
                                        ? "存证记录第%d号：与已签名的存证树（%s）不符".formatted(leaf.entryId(), by.label())
                                        : "存证树（%s）第%d层第%d个节点与其下的记录不符，已被改动".formatted(by.label(), level, node.index()));
                        return;
                    }
                    if ((size >> level & 1) == 0) {
                        break;
                    }
                    hash = MerkleTree.parent(by, Objects.requireNonNull(peaks[level]), hash);
                    level++;
                }
                peaks[level] = hash;
                size++;
                while (due != null && due.treeSize() == size) {
                    number++;
                    checkpoint(due, number, root(by, size, peaks), verifier, faults);
                    due = next.hasNext() ? next.next() : null;
                }
            }
            if (due != null) {
                faults.add(
                        "第%d号检查点（%s）签过%d条记录，存证树只有%d条，有记录被删除".formatted(due.number(), by.label(), due.treeSize(), size));
            }
            if (nodes.hasNext()) {
                MerkleTree.Node extra = nodes.next();
                faults.add("存证树（%s）第%d层第%d个节点多出，系插入".formatted(by.label(), extra.level(), extra.index()));
            }
        }
    }

    private void standing(long signed, List<String> faults) {
        WalkStore.Tree tree = store.tree().orElse(null);
        if (tree == null) {
            faults.add("存证树的进度行缺失，已被删除");
            return;
        }
        if (tree.size() != signed) {
            faults.add("存证树记有%d条记录，最后的检查点签到%d条，检查点被删除或进度被改动".formatted(tree.size(), signed));
        }
        if (tree.missed() != null) {
            faults.add("存证记录第%d号：应在存证树中而不在，叶子被删除、记录系插入或进度被改动".formatted(tree.missed()));
        }
    }

    private static void checkpoint(
            Checkpoint c, long number, byte[] root, ProofVerifier verifier, List<String> faults) {
        if (c.number() != number) {
            faults.add("第%d号检查点（%s）缺失，已被删除".formatted(number, c.algorithm()));
        }
        if (!HexFormat.of().formatHex(root).equals(c.root())) {
            faults.add("第%d号检查点（%s）的根散列值与存证树不符".formatted(c.number(), c.algorithm()));
        }
        verifier.verify(c)
                .problems()
                .forEach(p -> faults.add("第%d号检查点（%s）：%s".formatted(c.number(), c.algorithm(), p)));
    }

    private static byte[] root(Hashing by, long size, byte[][] peaks) {
        byte[] root = null;
        for (int level = 0; level < peaks.length; level++) {
            if ((size >> level & 1) == 1) {
                byte[] peak = Objects.requireNonNull(peaks[level]);
                root = root == null ? peak : MerkleTree.parent(by, peak, root);
            }
        }
        return Objects.requireNonNull(root);
    }

    private void rows(List<String> faults, Consumer<String> begun) {
        store.unbound().ifPresent(u -> faults.add("业务数据%s：存证记录第%d号绑定过它，所在的表却已不受核对".formatted(u.row(), u.entry())));
        for (WalkStore.Binding binding : store.bindings()) {
            begun.accept(binding.name());
            try (Stream<WalkStore.Odd> odd = store.odd(binding)) {
                odd.map(Walker::odd).filter(Objects::nonNull).limit(MOST_FAULTS).forEach(faults::add);
            }
            store.uncovered(binding)
                    .ifPresent(row -> faults.add("业务数据%s：%s与同一行所记的散列值不符，已被改动".formatted(row, binding.covered())));
        }
    }

    private static @Nullable String odd(WalkStore.Odd o) {
        if (o.entry() == null) {
            return "业务数据%s：没有任何存证记录写入过它，系绕过程序插入".formatted(o.row());
        }
        if (o.found() == null) {
            return "业务数据%s：存证记录第%d号（%s）写入过它，现已缺失，被删除".formatted(o.row(), o.entry(), o.type());
        }
        String digest = o.content() == null || o.algorithm() == null
                ? o.found()
                : Hashing.of(o.algorithm()).hash(o.content());
        return digest.equals(o.digest())
                ? null
                : "业务数据%s：与存证记录第%d号（%s）所记的散列值不符，已被改动".formatted(o.row(), o.entry(), o.type());
    }
}
