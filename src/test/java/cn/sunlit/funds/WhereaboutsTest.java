package cn.sunlit.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.funds.States.Receipt;
import cn.sunlit.kernel.Money;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("每笔到账的去向")
class WhereaboutsTest {

    private static Money fen(long fen) {
        return new Money(fen);
    }

    @Test
    @DisplayName("已了结的先落在先到的款项上，一笔可以分属几种状态")
    void layTheSettledOnTheFirst() {
        List<List<Whereabouts.Part>> parts = Whereabouts.of(
                List.of(fen(100), fen(50)),
                Map.of(
                        Receipt.FEE_SETTLED, fen(10),
                        Receipt.PAID, fen(70),
                        Receipt.FROZEN, fen(40),
                        Receipt.CLAIMED, fen(30)));
        assertThat(parts.get(0))
                .containsExactly(
                        new Whereabouts.Part(Receipt.FEE_SETTLED, fen(10)),
                        new Whereabouts.Part(Receipt.PAID, fen(70)),
                        new Whereabouts.Part(Receipt.FROZEN, fen(20)));
        assertThat(parts.get(1))
                .containsExactly(
                        new Whereabouts.Part(Receipt.FROZEN, fen(20)), new Whereabouts.Part(Receipt.CLAIMED, fen(30)));
    }

    @Test
    @DisplayName("去向与到账差一分也不接受")
    void refusesAFenTooManyOrTooFew() {
        assertThatThrownBy(() -> Whereabouts.of(List.of(fen(100)), Map.of(Receipt.CLAIMED, fen(99))))
                .hasMessageContaining("少 0.01");
        assertThatThrownBy(() -> Whereabouts.of(List.of(fen(100)), Map.of(Receipt.CLAIMED, fen(101))))
                .hasMessageContaining("多 0.01");
        assertThatThrownBy(
                        () -> Whereabouts.of(List.of(fen(1)), Map.of(Receipt.PAID, fen(2), Receipt.CLAIMED, fen(-1))))
                .hasMessageContaining("负数");
    }

    static List<Long> seeds() {
        return IntStream.range(0, 40).mapToObj(i -> 20261123L + i).toList();
    }

    @ParameterizedTest(name = "种子 {0}")
    @MethodSource("seeds")
    @DisplayName("任意到账和去向，逐笔相加到分")
    void everyReceiptIsTheSumOfItsParts(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Money> receipts = new ArrayList<>();
        long all = 0;
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            long one = random.nextLong(1, 1_000_000);
            receipts.add(fen(one));
            all += one;
        }
        Map<Receipt, Money> whole = new EnumMap<>(Receipt.class);
        long rest = all;
        for (Receipt state : Whereabouts.ORDER) {
            long part = state == Receipt.CLAIMED ? rest : random.nextLong(0, rest / 3 + 1);
            whole.put(state, fen(part));
            rest -= part;
        }
        List<List<Whereabouts.Part>> parts = Whereabouts.of(receipts, whole);
        Map<Receipt, Money> back = new EnumMap<>(Receipt.class);
        for (int i = 0; i < receipts.size(); i++) {
            assertThat(Money.sum(
                            parts.get(i).stream().map(Whereabouts.Part::amount).toList()))
                    .isEqualTo(receipts.get(i));
            parts.get(i).forEach(p -> back.merge(p.state(), p.amount(), Money::plus));
        }
        whole.forEach((state, amount) -> assertThat(back.getOrDefault(state, Money.ZERO))
                .as(state.name())
                .isEqualTo(amount));
    }
}
