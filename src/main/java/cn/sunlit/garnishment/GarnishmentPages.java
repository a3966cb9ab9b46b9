package cn.sunlit.garnishment;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.Cases;
import cn.sunlit.funds.Funds;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.PlainMoney;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.CaseTab;
import cn.sunlit.web.Posted;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a case's matured claims and withheld incomes, and the acts on them. */
@Controller
class GarnishmentPages {

    private final MaturedClaims claims;
    private final Incomes incomes;
    private final ClaimStore arrivals;
    private final Funds funds;
    private final Cases cases;
    private final CaseHeading heading;
    private final Access access;
    private final Clock clock;

    GarnishmentPages(
            MaturedClaims claims,
            Incomes incomes,
            ClaimStore arrivals,
            Funds funds,
            Cases cases,
            CaseHeading heading,
            Access access,
            Clock clock) {
        this.claims = claims;
        this.incomes = incomes;
        this.arrivals = arrivals;
        this.funds = funds;
        this.cases = cases;
        this.heading = heading;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/cases/{number}/claims")
    GarnishmentPage show(Actor by, @PathVariable CaseNumber number) {
        return page(by, number, List.of(), Map.of());
    }

    @PostMapping("/cases/{number}/claims")
    Object openClaim(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(
                by,
                number,
                form,
                after,
                "履行到期债务通知已制发，请直接送达第三人后登记",
                () -> claims.open(
                        by,
                        number,
                        new ClaimDraft(
                                id(form.get("party")),
                                form.getOrDefault("third", ""),
                                form.getOrDefault("basis", ""),
                                form.containsKey("judged"),
                                form.getOrDefault("askedBy", ""),
                                PlainMoney.optional("amount", form.get("amount")))));
    }

    @PostMapping("/cases/{number}/claims/{id}/service")
    Object serveClaim(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(
                by,
                number,
                form,
                after,
                "送达已登记，十五日自次日起算",
                () -> claims.served(by, number, id, day(form.get("on")), form.get("receipt")));
    }

    @PostMapping("/cases/{number}/claims/{id}/answer")
    Object answerClaim(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam ClaimAnswer answer,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(
                by,
                number,
                form,
                after,
                "第三人的答复已登记",
                () -> claims.answered(
                        by,
                        number,
                        id,
                        answer,
                        day(form.get("on")),
                        PlainMoney.optional("part", form.get("part")),
                        form.get("text")));
    }

    @PostMapping("/cases/{number}/claims/{id}/ruling")
    Object ruleClaim(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, form, after, "已裁定对第三人强制执行", () -> claims.rule(by, number, id));
    }

    @PostMapping("/cases/{number}/claims/{id}/payment")
    Object payClaim(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, form, after, "已计入第三人的履行", () -> claims.performed(by, number, id, form.get("voucher")));
    }

    @PostMapping("/cases/{number}/claims/{id}/withdrawal")
    Object withdrawClaim(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, form, after, "履行通知已撤回", () -> claims.withdraw(by, number, id, form.get("because")));
    }

    @PostMapping("/cases/{number}/incomes")
    Object openIncome(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam(defaultValue = "WAGE") IncomeKind kind,
            @RequestParam(defaultValue = "1") int persons,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(
                by,
                number,
                form,
                after,
                "已裁定提取收入，请送达发放单位后登记",
                () -> incomes.open(
                        by,
                        number,
                        new IncomeDraft(
                                id(form.get("party")),
                                form.getOrDefault("payer", ""),
                                kind,
                                PlainMoney.optional("income", form.get("income")),
                                persons,
                                PlainMoney.optional("monthly", form.get("monthly")),
                                month("first", form.get("first")))));
    }

    @PostMapping("/cases/{number}/incomes/{id}/service")
    Object serveIncome(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(
                by,
                number,
                form,
                after,
                "送达已登记",
                () -> incomes.served(by, number, id, day(form.get("on")), form.get("receipt")));
    }

    @PostMapping("/cases/{number}/incomes/{id}/month")
    Object monthOfIncome(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(
                by,
                number,
                form,
                after,
                "已计入提取的收入",
                () -> incomes.extracted(by, number, id, month("month", form.get("month")), form.get("voucher")));
    }

    @PostMapping("/cases/{number}/incomes/{id}/stop")
    Object stopIncome(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, form, after, "已发停止提取通知", () -> incomes.stop(by, number, id, form.get("because")));
    }

    private Object act(
            Actor by,
            CaseNumber number,
            Map<String, String> form,
            RedirectAttributes after,
            String notice,
            Runnable act) {
        return Posted.act(
                after, Show.casePath(number, "/claims"), notice, act, e -> page(by, number, e.sentences(), form));
    }

    private GarnishmentPage page(Actor by, CaseNumber number, List<String> refusals, Map<String, String> typed) {
        CaseFile file = cases.open(by, UseCase.READ_ASSETS, number);
        LocalDate today = LocalDate.now(clock);
        Set<String> counted = new HashSet<>(arrivals.counted(file.id()));
        return new GarnishmentPage(
                heading.of(file),
                claims.ofCase(file),
                incomes.ofCase(file),
                file.respondents(),
                Papers.receipts(funds, file.id()).stream()
                        .filter(r -> !counted.contains(r.voucher()))
                        .toList(),
                funds.owed(file.id(), today),
                incomes.living(file, today),
                today,
                access.may(by, UseCase.ORDER_MEASURE, file.court()) && file.isRunning(),
                refusals,
                typed);
    }

    private static long id(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        return text == null || text.isBlank() ? null : PlainDay.optional("on", text);
    }

    private static @Nullable YearMonth month(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return YearMonth.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new Problem.Invalid(field, "月份应写成年和月，例如 2026-03");
        }
    }

    /** Where the page hangs. */
    @Configuration
    static class Places {
        @Bean
        CaseTab claimsTab() {
            return new CaseTab("债权收入", "/claims", 42);
        }
    }
}
