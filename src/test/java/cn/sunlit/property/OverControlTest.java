package cn.sunlit.property;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import cn.sunlit.property.OverControl.Claim;
import cn.sunlit.property.OverControl.Item;
import cn.sunlit.property.OverControl.Meter;
import cn.sunlit.statutes.LocalPractice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverControlTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    private static Money yuan(String amount) {
        return Money.parse(amount);
    }

    /** A list like {@code 存60000 房1000000 候500 保300 不明 令100}: what is held, in its order. */
    private static List<Item> items(String written) {
        List<Item> items = new ArrayList<>();
        for (String each : written.isBlank() ? new String[0] : written.split(" ")) {
            String what = each.substring(0, 1);
            Money worth = each.length() == 1 ? null : yuan(each.substring(1));
            boolean money = !what.equals("房") && !what.equals("整");
            items.add(new Item(
                    items.size() + 1L,
                    items.size() + 1L,
                    each,
                    what.equals("候") ? "WAITING" : what.equals("令") ? "ORDERED" : "EFFECTIVE",
                    money,
                    money ? worth : null,
                    worth,
                    "登记机构反馈",
                    what.equals("保") ? "必需生活费用" : null,
                    what.equals("整") ? "不可分物" : null));
        }
        return items;
    }

    /** CE-02 and CE-03: worked examples with a ceiling of 100,000. */
    @ParameterizedTest(name = "{0}：{1} → 计入{2}，{3}，解除{4}")
    @CsvSource(
            value = {
                "没有控制, '', 0, WITHIN, ''",
                "不足额, 存60000, 60000, WITHIN, ''",
                "恰好足额, 存60000 存40000, 100000, WITHIN, ''",
                "多出一分, 存100000.01, 100000.01, OVER, 1:0.01",
                "存款多出的部分先放, 存60000 存70000, 130000, OVER, 2:30000.00",
                "轮候不计入, 存60000 候90000, 60000, WITHIN, ''",
                "受保护的不计入, 存100000 保5000, 100000, WITHIN, ''",
                "没有反馈的不计入, 存100000 令5000, 100000, WITHIN, ''",
                "价值没有查明的不计入, 存100000 房, 100000, WITHIN, ''",
                "存款足额则房产整体放开, 存100000 房1000000, 1100000, OVER, 2:全部",
                "只有一处不可分的房产, 房1000000, 1000000, INDIVISIBLE, ''",
                "标明不可分的房产, 整1000000, 1000000, INDIVISIBLE, ''",
                "两处房产留一处, 房100000 房100000, 200000, OVER, 1:全部",
            })
    void 计量(String what, String held, String counted, OverControl.Level level, String releases) {
        Meter meter = OverControl.meter(new Claim(yuan("100000"), Money.ZERO, Money.ZERO, TODAY), items(held));
        assertThat(meter.held()).as(what).isEqualTo(yuan(counted));
        assertThat(meter.level()).isEqualTo(level);
        assertThat(meter.releases().stream()
                        .map(l -> l.item().measure() + ":"
                                + (l.whole() ? "全部" : l.release().toString()))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(releases);
    }

    @Test
    void 提议的解除之后_仍然足额() {
        for (String held : List.of("存60000 存70000 房20000", "房90000 房30000 存5000", "存1 房100000 房99999", "存300000")) {
            List<Item> items = items(held);
            Meter meter = OverControl.meter(new Claim(yuan("100000"), Money.ZERO, Money.ZERO, TODAY), items);
            Money released = Money.sum(
                    meter.releases().stream().map(OverControl.Line::release).toList());
            assertThat(meter.held().minus(released))
                    .as(held)
                    .isGreaterThanOrEqualTo(meter.ceiling().min(meter.held()));
        }
    }

    /** CE-01 */
    @ParameterizedTest(name = "现欠{0}，处置时欠{1}，{2} → 额度{3}")
    @CsvSource({
        "100000, 103150, 存60000, 103150.00",
        "100000, 103150, 房60000, 104950.00",
        "100000, 103150, 房1000000, 106244.50",
        "0, 0, 房1000000, 0.00",
        "100000, 99000, '', 100000.00"
    })
    void 控制额度(String now, String then, String held, String ceiling) {
        assertThat(OverControl.claim(yuan(now), yuan(then), TODAY.plusDays(180), items(held), LocalPractice.NONE, TODAY)
                        .ceiling())
                .isEqualTo(yuan(ceiling));
    }

    @Test
    void 百分比有上限_没有债务时也不除以零() {
        assertThat(OverControl.meter(new Claim(Money.ZERO, Money.ZERO, Money.ZERO, TODAY), items("存1"))
                        .percent())
                .isEqualTo(1000);
        assertThat(OverControl.meter(new Claim(yuan("200"), Money.ZERO, Money.ZERO, TODAY), items("存50"))
                        .percent())
                .isEqualTo(25);
    }
}
