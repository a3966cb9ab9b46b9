package cn.sunlit.settings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.TimeConfiguration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    @ParameterizedTest
    @CsvSource({
        "22, 8, 2026-03-02T21:59, ",
        "22, 8, 2026-03-02T22:00, 2026-03-03T08:00",
        "22, 8, 2026-03-03T00:00, 2026-03-03T08:00",
        "22, 8, 2026-03-03T07:59, 2026-03-03T08:00",
        "22, 8, 2026-03-03T08:00, ",
        "12, 14, 2026-03-02T13:00, 2026-03-02T14:00",
        "12, 14, 2026-03-02T14:00, ",
        "0, 8, 2026-12-31T23:59, ",
        "0, 8, 2026-03-02T00:00, 2026-03-02T08:00",
        "22, 24, 2026-12-31T23:00, 2027-01-01T00:00",
        "24, 6, 2026-03-02T01:00, 2026-03-02T06:00",
        "9, 9, 2026-03-02T09:00, ",
        "0, 24, 2026-03-02T09:00, "
    })
    void 安静时段(int from, int until, LocalDateTime now, LocalDateTime ends) {
        Instant at = now.atZone(TimeConfiguration.ZONE).toInstant();
        assertThat(QuietHours.ending(from, until, at))
                .isEqualTo(Optional.ofNullable(ends)
                        .map(e -> e.atZone(TimeConfiguration.ZONE).toInstant()));
    }
}
