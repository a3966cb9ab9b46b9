package cn.sunlit.funds;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.ledger.Numbers;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a payment says of the case for which it is meant, read as a person reads it: full and half width alike, blanks in the middle
 * of numbers, a case number without its court or its year, the ways of writing of before 2016.
 *
 * @param text the remark, half width, without blanks
 * @param numbers what may be an account number, digits alone
 * @param cases case numbers and pieces of them
 * @param titles numbers of judgments and awards, as a file bears them
 * @param names what may be somebody's name in the remark
 */
record Hints(String text, Set<String> numbers, List<CaseHint> cases, Set<String> titles, Set<String> names) {

    private static final int MOST_NAMES = 80;
    private static final String PROVINCE = "[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕甘青宁新兵]";

    private static final Pattern DIGITS = Pattern.compile("\\d(?:[ \\-.·]?\\d){5,29}");
    private static final Pattern WITH_YEAR = Pattern.compile(
            "\\(?(?<year>(?:19|20)\\d{2})\\)?年?(?<court>[\\u4e00-\\u9fa5]{0,5}?(?:\\d{4}|\\d{2})?)(?<word>执[恢保]?)字?第?0*(?<serial>[1-9]\\d{0,6})(?!\\d)");
    private static final Pattern SHORT_YEAR = Pattern.compile("(?<!\\d)(?<year>\\d{2})年?(?<court>" + PROVINCE
            + "(?:\\d{4}|\\d{2}))?(?<word>执[恢保]?)字?第?0*(?<serial>[1-9]\\d{0,6})(?!\\d)");
    private static final Pattern NO_YEAR = Pattern.compile(
            "(?<court>" + PROVINCE + "(?:\\d{4}|\\d{2}))?(?<word>执[恢保]?)字?第?0*(?<serial>[1-9]\\d{0,6})号");
    private static final Pattern AS_WRITTEN =
            Pattern.compile("\\((?:19|20)\\d{2}\\)[\\u4e00-\\u9fa5]{1,6}执[\\u4e00-\\u9fa5]?字第\\d{1,7}号");
    private static final Pattern TITLE = Pattern.compile(
            "\\((?:19|20)\\d{2}\\)[\\u4e00-\\u9fa5]{1,5}(?:\\d{4}|\\d{2})?(?:民初|民终|刑初|刑终|民特|民再|商初|行初|行终|诉前调确|民诉前调|劳人仲案|劳仲案|仲裁|仲)(?:字第?)?\\d{1,7}号");
    private static final Pattern COURT_CODE = Pattern.compile(PROVINCE + "\\d{2,4}");
    private static final Pattern WORDS = Pattern.compile("[\\u4e00-\\u9fa5·]{2,40}");
    private static final Pattern NOISE = Pattern.compile(
            "被执行人|申请执行人|申请人|执行案款|执行标的|执行款|执行费|案款|案件|法院|人民|履行|偿还|归还|还款|欠款|货款|借款|本金|利息|转账|汇款|付款|缴款|缴纳|交纳|代付|代还|代缴|代|替|帮|付|还|缴|款|案|的|给|第|号|字|执");

    /**
     * A case number or a piece of one.
     *
     * @param year null where none was written
     * @param court the code of the court as written, null where none was or it was written in words
     */
    record CaseHint(@Nullable Integer year, @Nullable String court, String word, String serial) {}

    static Hints read(@Nullable String remark, @Nullable String namedAccount) {
        String half = Normalizer.normalize(remark == null ? "" : remark, Normalizer.Form.NFKC)
                .replaceAll("[〔\\[【]", "(")
                .replaceAll("[〕\\]】]", ")")
                .replaceAll("[\\u200b-\\u200f\\ufeff]", "");
        String text = half.replaceAll("[\\s\\p{Z}]", "");
        Set<String> numbers = new LinkedHashSet<>();
        if (namedAccount != null) {
            numbers.add(namedAccount.replaceAll("\\D", ""));
        }
        Matcher digits = DIGITS.matcher(half);
        while (digits.find()) {
            numbers.add(digits.group().replaceAll("\\D", ""));
            // "20261120 8110…" is a date beside a number, not one number.
            for (String part : digits.group().split("\\D")) {
                numbers.add(part);
            }
        }
        numbers.removeIf(n -> n.length() < 6);
        return new Hints(text, numbers, cases(text), titles(text), names(text));
    }

    private static List<CaseHint> cases(String text) {
        Map<String, CaseHint> found = new LinkedHashMap<>();
        for (Pattern pattern : List.of(WITH_YEAR, SHORT_YEAR, NO_YEAR)) {
            Matcher m = pattern.matcher(text);
            while (m.find()) {
                Integer year = pattern == NO_YEAR ? null : Integer.valueOf(m.group("year"));
                String court = m.group("court");
                CaseHint hint = new CaseHint(
                        year != null && year < 100 ? Integer.valueOf(2000 + year) : year,
                        court == null || !COURT_CODE.matcher(court).matches() ? null : court,
                        m.group("word"),
                        m.group("serial"));
                // The fullest reading of a number comes first; its pieces say nothing more.
                found.putIfAbsent(hint.word() + hint.serial(), hint);
            }
        }
        return List.copyOf(found.values());
    }

    private static Set<String> titles(String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher m = TITLE.matcher(text);
        while (m.find()) {
            found.add(fullWidth(m.group()));
        }
        return found;
    }

    private static String fullWidth(String number) {
        return number.replace('(', '（').replace(')', '）');
    }

    /** Windows of two to four characters between the words that every remark has, and longer ones whole. */
    private static Set<String> names(String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher words = WORDS.matcher(text);
        while (words.find()) {
            for (String part : NOISE.matcher(words.group()).replaceAll(" ").split(" ")) {
                if (part.length() >= 2) {
                    found.add(part);
                }
            }
            // A name may hold one of those words itself: 张还珠, 代某.
            found.add(words.group());
            windows(words.group(), found);
        }
        return new LinkedHashSet<>(found.stream().limit(MOST_NAMES).toList());
    }

    private static void windows(String part, Set<String> into) {
        for (int length = 4; length >= 2; length--) {
            for (int from = 0; from + length <= Math.min(part.length(), 16); from++) {
                into.add(part.substring(from, from + length));
            }
        }
    }

    /**
     * The numbers of this court that the hints may mean, each with how much it says.
     *
     * @param thisYear numbers without a year are sought in this and the five years before
     */
    Map<String, Said> caseNumbers(CourtCode court, int thisYear) {
        Map<String, Said> all = new LinkedHashMap<>();
        Matcher written = AS_WRITTEN.matcher(text);
        while (written.find()) {
            all.put(fullWidth(written.group()), Said.WHOLE);
        }
        for (CaseHint hint : cases) {
            if (hint.court() != null && !hint.court().equals(court.value())) {
                continue;
            }
            List<Integer> years = new ArrayList<>();
            if (hint.year() != null) {
                years.add(hint.year());
            } else {
                for (int year = thisYear; year > thisYear - 6; year--) {
                    years.add(year);
                }
            }
            Said said = hint.year() == null ? Said.SERIAL : hint.court() == null ? Said.YEAR_AND_SERIAL : Said.WHOLE;
            for (int year : years) {
                all.putIfAbsent("（%d）%s%s%s号".formatted(year, court, hint.word(), hint.serial()), said);
            }
        }
        return all;
    }

    /** How much of a case number was written. */
    enum Said {
        WHOLE,
        YEAR_AND_SERIAL,
        SERIAL
    }

    /** The sub-account numbers that what was typed may mean. */
    Set<String> accounts(String prefix) {
        Set<String> likely = new LinkedHashSet<>();
        for (String number : numbers) {
            if (Numbers.checks(number)) {
                likely.add(number);
            } else if (Numbers.checks(prefix + number)) {
                likely.add(prefix + number);
            }
            likely.addAll(Numbers.likely(number));
        }
        return likely;
    }
}
