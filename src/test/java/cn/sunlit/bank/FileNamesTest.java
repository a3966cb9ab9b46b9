package cn.sunlit.bank;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("银行文件的名称")
class FileNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a.xml.part", ".a.xml", "a.tmp", "a.XML.FILEPART", "a.writing"})
    void 正在传送的认得出来(String name) {
        assertThat(FileNames.isBeingWritten(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"账单.xml", "a.csv", "a b.xml", "-a.xml"})
    void 不合约定的认得出来(String name) {
        assertThat(FileNames.isGood(name)).isFalse();
        assertThat(FileNames.isGood("a".repeat(90) + ".xml")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"camt053-20260302.xml", "mt940.sta"})
    void 合约定的收(String name) {
        assertThat(FileNames.isGood(name)).isTrue();
        assertThat(FileNames.isBeingWritten(name)).isFalse();
    }
}
