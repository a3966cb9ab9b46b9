package cn.sunlit.tools;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem.Refusal;
import cn.sunlit.statutes.Cleared;
import cn.sunlit.statutes.Clearing;
import cn.sunlit.statutes.ClearingResult;
import cn.sunlit.statutes.Debt;
import cn.sunlit.statutes.Decision;
import cn.sunlit.statutes.DoubleInterest;
import cn.sunlit.statutes.Explanation;
import cn.sunlit.statutes.Interest;
import cn.sunlit.statutes.InterestResult;
import cn.sunlit.statutes.Payment;
import cn.sunlit.statutes.Rate;
import cn.sunlit.statutes.Suspension;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Interest and the clearing of a debt, open to everyone. */
@Tag(name = "工具")
@RestController
@RequestMapping("/api/tools")
class InterestTools {

    /** As it comes in: what is missing is null and is named in the answer. */
    record Paid(@Nullable LocalDate date, @Nullable Money amount) {}

    record Stopped(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Boolean requestedByDebtor) {}

    @Schema(
            example =
                    "{\"principal\":\"500000.00\",\"performanceDue\":\"2026-03-31\",\"until\":\"2026-09-30\",\"payments\":[{\"date\":\"2026-05-10\",\"amount\":\"200000.00\"}],\"suspensions\":[{\"from\":\"2026-06-01\",\"to\":\"2026-06-30\",\"requestedByDebtor\":false}]}")
    record DoubleInterestQuestion(
            @Nullable Money principal,
            @Nullable LocalDate performanceDue,
            @Nullable LocalDate until,
            @Nullable List<@Nullable Paid> payments,
            @Nullable List<@Nullable Stopped> suspensions) {}

    record DoubleSegment(LocalDate from, LocalDate to, long days, Money base, Money interest) {}

    /** @param needsJudgement what a person must judge and is not in the total; left out where there is nothing */
    record DoubleInterestAnswer(
            Money total,
            List<DoubleSegment> segments,
            List<String> law,
            List<String> notes,
            @Nullable List<Refusal> needsJudgement) {}

    @Operation(summary = "迟延履行期间加倍部分债务利息", description = "按日万分之一点七五分段计算；payments 从本金中扣减，suspensions 为应扣除的中止期间。")
    @PostMapping("/double-interest")
    DoubleInterestAnswer doubleInterest(@RequestBody DoubleInterestQuestion q) {
        Input input = new Input();
        Money principal = input.required("principal", q.principal(), Money.ZERO);
        LocalDate due = input.required("performanceDue", q.performanceDue(), LocalDate.EPOCH);
        LocalDate until = input.required("until", q.until(), LocalDate.EPOCH);
        List<Payment> payments = payments(input, "payments", q.payments());
        List<Suspension> suspensions = suspensions(input, q.suspensions());
        if (input.isClean()) {
            input.span("until", due, until);
        }
        input.check();
        String field = suspensions.isEmpty() ? "principal" : "suspensions";
        return switch (Input.on(field, () -> DoubleInterest.decide(principal, due, until, payments, suspensions))) {
            case Decision.Granted<InterestResult> g -> answer(g.result(), null);
            case Decision.Refused<InterestResult> r ->
                throw new cn.sunlit.kernel.Problem.Conflict("不能计算", r.refusals());
            case Decision.NeedsJudgement<InterestResult> n -> {
                InterestResult computed = n.computed();
                if (computed == null) {
                    throw new cn.sunlit.kernel.Problem.Conflict("须由承办人核定", n.questions());
                }
                yield answer(computed, n.questions());
            }
        };
    }

    private static DoubleInterestAnswer answer(InterestResult r, @Nullable List<Refusal> questions) {
        return new DoubleInterestAnswer(
                r.total(),
                r.segments().stream()
                        .map(s -> new DoubleSegment(s.from(), s.to(), s.days(), s.base(), s.interest()))
                        .toList(),
                r.law(),
                r.notes(),
                questions);
    }

    /** A rate as it comes in; {@code fixedAt} may stand here or beside it. */
    record RateText(
            @Nullable String kind,
            @Nullable Factor percent,
            @Nullable Factor multiple,
            @Nullable LocalDate fixedAt,
            @Nullable Integer dayBasis) {}

    @Schema(
            example =
                    "{\"principal\":\"100000.00\",\"from\":\"2025-01-01\",\"until\":\"2026-01-01\",\"rate\":{\"kind\":\"LPR_1Y\",\"multiple\":\"4\"},\"fixedAt\":\"2024-07-01\"}")
    record InterestQuestion(
            @Nullable Money principal,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable RateText rate,
            @Nullable LocalDate fixedAt) {}

    record InterestSegment(LocalDate from, LocalDate to, long days, String percent, Money interest) {}

    record InterestAnswer(Money total, List<InterestSegment> segments, List<String> law, List<String> notes) {}

    @Operation(summary = "一般债务利息", description = "固定利率，或者一年期、五年期 LPR 的倍数；填写 fixedAt 的，全程按这一天的报价。")
    @PostMapping("/interest")
    InterestAnswer interest(@RequestBody InterestQuestion q) {
        Input input = new Input();
        Money principal = input.required("principal", q.principal(), Money.ZERO);
        LocalDate from = input.required("from", q.from(), LocalDate.EPOCH);
        LocalDate until = input.required("until", q.until(), LocalDate.EPOCH);
        if (q.rate() == null) {
            input.required("rate", null, "");
        }
        if (input.isClean()) {
            input.span("until", from, until);
        }
        Rate rate = rate(input, q.rate(), q.fixedAt());
        input.check();
        if (rate == null) {
            throw new IllegalStateException("a missing rate was refused above");
        }
        String field = refusing(rate, "from");
        InterestResult r = Input.on(field, () -> Interest.general(principal, from, until, rate));
        return new InterestAnswer(
                r.total(),
                r.segments().stream()
                        .map(s -> new InterestSegment(
                                s.from(), s.to(), s.days(), plain(s.percentOrDaily()), s.interest()))
                        .toList(),
                r.law(),
                r.notes());
    }

    @Schema(
            example =
                    "{\"principal\":\"100000.00\",\"costs\":\"1000.00\",\"rate\":{\"kind\":\"FIXED\",\"percent\":\"3.85\"},\"interestFrom\":\"2025-01-01\",\"performanceDue\":\"2026-01-01\",\"receipts\":[{\"date\":\"2026-02-01\",\"amount\":\"5000.00\"}],\"doubleInterestOnCosts\":true}")
    record SettlementQuestion(
            @Nullable Money principal,
            @Nullable Money costs,
            @Nullable RateText rate,
            @Nullable LocalDate fixedAt,
            @Nullable LocalDate interestFrom,
            @Nullable LocalDate performanceDue,
            @Nullable List<@Nullable Paid> receipts,
            @Nullable Boolean doubleInterestOnCosts,
            @Nullable List<@Nullable Stopped> suspensions,
            @Nullable LocalDate until) {}

    /** @param until the day up to which interest runs on what remains */
    record SettlementAnswer(
            LocalDate until,
            List<Cleared> receipts,
            Money remainingCosts,
            Money remainingInterest,
            Money remainingPrincipal,
            Money remainingDouble,
            Money remainingTotal,
            Money refund,
            List<Explanation> explanations,
            List<String> law) {}

    @Operation(summary = "分次受偿的清结", description = "每一笔收款依次抵充费用、一般债务利息、本金、加倍部分债务利息，给出尚欠和应退的数额。")
    @PostMapping("/settlement")
    SettlementAnswer settlement(@RequestBody SettlementQuestion q) {
        Input input = new Input();
        Money principal = input.required("principal", q.principal(), Money.ZERO);
        LocalDate due = input.required("performanceDue", q.performanceDue(), LocalDate.EPOCH);
        List<Payment> receipts = payments(input, "receipts", q.receipts());
        List<Suspension> suspensions = suspensions(input, q.suspensions());
        Rate rate = rate(input, q.rate(), q.fixedAt());
        if (q.rate() != null) {
            input.required("interestFrom", q.interestFrom(), LocalDate.EPOCH);
        }
        LocalDate last = receipts.stream().map(Payment::date).reduce(due, (a, b) -> a.isAfter(b) ? a : b);
        LocalDate until = q.until() == null ? last : q.until();
        if (input.isClean() && receipts.stream().anyMatch(r -> r.date().isAfter(until))) {
            input.refuse("until", "截止日 %s 早于最后一笔收款日".formatted(until));
        }
        if (input.isClean()) {
            LocalDate from = q.interestFrom();
            input.span(
                    q.until() == null && !receipts.isEmpty() ? "receipts" : "until",
                    from == null || due.isBefore(from) ? due : from,
                    until);
        }
        input.check();
        Debt debt = new Debt(
                principal,
                q.costs() == null ? Money.ZERO : q.costs(),
                rate,
                q.interestFrom(),
                due,
                !Boolean.FALSE.equals(q.doubleInterestOnCosts()),
                suspensions);
        String field = suspensions.isEmpty() ? refusing(rate, "interestFrom") : "suspensions";
        ClearingResult r = Input.on(field, () -> Clearing.settle(debt, receipts, until));
        return new SettlementAnswer(
                until,
                r.receipts(),
                r.remainingCosts(),
                r.remainingInterest(),
                r.remainingPrincipal(),
                r.remainingDouble(),
                r.total(),
                r.refund(),
                r.explanations(),
                r.explanations().stream()
                        .map(Explanation::law)
                        .filter(l -> !l.isEmpty())
                        .distinct()
                        .toList());
    }

    /** What can still be wrong once all fields are in order: the day of an LPR that did not exist yet, else the sum. */
    private static String refusing(@Nullable Rate rate, String from) {
        return rate instanceof Rate.Lpr lpr ? (lpr.fixedAt() == null ? from : "fixedAt") : "principal";
    }

    private static @Nullable Rate rate(Input input, @Nullable RateText text, @Nullable LocalDate fixedAt) {
        if (text == null) {
            return null;
        }
        try {
            BigDecimal percent = text.percent() == null ? null : text.percent().value();
            BigDecimal multiple =
                    text.multiple() == null ? null : text.multiple().value();
            boolean fixed = "FIXED".equals(text.kind());
            if (fixed && multiple != null) {
                input.refuse("rate.multiple", "固定利率（FIXED）只填年利率（percent），不填倍数（multiple）");
            }
            boolean byLpr = "LPR_1Y".equals(text.kind()) || "LPR_5Y".equals(text.kind());
            if (byLpr && percent != null) {
                input.refuse("rate.percent", "按LPR计算的只填倍数（multiple），不填年利率（percent）");
            }
            if (byLpr && text.dayBasis() != null) {
                input.refuse("rate.dayBasis", "按LPR计算的一年按365天，不填计息天数（dayBasis）");
            }
            Rate rate = Rate.of(
                    text.kind() == null ? "" : text.kind(),
                    percent,
                    multiple,
                    fixedAt == null ? text.fixedAt() : fixedAt);
            return rate instanceof Rate.Fixed f && text.dayBasis() != null
                    ? new Rate.Fixed(f.percent(), text.dayBasis())
                    : rate;
        } catch (IllegalArgumentException e) {
            input.refuse("rate", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static List<Payment> payments(Input input, String field, @Nullable List<@Nullable Paid> given) {
        List<Payment> payments = new ArrayList<>();
        if (given == null) {
            return payments;
        }
        if (given.size() > 10_000) {
            input.refuse(field, "不能超过10000笔");
            return payments;
        }
        for (int i = 0; i < given.size(); i++) {
            Paid p = given.get(i);
            String at = field + "[" + i + "].";
            payments.add(new Payment(
                    input.required(at + "date", p == null ? null : p.date(), LocalDate.EPOCH),
                    input.required(at + "amount", p == null ? null : p.amount(), Money.ZERO)));
        }
        return payments;
    }

    private static List<Suspension> suspensions(Input input, @Nullable List<@Nullable Stopped> given) {
        List<Suspension> suspensions = new ArrayList<>();
        if (given == null) {
            return suspensions;
        }
        if (given.size() > 1_000) {
            input.refuse("suspensions", "不能超过1000段");
            return suspensions;
        }
        for (int i = 0; i < given.size(); i++) {
            Stopped s = given.get(i);
            String at = "suspensions[" + i + "].";
            LocalDate from = input.required(at + "from", s == null ? null : s.from(), LocalDate.EPOCH);
            LocalDate to = input.required(at + "to", s == null ? null : s.to(), from);
            if (to.isBefore(from)) {
                input.refuse(at + "to", "中止期间的结束日 %s 早于开始日 %s".formatted(to, from));
            } else {
                suspensions.add(new Suspension(from, to, s != null && Boolean.TRUE.equals(s.requestedByDebtor())));
            }
        }
        return suspensions;
    }

    static String plain(BigDecimal percent) {
        BigDecimal stripped = percent.stripTrailingZeros();
        return (stripped.scale() < 2 ? stripped.setScale(2) : stripped).toPlainString();
    }
}
