package cn.sunlit.sandbox;

import cn.sunlit.cases.Cases;
import cn.sunlit.funds.Funds;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.FootLink;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The sandbox for a person with a mouse: what {@link SandboxApi} and {@link BankApi} are for a program. */
@Controller
@Profile("sandbox")
class SandboxPages {

    private static final int NEWEST = 40;

    private final SandboxTime time;
    private final SandboxBank bank;
    private final SmsGateway sms;
    private final Cases cases;
    private final Funds funds;

    SandboxPages(SandboxTime time, SandboxBank bank, SmsGateway sms, Cases cases, Funds funds) {
        this.time = time;
        this.bank = bank;
        this.sms = sms;
        this.cases = cases;
        this.funds = funds;
    }

    @GetMapping("/sandbox")
    Screen show(@RequestParam(defaultValue = "") String phone, @RequestParam(defaultValue = "") String to) {
        return page(new SandboxPage.CreditForm(to, "", "", ""), FormErrors.NONE, phone.strip());
    }

    @PostMapping(path = "/sandbox/clock", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    String advance(@RequestParam String advance, RedirectAttributes next) {
        SandboxTime.Moved moved = time.advance(advance);
        next.addFlashAttribute(
                "notice",
                "现在是%s，其间办理了到期的事务%d项".formatted(Show.dateTime(moved.now().toInstant()), moved.ran()));
        return "redirect:/sandbox";
    }

    @PostMapping(path = "/sandbox/bank/credits", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Object credit(
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String payer,
            @RequestParam(defaultValue = "") String remark,
            RedirectAttributes next) {
        List<Problem.FieldError> wrong = new ArrayList<>();
        Money sum = Money.ZERO;
        String account = "";
        try {
            sum = Money.parse(amount.strip().replace(",", "").replace("，", ""));
        } catch (Problem.Invalid | IllegalArgumentException notMoney) {
            wrong.add(new Problem.FieldError("amount", "金额应写成数字，例如 20000 或者 20000.50"));
        }
        if (wrong.isEmpty() && !sum.isPositive()) {
            wrong.add(new Problem.FieldError("amount", "金额应大于零"));
        }
        try {
            account = account(to.strip());
        } catch (Problem.NotFound | Problem.Forbidden unknown) {
            wrong.add(new Problem.FieldError("to", "没有这个案号的案件"));
        }
        if (!wrong.isEmpty()) {
            return page(new SandboxPage.CreditForm(to, amount, payer, remark), new FormErrors(wrong), "");
        }
        bank.credit(
                account,
                sum,
                payer.isBlank() ? "未载明" : payer.strip(),
                remark.strip(),
                UUID.randomUUID().toString());
        time.runWhatIsDue();
        next.addFlashAttribute("notice", "演示银行已收到%s并通知法院".formatted(Show.money(sum)));
        return "redirect:/sandbox";
    }

    /** The sub-account of a case that is named by its number; anything else is an account number as the payer wrote it. */
    private String account(String to) {
        CaseNumber number;
        try {
            number = CaseNumber.parseAnyForm(to);
        } catch (Problem.Invalid | IllegalArgumentException notANumber) {
            return to;
        }
        Actor sandbox = Actor.system("演示沙箱", new CourtCode("鄂1125"));
        return funds.account(cases.open(sandbox, UseCase.READ_FUNDS, number).id())
                .number();
    }

    private SandboxPage page(SandboxPage.CreditForm form, FormErrors errors, String phone) {
        return new SandboxPage(
                time.now().toInstant(),
                form,
                errors,
                phone,
                sms.sent(phone, "").stream().limit(NEWEST).toList());
    }

    /** Where the page hangs. */
    @Configuration
    @Profile("sandbox")
    static class Places {
        @Bean
        FootLink sandboxLink() {
            return new FootLink("演示沙箱：拨动日期、模拟到账、查看短信", "/sandbox");
        }
    }
}
