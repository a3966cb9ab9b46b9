package cn.sunlit.cooperation;

/** What the police are asked for. */
public enum RequestKind {
    FIND_PERSON("查找人员"),
    HOLD_PERSON("控制被决定拘留的人"),
    FIND_VEHICLE("查找车辆"),
    HOLD_VEHICLE("扣留车辆");

    private final String zh;

    RequestKind(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }

    public boolean isAboutVehicle() {
        return this == FIND_VEHICLE || this == HOLD_VEHICLE;
    }

    public boolean holds() {
        return this == HOLD_PERSON || this == HOLD_VEHICLE;
    }
}
