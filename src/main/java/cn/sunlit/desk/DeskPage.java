package cn.sunlit.desk;

import cn.sunlit.alerts.Alerts;
import cn.sunlit.docket.Alert;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The day of whoever signs in: an officer's own cases, or the whole court for those who lead it.
 *
 * @param wholeCourt whether the figures are the court's
 * @param late what is past its last day, by kind, that with the oldest first
 * @param today what must be done today
 * @param week what must be done in the seven days after
 * @param awaiting what waits for approval: all of the court for those who approve, an officer's own proposals otherwise
 * @param suspense receipts that wait for a case, for those who handle money
 * @param concerns matters that are no node's, null for who reads no alerts
 * @param progress how far the demonstration court is loaded, or null
 */
record DeskPage(
        String name,
        LocalDate day,
        boolean wholeCourt,
        long open,
        long suspended,
        long terminated,
        long closed,
        List<Kind> late,
        List<Kind> today,
        List<Kind> week,
        List<News> arrivals,
        List<DeskStore.Awaiting> awaiting,
        boolean approver,
        DeskStore.@Nullable InSuspense suspense,
        Alerts.@Nullable Open concerns,
        String casesLink,
        @Nullable String progress)
        implements Screen {

    /** For who has nothing to do with cases. */
    static DeskPage withoutCases(String name, LocalDate day) {
        return new DeskPage(
                name, day, true, 0, 0, 0, 0, List.of(), List.of(), List.of(), List.of(), List.of(), false, null, null,
                "/cases", null);
    }

    @Override
    public String title() {
        return "今日";
    }

    /**
     * The same news of several cases.
     *
     * @param arrivals the newest first, at least one
     */
    record News(List<DeskStore.Arrival> arrivals) {
        DeskStore.Arrival newest() {
            return arrivals.getFirst();
        }
    }

    /** How many things to do there are in these kinds. */
    static int count(List<Kind> kinds) {
        return kinds.stream().mapToInt(kind -> kind.lines().size()).sum();
    }

    /**
     * The things to do that are alike: one step, in one case or in fifty. A day of 500 cases reads as a dozen kinds.
     *
     * @param lines the nearest day first, at least one
     */
    record Kind(List<Line> lines) {

        Line first() {
            return lines.getFirst();
        }

        /** The worst colour among them. */
        Alert alert() {
            return lines.stream()
                    .map(Line::alert)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    /**
     * One thing to do.
     *
     * @param path to the page where it is done
     * @param times how many of the same kind in the case
     */
    record Line(
            String number,
            String caption,
            String code,
            String name,
            LocalDate dueOn,
            Alert alert,
            String authority,
            String path,
            int times) {

        Line again() {
            return new Line(number, caption, code, name, dueOn, alert, authority, path, times + 1);
        }
    }
}
