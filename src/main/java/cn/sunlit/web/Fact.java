package cn.sunlit.web;

import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One line of a definition list, see {@code Facts.jte}. A missing value is shown as a dash. */
public record Fact(String label, String value) {

    public static Fact of(String label, @Nullable Object value) {
        return new Fact(
                label,
                switch (value) {
                    case Money money -> Show.money(money);
                    case LocalDate day -> Show.date(day);
                    case null, default -> Show.text(value);
                });
    }
}
