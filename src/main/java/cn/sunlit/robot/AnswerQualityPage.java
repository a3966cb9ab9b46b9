package cn.sunlit.robot;

import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How well institutions answer: {@code /answer-quality}, and with the requests behind one figure {@code /answer-quality/rows}.
 *
 * @param fault of which requests are shown, null on the board itself
 * @param institution the name of the one whose requests are shown
 * @param more where further requests are, null when these are all
 */
record AnswerQualityPage(
        AnswerQuality.Board board,
        @Nullable Fault fault,
        @Nullable String institution,
        List<QualityStore.Row> rows,
        @Nullable String more)
        implements Screen {

    @Override
    public String title() {
        return "查询质量";
    }

    static List<Fault> faults() {
        return List.of(Fault.values());
    }

    String month() {
        return board.month().toString().substring(0, 7);
    }

    String earlier() {
        return path(board.month().minusMonths(1));
    }

    String later() {
        return path(board.month().plusMonths(1));
    }

    String back() {
        return path(board.month());
    }

    private String path(LocalDate month) {
        return "/answer-quality?court=%s&month=%s"
                .formatted(Show.segment(board.court().value()), month);
    }

    String rowsPath(Figures line, Fault of) {
        return rowsPath(board, line.institution(), of);
    }

    static String rowsPath(AnswerQuality.Board board, String institution, Fault of) {
        return "/answer-quality/rows?court=%s&month=%s&institution=%s&fault=%s"
                .formatted(Show.segment(board.court().value()), board.month(), institution, of);
    }

    String reportPath(QualityStore.Made made) {
        return "/answer-quality/report?court=%s&month=%s"
                .formatted(Show.segment(board.court().value()), made.month());
    }

    long sum(ToLongFunction<Figures> of) {
        return board.lines().stream().mapToLong(of).sum();
    }

    String inTime() {
        return Show.percent(sum(Figures::inTime), sum(Figures::total));
    }
}
