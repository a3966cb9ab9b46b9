package cn.sunlit.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own account, and for the administrator the sessions of others. */
@Controller
class AccountPages {

    private final Sessions sessions;
    private final StaffDirectory staff;
    private final Courts courts;
    private final SecondFactors factors;

    AccountPages(Sessions sessions, StaffDirectory staff, Courts courts, SecondFactors factors) {
        this.factors = factors;
        this.sessions = sessions;
        this.staff = staff;
        this.courts = courts;
    }

    @GetMapping("/account")
    AccountPage account(Actor by, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return new AccountPage(
                staff.find(by.login()).orElseThrow(),
                courts.nameOf(by.court()),
                factors.isEnrolled(by) ? factors.recoveryLeft(by) : null,
                sessions.of(by.login(), session == null ? "" : session.getId()));
    }

    @PostMapping("/account/sessions/end")
    String endOwn(Actor by) {
        sessions.endOwn(by);
        return "redirect:/login?bye";
    }

    @PostMapping("/staff/{login}/sessions/end")
    String endOf(Actor by, @PathVariable String login, RedirectAttributes next) {
        sessions.endOf(by, login);
        next.addFlashAttribute("notice", "已让“%s”在所有设备上退出登录".formatted(login));
        return "redirect:/staff";
    }
}
