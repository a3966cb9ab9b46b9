package cn.sunlit.inquiries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How many calls the line to an institution takes, and when an institution out of order is tried. */
class LineTest {

    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    @Test
    void 同时办理的请求不超过约定的数量() {
        assertThat(line(4, 0, null, null).takes(NOW)).isEqualTo(4);
        assertThat(line(4, 3, null, null).takes(NOW)).isEqualTo(1);
        assertThat(line(4, 4, null, null).takes(NOW)).isZero();
        assertThat(line(4, 9, null, null).takes(NOW))
                .as("the limit was lowered meanwhile")
                .isZero();
    }

    @Test
    void 每分钟六十次的_任何一分钟都不超过六十次加一批() {
        Instant freeAt = null;
        List<Instant> calls = new ArrayList<>();
        for (int tick = 0; tick < 3_000; tick++) {
            Instant now = NOW.plusMillis(tick * 100L);
            Line line = line(4, 0, 60, freeAt);
            int most = line.takes(now);
            if (most > 0) {
                freeAt = line.freeAfter(most, now);
                for (int i = 0; i < most; i++) {
                    calls.add(now);
                }
            }
        }
        assertThat(calls.size()).isBetween(300, 304);
        for (Instant from : calls) {
            assertThat(calls.stream()
                            .filter(at -> !at.isBefore(from) && at.isBefore(from.plusSeconds(60)))
                            .count())
                    .isLessThanOrEqualTo(64);
        }
    }

    @Test
    void 安静一小时也只攒下一批() {
        assertThat(line(4, 0, 60, NOW.minus(Duration.ofHours(1))).takes(NOW)).isEqualTo(4);
        Instant after = line(4, 0, 60, NOW.minus(Duration.ofHours(1))).freeAfter(4, NOW);
        assertThat(after).isEqualTo(NOW.plusSeconds(1));
        assertThat(line(4, 0, 60, after).takes(NOW)).isZero();
        assertThat(line(4, 0, 60, after).takes(NOW.plusSeconds(1))).isEqualTo(1);
    }

    @Test
    void 故障单位逐项试发_间隔递增到十分钟为止() {
        List<Long> pauses = new ArrayList<>();
        for (int failures = 3; failures < 11; failures++) {
            Line line = new Line(8, 0, null, null, failures, true, NOW);
            assertThat(line.takes(NOW)).isEqualTo(1);
            assertThat(line.takes(NOW.minusMillis(1))).isZero();
            assertThat(new Line(8, 1, null, null, failures, true, NOW).takes(NOW))
                    .as("one is being tried")
                    .isZero();
            Instant next = line.probeAfter(NOW);
            assertThat(next).isNotNull();
            pauses.add(Duration.between(NOW, next).toSeconds());
        }
        assertThat(pauses).containsExactly(10L, 30L, 60L, 120L, 300L, 600L, 600L, 600L);
        assertThat(line(8, 0, null, null).probeAfter(NOW)).isNull();
    }

    @Test
    void 预先领取的_与他人合计也不超过并行上限() {
        assertThat(line(4, 0, null, null).claims(NOW, 0))
                .as("four calls, eight lie ready")
                .isEqualTo(12);
        assertThat(line(4, 9, null, null).claims(NOW, 9)).as("nine of its own").isEqualTo(3);
        assertThat(line(4, 9, null, null).share(9)).isEqualTo(4);
        Line shared = line(4, 6, null, null);
        assertThat(shared.share(3)).as("others have three").isEqualTo(1);
        assertThat(shared.claims(NOW, 3)).isZero();
        assertThat(line(4, 12, null, null).share(0)).as("others have all").isZero();
        assertThat(line(4, 12, null, null).claims(NOW, 0)).isZero();
    }

    @Test
    void 按分钟限次的和故障的_不预先领取() {
        assertThat(line(4, 1, 60, NOW).claims(NOW, 1)).isEqualTo(1);
        assertThat(new Line(8, 0, null, null, 3, true, NOW).claims(NOW, 0)).isEqualTo(1);
        assertThat(new Line(8, 5, null, null, 3, true, NOW).claims(NOW, 5)).isZero();
    }

    private static Line line(int parallel, int underWay, @Nullable Integer perMinute, @Nullable Instant freeAt) {
        return new Line(parallel, underWay, perMinute, freeAt, 0, false, null);
    }
}
