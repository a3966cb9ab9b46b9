package cn.sunlit.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against figures that can be counted by hand: 1/C(10,5) = 1/252, 1/C(11,5) = 1/462. */
class ChanceTest {

    private static double[] days(int... days) {
        return IntStream.of(days).asDoubleStream().toArray();
    }

    @Test
    void 全部更小的机会等于组合数的倒数() {
        assertThat(Chance.ofSmaller(days(1, 2, 3, 4, 5), days(6, 7, 8, 9, 10))).isCloseTo(1 / 252.0, within(1e-12));
        assertThat(Chance.ofSmaller(days(0, 0, 0, 0, 0), days(8, 8, 8, 8, 8, 8)))
                .isCloseTo(1 / 462.0, within(1e-12));
    }

    @Test
    void 没有差别和相反的差别都不小() {
        assertThat(Chance.ofSmaller(days(3, 3, 3), days(3, 3, 3))).isEqualTo(1);
        assertThat(Chance.ofSmaller(days(6, 7, 8), days(1, 2, 3))).isEqualTo(1);
        assertThat(Chance.ofSmaller(days(1, 2, 3), days())).isEqualTo(1);
    }

    /** The two sides of the seam: sixty figures are counted out, sixty-one are approximated. */
    @Test
    void 近似与精确相接() {
        double[] group = IntStream.range(0, 20).mapToDouble(i -> i * 1.3).toArray();
        double exact = Chance.ofSmaller(
                group, IntStream.range(0, 40).mapToDouble(i -> i * 1.1).toArray());
        double normal = Chance.ofSmaller(
                group, IntStream.range(0, 41).mapToDouble(i -> i * 1.1).toArray());
        assertThat(normal).isCloseTo(exact, within(0.02));
    }
}
