package cn.sunlit.robot;

/** What can be wrong with an institution's answer (反馈质量问题). */
enum Fault {
    LATE("迟延", "在承诺的时间以后才反馈；承诺的时间自受理时间起算，落在受理时间以外的顺延到开门"),
    OVERDUE("逾期未反馈", "承诺的时间已过，还没有反馈"),
    MANUAL("转人工", "重发后仍没有有效反馈，或者受理后逾期"),
    CONTRADICTORY("互相矛盾", "两家单位反馈同一账号，开户登记有账户而银行查无，或者余额一日内变化异常"),
    STALE("数据陈旧", "数据截至日早于请求日的前一日"),
    MALFORMED("无法识别", "反馈不能按约定格式读取"),
    DUPLICATE("重复", "已有有效反馈后又反馈"),
    OTHER_PERSON("张冠李戴", "反馈的姓名、证件号不是被查询人");

    private final String zh;
    private final String meaning;

    Fault(String zh, String meaning) {
        this.zh = zh;
        this.meaning = meaning;
    }

    String zh() {
        return zh;
    }

    String meaning() {
        return meaning;
    }
}
