package cn.sunlit.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.sunlit.kernel.IdentityDocument.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 各种证件号码：能认的认，可疑的提示，不可能的拒绝并说明规则。 */
class IdentityDocumentTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            RESIDENT_ID                   | 11010519491231002x   | 11010519491231002X | 0
            RESIDENT_ID                   | 110105491231002      | 11010519491231002X | 1
            RESIDENT_ID                   | 810000199408230021   | 810000199408230021 | 1
            CREDIT_CODE                   | 91350100M000100Y43   | 91350100M000100Y43 | 0
            CREDIT_CODE                   | 91350100M0001TGQXM   | 91350100M0001TGQXM | 1
            ORGANISATION_CODE             | m000100y-4           | M000100Y4          | 0
            ORGANISATION_CODE             | M000100Y-5           | M000100Y5          | 1
            REGISTRATION_NUMBER           | 110108000000016      | 110108000000016    | 0
            REGISTRATION_NUMBER           | 110108000000017      | 110108000000017    | 1
            REGISTRATION_NUMBER           | 4201061234567        | 4201061234567      | 0
            PASSPORT                      | e12345678            | E12345678          | 0
            PASSPORT                      | EA1234567            | EA1234567          | 0
            PASSPORT                      | 531234567            | 531234567          | 0
            HK_MACAO_PERMIT               | H12345678            | H12345678          | 0
            HK_MACAO_PERMIT               | M1234567800          | M1234567800        | 0
            TAIWAN_PERMIT                 | 01234567             | 01234567           | 0
            TAIWAN_PERMIT                 | 0123456789(B)        | 0123456789B        | 1
            FOREIGN_PERMANENT_RESIDENT_ID | USA310000010101      | USA310000010101    | 1
            FOREIGN_PERMANENT_RESIDENT_ID | 911124198108030024   | 911124198108030024 | 0
            MILITARY_ID                   | 军字第2001988号      | 军字第2001988号    | 0
            OTHER                         | 村委会0001           | 村委会0001         | 0
            """)
    void 读成登记的写法(Kind kind, String written, String canonical, int warnings) {
        IdentityDocument document = IdentityDocument.parse(kind, written);
        assertThat(document.canonical()).isEqualTo(canonical);
        assertThat(document.warnings()).hasSize(warnings);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            RESIDENT_ID                   | 110105194912310021 | 校验位
            RESIDENT_ID                   | 110105491331002    | 出生日期
            CREDIT_CODE                   | 91350100M000100Y   | 18位
            ORGANISATION_CODE             | M000100Y           | 8位
            REGISTRATION_NUMBER           | 110108000000       | 13位
            REGISTRATION_NUMBER           | 11010800000001     | 15位
            PASSPORT                      | ABCDE              | 护照号
            PASSPORT                      | E1                 | 护照号
            HK_MACAO_PERMIT               | T12345678          | H或M
            TAIWAN_PERMIT                 | 123456789          | 8位数字
            FOREIGN_PERMANENT_RESIDENT_ID | 811124198108030024 | 以9开头
            FOREIGN_PERMANENT_RESIDENT_ID | 911124198113030024 | 出生日期
            OTHER                         | 1                  | 4至30位
            """)
    void 不可能的拒绝并说明(Kind kind, String written, String because) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdentityDocument.parse(kind, written))
                .withMessageContaining(because);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            11010519491231002x   | RESIDENT_ID
            110105491231002      | RESIDENT_ID
            1101051949123100     | RESIDENT_ID
            110108000000016      | REGISTRATION_NUMBER
            911124198108030024   | FOREIGN_PERMANENT_RESIDENT_ID
            H12345678            | HK_MACAO_PERMIT
            USA310000010101      | FOREIGN_PERMANENT_RESIDENT_ID
            M000100Y-4           | ORGANISATION_CODE
            E12345678            | PASSPORT
            """)
    void 按形式判断种类(String written, Kind kind) {
        assertThat(IdentityDocument.guess(written)).contains(kind);
    }

    @Test
    void 判断不了的不猜() {
        assertThat(IdentityDocument.guess("91350100M000100Y43")).isEmpty();
        assertThat(IdentityDocument.guess("军字第2001988号")).isEmpty();
    }
}
