package cn.sunlit.cooperation;

import cn.sunlit.kernel.Practice;
import cn.sunlit.statutes.WorkCalendar;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * Within what time the police answer, by kind, as {@code cooperation/reply-times.properties} says. The law names no such time; an
 * urgent request is counted around the clock, any other in the hours in which offices work.
 */
final class ReplyTimes {

    private static final LocalTime OPENS = LocalTime.of(9, 0);
    private static final LocalTime CLOSES = LocalTime.of(17, 0);

    /**
     * @param officeHours for an ordinary request
     * @param urgentHours for an urgent one, around the clock
     * @param days for how long they look unless the court says otherwise
     * @param mostDays and how long at most
     */
    record Times(int officeHours, int urgentHours, int days, int mostDays) {}

    private final Map<RequestKind, Times> times = new EnumMap<>(RequestKind.class);

    ReplyTimes() {
        Properties read = new Properties();
        try (InputStream in = Objects.requireNonNull(ReplyTimes.class.getResourceAsStream("reply-times.properties"))) {
            read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (RequestKind kind : RequestKind.values()) {
            times.put(
                    kind,
                    new Times(
                            number(read, kind, "office-hours"),
                            number(read, kind, "urgent-hours"),
                            number(read, kind, "days"),
                            number(read, kind, "most-days")));
        }
    }

    private static int number(Properties read, RequestKind kind, String what) {
        String text = read.getProperty(kind.name() + "." + what, "");
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalStateException("回复时限配置缺少或者写错了%s.%s".formatted(kind, what));
        }
        return Integer.parseInt(text);
    }

    Times of(RequestKind kind) {
        return Objects.requireNonNull(times.get(kind));
    }

    @Practice(id = "GA-01", text = "公安机关回复协助查控的时限由各地约定，按事项配置；普通的按工作时间计，紧急的昼夜连续计")
    Instant replyBy(RequestKind kind, boolean urgent, Instant sent, WorkCalendar calendar, ZoneId zone) {
        Times t = of(kind);
        return urgent
                ? sent.plus(Duration.ofHours(t.urgentHours()))
                : afterOfficeHours(sent.atZone(zone), Duration.ofHours(t.officeHours()), calendar)
                        .toInstant();
    }

    /** The moment at which so much of the offices' time has passed. */
    static ZonedDateTime afterOfficeHours(ZonedDateTime from, Duration wanted, WorkCalendar calendar) {
        Duration left = wanted;
        LocalDate day = from.toLocalDate();
        LocalTime start = from.toLocalTime().isBefore(OPENS) ? OPENS : from.toLocalTime();
        while (true) {
            if (calendar.isWorkingDay(day) && start.isBefore(CLOSES)) {
                Duration today = Duration.between(start, CLOSES);
                if (left.compareTo(today) <= 0) {
                    return day.atTime(start).plus(left).atZone(from.getZone());
                }
                left = left.minus(today);
            }
            day = day.plusDays(1);
            start = OPENS;
        }
    }
}
