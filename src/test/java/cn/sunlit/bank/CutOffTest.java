package cn.sunlit.bank;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.statutes.WorkCalendar;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("银行付款截止时间")
class CutOffTest {

    @ParameterizedTest(name = "{0} 发出，{1} 起息")
    @CsvSource({
        "2026-03-02T16:29:59, 2026-03-02",
        "2026-03-02T16:30:00, 2026-03-03",
        "2026-03-06T18:00:00, 2026-03-09",
        "2026-03-07T10:00:00, 2026-03-09",
        "2026-09-30T17:00:00, 2026-10-08",
        "2026-02-14T10:00:00, 2026-02-14", // a Saturday worked in exchange for a holiday
    })
    @DisplayName("截止以后、周末和节假日发出的，次一工作日起息")
    void hasItsValueOn(LocalDateTime sent, LocalDate value) {
        assertThat(CutOff.valueOf(
                        sent.atZone(ZoneId.of("Asia/Shanghai")), LocalTime.of(16, 30), WorkCalendar.shipped()))
                .isEqualTo(value);
    }
}
