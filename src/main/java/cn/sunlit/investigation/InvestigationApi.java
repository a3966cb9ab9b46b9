package cn.sunlit.investigation;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Clues and reports for machines. */
@Tag(name = "财产调查")
@RestController
class InvestigationApi {

    private final Clues clues;
    private final PropertyReports reports;
    private final Cases cases;

    InvestigationApi(Clues clues, PropertyReports reports, Cases cases) {
        this.clues = clues;
        this.reports = reports;
        this.cases = cases;
    }

    @Operation(summary = "财产线索", description = "本案收到的财产线索及其核查结果。")
    @GetMapping("/api/cases/{number}/clues")
    List<ClueView> all(Actor by, @PathVariable CaseNumber number) {
        return clues.ofCase(open(by, number));
    }

    @Operation(summary = "登记财产线索", description = "应在七日内核查，紧急的三日内；不明确、不具体的不收。")
    @PostMapping("/api/cases/{number}/clues")
    @ResponseStatus(HttpStatus.CREATED)
    ClueView enter(Actor by, @PathVariable CaseNumber number, @RequestBody ClueDraft draft) {
        return view(by, number, clues.enter(by, number, draft));
    }

    @Operation(summary = "核查财产线索", description = "结果告知提供人；属实的登记为财产并重新查询。")
    @PostMapping("/api/cases/{number}/clues/{id}/result")
    ClueView conclude(
            Actor by, @PathVariable CaseNumber number, @PathVariable long id, @RequestBody ClueResult result) {
        clues.conclude(by, number, id, result);
        return view(by, number, id);
    }

    @Operation(summary = "财产报告", description = "各被执行人报告财产的期限、报告内容和是否违反报告义务。")
    @GetMapping("/api/cases/{number}/reports")
    List<ReportStanding> reports(Actor by, @PathVariable CaseNumber number) {
        return reports.ofCase(open(by, number));
    }

    @Operation(summary = "核查财产报告", description = "与查询结果核对，写明依据。")
    @PostMapping("/api/cases/{number}/reports/{id}/verdict")
    List<ReportStanding> verify(
            Actor by, @PathVariable CaseNumber number, @PathVariable long id, @RequestBody Verdict verdict) {
        reports.verify(by, number, id, verdict.truthful(), verdict.facts());
        return reports(by, number);
    }

    @Operation(summary = "决定是否延长报告期限", description = "不填日期为不准许。")
    @PostMapping("/api/cases/{number}/respondents/{party}/report-extension")
    List<ReportStanding> extend(
            Actor by, @PathVariable CaseNumber number, @PathVariable long party, @RequestBody Extension extension) {
        reports.decideExtension(by, number, party, extension.until());
        return reports(by, number);
    }

    @Operation(summary = "因违反财产报告制度提请纳入失信名单", description = "没有违反情形的以 409 说明。")
    @PostMapping("/api/cases/{number}/respondents/{party}/report-listing")
    @ResponseStatus(HttpStatus.CREATED)
    Proposed propose(Actor by, @PathVariable CaseNumber number, @PathVariable long party) {
        return new Proposed(reports.proposeListing(by, number, party));
    }

    /** What verifying a report has shown. */
    @Schema(name = "ReportVerdict", example = "{\"truthful\":false,\"facts\":\"未报告在某银行的存款80000元\"}")
    record Verdict(@Nullable Boolean truthful, @Nullable String facts) {}

    /** Until when more time is given. */
    @Schema(name = "ReportExtension", example = "{\"until\":\"2026-05-01\"}")
    record Extension(@Nullable LocalDate until) {}

    /** The sanction that was proposed. */
    @Schema(name = "ListingProposed")
    record Proposed(long sanction) {}

    private CaseFile open(Actor by, CaseNumber number) {
        return cases.open(by, UseCase.READ_CLUES, number);
    }

    private ClueView view(Actor by, CaseNumber number, long id) {
        return all(by, number).stream().filter(c -> c.id() == id).findFirst().orElseThrow();
    }
}
