package cn.sunlit.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("计息截止日")
class ValueDayTest {

    @ParameterizedTest(name = "{0} 记账，{1} 起息：计至 {2}")
    @CsvSource({
        "2026-11-25,           , 2026-11-25, true",
        "2026-11-25, 2026-11-25, 2026-11-25, true",
        "2026-11-25, 2026-11-20, 2026-11-20, true",
        "2026-09-30, 2026-10-09, 2026-10-09, true",
        "2026-11-25, 2026-12-10, 2026-12-10, true",
        "2026-11-25, 2026-12-11, 2026-11-25, false",
        "2026-11-25, 2030-01-01, 2026-11-25, false",
    })
    @DisplayName("起息日比记账日晚十五日以内的照算，再晚的是笔误，不叫被执行人负担将来的利息")
    void runs(LocalDate booked, @Nullable LocalDate value, LocalDate until, boolean plausible) {
        assertThat(ValueDay.interestUntil(booked, value)).isEqualTo(until);
        assertThat(ValueDay.plausible(booked, value)).isEqualTo(plausible);
    }
}
