package cn.sunlit.robot;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.robot.QualityRules.Named;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a readable answer: RB-05, RB-07, RB-08. */
class QualityRulesTest {

    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");

    @ParameterizedTest(name = "RB-07 请求日2026-03-10，数据截至{0}：陈旧{1}")
    @CsvSource({"2026-03-10, false", "2026-03-09, false", "2026-03-08, true", "2026-03-11, false", ", false"})
    void 数据截至日(LocalDate asOf, boolean stale) {
        assertThat(QualityRules.isStale(asOf, LocalDate.parse("2026-03-10"))).isEqualTo(stale);
    }

    @ParameterizedTest(name = "RB-08 {0}分变为{1}分，相隔{2}小时：{3}")
    @CsvSource({
        "5000000, 100000, 2, true",
        "100000, 5000000, 2, true",
        "5000000, 500000, 2, false",
        "5000000, 499999, 2, true",
        "1000000, 0, 24, true",
        "1000000, 0, 25, false",
        "999999, 0, 2, false",
        ", 0, 2, false",
        "5000000, , 2, false",
    })
    void 余额异常(Long before, Long now, int hours, boolean found) {
        List<String> against = QualityRules.contradictions(
                List.of(named("工商银行", "a", now, NOON)),
                List.of(named("工商银行", "a", before, NOON.minusSeconds(hours * 3600L))));
        assertThat(against).isEqualTo(found ? List.of("余额一日内变化超过九成") : List.of());
    }

    @Test
    void 两家单位反馈同一账号_开户登记与开户行不算() {
        assertThat(QualityRules.contradictions(
                        List.of(named("工商银行", "a", 1L, NOON), named("工商银行", "b", 1L, NOON)),
                        List.of(
                                named("农业银行", "a", 1L, NOON),
                                named("农业银行", "a", 2L, NOON.minusSeconds(60)),
                                named("建设银行", "c", 1L, NOON),
                                new Named("人民银行账户信息", true, "b", null, NOON))))
                .containsExactly("与农业银行反馈同一账号");
    }

    @Test
    void 月报表格_名称是文字_数字是数字() {
        Figures line = new Figures("ICBC", "工商银行", 10, 8, 3, 2, 1, 1, 1, 0, 1, 0, 0, 1);
        // RB-05: one of the ten was asked again by itself.
        assertThat(new String(QualityReportFile.csv(List.of(line)), StandardCharsets.UTF_8))
                .startsWith("\uFEFF协助单位,请求,已反馈,查无,按时反馈,迟延,逾期未反馈")
                .contains("工商银行,10,8,3,6,2,1,1,1,0,1,0,0,1");
        assertThat(QualityReportFile.xlsx(List.of(line))).startsWith('P', 'K');
    }

    private static Named named(String institution, String account, Long fen, Instant at) {
        return new Named(institution, false, account, fen, at);
    }
}
