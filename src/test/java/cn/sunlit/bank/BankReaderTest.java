package cn.sunlit.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankReaderTest {

    private static byte[] file(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(BankReaderTest.class.getResourceAsStream("/camt/" + name))) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "camt053.v2.multi.statement.xml, camt.053.001.02, 2, 2, EUR",
        "camt053.v8.xml, camt.053.001.08, 1, 1, EUR",
        "camt054.v4.xml, camt.054.001.04, 3, 0, CHF",
        "camt054.v8.xml, camt.054.001.08, 3, 0, CHF"
    })
    void 四份公开样例都能读出(String file, String type, int entries, int statements, String currency) throws IOException {
        BankMessage message = BankReader.read(file(file));
        assertThat(message.type()).isEqualTo(type);
        assertThat(message.entries()).hasSize(entries);
        assertThat(message.entries()).allSatisfy(e -> {
            assertThat(e.booked()).isTrue();
            assertThat(e.account()).isNotEmpty();
            assertThat(e.bookedOn()).isNotNull();
        });
        assertThat(message.entries().getFirst().currency()).isEqualTo(currency);
        assertThat(message.entries().stream().map(BankMessage.Entry::reference)).doesNotHaveDuplicates();
    }

    @Test
    void 批量明细与总额不符的说明原因() throws IOException {
        assertThat(BankReader.read(file("camt054.v8.xml")).entries().getFirst().flaw())
                .contains("批量入账的明细合计 9.5 与分录金额 200000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 为空",
                "'hello' | 不是格式正确的 XML",
                "'<a/>' | 根元素为 a，命名空间为 空",
                "'<Document xmlns=\"urn:x\"/>' | 命名空间为 urn:x",
                "'<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08\"/>' | 收到的是 pacs.008.001.08",
                "'<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.99\"/>' | 收到的是 camt.054.001.99",
                "'<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\">&x;</Document>' | 不得包含文档类型声明"
            })
    void 不认识的报文说明应为什么_收到什么(String xml, String sentence) {
        assertThatThrownBy(() -> BankReader.read(xml.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource({"2026-02-30", "2026-13-01", "2026-00-10", "2025-02-29", "02/03/2026", "2026-3-2", "2026-02-28T25:00:00"
    })
    void 不存在的日期整份拒收(String day) throws IOException {
        String sample = new String(file("camt054.v8.xml"), StandardCharsets.UTF_8);
        String wrong = sample.replaceFirst("<Dt>[^<]*</Dt>", "<Dt>" + day + "</Dt>");
        assertThat(wrong).isNotEqualTo(sample);
        assertThatThrownBy(() -> BankReader.read(wrong.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("日期“" + day + "”不存在或格式不正确");
    }

    @Test
    void 实体炸弹在展开之前被拒绝() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE d [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 20; i++) {
            bomb.append("<!ENTITY a%d \"&a%d;&a%d;&a%d;&a%d;\">".formatted(i, i - 1, i - 1, i - 1, i - 1));
        }
        bomb.append("]><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\">&a19;</Document>");
        assertThatThrownBy(() -> BankReader.read(bomb.toString().getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("不得包含文档类型声明或实体");
    }

    /** Found by the fuzzer: the parser fails on such a character in words of its own that it does not have. */
    @Test
    void 文档类型中的坏字符也说明原因拒收() {
        byte[] found =
                HexFormat.of().parseHex("3c21444f43545950452061205b3c21454e544954592078f0a0aeb7202279223e5d3e3a3230");
        assertThatThrownBy(() -> BankReader.read(found))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("XML");
    }

    @Test
    void 超过十兆的报文被拒绝() {
        assertThatThrownBy(() -> BankReader.read(new byte[BankReader.LARGEST + 1]))
                .hasMessageContaining("10 MB");
    }
}
