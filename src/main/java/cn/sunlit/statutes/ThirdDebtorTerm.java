package cn.sunlit.statutes;

import cn.sunlit.kernel.Law;
import java.time.LocalDate;

/** The time that a third debtor has to perform or to object (到期债权第三人的履行和异议期限). */
public final class ThirdDebtorTerm {

    private ThirdDebtorTerm() {}

    /** The last day, for a notice that was served directly on a day. */
    @Law(
            id = "DQ-01",
            statute = "执行工作若干规定",
            edition = "2021-01-01",
            article = 45,
            text = "第三人应当在收到履行通知后的十五日内向申请执行人履行债务")
    @Law(
            id = "DQ-02",
            statute = "执行工作若干规定",
            edition = "2021-01-01",
            article = 45,
            text = "第三人对履行到期债权有异议的，应当在收到履行通知后的十五日内向执行法院提出")
    public static Deadline lastDay(LocalDate served, WorkCalendar calendar) {
        return Periods.end(served, Period.days(LegalNumbers.THIRD_DEBTOR_DAYS.current()), calendar);
    }
}
