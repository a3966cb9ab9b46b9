package cn.sunlit.sanctions;

/** Why detention ends before its term. */
public enum ReleaseGround {
    ADMITTED("承认并改正错误，具结悔过"),
    PERFORMED("已经履行生效法律文书确定的义务"),
    UNFIT("健康状况不宜继续拘留");

    private final String zh;

    ReleaseGround(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
