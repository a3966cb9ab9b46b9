package cn.sunlit.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hides what identifies or reaches a person (脱敏): in single values, of which the ends stay readable to those who know them, and
 * in free text that leaves the court, an SMS or a public page, in which whatever looks like a number of a person is hidden. Names
 * become 甲某 as in published judgments: surname kept, the rest 某, a figure where two would be alike.
 *
 * <p>What is no number of a person stays: case numbers, days, hours, sums of money, log-in codes. In doubt it is hidden.
 */
public final class Redactor {

    private static final String NONE = "—";
    private static final String HIDDEN = "****";

    /** So many digits are no count and no house number; shorter runs are left, log-in codes of six among them. */
    private static final int FEWEST = 7;

    /** Where so many digits are hidden, the last four may be shown: who knows the number recognises it. */
    private static final int RECOGNISED = 11;

    private static final String BEFORE = "(?<![\\p{Nd}\\-])";

    /** What consists of digits and is no number of a person; asked before {@link #RUN} at each place. */
    private static final String KEPT = String.join(
            "|",
            "[（(]\\d{4}[）)][\\p{IsHan}]{1,3}\\d{0,6}[\\p{IsHan}]{1,6}\\d{1,6}(?:[-之]\\d{1,3})?号",
            BEFORE
                    + "[（(]?(?:19|20)\\d{2}(?:-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\\d|3[01]))(?:[ T]\\d{1,2}:\\d{2}(?::\\d{2})?)?(?![\\p{Nd}]|[ -][\\p{Nd}])",
            BEFORE + "[（(]?(?:19|20)\\d{2}[-—~](?:19|20)\\d{2}(?![\\p{Nd}]|[ -][\\p{Nd}])",
            BEFORE + "\\d{1,3}(?:,\\d{3}){1,4}(?:\\.\\d{1,2})?(?![\\p{Nd}])",
            BEFORE + "[（(]?\\d{1,9}\\.\\d{2}(?=\\s?[元万])");

    /** Digits of any script, Chinese ones too, one by one or in groups with a blank, a hyphen or brackets between. */
    private static final String RUN =
            "[+(（]?[\\p{Nd}〇零一二三四五六七八九](?:[ \\u00A0\\u3000\\-‐－—–·)）(（_/]{0,2}[\\p{Nd}〇零一二三四五六七八九]){%d,}[ -]?[XxＸｘ]?"
                    .formatted(FEWEST - 1);

    private static final Pattern NUMBERS =
            Pattern.compile("(?<kept>%s)|(?<run>%s)".formatted(KEPT, RUN), Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern MAIL = Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}");

    private static final Pattern PLATE =
            Pattern.compile("([京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新])[A-Z][·• ]?(?=[A-Z]*\\d)[A-Z0-9]{5,6}(?![A-Z0-9])");

    /** A road, a village or an estate and what follows it as far as the house or the room. */
    private static final Pattern HOUSE = Pattern.compile(
            "(?<=大道|[路街巷弄村镇乡])(?:[\\p{IsHan}]{0,12}?[0-9０-９A-Za-z一二三四五六七八九十百]+(?:号|栋|幢|座|单元|室|楼|层|组|户|弄|号院)(?:之[0-9一二三四五六七八九十]+)?)(?:附?[0-9０-９A-Za-z一二三四五六七八九十百-]+(?:号|栋|幢|座|单元|室|楼|层|组|户))*");

    private static final Pattern DESCRIPTION = Pattern.compile("(?s)(?=.*\\p{IsHan}{2})(?!.*[0-9A-Za-z]{4}).*");

    private static final Set<String> DOUBLE_SURNAMES = Set.of(
            "欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "司徒", "夏侯", "东方", "令狐", "宇文", "长孙", "端木", "南宫", "独孤", "西门",
            "闻人", "轩辕", "百里", "呼延", "申屠", "钟离", "公冶", "太史", "澹台", "濮阳", "淳于", "单于", "拓跋", "完颜", "赫连", "万俟", "司空", "申徒");

    private Redactor() {}

    /** Keeps the ends of a number and hides the middle: {@code 4211**********1234}. Short ones are hidden wholly. */
    public static String number(@Nullable String number) {
        if (number == null || number.isBlank()) {
            return NONE;
        }
        int shown = number.length() >= 12 ? 4 : number.length() >= 7 ? 2 : 0;
        return number.substring(0, shown)
                + "*".repeat(number.length() - 2 * shown)
                + number.substring(number.length() - shown);
    }

    /**
     * What a thing is known by: a number of an account or a register, its middle hidden, or a description in words, such as
     * {@code 产蛋鸡四千羽}, which names nobody and stays readable.
     */
    public static String mark(@Nullable String mark) {
        return mark != null && DESCRIPTION.matcher(mark).matches() ? text(mark) : number(mark);
    }

    /** {@code 138****5678}. */
    public static String phone(@Nullable String phone) {
        if (phone == null || phone.isBlank()) {
            return NONE;
        }
        return phone.length() < 8
                ? "*".repeat(phone.length())
                : phone.substring(0, 3) + HIDDEN + phone.substring(phone.length() - 4);
    }

    /** The first six characters, province and city as a rule, and nothing of the rest. */
    public static String address(@Nullable String address) {
        if (address == null || address.isBlank()) {
            return NONE;
        }
        int length = address.codePointCount(0, address.length());
        // Of a short one less is shown, so that something is hidden in any event.
        return address.substring(0, address.offsetByCodePoints(0, Math.min(6, length / 2))) + HIDDEN;
    }

    /** A natural person's name for those who need not know it: 李四 as 李某, 欧阳锋 as 欧阳某, 买买提·艾力 as 买某. */
    public static String name(String name) {
        String bare = name.strip();
        if (bare.isEmpty()) {
            return NONE;
        }
        int kept =
                bare.length() > 2 && DOUBLE_SURNAMES.contains(bare.substring(0, 2)) ? 2 : bare.offsetByCodePoints(0, 1);
        return bare.substring(0, kept) + "某";
    }

    /** A free text without any number, address, plate or mail of a person. */
    public static String text(String text) {
        String hidden = MAIL.matcher(text).replaceAll(HIDDEN);
        hidden = PLATE.matcher(hidden).replaceAll("$1" + HIDDEN);
        hidden = HOUSE.matcher(hidden).replaceAll(HIDDEN);
        return NUMBERS.matcher(hidden).replaceAll(found -> Matcher.quoteReplacement(number(found)));
    }

    /**
     * The same, with these persons' names hidden as well.
     *
     * @param names of natural persons; the same one always becomes the same, two of one surname are told apart by a figure
     */
    public static String text(String text, Collection<String> names) {
        Map<String, String> hidden = names(names);
        List<String> longest = new ArrayList<>(hidden.keySet());
        longest.sort((a, b) -> b.length() - a.length());
        if (longest.isEmpty()) {
            return text(text);
        }
        // In one pass: what stands for one name must not be taken for a part of another.
        StringBuilder any = new StringBuilder();
        longest.forEach(name -> any.append(any.isEmpty() ? "" : "|").append(Pattern.quote(name)));
        return text(Pattern.compile(any.toString())
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(hidden.getOrDefault(found.group(), HIDDEN))));
    }

    private static Map<String, String> names(Collection<String> names) {
        Map<String, String> hidden = new HashMap<>();
        Map<String, Integer> alike = new HashMap<>();
        Set<String> each = new LinkedHashSet<>();
        names.stream().map(String::strip).filter(name -> !name.isEmpty()).forEach(each::add);
        for (String name : each) {
            String some = name(name);
            int nth = alike.merge(some, 1, Integer::sum);
            hidden.put(name, nth == 1 ? some : some + nth);
        }
        return hidden;
    }

    private static String number(java.util.regex.MatchResult found) {
        if (found.group("run") == null) {
            return found.group();
        }
        String digits = found.group("run").replaceAll("[^\\p{Nd}Xx]", "");
        return digits.length() < RECOGNISED ? HIDDEN : HIDDEN + digits.substring(digits.length() - 4);
    }
}
