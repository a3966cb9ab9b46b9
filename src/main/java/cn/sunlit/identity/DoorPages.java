package cn.sunlit.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The front door, and the log-in of staff; the form itself is taken by {@link Doors}. */
@Controller
class DoorPages {

    private final ObjectProvider<DemonstrationLogins> demonstration;
    private final CourtProviders providers;
    private final Courts courts;

    DoorPages(ObjectProvider<DemonstrationLogins> demonstration, CourtProviders providers, Courts courts) {
        this.demonstration = demonstration;
        this.providers = providers;
        this.courts = courts;
    }

    @GetMapping("/")
    String root() {
        return Actors.signedIn()
                .map(by -> by.kind() == Actor.Kind.PARTY ? "redirect:/portal" : "redirect:/desk")
                .orElse("redirect:/login");
    }

    /** @param court why the log-in by a court's own provider failed */
    @GetMapping("/login")
    LoginPage login(
            @RequestParam(required = false) String wrong,
            @RequestParam(required = false) String bye,
            @RequestParam(required = false) String court) {
        String message =
                wrong != null ? "登录名或密码不正确" : court != null ? CourtSignIn.sentence(court) : bye != null ? "已退出登录" : "";
        DemonstrationLogins shown = demonstration.getIfAvailable();
        return new LoginPage(
                message,
                wrong != null || court != null,
                ways(),
                shown == null ? List.of() : shown.members(),
                shown == null ? "" : shown.password());
    }

    private Map<String, String> ways() {
        Map<String, String> ways = new LinkedHashMap<>();
        for (OpenIdSettings.Provider provider : providers.all()) {
            ways.put(CourtProviders.START + "/" + (ways.size() + 1), courts.nameOf(provider.courtCode()));
        }
        return ways;
    }
}
