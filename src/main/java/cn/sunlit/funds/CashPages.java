package cn.sunlit.funds;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Show;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Acts on cash: taken by officers on the case's page, received and paid in on the cashier's desk. */
@Controller
class CashPages {

    private final Cash cash;
    private final HoldsPages holds;
    private final CashierDesk desk;

    CashPages(Cash cash, HoldsPages holds, CashierDesk desk) {
        this.cash = cash;
        this.holds = holds;
        this.desk = desk;
    }

    @PostMapping("/cases/{number}/funds/cash")
    Object take(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        CashDraft draft = new CashDraft(
                form.get("amount"), form.get("payer"), form.get("takenOn"), form.get("place"), form.get("withLogin"));
        CashView taken;
        try {
            taken = cash.take(by, number, draft);
        } catch (Problem.Invalid wrong) {
            return holds.page(by, number, form, FormErrors.of(wrong), List.of());
        }
        after.addFlashAttribute("notice", "已登记，收款凭据已生成；缴存银行时附言请写 " + taken.mark());
        return "redirect:" + Show.casePath(number, "/funds/holds");
    }

    @PostMapping("/cashier/cash/{id}/receive")
    Object receive(
            Actor by,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String lateBecause,
            RedirectAttributes after) {
        return act(by, after, "已收到移交的现金", () -> cash.receive(by, id, lateBecause));
    }

    @PostMapping("/cashier/cash/{id}/match")
    Object match(
            Actor by,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String receipt,
            RedirectAttributes after) {
        return act(
                by,
                after,
                "已与银行到账核对",
                () -> cash.match(by, id, receipt.matches("\\d{1,18}") ? Long.parseLong(receipt) : 0));
    }

    private Object act(Actor by, RedirectAttributes after, String done, Runnable act) {
        try {
            act.run();
        } catch (Problem.Invalid | Problem.Conflict refused) {
            return desk.page(by.court(), refused.getMessage());
        }
        after.addFlashAttribute("notice", done);
        return "redirect:/cashier";
    }
}
