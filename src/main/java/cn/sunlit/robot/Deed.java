package cn.sunlit.robot;

/** What a line of the robot's diary tells. */
enum Deed {
    ASKED("已发起", "done"),
    NOT_ASKED("未发起", "yellow"),
    ENDED("一轮结束", "done"),
    TOLD("已告知", "done"),
    FOUND("发现财产", "red"),
    CANCELLED("已取消", "waived"),
    STOPPED("停用", "red"),
    STARTED("启用", "done"),
    REPORTED("月报", "done");

    private final String zh;
    private final String tone;

    Deed(String zh, String tone) {
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
}
