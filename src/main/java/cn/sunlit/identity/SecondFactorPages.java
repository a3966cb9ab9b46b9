package cn.sunlit.identity;

import cn.sunlit.kernel.Problem;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The second factor as pages: setting up, proving, and taking away for one who lost it. */
@Controller
class SecondFactorPages {

    private final SecondFactors factors;

    SecondFactorPages(SecondFactors factors) {
        this.factors = factors;
    }

    @GetMapping("/account/second-factor")
    Object offer(Actor by) {
        return factors.isEnrolled(by) ? "redirect:/account" : new EnrolmentPage(factors.offer(by), FormErrors.NONE);
    }

    @PostMapping("/account/second-factor")
    Screen enrol(Actor by, @RequestParam(defaultValue = "") String code, HttpServletRequest request) {
        List<String> codes;
        try {
            codes = factors.enrol(by, code);
        } catch (Problem.Invalid wrong) {
            return new EnrolmentPage(factors.offer(by), FormErrors.of(wrong));
        }
        SecondFactorProof.keep(request);
        return new RecoveryCodesPage(codes);
    }

    @GetMapping("/second-factor")
    Object ask(Actor by, @RequestParam(defaultValue = "") String then) {
        return factors.isEnrolled(by)
                ? new SecondFactorPage(SecondFactorProof.within(then), FormErrors.NONE)
                : "redirect:/account/second-factor";
    }

    @PostMapping("/second-factor")
    Object prove(
            Actor by,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String then,
            HttpServletRequest request,
            HttpServletResponse response) {
        String to = SecondFactorProof.within(then);
        return switch (factors.check(by, code)) {
            case RIGHT -> {
                SecondFactorProof.keep(request);
                yield "redirect:" + to;
            }
            case WRONG -> new SecondFactorPage(to, wrong("动态口令不正确或已经用过，请等手机显示下一个"));
            case TOO_MANY -> {
                response.setStatus(429);
                response.setHeader("Retry-After", Long.toString(SecondFactors.WINDOW.toSeconds()));
                yield new SecondFactorPage(to, wrong("输错次数过多，请 10 分钟后再试"));
            }
        };
    }

    private static FormErrors wrong(String sentence) {
        return new FormErrors(List.of(new Problem.FieldError("code", sentence)));
    }

    @PostMapping("/staff/{login}/second-factor/remove")
    String remove(Actor by, @PathVariable String login, RedirectAttributes next) {
        factors.remove(by, login);
        next.addFlashAttribute("notice", "“%s”须重新启用动态口令".formatted(login));
        return "redirect:/staff";
    }
}
