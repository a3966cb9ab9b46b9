package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.ledger.Numbers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why money without a name may be meant for a case, pure: the same reasons whether money seeks its case or a case its money. */
final class MatchRules {

    /** People pay what a slip showed them a few days before. */
    private static final int SLIP_DAYS = 3;

    private MatchRules() {}

    /** What is known of a receipt in suspense. */
    record Unknown(
            Money amount,
            LocalDate bookedOn,
            @Nullable String payer,
            byte @Nullable [] payerHash,
            Hints hints,
            Map<String, Hints.Said> caseNumbers) {}

    /** @param points what it counts; the score of a case is the sum */
    record Reason(int points, String text) {}

    @Practice(
            id = "SUSPENSE-RANK",
            text =
                    "不明款候选按理由计分，相加得出：所写账号即本案账号（含空格、全角、漏写前四位）60，账号只差一处40；完整案号50，只有年度和序号35，只有序号15，执行依据文号45；同一账户曾向本案付款40，同名付款人曾向本案付款25；付款人是被执行人30，是代理人、法定代表人、承继人、协助付款的第三人25，是申请执行人10；附言提到被执行人20；金额等于缴款单40、分期的一期35、应还数额30、债务余额25、申请标的或尚欠执行费20、尚欠本金15。每类只取最高一项；仅供参考，须两人认领。")
    static List<Reason> reasons(Unknown money, Traits of) {
        List<@Nullable Reason> all = new ArrayList<>();
        all.add(account(money, of));
        all.add(number(money, of));
        all.add(title(money, of));
        all.add(payer(money, of));
        all.add(earlier(money, of));
        all.add(mentioned(money, of));
        all.add(amount(money, of));
        return all.stream()
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingInt(Reason::points).reversed())
                .toList();
    }

    private static @Nullable Reason account(Unknown money, Traits of) {
        Reason best = null;
        for (String typed : money.hints().numbers()) {
            for (String own : of.numbers()) {
                if (typed.equals(own)) {
                    return new Reason(60, "所写账号就是本案账号 " + own);
                }
                if (typed.length() == own.length() - 4 && own.endsWith(typed)) {
                    return new Reason(60, "所写账号漏写前四位，补全即本案账号 " + own);
                }
                String slip = Numbers.slip(typed, own);
                if (slip != null && best == null) {
                    best = new Reason(40, "所写账号%s，应为本案账号 %s".formatted(slip, own));
                }
            }
        }
        return best;
    }

    private static @Nullable Reason number(Unknown money, Traits of) {
        Hints.Said said = money.caseNumbers().get(of.number().text());
        if (said == null) {
            return null;
        }
        return switch (said) {
            case WHOLE -> new Reason(50, "附言写有案号 " + of.number());
            case YEAR_AND_SERIAL -> new Reason(35, "附言写有年度和序号，与%s相符".formatted(of.number()));
            case SERIAL -> new Reason(15, "附言写有案号的序号，与%s相符".formatted(of.number()));
        };
    }

    private static @Nullable Reason title(Unknown money, Traits of) {
        return of.title() != null && money.hints().titles().contains(of.title())
                ? new Reason(45, "附言写有本案执行依据文号 " + of.title())
                : null;
    }

    private static @Nullable Reason payer(Unknown money, Traits of) {
        String payer = money.payer();
        if (payer == null || payer.length() < 2) {
            return null;
        }
        return of.people().stream()
                .filter(p -> p.name().equals(payer))
                .min(Comparator.comparing(Traits.Person::part))
                .map(p -> new Reason(
                        switch (p.part()) {
                            case RESPONDENT -> 30;
                            case REPRESENTATIVE, AGENT, SUCCESSOR, THIRD -> 25;
                            case APPLICANT -> 10;
                        },
                        "付款人“%s”与本案%s同名".formatted(payer, p.part().zh())))
                .orElse(null);
    }

    private static @Nullable Reason earlier(Unknown money, Traits of) {
        for (Traits.Earlier e : of.earlier()) {
            if (e.from(money.payerHash())) {
                return new Reason(40, "同一付款账户（%s）曾于%s向本案付款".formatted(e.masked(), e.on()));
            }
        }
        for (Traits.Earlier e : of.earlier()) {
            if (money.payer() != null && money.payer().equals(e.payer())) {
                return new Reason(25, "付款人“%s”曾于%s向本案付款".formatted(e.payer(), e.on()));
            }
        }
        return null;
    }

    private static @Nullable Reason mentioned(Unknown money, Traits of) {
        for (Traits.Person p : of.people()) {
            if (p.part() == Traits.Part.RESPONDENT
                    && p.name().length() > 1
                    && money.hints().text().contains(p.name())) {
                return new Reason(20, "附言提到本案被执行人“%s”".formatted(p.name()));
            }
        }
        return null;
    }

    private static @Nullable Reason amount(Unknown money, Traits of) {
        String sum = money.amount().display();
        for (Traits.Slipped s : of.slips()) {
            if (s.amount().equals(money.amount())) {
                return new Reason(40, "金额等于%s本案缴款单所列 %s 元".formatted(s.day(), sum));
            }
        }
        for (Traits.Due d : of.instalments()) {
            if (d.amount().equals(money.amount())) {
                return new Reason(35, "金额等于本案分期第%d期（%s到期）应付的 %s 元".formatted(d.no(), d.on(), sum));
            }
        }
        Reason best = null;
        for (int back = 0; back <= SLIP_DAYS; back++) {
            LocalDate day = money.bookedOn().minusDays(back);
            Settlement s = of.settlement().apply(day);
            if (s.remaining().isZero()) {
                continue;
            }
            if (s.remaining().plus(s.remainingFee()).equals(money.amount())) {
                return new Reason(30, "金额等于本案%s应还数额（含执行费）%s 元".formatted(day, sum));
            }
            if (s.remaining().equals(money.amount())) {
                best = higher(best, new Reason(25, "金额等于本案%s尚欠债务 %s 元（不含执行费）".formatted(day, sum)));
            } else if (s.remainingFee().equals(money.amount())) {
                best = higher(best, new Reason(20, "金额等于本案尚欠执行费 %s 元".formatted(sum)));
            } else if (s.remainingPrincipal().equals(money.amount())) {
                best = higher(best, new Reason(15, "金额等于本案尚欠本金 %s 元".formatted(sum)));
            }
        }
        if (of.claimed().equals(money.amount())) {
            best = higher(best, new Reason(20, "金额等于本案申请执行标的 %s 元".formatted(sum)));
        }
        return best;
    }

    private static Reason higher(@Nullable Reason a, Reason b) {
        return a == null || b.points() > a.points() ? b : a;
    }
}
