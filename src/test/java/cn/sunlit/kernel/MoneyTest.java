package cn.sunlit.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"120000 | 120000.00", "120000.5 | 120000.50", "120,000.00 | 120000.00", "0.01 | 0.01", "0 | 0.00"})
    void reads_amounts_as_people_write_them(String written, String canonical) {
        assertThat(Money.parse(written)).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 | 负数",
                "1.005 | 两位小数",
                "1e5 | 数字",
                "十万 | 数字",
                "'' | 数字",
                "99999999999999999999 | 范围",
                "9999999999999999 | 范围"
            })
    void refuses_what_is_no_amount_in_chinese(String written, String because) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.parse(written))
                .withMessageContaining(because);
    }

    @Test
    void splits_by_largest_remainder() {
        // worked example DST-01
        assertThat(Money.parse("581600")
                        .split(List.of(Money.parse("500000"), Money.parse("300000"), Money.parse("123456.78"))))
                .extracting(Money::toString)
                .containsExactly("314903.75", "188942.25", "77754.00");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void writes_sums_as_the_formatter_of_the_platform_does(long seed) {
        Random random = new Random(seed);
        Money m = new Money(random.nextLong(-1_000_000_000_000_000L, 1_000_000_000_000_000L) >> random.nextInt(50));
        assertThat(m.display()).isEqualTo(String.format("%,.2f", m.yuan()));
        assertThat(m).hasToString(m.yuan().toPlainString());
    }

    static Stream<Long> seeds() {
        return LongStream.range(0, 200).boxed();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void loses_no_fen_in_a_split(long seed) {
        Random random = new Random(seed);
        Money whole = new Money(random.nextLong(1, 1_000_000_000_000L));
        List<Money> weights = random.longs(1 + random.nextInt(40), 1, 10_000_000_000L)
                .mapToObj(Money::new)
                .toList();
        List<Money> parts = whole.split(weights);
        assertThat(Money.sum(parts)).isEqualTo(whole);
        Money claims = Money.sum(weights);
        for (int i = 0; i < parts.size(); i++) {
            double exact = (double) whole.fen() * weights.get(i).fen() / claims.fen();
            assertThat((double) parts.get(i).fen()).isBetween(Math.floor(exact) - 1, Math.ceil(exact) + 1);
        }
    }
}
