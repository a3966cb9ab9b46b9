package cn.sunlit.docket;

/** What makes an entry worth a second look; never a verdict, the board leads to the rows. */
enum Mark {
    LATE_ENTRY("补录", "办结三日以后才登记"),
    BEFORE_CAUSE("倒置", "前置节点未完成，或者办结日早于起算日"),
    SAME_DOCUMENT("一证多用", "同一份文书（散列值相同）用作两个不同节点的证据"),
    BURST("集中登记", "同一人一分钟内手工登记二十个以上节点");

    private final String zh;
    private final String meaning;

    Mark(String zh, String meaning) {
        this.zh = zh;
        this.meaning = meaning;
    }

    public String zh() {
        return zh;
    }

    public String meaning() {
        return meaning;
    }
}
