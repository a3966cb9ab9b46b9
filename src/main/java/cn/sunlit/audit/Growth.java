package cn.sunlit.audit;

import java.util.List;

/**
 * Shows that between two checkpoints entries were only added (RFC 6962, 2.1.2).
 *
 * @param format {@code sunlit-growth-1}
 * @param path hex
 */
public record Growth(String format, Checkpoint from, Checkpoint to, List<String> path) {

    public static final String FORMAT = "sunlit-growth-1";

    public Growth {
        path = List.copyOf(path);
    }
}
