package cn.sunlit.funds;

import cn.sunlit.alerts.Lamps;
import cn.sunlit.kernel.Practice;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.PracticeNumber;
import cn.sunlit.statutes.WorkCalendar;
import java.time.LocalDate;
import java.util.stream.Stream;

/** When money that waits for an act turns which colour. Pure. */
final class ConcernRules {

    private final WorkCalendar calendar;

    ConcernRules(WorkCalendar calendar) {
        this.calendar = calendar;
    }

    /** {@code SUSPENSE-AGE}: the third day, over three days, over thirty. */
    static Lamps unknown(LocalDate bookedOn) {
        return new Lamps(
                bookedOn.plusDays(SuspenseDesk.CLAIM_WITHIN),
                bookedOn.plusDays(SuspenseDesk.CLAIM_WITHIN + 1L),
                bookedOn.plusDays(SuspenseDesk.FORGOTTEN_AFTER + 1L));
    }

    /** The colours of {@code AK-LIE-1}, as days. */
    Lamps lying(LocalDate since) {
        LocalDate yellow = first(since, "yellow", "red", "overdue");
        LocalDate red = first(yellow, since, "red", "overdue");
        return new Lamps(yellow, red, first(red, since, "overdue"));
    }

    private LocalDate first(LocalDate since, String... tones) {
        return first(since, since, tones);
    }

    private LocalDate first(LocalDate from, LocalDate since, String... tones) {
        return from.datesUntil(from.plusDays(60))
                .filter(day -> {
                    String tone = DeskOverview.tone(since, day, calendar);
                    return tone != null && Stream.of(tones).anyMatch(tone::equals);
                })
                .findFirst()
                .orElseThrow();
    }

    @Practice(
            id = "AK-YJ-1",
            text = "退回的付款、没有付清的分期、没有入账的银行分录和异常报文，次日黄灯，超过办理期限的一半红灯，超过办理期限逾期；办理期限为十个工作日。法律未规定，为产品默认值，由本院设定。")
    Lamps toBeDone(LocalDate since, LocalPractice practice, LocalDate today) {
        int days = practice.on(PracticeNumber.MONEY_MATTER_DAYS, today).value();
        return new Lamps(
                since.plusDays(1),
                calendar.workingDayAfter(since, days / 2).plusDays(1),
                calendar.workingDayAfter(since, days).plusDays(1));
    }

    /** {@code AK-CASH-1}, {@code AK-CASH-2}: the next day is the last. */
    static Lamps cash(LocalDate since) {
        return new Lamps(since.plusDays(1), since.plusDays(2), since.plusDays(2));
    }

    /** {@code AK-HOLD-3}: to be looked at within a month. */
    static Lamps held(LocalDate lookedOn) {
        LocalDate by = HoldRules.lookBy(lookedOn);
        return new Lamps(by, by.plusDays(1), by.plusDays(1));
    }
}
