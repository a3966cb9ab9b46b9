package cn.sunlit.web;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was thrown, for the log, without its words: they may repeat what somebody typed, an identity number or a name. The kinds, the
 * places and the database's error codes stay, which is what one looks for.
 */
final class Wordless extends RuntimeException {

    private Wordless(String kind, @Nullable Throwable cause, StackTraceElement[] places) {
        super(kind, cause, false, true);
        setStackTrace(places);
    }

    static Throwable of(Throwable thrown) {
        return of(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static Wordless of(Throwable thrown, Set<Throwable> seen) {
        seen.add(thrown);
        Throwable cause = thrown.getCause();
        String kind = thrown instanceof SQLException sql
                ? "%s (SQLState %s)".formatted(thrown.getClass().getName(), sql.getSQLState())
                : thrown.getClass().getName();
        return new Wordless(
                kind, cause == null || seen.contains(cause) ? null : of(cause, seen), thrown.getStackTrace());
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
