package cn.sunlit.desk;

import cn.sunlit.docket.Alert;
import cn.sunlit.identity.Team;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * List three across cases: {@code /lists/three}.
 *
 * @param asked the filters as they stand in the address
 * @param mayComplete whether the reader may complete nodes
 * @param mayExplain whether the reader may explain alerts
 */
record ListThreePage(
        ListThree.Found found,
        Map<String, String> asked,
        Map<String, String> stages,
        Map<String, String> officers,
        List<Team> teams,
        LocalDate today,
        boolean mayComplete,
        boolean mayExplain)
        implements Screen {

    static final String PATH = "/lists/three";

    @Override
    public String title() {
        return "流程管理清单";
    }

    String value(String field) {
        return asked.getOrDefault(field, "");
    }

    /** The same list with one filter set otherwise, from its beginning. */
    String with(String field, @Nullable String value) {
        Map<String, String> all = new LinkedHashMap<>(asked);
        all.remove("after");
        all.remove(field);
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
        return asked.keySet().stream().anyMatch(k -> !k.equals("scope") && !k.equals("after"));
    }

    /** 9999+ where counting ended. */
    static String counted(long n) {
        return n >= ListThreeStore.MOST_COUNTED ? "%d+".formatted(ListThreeStore.MOST_COUNTED - 1) : String.valueOf(n);
    }

    /** 还有3天, 已过2天. */
    String left(ListThree.Line line) {
        if (line.dueOn() == null) {
            return "";
        }
        long days = java.time.temporal.ChronoUnit.DAYS.between(today, line.dueOn());
        return days == 0 ? "今天到期" : days > 0 ? "还有%d天".formatted(days) : "已过%d天".formatted(-days);
    }

    static List<Alert> colours() {
        return List.of(Alert.OVERDUE, Alert.RED, Alert.YELLOW, Alert.NONE);
    }

    private static String query(Map<String, String> all) {
        return all.isEmpty()
                ? ""
                : all.entrySet().stream()
                        .map(e -> e.getKey() + "=" + Show.segment(e.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
