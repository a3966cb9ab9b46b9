package cn.sunlit.statutes;

import cn.sunlit.kernel.Law;
import java.time.LocalDate;

/** The periods of the provisions on the investigation of property (财产调查规定). */
public final class InvestigationTerms {

    private InvestigationTerms() {}

    /** The last day on which a clear and concrete clue is looked into. */
    @Law(
            id = "CD-01",
            statute = "财产调查",
            edition = "2021-01-01",
            article = 2,
            text = "财产线索明确、具体的，人民法院应当在七日内调查核实；情况紧急的，应当在三日内调查核实。")
    public static Deadline clueVerifiedBy(LocalDate received, boolean urgent, WorkCalendar calendar) {
        int days = (urgent ? LegalNumbers.URGENT_CLUE_DAYS : LegalNumbers.CLUE_DAYS).current();
        return Periods.end(received, Period.days(days), calendar);
    }

    /** From which day on changes of property must be reported. */
    @Law(
            id = "CD-02",
            statute = "财产调查",
            edition = "2021-01-01",
            article = 6,
            text = "被执行人自收到执行通知之日前一年至提交书面财产报告之日，其财产情况发生下列变动的，应当将变动情况一并报告：")
    public static LocalDate reportLooksBackTo(LocalDate noticeReceived) {
        return noticeReceived.minusYears(LegalNumbers.REPORT_LOOKS_BACK_YEARS.current());
    }

    /** The last day on which a change after the report is told. */
    @Law(
            id = "CD-03",
            statute = "财产调查",
            edition = "2021-01-01",
            article = 7,
            text = "被执行人报告财产后，其财产情况发生变动，影响申请执行人债权实现的，应当自财产变动之日起十日内向人民法院补充报告。")
    public static Deadline supplementBy(LocalDate changed, WorkCalendar calendar) {
        return Periods.end(changed, Period.days(LegalNumbers.REPORT_SUPPLEMENT_DAYS.current()), calendar);
    }

    /** The last day on which the court decides whether a reward is published. */
    @Law(id = "CD-04", statute = "财产调查", edition = "2021-01-01", article = 21, text = "人民法院应当自收到书面申请之日起十日内决定是否准许。")
    public static Deadline rewardDecidedBy(LocalDate asked, WorkCalendar calendar) {
        return Periods.end(asked, Period.days(LegalNumbers.REWARD_DECIDED_DAYS.current()), calendar);
    }
}
