package cn.sunlit.powers;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.ActingFor;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.NavItem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Lending, approving and using powers in the browser. */
@Controller
class PowersPages {

    private static final LentPowers.Draft NOTHING = new LentPowers.Draft(null, null, null, null, null, null);

    private final LentPowers powers;
    private final Access access;
    private final StaffDirectory staff;
    private final Clock clock;

    PowersPages(LentPowers powers, Access access, StaffDirectory staff, Clock clock) {
        this.powers = powers;
        this.access = access;
        this.staff = staff;
        this.clock = clock;
    }

    @GetMapping("/powers")
    PowersPage show(Actor by) {
        return page(by, NOTHING, FormErrors.NONE);
    }

    @PostMapping("/powers")
    Object propose(
            Actor by,
            @RequestParam(defaultValue = "") String lender,
            @RequestParam(defaultValue = "") String deputy,
            @RequestParam(defaultValue = "") String cases,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes next) {
        LentPowers.Draft draft = new LentPowers.Draft(
                lender, deputy, cases, PlainDay.optional("from", from), PlainDay.optional("to", to), reason);
        try {
            powers.propose(by, draft);
        } catch (Problem.Invalid wrong) {
            return page(by, draft, FormErrors.of(wrong));
        }
        next.addFlashAttribute("notice", "已提交，等待另一人批准");
        return "redirect:/powers";
    }

    @PostMapping("/powers/{loan}/approve")
    String approve(Actor by, @PathVariable long loan, RedirectAttributes next) {
        powers.decide(by, loan, true);
        next.addFlashAttribute("notice", "已批准");
        return "redirect:/powers";
    }

    @PostMapping("/powers/{loan}/refuse")
    String refuse(Actor by, @PathVariable long loan, RedirectAttributes next) {
        powers.decide(by, loan, false);
        next.addFlashAttribute("notice", "未批准，委托不生效");
        return "redirect:/powers";
    }

    @PostMapping("/powers/{loan}/end")
    String end(Actor by, @PathVariable long loan, RedirectAttributes next) {
        powers.end(by, loan);
        next.addFlashAttribute("notice", "已撤回，立即失效");
        return "redirect:/powers";
    }

    @PostMapping("/powers/{loan}/use")
    String use(Actor by, @PathVariable long loan, HttpServletRequest request, RedirectAttributes next) {
        Loan used = powers.mine(by, loan);
        ActingFor.begin(request, used.id());
        next.addFlashAttribute("notice", "您现在代%s办理，每一步都会写明".formatted(used.lenderName()));
        return "redirect:/desk";
    }

    @PostMapping("/powers/own")
    String own(Actor by, HttpServletRequest request, RedirectAttributes next) {
        ActingFor.end(request);
        next.addFlashAttribute("notice", "已恢复本人身份");
        return "redirect:/powers";
    }

    private PowersPage page(Actor by, LentPowers.Draft typed, FormErrors errors) {
        Actor.Lent lent = by.lent();
        return new PowersPage(
                by.login(),
                LocalDate.now(clock),
                powers.ofCourt(by),
                staff.within(by.court()).stream()
                        .filter(m -> m.court().equals(by.court()) && !m.login().equals(by.login()))
                        .toList(),
                lent == null ? null : lent.id(),
                lent == null && access.may(by, UseCase.LEND_POWERS, by.court()),
                lent == null && access.may(by, UseCase.APPROVE_LENDING, by.court()),
                typed,
                errors);
    }

    /** Its place in the menu. */
    @Configuration
    static class Menu {
        @Bean
        NavItem powersEntry() {
            return new NavItem("代行职权", "/powers", 80, UseCase.LEND_POWERS.name(), "代");
        }

        @Bean
        NavItem looksEntry() {
            return new NavItem("紧急查阅", "/looks", 81, "", "急");
        }
    }
}
