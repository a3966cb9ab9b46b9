package cn.sunlit.desk;

import cn.sunlit.docket.Alert;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The day of whoever signs in: an officer's own cases, or the whole court for those who lead it.
 *
 * @param wholeCourt whether the figures are the court's
 * @param late what is past its last day, the oldest first
 * @param today what must be done today
 * @param week what must be done in the seven days after
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
        List<Line> late,
        List<Line> today,
        List<Line> week,
        List<DeskStore.Arrival> arrivals,
        List<DeskStore.Awaiting> awaiting,
        String casesLink,
        @Nullable String progress)
        implements Screen {

    @Override
    public String title() {
        return "今日";
    }

    /** One thing to do. @param path to the page where it is done */
    record Line(
            String number,
            String caption,
            String code,
            String name,
            LocalDate dueOn,
            Alert alert,
            String authority,
            String path) {}
}
