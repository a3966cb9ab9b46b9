package cn.sunlit.statutes;

import static java.util.Comparator.comparing;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Practice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Periods of time (期间) as the law counts them, each result with its proof. */
public final class Periods {

    private static final String ART_85 = StatuteBook.cite("民事诉讼法", "2024-01-01", 85);
    private static final String ART_95 = StatuteBook.cite("民事诉讼法", "2024-01-01", 95);
    private static final String ART_125 = StatuteBook.cite("民诉法解释", "2022-04-10", 125);
    private static final String ART_485 = StatuteBook.cite("民诉法解释", "2022-04-10", 485);
    private static final String SEIZURE_27 = StatuteBook.cite("查封扣押冻结", "2021-01-01", 27);

    private static final List<String> COUNTING = List.of(ART_85, ART_125);

    private static final int HOURS_A_DAY = 24;

    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    private Periods() {}

    /** As {@link #end(LocalDate, Period, WorkCalendar, List)} with no day excluded. */
    public static Deadline end(LocalDate event, Period period, WorkCalendar cal) {
        return end(event, period, cal, List.of());
    }

    /**
     * The last day of a period that a party or the court must keep. The day of the event is not counted; days that the
     * law excludes are taken as a union, so that none is excluded twice, and each one moves the end by a day; at last
     * the end rolls over a holiday.
     *
     * @param event the day of the event that starts the period
     * @param exclusions days that do not count (不计入的期间)
     * @throws IllegalArgumentException for dates nobody can mean
     */
    public static Deadline end(LocalDate event, Period period, WorkCalendar cal, List<Interval> exclusions) {
        plausible(event);
        List<Interval> excluded = union(exclusions);
        List<Deadline.Step> steps = new ArrayList<>();
        boolean provisional = false;
        LocalDate raw =
                switch (period.unit()) {
                    case WORKING_DAY -> {
                        steps.add(new Deadline.Step("事件发生日 " + event + "，当日不计入", event));
                        LocalDate last = workingDay(event, period.value(), cal, excluded);
                        steps.add(new Deadline.Step(
                                "自次日起数" + period.display() + "（" + calendarNote(event, last, cal) + "）", last));
                        provisional = isProvisional(event, last, cal);
                        if (provisional) {
                            steps.add(provisionalStep(last));
                        }
                        yield last;
                    }
                    case HOUR -> {
                        steps.add(new Deadline.Step("事件发生时 " + event + "，当时不计入", event));
                        // Only the day is known: the hours may have begun at its very end.
                        LocalDate last = corresponding(event, period);
                        steps.add(new Deadline.Step("经过" + period.display() + "，至迟到此日", last));
                        yield last;
                    }
                    case NATURAL_DAY, MONTH, YEAR -> {
                        steps.add(new Deadline.Step("事件发生日 " + event + "，当日不计入", event));
                        LocalDate last = corresponding(event, period);
                        steps.add(new Deadline.Step(correspondingNote(event, period, last), last));
                        yield last;
                    }
                };
        if (!excluded.isEmpty() && period.unit() != Period.Unit.WORKING_DAY) {
            raw = extend(event, raw, excluded, steps);
        }
        if (period.value() == 0 || period.unit() == Period.Unit.HOUR || period.unit() == Period.Unit.WORKING_DAY) {
            return new Deadline(raw, provisional, steps, COUNTING);
        }
        LocalDate end = roll(raw, cal);
        if (!end.equals(raw)) {
            steps.add(new Deadline.Step(
                    "最后一日 " + raw + " 是休息日或法定休假日，顺延到其后第一个工作日（" + calendarNote(raw, end, cal) + "）", end));
        } else {
            steps.add(new Deadline.Step("最后一日是工作日，不顺延", end));
        }
        provisional = isProvisional(raw, end, cal);
        if (provisional) {
            steps.add(provisionalStep(end));
        }
        return new Deadline(end, provisional, steps, COUNTING);
    }

    @Law(
            id = "QJ-01",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 125,
            text = "民事诉讼中以时起算的期间从次时起算；以日、月、年计算的期间从次日起算。")
    static LocalDate corresponding(LocalDate event, Period period) {
        // Java's months end on the corresponding day, or on the month's last day where there is none.
        return switch (period.unit()) {
            case NATURAL_DAY, WORKING_DAY -> event.plusDays(period.value());
            case MONTH -> event.plusMonths(period.value());
            case YEAR -> event.plusYears(period.value());
            case HOUR -> event.plusDays(Math.ceilDiv(period.value(), HOURS_A_DAY));
        };
    }

    @Law(
            id = "QJ-02",
            statute = "民事诉讼法",
            edition = "2024-01-01",
            article = 85,
            text = "期间届满的最后一日是法定休假日的，以法定休假日后的第一日为期间届满的日期。")
    static LocalDate roll(LocalDate last, WorkCalendar cal) {
        return cal.nextWorkingDay(last);
    }

    @Law(id = "QJ-03", statute = "民事诉讼法", edition = "2024-01-01", article = 85, text = "期间开始的时和日，不计算在期间内。")
    static LocalDate workingDay(LocalDate event, int n, WorkCalendar cal, List<Interval> excluded) {
        LocalDate day = event;
        int counted = 0;
        while (counted < n) {
            day = day.plusDays(1);
            if (cal.isWorkingDay(day) && !contains(excluded, day)) {
                counted++;
            }
        }
        return day;
    }

    @Practice(id = "QJ-04", text = "不计入的期间取并集，不重复扣除；扣除后新落入期间内的不计入日继续扣除，直至不再变化（产品口径，法律未规定算法）")
    private static LocalDate extend(
            LocalDate event, LocalDate raw, List<Interval> excluded, List<Deadline.Step> steps) {
        long first = raw.toEpochDay();
        long end = first;
        while (true) {
            long next = first + daysWithin(excluded, event, end);
            if (next == end) {
                break;
            }
            end = next;
        }
        for (Interval i : excluded) {
            long days = overlap(i, event.toEpochDay() + 1, end);
            if (days > 0) {
                steps.add(new Deadline.Step(
                        "扣除 " + i.from() + " 至 " + i.to() + "（" + i.reason() + "），共" + days + "日", i.to()));
            }
        }
        LocalDate later = LocalDate.ofEpochDay(end);
        steps.add(new Deadline.Step("共扣除" + (end - first) + "日，届满日相应后延", later));
        return later;
    }

    /**
     * The last day on which a control measure is in force; it never rolls over holidays, because on the day after the
     * term the measure is gone.
     *
     * @param effective the day on which the measure took effect, its first day
     */
    @Law(
            id = "QJ-05",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 27,
            text = "查封、扣押、冻结期限届满，人民法院未办理延期手续的，查封、扣押、冻结的效力消灭。")
    public static Deadline endOfControl(LocalDate effective, Period p) {
        plausible(effective);
        if (p.unit() == Period.Unit.WORKING_DAY || p.unit() == Period.Unit.HOUR || p.value() == 0) {
            throw new IllegalArgumentException("控制措施的期限应以日、月或年计，且大于零");
        }
        LocalDate last = corresponding(effective, p).minusDays(1);
        return new Deadline(
                last,
                false,
                List.of(
                        new Deadline.Step("措施于 %s 生效，当日为第一日".formatted(effective), effective),
                        new Deadline.Step("期限%s，最后有效日为 %s".formatted(p.display(), last), last),
                        new Deadline.Step("期限届满效力消灭，遇休假日不顺延；以裁定、协助执行通知和回执载明的起止日为准", last)),
                List.of(ART_485, SEIZURE_27));
    }

    /**
     * The latest day for an act that must lie a whole period before the given day (拍卖十五日前公告，期限届满七日前申请).
     * Nothing is rolled forward: the act may come earlier, never later.
     */
    public static LocalDate before(LocalDate end, Period p, WorkCalendar cal) {
        plausible(end);
        return switch (p.unit()) {
            case NATURAL_DAY -> end.minusDays(p.value());
            case MONTH -> end.minusMonths(p.value());
            case YEAR -> end.minusYears(p.value());
            case HOUR -> end.minusDays(Math.ceilDiv(p.value(), HOURS_A_DAY));
            case WORKING_DAY -> {
                LocalDate day = end;
                int left = p.value();
                while (left > 0) {
                    day = cal.workingDayBefore(day);
                    left--;
                }
                yield day;
            }
        };
    }

    /** The day on which a service by announcement (公告送达) counts as done; it is no deadline and does not roll. */
    @Law(id = "QJ-06", statute = "民事诉讼法", edition = "2024-01-01", article = 95, text = "自发出公告之日起，经过三十日，即视为送达。")
    public static Deadline servedByAnnouncement(LocalDate announced) {
        plausible(announced);
        int days = LegalNumbers.ANNOUNCEMENT_DAYS
                .on(announced)
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s以前的公告送达适用旧规定，请人工核定".formatted(LegalNumbers.ANNOUNCEMENT_DAYS.firstDay())));
        LocalDate served = announced.plusDays(days);
        return new Deadline(
                served,
                false,
                List.of(
                        new Deadline.Step("%s 发出公告".formatted(announced), announced),
                        new Deadline.Step("经过%d日，视为送达".formatted(days), served)),
                List.of(ART_95));
    }

    /** The end of a listing as dishonest (失信) with a fixed term; like a control measure it ends and does not roll. */
    @Law(id = "QJ-07", statute = "失信名单", edition = "2017-05-01", article = 2, text = "纳入失信被执行人名单的期限为二年。")
    public static LocalDate endOfListing(LocalDate effective) {
        plausible(effective);
        return effective.plusYears(LegalNumbers.LISTING_YEARS.current());
    }

    /** The last day on which the court must have removed a listing whose term has ended. */
    @Law(id = "QJ-08", statute = "失信名单", edition = "2017-05-01", article = 10, text = "纳入期限届满后三个工作日内，人民法院应当删除失信信息。")
    public static Deadline removalOfListing(LocalDate ended, WorkCalendar cal) {
        return end(ended, Period.workingDays(LegalNumbers.LISTING_REMOVAL_WORKING_DAYS.current()), cal);
    }

    /** The end of the time to apply for enforcement (申请执行时效), without its interruptions. */
    @Law(id = "QJ-09", statute = "民事诉讼法", edition = "2024-01-01", article = 250, text = "申请执行的期间为二年。")
    public static Deadline endOfApplicationTime(LocalDate performanceDue, WorkCalendar cal) {
        return end(performanceDue, Period.years(LegalNumbers.APPLICATION_YEARS.current()), cal);
    }

    /** The days on which a terminated case must be searched again, for years on. */
    @Practice(id = "QJ-10", text = "终结本次执行程序后五年内每六个月查询一次财产（法〔2016〕373号第9条，原文未随产品收录）")
    public static List<LocalDate> searchesAfterTermination(LocalDate terminated, LocalPractice practice) {
        plausible(terminated);
        int months = practice.on(PracticeNumber.SEARCH_EVERY_MONTHS, terminated).value();
        LocalDate last = terminated.plusYears(
                practice.on(PracticeNumber.SEARCH_FOR_YEARS, terminated).value());
        List<LocalDate> days = new ArrayList<>();
        for (int i = 1; ; i++) {
            LocalDate day = terminated.plusMonths((long) months * i);
            if (day.isAfter(last)) {
                return List.copyOf(days);
            }
            days.add(day);
        }
    }

    /** The intervals in order, none touching another. */
    static List<Interval> union(List<Interval> intervals) {
        if (intervals.size() < 2 || isApart(intervals)) {
            return intervals;
        }
        List<Interval> merged = new ArrayList<>();
        for (Interval next :
                intervals.stream().sorted(comparing(Interval::from)).toList()) {
            Interval last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || next.from().isAfter(last.to().plusDays(1))) {
                merged.add(next);
            } else {
                LocalDate to = next.to().isAfter(last.to()) ? next.to() : last.to();
                String reason =
                        last.reason().equals(next.reason()) ? last.reason() : last.reason() + "、" + next.reason();
                merged.set(merged.size() - 1, new Interval(last.from(), to, reason));
            }
        }
        return merged;
    }

    /** Whether they are in order with a day between each two, as a register that was kept well hands them over. */
    private static boolean isApart(List<Interval> intervals) {
        for (int i = 1; i < intervals.size(); i++) {
            if (intervals.get(i).from().toEpochDay()
                    <= intervals.get(i - 1).to().toEpochDay() + 1) {
                return false;
            }
        }
        return true;
    }

    /** How many days after {@code after} and up to {@code until} lie within the (merged) intervals. */
    static long daysWithin(List<Interval> merged, LocalDate after, LocalDate until) {
        return daysWithin(merged, after, until.toEpochDay());
    }

    private static long daysWithin(List<Interval> merged, LocalDate after, long until) {
        long first = after.toEpochDay() + 1;
        long days = 0;
        for (int i = 0; i < merged.size(); i++) {
            days += overlap(merged.get(i), first, until);
        }
        return days;
    }

    private static long overlap(Interval i, long first, long last) {
        long days =
                Math.min(last, i.to().toEpochDay()) - Math.max(first, i.from().toEpochDay()) + 1;
        return Math.max(0, days);
    }

    private static boolean contains(List<Interval> merged, LocalDate day) {
        return merged.stream().anyMatch(i -> !day.isBefore(i.from()) && !day.isAfter(i.to()));
    }

    private static String correspondingNote(LocalDate event, Period period, LocalDate raw) {
        boolean clamped = (period.unit() == Period.Unit.MONTH || period.unit() == Period.Unit.YEAR)
                && raw.getDayOfMonth() != event.getDayOfMonth();
        return "自次日起算" + period.display() + "，到 " + raw + (clamped ? "（无对应日，为当月最后一日）" : "");
    }

    private static String calendarNote(LocalDate from, LocalDate to, WorkCalendar cal) {
        String notice = cal.noticeOf(to.getYear());
        if (notice.isEmpty()) {
            notice = cal.noticeOf(from.getYear());
        }
        return notice.isEmpty() ? "按周六周日推算" : "依据国务院办公厅放假通知 " + notice;
    }

    private static Deadline.Step provisionalStep(LocalDate end) {
        return new Deadline.Step(end.getYear() + "年的放假安排尚未公布，暂按周六周日推算，公布后须重新计算", end);
    }

    private static boolean isProvisional(LocalDate from, LocalDate to, WorkCalendar cal) {
        for (int year = from.getYear(); year <= to.getYear(); year++) {
            if (cal.isProvisional(year)) {
                return true;
            }
        }
        return false;
    }

    private static void plausible(LocalDate day) {
        if (day.isBefore(EARLIEST) || day.getYear() > EARLIEST.getYear() + 2 * Period.MAX_YEARS) {
            throw new IllegalArgumentException("日期 %s 超出可处理的范围".formatted(day));
        }
    }
}
