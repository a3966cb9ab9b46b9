package cn.sunlit.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of walking the whole record and the business rows bound to it.
 *
 * @param entries how many entries were checked
 * @param rows how many business rows were compared
 * @param faults the rows that do not hold and why, in Chinese, the first ones first; empty when all hold
 */
public record Walk(long entries, long rows, List<String> faults) {
    public Walk {
        faults = List.copyOf(faults);
    }

    public boolean holds() {
        return faults.isEmpty();
    }

    /** The first row that does not hold and by what it does not fit; null when all hold. */
    public @Nullable String firstBroken() {
        return faults.isEmpty() ? null : faults.getFirst();
    }
}
