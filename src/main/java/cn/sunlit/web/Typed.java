package cn.sunlit.web;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.PlainMoney;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.TimeConfiguration;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was typed into a form, field by field. A field left blank is null; one that cannot be read is refused by its name. */
public record Typed(Map<String, String> fields) {

    public @Nullable String text(String field) {
        String text = fields.get(field);
        return text == null || text.isBlank() ? null : text.strip();
    }

    public @Nullable LocalDate day(String field) {
        return PlainDay.optional(field, fields.get(field));
    }

    /** A moment as browsers write it. */
    public @Nullable Instant moment(String field) {
        String text = text(field);
        try {
            return text == null
                    ? null
                    : LocalDateTime.parse(text).atZone(TimeConfiguration.ZONE).toInstant();
        } catch (DateTimeException e) {
            throw new Problem.Invalid(field, "时间的格式不正确，例如 2026-03-20T22:30");
        }
    }

    public @Nullable Money money(String field) {
        return PlainMoney.optional(field, fields.get(field));
    }

    public @Nullable Integer whole(String field) {
        String text = text(field);
        if (text != null && !text.matches("[0-9]{1,9}")) {
            throw new Problem.Invalid(field, "应填写整数");
        }
        return text == null ? null : Integer.valueOf(text);
    }

    /** What was chosen from a list by its number. */
    public @Nullable Long key(String field) {
        String text = text(field);
        if (text != null && !text.matches("[0-9]{1,15}")) {
            throw new Problem.Invalid(field, "应从所列的内容中选择");
        }
        return text == null ? null : Long.valueOf(text);
    }

    /** What was chosen from a list by its name; null where nothing of it was. */
    public <E extends Enum<E>> @Nullable E one(String field, Class<E> of) {
        String text = text(field);
        for (E each : of.getEnumConstants()) {
            if (each.name().equals(text)) {
                return each;
            }
        }
        return null;
    }
}
