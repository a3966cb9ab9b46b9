package cn.sunlit.statutes;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The enforcement fee (申请执行费): borne by the debtor, paid after enforcement, by tiers of the amount. */
public final class EnforcementFee {

    private static final String ART_14 = StatuteBook.cite("诉讼费用交纳办法", "2007-04-01", 14);
    private static final String ART_20 = StatuteBook.cite("诉讼费用交纳办法", "2007-04-01", 20);
    private static final String ART_38 = StatuteBook.cite("诉讼费用交纳办法", "2007-04-01", 38);

    private EnforcementFee() {}

    /**
     * The fee on an amount.
     *
     * @throws IllegalArgumentException for zero, where the court must choose ({@link #withoutAmount}), and below zero
     */
    @Law(
            id = "FY-01",
            statute = "诉讼费用交纳办法",
            edition = "2007-04-01",
            article = 14,
            text =
                    "执行金额或者价额不超过1万元的，每件交纳50元；超过1万元至50万元的部分，按照1.5%交纳；超过50万元至500万元的部分，按照1%交纳；超过500万元至1000万元的部分，按照0.5%交纳；超过1000万元的部分，按照0.1%交纳。")
    public static FeeResult of(Money amount) {
        if (!amount.isPositive()) {
            LegalNumbers.Range range = LegalNumbers.ENFORCEMENT_FEE_WITHOUT_AMOUNT.current();
            throw new IllegalArgumentException("执行金额应大于零；没有执行金额的案件由法院在%s元至%s元之间确定"
                    .formatted(range.min().display(), range.max().display()));
        }
        return tariff(LegalNumbers.ENFORCEMENT_FEE.current(), amount, List.of(ART_14, ART_20, ART_38));
    }

    /**
     * The fee that a court sets for a case without an amount.
     *
     * @throws IllegalArgumentException when it lies outside the law's range
     */
    @Law(id = "FY-02", statute = "诉讼费用交纳办法", edition = "2007-04-01", article = 14, text = "没有执行金额或者价额的，每件交纳50元至500元。")
    public static FeeResult withoutAmount(Money chosen) {
        LegalNumbers.Range range = LegalNumbers.ENFORCEMENT_FEE_WITHOUT_AMOUNT.current();
        if (chosen.compareTo(range.min()) < 0 || chosen.compareTo(range.max()) > 0) {
            throw new IllegalArgumentException("没有执行金额的案件，执行费应在%s元至%s元之间"
                    .formatted(range.min().display(), range.max().display()));
        }
        return new FeeResult(chosen, List.of("没有执行金额，由法院确定为%s元".formatted(chosen.display())), List.of(ART_14));
    }

    /**
     * What is due now when money comes in by parts: the fee on all that was recovered, less what was collected. So many
     * small receipts never cost more than one large one.
     *
     * @param recoveredInAll all money recovered under this title, today's included
     * @param collected the fee already collected
     */
    @Practice(id = "FY-03", text = "分次到位的，按累计到位金额计算执行费并扣除已收部分（产品口径；条文只规定按执行金额或者价额）")
    public static FeeResult due(Money recoveredInAll, Money collected) {
        if (recoveredInAll.isNegative() || collected.isNegative()) {
            throw new IllegalArgumentException("累计到位金额和已收执行费不能为负数");
        }
        if (recoveredInAll.isZero()) {
            return new FeeResult(Money.ZERO, List.of("尚无到位金额，不收取执行费"), List.of(ART_20));
        }
        FeeResult whole = of(recoveredInAll);
        Money due = whole.fee().minus(collected).atLeastZero();
        List<String> steps = new ArrayList<>(whole.steps());
        steps.add("累计到位%s元应收%s元，已收%s元，本次应收%s元"
                .formatted(recoveredInAll.display(), whole.fee().display(), collected.display(), due.display()));
        return new FeeResult(due, steps, whole.law());
    }

    static FeeResult tariff(LegalNumbers.Tariff tariff, Money amount, List<String> law) {
        List<String> steps = new ArrayList<>();
        Money first = tariff.tiers().getFirst().over();
        steps.add("不超过%s的部分：%s元".formatted(wan(first), tariff.flat().display()));
        BigDecimal exact = tariff.flat().yuan();
        for (int i = 0; i < tariff.tiers().size(); i++) {
            LegalNumbers.Tier tier = tariff.tiers().get(i);
            if (amount.compareTo(tier.over()) <= 0) {
                break;
            }
            boolean open = i + 1 == tariff.tiers().size();
            Money upTo = open ? amount : tariff.tiers().get(i + 1).over().min(amount);
            Money part = upTo.minus(tier.over());
            BigDecimal fee = part.yuan().multiply(tier.share());
            exact = exact.add(fee);
            steps.add("超过%s%s的部分：%s元 × %s%% = %s元"
                    .formatted(
                            wan(tier.over()),
                            open ? "" : "至" + wan(tariff.tiers().get(i + 1).over()),
                            part.display(),
                            tier.share().movePointRight(2).stripTrailingZeros().toPlainString(),
                            fee.stripTrailingZeros().toPlainString()));
        }
        Money fee = Money.rounded(exact);
        if (tariff.cap().isPresent() && fee.compareTo(tariff.cap().get()) > 0) {
            fee = tariff.cap().get();
            steps.add("最多不超过%s元".formatted(fee.display()));
        }
        steps.add("合计%s元".formatted(fee.display()));
        return new FeeResult(fee, steps, law);
    }

    private static String wan(Money m) {
        return m.fen() % 1_000_000 == 0 ? m.fen() / 1_000_000 + "万元" : m.fen() / 100 + "元";
    }
}
