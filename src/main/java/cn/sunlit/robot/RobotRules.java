package cn.sunlit.robot;

import cn.sunlit.cases.Stage;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** When the robot asks, whom it leaves alone, and what of its findings wakes a case. Pure. */
final class RobotRules {

    @Practice(id = "RB-02", text = "结案期限亮黄灯、或者完成终本约谈时，近三个月内未向全部已接通单位查询齐全的，自动补查（三个月：公开的终本合规核查第2项；亮灯时点为产品默认值）")
    private static final int MONTHS_FRESH = 3;

    @Practice(
            id = "RB-03",
            text = "终结本次执行程序后五年内，每六个月查询一次并将结果告知申请执行人（法〔2016〕373号第九条），共十次；每次自上次应查日起算，提前二十日发起，以便按期取得反馈（提前日数为产品默认值）")
    private static final int MONTHS_BETWEEN = 6;

    static final int TIMES = 10;
    private static final int DAYS_AHEAD = 20;

    @Practice(id = "RB-06", text = "终本后查得的新财产，以及余额一千元以上或者超过执行标的百分之五的存款，提示恢复执行（公开的终本合规核查第6项的反面）")
    private static final Money SMALL = new Money(100_000);

    private static final int PERCENT = 5;

    private RobotRules() {}

    /** From which day on an inquiry counts when a case is to be closed on that day. */
    static LocalDate freshSince(LocalDate on) {
        return on.minusMonths(MONTHS_FRESH);
    }

    /** The day by which the n-th inquiry after the end of the procedure must be made, 1 for the first. */
    static LocalDate dueAfterTermination(LocalDate closedOn, int n) {
        return closedOn.plusMonths((long) MONTHS_BETWEEN * n);
    }

    /** The day on which the robot begins it. */
    static LocalDate begunAfterTermination(LocalDate closedOn, int n) {
        return dueAfterTermination(closedOn, n).minusDays(DAYS_AHEAD);
    }

    /** Which inquiry comes next: the first whose day has not passed yet, after those that were made; empty after five years. */
    static OptionalInt nextAfterTermination(LocalDate closedOn, int made, LocalDate today) {
        for (int n = made + 1; n <= TIMES; n++) {
            if (!dueAfterTermination(closedOn, n).isBefore(today)) {
                return OptionalInt.of(n);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Why a case is left alone, empty when it may be asked about.
     *
     * @param hasNumber whether any respondent has a number to ask for
     */
    @Law(id = "RB-01", statute = "财产调查", edition = "2021-01-01", article = 1, text = "人民法院应当通过网络执行查控系统进行调查")
    static Optional<String> leftAlone(Reason reason, Stage stage, boolean hasNumber) {
        if (stage == Stage.CLOSED) {
            return Optional.of("案件已结，不再查询");
        }
        if (stage == Stage.TERMINATED_THIS_PROCEDURE
                && reason != Reason.AFTER_TERMINATION
                && reason != Reason.CLUE
                && reason != Reason.QUALITY) {
            return Optional.of("已终结本次执行程序，按半年一次的安排查询");
        }
        if (stage != Stage.TERMINATED_THIS_PROCEDURE && reason == Reason.AFTER_TERMINATION) {
            return Optional.of("案件不在终结本次执行程序状态，不作终本后查询");
        }
        return hasNumber ? Optional.empty() : Optional.of("被执行人均无证件号，请补录后由承办人发起");
    }

    /** When the robot asks about a clue: at once, so that the seven days (three where it is urgent) are the officer's. */
    @Law(
            id = "RB-04",
            statute = "财产调查",
            edition = "2021-01-01",
            article = 2,
            text = "财产线索明确、具体的，人民法院应当在七日内调查核实；情况紧急的，应当在三日内调查核实。")
    static LocalDate begunOnClue(LocalDate on) {
        return on;
    }

    /**
     * Whether money found in an account after the end of the procedure is worth a look.
     *
     * @param available null where the institution tells none
     * @param claimed zero where no money is owed
     */
    static boolean isWorthALook(@Nullable Money available, Money claimed) {
        if (available == null) {
            return true;
        }
        return available.compareTo(SMALL) >= 0 || available.fen() * 100 > claimed.fen() * PERCENT;
    }
}
