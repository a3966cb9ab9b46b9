package cn.sunlit.distribution;

/** Where a plan stands. */
enum PlanState {
    DRAFT("拟定中", "open"),
    PROPOSED("待审批", "yellow"),
    DECIDED("送达和异议期内", "open"),
    EFFECTIVE("异议期满，可以分配", "open"),
    DONE("分配完毕", "done"),
    CANCELLED("已撤销", "waived");

    private final String zh;
    private final String tone;

    PlanState(String zh, String tone) {
        this.zh = zh;
        this.tone = tone;
    }

    String zh() {
        return zh;
    }

    /** The colour of its mark. */
    String tone() {
        return tone;
    }

    boolean isOpen() {
        return this != DONE && this != CANCELLED;
    }
}
