package cn.sunlit.identity;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The front door, and the log-in of staff; the form itself is taken by {@link Doors}. */
@Controller
class DoorPages {

    private final ObjectProvider<DemonstrationLogins> demonstration;

    DoorPages(ObjectProvider<DemonstrationLogins> demonstration) {
        this.demonstration = demonstration;
    }

    @GetMapping("/")
    String root() {
        return Actors.signedIn()
                .map(by -> by.kind() == Actor.Kind.PARTY ? "redirect:/portal" : "redirect:/desk")
                .orElse("redirect:/login");
    }

    @GetMapping("/login")
    LoginPage login(@RequestParam(required = false) String wrong, @RequestParam(required = false) String bye) {
        String message = wrong != null ? "登录名或密码不正确" : bye != null ? "已退出登录" : "";
        DemonstrationLogins shown = demonstration.getIfAvailable();
        return new LoginPage(
                message,
                wrong != null,
                shown == null ? List.of() : shown.members(),
                shown == null ? "" : shown.password());
    }
}
