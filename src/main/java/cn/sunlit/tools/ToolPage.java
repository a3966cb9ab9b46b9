package cn.sunlit.tools;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tool, asked and answered on one page; what was filled in stays in the form. */
record ToolPage(
        Tool tool,
        Filled filled,
        FormErrors errors,
        @Nullable Answer answer) implements Screen {

    private static final int FEWEST_ROWS = 3;

    /** What was filled in, for the printed sheet. */
    record Given(String label, String value) {}

    @Override
    public String title() {
        return tool.title();
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }

    /** Always a blank row more than filled ones, so that no script is needed to add one. */
    int rows(Ask rows) {
        return Math.clamp(filled.rowsFilled(rows) + 1L, FEWEST_ROWS, Filled.MAX_ROWS);
    }

    String cellName(Ask rows, Ask column) {
        return rows.name() + "." + column.name();
    }

    String cellError(Ask rows, int row, Ask column) {
        return errors.on("%s[%d].%s".formatted(rows.name(), row, column.name()));
    }

    /** The field to which a message in the summary leads. */
    static String anchor(String field) {
        return field.replaceAll("[\\[\\].]+", "-");
    }

    /** Which field a message is about, as the form calls it: {@code 已经还的钱 第1项 金额}. */
    String place(String field) {
        String[] part = field.split("[\\[\\].]+");
        Ask ask = tool.asks().stream()
                .filter(a -> a.name().equals(part[0]))
                .findFirst()
                .orElseThrow();
        if (part.length < 3) {
            return Filled.bare(ask.label());
        }
        Ask column = ask.columns().stream()
                .filter(c -> c.name().equals(part[2]))
                .findFirst()
                .orElseThrow();
        return "%s 第%d项 %s".formatted(ask.label(), Integer.parseInt(part[1]) + 1, Filled.bare(column.label()));
    }

    String chosen(Ask choice, String value) {
        return choice.choices().stream()
                .filter(c -> c.value().equals(value))
                .findFirst()
                .orElse(choice.choices().getFirst())
                .label();
    }

    List<Given> given() {
        List<Given> given = new ArrayList<>();
        for (Ask ask : tool.asks()) {
            if (ask.kind() == Ask.Kind.ROWS) {
                for (int i = 0; i < filled.rowsFilled(ask); i++) {
                    StringBuilder cells = new StringBuilder();
                    for (Ask column : ask.columns()) {
                        String value = filled.raw(cellName(ask, column), i);
                        cells.append(cells.isEmpty() ? "" : "　")
                                .append(column.kind() == Ask.Kind.CHOICE ? chosen(column, value) : value);
                    }
                    given.add(new Given("%s 第%d项".formatted(ask.label(), i + 1), cells.toString()));
                }
            } else if (ask.kind() == Ask.Kind.CHOICE) {
                given.add(new Given(ask.label(), chosen(ask, filled.raw(ask.name()))));
            } else if (!filled.raw(ask.name()).isBlank()) {
                given.add(new Given(ask.label(), filled.raw(ask.name())));
            }
        }
        return given;
    }
}
