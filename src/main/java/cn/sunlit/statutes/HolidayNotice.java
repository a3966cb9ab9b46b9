package cn.sunlit.statutes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The State Council's arrangement of one year's holidays (放假安排), read from a file of the public holiday-cn form.
 *
 * @param source the address of the notice (国务院办公厅通知)
 * @param number its number, {@code 国办发明电〔2025〕7号}; null where the file does not say
 * @param sha256 of the file, hex, so that a computation can tell which text it was made with
 * @param off days off
 * @param makeUp weekend days on which the courts work (调休上班)
 */
public record HolidayNotice(
        int year, String source, @Nullable String number, String sha256, Set<LocalDate> off, Set<LocalDate> makeUp) {

    /** The first year of which this product knows notices, and a bound against slips of the keyboard. */
    private static final int FIRST_YEAR = 2007;

    private static final int LAST_YEAR = 2100;
    /** Far more than a year ever had. */
    private static final int MAX_DAYS = 150;

    private static final int LONGEST_NUMBER = 60;

    public HolidayNotice {
        off = Set.copyOf(off);
        makeUp = Set.copyOf(makeUp);
    }

    /** @throws IllegalArgumentException with a Chinese sentence naming what is wrong with the file */
    public static HolidayNotice read(String holidayJson) {
        JsonNode file;
        try {
            file = JsonMapper.shared().readTree(holidayJson);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("节假日文件不是有效的JSON", e);
        }
        if (!file.path("year").isInt() || !file.path("days").isArray()) {
            throw new IllegalArgumentException("节假日文件应含年份（year）和日期（days）");
        }
        int year = file.path("year").asInt();
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new IllegalArgumentException("节假日文件的年份应在" + FIRST_YEAR + "至" + LAST_YEAR + "之间");
        }
        String source = file.path("papers").path(0).asString("");
        if (source.isBlank()) {
            throw new IllegalArgumentException("节假日文件应注明国务院办公厅通知的出处（papers）");
        }
        JsonNode days = file.path("days");
        if (days.isEmpty() || days.size() > MAX_DAYS) {
            throw new IllegalArgumentException("节假日文件的日期（days）应有1至" + MAX_DAYS + "项");
        }
        Set<LocalDate> off = new HashSet<>();
        Set<LocalDate> makeUp = new HashSet<>();
        for (JsonNode day : days) {
            LocalDate date = date(day.path("date").asString(""));
            // A notice for one year may already move days of the neighbouring one (2020-01-01 in the notice for 2019).
            if (Math.abs(date.getYear() - year) > 1) {
                throw new IllegalArgumentException("节假日文件含有其他年份的日期：" + date);
            }
            if (!day.path("isOffDay").isBoolean()) {
                throw new IllegalArgumentException("节假日文件的 " + date + " 应写明是否放假（isOffDay为true或false）");
            }
            if (!(day.path("isOffDay").asBoolean() ? off : makeUp).add(date)
                    || (off.contains(date) && makeUp.contains(date))) {
                throw new IllegalArgumentException("节假日文件的 " + date + " 重复");
            }
        }
        String number = file.path("numbers").path(0).asString("").strip();
        if (number.length() > LONGEST_NUMBER) {
            throw new IllegalArgumentException("节假日文件的文号（numbers）最多%d个字".formatted(LONGEST_NUMBER));
        }
        return new HolidayNotice(
                year, source.strip(), number.isEmpty() ? null : number, sha256(holidayJson), off, makeUp);
    }

    /** This notice as far as it speaks of the days between two, both counted. */
    HolidayNotice within(LocalDate from, LocalDate to) {
        return new HolidayNotice(year, source, number, sha256, within(off, from, to), within(makeUp, from, to));
    }

    private static Set<LocalDate> within(Set<LocalDate> days, LocalDate from, LocalDate to) {
        return days.stream().filter(d -> !d.isBefore(from) && !d.isAfter(to)).collect(Collectors.toUnmodifiableSet());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("节假日文件的日期“%s”不存在，应写成 2027-01-01 的形式".formatted(text), e);
        }
    }
}
