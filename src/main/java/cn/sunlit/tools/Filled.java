package cn.sunlit.tools;

import cn.sunlit.kernel.Money;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * A tool's form as it was filled in. Reads it as people write (full-width digits, 2026年5月10日, 330000元) and collects
 * everything that is wrong before anything is computed.
 */
final class Filled {

    static final int MAX_ROWS = 200;
    private static final int MAX_LENGTH = 200;
    private static final Pattern DAY = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?");

    private final List<Ask> asks;
    private final MultiValueMap<String, String> given;
    private final Input input = new Input();

    Filled(List<Ask> asks, MultiValueMap<String, String> given) {
        this.asks = asks;
        this.given = given;
    }

    /** Whether the form was sent at all, or is shown for the first time. */
    boolean isSent() {
        return asks.stream()
                .anyMatch(a -> given.containsKey(a.name())
                        || a.columns().stream().anyMatch(c -> given.containsKey(a.name() + "." + c.name())));
    }

    /** As it came in, for showing it again. */
    String raw(String name) {
        return raw(name, 0);
    }

    String raw(String name, int row) {
        List<String> values = given.getOrDefault(name, List.of());
        return row < values.size() && values.get(row) != null ? values.get(row) : "";
    }

    /** How many rows something is filled in of, the blank ones between them counted. */
    int rowsFilled(Ask rows) {
        int last = 0;
        for (Ask column : rows.columns()) {
            List<String> values = given.getOrDefault(rows.name() + "." + column.name(), List.of());
            for (int i = last; i < values.size() && column.kind() != Ask.Kind.CHOICE; i++) {
                last = raw(rows.name() + "." + column.name(), i).isBlank() ? last : i + 1;
            }
        }
        return last;
    }

    Money money(String name) {
        return read(ask(name), name, raw(name), Filled::asMoney, Money.ZERO);
    }

    LocalDate day(String name, LocalDate standIn) {
        return read(ask(name), name, raw(name), Filled::asDay, standIn);
    }

    @Nullable
    LocalDate dayOrNull(String name) {
        return raw(name).isBlank() ? null : day(name, LocalDate.EPOCH);
    }

    String text(String name) {
        return read(ask(name), name, raw(name), Function.identity(), "");
    }

    <T> T read(String name, Function<String, T> reader, T standIn) {
        return read(ask(name), name, raw(name), text -> reader.apply(plain(text)), standIn);
    }

    String choice(String name) {
        return choice(ask(name), name, raw(name));
    }

    private String choice(Ask ask, String field, String value) {
        String chosen = value.isEmpty() ? ask.choices().getFirst().value() : value;
        if (ask.choices().stream().noneMatch(c -> c.value().equals(chosen))) {
            input.refuse(field, "请从列表中选择" + bare(ask.label()));
            return ask.choices().getFirst().value();
        }
        return chosen;
    }

    /** The rows in which something is filled in. */
    List<Row> rows(String name) {
        Ask ask = ask(name);
        List<Row> rows = new ArrayList<>();
        int filled = rowsFilled(ask);
        if (filled > MAX_ROWS) {
            input.refuse(name, "不能超过%d行".formatted(MAX_ROWS));
            return rows;
        }
        for (int i = 0; i < filled; i++) {
            Row row = new Row(ask, i);
            if (!row.isBlank()) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** One row, its cells named {@code receipts[0].date} in messages. */
    final class Row {
        private final Ask rows;
        private final int index;

        Row(Ask rows, int index) {
            this.rows = rows;
            this.index = index;
        }

        private boolean isBlank() {
            return rows.columns().stream()
                    .allMatch(c -> c.kind() == Ask.Kind.CHOICE || raw(c.name()).isBlank());
        }

        private String raw(String column) {
            return Filled.this.raw(rows.name() + "." + column, index);
        }

        String field(String column) {
            return "%s[%d].%s".formatted(rows.name(), index, column);
        }

        private Ask column(String name) {
            return rows.columns().stream()
                    .filter(c -> c.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        Money money(String column) {
            return Filled.this.read(column(column), field(column), raw(column), Filled::asMoney, Money.ZERO);
        }

        LocalDate day(String column) {
            return Filled.this.read(column(column), field(column), raw(column), Filled::asDay, LocalDate.EPOCH);
        }

        String text(String column) {
            return Filled.this.read(column(column), field(column), raw(column), Function.identity(), "—");
        }

        int rank(String column) {
            return Filled.this.read(column(column), field(column), raw(column), Filled::asRank, 0);
        }

        String choice(String column) {
            return Filled.this.choice(column(column), field(column), raw(column));
        }
    }

    void refuse(String field, String message) {
        input.refuse(field, message);
    }

    /** @see Input#span */
    void span(String field, LocalDate from, LocalDate until) {
        input.span(field, from, until);
    }

    /** Nothing is computed from a form with an error. */
    void check() {
        input.check();
    }

    <T> T on(String field, Supplier<T> rule) {
        check();
        return Input.on(field, rule);
    }

    private <T> T read(Ask ask, String field, String text, Function<String, T> reader, T standIn) {
        if (text.isBlank()) {
            if (ask.required()) {
                input.refuse(field, "请填写" + bare(ask.label()));
            }
            return standIn;
        }
        if (text.length() > MAX_LENGTH) {
            input.refuse(field, "%s不能超过%d个字".formatted(bare(ask.label()), MAX_LENGTH));
            return standIn;
        }
        return input.read(field, text, reader, standIn);
    }

    private Ask ask(String name) {
        return asks.stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();
    }

    /** The label without its unit, for a sentence. */
    static String bare(String label) {
        return label.replaceFirst("（[^）]*）$", "");
    }

    private static Money asMoney(String text) {
        return Money.parse(plain(text).replaceFirst("元$", ""));
    }

    private static LocalDate asDay(String text) {
        Matcher m = DAY.matcher(plain(text));
        return Input.day(
                m.matches()
                        ? "%s-%02d-%02d"
                                .formatted(m.group(1), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)))
                        : text);
    }

    private static int asRank(String text) {
        if (!plain(text).matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException("应为从1起的整数");
        }
        return Integer.parseInt(plain(text));
    }

    /** What a Chinese keyboard writes in full width, in half width. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }
}
