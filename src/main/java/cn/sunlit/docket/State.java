package cn.sunlit.docket;

/** How far a node has come. */
public enum State {
    PENDING("未开始"),
    OPEN("进行中"),
    DONE("已完成"),
    WAIVED("无需办理");

    private final String zh;

    State(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
