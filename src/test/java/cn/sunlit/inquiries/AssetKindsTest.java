package cn.sunlit.inquiries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinds of assets as configuration: what is shipped, and a court's own file. */
class AssetKindsTest {

    private static final String PASTURE =
            "assetKinds:\n  - {code: PASTURE, name: 草场使用权, class: REAL_ESTATE, measures: [SEAL], node: D02, valuation: APPRAISAL, also: [草场]}\n";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}：{1}，{2}，首选{3}，可直接扣划 {4}，节点{5}")
    @CsvSource({
        "DEPOSIT, 银行存款, DEPOSIT, FREEZE, true, D01",
        "DIGITAL_RMB, 数字人民币, DEPOSIT, FREEZE, true, D01",
        "REAL_ESTATE, 不动产, REAL_ESTATE, SEAL, false, D02",
        "FOREST_RIGHT, 林权, REAL_ESTATE, SEAL, false, D02",
        "VEHICLE, 机动车, MOVABLE, SEAL, false, D03",
        "FISHING_VESSEL, 渔船, MOVABLE, SEAL, false, D03",
        "EQUITY, 股权, OTHER_RIGHT, FREEZE, false, D04",
        "ONLINE_SHOP, 网络店铺, OTHER_RIGHT, FREEZE, false, D04",
        "LIVE_INCOME, 直播收益, OTHER_RIGHT, FREEZE, false, D04",
        "OTHER, 其他财产, OTHER_RIGHT, FREEZE, false, D04",
    })
    void 随产品提供的种类(String code, String name, String lawClass, String hold, boolean money, String node) {
        AssetKind kind = AssetKinds.shipped().find(code).orElseThrow();
        assertThat(kind.zh()).isEqualTo(name);
        assertThat(kind.lawClass().name()).isEqualTo(lawClass);
        assertThat(kind.hold()).isEqualTo(hold);
        assertThat(kind.isMoney()).isEqualTo(money);
        assertThat(kind.node()).isEqualTo(node);
    }

    @Test
    void 法院自己的文件增加一种_也可以取代一种() throws IOException {
        String own = PASTURE
                + PASTURE.lines()
                        .skip(1)
                        .findFirst()
                        .orElseThrow()
                        .replace("PASTURE", "SHIP")
                        .replace("草场使用权", "内河船舶")
                        .replace("草场", "驳船")
                + "\n";
        AssetKinds kinds = new AssetKinds(file(own));
        assertThat(kinds.all()).hasSize(AssetKinds.shipped().all().size() + 1);
        assertThat(kinds.find("PASTURE")).map(AssetKind::zh).contains("草场使用权");
        assertThat(kinds.called("草场").code()).isEqualTo("PASTURE");
        assertThat(kinds.find("SHIP")).map(AssetKind::zh).contains("内河船舶");
    }

    @ParameterizedTest(name = "立案时写作{0}的是{1}")
    @CsvSource({"HOUSE, REAL_ESTATE", "CAR, VEHICLE", "股权, EQUITY", "DEPOSIT, DEPOSIT", "不认识的, OTHER"})
    void 立案材料里的叫法(String word, String code) {
        assertThat(AssetKinds.shipped().called(word).code()).isEqualTo(code);
    }

    @Test
    void 已经取消的种类_登记在册的财产仍可读() {
        assertThat(AssetKinds.shipped().stored("PASTURE")).satisfies(k -> {
            assertThat(k.code()).isEqualTo("PASTURE");
            assertThat(k.zh()).isEqualTo("其他财产（PASTURE）");
            assertThat(k.node()).isEqualTo("D04");
        });
    }

    @Test
    void 有误的文件一次全部说明() throws IOException {
        String wrong = """
                assetKinds:
                  - {code: pasture, name: 草, class: LAND, measures: [DEDUCT, BURN], node: D99, valuation: GUESS, colour: red}
                  - {code: PASTURE, name: 草场使用权, class: REAL_ESTATE, measures: [SEAL], node: D02, valuation: APPRAISAL}
                  - {code: PASTURE, name: 草场, class: REAL_ESTATE, measures: [SEAL], node: D02, valuation: APPRAISAL}
                """;
        String file = file(wrong);
        assertThatThrownBy(() -> new AssetKinds(file))
                .isInstanceOf(CannotStart.class)
                .hasMessageContainingAll(
                        "第1项（pasture）的 code 应为2至40个大写字母",
                        "name 应为2至20个字",
                        "class 只能是 DEPOSIT、MOVABLE、REAL_ESTATE、OTHER_RIGHT",
                        "measures 只能是",
                        "measures 至少要有 FREEZE、SEAL、SEIZE 之一",
                        "node 只能是 D01",
                        "valuation 只能是",
                        "colour 没有这个设置项",
                        "“PASTURE”出现了两次");
    }

    @Test
    void 两种财产不能叫同一个名字() throws IOException {
        String file = file(PASTURE.replace("草场使用权", "船舶"));
        assertThatThrownBy(() -> new AssetKinds(file))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("SHIP 与 PASTURE 都叫“船舶”");
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("kinds.yaml"), text).toString();
    }
}
