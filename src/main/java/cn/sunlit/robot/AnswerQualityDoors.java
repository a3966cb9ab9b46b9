package cn.sunlit.robot;

import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.web.Download;
import cn.sunlit.web.NavItem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The quality of answers, for people and for programs. */
@Tag(name = "财产查询")
@Controller
class AnswerQualityDoors {

    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final AnswerQuality quality;
    private final Courts courts;

    AnswerQualityDoors(AnswerQuality quality, Courts courts) {
        this.quality = quality;
        this.courts = courts;
    }

    @GetMapping("/answer-quality")
    AnswerQualityPage page(
            Actor by,
            @RequestParam(required = false) @Nullable CourtCode court,
            @RequestParam(required = false) @Nullable LocalDate month) {
        return new AnswerQualityPage(quality.board(by, of(by, court), month), null, null, List.of(), null);
    }

    private static CourtCode of(Actor by, @Nullable CourtCode court) {
        return court == null ? by.court() : court;
    }

    /** The requests behind one figure. */
    @GetMapping("/answer-quality/rows")
    AnswerQualityPage rows(
            Actor by,
            @RequestParam(required = false) @Nullable CourtCode court,
            @RequestParam(required = false) @Nullable LocalDate month,
            @RequestParam(defaultValue = "") String institution,
            @RequestParam(defaultValue = "LATE") Fault fault,
            @RequestParam(defaultValue = "9223372036854775807") long below) {
        AnswerQuality.Board board = quality.board(by, of(by, court), month);
        List<QualityStore.Row> rows = quality.rows(by, board.court(), board.month(), institution, fault, below);
        String name = board.lines().stream()
                .filter(l -> l.institution().equals(institution))
                .map(Figures::name)
                .findFirst()
                .orElse("该单位");
        String more = rows.size() < AnswerQuality.ON_A_PAGE
                ? null
                : AnswerQualityPage.rowsPath(board, institution, fault) + "&below="
                        + rows.getLast().id();
        return new AnswerQualityPage(board, fault, name, rows, more);
    }

    @GetMapping("/answer-quality/report")
    QualityReportPage report(
            Actor by,
            @RequestParam(required = false) @Nullable CourtCode court,
            @RequestParam(required = false) @Nullable LocalDate month) {
        AnswerQuality.Report report = quality.report(by, of(by, court), month);
        return new QualityReportPage(report, courts.nameOf(report.court()));
    }

    @GetMapping("/answer-quality/report.csv")
    ResponseEntity<byte[]> csv(
            Actor by,
            @RequestParam(required = false) @Nullable CourtCode court,
            @RequestParam(required = false) @Nullable LocalDate month) {
        AnswerQuality.Report report = quality.report(by, of(by, court), month);
        return Download.kept(name(report) + ".csv", Download.CSV, QualityReportFile.csv(report.lines()));
    }

    @GetMapping("/answer-quality/report.xlsx")
    ResponseEntity<byte[]> xlsx(
            Actor by,
            @RequestParam(required = false) @Nullable CourtCode court,
            @RequestParam(required = false) @Nullable LocalDate month) {
        AnswerQuality.Report report = quality.report(by, of(by, court), month);
        return Download.kept(name(report) + ".xlsx", XLSX, QualityReportFile.xlsx(report.lines()));
    }

    private static String name(AnswerQuality.Report report) {
        return "answer-quality-" + report.made().month().toString().substring(0, 7);
    }

    /** The figures of a month by institution. */
    record Answer(CourtCode court, LocalDate month, List<Figures> institutions) {}

    @Operation(summary = "查询质量", description = "各协助单位对某月所发查询的反馈情况；month 为该月任一日，不填为本月。")
    @GetMapping("/api/answer-quality")
    @ResponseBody
    Answer api(
            Actor by,
            @RequestParam(required = false) @Nullable CourtCode court,
            @RequestParam(required = false) @Nullable LocalDate month) {
        AnswerQuality.Board board = quality.board(by, of(by, court), month);
        return new Answer(board.court(), board.month(), board.lines());
    }

    /** Where the board hangs. */
    @Configuration
    static class Places {
        @Bean
        NavItem answerQualityEntry() {
            return new NavItem("查询质量", "/answer-quality", 42, UseCase.READ_INQUIRIES.name(), "评");
        }
    }
}
