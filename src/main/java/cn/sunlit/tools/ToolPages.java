package cn.sunlit.tools;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.statutes.AmountInWords;
import cn.sunlit.statutes.Clearing;
import cn.sunlit.statutes.ClearingResult;
import cn.sunlit.statutes.Deadline;
import cn.sunlit.statutes.Debt;
import cn.sunlit.statutes.Distribution;
import cn.sunlit.statutes.EnforcementFee;
import cn.sunlit.statutes.FeeResult;
import cn.sunlit.statutes.Payment;
import cn.sunlit.statutes.Period;
import cn.sunlit.statutes.Periods;
import cn.sunlit.statutes.PreservationFee;
import cn.sunlit.statutes.Rate;
import cn.sunlit.statutes.StatuteBook;
import cn.sunlit.statutes.WorkCalendar;
import cn.sunlit.web.FormErrors;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The tools as pages for a phone: plain forms that need neither log-in nor script, and can be kept as an address. */
@Controller
@RequestMapping("/tools")
class ToolPages {

    private static final int MAX_LINES = 200;

    @GetMapping
    ToolsPage tools() {
        return new ToolsPage();
    }

    @GetMapping("/fee")
    FeePage fee(
            @RequestParam(defaultValue = "") String amount, @RequestParam(defaultValue = "enforcement") String kind) {
        if (amount.isBlank()) {
            return new FeePage(amount, kind, FormErrors.NONE, null, "");
        }
        Answer<FeeResult> answer = answer(() -> {
            Input input = new Input();
            Money sum = input.read("amount", amount, Money::parse, Money.ZERO);
            input.check();
            return Input.on(
                    "amount", () -> kind.equals("preservation") ? PreservationFee.of(sum) : EnforcementFee.of(sum));
        });
        FeeResult fee = answer.result();
        return new FeePage(amount, kind, answer.errors(), fee, fee == null ? "" : AmountInWords.of(fee.fee()));
    }

    @GetMapping("/deadline")
    DeadlinePage deadline(
            @RequestParam(defaultValue = "") String event,
            @RequestParam(defaultValue = "") String length,
            @RequestParam(defaultValue = "NATURAL_DAY") String unit) {
        if (event.isBlank() && length.isBlank()) {
            return new DeadlinePage(event, length, unit, FormErrors.NONE, null);
        }
        Answer<Deadline> answer = answer(() -> {
            Input input = new Input();
            LocalDate day = input.read("event", event, Input::day, LocalDate.EPOCH);
            if (event.isBlank()) {
                input.refuse("event", "请填写从哪一天起");
            }
            boolean control = unit.equals("CONTROL_YEAR");
            Period period = input.read("length", length, text -> period(text, control ? "YEAR" : unit), Period.days(0));
            if (length.isBlank()) {
                input.refuse("length", "请填写多长");
            }
            input.check();
            return control
                    ? Input.on("length", () -> Periods.endOfControl(day, period))
                    : Input.on("event", () -> Periods.end(day, period, WorkCalendar.shipped()));
        });
        return new DeadlinePage(event, length, unit, answer.errors(), answer.result());
    }

    @GetMapping("/interest")
    InterestPage interest(
            @RequestParam(defaultValue = "") String principal,
            @RequestParam(defaultValue = "") String costs,
            @RequestParam(defaultValue = "NONE") String rateKind,
            @RequestParam(defaultValue = "") String rate,
            @RequestParam(defaultValue = "") String interestFrom,
            @RequestParam(defaultValue = "") String performanceDue,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String receipts) {
        InterestPage.Form form =
                new InterestPage.Form(principal, costs, rateKind, rate, interestFrom, performanceDue, until, receipts);
        if (principal.isBlank() && performanceDue.isBlank() && until.isBlank()) {
            return new InterestPage(form, FormErrors.NONE, null);
        }
        Answer<ClearingResult> answer = answer(() -> settle(form));
        return new InterestPage(form, answer.errors(), answer.result());
    }

    private static ClearingResult settle(InterestPage.Form form) {
        Input input = new Input();
        Money principal = input.read("principal", form.principal(), Money::parse, Money.ZERO);
        missing(input, "principal", form.principal(), "请填写本金");
        Money costs = input.read("costs", form.costs(), Money::parse, Money.ZERO);
        LocalDate due = input.read("performanceDue", form.performanceDue(), Input::day, LocalDate.EPOCH);
        missing(input, "performanceDue", form.performanceDue(), "请填写履行期最后一日");
        LocalDate until = input.read("until", form.until(), Input::day, due);
        missing(input, "until", form.until(), "请填写算到哪一天");
        List<Payment> receipts = lines(input, "receipts", form.receipts(), ToolPages::payment);
        boolean bearing = !form.rateKind().equals("NONE");
        LocalDate from = input.read("interestFrom", form.interestFrom(), Input::day, due);
        if (bearing) {
            missing(input, "rate", form.rate(), "请填写年利率或倍数");
            missing(input, "interestFrom", form.interestFrom(), "请填写利息从哪一天起算");
        }
        Factor factor = input.read("rate", form.rate(), Factor::of, Factor.of("0"));
        input.check();
        Rate rate =
                bearing ? Input.on("rate", () -> Rate.of(form.rateKind(), factor.value(), factor.value(), null)) : null;
        if (receipts.stream().anyMatch(r -> r.date().isAfter(until))) {
            throw new Problem.Invalid("until", "算到的日子不能早于最后一笔还款");
        }
        return Input.on(
                bearing ? "interestFrom" : "until",
                () -> Clearing.settle(
                        new Debt(principal, costs, rate, bearing ? from : null, due, true, List.of()),
                        receipts,
                        until));
    }

    @GetMapping("/distribution")
    DistributionPage distribution(
            @RequestParam(defaultValue = "") String proceeds,
            @RequestParam(defaultValue = "") String costs,
            @RequestParam(defaultValue = "") String preferred,
            @RequestParam(defaultValue = "") String ordinary,
            @RequestParam(defaultValue = "PROPORTIONAL") String rule) {
        if (proceeds.isBlank() && ordinary.isBlank()) {
            return new DistributionPage(proceeds, costs, preferred, ordinary, rule, FormErrors.NONE, null);
        }
        Answer<Distribution.Plan> answer = answer(() -> {
            Input input = new Input();
            Money sum = input.read("proceeds", proceeds, Money::parse, Money.ZERO);
            missing(input, "proceeds", proceeds, "请填写可分的钱");
            List<Distribution.Claim> first = lines(input, "costs", costs, ToolPages::claim);
            List<Distribution.Claim> then = lines(input, "preferred", preferred, ToolPages::claim);
            List<Distribution.Claim> last = lines(input, "ordinary", ordinary, ToolPages::claim);
            input.check();
            Distribution.Rule by =
                    rule.equals("SEIZURE_ORDER") ? Distribution.Rule.SEIZURE_ORDER : Distribution.Rule.PROPORTIONAL;
            return Input.on("ordinary", () -> Distribution.plan(sum, first, then, last, by));
        });
        return new DistributionPage(proceeds, costs, preferred, ordinary, rule, answer.errors(), answer.result());
    }

    @GetMapping("/law")
    LawPage law() {
        return new LawPage(StatuteBook.shipped().all(), null, 0);
    }

    @GetMapping("/law/{statute}")
    LawPage statute(@PathVariable String statute) {
        return law(statute, 0);
    }

    @GetMapping("/law/{statute}/{article}")
    LawPage law(@PathVariable String statute, @PathVariable int article) {
        StatuteBook.Statute found =
                StatuteBook.shipped().newest(statute).orElseThrow(() -> new Problem.NotFound("没有收录这部法律，请从目录中选择"));
        if (article != 0 && !found.articles().containsKey(article)) {
            throw new Problem.NotFound("《%s》没有第%d条".formatted(found.name(), article));
        }
        return new LawPage(List.of(), found, article);
    }

    /** What a form leads to: a result, or the errors beside its fields. */
    private record Answer<T>(@Nullable T result, FormErrors errors) {}

    private static <T> Answer<T> answer(Supplier<T> rule) {
        try {
            return new Answer<>(rule.get(), FormErrors.NONE);
        } catch (Problem.Invalid e) {
            return new Answer<>(null, FormErrors.of(e));
        }
    }

    private static void missing(Input input, String field, String text, String message) {
        if (text.isBlank()) {
            input.refuse(field, message);
        }
    }

    private static <T> List<T> lines(Input input, String field, String text, Function<String[], T> reader) {
        List<String> lines =
                text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        List<T> read = new ArrayList<>();
        if (lines.size() > MAX_LINES) {
            input.refuse(field, "不能超过%d行".formatted(MAX_LINES));
            return read;
        }
        for (int i = 0; i < lines.size(); i++) {
            try {
                read.add(reader.apply(lines.get(i).split("[\\s　]+")));
            } catch (IllegalArgumentException e) {
                input.refuse(field, "第%d行：%s".formatted(i + 1, e.getMessage()));
            }
        }
        return read;
    }

    private static Payment payment(String[] part) {
        if (part.length != 2) {
            throw new IllegalArgumentException("应写成“日期 金额”，例如 2026-05-10 200000");
        }
        return new Payment(Input.day(part[0]), Money.parse(part[1]));
    }

    private static Distribution.Claim claim(String[] part) {
        if (part.length != 2 && part.length != 3) {
            throw new IllegalArgumentException("应写成“名称 金额”，例如 甲 500000");
        }
        Distribution.Claim claim = Distribution.Claim.of(part[0], Money.parse(part[1]));
        if (part.length == 2) {
            return claim;
        }
        if (!part[2].matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException("查封顺位应为从1起的整数");
        }
        return claim.seized(Integer.parseInt(part[2]));
    }

    private static Period period(String text, String unit) {
        if (!text.matches("\\d{1,6}")) {
            throw new IllegalArgumentException("应为不小于零的整数");
        }
        for (Period.Unit u : Period.Unit.values()) {
            if (u.name().equals(unit)) {
                return new Period(Integer.parseInt(text), u);
            }
        }
        throw new IllegalArgumentException("请从列表中选择单位");
    }
}
