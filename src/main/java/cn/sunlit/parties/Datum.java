package cn.sunlit.parties;

/** What identifies or reaches a person and is stored sealed, shown masked. */
public enum Datum {
    NUMBER("证件号"),
    PHONE("手机号"),
    ADDRESS("住址"),
    ACCOUNT("收款账号");

    private final String zh;

    Datum(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
