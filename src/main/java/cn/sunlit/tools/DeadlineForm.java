package cn.sunlit.tools;

import static cn.sunlit.tools.Ask.Kind.DAY;
import static cn.sunlit.tools.Ask.Kind.NUMBER;

import cn.sunlit.statutes.Deadline;
import cn.sunlit.statutes.Period;
import cn.sunlit.statutes.Periods;
import cn.sunlit.statutes.WorkCalendar;
import cn.sunlit.web.Show;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;

/** The last day of a period as a form. */
final class DeadlineForm {

    private static final String CONTROL = "CONTROL_";

    /** @param calendar the working days as they are known at the time of asking */
    static Tool tool(Supplier<WorkCalendar> calendar) {
        return Tool.of(
                "deadline",
                "期限到哪一天",
                "哪一天届满，遇节假日怎么顺延",
                "从收到文书、立案、冻结那天起，算到哪一天为止。",
                List.of(
                        Ask.of(DAY, "event", "从哪一天起", "事情发生的那一天，例如收到裁定的日子"),
                        Ask.of(NUMBER, "length", "多长", "只填数字，例如 15"),
                        Ask.choice(
                                "unit",
                                "单位",
                                new Ask.Choice("NATURAL_DAY", "日"),
                                new Ask.Choice("WORKING_DAY", "个工作日"),
                                new Ask.Choice("MONTH", "个月"),
                                new Ask.Choice("YEAR", "年"),
                                new Ask.Choice("CONTROL_MONTH", "个月（查封、扣押、冻结的期限）"),
                                new Ask.Choice("CONTROL_YEAR", "年（查封、扣押、冻结的期限）"))),
                filled -> answer(filled, calendar.get()));
    }

    private DeadlineForm() {}

    private static Answer answer(Filled filled, WorkCalendar calendar) {
        LocalDate event = filled.day("event", LocalDate.EPOCH);
        String unit = filled.choice("unit");
        boolean control = unit.startsWith(CONTROL);
        Period period = filled.read(
                "length", text -> period(text, Period.Unit.valueOf(unit.replace(CONTROL, ""))), Period.days(0));
        Deadline end = control
                ? filled.on("length", () -> Periods.endOfControl(event, period))
                : filled.on("event", () -> Periods.end(event, period, calendar));
        return Answer.of("最后一日是", Show.dateInWords(end.endsOn()) + "（" + weekday(end.endsOn()) + "）")
                .plainSteps(end.steps().stream().map(Deadline.Step::text).toList())
                .law(end.law())
                .notes(end.provisional() ? List.of("有的年份放假安排尚未公布，暂按周六周日推算，公布后可能变化。") : List.of());
    }

    private static Period period(String text, Period.Unit unit) {
        if (!text.matches("\\d{1,6}")) {
            throw new IllegalArgumentException("应为不小于零的整数");
        }
        return new Period(Integer.parseInt(text), unit);
    }

    private static String weekday(LocalDate day) {
        return "星期" + "一二三四五六日".charAt(day.getDayOfWeek().getValue() - 1);
    }
}
