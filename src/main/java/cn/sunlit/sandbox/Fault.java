package cn.sunlit.sandbox;

/** What can go wrong with one call to a simulated institution, as its log names it. */
enum Fault {
    DOWN("停机"),
    CLOSED("不在受理时间"),
    UNSIGNED("签名不正确"),
    UNREADABLE("请求无法读取"),
    UNKNOWN("没有这项请求"),
    EXCEEDED("超过约定的调用量"),
    ERROR("系统出错"),
    BUSY("要求稍后再来"),
    CUT("连接中断"),
    HALF("只有一半"),
    GARBAGE("乱码"),
    SCHEMA("格式不符"),
    WRONG_PERSON("同名他人"),
    TWICE("重复"),
    LATE("先受理后反馈");

    private final String zh;

    Fault(String zh) {
        this.zh = zh;
    }

    String zh() {
        return zh;
    }

    /** Whether the answer is as good as one without a fault: it came later, or it said the same twice. */
    boolean isHarmless() {
        return this == LATE || this == TWICE;
    }
}
