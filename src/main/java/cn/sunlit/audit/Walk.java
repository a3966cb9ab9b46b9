package cn.sunlit.audit;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of walking all chains.
 *
 * @param entries how many entries were checked
 * @param firstBroken the first row that does not hold and why, in Chinese; null when all hold
 */
public record Walk(long entries, @Nullable String firstBroken) {
    public boolean holds() {
        return firstBroken == null;
    }
}
