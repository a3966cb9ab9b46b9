package cn.sunlit.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How values look. */
class ShowTest {

    @ParameterizedTest
    @CsvSource({
        "421125199001011234, 4211**********1234",
        "6222021234567890123, 6222***********0123",
        "1234567, 12***67",
        "123, ***"
    })
    void 号码只露两端(String number, String shown) {
        assertThat(Show.mask(number)).isEqualTo(shown);
    }

    @Test
    void 缺失的值是横线() {
        assertThat(Show.money(null)).isEqualTo("—");
        assertThat(Show.date(null)).isEqualTo("—");
        assertThat(Show.mask("")).isEqualTo("—");
        assertThat(Show.percent(0, 0)).isEqualTo("—");
    }

    @Test
    void 金额日期与时刻() {
        assertThat(Show.money(Money.parse("120000"))).isEqualTo("120,000.00 元");
        assertThat(Show.dateInWords(LocalDate.of(2026, 3, 2))).isEqualTo("2026年3月2日");
        assertThat(Show.dateTime(Instant.parse("2026-03-01T16:30:00Z"))).isEqualTo("2026-03-02 00:30");
        assertThat(Show.maskPhone("13912345678")).isEqualTo("139****5678");
    }

    @Test
    void 案号在地址里转码() {
        assertThat(Show.casePath(CaseNumber.parse("（2026）鄂1125执1号"), "/funds"))
                .isEqualTo("/cases/%EF%BC%882026%EF%BC%89%E9%84%821125%E6%89%A71%E5%8F%B7/funds");
    }
}
