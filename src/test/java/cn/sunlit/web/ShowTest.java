package cn.sunlit.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** How values look. */
class ShowTest {

    @Test
    void 缺失的值是横线() {
        assertThat(Show.money(null)).isEqualTo("—");
        assertThat(Show.date(null)).isEqualTo("—");
        assertThat(Show.percent(0, 0)).isEqualTo("—");
    }

    @Test
    void 金额日期与时刻() {
        assertThat(Show.money(Money.parse("120000"))).isEqualTo("120,000.00 元");
        assertThat(Show.dateInWords(LocalDate.of(2026, 3, 2))).isEqualTo("2026年3月2日");
        assertThat(Show.dateTime(Instant.parse("2026-03-01T16:30:00Z"))).isEqualTo("2026-03-02 00:30");
    }

    @Test
    void 案号在地址里转码() {
        assertThat(Show.casePath(CaseNumber.parse("（2026）鄂1125执1号"), "/funds"))
                .isEqualTo("/cases/%EF%BC%882026%EF%BC%89%E9%84%821125%E6%89%A71%E5%8F%B7/funds");
    }
}
