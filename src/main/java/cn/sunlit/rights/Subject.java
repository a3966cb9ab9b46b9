package cn.sunlit.rights;

import cn.sunlit.parties.Datum;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a party may ask to be corrected or erased. */
public enum Subject {
    NUMBER("证件号码", Datum.NUMBER),
    PHONE("手机号码", Datum.PHONE),
    ADDRESS("住址", Datum.ADDRESS),
    OLD_CONTACTS("以前登记、已被新的代替的电话和住址", null),
    MESSAGES("发给我的短信的正文和接收号码", null),
    OTHER("其他个人信息", null);

    private final String zh;
    private final @Nullable Datum datum;

    Subject(String zh, @Nullable Datum datum) {
        this.zh = zh;
        this.datum = datum;
    }

    public String zh() {
        return zh;
    }

    /** What is corrected; empty for what is erased. */
    Optional<Datum> datum() {
        return Optional.ofNullable(datum);
    }

    public boolean isCorrection() {
        return datum != null;
    }

    /** Whether one person is not enough: a number says who somebody is. */
    boolean needsTwo() {
        return this == NUMBER;
    }

    /** The articles of the 个人信息保护法 on which a refusal may rest. */
    List<Integer> grounds() {
        return isCorrection() ? List.of(46) : List.of(47, 34);
    }

    public static List<Subject> corrections() {
        return Arrays.stream(values()).filter(Subject::isCorrection).toList();
    }

    public static List<Subject> erasures() {
        return Arrays.stream(values()).filter(s -> !s.isCorrection()).toList();
    }
}
