package cn.sunlit.docket;

import cn.sunlit.docket.Quality.Board;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.web.NavItem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The data-quality board and the rows behind its figures. */
@Tag(name = "清单与节点")
@Controller
class QualityDoors {

    private final Quality quality;
    private final ObjectProvider<CaseLookup> cases;
    private final Clock clock;

    QualityDoors(Quality quality, ObjectProvider<CaseLookup> cases, Clock clock) {
        this.quality = quality;
        this.cases = cases;
        this.clock = clock;
    }

    /** The board for programs. */
    record Answer(CourtCode court, LocalDate from, LocalDate to, List<Figures> teams, List<Figures> officers) {}

    /** @param marks how many of each kind: LATE_ENTRY, BEFORE_CAUSE, SAME_DOCUMENT, BURST */
    record Figures(CourtCode court, @Nullable String officer, String name, Map<Mark, Long> marks) {}

    @Operation(summary = "数据质量", description = "按团队、承办人统计补录、倒置、一证多用、集中登记的节点数；不填期间为今年以来，按月统计。")
    @GetMapping("/api/quality")
    @ResponseBody
    Answer api(
            Actor by,
            @RequestParam(required = false) @Nullable CourtCode court,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        CourtCode asked = court == null ? by.court() : court;
        Board board = board(by, asked, from, to);
        return new Answer(asked, board.from(), board.to(), figures(board.teams()), figures(board.officers()));
    }

    private static List<Figures> figures(List<Quality.Line> lines) {
        return lines.stream()
                .map(l -> new Figures(l.court(), l.officer(), l.name(), l.marks()))
                .toList();
    }

    @GetMapping("/quality")
    QualityPage page(
            Actor by,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        return new QualityPage(board(by, by.court(), from, to), null, List.of(), null);
    }

    /** The rows behind one figure. */
    @GetMapping("/quality/rows")
    QualityPage rows(
            Actor by,
            @RequestParam CourtCode court,
            @RequestParam Mark kind,
            @RequestParam(defaultValue = "") String officer,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "9223372036854775807") long below) {
        Board board = board(by, court, from, to);
        List<MarkStore.Row> rows = quality.rows(by, court, kind, officer, board.from(), board.to(), below);
        Map<Long, CaseNumber> numbers = cases.getObject()
                .numbers(rows.stream().map(MarkStore.Row::caseId).distinct().toList());
        String more = rows.size() < Quality.ON_A_PAGE
                ? null
                : QualityPage.rowsPath(court, kind, officer, board.from(), board.to()) + "&below="
                        + rows.getLast().id();
        return new QualityPage(
                board,
                kind,
                rows.stream()
                        .map(r -> new QualityPage.Row(r, numbers.get(r.caseId())))
                        .toList(),
                more);
    }

    private Board board(Actor by, CourtCode court, @Nullable LocalDate from, @Nullable LocalDate to) {
        LocalDate today = LocalDate.now(clock);
        return quality.board(by, court, from == null ? today.withDayOfYear(1) : from, to == null ? today : to);
    }

    /** Where the board hangs. */
    @Configuration
    static class Places {
        @Bean
        NavItem qualityEntry() {
            return new NavItem("数据质量", "/quality", 65, UseCase.READ_QUALITY.name(), "质");
        }
    }
}
