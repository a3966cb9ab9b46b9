package cn.sunlit.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "（2026）鄂1125执123号, （2026）鄂1125执123号, 2026, 鄂1125, 执, 123",
        "(2026) 鄂1125 执恢 45 号, （2026）鄂1125执恢45号, 2026, 鄂1125, 执恢, 45",
        "〔2026〕鄂11执复6号, （2026）鄂11执复6号, 2026, 鄂11, 执复, 6",
        "（２０２６）最高法执监7号, （2026）最高法执监7号, 2026, 最高法, 执监, 7",
        "（2020）鄂执34号, （2020）鄂执34号, 2020, 鄂, 执, 34"
    })
    void takes_todays_case_numbers_apart(
            String written, String canonical, int year, String court, String type, int seq) {
        assertThat(CaseNumber.parse(written))
                .isEqualTo(CaseNumber.of(year, CourtCode.parse(court), type, seq))
                .hasToString(canonical);
        assertThat(CaseNumber.parse(written).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"（1997）粤高法执字第7号", "（2015）鄂执字第00018-1号", "（2021）川05执141之一号", "（2022）津执恢1、2、3号"})
    void keeps_historical_forms_as_written(String written) {
        CaseNumber number = CaseNumber.parseAnyForm(written);
        assertThat(number.isHistorical()).isTrue();
        assertThat(number.text()).isEqualTo(written);
        assertThatIllegalArgumentException().isThrownBy(() -> CaseNumber.parse(written));
    }

    @Test
    void reads_nearly_every_number_that_published_cases_bear() throws IOException {
        List<String> unread = new ArrayList<>();
        int read = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                NumbersTest.class.getResourceAsStream("case-numbers.txt"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try {
                    CaseNumber.parseAnyForm(line);
                    read++;
                } catch (IllegalArgumentException e) {
                    unread.add(line);
                }
            }
        }
        // The three lost their court or their year in print; a person must look at them.
        assertThat(unread).containsExactlyInAnyOrder("(2016)01 执 174 号", "(2016)01 执174 号", "琼 01 执复 166 号");
        assertThat(read).isGreaterThan(1300);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ID-01, 11010519491231002, X",
        "ID-02, 34052419800101001, X",
        "USCC-01, 91350100M000100Y4, 3",
        "USCC-03, 91420000MA4KX1230, R"
    })
    void computes_the_check_character_of_the_worked_examples(String row, String body, char check) {
        assertThat(row.startsWith("ID") ? IdentityNumber.checkDigit(body) : CreditCode.checkCharacter(body))
                .isEqualTo(check);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"ID-01, 11010519491231002X", "ID-04, 11010519491231002x", "ID-02, 34052419800101001X"})
    void accepts_the_standards_examples_of_resident_numbers(String row, String written) {
        assertThat(IdentityNumber.parse(written).value()).endsWith("X");
    }

    @ParameterizedTest
    @CsvSource({
        "110105194912310021, 校验位",
        "11010519491331002X, 出生日期",
        "11010519490229002X, 出生日期",
        "1101051949123100, 18位",
        "abcdefghijklmnopqr, 18位"
    })
    void refuses_wrong_resident_numbers_by_rule(String written, String because) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdentityNumber.parse(written))
                .withMessageContaining(because);
    }

    @Test
    void never_prints_a_resident_number() {
        assertThat(IdentityNumber.parse("11010519491231002X")).hasToString("1101**********002X");
    }

    @ParameterizedTest
    @CsvSource({"91350100M000100Y43, true", "91420000MA4KX1230R, true", "91350100M0001TGQXM, false"})
    void only_doubts_a_credit_code_with_a_wrong_check(String written, boolean checks) {
        assertThat(CreditCode.parse(written).checks()).isEqualTo(checks);
    }
}
