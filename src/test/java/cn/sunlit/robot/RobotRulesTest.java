package cn.sunlit.robot;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Side;
import cn.sunlit.cases.Stage;
import cn.sunlit.inquiries.AskedPair;
import cn.sunlit.inquiries.Institution;
import cn.sunlit.kernel.Money;
import cn.sunlit.parties.Kind;
import cn.sunlit.parties.PartyId;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the robot asks: RB-01 to RB-06. */
class RobotRulesTest {

    @ParameterizedTest(name = "RB-01 {0}，{1}，有证件号{2}：{3}")
    @CsvSource({
        "FIRST, OPEN, true, 发起",
        "FIRST, OPEN, false, 均无证件号",
        "CLUE, SUSPENDED, true, 发起",
        "CLUE, CLOSED, true, 案件已结",
        "CLUE, TERMINATED_THIS_PROCEDURE, true, 发起",
        "QUALITY, TERMINATED_THIS_PROCEDURE, true, 发起",
        "QUALITY, CLOSED, true, 案件已结",
        "FIRST, TERMINATED_THIS_PROCEDURE, true, 半年一次",
        "BEFORE_TERM, TERMINATED_THIS_PROCEDURE, true, 半年一次",
        "BEFORE_CLOSING, TERMINATED_THIS_PROCEDURE, true, 半年一次",
        "AFTER_TERMINATION, TERMINATED_THIS_PROCEDURE, true, 发起",
        "AFTER_TERMINATION, OPEN, true, 不在终结本次执行程序状态",
        "AFTER_TERMINATION, CLOSED, true, 案件已结",
        "AFTER_TERMINATION, TERMINATED_THIS_PROCEDURE, false, 均无证件号",
    })
    void 查或者不查(Reason reason, Stage stage, boolean hasNumber, String wanted) {
        assertThat(RobotRules.leftAlone(reason, stage, hasNumber).orElse("发起")).contains(wanted);
    }

    @ParameterizedTest(name = "RB-03 {0}终本，第{1}次：应查日{2}，发起日{3}")
    @CsvSource({
        "2026-03-10, 1, 2026-09-10, 2026-08-21",
        "2026-03-10, 2, 2027-03-10, 2027-02-18",
        "2026-08-31, 1, 2027-02-28, 2027-02-08",
        "2026-08-31, 2, 2027-08-31, 2027-08-11",
        "2024-02-29, 10, 2029-02-28, 2029-02-08",
    })
    void 终本后每六个月(LocalDate closed, int n, LocalDate due, LocalDate begun) {
        assertThat(RobotRules.dueAfterTermination(closed, n)).isEqualTo(due);
        assertThat(RobotRules.begunAfterTermination(closed, n)).isEqualTo(begun);
    }

    @ParameterizedTest(name = "RB-03 {0}终本，已查{1}次，今天{2}：下一次是第{3}次")
    @CsvSource({
        "2026-03-10, 0, 2026-03-10, 1",
        "2026-03-10, 1, 2026-08-25, 2",
        "2026-03-10, 1, 2028-01-01, 4",
        "2026-03-10, 3, 2027-01-01, 4",
        "2026-03-10, 0, 2026-09-10, 1",
        "2026-03-10, 0, 2026-09-11, 2",
        "2026-03-10, 9, 2030-12-01, 10",
        "2026-03-10, 10, 2031-02-20, 没有",
        "2019-01-01, 0, 2026-03-10, 没有",
    })
    void 错过的不补_五年为止(LocalDate closed, int made, LocalDate today, String wanted) {
        var next = RobotRules.nextAfterTermination(closed, made, today);
        assertThat(next.isPresent() ? Integer.toString(next.getAsInt()) : "没有").isEqualTo(wanted);
    }

    @ParameterizedTest(name = "RB-06 可用余额{0}，执行标的{1}：{2}")
    @CsvSource({
        "999.99, 100000.00, false",
        "1000.00, 100000.00, true",
        "999.99, 20000.00, false",
        "999.99, 19999.00, true",
        "0.00, 0.00, false",
        "0.01, 0.00, true",
        ", 100000.00, true",
    })
    void 零星存款不唤醒(String available, String claimed, boolean worth) {
        assertThat(RobotRules.isWorthALook(available == null ? null : Money.parse(available), Money.parse(claimed)))
                .isEqualTo(worth);
    }

    @Test
    void 近三个月和线索当日() {
        // RB-02: three months back from the day of closing; RB-04: a clue is asked about on its day.
        assertThat(RobotRules.freshSince(LocalDate.parse("2026-05-31"))).isEqualTo("2026-02-28");
        assertThat(RobotRules.begunOnClue(LocalDate.parse("2026-05-31"))).isEqualTo("2026-05-31");
    }

    @Test
    void 每家已接通的单位对每个有证件号的被执行人都要查到() {
        CaseParty person = party(1, Kind.PERSON, true);
        CaseParty company = party(2, Kind.ORGANISATION, true);
        CaseParty village = party(3, Kind.ORGANISATION, false);
        List<Institution> register = List.of(
                institution("A", "甲银行", true, true, true, "NATIONAL"),
                institution("B", "公积金", true, false, true, "REGIONAL"),
                institution("C", "未接通", true, true, false, "NATIONAL"),
                institution("D", "函查", true, true, true, "LETTER"));
        assertThat(Coverage.missing(List.of(person, company, village), register, List.of()))
                .containsExactly("甲银行", "公积金");
        assertThat(Coverage.missing(
                        List.of(person, company, village),
                        register,
                        List.of(new AskedPair("A", person.id(), false), new AskedPair("B", person.id(), true))))
                .as("the company was not asked about")
                .containsExactly("甲银行");
        assertThat(Coverage.missing(List.of(company), register, List.of(new AskedPair("A", company.id(), false))))
                .as("the provident fund knows no companies")
                .isEmpty();
        assertThat(Coverage.missing(List.of(village), register, List.of())).isEmpty();
    }

    private static CaseParty party(long id, Kind kind, boolean hasNumber) {
        return new CaseParty(new PartyId(id), Side.RESPONDENT, kind, "乙" + id, null, null, hasNumber, null);
    }

    private static Institution institution(
            String code, String name, boolean person, boolean organisation, boolean connected, String channel) {
        return new Institution(
                code,
                name,
                "BANK",
                channel,
                person,
                organisation,
                List.of(),
                60,
                4,
                null,
                new cn.sunlit.inquiries.Hours(null, null, false),
                "HTTPS",
                false,
                connected,
                null,
                null,
                null);
    }
}
