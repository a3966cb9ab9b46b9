package cn.sunlit.alerts;

import cn.sunlit.kernel.Practice;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.PracticeNumber;
import cn.sunlit.statutes.WorkCalendar;
import java.time.LocalDate;

/** After how many working days an alert that nobody answered goes to whom. Pure: calendar and practice in, days out. */
final class Steps {

    private final WorkCalendar calendar;

    Steps(WorkCalendar calendar) {
        this.calendar = calendar;
    }

    /** The n-th working day after a day, that day itself not counted. */
    LocalDate after(LocalDate day, int n) {
        return calendar.workingDayAfter(day, n);
    }

    /**
     * The days from which n working days lead to this day.
     *
     * @return first and last of them, or null where the day is no working day: nothing climbs then
     */
    @org.jspecify.annotations.Nullable
    Days before(LocalDate day, int n) {
        if (!calendar.isWorkingDay(day)) {
            return null;
        }
        LocalDate first = day;
        for (int i = 0; i < n; i++) {
            do {
                first = first.minusDays(1);
            } while (!calendar.isWorkingDay(first));
        }
        return new Days(first, calendar.nextWorkingDay(first.plusDays(1)).minusDays(1));
    }

    /** Both included. */
    record Days(LocalDate first, LocalDate last) {}

    @Practice(
            id = "YJ-01",
            text = "黄灯由承办人处理；红灯一个工作日无人处理的，升级至团队负责人；逾期的，依次升级至团队负责人、执行局局长、监督人员，各级期限为一、三、五个工作日。法律未规定，为产品默认值，由本院设定。")
    static int period(LocalPractice practice, Rung to, LocalDate on) {
        PracticeNumber number =
                switch (to) {
                    case OWNER, LEADER -> PracticeNumber.CLIMB_TO_LEADER_DAYS;
                    case DIRECTOR -> PracticeNumber.CLIMB_TO_DIRECTOR_DAYS;
                    case SUPERVISOR -> PracticeNumber.CLIMB_TO_SUPERVISOR_DAYS;
                };
        return practice.on(number, on).value();
    }

    /** The last day until which an explanation given today may ask for patience. */
    @Practice(id = "YJ-02", text = "对预警的一次说明最长期限为十个工作日，期满未办结的，升级至上一级。法律未规定，为产品默认值，由本院设定。")
    LocalDate latest(LocalPractice practice, LocalDate today) {
        return after(today, practice.on(PracticeNumber.EXPLANATION_DAYS, today).value());
    }
}
