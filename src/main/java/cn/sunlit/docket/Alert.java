package cn.sunlit.docket;

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
}
