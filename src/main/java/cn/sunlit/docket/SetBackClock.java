package cn.sunlit.docket;

import cn.sunlit.docket.DocketStore.Held;
import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** Nobody puts anything down while the clock shows an earlier moment than the newest entry of the case: it was set back. */
final class SetBackClock {

    /** Clocks of several machines differ by less; a movable one was not set back by so little. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private SetBackClock() {}

    static void refuse(Held held, Clock clock) {
        Instant newest = Stream.concat(
                        held.rows().stream().map(NodeRow::recordedAt),
                        held.ledger().entries().stream().flatMap(e -> Stream.of(e.proposedAt(), e.decidedAt())))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        if (clock.instant().plus(CLOCKS_APART).isBefore(newest)) {
            throw new Problem.Conflict("系统时钟早于本案最近一次登记的时间（%s），须先校准时钟"
                    .formatted(newest.atZone(clock.getZone()).toLocalDateTime().withNano(0)));
        }
    }
}
