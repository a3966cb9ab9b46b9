package cn.sunlit.statutes;

/**
 * A length of time as the law states it: fifteen days, ten working days, six months.
 *
 * @param value how many, zero for "at the same time" (同时)
 * @param unit of what
 */
public record Period(int value, Unit unit) {

    /** No period of the law comes near two hundred years: a longer one is a slip of the keyboard. */
    static final int MAX_YEARS = 200;

    /** What a period is counted in; only what the law calls 工作日 is counted in working days. */
    public enum Unit {
        HOUR("小时", 24 * 366 * MAX_YEARS),
        NATURAL_DAY("日", 366 * MAX_YEARS),
        WORKING_DAY("个工作日", 366 * MAX_YEARS),
        MONTH("个月", 12 * MAX_YEARS),
        YEAR("年", MAX_YEARS);

        private final String zh;
        private final int max;

        Unit(String zh, int max) {
            this.zh = zh;
            this.max = max;
        }

        /** The measure word, 日 or 个月. */
        public String zh() {
            return zh;
        }
    }

    /** @throws IllegalArgumentException for a negative length or one over two hundred years */
    public Period {
        if (value < 0) {
            throw new IllegalArgumentException("期间不能为负数");
        }
        if (value > unit.max) {
            throw new IllegalArgumentException("期间不能超过" + MAX_YEARS + "年");
        }
    }

    public static Period days(int n) {
        return new Period(n, Unit.NATURAL_DAY);
    }

    public static Period workingDays(int n) {
        return new Period(n, Unit.WORKING_DAY);
    }

    public static Period months(int n) {
        return new Period(n, Unit.MONTH);
    }

    public static Period years(int n) {
        return new Period(n, Unit.YEAR);
    }

    /** As people say it: {@code 15日}, {@code 6个月}. */
    public String display() {
        return value + unit.zh;
    }
}
