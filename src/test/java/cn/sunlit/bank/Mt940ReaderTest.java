package cn.sunlit.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MT940 对账单")
class Mt940ReaderTest {

    static final String STATEMENT = """
            :20:STMT0302
            :25:102100000012/81101234567890123
            :28C:61/1
            :60F:C260227CNY1000,00
            :61:2603020302C25000,50NTRFNONREF//B123456
            转账存入
            :86:?20还款 81109999999999901
            ?32甲?33乙公司
            :61:2603020302D1000,NTRFFK7-9//B123457
            :61:260302RD1,NMSCNONREF//B123458
            :62F:C260302CNY25001,50
            :86:本日共三笔
            """;

    private static BankMessage read(String text) {
        return BankReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("收、付、冲正各一笔，户名、附言、付款指令号与账号都读出")
    void readsEachMovement() {
        BankMessage message = read(STATEMENT);
        assertThat(message.type()).isEqualTo("MT940");
        assertThat(message.messageId()).isEqualTo("STMT0302");
        assertThat(message.statements()).singleElement().satisfies(s -> {
            assertThat(s.account()).isEqualTo("81101234567890123");
            assertThat(s.day()).isEqualTo(LocalDate.of(2026, 3, 2));
            assertThat(s.closing()).isEqualByComparingTo("25001.50");
            assertThat(s.references()).containsExactly("S:B123456", "S:B123457", "S:B123458");
        });
        BankMessage.Entry credit = message.entries().getFirst();
        assertThat(credit.direction()).isEqualTo(BankMessage.Direction.CREDIT);
        assertThat(credit.money()).isEqualTo(Money.parse("25000.50"));
        assertThat(credit.counterparty()).isEqualTo("甲乙公司");
        assertThat(credit.named()).containsExactly("81101234567890123", "81109999999999901");
        assertThat(credit.remark()).startsWith("转账存入");
        BankMessage.Entry debit = message.entries().get(1);
        assertThat(debit.direction()).isEqualTo(BankMessage.Direction.DEBIT);
        assertThat(debit.endToEnd()).isEqualTo("FK7-9");
        assertThat(debit.bookedOn()).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(message.entries().get(2).flaw()).contains("冲正");
    }

    @Test
    @DisplayName("同一笔在 camt.054 与 MT940 中是同一编号，不会入账两次")
    void namesAMovementAsANotificationDoes() {
        var said = new Movements.Said(
                "B123456",
                "",
                null,
                null,
                "81101234567890123",
                null,
                null,
                true,
                java.math.BigDecimal.ONE,
                "CNY",
                null,
                "");
        assertThat(read(STATEMENT).entries().getFirst().reference()).isEqualTo(new Movements().reference(said));
    }

    @Test
    @DisplayName("带报文头、GB18030 编码、Windows 换行的同样读出")
    void readsWholeMessagesAndOtherEncodings() {
        String whole = "{1:F01AAAABBCCAXXX0000000000}{2:O9400000000000AAAABBCCAXXX00000000000000000000N}{4:\r\n"
                + STATEMENT.replace("\n", "\r\n") + "-}";
        assertThat(BankReader.read(whole.getBytes(Charset.forName("GB18030"))).entries())
                .isEqualTo(read(STATEMENT).entries());
    }

    @Test
    @DisplayName("一份对账单分两页，合为一份；跨年的记账日取最近的一年")
    void joinsPages() {
        BankMessage message = read("""
                :20:P1
                :25:81101234567890123
                :28C:1/1
                :60F:C251231CNY0,
                :61:2512310102C10,NTRFNONREF
                :62M:C260102CNY10,
                -
                :20:P2
                :25:81101234567890123
                :28C:1/2
                :60M:C260102CNY10,
                :61:2601021231C10,5NTRFNONREF
                :62F:C260102CNY20,5
                -
                """);
        assertThat(message.statements())
                .singleElement()
                .satisfies(s -> assertThat(s.references()).hasSize(2));
        assertThat(message.entries())
                .extracting(BankMessage.Entry::bookedOn)
                .containsExactly(LocalDate.of(2026, 1, 2), LocalDate.of(2025, 12, 31));
    }

    @ParameterizedTest(name = "{0} → {1}：{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "C260302CNY25001,50 | C260302CNY25001,51 | 期末余额（:62F:）却是 25001.51",
                ":62F:C260302CNY25001,50 | :62M:C260302CNY25001,50 | 没有期末余额",
                ":60F:C260227CNY1000,00 | :21:X | 不在期初与期末余额之间",
                "C25000,50NTRF | C25000,505NTRF | 不能识别",
                "C25000,50NTRF | C-25000,50NTRF | 不能识别",
                "C25000,50NTRF | X25000,50NTRF | 不能识别",
                "2603020302C | 2602300302C | 不能识别",
                "2603020302C | 2603021302C | 记账日不存在",
                "2603020302C | 2603020230C | 记账日不存在",
                "C260302CNY25001,50 | C261302CNY25001,50 | 余额（:62F:）",
                ":25:102100000012/81101234567890123 | :25:？ | 账号（:25:）",
                ":25:102100000012/81101234567890123 | :21:X | 缺少 :25:",
                ":28C:61/1 | :28C:A/1 | 编号（:28C:）",
                "CNY25001,50 | CNY2,500150E4 | 不能识别",
            })
    @DisplayName("有一处不对，整份文件不收，并说明是哪一处")
    void refusesTheWholeFile(String right, String wrong, String because) {
        assertThat(STATEMENT).contains(right);
        assertThatThrownBy(() -> read(STATEMENT.replace(right, wrong)))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining(because);
    }

    @Test
    @DisplayName("被截断的文件不收")
    void refusesACutFile() {
        for (int at = 20; at < STATEMENT.indexOf(":62F:") + 10; at++) {
            String cut = STATEMENT.substring(0, at);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(Problem.Invalid.class);
        }
    }
}
