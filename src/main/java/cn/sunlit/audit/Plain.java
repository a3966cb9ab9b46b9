package cn.sunlit.audit;

import cn.sunlit.kernel.TimeConfiguration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** What others wrote, made fit for one line of a terminal or a log. */
final class Plain {

    private static final int LONGEST = 400;
    private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private Plain() {}

    /**
     * One line without control characters and without marks that turn the direction of writing: neither can break out of the
     * line or make it read differently from what it says.
     */
    static String line(String text) {
        String one = text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+", " ").strip();
        return one.length() > LONGEST ? one.substring(0, LONGEST) + "……" : one;
    }

    /** Beijing time. */
    static String time(Instant at) {
        return TO_THE_SECOND.format(at.atZone(TimeConfiguration.ZONE));
    }
}
