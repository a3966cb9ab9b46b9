package cn.sunlit.livesealing;

/** What is controlled and stays in use. */
public enum Scope {
    ACCOUNT("账户"),
    EQUIPMENT("机器设备"),
    STOCK("存货（含活畜禽）"),
    PLANT("厂房场地");

    private final String zh;

    Scope(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
