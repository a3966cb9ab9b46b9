package cn.sunlit.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The audit: goes through entries, chains, tree, checkpoints and bound business rows within one snapshot and names what does
 * not fit, in that order. The business rows are compared in a session of their own beside the others; its memory does not grow
 * with the record.
 */
@Component
class Walker {

    /** Of each part; more would only repeat what the first ones say. */
    static final int MOST_FAULTS = 20;

    private static final int MOST_IN_ALL = 100;

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
        boolean alone = TransactionSynchronizationManager.isActualTransactionActive();
        return Objects.requireNonNull(
                snapshot.execute(status -> alone ? inOneLine(verifier, progress) : inTwoLines(verifier, progress)));
    }

    /** Within somebody's own transaction in one line: what is not committed yet is seen there alone. */
    private Walk inOneLine(ProofVerifier verifier, Progress progress) {
        TwoLines heard = new TwoLines(progress);
        EntryWalk entries = new EntryWalk(store);
        List<String> faults = record(entries, verifier, heard);
        heard.firstIsThrough();
        return together(entries, faults, rows(heard));
    }

    private Walk inTwoLines(ProofVerifier verifier, Progress progress) {
        String shared = store.share();
        TwoLines heard = new TwoLines(progress);
        try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
            Future<Rows> rows = beside.submit(() -> heard.line(() -> snapshot.execute(status -> {
                store.join(shared);
                return rows(heard);
            })));
            EntryWalk entries = new EntryWalk(store);
            List<String> faults = heard.line(() -> record(entries, verifier, heard));
            heard.firstIsThrough();
            return together(entries, faults, rows.get());
        } catch (ExecutionException broken) {
            throw broken.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static Walk together(EntryWalk entries, List<String> faults, Rows rows) {
        List<String> all = new ArrayList<>(faults);
        all.addAll(rows.faults());
        return new Walk(entries.count(), rows.count(), all.subList(0, Math.min(MOST_IN_ALL, all.size())));
    }

    private List<String> record(EntryWalk entries, ProofVerifier verifier, TwoLines heard) {
        List<String> faults = new ArrayList<>(entries.faults(done -> heard.passed("存证记录", done)));
        for (Hashing algorithm : Hashing.values()) {
            heard.passed("存证树（%s）".formatted(algorithm.label()), entries.count());
            tree(algorithm, verifier, faults);
        }
        return faults;
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

    /** @param count how many business rows were compared */
    private record Rows(long count, List<String> faults) {}

    private Rows rows(TwoLines heard) {
        List<String> faults = new ArrayList<>();
        heard.passed("汇总业务数据清单");
        long count = store.gather();
        store.unbound().ifPresent(u -> faults.add("业务数据%s：存证记录第%d号绑定过它，所在的表却已不受核对".formatted(u.row(), u.entry())));
        for (WalkStore.Binding binding : store.bindings()) {
            heard.passed("业务数据" + binding.name());
            try (Stream<WalkStore.Odd> odd = store.odd(binding)) {
                odd.map(Walker::odd).filter(Objects::nonNull).limit(MOST_FAULTS).forEach(faults::add);
            }
            store.uncovered(binding)
                    .ifPresent(row -> faults.add("业务数据%s：%s与同一行所记的散列值不符，已被改动".formatted(row, binding.covered())));
        }
        store.idleTriggers().forEach(t -> faults.add("数据库触发器%s已被停用，写入不再受约束".formatted(t)));
        return new Rows(count, faults);
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
