package cn.sunlit.publicity;

/** What must be true of a thing before it is open; who asks knows, the table says when it matters. */
public enum Fact {
    NAMED("节点目录列明告知该对象的"),
    IN_EFFECT("控制措施已经生效的"),
    SERVED("已向其送达的"),
    OWN("关于其本人的"),
    READABLE("所涉文书、财产可由其查看的");

    private final String zh;

    Fact(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
