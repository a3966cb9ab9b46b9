package cn.sunlit.property;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.property.GuardianRules.Colour;
import cn.sunlit.property.GuardianRules.Progress;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.PracticeNumber;
import cn.sunlit.statutes.WorkCalendar;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardianRulesTest {

    private static final WorkCalendar CALENDAR = WorkCalendar.shipped();
    private static final int EARLY = 15;

    /** XF-01 */
    @ParameterizedTest(name = "线上{0}，约定{1}分钟 → {2}个工作日")
    @CsvSource({"true, 1440, 3", "true, 30, 3", "true, 4320, 5", "true, 4321, 6", "false, 14400, 17", "false, 0, 17"})
    void 办理时间(boolean online, int promised, int days) {
        assertThat(GuardianRules.lead(online, promised, LocalPractice.NONE, LocalDate.of(2026, 9, 1))
                        .days())
                .isEqualTo(days);
    }

    @Test
    void 本院口径改变办理时间() {
        LocalPractice slow = new LocalPractice(List.of(
                new LocalPractice.Setting(PracticeNumber.RENEWAL_COURT_DAYS, LocalDate.of(2026, 9, 1), 6, "院长办公会纪要")));
        assertThat(GuardianRules.lead(true, 1440, slow, LocalDate.of(2026, 9, 1))
                        .days())
                .isEqualTo(7);
        assertThat(GuardianRules.lead(true, 1440, slow, LocalDate.of(2026, 8, 31))
                        .days())
                .isEqualTo(3);
    }

    /** XF-02: in 2026 the holidays are 25 to 27 September and 1 to 7 October, with work on Sunday, 20 September and Saturday, 10 October. */
    @ParameterizedTest(name = "{0}：今天{1}，{2}到期，需{3}日 → {4}，最后办理日{5}")
    @CsvSource({
        "期满日在国庆假期中不顺延, 2026-09-10, 2026-10-05, 3, YELLOW, 2026-09-24",
        "最后办理日当天还来得及, 2026-09-24, 2026-10-05, 3, YELLOW, 2026-09-24",
        "过了最后办理日即红, 2026-09-28, 2026-10-05, 3, RED, 2026-09-24",
        "假期中只能等上班, 2026-10-02, 2026-10-12, 4, RED, 2026-09-30",
        "调休上班日算工作日, 2026-09-18, 2026-09-24, 3, YELLOW, 2026-09-21",
        "提前十五个工作日之外是平稳, 2026-06-01, 2026-06-30, 3, CALM, 2026-06-25",
        "线下办理的提前得多, 2026-06-01, 2026-06-30, 17, YELLOW, 2026-06-04",
        "当天到期, 2026-06-30, 2026-06-30, 3, RED, 2026-06-25"
    })
    void 颜色(String what, LocalDate today, LocalDate end, int lead, Colour colour, LocalDate lastDay) {
        assertThat(GuardianRules.lastDayToAct(end, lead, CALENDAR)).isEqualTo(lastDay);
        assertThat(GuardianRules.colour(end, false, GuardianRules.marks(today, lead, EARLY, CALENDAR)))
                .as(what)
                .isEqualTo(colour);
    }

    @Test
    void 红灯与过了最后办理日永远是一回事() {
        for (int lead = 0; lead <= 20; lead++) {
            LocalDate today = LocalDate.of(2026, 1, 1);
            GuardianRules.Marks marks = GuardianRules.marks(today, lead, EARLY, CALENDAR);
            for (LocalDate end = today; end.getYear() == 2026; end = end.plusDays(1)) {
                assertThat(GuardianRules.colour(end, false, marks) == Colour.RED)
                        .as("%s %d", end, lead)
                        .isEqualTo(today.isAfter(GuardianRules.lastDayToAct(end, lead, CALENDAR)));
            }
        }
    }

    @Test
    void 已经失效的是丢失() {
        assertThat(GuardianRules.colour(
                        LocalDate.of(2026, 1, 5),
                        true,
                        GuardianRules.marks(LocalDate.of(2026, 3, 2), 3, EARLY, CALENDAR)))
                .isEqualTo(Colour.LOST);
    }

    /** XF-03 */
    @Test
    void 当事人应当在届满七日前申请续行保全() {
        assertThat(GuardianRules.lastDayToApply(LocalDate.of(2026, 10, 5))).isEqualTo("2026-09-28");
    }

    /** XF-04 */
    @ParameterizedTest(name = "原至{0}，{1}办结，续至{2} → 不间断：{3}")
    @CsvSource({
        "2026-06-30, 2026-06-30, 2027-06-29, true",
        "2026-06-30, 2026-07-01, 2027-06-30, false",
        "2026-06-30, 2026-06-01, 2026-06-30, false",
        "2026-06-30, 2026-06-01, 2027-05-31, true"
    })
    void 续行不得中断(LocalDate old, LocalDate answered, LocalDate end, boolean without) {
        assertThat(GuardianRules.isWithoutGap(old, answered, end)).isEqualTo(without);
    }

    /** XF-05: the hold ends on Tuesday 2026-06-30, the last day to act is the 25th, the third working day before the end as well. */
    @ParameterizedTest(name = "今天{0}，到期{1}，最后办理日{2}，{3}，应于{4}前反馈 → {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-06-10, 2026-06-30, 2026-06-11, PROPOSED, -, -",
                "2026-06-11, 2026-06-30, 2026-06-11, PROPOSED, -, -",
                "2026-06-12, 2026-06-30, 2026-06-11, PROPOSED, -, LEADER",
                "2026-06-12, 2026-06-30, 2026-06-11, ORDERED, 2026-06-15, -",
                "2026-06-16, 2026-06-30, 2026-06-11, ORDERED, 2026-06-15, LEADER",
                "2026-06-10, 2026-06-30, 2026-06-11, FAILED, -, LEADER",
                "2026-06-25, 2026-06-30, 2026-06-11, ORDERED, 2026-06-29, DIRECTOR",
                "2026-06-26, 2026-06-30, 2026-06-11, PROPOSED, -, DIRECTOR",
            })
    void 逐级升级(LocalDate today, LocalDate end, LocalDate lastDay, Progress progress, LocalDate answerBy, String rung) {
        assertThat(Objects.toString(GuardianRules.climbTo(today, end, lastDay, progress, answerBy, CALENDAR), null))
                .isEqualTo(rung);
    }
}
