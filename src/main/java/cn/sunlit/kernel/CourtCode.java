package cn.sunlit.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * A court's short name in case numbers (法院代字): {@code 最高法}, {@code 鄂}, {@code 鄂11}, {@code 鄂1125}. Whether such a
 * court exists is a question for the court register, not for this value.
 */
public record CourtCode(@JsonValue String value) implements Comparable<CourtCode>, Serializable {

    private static final Pattern SHAPE = Pattern.compile("最高法|[京津冀晋内蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕甘青宁新兵](\\d{4}|\\d{2})?");

    public CourtCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("法院代字格式不正确，例如“鄂1125”");
        }
    }

    @JsonCreator
    public static CourtCode parse(String text) {
        return new CourtCode(text.strip());
    }

    public static boolean isWellFormed(String text) {
        return SHAPE.matcher(text.strip()).matches();
    }

    @Override
    public int compareTo(CourtCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
