package cn.sunlit.statutes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Which days the courts work: Monday to Friday, less the State Council's holidays (放假), plus its make-up days (调休上班).
 * A year whose notice is not known counts weekends alone and is provisional.
 */
public final class WorkCalendar {

    private static final int FIRST_SHIPPED = 2019;
    private static final int LAST_SHIPPED = 2026;
    private static final int DAYS_OF_WEEK = 7;
    /** The epoch, 1970-01-01, was a Thursday: the third day after a Monday. */
    private static final int EPOCH_AFTER_MONDAY = 3;

    private static final WorkCalendar SHIPPED = loadShipped();

    private final NavigableMap<Integer, HolidayNotice> notices;

    /** The working days from {@link #firstDay} on, as long as notices speak; beyond it only weekends count. */
    private final BitSet working = new BitSet();

    private final long firstDay;
    private final int days;

    private WorkCalendar(NavigableMap<Integer, HolidayNotice> notices) {
        this.notices = notices;
        // In the order of years: a notice may speak of the neighbouring year, whose own notice has the last word.
        NavigableMap<LocalDate, Boolean> spoken = new TreeMap<>();
        for (HolidayNotice notice : notices.values()) {
            notice.off().forEach(d -> spoken.put(d, false));
            notice.makeUp().forEach(d -> spoken.put(d, true));
        }
        this.firstDay = spoken.isEmpty() ? 0 : spoken.firstKey().toEpochDay();
        this.days = spoken.isEmpty() ? 0 : (int) (spoken.lastKey().toEpochDay() - firstDay + 1);
        for (int i = 0; i < days; i++) {
            long day = firstDay + i;
            working.set(i, spoken.getOrDefault(LocalDate.ofEpochDay(day), isWeekday(day)));
        }
    }

    /** The calendar with the notices this product ships, 2019 to 2026. */
    public static WorkCalendar shipped() {
        return SHIPPED;
    }

    /** A calendar with these notices alone, as a computation carries them. */
    public static WorkCalendar of(List<HolidayNotice> notices) {
        NavigableMap<Integer, HolidayNotice> all = new TreeMap<>();
        notices.forEach(n -> all.put(n.year(), n));
        return new WorkCalendar(all);
    }

    /**
     * What the notices say of the days between two, both counted: those of the years concerned, and a neighbouring year's
     * where it speaks of such a day. A calendar made of them alone counts these days as this one does.
     */
    public List<HolidayNotice> noticesOn(LocalDate from, LocalDate to) {
        return notices.subMap(from.getYear() - 1, true, to.getYear() + 1, true).values().stream()
                .map(n -> n.within(from, to))
                .filter(n -> (n.year() >= from.getYear() && n.year() <= to.getYear())
                        || !n.off().isEmpty()
                        || !n.makeUp().isEmpty())
                .toList();
    }

    /** The SHA-256 of the notice's file, or null where there is none for that year. */
    public @Nullable String hashOf(int year) {
        HolidayNotice notice = notices.get(year);
        return notice == null ? null : notice.sha256();
    }

    /**
     * This calendar with one more year, from a file of the holiday-cn form; an existing year is replaced.
     *
     * @throws IllegalArgumentException when the file is not of that form, names no notice or holds a foreign year
     */
    public WorkCalendar with(String holidayJson) {
        return with(HolidayNotice.read(holidayJson));
    }

    /** This calendar with one more year; an existing year is replaced. */
    public WorkCalendar with(HolidayNotice notice) {
        NavigableMap<Integer, HolidayNotice> all = new TreeMap<>(notices);
        all.put(notice.year(), notice);
        return new WorkCalendar(all);
    }

    public boolean isWorkingDay(LocalDate d) {
        return isWorkingDay(d.toEpochDay());
    }

    private boolean isWorkingDay(long epochDay) {
        long at = epochDay - firstDay;
        return (at >= 0 && at < days) ? working.get((int) at) : isWeekday(epochDay);
    }

    private static boolean isWeekday(long epochDay) {
        return Math.floorMod(epochDay + EPOCH_AFTER_MONDAY, DAYS_OF_WEEK) < DayOfWeek.FRIDAY.getValue();
    }

    /** The years whose notices are known, in order. */
    public List<Integer> years() {
        return List.copyOf(notices.keySet());
    }

    /** Whether the holidays of that year are not known, so that only weekends count. */
    public boolean isProvisional(int year) {
        return !notices.containsKey(year);
    }

    /** The day itself when it is a working day, else the first one after it. */
    public LocalDate nextWorkingDay(LocalDate d) {
        long day = d.toEpochDay();
        if (isWorkingDay(day)) {
            return d;
        }
        do {
            day++;
        } while (!isWorkingDay(day));
        return LocalDate.ofEpochDay(day);
    }

    /** The n-th working day after a day, that day itself not counted; for n = 0 the day itself. */
    public LocalDate workingDayAfter(LocalDate day, int n) {
        LocalDate at = day;
        for (int i = 0; i < n; i++) {
            at = nextWorkingDay(at.plusDays(1));
        }
        return at;
    }

    /** The address of the State Council's notice for that year, or empty where there is none. */
    public String noticeOf(int year) {
        HolidayNotice notice = notices.get(year);
        return notice == null ? "" : notice.source();
    }

    /** How many working days lie between two days, both counted. */
    public int workingDaysBetween(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("结束日 %s 早于开始日 %s".formatted(to, from));
        }
        if (to.isAfter(from.plusYears(Period.MAX_YEARS))) {
            throw new IllegalArgumentException("期间不能超过" + Period.MAX_YEARS + "年");
        }
        return (int) LongStream.rangeClosed(from.toEpochDay(), to.toEpochDay())
                .filter(this::isWorkingDay)
                .count();
    }

    /** The last day before {@code d} that is a working day. */
    public LocalDate workingDayBefore(LocalDate d) {
        long day = d.toEpochDay() - 1;
        while (!isWorkingDay(day)) {
            day--;
        }
        return LocalDate.ofEpochDay(day);
    }

    private static WorkCalendar loadShipped() {
        NavigableMap<Integer, HolidayNotice> shipped = new TreeMap<>();
        for (int year = FIRST_SHIPPED; year <= LAST_SHIPPED; year++) {
            shipped.put(year, HolidayNotice.read(resource("holidays/" + year + ".json")));
        }
        return new WorkCalendar(shipped);
    }

    /** The text of a file shipped beside this class. */
    static String resource(String path) {
        try (InputStream in = WorkCalendar.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("缺少随产品发布的文件 " + path);
            }
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
