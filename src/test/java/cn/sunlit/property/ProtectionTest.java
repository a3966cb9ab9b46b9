package cn.sunlit.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.inquiries.FoundAsset;
import cn.sunlit.kernel.CannotStart;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.property.Protection.Act;
import cn.sunlit.property.Protection.Thing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protected money and things: by what they are recognised, what may not be done with them, and by which article. */
class ProtectionTest {

    private static final AssetKinds KINDS = AssetKinds.shipped();
    private static final Protections SHIPPED = new Protections(KINDS, "");
    private static final LocalDate TODAY = LocalDate.of(2026, 9, 18);

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}（{3}，{2}，户名{4}，核实为{5}）{1} → {6}")
    @CsvSource(
            nullValues = "-",
            value = {
                // 名称, 行为, 种类, 性质, 户名, 核实, 规则
                "个人结算账户, HOLD, DEPOSIT, SETTLEMENT, 乙, -, -",
                "准备金账户, HOLD, DEPOSIT, RESERVE_DEPOSIT, 某银行, -, KZ-18",
                "备付金账户, TAKE, DEPOSIT, PROVISION_FUND, 某银行, -, KZ-18",
                "存款准备金账户, HOLD, DEPOSIT, UNKNOWN, 某农村商业银行, -, KZ-18",
                "存款准备金账户, HOLD, DEPOSIT, UNKNOWN, 某商贸公司, -, -",
                "单位存款, HOLD, DEPOSIT, SETTLEMENT, 某银行, -, -",
                "支行营业场所一处, HOLD, REAL_ESTATE, ORDINARY, 某信用社, -, BH-01",
                "营业场所一处, HOLD, REAL_ESTATE, ORDINARY, 某超市, -, -",
                "炊具餐具一批, HOLD, OTHER, ORDINARY, 乙, -, BH-02",
                "炊具餐具一批, SELL, OTHER, ORDINARY, 乙, -, BH-02",
                "仓库内餐具两万件, HOLD, INVENTORY, ORDINARY, 某餐具厂, NONE, -",
                "低保专户, HOLD, DEPOSIT, SUBSISTENCE, 乙, -, KZ-19",
                "最低生活保障金账户, TAKE, DEPOSIT, UNKNOWN, 乙, -, KZ-19",
                "课本和学习用品, HOLD, OTHER, ORDINARY, 乙, -, BH-03",
                "未发表的小说手稿, HOLD, INTELLECTUAL_PROPERTY, ORDINARY, 乙, -, BH-04",
                "电动轮椅, HOLD, OTHER, ORDINARY, 乙, -, BH-05",
                "残疾人专用机动车, HOLD, VEHICLE, ORDINARY, 乙, -, BH-05",
                "一等功奖章, SELL, OTHER, ORDINARY, 乙, -, BH-06",
                "某国使馆房屋, HOLD, REAL_ESTATE, TREATY_EXEMPT, 某国, -, BH-07",
                "法定豁免物, HOLD, OTHER, EXEMPT_BY_LAW, 乙, -, BH-08",
                "住宅一套, HOLD, REAL_ESTATE, ORDINARY, 乙, NECESSARY_HOME, -",
                "住宅一套, SELL, REAL_ESTATE, ORDINARY, 乙, NECESSARY_HOME, BH-09",
                "住宅一套, SELL, REAL_ESTATE, SOLE_HOME, 乙, -, BH-09",
                "住宅一套, SELL, REAL_ESTATE, ORDINARY, 乙, -, -",
                "某厂工资, HOLD, INCOME, ORDINARY, 乙, -, BH-10",
                "基本养老金, TAKE, PENSION, ORDINARY, 乙, -, BH-10",
                "监管账户, HOLD, DEPOSIT, PRESALE_SUPERVISED, 某置业公司, -, BH-11",
                "预售资金监管账户, HOLD, DEPOSIT, UNKNOWN, 某置业公司, -, BH-11",
                "破产管理人账户, TAKE, DEPOSIT, UNKNOWN, 某公司, -, BH-12",
                "专用账户, HOLD, DEPOSIT, WAGE_SPECIAL, 某建筑公司, -, KZ-20",
                "农民工工资专用存款账户, HOLD, DEPOSIT, SETTLEMENT, 某建筑公司, -, KZ-20",
                "农民工工资专用存款账户, HOLD, DEPOSIT, SETTLEMENT, 某建筑公司, NONE, -",
                "专用账户, HOLD, DEPOSIT, WAGE_SPECIAL, 某建筑公司, NONE, KZ-20",
                "基本存款账户, TAKE, DEPOSIT, UNKNOWN, 某公司工会委员会, -, KZ-20",
                "信托专户, HOLD, DEPOSIT, TRUST, 某信托公司, -, KZ-20",
                "客户备付金, HOLD, PAYMENT_BALANCE, UNKNOWN, 某支付公司, -, KZ-20",
            })
    void 豁免与专用(String title, String act, String kind, String nature, String owner, String declared, String rule) {
        Thing thing = new Thing(KINDS.stored(kind), nature, title, owner, declared, null, null, false);
        assertThat(Protection.refusals(SHIPPED.rules(), thing, Act.valueOf(act), null, TODAY).stream()
                        .map(Problem.Refusal::rule)
                        .distinct()
                        .toList())
                .isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    /** BH-10: what is needed to live stays; the rest may be taken. */
    @ParameterizedTest(name = "BH-10：可用{0}元，保留{1}元，扣划{2}元 → {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "5000.00, -, 1.00, 先确定",
                "5000.00, 3000.00, 2000.00, -",
                "5000.00, 3000.00, 2000.01, 最多执行2000.00元",
                "5000.00, 6000.00, 0.01, 最多执行0.00元",
                "-, 3000.00, 9999.00, -",
            })
    void 保留生活必需费用(String available, String reserved, String amount, String because) {
        Thing wages =
                new Thing(KINDS.stored("DEPOSIT"), "WAGE", "工资卡", "乙", null, money(available), money(reserved), false);
        List<Problem.Refusal> refusals =
                Protection.refusals(SHIPPED.rules(), wages, Act.TAKE, Money.parse(amount), TODAY);
        if (because == null) {
            assertThat(refusals).isEmpty();
        } else {
            assertThat(refusals).singleElement().satisfies(r -> {
                assertThat(r.law()).isEqualTo("民事诉讼法（2023）第二百五十四条");
                assertThat(r.because().replace(",", "")).contains(because);
            });
        }
    }

    /** KZ-20: what is only known by memory warns and says so; the president's word lets it pass. */
    @Test
    void 专用资金经院级审核方可执行() {
        Thing fund = new Thing(KINDS.stored("DEPOSIT"), "TRUST", "信托专户", "某信托公司", null, null, null, false);
        assertThat(Protection.refusals(SHIPPED.rules(), fund, Act.HOLD, null, TODAY))
                .singleElement()
                .satisfies(r -> assertThat(r.because()).contains("须经院长或者局长审核", "依据待核定"));
        Thing cleared = new Thing(KINDS.stored("DEPOSIT"), "TRUST", "信托专户", "某信托公司", null, null, null, true);
        assertThat(Protection.refusals(SHIPPED.rules(), cleared, Act.HOLD, null, TODAY))
                .isEmpty();
        Thing reserves = new Thing(KINDS.stored("DEPOSIT"), "RESERVE_DEPOSIT", "准备金", "某银行", null, null, null, true);
        assertThat(Protection.refusals(SHIPPED.rules(), reserves, Act.HOLD, null, TODAY))
                .as("法律规定不得执行的，审核也不能放行")
                .hasSize(1);
    }

    @Test
    void 没有核到依据的只提示不拒绝_有依据的都引用收录的条文() {
        assertThat(SHIPPED.rules()).hasSizeGreaterThan(25).allSatisfy(r -> {
            if (r.basis() == null) {
                assertThat(r.effect()).isEqualTo(Protection.Effect.WARN);
                assertThat(r.basisZh()).isEqualTo("依据待核定");
            } else {
                assertThat(r.basisZh()).matches(".+（\\d{4}）第.+条");
            }
        });
    }

    @Test
    void 施行以前不适用() {
        Thing presale =
                new Thing(KINDS.stored("DEPOSIT"), "PRESALE_SUPERVISED", "监管账户", "某置业公司", null, null, null, false);
        assertThat(Protection.over(SHIPPED.rules(), presale, LocalDate.of(2025, 7, 23)))
                .isEmpty();
        assertThat(Protection.over(SHIPPED.rules(), presale, LocalDate.of(2025, 7, 24)))
                .hasSize(1);
    }

    /** The robot decides by itself only what is certain (CK-05). */
    @ParameterizedTest(name = "CK-05：{2}，性质{1}，余额{3} → {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "DEPOSIT, SETTLEMENT, 个人结算账户, 100.00, EXECUTABLE",
                "DEPOSIT, SETTLEMENT, 个人结算账户, 0.00, NOT_EXECUTABLE",
                "DEPOSIT, SETTLEMENT, 个人结算账户, -, PENDING",
                "DEPOSIT, SUBSISTENCE, 低保专户, 100.00, NOT_EXECUTABLE",
                "DEPOSIT, SETTLEMENT, 农民工工资专用存款账户, 100.00, PENDING",
                "DEPOSIT, WAGE, 工资卡, 100.00, PENDING",
                "OTHER, ORDINARY, 电动轮椅, -, PENDING",
                "REAL_ESTATE, SOLE_HOME, 住宅一套, -, PENDING",
                "REAL_ESTATE, ORDINARY, 住宅一套, -, PENDING",
                "DIGITAL_RMB, PAYMENT, 数字人民币钱包, 50.00, EXECUTABLE",
            })
    void 自动甄别(String kind, String nature, String title, String balance, String screening) {
        FoundAsset found = new FoundAsset(
                KINDS.stored(kind),
                title,
                "1",
                nature,
                money(balance),
                money(balance),
                List.of(),
                List.of(),
                List.of());
        assertThat(Screening.of(found, SHIPPED.over(found, "乙", TODAY)).screening())
                .isEqualTo(screening);
    }

    /** BH-13: a thing that would pay only those who go first may be screened out on that ground. */
    @Test
    void 不予执行的理由都在列表里() {
        assertThat(SHIPPED.ground("NO_SURPLUS").orElseThrow().words(null)).endsWith("（拍卖变卖（2020）第六条）");
        assertThat(SHIPPED.ground("NOT_OWNED").orElseThrow().words("登记在丙名下")).contains("第二条", "：登记在丙名下");
        assertThat(SHIPPED.ground("SUBSISTENCE")).isPresent();
        assertThat(SHIPPED.ground("NECESSARY_HOME")).as("可以查封的不是理由").isEmpty();
    }

    @Test
    void 法院自己的文件增加一项_有误的一次全部说明() throws IOException {
        Path good = Files.writeString(folder.resolve("good.yaml"), """
                protections:
                  - {code: VILLAGE_FUND, name: 村集体惠农资金, words: [惠农], acts: [HOLD, TAKE], effect: WARN, from: 2026-01-01}
                """);
        assertThat(new Protections(KINDS, good.toString()).find("VILLAGE_FUND")).isPresent();
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), """
                protections:
                  - {code: x, name: 惠, kinds: [MOON], acts: [EAT], effect: BLOCK, from: 2026-02-30}
                  - {code: SECOND, name: 第二项, acts: [], effect: WARN, rule: BH-99, colour: red}
                """);
        assertThatThrownBy(() -> new Protections(KINDS, wrong.toString()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContainingAll(
                        "第1项（x）的 code 应为",
                        "name 应为2至60个字",
                        "没有代码为“MOON”的财产种类",
                        "acts 只能是 HOLD、TAKE、SELL",
                        "没有写明依据（rule）的只能是 WARN",
                        "“2026-02-30”不是有效日期",
                        "第2项（SECOND）的 colour 没有这个设置项",
                        "应写明禁止的行为",
                        "没有收录编号为“BH-99”的条文引文");
    }

    private static Money money(String text) {
        return text == null ? null : Money.parse(text);
    }
}
