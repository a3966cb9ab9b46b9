package cn.sunlit.cases;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.CaseTab;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The clerk's page of agents, representatives and successors. */
@Controller
class MandatesPages {

    private final Cases cases;
    private final Mandates mandates;
    private final Statements statements;
    private final CaseHeading heading;
    private final Access access;
    private final Clock clock;

    MandatesPages(
            Cases cases, Mandates mandates, Statements statements, CaseHeading heading, Access access, Clock clock) {
        this.statements = statements;
        this.cases = cases;
        this.mandates = mandates;
        this.heading = heading;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/cases/{number}/mandates")
    Screen show(Actor by, @PathVariable CaseNumber number) {
        return page(by, number, MandateDraft.NOTHING, FormErrors.NONE, List.of());
    }

    @PostMapping("/cases/{number}/mandates")
    Object appoint(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String principal,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String idNumber,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") List<String> powers,
            @RequestParam(defaultValue = "") String replaces,
            @RequestParam(defaultValue = "") String paper,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            RedirectAttributes next) {
        MandateDraft draft = new MandateDraft(
                kind, key(principal), name, idNumber, phone, powers, replaces.equals("true"), paper, from, until);
        try {
            mandates.appoint(by, number, draft);
        } catch (Problem.Invalid wrong) {
            return page(by, number, draft, FormErrors.of(wrong), List.of());
        } catch (Problem.Conflict refused) {
            return page(by, number, draft, FormErrors.NONE, refused.sentences());
        }
        next.addFlashAttribute("notice", "已登记，即时生效");
        return "redirect:" + Show.casePath(number, "/mandates");
    }

    @PostMapping("/cases/{number}/mandates/{mandate}/end")
    Object end(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long mandate,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(defaultValue = "") String paper,
            RedirectAttributes next) {
        try {
            mandates.end(by, number, mandate, why, paper);
        } catch (Problem.Invalid | Problem.Conflict refused) {
            return page(by, number, MandateDraft.NOTHING, FormErrors.NONE, refused.sentences());
        }
        next.addFlashAttribute("notice", "已终止，即时失效");
        return "redirect:" + Show.casePath(number, "/mandates");
    }

    private MandatesPage page(
            Actor by, CaseNumber number, MandateDraft typed, FormErrors errors, List<String> problems) {
        CaseFile file = cases.open(by, UseCase.READ_CASE, number);
        return new MandatesPage(
                heading.of(file),
                mandates.ofCase(file.id()),
                Stream.concat(file.applicants().stream(), file.respondents().stream())
                        .toList(),
                statements.ofCase(file.id()),
                LocalDate.now(clock),
                access.may(by, UseCase.MANAGE_MANDATES, file.court()),
                typed,
                errors,
                problems);
    }

    private static @Nullable Long key(String text) {
        return text.strip().matches("\\d{1,18}") ? Long.valueOf(text.strip()) : null;
    }

    /** Its place among the tabs. */
    @Configuration
    static class Tab {
        @Bean
        CaseTab mandatesTab() {
            return new CaseTab("代理", "/mandates", 10);
        }
    }
}
