package cn.sunlit.statutes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which days the courts work: Monday to Friday, less the State Council's holidays (放假), plus its make-up days (调休上班).
 * A year whose notice is not known counts weekends alone and is provisional.
 */
public final class WorkCalendar {

    private static final int FIRST_SHIPPED = 2019;
    private static final int LAST_SHIPPED = 2026;
    private static final WorkCalendar SHIPPED = loadShipped();

    private final Map<Integer, String> notices;
    private final Set<LocalDate> off;
    private final Set<LocalDate> makeUp;

    private WorkCalendar(Map<Integer, String> notices, Set<LocalDate> off, Set<LocalDate> makeUp) {
        this.notices = Map.copyOf(notices);
        this.off = Set.copyOf(off);
        this.makeUp = Set.copyOf(makeUp);
    }

    /** The calendar with the notices this product ships, 2019 to 2026. */
    public static WorkCalendar shipped() {
        return SHIPPED;
    }

    /**
     * This calendar with one more year, from a file of the holiday-cn form; an existing year is replaced.
     *
     * @throws IllegalArgumentException when the file is not of that form, names no notice or holds a foreign year
     */
    public WorkCalendar with(String holidayJson) {
        JsonNode file;
        try {
            file = JsonMapper.shared().readTree(holidayJson);
        } catch (tools.jackson.core.JacksonException e) {
            throw new IllegalArgumentException("节假日文件不是有效的JSON", e);
        }
        if (!file.path("year").isInt() || !file.path("days").isArray()) {
            throw new IllegalArgumentException("节假日文件应含年份（year）和日期（days）");
        }
        int year = file.path("year").asInt();
        String notice = file.path("papers").path(0).asString("");
        if (notice.isEmpty()) {
            throw new IllegalArgumentException("节假日文件应注明国务院办公厅通知的出处（papers）");
        }
        Map<Integer, String> allNotices = new HashMap<>(notices);
        Set<LocalDate> allOff = new HashSet<>(off);
        Set<LocalDate> allMakeUp = new HashSet<>(makeUp);
        allOff.removeIf(d -> d.getYear() == year);
        allMakeUp.removeIf(d -> d.getYear() == year);
        allNotices.put(year, notice);
        for (JsonNode day : file.path("days")) {
            LocalDate date = LocalDate.parse(day.path("date").asString());
            // A notice for one year may already move days of the neighbouring one (2020-01-01 in the notice for 2019).
            if (Math.abs(date.getYear() - year) > 1) {
                throw new IllegalArgumentException("节假日文件含有其他年份的日期：" + date);
            }
            (day.path("isOffDay").asBoolean() ? allOff : allMakeUp).add(date);
        }
        return new WorkCalendar(allNotices, allOff, allMakeUp);
    }

    public boolean isWorkingDay(LocalDate d) {
        if (off.contains(d)) {
            return false;
        }
        return makeUp.contains(d) || (d.getDayOfWeek() != DayOfWeek.SATURDAY && d.getDayOfWeek() != DayOfWeek.SUNDAY);
    }

    /** Whether the holidays of that year are not known, so that only weekends count. */
    public boolean isProvisional(int year) {
        return !notices.containsKey(year);
    }

    /** The day itself when it is a working day, else the first one after it. */
    public LocalDate nextWorkingDay(LocalDate d) {
        LocalDate day = d;
        while (!isWorkingDay(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** The address of the State Council's notice for that year, or empty where there is none. */
    public String noticeOf(int year) {
        return notices.getOrDefault(year, "");
    }

    /** How many working days lie between two days, both counted. */
    public int workingDaysBetween(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("结束日 %s 早于开始日 %s".formatted(to, from));
        }
        if (to.isAfter(from.plusYears(Period.MAX_YEARS))) {
            throw new IllegalArgumentException("期间不能超过" + Period.MAX_YEARS + "年");
        }
        return (int) from.datesUntil(to.plusDays(1)).filter(this::isWorkingDay).count();
    }

    private static WorkCalendar loadShipped() {
        WorkCalendar calendar = new WorkCalendar(Map.of(), Set.of(), Set.of());
        for (int year = FIRST_SHIPPED; year <= LAST_SHIPPED; year++) {
            calendar = calendar.with(resource("holidays/" + year + ".json"));
        }
        return calendar;
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
