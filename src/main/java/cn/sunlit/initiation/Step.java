package cn.sunlit.initiation;

/** The opening acts in their order, each with the inner nodes that it completes. */
public enum Step {
    INTAKE("接收案件与初审", "A07"),
    NOTICE("制发执行通知书与报告财产令", "B01"),
    SERVICE("送达启动文书", "B03"),
    CLUES("征询财产线索", "B04");

    private final String zh;
    private final String node;

    Step(String zh, String node) {
        this.zh = zh;
        this.node = node;
    }

    public String zh() {
        return zh;
    }

    /** The inner node, {@code B01}; the notice completes B02 as well where money is owed. */
    public String node() {
        return node;
    }
}
