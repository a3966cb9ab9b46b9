package cn.sunlit.inquiries;

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

/** The pages of what was refused. */
@Controller
class StraysPages {

    private static final Duration SHOWN = Duration.ofDays(90);

    private final Strays strays;
    private final StrayStore store;
    private final Access access;
    private final Clock clock;

    StraysPages(Strays strays, StrayStore store, Access access, Clock clock) {
        this.strays = strays;
        this.store = store;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/institutions/strays")
    StraysPage all(Actor by) {
        return new StraysPage(
                strays.all(by, false),
                strays.all(by, true),
                store.refusedAnswers(by.court(), clock.instant().minus(SHOWN)),
                access.may(by, UseCase.START_INQUIRY, by.court()));
    }

    @GetMapping("/institutions/strays/{stray}")
    StrayPage one(Actor by, @PathVariable long stray) {
        return page(by, stray, "", FormErrors.NONE);
    }

    @PostMapping("/institutions/strays/{stray}/settle")
    Object settle(
            Actor by,
            @PathVariable long stray,
            @RequestParam(defaultValue = "") String settlement,
            RedirectAttributes after) {
        try {
            strays.settle(by, stray, settlement);
        } catch (Problem.Invalid e) {
            return page(by, stray, settlement, FormErrors.of(e));
        }
        after.addFlashAttribute("notice", "已记录核实的情况");
        return "redirect:/institutions/strays";
    }

    private StrayPage page(Actor by, long id, String settlement, FormErrors errors) {
        access.allow(by, UseCase.START_INQUIRY, by.court());
        Stray stray = store.find(id).orElseThrow(() -> new Problem.NotFound("没有这件异常来件"));
        return new StrayPage(stray, strays.content(by, id).orElse(null), settlement, errors);
    }
}
