package cn.sunlit.docket;

/** Whence a period comes: only passing a statutory one is a breach of law (domain rule 5.2). */
public enum Authority {
    STATUTORY("法定"),
    JUDICIAL_POLICY("司法文件"),
    LOCAL_PRACTICE("地方"),
    DESIGN_DEFAULT("默认");

    private final String zh;

    Authority(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
