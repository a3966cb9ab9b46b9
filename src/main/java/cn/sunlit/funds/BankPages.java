package cn.sunlit.funds;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.FormErrors;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of what came from the bank and could not be used. */
@Controller
class BankPages {

    private static final Duration SHOWN = Duration.ofDays(90);

    private final BankStrays strays;
    private final Access access;
    private final Clock clock;

    BankPages(BankStrays strays, Access access, Clock clock) {
        this.strays = strays;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/cashier/messages")
    BankStraysPage all(Actor by) {
        return new BankStraysPage(
                strays.all(by, false),
                strays.all(by, true),
                strays.notBooked(by, clock.instant().minus(SHOWN)),
                access.may(by, UseCase.RECONCILE, by.court()));
    }

    @GetMapping("/cashier/messages/{message}")
    BankStrayPage one(Actor by, @PathVariable long message) {
        return page(by, message, "", FormErrors.NONE);
    }

    @PostMapping("/cashier/messages/{message}/settle")
    Object settle(
            Actor by,
            @PathVariable long message,
            @RequestParam(defaultValue = "") String settlement,
            RedirectAttributes after) {
        try {
            strays.settle(by, message, settlement);
        } catch (Problem.Invalid e) {
            return page(by, message, settlement, FormErrors.of(e));
        }
        after.addFlashAttribute("notice", "已记录核实的情况");
        return "redirect:/cashier/messages";
    }

    private BankStrayPage page(Actor by, long id, String settlement, FormErrors errors) {
        return new BankStrayPage(strays.one(by, id), strays.content(by, id).orElse(null), settlement, errors);
    }
}
