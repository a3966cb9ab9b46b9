package cn.sunlit.alerts;

import cn.sunlit.docket.Alert;
import java.time.LocalDate;

/** The days from which something is yellow, red and overdue; two of the same day leave the earlier colour out. */
public record Lamps(LocalDate yellowOn, LocalDate redOn, LocalDate overdueOn) {

    public Lamps {
        if (redOn.isBefore(yellowOn) || overdueOn.isBefore(redOn)) {
            throw new IllegalArgumentException("变色日期应当依次为黄灯、红灯、逾期：%s、%s、%s".formatted(yellowOn, redOn, overdueOn));
        }
    }

    public Alert on(LocalDate day) {
        if (!day.isBefore(overdueOn)) {
            return Alert.OVERDUE;
        }
        if (!day.isBefore(redOn)) {
            return Alert.RED;
        }
        return day.isBefore(yellowOn) ? Alert.NONE : Alert.YELLOW;
    }

    /** The same for what comes up again: nobody is blamed for the days on which it was done. */
    Lamps notBefore(LocalDate day) {
        return new Lamps(later(yellowOn, day), later(redOn, day), later(overdueOn, day));
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? b : a;
    }
}
