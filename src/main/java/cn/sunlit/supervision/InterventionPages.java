package cn.sunlit.supervision;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Screen;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The register of interventions: everybody's own page, and the supervisors'. */
@Controller
class InterventionPages {

    private static final int PAGE = 50;

    private final Interventions interventions;
    private final Clock clock;

    InterventionPages(Interventions interventions, Clock clock) {
        this.interventions = interventions;
        this.clock = clock;
    }

    @GetMapping("/interventions")
    Screen own(Actor by) {
        return page(by, InterventionDraft.EMPTY, FormErrors.NONE);
    }

    @PostMapping("/interventions")
    Object report(
            Actor by,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String post,
            @RequestParam(defaultValue = "") String relation,
            @RequestParam(defaultValue = "") String how,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String witnesses,
            @RequestParam(defaultValue = "") String caseNumber,
            @RequestParam(defaultValue = "false") boolean above,
            RedirectAttributes after) {
        InterventionDraft draft =
                new InterventionDraft(kind, on, who, post, relation, how, words, witnesses, caseNumber, above);
        try {
            after.addFlashAttribute("notice", "已记录为第%d号".formatted(interventions.report(by, draft)));
        } catch (Problem.Invalid wrong) {
            return page(by, draft, FormErrors.of(wrong));
        }
        return "redirect:/interventions";
    }

    @PostMapping("/interventions/none")
    Object none(Actor by, @RequestParam(defaultValue = "") String month, RedirectAttributes after) {
        interventions.none(by, month);
        after.addFlashAttribute("notice", "已作零报告");
        return "redirect:/interventions";
    }

    @PostMapping("/interventions/{id}/additions")
    Object add(
            Actor by, @PathVariable long id, @RequestParam(defaultValue = "") String text, RedirectAttributes after) {
        try {
            interventions.add(by, id, text);
        } catch (Problem.Invalid wrong) {
            return page(by, InterventionDraft.EMPTY, FormErrors.of(wrong));
        }
        after.addFlashAttribute("notice", "已补充");
        return "redirect:/interventions";
    }

    @GetMapping("/supervision/interventions")
    Screen handling(
            Actor by, @RequestParam(defaultValue = "") String month, @RequestParam(defaultValue = "0") long older) {
        YearMonth now = YearMonth.now(clock);
        try {
            return handling(by, month.isBlank() ? now : Interventions.month(month), older, FormErrors.NONE);
        } catch (Problem.Invalid wrong) {
            return handling(by, now, older, FormErrors.of(wrong));
        }
    }

    @PostMapping("/supervision/interventions/{id}/steps")
    Object handle(
            Actor by,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String stage,
            @RequestParam(defaultValue = "") String text,
            RedirectAttributes after) {
        try {
            interventions.handle(by, id, stage, text);
        } catch (Problem.Invalid wrong) {
            return handling(by, YearMonth.now(clock), 0, FormErrors.of(wrong));
        }
        after.addFlashAttribute("notice", "第%d号的办理情况已记录".formatted(id));
        return "redirect:/supervision/interventions";
    }

    private Screen handling(Actor by, YearMonth month, long older, FormErrors errors) {
        List<Intervention> all = interventions.toHandle(by, older);
        boolean more = all.size() > PAGE;
        return new HandlingPage(interventions.figures(by, month), more ? all.subList(0, PAGE) : all, more, errors);
    }

    private Screen page(Actor by, InterventionDraft typed, FormErrors errors) {
        YearMonth month = YearMonth.now(clock);
        return new InterventionsPage(
                interventions.own(by), typed, month.toString(), interventions.hasReported(by, month), errors);
    }

    /** The register's places in the menu. */
    @Configuration
    static class Menu {
        @Bean
        NavItem interventionsEntry() {
            return new NavItem("过问记录", "/interventions", 80, "REPORT_INTERVENTION", "问");
        }

        @Bean
        NavItem handlingEntry() {
            return new NavItem("处理过问", "/supervision/interventions", 81, "HANDLE_INTERVENTION", "督");
        }
    }
}
