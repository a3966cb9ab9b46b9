package cn.sunlit.initiation;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.web.Show;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The buttons of the case page that begin a case; each leads back to it. */
@Controller
class InitiationPages {

    private final Initiation initiation;

    InitiationPages(Initiation initiation) {
        this.initiation = initiation;
    }

    @PostMapping("/cases/{number}/initiation/intake")
    String intake(@PathVariable CaseNumber number, Actor by, RedirectAttributes next) {
        initiation.intake(by, number);
        return back(number, next, "已接收案件");
    }

    @PostMapping("/cases/{number}/initiation/notice")
    String notice(@PathVariable CaseNumber number, Actor by, RedirectAttributes next) {
        initiation.issueNotice(by, number);
        return back(number, next, "执行通知书和报告财产令已制发");
    }

    @PostMapping("/cases/{number}/initiation/service")
    String service(
            @PathVariable CaseNumber number,
            @RequestParam(defaultValue = "ELECTRONIC") String how,
            @RequestParam(defaultValue = "") String receipt,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            Actor by,
            RedirectAttributes next) {
        initiation.serve(by, number, how.equals("ELECTRONIC") ? null : new ManualService(how, receipt, on));
        return back(number, next, "启动文书已送达并登记");
    }

    @PostMapping("/cases/{number}/initiation/clues")
    String clues(@PathVariable CaseNumber number, Actor by, RedirectAttributes next) {
        initiation.requestClues(by, number);
        return back(number, next, "已通知申请执行人提供财产线索");
    }

    private static String back(CaseNumber number, RedirectAttributes next, String notice) {
        next.addFlashAttribute("notice", notice);
        return "redirect:" + Show.casePath(number, "");
    }
}
