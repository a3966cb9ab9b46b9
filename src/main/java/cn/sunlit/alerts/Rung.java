package cn.sunlit.alerts;

import cn.sunlit.docket.Alert;

/** Who has an alert now, from the one who must act upwards. */
public enum Rung {
    OWNER("承办人"),
    LEADER("团队负责人"),
    DIRECTOR("执行局局长"),
    SUPERVISOR("监督人员");

    private final String zh;

    Rung(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }

    /** How far an alert may climb: a yellow lamp is the owner's own affair, a red one also the team's, a lapse everyone's. */
    static Rung top(Alert level) {
        return switch (level) {
            case NONE, YELLOW -> OWNER;
            case RED -> LEADER;
            case OVERDUE -> SUPERVISOR;
        };
    }
}
