package cn.sunlit.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves the court names nobody's number; what is no number of a person stays readable. */
class RedactorTest {

    @ParameterizedTest
    @CsvSource({
        "421125199001011234, 4211**********1234",
        "6222021234567890123, 6222***********0123",
        "1234567, 12***67",
        "123, ***"
    })
    void 号码只露两端(String number, String shown) {
        assertThat(Redactor.number(number)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "产蛋鸡四千羽, 产蛋鸡四千羽",
        "西侧地块3亩, 西侧地块3亩",
        "鄂A12345, 鄂A***45",
        "浠国用2019第0033号, 浠国用2*****033号",
        "6222021234567890123, 6222***********0123"
    })
    void 财产的描述可读_编号不可读(String mark, String shown) {
        assertThat(Redactor.mark(mark)).isEqualTo(shown);
    }

    @Test
    void 单个的值() {
        assertThat(Redactor.number("")).isEqualTo("—");
        assertThat(Redactor.number(null)).isEqualTo("—");
        assertThat(Redactor.phone("13912345678")).isEqualTo("139****5678");
        assertThat(Redactor.phone("110")).isEqualTo("***");
        assertThat(Redactor.address("湖北省浠水县清泉镇红烛路1号")).isEqualTo("湖北省浠水县****");
        assertThat(Redactor.address("红烛路1号")).isEqualTo("红烛****");
        assertThat(Redactor.address(null)).isEqualTo("—");
    }

    @ParameterizedTest
    @CsvSource({"李四, 李某", "欧阳锋, 欧阳某", "欧阳, 欧某", "买买提·艾力, 买某", "Smith, S某", "𠮷野, 𠮷某"})
    void 姓名保留姓氏(String name, String shown) {
        assertThat(Redactor.name(name)).isEqualTo(shown);
    }

    @Test
    void 同一人同一称呼_同姓的以数字区分_长的姓名先替换() {
        assertThat(Redactor.text("李四欠李四海，李四海又欠王五。", List.of("李四", "李四海", "王五"))).isEqualTo("李某欠李某2，李某2又欠王某。");
        assertThat(Redactor.text("没有姓名", List.of())).isEqualTo("没有姓名");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "（2026）鄂1125执1234号",
                "（2026）鄂1125执恢88号之一",
                "(2025)最高法民终1号",
                "请于2026-03-15前履行",
                "2026-03-02 09:30 到期",
                "分案已完成（2026-03-02）；立案审查已完成(2026-03-03)。",
                "年度报告（2024-2025）、退还（1234567.89元）",
                "2024-2025年度",
                "验证码 123456，5 分钟内有效",
                "本金120,000.00元、利息1234567.89元",
                "共300件、已结12件",
                "民事诉讼法（2023）第二百五十三条",
                "第1项、第2项、第3项",
                "http://10.1.2.3:8080/portal",
            })
    void 不是个人号码的照样可读(String text) {
        assertThat(Redactor.text(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "电话13912345678。, 电话****5678。",
        "电话+86 139-1234-5678, 电话****5678",
        "座机（0713）4221234, 座机****1234",
        "电话4221234, 电话****",
        "身份证42112519900101123X, 身份证****123X",
        "身份证 421125 19900101 1234, 身份证 ****1234",
        "旧证421125900101123, 旧证****1123",
        "全角１３９１２３４５６７８, 全角****５６７８",
        "一三九一二三四五六七八, ****",
        "卡号6222 0212 3456 7890 123, 卡号****0123",
        "护照E12345678, 护照E****",
        "邮箱 a.b@example.com 联系, 邮箱 **** 联系",
        "车牌鄂J12A45, 车牌鄂****",
        "住浠水县清泉镇红烛路12号3栋2单元501室，务农, 住浠水县清泉镇****，务农",
        "家住散花镇福利村三组, 家住散花镇****",
    })
    void 个人的号码和住处都看不到(String text, String shown) {
        assertThat(Redactor.text(text)).isEqualTo(shown);
    }

    private static final Pattern ANY_RUN = Pattern.compile("\\p{Nd}(?:[ -]?\\p{Nd}){7,}");

    static IntStream seeds() {
        return IntStream.range(0, 400);
    }

    /** Numbers of every kind, written in every way, between words and things that stay. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void 任意文字里的证件号_电话和账号都不留(int seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        List<String> secrets = new java.util.ArrayList<>();
        List<String> harmless = new java.util.ArrayList<>();
        for (int i = 0; i < 6; i++) {
            text.append(pick(random, "向", "，账户", "、联系人：", "（", "。转", "his ", "#", "\n"));
            if (random.nextInt(3) == 0) {
                String kept = pick(random, "（2026）鄂1125执1234号", "2026年3月2日", "300件", "12,000.00元");
                harmless.add(kept);
                text.append(kept);
            } else {
                String digits = secret(random);
                secrets.add(digits);
                text.append(written(random, digits));
            }
            text.append(pick(random, "付款", "，", "；谢谢", "）", " of", "。"));
        }
        String shown = Redactor.text(text.toString());
        String bare = shown.replaceAll("[^\\p{Nd}Xx]", "");
        for (String secret : secrets) {
            assertThat(bare).as("%s in %s", secret, shown).doesNotContain(secret.substring(0, secret.length() - 4));
        }
        assertThat(ANY_RUN.matcher(shown.replaceAll("（2026）鄂1125执1234号|12,000\\.00", ""))
                        .find())
                .as(shown)
                .isFalse();
        assertThat(harmless).allSatisfy(kept -> assertThat(shown).contains(kept));
    }

    private static String secret(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "1" + (3 + random.nextInt(7)) + digits(random, 9);
            case 1 -> "4211251990" + digits(random, 7) + (random.nextBoolean() ? "X" : digits(random, 1));
            case 2 -> "62" + digits(random, 14 + random.nextInt(4));
            default -> (1 + random.nextInt(9)) + digits(random, 8 + random.nextInt(18));
        };
    }

    private static String digits(Random random, int n) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < n; i++) {
            all.append(random.nextInt(10));
        }
        return all.toString();
    }

    private static String written(Random random, String digits) {
        return switch (random.nextInt(4)) {
            case 0 -> digits.replaceAll("(.{4})(?=.)", "$1 ");
            case 1 -> digits.replaceAll("(.{3})(?=.)", "$1-");
            case 2 -> "+86" + digits;
            default -> digits;
        };
    }

    private static String pick(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }
}
