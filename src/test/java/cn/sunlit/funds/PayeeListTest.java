package cn.sunlit.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.Spreadsheet;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayeeListTest {

    private static final String HEAD = "户名,证件号码,开户银行,收款账号,金额\n";

    @Test
    void 读出每一名收款人_编码和工作簿都可以() {
        String text = HEAD
                + "收款甲,11010519491231002X,演示银行,6299 9900-0000 0088 011,100.05\n收款乙,,演示银行,6299990000000088012,0.01\n";
        PayeeList list = PayeeList.read("名单.csv", text.getBytes(StandardCharsets.UTF_8));
        assertThat(list.rows()).hasSize(2);
        assertThat(list.rows().getFirst())
                .isEqualTo(new PayeeList.Row(
                        1, "收款甲", "11010519491231002X", "演示银行", "6299990000000088011", Money.parse("100.05")));
        assertThat(list.total()).isEqualTo(Money.parse("100.06"));
        assertThat(PayeeList.read("b.csv", text.getBytes(Charset.forName("GB18030")))
                        .rows())
                .isEqualTo(list.rows());
        byte[] book = new Spreadsheet(
                        "名单",
                        List.of("姓名", "开户行", "账号", "金额（元）"),
                        List.of(List.of("收款甲", "演示银行", "6299990000000088011", "7.00")))
                .xlsx();
        assertThat(PayeeList.read("名单.xlsx", book).rows())
                .containsExactly(new PayeeList.Row(1, "收款甲", null, "演示银行", "6299990000000088011", Money.yuan(7)));
    }

    @Test
    void 有错的行一次全部列出_一行也不收() {
        String text = HEAD
                + "收款甲,,演示银行,6299990000000088011,10.00\n"
                + ",,演示银行,6299990000000088012,10.00\n"
                + "收款丙,110105194912310021,,12,-3\n"
                + "收款丁,,演示银行,6299990000000088011,0\n"
                + "收款戊,,演示银行,6299990000000088015,\n"
                + "收款己,,演示银行,6299990000000088016,1,000.00\n";
        Problem.Invalid wrong = catchThrowableOfType(
                Problem.Invalid.class, () -> PayeeList.read("a.csv", text.getBytes(StandardCharsets.UTF_8)));
        assertThat(wrong.sentences())
                .anySatisfy(s -> assertThat(s).startsWith("第2行：").contains("户名"))
                .anySatisfy(s -> assertThat(s).startsWith("第3行：").contains("开户银行"))
                .anySatisfy(s -> assertThat(s).startsWith("第3行：").contains("账号应为"))
                .anySatisfy(s -> assertThat(s).startsWith("第3行：").contains("证件号码不正确"))
                .anySatisfy(s -> assertThat(s).startsWith("第3行：").contains("负数"))
                .anySatisfy(s -> assertThat(s).startsWith("第4行：").contains("与第1行相同"))
                .anySatisfy(s -> assertThat(s).startsWith("第4行：").contains("大于零"))
                .anySatisfy(s -> assertThat(s).startsWith("第5行：").contains("没有填写金额"))
                .anySatisfy(s -> assertThat(s).startsWith("第6行：").contains("列数比表头多"));
    }

    @Test
    void 表头不对的整份拒绝() {
        assertThat(refused("户名,开户银行,收款账号\n甲,行,6299990000000088011\n")).anyMatch(s -> s.contains("须有一列"));
        assertThat(refused("户名,开户银行,收款账号,金额,债权数额\n")).anyMatch(s -> s.contains("只能有一列"));
        assertThat(refused("户名,开户银行,收款账号,金额,户名,爱好\n"))
                .anyMatch(s -> s.contains("出现了两次"))
                .anyMatch(s -> s.contains("不认识的列“爱好”"));
        assertThat(refused(HEAD)).containsExactly("名单中没有收款人");
        assertThat(refused("")).containsExactly("文件是空的");
    }

    @Test
    void 金额须与应发放数相同_债权数额按比例分到分() {
        PayeeList amounts = PayeeList.read("a.csv", two("金额").getBytes(StandardCharsets.UTF_8));
        assertThat(amounts.amounts(Money.yuan(3))).containsExactly(Money.yuan(1), Money.yuan(2));
        Problem.Invalid wrong = catchThrowableOfType(Problem.Invalid.class, () -> amounts.amounts(Money.parse("3.01")));
        assertThat(wrong).hasMessageContaining("相差 0.01 元");
        PayeeList claims = PayeeList.read("a.csv", two("债权数额").getBytes(StandardCharsets.UTF_8));
        assertThat(claims.amounts(Money.parse("100.00"))).containsExactly(Money.parse("33.33"), Money.parse("66.67"));
        assertThat(catchThrowableOfType(Problem.Invalid.class, () -> claims.amounts(Money.parse("0.01"))))
                .hasMessageContaining("不足一分");
    }

    @Test
    void 有损坏的字整份拒绝_不把乱码当户名() {
        byte[] list = two("金额").getBytes(Charset.forName("GB18030"));
        byte[] damaged = list.clone();
        damaged[list.length - 1] = (byte) 0xFF;
        assertThat(catchThrowableOfType(Problem.Invalid.class, () -> PayeeList.read("a.csv", damaged)))
                .hasMessageContaining("损坏的字");
        assertThat(catchThrowableOfType(
                        Problem.Invalid.class,
                        () -> PayeeList.read("a.csv", two("金额").getBytes(StandardCharsets.UTF_16))))
                .hasMessageContaining("编码");
    }

    @Test
    void 合计太大的说明是合计() {
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = 1; i <= 2_000; i++) {
            text.append("甲%d,,演示银行,62999900000%08d,9999999999999.99\n".formatted(i, i));
        }
        PayeeList list = PayeeList.read("a.csv", text.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(catchThrowableOfType(Problem.Invalid.class, () -> list.amounts(Money.yuan(1))))
                .hasMessageContaining("名单合计金额超出");
    }

    @Test
    void 一万七千行读得完() {
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = 1; i <= 17_000; i++) {
            text.append("收款人%d,,演示银行,62999%014d,1.00%n".formatted(i, i));
        }
        assertThat(PayeeList.read("a.csv", text.toString().getBytes(StandardCharsets.UTF_8))
                        .total())
                .isEqualTo(Money.yuan(17_000));
    }

    private static String two(String column) {
        return "户名,开户银行,收款账号,%s\n甲,行,6299990000000088011,1\n乙,行,6299990000000088012,2\n".formatted(column);
    }

    private static List<String> refused(String text) {
        return new ArrayList<>(catchThrowableOfType(
                        Problem.Invalid.class, () -> PayeeList.read("a.csv", text.getBytes(StandardCharsets.UTF_8)))
                .sentences());
    }
}
