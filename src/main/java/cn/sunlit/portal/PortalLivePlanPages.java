package cn.sunlit.portal;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.Problem;
import cn.sunlit.livesealing.LivePlanViews;
import cn.sunlit.livesealing.LiveReports;
import cn.sunlit.web.FormErrors;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is left this month, every payment and the next report for the debtor; what publicity allows for the applicant. */
@Controller
class PortalLivePlanPages {

    private static final String AT = "/portal/live-plan";

    private final PortalPages portal;
    private final LivePlanViews views;
    private final LiveReports reports;
    private final Clock clock;

    PortalLivePlanPages(PortalPages portal, LivePlanViews views, LiveReports reports, Clock clock) {
        this.portal = portal;
        this.views = views;
        this.reports = reports;
        this.clock = clock;
    }

    @GetMapping(AT)
    PortalLivePlanPage show(Actor by) {
        return page(by, portal.own(by, UseCase.READ_ASSETS), Map.of(), FormErrors.NONE, null);
    }

    /** The debtor's report on the use of what is controlled; see {@link LiveReports#handIn}. */
    @PostMapping("/portal/live-plan/reports")
    Object report(
            Actor by,
            @RequestParam(defaultValue = "0") long report,
            @RequestParam(defaultValue = "") String income,
            @RequestParam(defaultValue = "") String spent,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(required = false) @Nullable MultipartFile voucher,
            RedirectAttributes next)
            throws IOException {
        CaseFile file = portal.own(by, UseCase.READ_ASSETS);
        Map<String, String> typed = Map.of("income", income, "spent", spent, "words", words);
        try {
            reports.handIn(by, file, report, income, spent, words, voucher == null ? null : voucher.getBytes());
        } catch (Problem.Invalid wrong) {
            return page(by, file, typed, FormErrors.of(wrong), null);
        } catch (Problem.Conflict refused) {
            return page(by, file, typed, FormErrors.NONE, refused.getMessage());
        }
        next.addFlashAttribute("notice", "报告已提交，承办法官可以看到");
        return "redirect:" + AT;
    }

    private PortalLivePlanPage page(
            Actor by, CaseFile file, Map<String, String> typed, FormErrors errors, @Nullable String refused) {
        return new PortalLivePlanPage(
                portal.head(by, file, AT), views.ofCase(by, file), typed, errors, refused, LocalDate.now(clock));
    }
}
