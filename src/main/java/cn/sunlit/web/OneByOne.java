package cn.sunlit.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Pieces of due work, each in a transaction of its own: one that fails is named in the log and tried again, and keeps none of the others. */
public final class OneByOne {

    private final TransactionTemplate transaction;
    private final Logger log;

    /** The last failure of each, so that one which fails at every round is told once. */
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    public OneByOne(TransactionTemplate transaction, Class<?> work) {
        this.transaction = transaction;
        this.log = LoggerFactory.getLogger(work);
    }

    /**
     * Does one piece.
     *
     * @param name what it is about, for the log: a number of the database, never words that somebody typed
     * @param piece whether there was still something to do
     * @return whether it was done; false where it failed or nothing was left to do
     */
    public boolean did(String name, BooleanSupplier piece) {
        try {
            boolean done = Boolean.TRUE.equals(transaction.execute(status -> piece.getAsBoolean()));
            failures.remove(name);
            return done;
        } catch (RuntimeException failed) {
            if (!failed.toString().equals(failures.put(name, failed.toString()))) {
                log.error("{} failed and will be tried again until it succeeds", name, Wordless.of(failed));
            }
            return false;
        }
    }
}
