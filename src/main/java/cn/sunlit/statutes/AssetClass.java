package cn.sunlit.statutes;

/** The classes of property for which the law sets the longest term of a control measure. */
public enum AssetClass {
    DEPOSIT("银行存款"),
    MOVABLE("动产"),
    REAL_ESTATE("不动产"),
    OTHER_RIGHT("其他财产权");

    private final String zh;

    AssetClass(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
