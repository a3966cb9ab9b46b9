package cn.sunlit.tools;

import java.util.List;

/**
 * One thing that a tool asks for.
 *
 * @param name of the parameter
 * @param label in plain Chinese, with its unit
 * @param hint an example or where to find it; may be empty
 * @param choices for {@link Kind#CHOICE}, the first is the default
 * @param columns for {@link Kind#ROWS}, whose parameters are named {@code name.column} and come once a row
 */
record Ask(
        String name, String label, Kind kind, String hint, boolean required, List<Choice> choices, List<Ask> columns) {

    enum Kind {
        TEXT,
        MONEY,
        NUMBER,
        DAY,
        CHOICE,
        ROWS
    }

    record Choice(String value, String label) {}

    static Ask of(Kind kind, String name, String label, String hint) {
        return new Ask(name, label, kind, hint, true, List.of(), List.of());
    }

    static Ask choice(String name, String label, Choice... choices) {
        return new Ask(name, label, Kind.CHOICE, "", true, List.of(choices), List.of());
    }

    static Ask rows(String name, String label, String hint, Ask... columns) {
        return new Ask(name, label, Kind.ROWS, hint, false, List.of(), List.of(columns));
    }

    Ask optional() {
        return new Ask(name, label, kind, hint, false, choices, columns);
    }

    /** The keyboard that a phone shows. */
    String inputmode() {
        return switch (kind) {
            case MONEY -> "decimal";
            case NUMBER -> "numeric";
            case TEXT, DAY, CHOICE, ROWS -> "text";
        };
    }

    String inputType() {
        return kind == Kind.DAY ? "date" : "text";
    }
}
