package cn.sunlit.audit;

import cn.sunlit.audit.AuditStore.Head;
import cn.sunlit.identity.Actor;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Collects the acts of a transaction and appends them in one statement when it is about to commit, together with the digests
 * of the business rows it wrote: a row that nobody's act bound was written past the program. The last act binds the rows; a
 * transaction without an act (a delivery, a term that ran out) gets an entry of the program's own.
 */
@Component
class Recording implements TransactionExecutionListener {

    /** Chains of the program's own entries: several, so that two transactions seldom wait for each other at their end. */
    private static final int SYSTEM_CHAINS = 16;

    private static final int FIRST_DRAW = 2;
    private static final int MOST_DRAWN = 1024;

    private final AuditStore store;
    private final ObjectProvider<Clock> clock;
    private final Hashing hashing;

    Recording(AuditStore store, ObjectProvider<Clock> clock, @Value("${sunlit.audit.hash:SHA-256}") String algorithm) {
        this.store = store;
        this.clock = clock;
        this.hashing = Hashing.of(algorithm);
    }

    Hashing hashing() {
        return hashing;
    }

    /** What a transaction holds and is about to append. */
    private static final class Open {
        private final Map<String, Head> heads = new HashMap<>();
        private final List<Entry> acts = new ArrayList<>();
        private final Deque<Long> numbers = new ArrayDeque<>();
        private final Deque<Long> spare = new ArrayDeque<>();
        private int draw = FIRST_DRAW;

        /**
         * Keys drawn before a chain is locked must not be used for it: another transaction may have appended larger ones.
         */
        void lock(String chain, Function<String, Head> lockHead) {
            if (!heads.containsKey(chain)) {
                heads.put(chain, lockHead.apply(chain));
                spare.clear();
            }
        }

        void lock(Collection<String> chains, Function<Collection<String>, Map<String, Head>> lockHeads) {
            List<String> others =
                    chains.stream().filter(chain -> !heads.containsKey(chain)).toList();
            if (!others.isEmpty()) {
                heads.putAll(lockHeads.apply(others));
                spare.clear();
            }
        }

        int lacking() {
            return acts.size() - numbers.size();
        }

        /** Gives keys to acts that have none yet, as far as there are spare ones. */
        void useSpare() {
            while (lacking() > 0 && !spare.isEmpty()) {
                numbers.add(spare.remove());
            }
        }
    }

    /** Locks the chain until the transaction ends. */
    void hold(String chain) {
        open().lock(chain, store::lockHead);
    }

    /** Locks several chains until the transaction ends. */
    void hold(Collection<String> chains) {
        open().lock(chains, store::lockHeads);
    }

    /** Begins a chain that the running transaction makes, so that nobody else can hold it yet. */
    void begin(String chain) {
        open().heads.putIfAbsent(chain, new Head(0, CanonicalForm.NOTHING_BEFORE));
    }

    /** Takes an act in; it is appended when the transaction commits. */
    void add(Entry act) {
        Open open = open();
        open.lock(act.chain(), store::lockHead);
        open.acts.add(act);
    }

    /**
     * The key that the act taken in last will bear. Keys follow the order of acts within a chain, so those before it get
     * theirs now as well.
     */
    long numberOfLast() {
        Open open = open();
        open.useSpare();
        if (open.lacking() > 0) {
            open.spare.addAll(store.numbers(Math.max(open.lacking(), open.draw)));
            open.draw = Math.min(open.draw * 4, MOST_DRAWN);
            open.useSpare();
        }
        return open.numbers.getLast();
    }

    /** Appends what was taken in so far, for whoever reads the record within the same transaction. */
    void appendNow() {
        Open open = (Open) TransactionSynchronizationManager.getResource(this);
        if (open != null && !open.acts.isEmpty()) {
            append(open);
            store.forgetNoted();
        }
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        if (transaction.isNewTransaction() && !transaction.isReadOnly()) {
            Open open = (Open) TransactionSynchronizationManager.getResource(this);
            append(open == null ? new Open() : open);
        }
    }

    private void append(Open open) {
        open.useSpare();
        AuditStore.Noted noted = store.takeNoted(open.lacking());
        if (open.acts.isEmpty() && noted.rows().isEmpty()) {
            return;
        }
        open.numbers.addAll(noted.numbers());
        String rows = lines(noted.rows());
        if (open.acts.isEmpty()) {
            Entry own = own(rows);
            open.lock(own.chain(), store::lockHead);
            open.acts.add(own);
            // Drawn after the chain is locked, so that keys and places in a chain have one order.
            open.numbers.addAll(store.numbers(1));
        }
        List<Entry> links = new ArrayList<>();
        Map<String, Head> moved = new LinkedHashMap<>();
        for (int i = 0; i < open.acts.size(); i++) {
            Entry act = open.acts.get(i);
            boolean binds = i == open.acts.size() - 1 && !rows.isEmpty();
            Head head = open.heads.get(act.chain());
            if (head == null) {
                throw new IllegalStateException("chain %s is not held".formatted(act.chain()));
            }
            Entry link = act.linked(
                    open.numbers.remove(), head.seq() + 1, hashing, binds ? hashing.hash(rows) : null, head.hash());
            links.add(link);
            Head next = new Head(link.seq(), link.hash());
            open.heads.put(act.chain(), next);
            moved.put(act.chain(), next);
        }
        store.append(links, rows.isEmpty() ? null : rows, moved);
        open.acts.clear();
    }

    /** What the database noted, a line each, as the list that is hashed: a row written twice stands once, as it is now. */
    private String lines(String noted) {
        Map<String, String> digests = new LinkedHashMap<>();
        for (String line : noted.split("\n")) {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                String content = line.substring(tab + 1);
                digests.put(line.substring(0, tab), digest(content));
            }
        }
        StringBuilder out = new StringBuilder(digests.size() * 96);
        digests.forEach(
                (row, digest) -> out.append(row).append(' ').append(digest).append('\n'));
        return out.toString();
    }

    private String digest(String noted) {
        if (noted.startsWith("{")) {
            return hashing.hash(noted);
        }
        if (hashing != Hashing.SHA_256) {
            throw new IllegalStateException("the database session was not told to note rows for " + hashing.label());
        }
        return noted;
    }

    private Entry own(String rows) {
        TreeSet<String> tables = new TreeSet<>();
        long count = Arrays.stream(rows.split("\n"))
                .peek(line -> tables.add(line.substring(0, line.indexOf('/'))))
                .count();
        return own(new Act(
                "ROWS_WRITTEN", "系统办理到期事务，写入业务数据%d行".formatted(count), Map.of("tables", String.join(",", tables))));
    }

    /** An entry of the program's own, in one of its chains. */
    Entry own(Act act) {
        return new Entry(
                0,
                "system:" + Thread.currentThread().threadId() % SYSTEM_CHAINS,
                0,
                null,
                null,
                Actor.Kind.SYSTEM,
                "system",
                "系统",
                null,
                "",
                null,
                act.type(),
                CanonicalForm.storable(act.summary()),
                act.facts(),
                clock.getObject().instant().truncatedTo(ChronoUnit.MICROS),
                CanonicalForm.NEWEST,
                hashing,
                null,
                CanonicalForm.NOTHING_BEFORE,
                "");
    }

    private Open open() {
        Open open = (Open) TransactionSynchronizationManager.getResource(this);
        if (open != null) {
            return open;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            throw new IllegalStateException("an act goes on record within the transaction that does it");
        }
        Open fresh = new Open();
        TransactionSynchronizationManager.bindResource(this, fresh);
        TransactionSynchronizationManager.registerSynchronization(new UntilTheEnd(fresh));
        return fresh;
    }

    /** Keeps what was taken in with its own transaction: another one that runs in between has its own. */
    private final class UntilTheEnd implements TransactionSynchronization {
        private final Open open;

        UntilTheEnd(Open open) {
            this.open = open;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(Recording.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Recording.this, open);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Recording.this);
        }
    }
}
