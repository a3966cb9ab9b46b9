package cn.sunlit.investigation;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.property.Property;
import cn.sunlit.web.CaseTab;
import cn.sunlit.web.Posted;
import cn.sunlit.web.Show;
import cn.sunlit.web.Typed;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The court's page of clues and reports. */
@Controller
class InvestigationPages {

    private final Clues clues;
    private final PropertyReports reports;
    private final Property property;
    private final AssetKinds kinds;
    private final Cases cases;
    private final CaseHeading heading;
    private final Access access;

    InvestigationPages(
            Clues clues,
            PropertyReports reports,
            Property property,
            AssetKinds kinds,
            Cases cases,
            CaseHeading heading,
            Access access) {
        this.clues = clues;
        this.reports = reports;
        this.property = property;
        this.kinds = kinds;
        this.cases = cases;
        this.heading = heading;
        this.access = access;
    }

    @GetMapping("/cases/{number}/investigation")
    InvestigationPage show(Actor by, @PathVariable CaseNumber number) {
        return page(by, number, List.of(), Map.of());
    }

    @PostMapping("/cases/{number}/investigation/clues")
    Object enter(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, after, "已登记线索", form, () -> clues.enter(by, number, clue(new Typed(form))));
    }

    @PostMapping("/cases/{number}/investigation/clues/{id}/result")
    Object conclude(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(
                by,
                number,
                after,
                "已登记核查结果并告知提供人",
                Map.of(),
                () -> clues.conclude(by, number, id, result(new Typed(form))));
    }

    @PostMapping("/cases/{number}/investigation/reports/{id}/verdict")
    Object verify(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Boolean truthful,
            @RequestParam(defaultValue = "") String facts,
            RedirectAttributes after) {
        return act(by, number, after, "已登记核查结果", Map.of(), () -> reports.verify(by, number, id, truthful, facts));
    }

    @PostMapping("/cases/{number}/investigation/respondents/{party}/extension")
    Object extend(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long party,
            @RequestParam(defaultValue = "") String until,
            RedirectAttributes after) {
        return act(
                by,
                number,
                after,
                "已决定",
                Map.of(),
                () -> reports.decideExtension(by, number, party, PlainDay.optional("until", until)));
    }

    @PostMapping("/cases/{number}/investigation/respondents/{party}/listing")
    Object propose(Actor by, @PathVariable CaseNumber number, @PathVariable long party, RedirectAttributes after) {
        return act(by, number, after, "已提请纳入失信名单，等待审批", Map.of(), () -> reports.proposeListing(by, number, party));
    }

    static ClueDraft clue(Typed form) {
        return new ClueDraft(
                form.key("about"),
                form.text("kind"),
                form.text("place"),
                form.text("key"),
                form.text("words"),
                form.key("giver"),
                form.text("urgentBecause"));
    }

    private static ClueResult result(Typed form) {
        return new ClueResult(
                form.one("result", ClueResult.Result.class),
                form.text("findings"),
                form.text("evidence"),
                form.text("key"),
                form.text("title"),
                form.money("value"));
    }

    private Object act(
            Actor by,
            CaseNumber number,
            RedirectAttributes after,
            String notice,
            Map<String, String> typed,
            Runnable done) {
        return Posted.act(
                after,
                Show.casePath(number, "/investigation"),
                notice,
                done,
                e -> page(by, number, e.sentences(), typed));
    }

    private InvestigationPage page(Actor by, CaseNumber number, List<String> refusals, Map<String, String> typed) {
        CaseFile file = cases.open(by, UseCase.READ_CLUES, number);
        return new InvestigationPage(
                heading.of(file),
                clues.ofCase(file),
                reports.ofCase(file),
                property.ofCase(file.id()),
                file.applicants(),
                file.respondents(),
                kinds.all(),
                access.may(by, UseCase.VERIFY_CLUE, file.court()) && file.isRunning(),
                access.may(by, UseCase.PROPOSE_SANCTION, file.court()) && file.isRunning(),
                refusals,
                typed);
    }

    /** Where the page hangs. */
    @Configuration
    static class Places {
        @Bean
        CaseTab investigationTab() {
            return new CaseTab("财产调查", "/investigation", 45);
        }
    }
}
