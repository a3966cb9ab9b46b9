package cn.sunlit.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("表单中的日期")
class PlainDayTest {

    @Test
    @DisplayName("前后空格不算，留空是没有填")
    void readsADayAndTakesABlankForNone() {
        assertThat(PlainDay.optional("from", " 2028-02-29 ")).isEqualTo(LocalDate.of(2028, 2, 29));
        assertThat(PlainDay.optional("from", "  ")).isNull();
        assertThatThrownBy(() -> PlainDay.required("from", "", "请填写起始日期")).hasMessageContaining("请填写起始日期");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-02-30", "2027-02-29", "2026-13-01", "2026-3-2", "02/03/2026", "+12026-01-01", "二〇二六年三月二日"})
    @DisplayName("不存在的、写法不对的，指明字段后不予接受")
    void refusesWhatIsNoDay(String text) {
        assertThatThrownBy(() -> PlainDay.optional("from", text))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        wrong -> assertThat(wrong.errors())
                                .extracting(Problem.FieldError::field)
                                .containsExactly("from"));
    }
}
