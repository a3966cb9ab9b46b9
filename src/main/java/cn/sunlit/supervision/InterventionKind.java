package cn.sunlit.supervision;

/** The three kinds of conduct to be recorded (三个规定). */
enum InterventionKind {
    LEADER("领导干部干预司法活动、插手具体案件处理"),
    INSIDER("司法机关内部人员过问案件"),
    CONTACT("与当事人、律师、特殊关系人、中介组织不当接触交往");

    private final String zh;

    InterventionKind(String zh) {
        this.zh = zh;
    }

    String zh() {
        return zh;
    }
}
