package cn.sunlit.bank;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The day to which interest runs on a credit (计息截止日): its value date. A bank values a little later than it books, over the
 * longest holidays by some ten days; a value date months ahead is a slip, and would have the debtor pay interest for days to come.
 */
public final class ValueDay {

    /** So many days after its booking a credit may be valued. */
    public static final int LATEST = 15;

    private ValueDay() {}

    public static boolean plausible(LocalDate bookedOn, @Nullable LocalDate valueOn) {
        return valueOn == null || ChronoUnit.DAYS.between(bookedOn, valueOn) <= LATEST;
    }

    /** Where a person has let in what was refused for its value date, interest runs to the day of its booking. */
    public static LocalDate interestUntil(LocalDate bookedOn, @Nullable LocalDate valueOn) {
        return valueOn == null || !plausible(bookedOn, valueOn) ? bookedOn : valueOn;
    }
}
