package cn.sunlit.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import cn.sunlit.reconciliation.ResolutionRules.Entry;
import cn.sunlit.reconciliation.ResolutionRules.Facts;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("未入账的银行分录怎样处理")
class ResolutionRulesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Entry CREDIT = new Entry(1, "S:1", "CREDIT", "CNY", Money.yuan(100), DAY, true, false);
    private static final Entry DEBIT = new Entry(2, "S:2", "DEBIT", "CNY", Money.yuan(100), DAY, true, false);
    private static final Entry BOOKED = new Entry(3, "S:3", "CREDIT", "CNY", Money.yuan(100), DAY, false, false);
    private static final Entry DOLLARS = new Entry(4, "S:4", "CREDIT", "USD", null, DAY, true, false);

    private static List<String> refusals(Entry e, ResolutionWay way, @Nullable Entry other, @Nullable Money typed) {
        return ResolutionRules.refusals(new Facts(e, way, other, typed)).stream()
                .map(r -> r.because())
                .toList();
    }

    @Test
    @DisplayName("可以：更正的一笔已入账、冲回的一笔方向相反金额相同、收款作为不明款、等待银行")
    void mayBeProposed() {
        assertThat(refusals(CREDIT, ResolutionWay.CORRECTED, BOOKED, null)).isEmpty();
        assertThat(refusals(CREDIT, ResolutionWay.REVERSED, DEBIT, null)).isEmpty();
        assertThat(refusals(DEBIT, ResolutionWay.REVERSED, CREDIT, null)).isEmpty();
        assertThat(refusals(CREDIT, ResolutionWay.SUSPENSE, null, null)).isEmpty();
        assertThat(refusals(DOLLARS, ResolutionWay.SUSPENSE, null, Money.yuan(700)))
                .isEmpty();
        assertThat(refusals(DEBIT, ResolutionWay.AWAIT, null, null)).isEmpty();
    }

    @Test
    @DisplayName("不可以，并说明理由")
    void isRefused() {
        assertThat(refusals(BOOKED, ResolutionWay.AWAIT, null, null)).containsExactly("这一笔已经入账，不需要处理");
        assertThat(refusals(
                        new Entry(1, "S:1", "CREDIT", "CNY", Money.yuan(1), DAY, true, true),
                        ResolutionWay.SUSPENSE,
                        null,
                        null))
                .containsExactly("这一笔已由两人处理完毕");
        assertThat(refusals(CREDIT, ResolutionWay.CORRECTED, null, null))
                .containsExactly("没有找到本院账户的这一笔银行流水，请核对更正后的流水号");
        assertThat(refusals(CREDIT, ResolutionWay.CORRECTED, DEBIT, null)).containsExactly("银行流水 S:2 也没有入账，不能作为更正后的一笔");
        assertThat(refusals(CREDIT, ResolutionWay.REVERSED, BOOKED, null))
                .containsExactly("银行流水 S:3 已经入账或者处理，不能再用来冲回", "冲回的一笔应与原来的收付方向相反");
        assertThat(refusals(DOLLARS, ResolutionWay.REVERSED, DEBIT, null)).containsExactly("冲回的一笔应与原来的金额相同");
        assertThat(refusals(DEBIT, ResolutionWay.SUSPENSE, null, null)).containsExactly("这是银行扣款，不能作为不明款入账");
        assertThat(refusals(DOLLARS, ResolutionWay.SUSPENSE, null, null)).containsExactly("原分录没有可用的人民币金额，请填写银行确认的入账金额");
        assertThat(refusals(CREDIT, ResolutionWay.SUSPENSE, null, Money.yuan(90)))
                .containsExactly("原分录载明 100.00 元，不能按 90.00 元入账");
    }
}
