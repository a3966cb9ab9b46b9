package cn.sunlit.sanctions;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.web.CaseTab;
import cn.sunlit.web.Posted;
import cn.sunlit.web.Show;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a case's sanctions and the acts on it. */
@Controller
class SanctionsPages {

    private final Sanctions sanctions;
    private final Cases cases;
    private final CaseHeading heading;
    private final Access access;

    SanctionsPages(Sanctions sanctions, Cases cases, Access access, CaseHeading heading) {
        this.heading = heading;
        this.sanctions = sanctions;
        this.cases = cases;
        this.access = access;
    }

    @GetMapping("/cases/{number}/sanctions")
    SanctionsPage show(Actor by, @PathVariable CaseNumber number) {
        return page(by, number, List.of(), SanctionsPage.Typed.NOTHING);
    }

    @PostMapping("/cases/{number}/sanctions")
    Object propose(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam long respondent,
            @RequestParam Ground ground,
            @RequestParam(defaultValue = "") String facts,
            RedirectAttributes after) {
        return act(
                by,
                number,
                after,
                "已提请审批，等待院长或者局长决定",
                new SanctionsPage.Typed(String.valueOf(respondent), ground.name(), facts),
                () -> sanctions.propose(by, number, new SanctionDraft(ground.kind(), respondent, ground, facts)));
    }

    @PostMapping("/cases/{number}/sanctions/{id}/approve")
    Object approve(Actor by, @PathVariable CaseNumber number, @PathVariable long id, RedirectAttributes after) {
        return act(by, number, after, "已批准并制发文书", () -> sanctions.approve(by, number, id));
    }

    @PostMapping("/cases/{number}/sanctions/{id}/refuse")
    Object refuse(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes after) {
        return act(by, number, after, "已记录不予批准", () -> sanctions.refuse(by, number, id, because));
    }

    @PostMapping("/cases/{number}/sanctions/{id}/withdraw")
    Object withdraw(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes after) {
        return act(by, number, after, "已解除（删除）并制发文书", () -> sanctions.withdraw(by, number, id, because));
    }

    private Object act(Actor by, CaseNumber number, RedirectAttributes after, String notice, Runnable done) {
        return act(by, number, after, notice, SanctionsPage.Typed.NOTHING, done);
    }

    private Object act(
            Actor by,
            CaseNumber number,
            RedirectAttributes after,
            String notice,
            SanctionsPage.Typed typed,
            Runnable done) {
        return Posted.act(
                after, Show.casePath(number, "/sanctions"), notice, done, e -> page(by, number, e.sentences(), typed));
    }

    private SanctionsPage page(Actor by, CaseNumber number, List<String> refusals, SanctionsPage.Typed typed) {
        CaseFile file = cases.open(by, UseCase.READ_SANCTIONS, number);
        return new SanctionsPage(
                heading.of(file),
                sanctions.ofCase(file.id()),
                file.respondents(),
                access.may(by, UseCase.PROPOSE_SANCTION, file.court()) && file.isRunning(),
                access.may(by, UseCase.APPROVE_SANCTION, file.court()),
                refusals,
                typed);
    }

    /** Where the page hangs. */
    @Configuration
    static class Places {
        @Bean
        CaseTab sanctionsTab() {
            return new CaseTab("惩戒", "/sanctions", 60);
        }
    }
}
