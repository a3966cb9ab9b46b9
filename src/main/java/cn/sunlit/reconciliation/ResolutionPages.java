package cn.sunlit.reconciliation;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which two people settle what the bank told and the ledger refused. */
@Controller
@RequestMapping("/cashier/differences")
class ResolutionPages {

    private final Resolutions resolutions;
    private final Access access;

    ResolutionPages(Resolutions resolutions, Access access) {
        this.resolutions = resolutions;
        this.access = access;
    }

    @GetMapping("/{difference}")
    Screen show(Actor by, @PathVariable long difference) {
        return page(by, difference, Map.of(), FormErrors.NONE, List.of());
    }

    @PostMapping("/{difference}")
    Object propose(
            Actor by, @PathVariable long difference, @RequestParam Map<String, String> form, RedirectAttributes after) {
        Resolutions.Draft draft =
                new Resolutions.Draft(form.get("way"), form.get("ground"), form.get("other"), form.get("amount"));
        return act(by, difference, form, after, "已提出，等待另一人复核", () -> resolutions.propose(by, difference, draft));
    }

    @PostMapping("/{difference}/{resolution}/confirm")
    Object confirm(Actor by, @PathVariable long difference, @PathVariable long resolution, RedirectAttributes after) {
        return act(by, difference, Map.of(), after, "已复核", () -> resolutions.decide(by, difference, resolution, true));
    }

    @PostMapping("/{difference}/{resolution}/refuse")
    Object refuse(Actor by, @PathVariable long difference, @PathVariable long resolution, RedirectAttributes after) {
        return act(by, difference, Map.of(), after, "已退回", () -> resolutions.decide(by, difference, resolution, false));
    }

    private Object act(
            Actor by, long entry, Map<String, String> typed, RedirectAttributes after, String done, Runnable act) {
        try {
            act.run();
        } catch (Problem.Invalid wrong) {
            return page(by, entry, typed, FormErrors.of(wrong), List.of());
        } catch (Problem.Conflict refused) {
            return page(by, entry, typed, FormErrors.NONE, refused.sentences());
        }
        after.addFlashAttribute("notice", done);
        return "redirect:/cashier/differences/" + entry;
    }

    private ResolutionPage page(
            Actor by, long entry, Map<String, String> typed, FormErrors errors, List<String> refusals) {
        Resolutions.Looked looked = resolutions.look(by, entry);
        return new ResolutionPage(
                looked,
                access.may(by, UseCase.RESOLVE_DIFFERENCE, looked.entry().court()),
                access.may(by, UseCase.CONFIRM_DIFFERENCE, looked.entry().court()),
                typed,
                errors,
                refusals,
                by.login());
    }
}
