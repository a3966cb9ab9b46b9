package cn.sunlit.funds;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a case's money that lies still, and the acts on it. */
@Controller
@RequestMapping("/cases/{number}/funds/holds")
class HoldsPages {

    private final HeldFunds holds;
    private final Cash cash;
    private final FundsStore funds;
    private final Cases cases;
    private final CaseHeading heading;
    private final Access access;

    HoldsPages(HeldFunds holds, Cash cash, FundsStore funds, Cases cases, CaseHeading heading, Access access) {
        this.holds = holds;
        this.cash = cash;
        this.funds = funds;
        this.cases = cases;
        this.heading = heading;
        this.access = access;
    }

    @GetMapping
    Screen show(Actor by, @PathVariable CaseNumber number) {
        return page(by, number, Map.of(), FormErrors.NONE, List.of());
    }

    @PostMapping
    Object propose(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        HoldDraft draft = new HoldDraft(
                form.get("ground"),
                form.get("amount"),
                form.get("words"),
                form.get("orderedBy"),
                form.get("document"),
                form.get("until"));
        return act(by, number, form, after, "已提请，审批后记账", () -> holds.propose(by, number, draft));
    }

    @PostMapping("/{hold}/approve")
    Object approve(Actor by, @PathVariable CaseNumber number, @PathVariable long hold, RedirectAttributes after) {
        return act(by, number, Map.of(), after, "已同意", () -> holds.approve(by, number, hold));
    }

    @PostMapping("/{hold}/refuse")
    Object refuse(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long hold,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes after) {
        return act(by, number, Map.of(), after, "已退回", () -> holds.refuse(by, number, hold, because));
    }

    @PostMapping("/{hold}/look")
    Object look(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long hold,
            @RequestParam(defaultValue = "") String words,
            RedirectAttributes after) {
        return act(by, number, Map.of(), after, "已登记核查情况", () -> holds.look(by, number, hold, words));
    }

    @PostMapping("/{hold}/releases")
    Object release(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long hold,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        ReleaseDraft draft =
                new ReleaseDraft(form.get("amount"), form.get("because"), form.get("ceasedOn"), form.get("document"));
        return act(by, number, Map.of(), after, "已提请解除，等待另一人审批", () -> holds.proposeRelease(by, number, hold, draft));
    }

    @PostMapping("/{hold}/releases/{release}/approve")
    Object free(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long hold,
            @PathVariable long release,
            RedirectAttributes after) {
        return act(
                by,
                number,
                Map.of(),
                after,
                "已解除，款项回到可以发放的余额",
                () -> holds.decideRelease(by, number, hold, release, true));
    }

    @PostMapping("/{hold}/releases/{release}/refuse")
    Object keep(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long hold,
            @PathVariable long release,
            RedirectAttributes after) {
        return act(by, number, Map.of(), after, "已退回解除申请", () -> holds.decideRelease(by, number, hold, release, false));
    }

    private Object act(
            Actor by,
            CaseNumber number,
            Map<String, String> typed,
            RedirectAttributes after,
            String done,
            Runnable act) {
        try {
            act.run();
        } catch (Problem.Invalid wrong) {
            return page(by, number, typed, FormErrors.of(wrong), List.of());
        } catch (Problem.Conflict refused) {
            return page(by, number, typed, FormErrors.NONE, refused.sentences());
        }
        after.addFlashAttribute("notice", done);
        return "redirect:" + Show.casePath(number, "/funds/holds");
    }

    HoldsPage page(Actor by, CaseNumber number, Map<String, String> typed, FormErrors errors, List<String> refusals) {
        CaseFile file = cases.open(by, UseCase.READ_FUNDS, number);
        return new HoldsPage(
                heading.of(file),
                funds.sums(file.id()).balance(),
                holds.ofCase(file.id()),
                cash.ofCase(file.id()),
                access.may(by, UseCase.TAKE_CASH, file.court()) ? cash.seconds(by) : List.of(),
                access.may(by, UseCase.HOLD_FUNDS, file.court()),
                access.may(by, UseCase.APPROVE_HOLD, file.court()),
                typed,
                errors,
                refusals);
    }
}
