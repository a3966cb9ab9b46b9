package cn.sunlit.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A case number (案号), today's or a historical form, kept in one canonical spelling with full-width brackets: {@code
 * （2026）鄂1125执123号}. Today's form is taken apart; a historical one (（2013）浠执字第00123号) is kept as it was written,
 * and only its year is known.
 *
 * @param text the canonical spelling, the identity of this value
 * @param year the year of filing
 * @param court the court, or null in a historical form
 * @param type the type word (类型代字) such as 执, 执恢, 执保, or null in a historical form
 * @param sequence the running number, or zero in a historical form
 */
public record CaseNumber(
        @JsonValue String text,
        int year,
        @Nullable CourtCode court,
        @Nullable String type,
        int sequence) {

    // The look-ahead keeps "粤高法执字第7号" from passing as court 粤, type 高法执字第.
    private static final Pattern TODAY = Pattern.compile(
            "(?!.*字第)（((?:19|20)\\d{2})）(最高法|[京津冀晋内蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕甘青宁新兵](?:\\d{4}|\\d{2})?)(知)?"
                    + "([\\u4e00-\\u9fa5]{1,5}?)([1-9]\\d{0,6})号");

    private static final Pattern ANY_FORM = Pattern.compile("（((?:19|20)\\d{2})）[\\u4e00-\\u9fa5]{1,12}.{0,80}");

    /** A number of today's form, made from its parts. */
    public static CaseNumber of(int year, CourtCode court, String type, int sequence) {
        return new CaseNumber("（%d）%s%s%d号".formatted(year, court, type, sequence), year, court, type, sequence);
    }

    /**
     * Reads a number of today's form: half-width brackets, blanks and leading marks are forgiven, nothing else is.
     *
     * @throws IllegalArgumentException with a Chinese sentence
     */
    @JsonCreator
    public static CaseNumber parse(String text) {
        return today(canonical(text)).orElseThrow(() -> new IllegalArgumentException("案号格式不正确，应如“（2026）鄂1125执123号”"));
    }

    /**
     * Reads any number that a real file may bear: today's form, or a historical one kept as written (several numbers of
     * one merged case, 之一, 字第 …).
     *
     * @throws IllegalArgumentException when there is not even a year
     */
    public static CaseNumber parseAnyForm(String text) {
        String canonical = canonical(text);
        return today(canonical).orElseGet(() -> {
            Matcher any = ANY_FORM.matcher(canonical);
            if (!any.matches()) {
                throw new IllegalArgumentException("案号应以带括号的年度开头，例如“（2013）浠执字第00123号”");
            }
            return new CaseNumber(canonical, Integer.parseInt(any.group(1)), null, null, 0);
        });
    }

    private static Optional<CaseNumber> today(String canonical) {
        Matcher m = TODAY.matcher(canonical);
        if (!m.matches()) {
            return Optional.empty();
        }
        String special = m.group(3) == null ? "" : m.group(3);
        return Optional.of(new CaseNumber(
                canonical,
                Integer.parseInt(m.group(1)),
                CourtCode.parse(m.group(2)),
                special + m.group(4),
                Integer.parseInt(m.group(5))));
    }

    /** Full-width brackets, no blanks, no full-width digits. */
    private static String canonical(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}]", "")
                .replaceAll("[〔\\[【]", "(")
                .replaceAll("[〕\\]】]", ")")
                .replace('(', '（')
                .replace(')', '）');
    }

    /** Whether this number is not of today's form. */
    public boolean isHistorical() {
        return court == null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CaseNumber n && n.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
