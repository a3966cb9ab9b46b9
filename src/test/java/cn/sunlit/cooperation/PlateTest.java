package cn.sunlit.cooperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 号牌：登记时从严，路面查车时从宽。 */
class PlateTest {

    @ParameterizedTest
    @CsvSource({
        "鄂J12345, 鄂J12345",
        "鄂j·1234 5, 鄂J12345",
        "鄂JD12345, 鄂JD12345",
        "鄂J1234警, 鄂J1234警",
        "鄂JO1234, 鄂J01234",
        "粤Z1234港, 粤Z1234港"
    })
    void 登记号牌(String typed, String kept) {
        assertThat(Plate.parse("plate", typed).text()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "鄂", "J12345", "某J12345", "鄂J1234", "鄂J1234567", "鄂J12警45", "鄂012345"})
    void 不是号牌的拒收(String typed) {
        assertThatThrownBy(() -> Plate.parse("plate", typed))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("号牌");
    }

    @ParameterizedTest(name = "{0} 查 {1} → {2}")
    @CsvSource({
        "鄂J1234警, J1234, true",
        "鄂J1234警, 1234警, true",
        "鄂J1234警, 鄂j1234, true",
        "鄂J12345, 345, true",
        "鄂J12345, j123, true",
        "鄂J01234, jO12, true",
        "鄂J12345, 145, false",
    })
    void 只记得一部分也查得到(String plate, String typed, boolean found) {
        assertThat(Plate.parse("plate", plate).pieces().contains(Plate.sought("plate", typed)))
                .isEqualTo(found);
    }

    @Test
    void 太短的不查_显示时遮盖() {
        assertThatThrownBy(() -> Plate.sought("plate", "12")).hasMessageContaining("三个字符");
        assertThatThrownBy(() -> Plate.sought("plate", "'; drop")).hasMessageContaining("三个字符");
        assertThat(Plate.parse("plate", "鄂J12345").masked()).isEqualTo("鄂J***45");
    }
}
