package cn.sunlit.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.sanctions.Misconduct;
import cn.sunlit.statutes.InvestigationTerms;
import cn.sunlit.statutes.WorkCalendar;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 财产调查的期限，财产报告是否完整、是否违反报告义务。 */
class ReportRulesTest {

    private static final WorkCalendar CALENDAR = WorkCalendar.shipped();

    /** CD-01 */
    @ParameterizedTest(name = "{0}收到线索，紧急{1}，{2}前核查")
    @CsvSource({"2026-03-16, false, 2026-03-23", "2026-03-16, true, 2026-03-19", "2026-09-28, true, 2026-10-08"})
    void 线索核查(LocalDate received, boolean urgent, LocalDate due) {
        assertThat(InvestigationTerms.clueVerifiedBy(received, urgent, CALENDAR).endsOn())
                .isEqualTo(due);
    }

    /** CD-02、CD-03、CD-04 */
    @Test
    void 追溯一年_变动十日内补充_悬赏十日内决定() {
        LocalDate day = LocalDate.parse("2026-03-16");
        assertThat(InvestigationTerms.reportLooksBackTo(day)).isEqualTo("2025-03-16");
        assertThat(InvestigationTerms.supplementBy(day, CALENDAR).endsOn()).isEqualTo("2026-03-26");
        assertThat(InvestigationTerms.rewardDecidedBy(day, CALENDAR).endsOn()).isEqualTo("2026-03-26");
    }

    /** CD-05 */
    @Test
    void 报告期限按报告财产令_准许延长的按延长() {
        LocalDate served = LocalDate.parse("2026-03-16");
        assertThat(ReportRules.dueOn(served, null, CALENDAR)).isEqualTo("2026-03-31");
        assertThat(ReportRules.dueOn(served, LocalDate.parse("2026-04-20"), CALENDAR))
                .isEqualTo("2026-04-20");
    }

    /** CD-06 */
    @Test
    void 每一项都要填写或者勾选没有() {
        EnumSet<ReportItem> none = EnumSet.allOf(ReportItem.class);
        assertThat(ReportRules.missing(new ReportDraft(Map.of(), none, null))).isEmpty();
        none.remove(ReportItem.RIGHTS);
        assertThat(ReportRules.missing(new ReportDraft(Map.of(), none, null))).hasSize(1);
        assertThat(ReportRules.missing(
                        new ReportDraft(Map.of(ReportItem.RIGHTS, "某公司股权10%", ReportItem.INCOME, "工资"), none, null)))
                .as("both said and ticked as none")
                .hasSize(1);
    }

    /** CD-07、CD-08 */
    @ParameterizedTest(name = "应于{0}前报告，{1}报告，虚假{2}，今天{3} → {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, false, 2026-04-01, -",
                "2026-03-31, -, false, 2026-03-31, -",
                "2026-03-31, -, false, 2026-04-01, REFUSED_REPORT",
                "2026-03-31, 2026-03-31, false, 2026-04-01, -",
                "2026-03-31, 2026-04-01, false, 2026-04-02, LATE_REPORT",
                "2026-03-31, 2026-03-20, true, 2026-04-02, FALSE_REPORT",
            })
    void 违反报告义务(
            @Nullable LocalDate due,
            @Nullable LocalDate reported,
            boolean foundFalse,
            LocalDate today,
            @Nullable Misconduct misconduct) {
        assertThat(ReportRules.misconduct(due, reported, foundFalse, today)).isEqualTo(misconduct);
    }
}
