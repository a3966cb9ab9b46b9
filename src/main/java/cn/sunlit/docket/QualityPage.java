package cn.sunlit.docket;

import cn.sunlit.docket.Quality.Board;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.web.Screen;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data-quality board: {@code /quality}, and with the rows behind one figure {@code /quality/rows}.
 *
 * @param kind of which rows are shown, null on the board itself
 * @param more where further rows are, null when these are all
 */
record QualityPage(
        Board board,
        @Nullable Mark kind,
        List<Row> rows,
        @Nullable String more) implements Screen {

    /** @param number null where the case is gone from sight */
    record Row(MarkStore.Row mark, @Nullable CaseNumber number) {}

    static List<Mark> kinds() {
        return List.of(Mark.values());
    }

    static String rowsPath(CourtCode court, Mark kind, @Nullable String officer, LocalDate from, LocalDate to) {
        return "/quality/rows?court=%s&kind=%s&officer=%s&from=%s&to=%s"
                .formatted(
                        URLEncoder.encode(court.value(), StandardCharsets.UTF_8),
                        kind,
                        officer == null ? "" : URLEncoder.encode(officer, StandardCharsets.UTF_8),
                        from,
                        to);
    }

    String rowsPath(Quality.Line line, Mark of) {
        return rowsPath(line.court(), of, line.officer(), board.from(), board.to());
    }

    @Override
    public String title() {
        return "数据质量";
    }
}
