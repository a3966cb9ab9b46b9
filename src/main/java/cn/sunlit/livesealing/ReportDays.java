package cn.sunlit.livesealing;

import cn.sunlit.kernel.Practice;
import cn.sunlit.livesealing.Terms.Frequency;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** Which stretches a debtor reports on, and until when. */
final class ReportDays {

    static final int DAYS_TO_REPORT = 5;

    /** How many days before the last one a debtor is reminded. */
    static final int REMINDED_BEFORE = 2;

    private ReportDays() {}

    /** @param dueOn the last day on which the report may be handed in */
    record Stretch(LocalDate from, LocalDate to, LocalDate dueOn) {}

    @Practice(id = "HF-21", text = "活封使用报告按自然周、半月（15日和月末）、月、季度分段，每段届满后五日内报告；法律没有规定，产品默认值")
    static List<Stretch> of(Frequency frequency, LocalDate from, LocalDate to) {
        List<Stretch> all = new ArrayList<>();
        for (LocalDate begin = from; !begin.isAfter(to); ) {
            LocalDate whole = end(frequency, begin);
            LocalDate end = whole.isAfter(to) ? to : whole;
            all.add(new Stretch(begin, end, end.plusDays(DAYS_TO_REPORT)));
            begin = end.plusDays(1);
        }
        return all;
    }

    private static LocalDate end(Frequency frequency, LocalDate day) {
        YearMonth month = YearMonth.from(day);
        return switch (frequency) {
            case WEEKLY -> day.plusDays(7 - day.getDayOfWeek().getValue());
            case HALF_MONTHLY -> day.getDayOfMonth() <= 15 ? month.atDay(15) : month.atEndOfMonth();
            case MONTHLY -> month.atEndOfMonth();
            case QUARTERLY ->
                YearMonth.of(day.getYear(), (day.getMonthValue() + 2) / 3 * 3).atEndOfMonth();
        };
    }
}
