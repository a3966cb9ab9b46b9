package cn.sunlit.funds;

import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.CaseTab;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The money pages of the staff. */
@Controller
class FundsPages {

    private final Funds funds;
    private final Cases cases;
    private final CaseHeading heading;
    private final CashierDesk desk;
    private final SuspenseDesk suspense;
    private final Access access;
    private final Audit audit;

    FundsPages(
            Funds funds,
            Cases cases,
            CashierDesk desk,
            SuspenseDesk suspense,
            Access access,
            CaseHeading heading,
            Audit audit) {
        this.audit = audit;
        this.heading = heading;
        this.funds = funds;
        this.cases = cases;
        this.desk = desk;
        this.suspense = suspense;
        this.access = access;
    }

    @GetMapping("/cashier")
    Screen cashier(Actor by) {
        access.allow(by, UseCase.READ_SUSPENSE, by.court());
        return desk.page(by.court(), null);
    }

    /** The sentence stands where the button was; the status still says that nothing was done because it may not be. */
    private static void forbidden(Problem refused, HttpServletResponse response) {
        if (refused instanceof Problem.Forbidden) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    @GetMapping("/cases/{number}/funds")
    Screen funds(
            Actor by,
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "0") int line) {
        return page(by, number, FundsApi.voucher(before), line, FormErrors.NONE, List.of());
    }

    @PostMapping("/cases/{number}/funds/distributions")
    Object propose(
            Actor by, @PathVariable String number, @RequestParam Map<String, String> form, RedirectAttributes after) {
        try {
            funds.propose(by, FundsApi.number(number), proposal(by, number, form));
        } catch (Problem.Invalid e) {
            return page(by, number, FormErrors.of(e), List.of()).typed(form);
        } catch (Problem.Conflict e) {
            return page(by, number, unanswered(e), said(e)).typed(form);
        }
        after.addFlashAttribute("notice", "已拟定发放方案，等待另一人审批");
        return "redirect:" + Show.casePath(FundsApi.number(number), "/funds");
    }

    @PostMapping("/cases/{number}/funds/distributions/{id}/approve")
    Object approve(
            Actor by,
            @PathVariable String number,
            @PathVariable long id,
            RedirectAttributes after,
            HttpServletResponse response) {
        CaseFile file = cases.open(by, UseCase.APPROVE_DISTRIBUTION, FundsApi.number(number));
        funds.mustBelong(file, id);
        DistributionView approved;
        try {
            approved = funds.approve(by, id);
        } catch (Problem.Conflict e) {
            return page(by, number, FormErrors.NONE, said(e));
        } catch (Problem.Forbidden e) {
            forbidden(e, response);
            return page(by, number, FormErrors.NONE, List.of(String.valueOf(e.getMessage())));
        }
        after.addFlashAttribute(
                "notice", approved.awaits() == null ? "已审批，付款指令将立即送银行" : "已同意，等待%s审批".formatted(approved.awaits()));
        return "redirect:" + Show.casePath(FundsApi.number(number), "/funds");
    }

    /** What to do next stands in the sentence itself, why in the refusals: neither without the other. */
    private static List<String> said(Problem.Conflict e) {
        String sentence = String.valueOf(e.getMessage());
        return e.refusals().stream().map(Problem.Refusal::because).anyMatch(sentence::contains)
                ? e.sentences()
                : Stream.concat(Stream.of(sentence), e.sentences().stream())
                        .distinct()
                        .toList();
    }

    /** Hints about a payee are answered in a field of this form. */
    private static FormErrors unanswered(Problem.Conflict e) {
        return e.refusals().stream().anyMatch(r -> r.rule().equals("FUNDS-HINT"))
                ? new FormErrors(List.of(new Problem.FieldError("ground", "请就上面的提示写明仍然付款的理由，再次拟定")))
                : FormErrors.NONE;
    }

    private Proposal proposal(Actor by, String number, Map<String, String> form) {
        CaseFile file = cases.open(by, UseCase.PROPOSE_DISTRIBUTION, FundsApi.number(number));
        List<Proposal.Share> shares = new ArrayList<>();
        List<Problem.FieldError> errors = new ArrayList<>();
        if (file.applicants().size() > 1) {
            for (CaseParty applicant : file.applicants()) {
                String claim = form.getOrDefault("claim-" + applicant.id().value(), "");
                try {
                    shares.add(new Proposal.Share(applicant.name(), Money.parse(claim)));
                } catch (IllegalArgumentException e) {
                    errors.add(new Problem.FieldError(
                            "claim-" + applicant.id().value(), applicant.name() + "：" + e.getMessage()));
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        String account = form.getOrDefault("refundTo.account", "").strip();
        Proposal.RefundTo refund = account.isEmpty() || file.respondents().isEmpty()
                ? null
                : new Proposal.RefundTo(
                        form.getOrDefault("refundTo.name", "").strip(),
                        form.getOrDefault("refundTo.bank", "").strip(),
                        account);
        String remark = form.getOrDefault("remark", "").strip();
        return new Proposal(
                shares.isEmpty() ? null : shares,
                refund,
                remark.isEmpty() ? null : remark,
                payTo(file, form),
                form.getOrDefault("ground", "").strip());
    }

    /** Other accounts than those on file, where the form names any. */
    private static List<Proposal.PayTo> payTo(CaseFile file, Map<String, String> form) {
        List<Proposal.PayTo> told = new ArrayList<>();
        for (CaseParty applicant : file.applicants()) {
            String key = "payTo-%d.".formatted(applicant.id().value());
            String account = form.getOrDefault(key + "account", "").strip();
            if (!account.isEmpty()) {
                told.add(new Proposal.PayTo(applicant.name(), form.get(key + "name"), form.get(key + "bank"), account));
            }
        }
        return told;
    }

    private FundsPage page(Actor by, String number, FormErrors errors, List<String> refusals) {
        return page(by, number, FundsApi.voucher(null), 0, errors, refusals);
    }

    private FundsPage page(Actor by, String number, long before, int from, FormErrors errors, List<String> refusals) {
        CaseFile file = cases.open(by, UseCase.READ_FUNDS, FundsApi.number(number));
        return new FundsPage(
                heading.of(file),
                file,
                funds.view(file.id(), before, from),
                audit.newestAbout(file.id(), Set.of("distribution", "voucher")),
                access.may(by, UseCase.READ_SUSPENSE, file.court())
                        ? suspense.meantFor(file.court(), file.id())
                        : List.of(),
                access.may(by, UseCase.PROPOSE_DISTRIBUTION, file.court()),
                funds.approvable(by, file),
                errors,
                refusals,
                Map.of());
    }

    /** Where the pages hang. */
    @Configuration
    static class Places {
        @Bean
        CaseTab fundsTab() {
            return new CaseTab("案款", "/funds", 50);
        }

        @Bean
        NavItem cashierNav() {
            return new NavItem("案款", "/cashier", 30, "READ_SUSPENSE", "款");
        }
    }
}
