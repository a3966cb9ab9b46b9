package cn.sunlit.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the library's own tests read: statements are read to the last figure, everything else is refused with its reason. */
@DisplayName("报文库自带的样例")
class LibrarySamplesTest {

    private static byte[] sample(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(LibrarySamplesTest.class.getResourceAsStream("/bank-samples/" + name), name)) {
            return in.readAllBytes();
        }
    }

    @Test
    @DisplayName("MT940 五笔，余额相符")
    void readsAStatement() throws IOException {
        BankMessage message = BankReader.read(sample("mt940-xof.fin"));
        assertThat(message.messageId()).isEqualTo("REFXXXXX");
        assertThat(message.statements()).singleElement().satisfies(s -> {
            assertThat(s.account()).isEqualTo("K005201001004509050156");
            assertThat(s.opening()).isEqualByComparingTo("2644893271");
            assertThat(s.closing()).isEqualByComparingTo("4123944619");
            assertThat(s.day()).isEqualTo(LocalDate.of(2006, 12, 7));
            assertThat(s.currency()).isEqualTo("XOF");
        });
        assertThat(message.entries())
                .hasSize(5)
                .allSatisfy(e -> assertThat(e.remark()).isEqualTo("TEST LIBELLE"));
        assertThat(message.entries().getFirst().money()).isEqualTo(Money.parse("4105400.00"));
        assertThat(message.entries().getFirst().direction()).isEqualTo(BankMessage.Direction.DEBIT);
        assertThat(message.entries().getLast().bookedOn()).isEqualTo(LocalDate.of(2007, 10, 25));
    }

    @Test
    @DisplayName("MT940 有续页的，补齐末页即读出十四笔")
    void readsAStatementWithItsLastPage() throws IOException {
        String page = new String(sample("mt940-zar.fin"), StandardCharsets.US_ASCII);
        String last = page.substring(0, page.indexOf(":60F:")).replace("147/00001", "147/00002")
                + ":60M:C100921ZAR499650,23\r\n:62F:C100921ZAR499650,23\r\n-}\r\n";
        BankMessage message = BankReader.read((page + last).getBytes(StandardCharsets.US_ASCII));
        assertThat(message.statements())
                .singleElement()
                .satisfies(s -> assertThat(s.closing()).isEqualByComparingTo("499650.23"));
        assertThat(message.entries()).hasSize(14);
        assertThat(message.entries().get(10).money()).isEqualTo(Money.parse("3554.92"));
        assertThat(message.entries().getFirst().remark()).contains("CREDIT TRANSFER");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "mt940-zar.fin         | 还有续页（:62M:），请把各页放在一个文件里一并送来",
                "mt950.fin             | 文件中有 MT950 报文，只接收 MT940",
                "mt101.fin             | 文件中有 MT101 报文，只接收 MT940",
                "mt103-bulk-with-ack.rje | 文件中有 MT103 报文，只接收 MT940",
                "camt.053.001.07.xml   | 收到的根元素为 message",
                "camt.003.001.04.xml   | 命名空间为 urn:swift:xsd:camt.003.001.04",
                "camt.998.001.03.xml   | 命名空间为 urn:swift:xsd:camt.998.001.03",
                "pacs.008.001.07.xml   | 收到的根元素为 message",
            })
    @DisplayName("不接收的说明原因")
    void refusesWithAReason(String name, String because) throws IOException {
        byte[] message = sample(name);
        assertThatThrownBy(() -> BankReader.read(message))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        e -> assertThat(e.errors().getFirst().message()).contains(because));
    }

    private static byte[] withoutEnvelope(String name) throws IOException {
        String whole = new String(sample(name), StandardCharsets.UTF_8);
        return whole.substring(whole.indexOf("<Document"), whole.indexOf("</Document>") + "</Document>".length())
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("camt.053 去掉信封即可读，没有期末余额的不用于对账")
    void readsWhatIsInTheEnvelope() throws IOException {
        BankMessage message = BankReader.read(withoutEnvelope("camt.053.001.07.xml"));
        assertThat(message.type()).startsWith("camt.053");
        assertThat(message.messageId()).isEqualTo("SDFSDF");
        assertThat(message.entries()).isEmpty();
        assertThat(message.statements()).singleElement().satisfies(s -> {
            assertThat(s.account()).isEqualTo("2345234534");
            assertThat(s.closing()).isNull();
        });
    }

    @Test
    @DisplayName("pacs.008 去掉信封仍不接收")
    void refusesAnotherMessageWithoutItsEnvelope() throws IOException {
        byte[] message = withoutEnvelope("pacs.008.001.07.xml");
        assertThatThrownBy(() -> BankReader.read(message))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        e -> assertThat(e.errors().getFirst().message()).contains("收到的是 pacs.008.001.07"));
    }
}
