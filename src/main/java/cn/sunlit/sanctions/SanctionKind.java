package cn.sunlit.sanctions;

/** The two sanctions of this module. */
public enum SanctionKind {
    CONSUMPTION_RESTRICTION("限制消费"),
    DISHONESTY_LISTING("纳入失信被执行人名单");

    private final String zh;

    SanctionKind(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
