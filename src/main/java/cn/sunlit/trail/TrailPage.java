package cn.sunlit.trail;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Control totals by court and day: where the auditor's trail begins.
 *
 * @param court the one asked for, null for one's own and those below
 * @param trouble what is wrong with the days asked for
 */
public record TrailPage(
        LocalDate from,
        LocalDate to,
        @Nullable CourtCode court,
        List<TrailStore.DayTotal> days,
        Function<CourtCode, String> names,
        @Nullable String trouble)
        implements Screen {

    String query() {
        return "from=" + from + "&to=" + to + (court == null ? "" : "&court=" + TrailLinks.encoded(court));
    }

    @Override
    public String title() {
        return "案款审计线索";
    }

    @Override
    public int httpStatus() {
        return trouble == null ? 200 : 422;
    }
}
