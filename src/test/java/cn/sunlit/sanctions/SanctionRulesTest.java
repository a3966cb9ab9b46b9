package cn.sunlit.sanctions;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SanctionRulesTest {

    @ParameterizedTest(name = "{0}，欠{1}元，控制{2}元，已发通知{3}，未成年{4} → {5}")
    @CsvSource({
        "CAPABLE_BUT_REFUSES, 100.00, 0, true, false, ''",
        "CAPABLE_BUT_REFUSES, 100.00, 99.99, true, false, ''",
        "CAPABLE_BUT_REFUSES, 100.00, 100.00, true, false, CJ-03",
        "EVASION, 100.00, 100.00, true, false, ''",
        "CAPABLE_BUT_REFUSES, 0, 0, true, false, CJ-01",
        "NOT_PERFORMED, 100.00, 100.00, true, false, ''",
        "NOT_PERFORMED, 100.00, 0, false, false, CJ-02",
        "EVASION, 100.00, 0, true, true, CJ-04",
        "NOT_PERFORMED, 100.00, 0, true, true, ''",
    })
    void 能否惩戒(Ground ground, String owed, String held, boolean noticed, boolean minor, String refused) {
        var facts = new SanctionRules.Facts(ground, Money.parse(owed), Money.parse(held), true, noticed, minor);
        assertThat(SanctionRules.refusals(facts).stream()
                        .map(Problem.Refusal::rule)
                        .toList())
                .isEqualTo(refused.isEmpty() ? List.of() : List.of(refused));
    }

    @ParameterizedTest(name = "{0}自{1}起至{2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "CAPABLE_BUT_REFUSES, 2026-09-18, -",
                "NOT_PERFORMED, 2026-09-18, -",
                // worked example LST-01
                "REPORT_VIOLATION, 2026-05-20, 2028-05-20",
            })
    void 期限(Ground ground, LocalDate decided, LocalDate until) {
        assertThat(SanctionRules.lastDay(ground, decided)).isEqualTo(until);
    }

    /** CJ-06 and CJ-08 end with performance by themselves; CJ-07 asks for a decision before the term ends. */
    @ParameterizedTest(name = "{0}：履行完毕后自行终结 {1}")
    @CsvSource({
        "NOT_PERFORMED, true",
        "LISTED, true",
        "CAPABLE_BUT_REFUSES, true",
        "OBSTRUCTION, false",
        "EVASION, false",
        "REPORT_VIOLATION, false",
        "RESTRICTION_VIOLATION, false",
        "SETTLEMENT_BREACH, false"
    })
    void 履行完毕后如何终结(Ground ground, boolean byItself) {
        assertThat(SanctionRules.endsByItselfOnPerformance(ground)).isEqualTo(byItself);
    }
}
