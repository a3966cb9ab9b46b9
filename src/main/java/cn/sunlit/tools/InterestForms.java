package cn.sunlit.tools;

import static cn.sunlit.tools.Ask.Kind.DAY;
import static cn.sunlit.tools.Ask.Kind.MONEY;
import static cn.sunlit.tools.Ask.Kind.NUMBER;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem.Refusal;
import cn.sunlit.statutes.Clearing;
import cn.sunlit.statutes.ClearingResult;
import cn.sunlit.statutes.Debt;
import cn.sunlit.statutes.Decision;
import cn.sunlit.statutes.DoubleInterest;
import cn.sunlit.statutes.Interest;
import cn.sunlit.statutes.InterestResult;
import cn.sunlit.statutes.Payment;
import cn.sunlit.statutes.Rate;
import cn.sunlit.statutes.Suspension;
import cn.sunlit.web.Fact;
import cn.sunlit.web.Show;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Interest and the clearing of a debt as forms. */
final class InterestForms {

    private static final Ask RECEIPTS = Ask.rows(
            "payments",
            "已经还的钱",
            "一行一笔，没有就不填；填满后按“计算”，会多出空行",
            Ask.of(DAY, "date", "还款日", ""),
            Ask.of(MONEY, "amount", "金额（元）", ""));

    private static final Ask SUSPENSIONS = Ask.rows(
            "suspensions",
            "中止、暂缓执行的期间",
            "法院裁定中止或者决定暂缓执行的，没有就不填",
            Ask.of(DAY, "from", "从", ""),
            Ask.of(DAY, "to", "到", ""),
            Ask.choice("requestedByDebtor", "谁申请的", new Ask.Choice("false", "不是被执行人"), new Ask.Choice("true", "被执行人")));

    private static final Ask.Choice FIXED = new Ask.Choice("FIXED", "固定年利率（%）");
    private static final Ask.Choice LPR_1Y = new Ask.Choice("LPR_1Y", "一年期LPR的倍数");
    private static final Ask.Choice LPR_5Y = new Ask.Choice("LPR_5Y", "五年期以上LPR的倍数");

    private static final Tool DOUBLE_INTEREST = Tool.of(
            "double-interest",
            "加倍部分债务利息",
            "逾期不履行，每天加付万分之一点七五",
            "文书写的还款期限过了还没还清的，从期限届满起按日计算加倍部分。这里的还款先抵本金。",
            List.of(
                    Ask.of(MONEY, "principal", "本金（元）", "例如 500000"),
                    Ask.of(DAY, "performanceDue", "还款期限的最后一日", "文书上写的履行期限届满那一天"),
                    Ask.of(DAY, "until", "算到哪一天", ""),
                    RECEIPTS,
                    SUSPENSIONS),
            InterestForms::doubleInterest);

    private static final Tool INTEREST = Tool.of(
            "interest",
            "一般债务利息",
            "按判决书写明的利率计算，LPR 自动分段",
            "按判决书、调解书写明的办法计算；文书没有判利息的不算。",
            List.of(
                    Ask.of(MONEY, "principal", "本金（元）", "例如 100000"),
                    Ask.choice("kind", "文书判的利率", FIXED, LPR_1Y, LPR_5Y),
                    Ask.of(NUMBER, "rate", "年利率（%）或倍数", "例如 3.85，或者 4"),
                    Ask.of(DAY, "fixedAt", "按哪一天的LPR", "文书写明按某一天的LPR计算才填；不填则随LPR变动分段")
                            .optional(),
                    Ask.of(DAY, "from", "从哪一天起算", ""),
                    Ask.of(DAY, "until", "算到哪一天", "")),
            InterestForms::interest);

    private static final Tool SETTLEMENT = Tool.of(
            "settlement",
            "还款先抵什么，还欠多少",
            "每笔还款抵了费用、利息、本金各多少",
            "每笔还款先抵费用，再抵一般债务利息、本金，最后抵加倍部分。申请执行费另计。",
            List.of(
                    Ask.of(MONEY, "principal", "本金（元）", "例如 500000"),
                    Ask.of(MONEY, "costs", "应给付的诉讼费等费用（元）", "没有就不填").optional(),
                    Ask.choice("kind", "文书判的利率", new Ask.Choice("NONE", "没有判利息"), FIXED, LPR_1Y, LPR_5Y),
                    Ask.of(NUMBER, "rate", "年利率（%）或倍数", "例如 3.85，或者 4；没有判利息的不填").optional(),
                    Ask.of(DAY, "interestFrom", "利息从哪一天起算", "没有判利息的不填").optional(),
                    Ask.of(DAY, "performanceDue", "还款期限的最后一日", "文书上写的履行期限届满那一天"),
                    Ask.of(DAY, "until", "算到哪一天", ""),
                    RECEIPTS,
                    SUSPENSIONS),
            InterestForms::settlement);

    static final List<Tool> ALL = List.of(DOUBLE_INTEREST, INTEREST, SETTLEMENT);

    private InterestForms() {}

    private static Answer doubleInterest(Filled filled) {
        Money principal = filled.money("principal");
        LocalDate due = filled.day("performanceDue", LocalDate.EPOCH);
        LocalDate until = filled.day("until", due);
        List<Payment> payments = payments(filled);
        List<Suspension> suspensions = suspensions(filled);
        filled.check();
        filled.span("until", due, until);
        return switch (filled.on(
                suspensions.isEmpty() ? "until" : "suspensions",
                () -> DoubleInterest.decide(principal, due, until, payments, suspensions))) {
            case Decision.Granted<InterestResult> g -> doubled(g.result(), List.of());
            case Decision.Refused<InterestResult> r -> questions(r.refusals());
            case Decision.NeedsJudgement<InterestResult> n -> {
                InterestResult computed = n.computed();
                yield computed == null ? questions(n.questions()) : doubled(computed, n.questions());
            }
        };
    }

    private static Answer questions(List<Refusal> open) {
        return Answer.of("加倍部分债务利息", "须由承办人核定")
                .steps(open.stream()
                        .map(r -> new Answer.Step(r.because(), r.law()))
                        .toList());
    }

    private static Answer doubled(InterestResult r, List<Refusal> open) {
        return Answer.of("加倍部分债务利息", Show.money(r.total()))
                .table(
                        "逐段计算",
                        List.of("从（不计）", "到（计入）", "天数", "未还本金（元）", "加倍部分（元）"),
                        r.segments().stream()
                                .map(s -> List.of(
                                        Show.date(s.from()),
                                        Show.date(s.to()),
                                        Long.toString(s.days()),
                                        s.base().display(),
                                        s.interest().display()))
                                .toList())
                .plainSteps(Stream.concat(Stream.of("每段：未还本金 × 日万分之一点七五 × 天数；各段相加后四舍五入到分"), r.notes().stream())
                        .toList())
                .law(r.law())
                .notes(open.stream().map(Refusal::because).toList());
    }

    private static Answer interest(Filled filled) {
        Money principal = filled.money("principal");
        Rate rate = rate(filled, filled.choice("kind"), filled.dayOrNull("fixedAt"));
        LocalDate from = filled.day("from", LocalDate.EPOCH);
        LocalDate until = filled.day("until", from);
        filled.check();
        filled.span("until", from, until);
        InterestResult r = filled.on(
                filled.dayOrNull("fixedAt") == null ? "from" : "fixedAt",
                () -> Interest.general(principal, from, until, rate));
        return Answer.of("一般债务利息", Show.money(r.total()))
                .table(
                        "逐段计算",
                        List.of("从（不计）", "到（计入）", "天数", "年利率（%）", "利息（元）"),
                        r.segments().stream()
                                .map(s -> List.of(
                                        Show.date(s.from()),
                                        Show.date(s.to()),
                                        Long.toString(s.days()),
                                        InterestTools.plain(s.percentOrDaily()),
                                        s.interest().display()))
                                .toList())
                .plainSteps(r.notes())
                .law(r.law());
    }

    private static Answer settlement(Filled filled) {
        Money principal = filled.money("principal");
        Money costs = filled.money("costs");
        String kind = filled.choice("kind");
        boolean bearing = !kind.equals("NONE");
        Rate rate = bearing ? rate(filled, kind, null) : null;
        LocalDate from = filled.dayOrNull("interestFrom");
        if (bearing && from == null) {
            filled.refuse("interestFrom", "判了利息的，请填写利息从哪一天起算");
        }
        LocalDate due = filled.day("performanceDue", LocalDate.EPOCH);
        LocalDate until = filled.day("until", due);
        List<Payment> receipts = payments(filled);
        List<Suspension> suspensions = suspensions(filled);
        filled.check();
        filled.span("until", from == null || due.isBefore(from) ? due : from, until);
        if (receipts.stream().anyMatch(r -> r.date().isAfter(until))) {
            filled.refuse("until", "算到的日子不能早于最后一笔还款");
        }
        ClearingResult r = filled.on(
                bearing ? "interestFrom" : suspensions.isEmpty() ? "until" : "suspensions",
                () -> Clearing.settle(
                        new Debt(principal, costs, rate, bearing ? from : null, due, true, suspensions),
                        receipts,
                        until));
        return Answer.of("还欠", Show.money(r.total()))
                .facts(
                        Fact.of("费用", r.remainingCosts()),
                        Fact.of("一般债务利息", r.remainingInterest()),
                        Fact.of("本金", r.remainingPrincipal()),
                        Fact.of("加倍部分债务利息", r.remainingDouble()),
                        Fact.of("应退还被执行人", r.refund()))
                .table(
                        "每笔还款抵了什么",
                        List.of("还款日", "收到（元）", "抵费用", "抵利息", "抵本金", "抵加倍部分", "余"),
                        r.receipts().stream()
                                .map(c -> List.of(
                                        Show.date(c.date()),
                                        c.amount().display(),
                                        c.toCosts().display(),
                                        c.toInterest().display(),
                                        c.toPrincipal().display(),
                                        c.toDouble().display(),
                                        c.left().display()))
                                .toList())
                .steps(r.explanations().stream()
                        .map(e -> new Answer.Step(e.text(), e.law()))
                        .toList());
    }

    private static Rate rate(Filled filled, String kind, @Nullable LocalDate fixedAt) {
        Rate standIn = new Rate.Fixed(BigDecimal.ZERO);
        if (filled.raw("rate").isBlank()) {
            filled.refuse("rate", "请填写年利率或倍数");
            return standIn;
        }
        return filled.read(
                "rate",
                text -> {
                    Factor factor = Factor.of(text);
                    return kind.equals("FIXED")
                            ? Rate.of(kind, factor.value(), null, null)
                            : Rate.of(kind, null, factor.value(), fixedAt);
                },
                standIn);
    }

    private static List<Payment> payments(Filled filled) {
        return filled.rows("payments").stream()
                .map(row -> new Payment(row.day("date"), row.money("amount")))
                .toList();
    }

    private static List<Suspension> suspensions(Filled filled) {
        List<Suspension> suspensions = new ArrayList<>();
        for (Filled.Row row : filled.rows("suspensions")) {
            LocalDate from = row.day("from");
            LocalDate to = row.day("to");
            if (to.isBefore(from)) {
                filled.refuse(row.field("to"), "结束日不能早于开始日");
            } else {
                suspensions.add(
                        new Suspension(from, to, row.choice("requestedByDebtor").equals("true")));
            }
        }
        return suspensions;
    }
}
