package cn.sunlit.sanctions;

/** What obstructs enforcement (妨害执行行为) and may be answered with a fine, with detention, or with both. */
public enum Misconduct {
    TAMPERED_WITH_HELD_PROPERTY("隐藏、转移、变卖、毁损已被查封、扣押、冻结的财产", "民事诉讼法（2023）第一百一十四条第一款第（三）项", false),
    ABUSED_OFFICERS("侮辱、诽谤、殴打或者打击报复司法工作人员、协助执行的人", "民事诉讼法（2023）第一百一十四条第一款第（四）项", false),
    RESISTED("以暴力、威胁或者其他方法阻碍司法工作人员执行职务", "民事诉讼法（2023）第一百一十四条第一款第（五）项", false),
    EVADED("法律文书生效后隐藏、转移、无偿转让财产，致使无法执行", "民诉法解释（2022）第一百八十八条第（一）项", false),
    BROKE_RESTRICTION("违反限制消费令进行消费", "民诉法解释（2022）第一百八十八条第（三）项", false),
    REFUSED_TO_PERFORM("有履行能力而拒不按照执行通知履行生效法律文书确定的义务", "民诉法解释（2022）第一百八十八条第（四）项", true),
    HID_EVIDENCE("伪造、隐藏、毁灭或者拒绝交出有关履行能力的重要证据", "民诉法解释（2022）第一百八十九条第（三）项", false),
    COLLUDED("与他人恶意串通，通过诉讼、仲裁、调解等方式逃避履行义务", "民事诉讼法（2023）第一百一十六条", false),
    REFUSED_REPORT("拒绝报告财产情况", "财产调查规定（2020）第九条", true),
    FALSE_REPORT("虚假报告财产情况", "财产调查规定（2020）第九条", false),
    LATE_REPORT("无正当理由逾期报告财产情况", "财产调查规定（2020）第九条", false);

    private final String zh;
    private final String law;
    private final boolean lasting;

    Misconduct(String zh, String law, boolean lasting) {
        this.zh = zh;
        this.law = law;
        this.lasting = lasting;
    }

    public String zh() {
        return zh;
    }

    public String law() {
        return law;
    }

    /** Whether it is an omission that goes on: only what is left undone after an earlier decision is a new one. */
    boolean isLasting() {
        return lasting;
    }
}
