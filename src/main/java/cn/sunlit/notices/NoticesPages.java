package cn.sunlit.notices;

import cn.sunlit.cases.CaseHeading;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.web.CaseTab;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What parties were told, for the court's people. */
@Controller
class NoticesPages {

    private final Notices notices;
    private final CaseHeading heading;
    private final Access access;

    NoticesPages(Notices notices, CaseHeading heading, Access access) {
        this.notices = notices;
        this.heading = heading;
        this.access = access;
    }

    @GetMapping("/cases/{number}/pushes")
    Screen pushes(Actor by, @PathVariable CaseNumber number, @RequestParam(defaultValue = "") String only) {
        Notices.Told told = notices.ofCase(by, number);
        return new PushesPage(
                heading.of(told.file()),
                told.notices(),
                only,
                access.may(by, UseCase.SEND_AGAIN, told.file().court()));
    }

    @PostMapping("/cases/{number}/pushes/{id}/again")
    String again(Actor by, @PathVariable CaseNumber number, @PathVariable long id, RedirectAttributes next) {
        notices.sendAgain(by, number, id);
        next.addFlashAttribute("notice", "短信已放回待发队列，随即重发");
        return "redirect:" + Show.casePath(number, "/pushes");
    }

    /** Places among the tabs. */
    @Configuration
    static class Tab {
        @Bean
        CaseTab pushesTab() {
            return new CaseTab("推送", "/pushes", 75);
        }
    }
}
