package cn.sunlit.tools;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;

/** An exact decimal, written in JSON as {@code "3.85"} or as {@code 3.85}: a rate in per cent or a multiple. */
@Schema(type = "string", description = "不小于零的数字", example = "3.85")
record Factor(BigDecimal value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Factor of(Object raw) {
        String text = String.valueOf(raw).strip();
        if (!text.matches("\\d{1,6}(\\.\\d{1,10})?")) {
            throw new IllegalArgumentException("应为不小于零的数字，例如 3.85");
        }
        return new Factor(new BigDecimal(text));
    }

    @JsonValue
    String text() {
        return value.toPlainString();
    }
}
