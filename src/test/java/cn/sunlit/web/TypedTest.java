package cn.sunlit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("表单所填的内容")
class TypedTest {

    private final Typed form = new Typed(Map.of(
            "blank", "  ",
            "words", " 说明 ",
            "day", "2026-03-02",
            "at", "2026-03-20T22:30",
            "sum", "1,200.50",
            "days", "15",
            "one", "MONDAY"));

    @Test
    @DisplayName("按栏读出，没有填的为空")
    void reads() {
        assertThat(form.text("words")).isEqualTo("说明");
        assertThat(form.day("day")).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(form.moment("at")).isEqualTo(Instant.parse("2026-03-20T14:30:00Z"));
        assertThat(form.money("sum")).isEqualTo(Money.parse("1200.50"));
        assertThat(form.whole("days")).isEqualTo(15);
        assertThat(form.key("days")).isEqualTo(15L);
        assertThat(form.one("one", DayOfWeek.class)).isEqualTo(DayOfWeek.MONDAY);
        assertThat(form.one("words", DayOfWeek.class)).isNull();
        for (String empty : new String[] {"blank", "missing"}) {
            assertThat(form.text(empty)).isNull();
            assertThat(form.day(empty)).isNull();
            assertThat(form.moment(empty)).isNull();
            assertThat(form.money(empty)).isNull();
            assertThat(form.whole(empty)).isNull();
            assertThat(form.key(empty)).isNull();
            assertThat(form.one(empty, DayOfWeek.class)).isNull();
        }
    }

    @Test
    @DisplayName("读不出的指明哪一栏")
    void refuses() {
        refused(() -> form.day("words"));
        refused(() -> form.moment("words"));
        refused(() -> form.money("words"));
        refused(() -> form.whole("words"));
        refused(() -> form.key("words"));
    }

    private static void refused(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        e -> assertThat(e.errors())
                                .extracting(Problem.FieldError::field)
                                .containsExactly("words"));
    }
}
