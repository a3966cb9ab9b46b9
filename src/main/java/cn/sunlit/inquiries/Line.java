package cn.sunlit.inquiries;

import cn.sunlit.kernel.Practice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How busy the line to an institution is, and how many more calls it takes now. Pure. All processes see the same line, so
 * its limits hold for them together: what a process has claimed counts as under way from the claim on, and it never has more
 * calls under way than were free when it claimed last.
 *
 * @param parallel how many calls it takes at a time
 * @param underWay how many are under way
 * @param perMinute how many calls a minute, null where no limit was agreed
 * @param freeAt from when the next call keeps the rate, null before the first
 * @param failures how many calls in a row have failed
 * @param inFault whether it is taken to be out of order (熔断): one call at a time, after growing pauses
 * @param probeAt when an institution in fault is tried next
 */
record Line(
        int parallel,
        int underWay,
        @Nullable Integer perMinute,
        @Nullable Instant freeAt,
        int failures,
        boolean inFault,
        @Nullable Instant probeAt) {

    @Practice(id = "CK-04", text = "协助单位连续三次没有有效响应的视为故障，按10秒、30秒、1分钟、2分钟、5分钟、10分钟的间隔逐项试发，恢复后自动补发（产品默认值）")
    private static final List<Duration> PROBES = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10));

    static final int FAILURES_TOLERATED = 3;

    /** So many requests for each call at a time lie ready in the process: the next call begins when the last one ends. */
    private static final int AHEAD = 2;

    /** How many calls may be begun now. */
    int takes(Instant now) {
        if (inFault) {
            return underWay == 0 && (probeAt == null || !now.isBefore(probeAt)) ? 1 : 0;
        }
        int free = Math.max(0, parallel - underWay);
        if (perMinute == null || freeAt == null) {
            return free;
        }
        if (now.isBefore(freeAt)) {
            return 0;
        }
        return (int) Math.min(free, 1 + Duration.between(freeAt, now).dividedBy(interval()));
    }

    /**
     * How many calls a process may have under way at a time, others having the rest.
     *
     * @param mine how many of those under way it has claimed itself
     */
    int share(int mine) {
        return Math.max(0, parallel - (underWay - mine));
    }

    /**
     * How many a process may claim now: beside its share those that lie ready while the next claim is made. Where calls are
     * counted by the minute, and at an institution in fault, it claims what it calls at once and no more.
     */
    int claims(Instant now, int mine) {
        return inFault || perMinute != null ? takes(now) : Math.max(0, share(mine) * (1 + AHEAD) - mine);
    }

    /** When the line takes the next call after so many were begun; null where no rate was agreed. */
    @Nullable
    Instant freeAfter(int calls, Instant now) {
        if (perMinute == null) {
            return null;
        }
        // What was not used in quiet times is saved up to as many calls as run at a time, and no more.
        Instant earliest = now.minus(interval().multipliedBy(Math.max(0, parallel - 1)));
        Instant from = freeAt == null || freeAt.isBefore(earliest) ? earliest : freeAt;
        return from.plus(interval().multipliedBy(calls));
    }

    /** When an institution in fault is tried again, should this call fail too; null for one that works. */
    @Nullable
    Instant probeAfter(Instant now) {
        return inFault ? now.plus(PROBES.get(Math.clamp(failures - FAILURES_TOLERATED, 0, PROBES.size() - 1))) : null;
    }

    private Duration interval() {
        return Duration.ofMinutes(1).dividedBy(perMinute == null ? 1 : perMinute);
    }
}
