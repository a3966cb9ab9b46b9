package cn.sunlit.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the whole record that was asked for, or that the night brought.
 *
 * @param by who asked for it
 * @param state RUNNING, DONE, CANCELLED, or BROKEN_OFF when the program ended in the middle
 * @param entries how many entries were checked; null before the end
 * @param rows how many business rows were compared; null before the end
 * @param faults what does not fit, the first one first; null before the end
 * @param part what is being checked now; null when it is over
 * @param done of {@code total}, in entries
 */
public record WalkRun(
        long id,
        String by,
        Instant startedAt,
        @Nullable Instant endedAt,
        String state,
        @Nullable Long entries,
        @Nullable Long rows,
        @Nullable List<String> faults,
        @Nullable String part,
        long done,
        long total) {

    public boolean isRunning() {
        return state.equals("RUNNING");
    }

    /** Whether it came to its end and found nothing. */
    public boolean holds() {
        return state.equals("DONE") && faults != null && faults.isEmpty();
    }

    /** Whether it came to its end and something does not fit. */
    public boolean failed() {
        return faults != null && !faults.isEmpty();
    }

    public String stateZh() {
        return switch (state) {
            case "RUNNING" -> "正在核对";
            case "DONE" -> holds() ? "全部相符" : "发现不符";
            case "CANCELLED" -> "已取消";
            default -> "中途中断，没有结果";
        };
    }
}
