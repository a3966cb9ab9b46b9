package cn.sunlit.statutes;

import cn.sunlit.kernel.Money;
import java.util.List;

/**
 * A sum of interest with its proof.
 *
 * @param total the exact sum of all segments, rounded once, half up to the fen
 * @param segments in the order of time
 * @param law the articles
 * @param notes what a reader must know: days excluded, rates not yet confirmed
 */
public record InterestResult(Money total, List<Segment> segments, List<String> law, List<String> notes) {
    public InterestResult {
        segments = List.copyOf(segments);
        law = List.copyOf(law);
        notes = List.copyOf(notes);
    }
}
