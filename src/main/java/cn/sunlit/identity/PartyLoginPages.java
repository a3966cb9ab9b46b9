package cn.sunlit.identity;

import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.FormErrors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The parties' log-in, two steps, without script. */
@Controller
@RequestMapping("/portal/login")
class PartyLoginPages {

    private static final String HANDLE = "partyLoginHandle";

    private final PartyLogin logins;
    private final ApplicationEventPublisher events;
    private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    PartyLoginPages(PartyLogin logins, ApplicationEventPublisher events) {
        this.events = events;
        this.logins = logins;
    }

    @GetMapping
    PartyLoginPage ask(@RequestParam(required = false) String bye) {
        return new PartyLoginPage("", "", FormErrors.NONE, bye == null ? "" : "已退出登录");
    }

    @PostMapping
    Object asked(
            @RequestParam(defaultValue = "") String caseNumber,
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request,
            HttpServletResponse response) {
        List<Problem.FieldError> errors = new ArrayList<>();
        String canonical = "";
        try {
            canonical = CaseNumber.parseAnyForm(caseNumber).text();
        } catch (IllegalArgumentException malformed) {
            errors.add(new Problem.FieldError("caseNumber", String.valueOf(malformed.getMessage())));
        }
        if (name.isBlank() || name.length() > 100 || name.indexOf('\0') >= 0) {
            errors.add(new Problem.FieldError("name", "请填写姓名或单位名称"));
        }
        if (!errors.isEmpty()) {
            return new PartyLoginPage(caseNumber, name, new FormErrors(errors), "");
        }
        try {
            request.getSession(true).setAttribute(HANDLE, logins.ask(canonical, name.strip(), request.getRemoteAddr()));
        } catch (Problem.Conflict tooOften) {
            response.setStatus(429);
            response.setHeader("Retry-After", Long.toString(PartyLogin.WINDOW.toSeconds()));
            return new PartyLoginPage(
                    caseNumber,
                    name,
                    new FormErrors(
                            List.of(new Problem.FieldError("caseNumber", String.valueOf(tooOften.getMessage())))),
                    "");
        }
        return "redirect:/portal/login/code";
    }

    @GetMapping("/code")
    Object code(HttpServletRequest request) {
        return handle(request).isEmpty() ? "redirect:/portal/login" : new PartyCodePage(FormErrors.NONE);
    }

    @PostMapping("/code")
    Object entered(
            @RequestParam(defaultValue = "") String code, HttpServletRequest request, HttpServletResponse response) {
        Optional<String> handle = handle(request);
        if (handle.isEmpty()) {
            return "redirect:/portal/login";
        }
        Optional<Actor> actor = logins.enter(handle.get(), code);
        if (actor.isEmpty()) {
            return new PartyCodePage(
                    new FormErrors(List.of(new Problem.FieldError("code", "验证码不正确或已过期，连续输错 5 次须重新获取"))));
        }
        request.getSession().removeAttribute(HANDLE);
        request.changeSessionId(); // a session known before log-in must not become a signed-in one
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(StaffLogin.authentication(actor.get()));
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
        events.publishEvent(new SignedIn(actor.get(), "短信验证码", request.getRemoteAddr()));
        return "redirect:/portal";
    }

    private static Optional<String> handle(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(HANDLE) instanceof String id
                ? Optional.of(id)
                : Optional.empty();
    }
}
