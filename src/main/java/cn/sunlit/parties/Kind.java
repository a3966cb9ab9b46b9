package cn.sunlit.parties;

/** A natural person (自然人) or a legal person or other organisation (法人或者其他组织). */
public enum Kind {
    PERSON("自然人"),
    ORGANISATION("法人或非法人组织");

    private final String zh;

    Kind(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
