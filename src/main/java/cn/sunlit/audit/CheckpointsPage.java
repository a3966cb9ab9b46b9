package cn.sunlit.audit;

import cn.sunlit.web.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The signed roots, the newest first, each to be kept by whoever wants to check the court later. */
record CheckpointsPage(List<Checkpoint> checkpoints, boolean more) implements Screen {
    @Override
    public String title() {
        return "检查点公示";
    }

    /** The next older one of the same algorithm on this page, to which growth can be shown; null when there is none. */
    @Nullable
    Checkpoint before(Checkpoint c) {
        List<Checkpoint> older = new ArrayList<>(checkpoints.subList(checkpoints.indexOf(c) + 1, checkpoints.size()));
        return older.stream()
                .filter(o -> o.algorithm().equals(c.algorithm()))
                .findFirst()
                .orElse(null);
    }

    /** For choosing two between which growth is to be shown. */
    Map<String, List<Checkpoint>> byAlgorithm() {
        return checkpoints.stream()
                .collect(Collectors.groupingBy(Checkpoint::algorithm, TreeMap::new, Collectors.toList()));
    }

    String signedAt(Checkpoint c) {
        return Plain.time(c.signedAt());
    }

    String path(Checkpoint c) {
        return "/api/checkpoints/%s/%d".formatted(c.algorithm(), c.treeSize());
    }

    String growth(Checkpoint from, Checkpoint to) {
        return "/api/checkpoints/%s/growth?from=%d&to=%d".formatted(to.algorithm(), from.treeSize(), to.treeSize());
    }
}
