package cn.sunlit.sanctions;

/** In what capacity somebody answers for misconduct: for himself, or for the organisation that is the respondent. */
public enum Capacity {
    SELF("被执行人本人"),
    LEGAL_REPRESENTATIVE("法定代表人"),
    PRINCIPAL("主要负责人"),
    DIRECTLY_RESPONSIBLE("直接责任人员");

    private final String zh;

    Capacity(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
