package cn.sunlit.cases;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem.FieldError;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads one JSON object strictly and remembers every wrong field with its path, so that all are told at once. A value that
 * is wrong reads as null. Children share the list of errors.
 */
final class FieldReader {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** Before that no title could still be enforced. */
    private static final LocalDate EARLIEST = LocalDate.of(1949, 10, 1);

    private final JsonNode object;
    private final String path;
    private final List<FieldError> errors;

    FieldReader(JsonNode object, String path, List<FieldError> errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
    }

    /** The same object, its errors collected elsewhere. */
    FieldReader sharing(List<FieldError> collected) {
        return new FieldReader(object, path, collected);
    }

    String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    void wrong(String field, String message) {
        errors.add(new FieldError(at(field), message));
    }

    /** Names every property that is not among the known ones. */
    void onlyKnown(Set<String> known) {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                String shown = name.codePointCount(0, name.length()) > 40
                        ? name.substring(0, name.offsetByCodePoints(0, 40)) + "…"
                        : name;
                errors.add(new FieldError(at(shown), "没有“%s”这个字段，请核对字段名".formatted(shown)));
            }
        }
    }

    boolean has(String field) {
        JsonNode value = object.get(field);
        return value != null
                && !value.isNull()
                && !(value.isString() && value.stringValue().isBlank());
    }

    @Nullable
    String text(String field, int longest) {
        return text(field, longest, false);
    }

    @Nullable
    String needed(String field, int longest, String whatIsMissing) {
        String text = text(field, longest, false);
        if (text == null && !has(field)) {
            wrong(field, whatIsMissing);
        }
        return text;
    }

    /** @param lines whether line breaks may stand in it */
    @Nullable
    String text(String field, int longest, boolean lines) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = object.get(field);
        if (!value.isString()) {
            wrong(field, "应为文字");
            return null;
        }
        String text = Normalizer.normalize(value.stringValue().strip(), Normalizer.Form.NFC);
        int length = text.codePointCount(0, text.length());
        if (length > longest) {
            wrong(field, "过长：最多%d个字，现有%d个字".formatted(longest, length));
            return null;
        }
        String broken = PlainText.unfit(text, lines);
        if (broken != null) {
            wrong(field, broken);
            return null;
        }
        return text;
    }

    /** A name of a person or an organisation: any letters, no pictures (emoji). */
    @Nullable
    String name(String field, String whatIsMissing) {
        JsonNode value = object.get(field);
        if (value != null && value.isString() && hasPicture(value.stringValue())) {
            wrong(field, "名称中不能含有表情符号");
            return null;
        }
        String name = needed(field, 100, whatIsMissing);
        if (name != null && name.codePoints().noneMatch(Character::isLetterOrDigit)) {
            wrong(field, "名称中至少要有一个文字");
            return null;
        }
        return name;
    }

    /** Circles and squares stand for hidden characters in masked names (李○○); all other symbols are pictures. */
    private static boolean hasPicture(String text) {
        return text.codePoints()
                .anyMatch(c -> c == 0x200D
                        || c == 0xFE0F
                        || (Character.getType(c) == Character.OTHER_SYMBOL && "○◯△□◎".indexOf(c) < 0 && c != 0xFFFD)
                        || (Character.isEmoji(c) && c > 0xFF));
    }

    @Nullable
    LocalDate date(String field, LocalDate latest) {
        String text = text(field, 40);
        if (text == null) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text, DAY);
            if (day.isAfter(latest)) {
                wrong(field, "日期不能晚于%s".formatted(latest));
                return null;
            }
            if (day.isBefore(EARLIEST)) {
                wrong(field, "日期不能早于%s".formatted(EARLIEST));
                return null;
            }
            return day;
        } catch (DateTimeException e) {
            wrong(field, "日期应为“年-月-日”，例如 2026-03-02，且须是存在的日子");
            return null;
        }
    }

    @Nullable
    Money money(String field) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = object.get(field);
        if (!value.isString()) {
            wrong(field, "金额应为带引号的数字，例如 \"120000.00\"");
            return null;
        }
        String text = value.stringValue();
        if (text.length() > 40) {
            wrong(field, "金额超出可处理的范围");
            return null;
        }
        try {
            return Money.parse(text);
        } catch (IllegalArgumentException e) {
            wrong(field, String.valueOf(e.getMessage()));
            return null;
        }
    }

    @Nullable
    BigDecimal decimal(String field) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = object.get(field);
        String text = value.isNumber()
                ? value.asString()
                : value.isString() ? value.stringValue().strip() : "";
        if (!text.matches("\\d{1,6}(\\.\\d{1,10})?")) {
            wrong(field, "应为不带符号的数字，例如 3.85");
            return null;
        }
        return new BigDecimal(text);
    }

    boolean flag(String field) {
        if (!has(field)) {
            return false;
        }
        JsonNode value = object.get(field);
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        wrong(field, "只能填 true 或者 false");
        return false;
    }

    int whole(String field, int missing, int from, int to) {
        if (!has(field)) {
            return missing;
        }
        JsonNode value = object.get(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < from || value.intValue() > to) {
            wrong(field, "应为%d至%d的整数".formatted(from, to));
            return missing;
        }
        return value.intValue();
    }

    /** A word of a closed list. */
    @Nullable
    String word(String field, Set<String> known, @Nullable String whatIsMissing) {
        String word = text(field, 60);
        if (word == null) {
            if (whatIsMissing != null && !has(field)) {
                wrong(field, whatIsMissing);
            }
            return null;
        }
        if (!known.contains(word)) {
            wrong(field, "只能是：" + String.join("、", known));
            return null;
        }
        return word;
    }

    /** The object below, or null where there is none; a value that is no object is named. */
    @Nullable
    FieldReader child(String field) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = object.get(field);
        if (!value.isObject()) {
            wrong(field, "应为一个对象 {…}");
            return null;
        }
        return new FieldReader(value, at(field), errors);
    }

    /** Each object of the list below; what reads as null is left out, its errors are kept. */
    <T> List<T> each(String field, int most, Function<FieldReader, @Nullable T> one) {
        if (!has(field)) {
            return List.of();
        }
        JsonNode value = object.get(field);
        if (!value.isArray()) {
            wrong(field, "应为一个列表 […]");
            return List.of();
        }
        if (value.size() > most) {
            wrong(field, "最多%d项，现有%d项".formatted(most, value.size()));
            return List.of();
        }
        List<T> all = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            String where = "%s[%d]".formatted(at(field), i);
            if (!value.get(i).isObject()) {
                errors.add(new FieldError(where, "应为一个对象 {…}"));
                continue;
            }
            T item = one.apply(new FieldReader(value.get(i), where, errors));
            if (item != null) {
                all.add(item);
            }
        }
        return all;
    }

    int size(String field) {
        JsonNode value = object.get(field);
        return value != null && value.isArray() ? value.size() : 0;
    }
}
