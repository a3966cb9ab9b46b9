package cn.sunlit.slips;

import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.Download;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Payment slips for the officer. */
@Controller
class SlipsPages {

    private final Slips slips;
    private final Cases cases;
    private final CaseHeading heading;

    SlipsPages(Slips slips, Cases cases, CaseHeading heading) {
        this.slips = slips;
        this.cases = cases;
        this.heading = heading;
    }

    @GetMapping("/cases/{number}/funds/slips")
    Screen slips(Actor by, @PathVariable CaseNumber number) {
        return page(by, number, FormErrors.NONE);
    }

    /** @param account one payer's number; all slips of the case where none is asked for */
    @GetMapping("/cases/{number}/funds/slips.pdf")
    ResponseEntity<byte[]> print(
            Actor by, @PathVariable CaseNumber number, @RequestParam(required = false) @Nullable String account) {
        List<Slip> wanted = slips.of(by, number).stream()
                .filter(s -> account == null || s.account().number().equals(account))
                .toList();
        if (wanted.isEmpty()) {
            throw new Problem.NotFound("案件没有这个缴款账号");
        }
        return Download.shown("slip.pdf", MediaType.APPLICATION_PDF, slips.print(wanted));
    }

    @PostMapping("/cases/{number}/funds/slips")
    Object open(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam(defaultValue = "") String name,
            RedirectAttributes after) {
        try {
            slips.open(by, number, name);
        } catch (Problem.Invalid wrong) {
            return page(by, number, FormErrors.of(wrong));
        } catch (Problem.Conflict refused) {
            return page(by, number, FormErrors.of(new Problem.Invalid("name", String.valueOf(refused.getMessage()))));
        }
        after.addFlashAttribute("notice", "已开立缴款账号");
        return "redirect:" + Show.casePath(number, "/funds/slips");
    }

    private SlipsPage page(Actor by, CaseNumber number, FormErrors errors) {
        List<Slip> all = slips.of(by, number);
        return new SlipsPage(heading.of(cases.open(by, UseCase.PRINT_SLIP, number)), all, errors);
    }
}
