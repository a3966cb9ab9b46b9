package cn.sunlit.property;

import cn.sunlit.alerts.Rung;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Practice;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.PracticeNumber;
import cn.sunlit.statutes.WorkCalendar;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** When a hold must be renewed, and what colour that makes it (查封守护). Pure; the terms themselves are never extended by holidays. */
final class GuardianRules {

    private static final int MINUTES_A_DAY = 24 * 60;

    private GuardianRules() {}

    /** How near a hold is to being lost. */
    enum Colour {
        CALM("平稳"),
        YELLOW("该续行"),
        RED("来不及"),
        LOST("已丢失");

        private final String zh;

        Colour(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    /**
     * How many working days a renewal takes.
     *
     * @param how it was reckoned, in words
     */
    record Lead(int days, String how) {}

    /**
     * @param online whether the institution renews through the program
     * @param promisedMinutes what it promised, zero where it promised nothing
     */
    @Practice(
            id = "XF-01",
            text =
                    "续行的办理时间（工作日）：线上为本院作出裁定和送达的时间加协助单位约定的反馈时间（每二十四小时按一个工作日折算）；线下再加文书往返的时间，没有约定时限的按本院口径；法院可以按单位和财产种类另定（产品默认规则）")
    static Lead lead(boolean online, int promisedMinutes, LocalPractice practice, LocalDate today) {
        int court = practice.on(PracticeNumber.RENEWAL_COURT_DAYS, today).value();
        int promised = Math.ceilDiv(promisedMinutes, MINUTES_A_DAY);
        if (online) {
            return new Lead(court + promised, "裁定送达%d日，单位反馈%d日".formatted(court, promised));
        }
        int post = practice.on(PracticeNumber.RENEWAL_POST_DAYS, today).value();
        int letter = promised > 0
                ? promised
                : practice.on(PracticeNumber.RENEWAL_LETTER_DAYS, today).value();
        return new Lead(court + post + letter, "裁定送达%d日，文书往返%d日，单位办理%d日".formatted(court, post, letter));
    }

    /**
     * Where the colours part, for one lead time on one day: a hold that ends before {@code inTime} can no longer be renewed
     * in the usual time, one that ends before {@code calm} should be renewed now.
     */
    record Marks(LocalDate inTime, LocalDate calm) {}

    @Practice(
            id = "XF-02",
            text = "最后办理日为到期日往前数满办理时间的工作日：到期日不因休假日顺延，办理只在工作日；最后办理日之前十五个工作日起为黄灯，过了最后办理日为红灯，到期未续行为丢失（产品默认规则）")
    static Marks marks(LocalDate today, int lead, int early, WorkCalendar calendar) {
        LocalDate start = calendar.nextWorkingDay(today);
        LocalDate inTime = calendar.workingDayAfter(start, lead);
        return new Marks(inTime, calendar.workingDayAfter(inTime, early));
    }

    /** @param lost whether the hold ran out and is gone; a waiting place whose registration ran out is not, by itself */
    static Colour colour(LocalDate endsOn, boolean lost, Marks marks) {
        if (lost) {
            return Colour.LOST;
        }
        return endsOn.isBefore(marks.inTime())
                ? Colour.RED
                : endsOn.isBefore(marks.calm()) ? Colour.YELLOW : Colour.CALM;
    }

    /** The last working day on which the court can begin and still be in time. */
    static LocalDate lastDayToAct(LocalDate endsOn, int lead, WorkCalendar calendar) {
        LocalDate day = calendar.isWorkingDay(endsOn) ? endsOn : calendar.workingDayBefore(endsOn);
        for (int i = 0; i < lead; i++) {
            day = calendar.workingDayBefore(day);
        }
        return day;
    }

    private static final int PARTY_BEFORE = 7;

    /** The last day on which the party may ask that a preservation be continued; it is a day of the calendar. */
    @Law(
            id = "XF-03",
            statute = "财产保全",
            edition = "2021-01-01",
            article = 18,
            text = "申请保全人申请续行财产保全的，应当在保全期限届满七日前向人民法院提出；逾期申请或者不申请的，自行承担不能续行保全的法律后果。")
    static LocalDate lastDayToApply(LocalDate endsOn) {
        return endsOn.minusDays(PARTY_BEFORE);
    }

    /**
     * Whether a renewal came without a gap: the old term still ran on the day of the answer, and the new one reaches further.
     */
    @Law(
            id = "XF-04",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 485,
            text = "申请执行人申请延长期限的，人民法院应当在查封、扣押、冻结期限届满前办理续行查封、扣押、冻结手续")
    static boolean isWithoutGap(LocalDate oldEnd, LocalDate answeredOn, LocalDate newEnd) {
        return !answeredOn.isAfter(oldEnd) && newEnd.isAfter(oldEnd);
    }

    /** How a proposed renewal stands. */
    enum Progress {
        PROPOSED,
        ORDERED,
        FAILED
    }

    private static final int LAST_DAYS = 3;

    /**
     * To whom a renewal climbs that is not done.
     *
     * @param answerBy until when the institution should have answered; null while nothing was ordered
     * @return null while it is the officer's own affair
     */
    @Practice(id = "XF-05", text = "过了最后办理日仍未确认，协助单位未能办理，或者过了约定时间没有反馈的，升级至团队负责人；到期前三个工作日内仍未办妥的，升级至执行局局长（产品默认规则）")
    static @Nullable Rung climbTo(
            LocalDate today,
            LocalDate endsOn,
            LocalDate lastDayToAct,
            Progress progress,
            @Nullable LocalDate answerBy,
            WorkCalendar calendar) {
        if (!today.isBefore(lastDayToAct(endsOn, LAST_DAYS, calendar))) {
            return Rung.DIRECTOR;
        }
        boolean late =
                switch (progress) {
                    case PROPOSED -> today.isAfter(lastDayToAct);
                    case FAILED -> true;
                    case ORDERED -> answerBy != null && today.isAfter(answerBy);
                };
        return late ? Rung.LEADER : null;
    }
}
