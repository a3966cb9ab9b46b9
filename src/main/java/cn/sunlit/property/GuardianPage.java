package cn.sunlit.property;

import cn.sunlit.kernel.Money;
import cn.sunlit.property.GuardianRules.Colour;
import cn.sunlit.property.GuardianStore.Count;
import cn.sunlit.property.GuardianStore.Sort;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The guardian's page: {@code /guardian}.
 *
 * @param asked the filters as they stand in the address
 * @param courts below, when they are looked at
 * @param mayOrder whether the reader may confirm renewals
 * @param mayRead whether the reader may see the documents that are ready to go out
 * @param maySet whether the reader may set lead times
 */
record GuardianPage(
        Guardian.Found found,
        Map<String, String> asked,
        List<Guardian.Scope> scopes,
        Map<String, String> institutions,
        Map<String, String> officers,
        Map<String, String> courts,
        boolean mayOrder,
        boolean mayRead,
        boolean maySet)
        implements Screen {

    static final String PATH = "/guardian";

    @Override
    public String title() {
        return "查封守护";
    }

    String value(String field) {
        return asked.getOrDefault(field, "");
    }

    boolean is(Colour colour) {
        return value("colour").equals(colour.name());
    }

    boolean byValue() {
        return value("sort").equals(Sort.VALUE.name());
    }

    /** The same list with one filter set otherwise, from its beginning. */
    String with(String field, @Nullable String value) {
        Map<String, String> all = new LinkedHashMap<>(asked);
        all.remove("after");
        all.remove(field);
        if (field.equals("scope")) {
            all.remove("officer");
            all.remove("court");
        }
        if (value != null && !value.isEmpty()) {
            all.put(field, value);
        }
        return PATH + query(all);
    }

    String file(String format) {
        Map<String, String> all = new LinkedHashMap<>(asked);
        all.remove("after");
        return PATH + "." + format + query(all);
    }

    boolean isFiltered() {
        return asked.keySet().stream().anyMatch(List.of("kind", "institution", "officer", "court", "least")::contains);
    }

    private Count of(Colour colour) {
        return Objects.requireNonNull(found.counts().get(colour));
    }

    /** 9999+ where counting ended. */
    String counted(Colour colour) {
        long n = of(colour).measures();
        return n >= GuardianStore.MOST_COUNTED ? "%d+".formatted(GuardianStore.MOST_COUNTED - 1) : String.valueOf(n);
    }

    Money worth(Colour colour) {
        return of(colour).value();
    }

    /** 还有3天, 已过2天. */
    static String left(GuardianLine line) {
        long days = line.daysLeft();
        return days == 0 ? "今天到期" : days > 0 ? "还有%d天".formatted(days) : "已过%d天".formatted(-days);
    }

    static String tone(Colour colour) {
        return switch (colour) {
            case CALM -> "none";
            case YELLOW -> "yellow";
            case RED -> "red";
            case LOST -> "overdue";
        };
    }

    /** What an empty list means. */
    String empty() {
        return is(Colour.RED) ? "没有来不及办的：无人处理也不会丢失首封" : is(Colour.LOST) ? "近一年没有丢失" : "没有这样的控制措施";
    }

    private static String query(Map<String, String> all) {
        return all.isEmpty()
                ? ""
                : all.entrySet().stream()
                        .map(e -> e.getKey() + "=" + Show.segment(e.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
