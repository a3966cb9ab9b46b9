package cn.sunlit.tools;

import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.Deadline;
import cn.sunlit.statutes.Period;
import cn.sunlit.statutes.Periods;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The last day of a period, open to everyone. */
@Tag(name = "工具")
@RestController
@RequestMapping("/api/tools")
class DeadlineTools {

    private final Holidays holidays;

    DeadlineTools(Holidays holidays) {
        this.holidays = holidays;
    }

    @Operation(
            summary = "期限届满日",
            description =
                    "days、workingDays、months、years 填写一个；control=true 为控制措施的期限。逐步说明推算过程；所涉年度放假安排尚未公布的，provisional 为 true。")
    @GetMapping("/deadline")
    Deadline deadline(
            @RequestParam LocalDate event,
            @RequestParam @Nullable Integer days,
            @RequestParam @Nullable Integer workingDays,
            @RequestParam @Nullable Integer months,
            @RequestParam @Nullable Integer years,
            @RequestParam(defaultValue = "false") boolean control) {
        Input input = new Input();
        List<Period> given = new ArrayList<>();
        length(input, "days", days, Period.Unit.NATURAL_DAY, given);
        length(input, "workingDays", workingDays, Period.Unit.WORKING_DAY, given);
        length(input, "months", months, Period.Unit.MONTH, given);
        length(input, "years", years, Period.Unit.YEAR, given);
        input.check();
        if (given.size() != 1) {
            input.refuse("days", "请填写 days、workingDays、months、years 中的一个，且只能填写一个");
        }
        input.check();
        Period period = given.getFirst();
        String field =
                switch (period.unit()) {
                    case WORKING_DAY -> "workingDays";
                    case MONTH -> "months";
                    case YEAR -> "years";
                    case NATURAL_DAY, HOUR -> "days";
                };
        // Once the length is in order, what the rules refuse is the day, or for control measures the length's kind.
        return control
                ? Input.on(field, () -> Periods.endOfControl(event, period))
                : Input.on("event", () -> Periods.end(event, period, holidays.calendar()));
    }

    private static void length(
            Input input, String field, @Nullable Integer value, Period.Unit unit, List<Period> given) {
        if (value != null) {
            try {
                given.add(new Period(value, unit));
            } catch (IllegalArgumentException e) {
                input.refuse(field, String.valueOf(e.getMessage()));
            }
        }
    }
}
