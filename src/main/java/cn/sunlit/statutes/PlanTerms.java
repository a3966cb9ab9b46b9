package cn.sunlit.statutes;

import cn.sunlit.kernel.Law;
import java.time.LocalDate;

/** The three terms of a dispute about a plan of distribution (分配方案异议): to object, to oppose, to sue. */
public final class PlanTerms {

    private PlanTerms() {}

    /** The last day for a creditor or the debtor to object, from the day on which the plan reached this person. */
    @Law(
            id = "FP-15",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 509,
            text = "债权人或者被执行人对分配方案有异议的，应当自收到分配方案之日起十五日内向执行法院提出书面异议。")
    public static Deadline toObject(LocalDate served, WorkCalendar calendar) {
        return Periods.end(served, toObject(), calendar);
    }

    /** For a creditor or the debtor to object. */
    public static Period toObject() {
        return Period.days(LegalNumbers.PLAN_OBJECTION_DAYS.current());
    }

    /** The last day to oppose an objection, from the day on which its notice reached this person. */
    @Law(
            id = "FP-16",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 510,
            text = "未提出异议的债权人、被执行人自收到通知之日起十五日内未提出反对意见的，执行法院依异议人的意见对分配方案审查修正后进行分配；提出反对意见的，应当通知异议人。")
    public static Deadline toOppose(LocalDate told, WorkCalendar calendar) {
        return Periods.end(told, toOppose(), calendar);
    }

    /** For the others to oppose an objection. */
    public static Period toOppose() {
        return Period.days(LegalNumbers.PLAN_OPPOSITION_DAYS.current());
    }

    /** The last day for the objector to sue those who oppose, from the day on which the objector learnt of it. */
    @Law(
            id = "FP-17",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 510,
            text = "异议人可以自收到通知之日起十五日内，以提出反对意见的债权人、被执行人为被告，向执行法院提起诉讼；异议人逾期未提起诉讼的，执行法院按照原分配方案进行分配。")
    public static Deadline toSue(LocalDate told, WorkCalendar calendar) {
        return Periods.end(told, toSue(), calendar);
    }

    /** For the objector to sue those who oppose. */
    public static Period toSue() {
        return Period.days(LegalNumbers.PLAN_SUIT_DAYS.current());
    }
}
