package cn.sunlit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 法院代字字典：已公布案号里的法院都认得，编造的提示核对。 */
class CourtCodesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"最高法", "鄂", "鄂11", "鄂1125", "晋1031", "粤0703", "京73", "沪72", "粤2072", "苏0591", "兵1202", "渝0229"})
    void 认得(String code) {
        assertThat(CourtCodes.isKnown(new CourtCode(code))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"鄂99", "鄂1199", "京0199", "兵15", "鄂9991"})
    void 提示核对(String code) {
        assertThat(CourtCodes.isKnown(new CourtCode(code))).isFalse();
    }

    @Test
    void 已公布案号里的法院都在字典中() throws IOException {
        Set<String> unknown = new TreeSet<>();
        String numbers = new String(
                CourtCodesTest.class
                        .getResourceAsStream("/cn/sunlit/kernel/case-numbers.txt")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        for (String line : numbers.lines().toList()) {
            CourtCode court = court(line);
            if (court != null && !CourtCodes.isKnown(court)) {
                unknown.add(court.value());
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static @Nullable CourtCode court(String line) {
        try {
            return CaseNumber.parseAnyForm(line).court();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
