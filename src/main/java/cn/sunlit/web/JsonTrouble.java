package cn.sunlit.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says in Chinese what is wrong with a JSON text: which field, which value was expected, or at which line it breaks off. */
final class JsonTrouble {

    private JsonTrouble() {}

    static Trouble of(JacksonException broken) {
        String field = path(broken);
        return switch (broken) {
            case StreamConstraintsException e -> Trouble.wrong(field, "内容过长、嵌套过深或数字过大");
            case StreamReadException e -> Trouble.unreadable(syntax(e));
            case UnrecognizedPropertyException e ->
                Trouble.wrong(field, "没有这个字段“%s”".formatted(cut(e.getPropertyName())));
            case InvalidFormatException e -> Trouble.wrong(field, wrongValue(e));
            case MismatchedInputException e -> Trouble.wrong(field, wrongType(e));
            default -> Trouble.wrong(field, sentence(broken, "内容不正确"));
        };
    }

    private static String syntax(StreamReadException broken) {
        String original = broken.getOriginalMessage() == null ? "" : broken.getOriginalMessage();
        if (original.startsWith("Duplicate")) {
            return "同一个字段出现了两次（%s）".formatted(where(broken));
        }
        return original.contains("end-of-input")
                ? "JSON 不完整，在%s中断".formatted(where(broken))
                : "JSON 格式不正确，%s".formatted(where(broken));
    }

    private static String where(JacksonException broken) {
        TokenStreamLocation at = broken.getLocation();
        return at == null || at.getLineNr() < 1 ? "位置不明" : "第 %d 行第 %d 列".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static String wrongValue(InvalidFormatException broken) {
        String value = cut(String.valueOf(broken.getValue()));
        Class<?> target = broken.getTargetType();
        if (target != null && target.isEnum()) {
            String allowed = Arrays.stream(target.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining("、"));
            return "“%s”不在可选值之内，可选：%s".formatted(value, allowed);
        }
        if (target == LocalDate.class) {
            return "“%s”不是有效日期，应如 2026-03-02".formatted(value);
        }
        if (target != null && (target.isPrimitive() || Number.class.isAssignableFrom(target))) {
            return "“%s”不是有效数字".formatted(value);
        }
        return wrongType(broken);
    }

    private static String wrongType(MismatchedInputException broken) {
        Class<?> target = broken.getTargetType();
        String said = chinese(broken);
        if (said != null) {
            return said;
        }
        if (target == null) {
            return "内容的类型不正确";
        }
        if (target.isEnum()) {
            return "应为可选值之一："
                    + Arrays.stream(target.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining("、"));
        }
        return switch (target.getSimpleName()) {
            case "Money" -> "金额应写成字符串，例如 \"120000.00\"";
            case "LocalDate" -> "日期应写成字符串，例如 \"2026-03-02\"";
            case "String", "CaseNumber", "CourtCode", "IdentityNumber", "CreditCode" -> "应为字符串";
            case "List", "ArrayList", "Set", "Collection" -> "应为数组 […]";
            case "boolean", "Boolean" -> "应为 true 或 false";
            case "int", "Integer", "long", "Long", "double", "Double", "BigDecimal" -> "应为数字";
            default -> "缺少内容或类型不正确，应为对象 {…}";
        };
    }

    /** The sentence of one of our own values, which refuse in Chinese; else the given one. */
    private static String sentence(Throwable broken, String otherwise) {
        String said = chinese(broken);
        return said == null ? otherwise : said;
    }

    private static @Nullable String chinese(Throwable broken) {
        for (Throwable t = broken.getCause(); t != null; t = t.getCause()) {
            if (Chinese.isSentence(t.getMessage())) {
                return t.getMessage();
            }
        }
        return null;
    }

    private static String path(JacksonException broken) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : broken.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return cut(path.toString());
    }

    private static String cut(String value) {
        return value.length() <= 80 ? value : value.substring(0, 80) + "…";
    }
}
