package cn.sunlit.property;

/** What is ordered about an asset (查封、扣押、冻结、划拨、续行、解除). */
public enum MeasureKind {
    FREEZE("冻结"),
    SEAL("查封"),
    SEIZE("扣押"),
    DEDUCT("扣划"),
    RENEW("续行"),
    RELEASE("解除");

    private final String zh;

    MeasureKind(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }

    /** Whether it holds an asset, rather than acting on a hold. */
    public boolean isControl() {
        return this == FREEZE || this == SEAL || this == SEIZE;
    }
}
