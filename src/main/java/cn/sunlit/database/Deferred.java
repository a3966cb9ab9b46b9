package cn.sunlit.database;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a transaction will have written by its end, one statement a table instead of one a row. A store keeps here the rows
 * that nobody waits for, and with them what it has read under its own lock and need not read again.
 *
 * <p>Nobody can tell the difference: the rows are written before the commit, in the same transaction, and any statement
 * of the {@link org.springframework.jdbc.core.simple.JdbcClient} that names one of the tables first writes what waits for
 * it. What the database refuses is thrown then, and the whole transaction is given up as ever.
 *
 * @param <S> what is kept for one transaction: mutable, and after {@code write} with nothing left to write
 */
public final class Deferred<S> {

    private final int rank;
    private final Pattern tables;
    private final Supplier<S> empty;
    private final Consumer<S> write;
    private final Map<String, Boolean> named = new ConcurrentHashMap<>();

    /**
     * @param rank the lower is written first: a row goes before those that refer to it
     * @param tables with their schema, {@code docket.node}
     * @param write puts into the database what waits, and takes it out of {@code S}
     */
    public Deferred(int rank, Set<String> tables, Supplier<S> empty, Consumer<S> write) {
        this.rank = rank;
        this.tables = Pattern.compile(
                tables.isEmpty()
                        ? "(?!)"
                        : tables.stream()
                                .map(Pattern::quote)
                                .collect(Collectors.joining("|", "(?<![\\w.])(?:", ")(?!\\w)")));
        this.empty = empty;
        this.write = write;
    }

    /** What a transaction has looked up and need not ask again; nothing is written. */
    public static <S> Deferred<S> memo(Supplier<S> empty) {
        return new Deferred<>(Integer.MAX_VALUE, Set.of(), empty, nothing -> {});
    }

    /** Writes now what the running transaction has deferred, so that a very long one does not keep it all in memory. */
    public static void writeNow() {
        Unit unit = (Unit) TransactionSynchronizationManager.getResource(Unit.class);
        if (unit != null) {
            unit.write(Integer.MAX_VALUE);
        }
    }

    /** Asks of what is stored already without writing first, for who has in hand what waits and looks there himself. */
    public static <T> T asStored(Supplier<T> question) {
        Unit unit = (Unit) TransactionSynchronizationManager.getResource(Unit.class);
        if (unit == null || unit.asStored) {
            return question.get();
        }
        unit.asStored = true;
        try {
            return question.get();
        } finally {
            unit.asStored = false;
        }
    }

    /**
     * Adds to what the running transaction will write; without a transaction it is written at once.
     *
     * @param change gets what is kept so far
     */
    public void change(Consumer<S> change) {
        Unit unit = Unit.current();
        if (unit == null) {
            S alone = empty.get();
            change.accept(alone);
            write.accept(alone);
            return;
        }
        Kept<S> kept = unit.of(this);
        kept.waits = true;
        change.accept(kept.state);
    }

    /** What the running transaction keeps so far, for looking something up; null without a transaction. */
    public @Nullable S kept() {
        Unit unit = Unit.current();
        return unit == null ? null : unit.of(this).state;
    }

    /** Writes what waits for a table which the statement names. */
    static void writeBefore(String statement) {
        Unit unit = (Unit) TransactionSynchronizationManager.getResource(Unit.class);
        if (unit != null && !unit.asStored) {
            unit.writeFor(statement);
        }
    }

    private boolean isNamedIn(String statement) {
        return named.computeIfAbsent(statement, text -> tables.matcher(text).find());
    }

    private static final class Kept<S> {
        private final Deferred<S> of;
        private final S state;
        private boolean waits;

        Kept(Deferred<S> of) {
            this.of = of;
            this.state = of.empty.get();
        }

        void write() {
            if (waits) {
                // First: the statements that write name the table themselves.
                waits = false;
                of.write.accept(state);
            }
        }
    }

    /** All that one transaction defers. */
    private static final class Unit implements TransactionSynchronization {
        private final Map<Deferred<?>, Kept<?>> all = new LinkedHashMap<>();
        private boolean asStored;

        static @Nullable Unit current() {
            if (!TransactionSynchronizationManager.isActualTransactionActive()
                    || !TransactionSynchronizationManager.isSynchronizationActive()) {
                return null;
            }
            Unit unit = (Unit) TransactionSynchronizationManager.getResource(Unit.class);
            if (unit == null) {
                unit = new Unit();
                TransactionSynchronizationManager.bindResource(Unit.class, unit);
                TransactionSynchronizationManager.registerSynchronization(unit);
            }
            return unit;
        }

        @SuppressWarnings("unchecked") // each stands under its own key
        <S> Kept<S> of(Deferred<S> which) {
            return (Kept<S>) all.computeIfAbsent(which, d -> new Kept<>(which));
        }

        void writeFor(String statement) {
            all.values().stream()
                    .filter(kept -> kept.waits && kept.of.isNamedIn(statement))
                    .mapToInt(kept -> kept.of.rank)
                    .max()
                    .ifPresent(this::write);
        }

        private void write(int upTo) {
            // One after the other from the lowest: writing may itself defer something else.
            for (Kept<?> next; (next = lowest(upTo)) != null; ) {
                next.write();
            }
        }

        private @Nullable Kept<?> lowest(int upTo) {
            return all.values().stream()
                    .filter(kept -> kept.waits && kept.of.rank <= upTo)
                    .min(Comparator.comparingInt(kept -> kept.of.rank))
                    .orElse(null);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            write(Integer.MAX_VALUE);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(Unit.class);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Unit.class, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Unit.class);
        }
    }
}
