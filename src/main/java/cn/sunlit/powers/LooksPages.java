package cn.sunlit.powers;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Show;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The urgent look in the browser, and its review. */
@Controller
class LooksPages {

    private final UrgentLooks looks;
    private final Access access;

    LooksPages(UrgentLooks looks, Access access) {
        this.looks = looks;
        this.access = access;
    }

    @GetMapping("/looks")
    LooksPage show(Actor by) {
        return page(by, "", "", FormErrors.NONE);
    }

    @PostMapping("/looks")
    Object begin(
            Actor by,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes next) {
        CaseNumber of;
        try {
            of = CaseNumber.parseAnyForm(number);
        } catch (IllegalArgumentException malformed) {
            return page(
                    by,
                    number,
                    reason,
                    FormErrors.of(new Problem.Invalid("number", String.valueOf(malformed.getMessage()))));
        }
        try {
            next.addFlashAttribute(
                    "notice", "可以查阅至 %s，已通知负责人和监督人员".formatted(Show.dateTime(looks.begin(by, of, reason))));
        } catch (Problem.Invalid wrong) {
            return page(by, number, reason, FormErrors.of(wrong));
        }
        return "redirect:" + Show.casePath(of, "");
    }

    @PostMapping("/looks/{look}/review")
    String review(
            Actor by,
            @PathVariable long look,
            @RequestParam(required = false) @Nullable Boolean reasonable,
            @RequestParam(defaultValue = "") String remark,
            RedirectAttributes next) {
        looks.review(by, look, reasonable, remark);
        next.addFlashAttribute("notice", "已审查");
        return "redirect:/looks";
    }

    private LooksPage page(Actor by, String number, String reason, FormErrors errors) {
        boolean reviews = by.lent() == null && access.may(by, UseCase.REVIEW_LOOKS, by.court());
        return new LooksPage(
                by.login(),
                access.may(by, UseCase.LOOK_URGENTLY, by.court()),
                reviews,
                reviews ? looks.toReview(by) : List.of(),
                number,
                reason,
                errors);
    }
}
