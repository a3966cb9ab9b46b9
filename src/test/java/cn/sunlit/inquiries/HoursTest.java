package cn.sunlit.inquiries;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.statutes.WorkCalendar;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an institution takes requests; the holidays of 2026 by the State Council's notice. */
class HoursTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Hours OFFICE = new Hours(LocalTime.of(8, 30), LocalTime.of(17, 30), true);

    @ParameterizedTest(name = "{0} 起于 {1}")
    @CsvSource({
        "2026-03-02T08:30, 2026-03-02T08:30, 周一开门的一刻",
        "2026-03-02T08:29, 2026-03-02T08:30, 开门之前",
        "2026-03-02T17:29, 2026-03-02T17:29, 关门之前",
        "2026-03-02T17:30, 2026-03-03T08:30, 关门的一刻",
        "2026-03-06T20:00, 2026-03-09T08:30, 周五晚上到周一",
        "2026-09-30T18:00, 2026-10-08T08:30, 国庆长假",
        "2026-10-10T09:00, 2026-10-10T09:00, 调休上班的周六",
    })
    void 工作日办公时间(LocalDateTime at, LocalDateTime opens, String what) {
        ZonedDateTime asked = at.atZone(ZONE);
        assertThat(OFFICE.openFrom(asked, WorkCalendar.shipped())).as(what).isEqualTo(opens.atZone(ZONE));
        assertThat(OFFICE.isOpen(asked, WorkCalendar.shipped())).as(what).isEqualTo(at.equals(opens));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"2026-10-01T03:00", "2026-03-08T23:59"})
    void 全天受理的任何时刻都开着(LocalDateTime at) {
        assertThat(Hours.ALWAYS.isOpen(at.atZone(ZONE), WorkCalendar.shipped())).isTrue();
    }
}
