package cn.sunlit.statutes;

import java.time.LocalDate;

/**
 * Days on which enforcement stood still because the title was under review or retrial (审查中止、暂缓、再审中止).
 *
 * @param from first day, counted
 * @param to last day, counted
 * @param requestedByDebtor whether the debtor asked for it: then the days are not excluded
 */
public record Suspension(LocalDate from, LocalDate to, boolean requestedByDebtor) {

    /** @throws IllegalArgumentException when the end lies before the beginning */
    public Suspension {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("中止期间的结束日 %s 早于开始日 %s".formatted(to, from));
        }
    }
}
