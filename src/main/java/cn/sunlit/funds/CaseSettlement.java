package cn.sunlit.funds;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.statutes.Cleared;
import cn.sunlit.statutes.Clearing;
import cn.sunlit.statutes.ClearingResult;
import cn.sunlit.statutes.Debt;
import cn.sunlit.statutes.EnforcementFee;
import cn.sunlit.statutes.Explanation;
import cn.sunlit.statutes.FeeResult;
import cn.sunlit.statutes.Payment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The arithmetic of a case's money, pure. The enforcement fee comes on top of the debt and is the respondent's (诉讼费用交纳办法
 * 第三十八条). Of each receipt the fee is taken first, by tiers on what has been recovered in all, never on more than the whole
 * debt; the rest clears the debt in the order of the statutes module.
 */
final class CaseSettlement {

    private static final String FEE_LAW = "诉讼费用交纳办法第十四条、第二十条、第三十八条";

    private CaseSettlement() {}

    @Law(
            id = "FEE-38",
            statute = "诉讼费用交纳办法",
            edition = "2007-04-01",
            article = 38,
            text = "本办法第十条第(一)项、第(八)项规定的申请费由被执行人负担。")
    @Practice(id = "FEE-CUM", text = "分次到位的，执行费按累计到位额分段累进计算，扣除已计收的部分；到位款不足的，先扣执行费，再清偿债务（参照民诉法解释第五百零八条先扣除执行费用的次序）")
    static Settlement settle(Debt debt, List<Payment> receipts, LocalDate asOf) {
        return settle(debt, receipts, List.of(), asOf);
    }

    /** @param shares of plans of distribution, from which the fee was taken before they were shared out */
    static Settlement settle(Debt debt, List<Payment> receipts, List<Payment> shares, LocalDate asOf) {
        List<In> ordered = Stream.concat(
                        receipts.stream().map(p -> new In(p.date(), p.amount(), false)),
                        shares.stream().map(p -> new In(p.date(), p.amount(), true)))
                .sorted(Comparator.comparing(In::date))
                .toList();
        LocalDate until = ordered.isEmpty() || !ordered.getLast().date().isAfter(asOf)
                ? asOf
                : ordered.getLast().date();
        Clearing.Running running = Clearing.begin(debt);
        List<Money> fees = new ArrayList<>();
        Money gross = Money.ZERO;
        Money shared = Money.ZERO;
        Money recovered = Money.ZERO;
        Money fee = Money.ZERO;
        for (In receipt : ordered) {
            if (receipt.share()) {
                shared = shared.plus(receipt.amount());
                fees.add(Money.ZERO);
                running.clear(new Payment(receipt.date(), receipt.amount()));
                continue;
            }
            gross = gross.plus(receipt.amount());
            Money whole = running.cleared()
                    .plus(running.owedOn(receipt.date()))
                    .minus(shared)
                    .atLeastZero();
            recovered = recovered.max(gross.min(whole));
            Money share = feeOn(recovered).minus(fee).atLeastZero().min(receipt.amount());
            fee = fee.plus(share);
            fees.add(share);
            running.clear(new Payment(receipt.date(), receipt.amount().minus(share)));
        }
        ClearingResult result = running.result(until);
        List<Settlement.Line> lines = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            Cleared c = result.receipts().get(i);
            lines.add(new Settlement.Line(
                    c.date(),
                    ordered.get(i).amount(),
                    fees.get(i),
                    c.toCosts(),
                    c.toInterest(),
                    c.toPrincipal(),
                    c.toDouble(),
                    c.left()));
        }
        Money paid = running.cleared().minus(shared).atLeastZero();
        Money remainingFee = feeOn(paid.plus(result.total())).minus(fee).atLeastZero();
        List<Explanation> why = new ArrayList<>(result.explanations());
        why.add(feeExplanation(recovered, fee));
        if (shared.isPositive()) {
            why.add(new Explanation(
                    "FEE-SHARE", "", "其中%s元为财产分配方案分给本案的份额，执行费已在分配方案中先行扣除，不再计收".formatted(shared.display())));
        }
        if (remainingFee.isPositive()) {
            why.add(new Explanation(
                    "FEE-14",
                    FEE_LAW,
                    "余下债务 %s 元到位后，尚应另收执行费 %s 元，由被执行人负担".formatted(result.total().display(), remainingFee.display())));
        }
        if (result.refund().isPositive()) {
            why.add(new Explanation(
                    "REFUND",
                    "执行工作若干规定（2020）第三十四条",
                    "收款超出债务和执行费 %s 元，应退还被执行人".formatted(result.refund().display())));
        }
        return new Settlement(
                asOf,
                gross.plus(shared),
                fee,
                sum(result, Part.COSTS),
                sum(result, Part.INTEREST),
                sum(result, Part.PRINCIPAL),
                sum(result, Part.DOUBLE),
                result.remainingCosts(),
                result.remainingInterest(),
                result.remainingPrincipal(),
                result.remainingDouble(),
                result.total(),
                remainingFee,
                result.refund(),
                lines.size(),
                lines,
                why);
    }

    private record In(LocalDate date, Money amount, boolean share) {}

    private static Explanation feeExplanation(Money recovered, Money fee) {
        if (!recovered.isPositive()) {
            return new Explanation("FEE-20", FEE_LAW, "申请执行费不预交，执行后按到位金额交纳，由被执行人负担；目前没有到位款项");
        }
        FeeResult tiers = EnforcementFee.of(recovered);
        return new Explanation(
                "FEE-14",
                FEE_LAW,
                "累计到位 %s 元，执行费 %s 元：%s；先从到位款中扣收，由被执行人在债务之外负担"
                        .formatted(recovered.display(), fee.display(), String.join("；", tiers.steps())));
    }

    private static Money feeOn(Money amount) {
        return amount.isPositive() ? EnforcementFee.of(amount).fee() : Money.ZERO;
    }

    private enum Part {
        COSTS,
        INTEREST,
        PRINCIPAL,
        DOUBLE
    }

    private static Money sum(ClearingResult r, Part part) {
        return Money.sum(r.receipts().stream()
                .map(c -> switch (part) {
                    case COSTS -> c.toCosts();
                    case INTEREST -> c.toInterest();
                    case PRINCIPAL -> c.toPrincipal();
                    case DOUBLE -> c.toDouble();
                })
                .toList());
    }
}
