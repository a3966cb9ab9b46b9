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

/** The page of what a case pays to others than its creditors, and the acts on it. */
@Controller
@RequestMapping("/cases/{number}/funds/outlays")
class OutlaysPages {

    private final Outlays outlays;
    private final HoldStore holds;
    private final FundsStore funds;
    private final Cases cases;
    private final CaseHeading heading;
    private final Access access;

    OutlaysPages(Outlays outlays, HoldStore holds, FundsStore funds, Cases cases, CaseHeading heading, Access access) {
        this.outlays = outlays;
        this.holds = holds;
        this.funds = funds;
        this.cases = cases;
        this.heading = heading;
        this.access = access;
    }

    @GetMapping
    Screen show(Actor by, @PathVariable CaseNumber number) {
        return page(by, number, Map.of(), FormErrors.NONE, List.of());
    }

    @PostMapping("/costs")
    Object cost(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, form, after, "已提请，等待另一人审批", () -> outlays.proposeCost(by, number, draft(form)));
    }

    @PostMapping("/handovers")
    Object handOver(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam(defaultValue = "0") long hold,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(
                by, number, form, after, "已提请移交，等待另一人审批", () -> outlays.proposeHandover(by, number, hold, draft(form)));
    }

    private static OutlayDraft draft(Map<String, String> form) {
        return new OutlayDraft(
                form.get("cost"),
                form.get("amount"),
                form.get("payee"),
                form.get("bank"),
                form.get("account"),
                form.get("document"),
                form.get("ground"));
    }

    @PostMapping("/{outlay}/approve")
    Object approve(Actor by, @PathVariable CaseNumber number, @PathVariable long outlay, RedirectAttributes after) {
        return act(by, number, Map.of(), after, "已同意，付款指令将送银行", () -> outlays.decide(by, number, outlay, true));
    }

    @PostMapping("/{outlay}/refuse")
    Object refuse(Actor by, @PathVariable CaseNumber number, @PathVariable long outlay, RedirectAttributes after) {
        return act(by, number, Map.of(), after, "已退回", () -> outlays.decide(by, number, outlay, false));
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
        return "redirect:" + Show.casePath(number, "/funds/outlays");
    }

    private OutlaysPage page(
            Actor by, CaseNumber number, Map<String, String> typed, FormErrors errors, List<String> refusals) {
        CaseFile file = cases.open(by, UseCase.READ_FUNDS, number);
        return new OutlaysPage(
                heading.of(file),
                funds.sums(file.id()).balance(),
                outlays.ofCase(file.id()),
                holds.ofCase(file.id()).stream()
                        .filter(h -> h.kind() == HoldKind.FROZEN
                                && h.state().equals("HELD")
                                && h.left().isPositive())
                        .toList(),
                access.may(by, UseCase.PROPOSE_DISTRIBUTION, file.court()),
                access.may(by, UseCase.HOLD_FUNDS, file.court()),
                access.may(by, UseCase.APPROVE_DISTRIBUTION, file.court()),
                typed,
                errors,
                refusals);
    }
}
