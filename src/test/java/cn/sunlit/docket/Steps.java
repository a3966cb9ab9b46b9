package cn.sunlit.docket;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The order in which things really happened, whatever the clock showed, and how far the alerts were raised by then. */
final class Steps {

    private final TreeMap<Integer, LocalDate> sweeps = new TreeMap<>();
    private final TreeMap<Integer, LocalDate> raisedUntil = new TreeMap<>();
    private final TreeMap<Long, Integer> runsFrom = new TreeMap<>();
    private final Map<Integer, LocalDate> days = new TreeMap<>();
    private int step;

    int next() {
        return ++step;
    }

    /** Work begins, on this day by the clock; all runs after the newest one are begun by it. */
    int begin(LocalDate day, long newestRun) {
        int now = next();
        runsFrom.put(newestRun + 1, now);
        days.put(now, day);
        return now;
    }

    /** @return whether the sweep had a day to do, or went back to one */
    boolean swept(int at, LocalDate day) {
        LocalDate until = raisedUntil.isEmpty() ? null : raisedUntil.lastEntry().getValue();
        sweeps.put(at, day);
        boolean moved = until == null || until.isBefore(day) || until.isAfter(day.plusDays(1));
        if (moved) {
            raisedUntil.put(at, day);
        }
        return moved && (until == null || until.isBefore(day));
    }

    /** Moments differ by their step, in microseconds of the second. */
    static int of(Instant at) {
        return at.getNano() / 1000;
    }

    int begun(long run) {
        return runsFrom.floorEntry(run).getValue();
    }

    /** The day up to which lamps are lit at once by what was done in that step. */
    LocalDate known(int at) {
        LocalDate day = days.get(at);
        Map.Entry<Integer, LocalDate> until = raisedUntil.floorEntry(at);
        return until == null || until.getValue().isBefore(day) ? day : until.getValue();
    }

    /** The latest day that was swept between two steps, null when none was. */
    @Nullable
    LocalDate sweptBetween(int from, int to) {
        return sweeps.subMap(from, false, to, false).values().stream()
                .max(LocalDate::compareTo)
                .orElse(null);
    }
}
