package cn.sunlit.sandbox;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.livesealing.Use;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.Arrays;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The paying bank's counter for a person: what {@link PayingBankApi} is for a program. */
@Controller
@Profile("sandbox")
class PayingBankPages {

    private final PayingBank bank;
    private final PayingBankStore store;

    PayingBankPages(PayingBank bank, PayingBankStore store) {
        this.bank = bank;
        this.store = store;
    }

    @PostMapping(path = "/sandbox/paying-bank/faults", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    String faults(
            @RequestParam(defaultValue = "false") boolean letThrough,
            @RequestParam(defaultValue = "false") boolean silent) {
        store.faults(new PayingBank.Faults(letThrough, silent));
        return "redirect:/sandbox/paying-bank";
    }

    @GetMapping("/sandbox/paying-bank")
    Screen show() {
        return page(new PayingBankPage.Form("", "", "", "", "", ""), FormErrors.NONE);
    }

    @PostMapping(path = "/sandbox/paying-bank/orders", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Object pay(PayingBankPage.Form form, RedirectAttributes next) {
        PayingBankStore.Order done;
        try {
            Money sum = form.amount().isBlank() ? null : money(form.amount());
            Use use = Arrays.stream(Use.values())
                    .filter(u -> u.name().equals(form.use()))
                    .findFirst()
                    .orElse(null);
            PayingBankApi.PayingOrder order = new PayingBankApi.PayingOrder(
                    form.institution(), form.account(), form.payee(), form.payeeAccount(), use, sum, null);
            done = bank.pay(order.read(), order.keyOrNew());
        } catch (Problem.Invalid wrong) {
            return page(form, FormErrors.of(wrong));
        }
        next.addFlashAttribute("notice", "银行：" + done.stateZh());
        return "redirect:/sandbox/paying-bank";
    }

    private static Money money(String typed) {
        try {
            return Money.parse(typed.strip().replace(",", "").replace("，", ""));
        } catch (IllegalArgumentException notMoney) {
            throw new Problem.Invalid("amount", "金额应写成数字，例如 20000 或者 20000.50");
        }
    }

    private Screen page(PayingBankPage.Form form, FormErrors errors) {
        return new PayingBankPage(form, errors, store.faults(), store.newest());
    }
}
