package cn.sunlit.livesealing;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.property.HeldAssets;
import cn.sunlit.web.CaseTab;
import cn.sunlit.web.Download;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Posted;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The officer's page of a case's plans and the acts on them. */
@Controller
class LivePlansPages {

    private final LivePlans plans;
    private final LivePlanViews views;
    private final LiveReports reports;
    private final Breaches breaches;
    private final HeldAssets held;
    private final Cases cases;
    private final CaseHeading heading;
    private final Access access;
    private final Clock clock;

    LivePlansPages(
            LivePlans plans,
            LivePlanViews views,
            LiveReports reports,
            Breaches breaches,
            HeldAssets held,
            Cases cases,
            CaseHeading heading,
            Access access,
            Clock clock) {
        this.plans = plans;
        this.views = views;
        this.reports = reports;
        this.breaches = breaches;
        this.held = held;
        this.cases = cases;
        this.heading = heading;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/cases/{number}/live-plans")
    LivePlansPage show(Actor by, @PathVariable CaseNumber number) {
        return page(by, number, List.of(), PlanForm.EMPTY, FormErrors.NONE);
    }

    @PostMapping("/cases/{number}/live-plans")
    Object propose(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam MultiValueMap<String, String> fields,
            RedirectAttributes after) {
        cases.open(by, UseCase.PROPOSE_LIVE_PLAN, number);
        PlanForm form = PlanForm.of(fields);
        try {
            plans.propose(by, number, form.draft());
        } catch (Problem.Invalid wrong) {
            return page(by, number, List.of(), form, FormErrors.of(wrong));
        } catch (Problem.Conflict refused) {
            return page(by, number, refused.sentences(), form, FormErrors.NONE);
        }
        after.addFlashAttribute("notice", "已提请审批，批准之前银行不会按方案付款");
        return "redirect:" + Show.casePath(number, "/live-plans");
    }

    @PostMapping("/cases/{number}/live-plans/{plan}/approve")
    Object approve(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes after) {
        return act(by, number, after, "已批准，决定书和告知书已送达", () -> plans.approve(by, number, plan, because));
    }

    @PostMapping("/cases/{number}/live-plans/{plan}/refuse")
    Object refuse(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes after) {
        return act(by, number, after, "已记录不予批准", () -> plans.refuse(by, number, plan, because));
    }

    @PostMapping("/cases/{number}/live-plans/{plan}/end")
    Object proposeEnd(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes after) {
        return act(by, number, after, "已提请终止，审批之前方案继续执行", () -> plans.proposeEnd(by, number, plan, because));
    }

    @PostMapping("/cases/{number}/live-plans/{plan}/end/approve")
    Object approveEnd(Actor by, @PathVariable CaseNumber number, @PathVariable long plan, RedirectAttributes after) {
        return act(by, number, after, "方案已终止，通知已送达", () -> plans.decideEnd(by, number, plan, true));
    }

    @PostMapping("/cases/{number}/live-plans/{plan}/end/refuse")
    Object refuseEnd(Actor by, @PathVariable CaseNumber number, @PathVariable long plan, RedirectAttributes after) {
        return act(by, number, after, "方案继续执行", () -> plans.decideEnd(by, number, plan, false));
    }

    @PostMapping("/cases/{number}/live-plans/{plan}/breaches")
    Object found(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @RequestParam(defaultValue = "") String facts,
            RedirectAttributes after) {
        return act(by, number, after, "已登记违反方案的情形", () -> breaches.useNotAllowed(by, number, plan, facts));
    }

    @PostMapping("/cases/{number}/live-plans/breaches/{breach}/confirm")
    Object confirm(Actor by, @PathVariable CaseNumber number, @PathVariable long breach, RedirectAttributes after) {
        return act(by, number, after, "方案已终止，通知已送达", () -> breaches.confirm(by, number, breach));
    }

    @PostMapping("/cases/{number}/live-plans/breaches/{breach}/dismiss")
    Object dismiss(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long breach,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes after) {
        return act(by, number, after, "已记录不作处理", () -> breaches.dismiss(by, number, breach, because));
    }

    @GetMapping("/cases/{number}/live-plans/reports/{report}/voucher")
    ResponseEntity<byte[]> voucher(Actor by, @PathVariable CaseNumber number, @PathVariable long report) {
        LiveReports.Voucher voucher = reports.voucher(by, number, report);
        return Download.kept(
                "voucher-%d.%s".formatted(report, voucher.kind().extension()),
                MediaType.parseMediaType(voucher.kind().mediaType()),
                voucher.content());
    }

    private Object act(Actor by, CaseNumber number, RedirectAttributes after, String notice, Runnable done) {
        return Posted.act(
                after,
                Show.casePath(number, "/live-plans"),
                notice,
                done,
                e -> page(by, number, e.sentences(), PlanForm.EMPTY, FormErrors.NONE));
    }

    private LivePlansPage page(Actor by, CaseNumber number, List<String> refusals, PlanForm form, FormErrors errors) {
        CaseFile file = cases.open(by, UseCase.READ_ASSETS, number);
        return new LivePlansPage(
                heading.of(file),
                views.ofCase(by, file),
                held.holding(file.id()),
                access.may(by, UseCase.PROPOSE_LIVE_PLAN, file.court()) && file.isRunning(),
                access.may(by, UseCase.APPROVE_LIVE_PLAN, file.court()),
                refusals,
                form,
                errors,
                LocalDate.now(clock));
    }

    /** Where the page hangs. */
    @Configuration
    static class Places {
        @Bean
        CaseTab livePlansTab() {
            return new CaseTab("活封", "/live-plans", 45);
        }
    }
}
