package cn.sunlit.statutes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The loan prime rates (贷款市场报价利率) as published, each holding from its day of publication until the next. */
final class LprHistory {

    /**
     * Until this day the last quotation was checked to be unchanged (3.00 / 3.50); for later days it is carried on and
     * said to be unconfirmed.
     */
    static final LocalDate CHECKED_UNTIL = LocalDate.of(2026, 8, 20);

    private static final NavigableMap<LocalDate, BigDecimal> ONE_YEAR = load(1);
    private static final NavigableMap<LocalDate, BigDecimal> FIVE_YEARS = load(2);

    private LprHistory() {}

    /** Day of publication to per cent a year; only days on which this rate changed. */
    static NavigableMap<LocalDate, BigDecimal> changes(Rate.Term term) {
        return switch (term) {
            case LPR_1Y -> ONE_YEAR;
            case LPR_5Y -> FIVE_YEARS;
        };
    }

    /** @throws IllegalArgumentException before the first quotation */
    static BigDecimal on(Rate.Term term, LocalDate day) {
        var entry = changes(term).floorEntry(day);
        if (entry == null) {
            throw new IllegalArgumentException("%s 尚无%s（首次公布于%s），该段利息须由承办人按当时的利率核定"
                    .formatted(day, term.zh(), changes(term).firstKey()));
        }
        return entry.getValue();
    }

    private static NavigableMap<LocalDate, BigDecimal> load(int column) {
        NavigableMap<LocalDate, BigDecimal> all = new TreeMap<>();
        WorkCalendar.resource("lpr.txt")
                .lines()
                .skip(1)
                .filter(l -> !l.isBlank())
                .forEach(line -> {
                    String[] part = line.strip().split("\\s+");
                    all.put(LocalDate.parse(part[0]), new BigDecimal(part[column].replace("%", "")));
                });
        return onlyChanges(all);
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
