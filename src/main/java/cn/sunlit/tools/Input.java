package cn.sunlit.tools;

import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Problem.FieldError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects everything that is wrong with one input before anything is computed. */
final class Input {

    private static final int MAX_YEARS = 200;

    private final List<FieldError> errors = new ArrayList<>();

    /** The value, or the stand-in with an error noted when it is missing. */
    <T> T required(String field, @Nullable T value, T standIn) {
        if (value == null) {
            errors.add(new FieldError(field, "请填写" + label(field)));
            return standIn;
        }
        return value;
    }

    /** Reads text with a reader that refuses in Chinese; an empty text gives the stand-in. */
    <T> T read(String field, @Nullable String text, Function<String, T> reader, T standIn) {
        if (text == null || text.isBlank()) {
            return standIn;
        }
        try {
            return reader.apply(text.strip());
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError(field, String.valueOf(e.getMessage())));
            return standIn;
        }
    }

    void refuse(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /** Days in their order and no more than two hundred years apart, as the rules want them; here the field can be named. */
    void span(String field, LocalDate from, LocalDate until) {
        if (until.isBefore(from)) {
            refuse(field, "截止日 %s 早于起算日 %s".formatted(until, from));
        } else if (until.isAfter(from.plusYears(MAX_YEARS))) {
            refuse(field, "起算日到截止日不能超过%d年".formatted(MAX_YEARS));
        }
    }

    boolean isClean() {
        return errors.isEmpty();
    }

    /** @throws Problem.Invalid naming every field that is wrong */
    void check() {
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
    }

    /** A rule of the law that refuses its input does so for this field. */
    static <T> T on(String field, Supplier<T> rule) {
        try {
            return rule.get();
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid(field, String.valueOf(e.getMessage()));
        }
    }

    /** A day as people write it, {@code 2026-03-02}; years of four digits only. */
    static LocalDate day(String text) {
        try {
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return LocalDate.parse(text);
            }
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("“%s”不是有效日期".formatted(text), e);
        }
        throw new IllegalArgumentException("日期应写成 2026-03-02 的形式");
    }

    private static String label(String field) {
        String last = field.substring(field.lastIndexOf('.') + 1);
        return switch (last) {
            case "principal" -> "本金（principal）";
            case "performanceDue" -> "履行期届满日（performanceDue）";
            case "until" -> "截止日（until）";
            case "from", "interestFrom" -> "起算日（" + last + "）";
            case "to" -> "结束日（to）";
            case "date" -> "日期（date）";
            case "amount" -> "金额（amount）";
            case "rate" -> "利率（rate）";
            case "kind" -> "利率种类（kind）";
            case "proceeds" -> "案款（proceeds）";
            case "creditor" -> "债权人（creditor）";
            case "claim" -> "债权金额（claim）";
            case "rule" -> "分配规则（rule）";
            default -> last;
        };
    }
}
