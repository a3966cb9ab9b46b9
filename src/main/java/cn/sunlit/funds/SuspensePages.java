package cn.sunlit.funds;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of money without a name: looked through, claimed, sent back. */
@Controller
class SuspensePages {

    private static final int LONGEST_WORDS = 50;

    private final SuspenseDesk desk;
    private final FundsStore store;
    private final ReturnStore returnStore;
    private final Claims claims;
    private final Returns returns;
    private final Access access;

    SuspensePages(
            SuspenseDesk desk,
            FundsStore store,
            ReturnStore returnStore,
            Claims claims,
            Returns returns,
            Access access) {
        this.desk = desk;
        this.store = store;
        this.returnStore = returnStore;
        this.claims = claims;
        this.returns = returns;
        this.access = access;
    }

    @GetMapping("/cashier/suspense")
    Screen suspense(
            Actor by,
            @RequestParam(defaultValue = "") String age,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(required = false) @Nullable Long receipt,
            @RequestParam(defaultValue = "1") int page) {
        access.allow(by, UseCase.READ_SUSPENSE, by.court());
        return receipt != null
                ? page(by, SuspenseDesk.Filter.NONE, 1, receipt, null, FormErrors.NONE)
                : page(by, filter(age, state, words, amount), Math.clamp(page, 1, 1000), null, null, FormErrors.NONE);
    }

    static SuspenseDesk.Filter filter(String age, String state, String words, String amount) {
        SuspenseDesk.Age old = null;
        for (SuspenseDesk.Age each : SuspenseDesk.Age.values()) {
            old = each.name().equals(age) ? each : old;
        }
        if (old == null && !age.isBlank()) {
            throw new Problem.Invalid("age", "账龄应为 FRESH（三日内）、LATE（四至三十日）或 OLD（超过三十日）");
        }
        if (!state.isBlank() && !List.of("OPEN", "CLAIMED", "RETURNING").contains(state)) {
            throw new Problem.Invalid("state", "状态应为 OPEN（待认领）、CLAIMED（认领待复核）或 RETURNING（退还付款人）");
        }
        if (words.length() > LONGEST_WORDS || words.indexOf('\0') >= 0) {
            throw new Problem.Invalid("words", "付款人或附言最多%d字".formatted(LONGEST_WORDS));
        }
        Money sum = null;
        if (!amount.isBlank()) {
            try {
                sum = Money.parse(amount);
            } catch (IllegalArgumentException wrong) {
                throw new Problem.Invalid("amount", String.valueOf(wrong.getMessage()));
            }
        }
        return new SuspenseDesk.Filter(
                old, state.isBlank() ? null : state, words.isBlank() ? null : words.strip(), sum);
    }

    @PostMapping("/cashier/suspense/{receipt}/claims")
    Object claim(
            Actor by,
            @PathVariable long receipt,
            @RequestParam(defaultValue = "") String caseNumber,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes after,
            HttpServletResponse response) {
        return act(by, null, after, response, "已提出认领，等待另一人复核", () -> claims.claim(by, receipt, caseNumber, reason));
    }

    @PostMapping("/cashier/claims/{claim}/confirm")
    Object confirm(Actor by, @PathVariable long claim, RedirectAttributes after, HttpServletResponse response) {
        return act(by, null, after, response, "认领已复核，款项记入案件", () -> claims.confirm(by, claim));
    }

    @PostMapping("/cashier/claims/{claim}/refuse")
    Object refuse(Actor by, @PathVariable long claim, RedirectAttributes after, HttpServletResponse response) {
        return act(by, null, after, response, "已退回认领，款项仍在不明款", () -> claims.refuse(by, claim));
    }

    @PostMapping("/cashier/suspense/{receipt}/returns")
    Object propose(
            Actor by,
            @PathVariable long receipt,
            @RequestParam(defaultValue = "") String ground,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String bank,
            @RequestParam(defaultValue = "") String account,
            RedirectAttributes after,
            HttpServletResponse response) {
        return act(
                by,
                receipt,
                after,
                response,
                "已提出退还，等待另一人审批",
                () -> returns.propose(by, receipt, new Returns.Draft(ground, name, bank, account)));
    }

    @PostMapping("/cashier/returns/{back}/approve")
    Object approve(Actor by, @PathVariable long back, RedirectAttributes after, HttpServletResponse response) {
        return act(by, null, after, response, "已同意退还，付款指令将送银行", () -> returns.approve(by, back));
    }

    @PostMapping("/cashier/returns/{back}/refuse")
    Object refuseReturn(Actor by, @PathVariable long back, RedirectAttributes after, HttpServletResponse response) {
        return act(by, null, after, response, "已不同意退还，款项仍在不明款", () -> returns.refuse(by, back));
    }

    /** The sentence stands where the button was; the status still says that nothing was done. */
    private Object act(
            Actor by,
            @Nullable Long receipt,
            RedirectAttributes after,
            HttpServletResponse response,
            String done,
            Runnable act) {
        try {
            act.run();
        } catch (Problem.Invalid wrong) {
            access.allow(by, UseCase.READ_SUSPENSE, by.court());
            return receipt == null
                    ? page(by, SuspenseDesk.Filter.NONE, 1, null, wrong.getMessage(), FormErrors.NONE)
                    : page(by, SuspenseDesk.Filter.NONE, 1, receipt, null, FormErrors.of(wrong));
        } catch (Problem.Conflict | Problem.Forbidden refused) {
            access.allow(by, UseCase.READ_SUSPENSE, by.court());
            if (refused instanceof Problem.Forbidden) {
                response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            }
            return page(by, SuspenseDesk.Filter.NONE, 1, null, refused.getMessage(), FormErrors.NONE);
        }
        after.addFlashAttribute("notice", done);
        return "redirect:/cashier/suspense";
    }

    private SuspensePage page(
            Actor by,
            SuspenseDesk.Filter filter,
            int page,
            @Nullable Long only,
            @Nullable String trouble,
            FormErrors errors) {
        List<SuspenseDesk.Unknown> found = only == null
                ? desk.lying(by.court(), filter, page, SuspenseDesk.PAGE)
                : List.of(desk.unknown(desk.row(by.court(), only)));
        List<ReturnStore.Return> back = returnStore.open(by.court());
        boolean more = found.size() > SuspenseDesk.PAGE;
        return new SuspensePage(
                desk.ages(by.court()),
                filter,
                page,
                more,
                more ? found.subList(0, SuspenseDesk.PAGE) : found,
                only,
                store.openClaims(by.court()),
                back.stream().map(ReturnStore.Return::view).toList(),
                back.stream()
                        .filter(r -> r.state() == States.Return.PROPOSED
                                && r.proposedBy().equals(by.login()))
                        .map(ReturnStore.Return::id)
                        .collect(Collectors.toSet()),
                trouble,
                errors,
                by.login());
    }
}
