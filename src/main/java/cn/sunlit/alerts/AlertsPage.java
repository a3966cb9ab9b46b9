package cn.sunlit.alerts;

import cn.sunlit.docket.Alert;
import cn.sunlit.identity.Team;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that stand.
 *
 * @param latest the last day until which an explanation may ask for patience
 * @param more whether there is a next page
 * @param refused the alert whose explanation was just refused, with what was written, or null
 */
record AlertsPage(
        Alerts.Search search,
        List<Alerts.Scope> scopes,
        List<Team> teams,
        Map<String, String> officers,
        Map<String, String> stages,
        Map<String, String> below,
        DigestStore.@Nullable Note note,
        boolean bySms,
        LocalDate today,
        LocalDate latest,
        List<ConcernView> concerns,
        List<Standing> standing,
        int number,
        boolean more,
        @Nullable Refused refused)
        implements Screen {

    /**
     * What was written in a form that is shown again.
     *
     * @param ofConcern whether {@code id} is a concern's and not an alert's
     */
    record Refused(boolean ofConcern, long id, String kind, String text, String until, FormErrors errors) {}

    @Override
    public String title() {
        return "预警";
    }

    @Override
    public int httpStatus() {
        return refused == null ? 200 : 422;
    }

    /** What was written for this one, if that was refused. */
    @Nullable
    Refused refused(boolean ofConcern, long id) {
        return refused != null && refused.ofConcern() == ofConcern && refused.id() == id ? refused : null;
    }

    boolean isFiltered() {
        return search.level() != null
                || search.team() != null
                || search.officer() != null
                || search.stage() != null
                || search.court() != null;
    }

    String link() {
        return "/alerts?" + query(search) + "&page=";
    }

    static String query(Alerts.Search search) {
        return "scope=" + search.scope()
                + part("level", search.level())
                + part("team", search.team())
                + part("officer", search.officer())
                + part("stage", search.stage())
                + part("court", search.court());
    }

    private static String part(String name, @Nullable Object value) {
        return value == null ? "" : "&" + name + "=" + Show.segment(value.toString());
    }

    /** The lamps that one may filter by. */
    static List<Alert> lamps() {
        return List.of(Alert.OVERDUE, Alert.RED, Alert.YELLOW);
    }
}
