package cn.sunlit.cooperation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.statutes.WorkCalendar;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 公安机关的回复时限，车辆一步一步的登记。 */
class ReplyTimesTest {

    private final ReplyTimes times = new ReplyTimes();

    /** GA-01 */
    @ParameterizedTest(name = "{0}，紧急{1}，{2}发出，{3}前回复")
    @CsvSource({
        "FIND_PERSON, false, 2026-03-16T10:00, 2026-03-18T10:00",
        "FIND_PERSON, false, 2026-03-16T07:00, 2026-03-17T17:00",
        "FIND_PERSON, false, 2026-03-20T16:00, 2026-03-24T16:00",
        "FIND_PERSON, false, 2026-09-30T16:00, 2026-10-09T16:00",
        "FIND_PERSON, true, 2026-03-20T22:00, 2026-03-21T22:00",
        "HOLD_VEHICLE, false, 2026-03-21T12:00, 2026-03-25T17:00",
    })
    void 普通的按工作时间_紧急的昼夜连续(RequestKind kind, boolean urgent, LocalDateTime sent, LocalDateTime due) {
        assertThat(times.replyBy(kind, urgent, at(sent), WorkCalendar.shipped(), TimeConfiguration.ZONE))
                .isEqualTo(at(due));
    }

    private static Instant at(LocalDateTime time) {
        return time.atZone(TimeConfiguration.ZONE).toInstant();
    }

    /** GA-02、GA-03 */
    @ParameterizedTest(name = "{0}，登记{1}，查封有效{2} → {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "WANTED, HELD, true, -",
                "WANTED, HELD, false, GA-02",
                "WANTED, IN_YARD, true, GA-03",
                "WANTED, COST, true, GA-03",
                "HELD, IN_YARD, true, -",
                "HELD, COST, false, -",
                "HELD, READY, true, GA-03",
                "IN_YARD, READY, true, -",
                "IN_YARD, READY, false, GA-02",
                "READY, RETURNED, false, -",
                "RETURNED, RETURNED, true, GA-03",
                "RETURNED, HELD, true, GA-03",
            })
    void 从路面到停车场到评估(String state, VehicleStep.Step step, boolean sealed, String refused) {
        assertThat(VehicleRules.step(state, step, sealed))
                .extracting(Problem.Refusal::rule)
                .isEqualTo(refused == null ? List.of() : List.of(refused));
    }
}
