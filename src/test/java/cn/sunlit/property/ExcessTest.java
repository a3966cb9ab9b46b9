package cn.sunlit.property;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import cn.sunlit.property.Excess.Hold;
import cn.sunlit.property.Excess.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

/** LH-05：超标的额的部分解除。 */
class ExcessTest {

    private static Hold money(long id, int yuan) {
        return new Hold(id, Money.yuan(yuan), true, false);
    }

    private static Hold thing(long id, int yuan) {
        return new Hold(id, Money.yuan(yuan), false, false);
    }

    @Test
    void 没有超出的_什么也不解除() {
        assertThat(Excess.plan(Money.yuan(100), List.of(money(1, 60), money(2, 40))))
                .isEqualTo(new Excess.Plan(List.of(), List.of()));
    }

    @Test
    void 冻结的存款从后往前解除_最后一笔只解除一部分() {
        assertThat(Excess.plan(Money.yuan(50), List.of(money(1, 60), money(2, 40))))
                .isEqualTo(new Excess.Plan(List.of(new Part(2, null), new Part(1, Money.yuan(10))), List.of()));
    }

    @Test
    void 整件财产可以全部放开的先放开() {
        assertThat(Excess.plan(Money.yuan(50), List.of(thing(1, 60), money(2, 50))))
                .isEqualTo(new Excess.Plan(List.of(new Part(1, null)), List.of()));
    }

    @Test
    void 不可分物放开后不足清偿的_整体控制_其余存款放开() {
        assertThat(Excess.plan(Money.yuan(50), List.of(thing(1, 100), money(2, 20))))
                .isEqualTo(new Excess.Plan(List.of(new Part(2, null)), List.of(1L)));
        assertThat(Excess.plan(Money.yuan(50), List.of(new Hold(1, Money.yuan(100), false, true))))
                .isEqualTo(new Excess.Plan(List.of(), List.of()));
    }

    @Test
    void 债务清偿的_全部放开() {
        assertThat(Excess.plan(Money.ZERO, List.of(thing(1, 100), money(2, 20))).releases())
                .containsExactly(new Part(1, null), new Part(2, null));
    }
}
