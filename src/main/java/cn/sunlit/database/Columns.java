package cn.sunlit.database;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows turned into columns, as {@code unnest} takes them: many rows in one statement whose text never changes. */
public final class Columns {

    private Columns() {}

    /** One column as text, to be cast by the statement. */
    public static <R> @Nullable String[] of(List<R> rows, Function<R, @Nullable Object> column) {
        @Nullable String[] texts = new String[rows.size()];
        for (int i = 0; i < texts.length; i++) {
            Object value = column.apply(rows.get(i));
            texts[i] = value == null ? null : value.toString();
        }
        return texts;
    }
}
