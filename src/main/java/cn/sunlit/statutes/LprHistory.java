package cn.sunlit.statutes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The loan prime rates (贷款市场报价利率) as published, each holding from its day of publication until the next. */
final class LprHistory {

    /**
     * Until this day the last quotation was checked to be unchanged (3.00 / 3.50); for later days it is carried on and
     * said to be unconfirmed.
     */
    static final LocalDate CHECKED_UNTIL = LocalDate.of(2026, 8, 20);

    private static final Series ONE_YEAR = load(1);
    private static final Series FIVE_YEARS = load(2);

    private LprHistory() {}

    /** One rate through time as two arrays, because a settlement asks for it with each receipt. */
    static final class Series {
        private final LocalDate[] days;
        private final BigDecimal[] percents;

        Series(NavigableMap<LocalDate, BigDecimal> changes) {
            this.days = changes.keySet().toArray(LocalDate[]::new);
            this.percents = changes.values().toArray(BigDecimal[]::new);
        }

        /** Which quotation holds on a day; below zero before the first one. */
        int at(LocalDate day) {
            int found = Arrays.binarySearch(days, day);
            return found >= 0 ? found : -found - 2;
        }

        int size() {
            return days.length;
        }

        /** The day of publication. */
        LocalDate day(int at) {
            return days[at];
        }

        BigDecimal percent(int at) {
            return percents[at];
        }
    }

    /** Only days on which this rate changed. */
    static Series series(Rate.Term term) {
        return switch (term) {
            case LPR_1Y -> ONE_YEAR;
            case LPR_5Y -> FIVE_YEARS;
        };
    }

    /** @throws IllegalArgumentException before the first quotation */
    static BigDecimal on(Rate.Term term, LocalDate day) {
        return series(term).percent(indexOn(term, day));
    }

    /** @throws IllegalArgumentException before the first quotation */
    static int indexOn(Rate.Term term, LocalDate day) {
        Series series = series(term);
        int at = series.at(day);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "%s 尚无%s（首次公布于%s），该段利息须由承办人按当时的利率核定".formatted(day, term.zh(), series.day(0)));
        }
        return at;
    }

    private static Series load(int column) {
        NavigableMap<LocalDate, BigDecimal> all = new TreeMap<>();
        WorkCalendar.resource("lpr.txt")
                .lines()
                .skip(1)
                .filter(l -> !l.isBlank())
                .forEach(line -> {
                    String[] part = line.strip().split("\\s+");
                    all.put(LocalDate.parse(part[0]), new BigDecimal(part[column].replace("%", "")));
                });
        return new Series(onlyChanges(all));
    }

    private static NavigableMap<LocalDate, BigDecimal> onlyChanges(NavigableMap<LocalDate, BigDecimal> all) {
        NavigableMap<LocalDate, BigDecimal> changes = new TreeMap<>();
        all.forEach((day, percent) -> {
            if (changes.isEmpty() || changes.lastEntry().getValue().compareTo(percent) != 0) {
                changes.put(day, percent);
            }
        });
        return changes;
    }
}
