package cn.sunlit.docket;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** How near its last day an open node is; derived from stored days and today, never stored on the node. */
public enum Alert {
    NONE("正常"),
    YELLOW("黄灯"),
    RED("红灯"),
    OVERDUE("逾期");

    private final String zh;

    Alert(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }

    /** The lamp on a day. */
    static Alert on(
            @Nullable LocalDate yellowOn, @Nullable LocalDate redOn, @Nullable LocalDate overdueOn, LocalDate today) {
        if (overdueOn != null && !today.isBefore(overdueOn)) {
            return OVERDUE;
        }
        if (redOn != null && !today.isBefore(redOn)) {
            return RED;
        }
        return yellowOn != null && !today.isBefore(yellowOn) ? YELLOW : NONE;
    }
}
