package cn.sunlit.property;

import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.List;

/**
 * What a case may hold beside what it holds, as its reader may see it (控制额度表).
 *
 * @param owed debt, doubled interest and fee as of today
 * @param interestToCome what doubled interest and fee will come to until the expected disposal
 * @param disposalCost what it will cost to turn things into money
 * @param ceiling the three together: what may be held
 * @param held what is held and counts
 * @param excess what is held beyond the ceiling
 * @param percent how much of the ceiling is held
 * @param level WITHIN, OVER or INDIVISIBLE
 */
public record MeterView(
        Money owed,
        Money interestToCome,
        Money disposalCost,
        LocalDate expectedDisposal,
        Money ceiling,
        Money held,
        Money excess,
        int percent,
        String level,
        List<Line> lines) {

    /**
     * A hold as it counts.
     *
     * @param note why it counts so
     * @param release what of it is proposed to be let go
     * @param whole whether all of it is
     */
    public record Line(long measureId, String title, Money counted, String note, Money release, boolean whole) {}

    public MeterView {
        lines = List.copyOf(lines);
    }

    static MeterView of(OverControl.Meter meter, boolean withOrders) {
        OverControl.Claim claim = meter.claim();
        return new MeterView(
                claim.owedNow(),
                claim.interestToCome(),
                claim.disposalCost(),
                claim.expectedDisposal(),
                meter.ceiling(),
                meter.held(),
                meter.excess(),
                meter.percent(),
                meter.level().name(),
                meter.lines().stream()
                        .filter(l -> withOrders || !l.item().state().equals("ORDERED"))
                        .map(l -> new Line(
                                l.item().measure(), l.item().title(), l.counted(), l.note(), l.release(), l.whole()))
                        .toList());
    }

    /** The level in words. */
    public String levelZh() {
        return OverControl.Level.valueOf(level).zh();
    }

    public boolean tooMuch() {
        return level.equals(OverControl.Level.OVER.name());
    }

    /** What is proposed to be let go. */
    public List<Line> releases() {
        return lines.stream().filter(l -> l.release().isPositive()).toList();
    }
}
