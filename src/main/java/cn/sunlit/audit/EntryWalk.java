package cn.sunlit.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows the chains through all entries in the order in which they were written: one reads, hashing goes on beside it. It
 * remembers the heads of the chains it met last, so many at most; the head of one that comes back later is looked up.
 */
final class EntryWalk {

    private static final int BATCH = 2_000;
    private static final int AHEAD = 8;

    /** Some 40 MiB. A case's acts lie close together, so that few are looked up even among millions of cases. */
    private static final int MOST_HEADS = 100_000;

    private static final AuditStore.Head NONE = new AuditStore.Head(0, CanonicalForm.NOTHING_BEFORE);

    private final WalkStore store;
    private final Heads heads;
    private final Deque<CompletableFuture<List<String>>> hashing = new ArrayDeque<>();
    private final List<String> faults = new ArrayList<>();
    private long count;

    EntryWalk(WalkStore store) {
        this(store, MOST_HEADS);
    }

    EntryWalk(WalkStore store, int mostHeads) {
        this.store = store;
        this.heads = new Heads(mostHeads);
    }

    /** The heads met last, by chain. */
    private static final class Heads extends LinkedHashMap<String, AuditStore.Head> {
        private static final long serialVersionUID = 1L;

        private final int most;
        private boolean forgot;

        Heads(int most) {
            super(1024, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AuditStore.Head> eldest) {
            boolean full = size() > most;
            forgot |= full;
            return full;
        }
    }

    long count() {
        return count;
    }

    /** @return what does not fit, the first ones first */
    List<String> faults(LongConsumer passed) {
        try (Stream<WalkStore.Full> all = store.entries()) {
            List<WalkStore.Full> batch = new ArrayList<>(BATCH);
            for (WalkStore.Full full : (Iterable<WalkStore.Full>) all::iterator) {
                count++;
                batch.add(full);
                if (batch.size() == BATCH) {
                    link(batch);
                    batch = new ArrayList<>(BATCH);
                    passed.accept(count);
                }
            }
            link(batch);
        }
        while (!hashing.isEmpty()) {
            faults.addAll(hashing.remove().join());
        }
        store.oddHeads().stream().map(EntryWalk::odd).forEach(faults::add);
        return List.copyOf(faults.subList(0, Math.min(Walker.MOST_FAULTS, faults.size())));
    }

    private void link(List<WalkStore.Full> batch) {
        Map<String, AuditStore.Head> lookedUp = heads.forgot ? lookUp(batch) : Map.of();
        // What this batch says comes after what the batches before it say, whoever finishes first.
        List<String> unlinked = new ArrayList<>();
        for (WalkStore.Full full : batch) {
            AuditStore.Head before = heads.put(full.chain(), new AuditStore.Head(full.seq(), full.hash()));
            String fault = unfit(before == null ? lookedUp.getOrDefault(full.chain(), NONE) : before, full);
            if (fault != null && unlinked.size() < Walker.MOST_FAULTS) {
                unlinked.add(named(full) + fault);
            }
        }
        hashing.add(CompletableFuture.supplyAsync(() -> {
            List<String> changed = new ArrayList<>();
            for (WalkStore.Full full : batch) {
                String fault = changed(full);
                if (fault != null && changed.size() < Walker.MOST_FAULTS) {
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

    /** The links before the first ones of a batch whose chains are not remembered. */
    private Map<String, AuditStore.Head> lookUp(List<WalkStore.Full> batch) {
        Map<String, Long> places = new HashMap<>();
        for (WalkStore.Full full : batch) {
            if (!heads.containsKey(full.chain())) {
                places.putIfAbsent(full.chain(), full.seq());
            }
        }
        return places.isEmpty() ? Map.of() : store.before(places);
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

    private static String odd(WalkStore.OddHead odd) {
        String chain = Plain.line(odd.chain());
        Long noted = odd.noted();
        if (noted == null) {
            return "链%s的链头缺失，已被删除或改名".formatted(chain);
        }
        if (odd.last() < noted) {
            return "链%s的末尾有记录缺失：链头记到第%d条，只有%d条".formatted(chain, noted, odd.last());
        }
        return odd.entries() > noted && odd.last() == noted
                ? "链%s有%d条记录，链头只记到第%d条，系插入".formatted(chain, odd.entries(), noted)
                : "链%s的链头（第%d条）与最后一条记录（第%d条）不符".formatted(chain, noted, odd.last());
    }
}
