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
import cn.sunlit.web.Typed;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a case's fines and detention and the acts on it. */
@Controller
class PenaltiesPages {

    private final PenaltyDesk desk;
    private final Custody custody;
    private final Cases cases;
    private final CaseHeading heading;
    private final Access access;

    PenaltiesPages(PenaltyDesk desk, Custody custody, Cases cases, CaseHeading heading, Access access) {
        this.desk = desk;
        this.custody = custody;
        this.cases = cases;
        this.heading = heading;
        this.access = access;
    }

    @GetMapping("/cases/{number}/penalties")
    PenaltiesPage show(Actor by, @PathVariable CaseNumber number) {
        return page(by, number, List.of(), Map.of());
    }

    @PostMapping("/cases/{number}/penalties")
    Object propose(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, after, "已提请院长批准", form, () -> desk.propose(by, number, draft(new Typed(form))));
    }

    @PostMapping("/cases/{number}/penalties/{id}/approve")
    Object approve(Actor by, @PathVariable CaseNumber number, @PathVariable long id, RedirectAttributes after) {
        return act(by, number, after, "已批准并制发决定书", Map.of(), () -> desk.approve(by, number, id));
    }

    @PostMapping("/cases/{number}/penalties/{id}/refuse")
    Object refuse(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes after) {
        return act(by, number, after, "已记录不予批准", Map.of(), () -> desk.refuse(by, number, id, because));
    }

    @PostMapping("/cases/{number}/penalties/{id}/steps")
    Object step(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, after, "已登记", Map.of(), () -> custody.step(by, number, id, step(new Typed(form))));
    }

    @PostMapping("/cases/{number}/penalties/{id}/release/approve")
    Object approveRelease(Actor by, @PathVariable CaseNumber number, @PathVariable long id, RedirectAttributes after) {
        return act(by, number, after, "已批准提前解除并制发决定书", Map.of(), () -> desk.approveRelease(by, number, id));
    }

    @PostMapping("/cases/{number}/penalties/{id}/release/refuse")
    Object refuseRelease(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes after) {
        return act(by, number, after, "已记录不予提前解除", Map.of(), () -> desk.refuseRelease(by, number, id, because));
    }

    private static PenaltyDraft draft(Typed form) {
        return new PenaltyDraft(
                form.key("respondent"),
                form.one("capacity", Capacity.class),
                form.text("person"),
                form.one("ground", Misconduct.class),
                form.day("actedOn"),
                form.text("facts"),
                form.money("fine"),
                form.whole("days"),
                form.moment("takenAt"));
    }

    private static PenaltyStep step(Typed form) {
        return new PenaltyStep(
                form.one("step", PenaltyStep.Step.class),
                form.day("on"),
                form.moment("at"),
                form.text("text"),
                form.one("ground", ReleaseGround.class),
                form.one("result", PenaltyStep.Result.class),
                form.whole("days"));
    }

    private Object act(
            Actor by,
            CaseNumber number,
            RedirectAttributes after,
            String notice,
            Map<String, String> typed,
            Runnable done) {
        return Posted.act(
                after, Show.casePath(number, "/penalties"), notice, done, e -> page(by, number, e.sentences(), typed));
    }

    private PenaltiesPage page(Actor by, CaseNumber number, List<String> refusals, Map<String, String> typed) {
        CaseFile file = cases.open(by, UseCase.READ_PENALTIES, number);
        return new PenaltiesPage(
                heading.of(file),
                desk.ofCase(file.id()),
                file.respondents(),
                access.may(by, UseCase.PROPOSE_PENALTY, file.court()) && file.isRunning(),
                access.may(by, UseCase.APPROVE_PENALTY, file.court()),
                access.may(by, UseCase.EXECUTE_PENALTY, file.court()),
                refusals,
                typed);
    }

    /** Where the page hangs. */
    @Configuration
    static class Places {
        @Bean
        CaseTab penaltiesTab() {
            return new CaseTab("罚款拘留", "/penalties", 61);
        }
    }
}
