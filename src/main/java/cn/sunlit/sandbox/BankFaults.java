package cn.sunlit.sandbox;

import cn.sunlit.kernel.TimeConfiguration;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * How the simulated bank behaves. What concerns one message follows from the seed and that message alone, whatever else goes
 * on.
 *
 * @param copies how often each message is sent; with a seed at most so often
 * @param reorder what is due at the same time is sent in another order
 * @param dropFirst the first attempt to send each message is lost
 * @param rejectNext so many of the next orders are refused
 * @param returnNext so many of the next payments come back
 * @param lateDays every second message is late by up to so many days
 * @param omitRate of the notifications, so many are never sent: the statement alone bears the movement
 * @param rejectRate of the orders, so many are refused
 * @param returnRate of the payments, so many come back
 * @param versions whether notifications are written in several versions of the standard
 * @param cutOff orders after it have their value on the next weekday
 */
record BankFaults(
        int copies,
        long delaySeconds,
        boolean reorder,
        boolean dropFirst,
        int rejectNext,
        int returnNext,
        @Nullable Long seed,
        int lateDays,
        double omitRate,
        double rejectRate,
        double returnRate,
        boolean versions,
        LocalTime cutOff) {

    static final LocalTime CUT_OFF = LocalTime.of(17, 0);
    static final BankFaults NONE = new BankFaults(1, 0, false, false, 0, 0, null, 0, 0, 0, 0, false, CUT_OFF);

    private static final double HALF = 0.5;
    private static final String[] VERSIONS = {"02", "04", "08"};

    BankFaults next(int rejections, int returns) {
        return new BankFaults(
                copies,
                delaySeconds,
                reorder,
                dropFirst,
                Math.max(0, rejections),
                Math.max(0, returns),
                seed,
                lateDays,
                omitRate,
                rejectRate,
                returnRate,
                versions,
                cutOff);
    }

    private Dice dice(String about) {
        return new Dice(seed == null ? 0 : seed, about);
    }

    int copiesOf(String message) {
        return seed == null ? copies : 1 + dice(message).side("copies", copies);
    }

    /** How long after it became known a copy of a message is sent. */
    Duration delayOf(String message, int copy) {
        Duration set = Duration.ofSeconds(delaySeconds);
        Dice dice = dice(message);
        return lateDays == 0 || !dice.thrown("late" + copy, HALF)
                ? set
                : set.plusSeconds(
                        dice.side("days" + copy, (int) Duration.ofDays(lateDays).toSeconds()));
    }

    boolean omits(String message) {
        return dice(message).thrown("omit", omitRate);
    }

    boolean rejects(String order) {
        return rejectNext > 0 || dice(order).thrown("reject", rejectRate);
    }

    boolean returns(String order) {
        return returnNext > 0 || dice(order).thrown("return", returnRate);
    }

    String versionOf(String message) {
        return versions ? VERSIONS[dice(message).side("version", VERSIONS.length)] : "08";
    }

    /** The day on which an order of now has its value. */
    LocalDate valueOf(Instant now) {
        ZonedDateTime at = now.atZone(TimeConfiguration.ZONE);
        LocalDate day = at.toLocalDate();
        if (at.toLocalTime().isBefore(cutOff) && isWeekday(day)) {
            return day;
        }
        do {
            day = day.plusDays(1);
        } while (!isWeekday(day));
        return day;
    }

    private static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
