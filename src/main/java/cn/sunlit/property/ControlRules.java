package cn.sunlit.property;

import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem.Refusal;
import cn.sunlit.statutes.ControlTerms;
import cn.sunlit.statutes.Deadline;
import cn.sunlit.statutes.Periods;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a measure may be ordered. Facts in, every unmet condition out; pure. What needs a judge's weighing is not decided
 * here: a protected purpose that the law does not settle by itself goes to the president.
 */
final class ControlRules {

    private ControlRules() {}

    /**
     * What the rules look at.
     *
     * @param owed what the respondent must still pay to end the case
     * @param held what this case holds already or has ordered to be held, this asset's hold included
     * @param onThis what this case's effective hold on this very asset really holds; null without such a hold
     * @param standing state of this case's hold on this asset: EFFECTIVE, WAITING, or null
     * @param endsOn the last day of that hold
     * @param value what a thing is worth, as far as known; null for money
     * @param indivisible why a thing worth more than the debt is held as a whole
     */
    record Facts(
            MeasureKind kind,
            AssetKind asset,
            String nature,
            String screening,
            @Nullable Money amount,
            @Nullable Money available,
            Money owed,
            Money held,
            @Nullable Money onThis,
            @Nullable String standing,
            @Nullable LocalDate endsOn,
            @Nullable String reason,
            boolean running,
            @Nullable Money value,
            @Nullable String indivisible,
            LocalDate today) {}

    /** All unmet conditions; empty when the measure may be ordered. */
    static List<Refusal> refusals(Facts f) {
        return Stream.of(
                        running(f),
                        suits(f),
                        screened(f),
                        held(f),
                        notTwice(f),
                        amountNamed(f),
                        withinDebt(f),
                        thingWithinDebt(f),
                        notObviouslyMore(f),
                        controlledFirst(f),
                        inTime(f),
                        releaseHasGround(f))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Refusal running(Facts f) {
        return f.running() || f.kind() == MeasureKind.RELEASE
                ? null
                : new Refusal("KZ-10", "", "案件已结或者已终结本次执行程序，不能再采取控制措施");
    }

    @Practice(id = "KZ-11", text = "存款、股权等财产权用冻结，不动产用查封，机动车、船舶等动产用查封或者扣押；只有银行存款等钱款可以直接扣划，各种财产的控制方式由财产种类配置载明")
    private static @Nullable Refusal suits(Facts f) {
        boolean suits = f.kind() == MeasureKind.RENEW
                || f.kind() == MeasureKind.RELEASE
                || f.asset().suits(f.kind().name());
        return suits
                ? null
                : new Refusal(
                        "KZ-11",
                        "",
                        "%s不能采取“%s”措施".formatted(f.asset().zh(), f.kind().zh()));
    }

    @Practice(id = "KZ-12", text = "先甄别、后控制：财产经甄别确认可供执行后方可控制（节点C02）")
    private static @Nullable Refusal screened(Facts f) {
        if (!f.kind().isControl() || f.screening().equals("EXECUTABLE")) {
            return null;
        }
        return new Refusal("KZ-12", "", f.screening().equals("PENDING") ? "该财产尚未甄别，请先甄别是否可供执行" : "该财产已甄别为不予执行");
    }

    @Practice(id = "KZ-13", text = "续行、解除以本案对该财产的控制措施尚在为前提")
    private static @Nullable Refusal held(Facts f) {
        if (f.kind() == MeasureKind.RELEASE && f.standing() == null) {
            return new Refusal("KZ-13", "", "本案对该财产没有生效或者轮候的控制措施，无需解除");
        }
        if (f.kind() == MeasureKind.RENEW && !"EFFECTIVE".equals(f.standing())) {
            return new Refusal("KZ-13", "", "本案对该财产没有生效的控制措施，不能续行");
        }
        return null;
    }

    private static @Nullable Refusal notTwice(Facts f) {
        return f.kind().isControl() && f.standing() != null
                ? new Refusal("KZ-13", "", "本案对该财产的控制措施尚在，不能重复采取；额度不足的请先解除后重新冻结")
                : null;
    }

    @Law(
            id = "KZ-14",
            statute = "财产保全",
            edition = "2021-01-01",
            article = 15,
            text = "对银行账户内资金采取冻结措施的，人民法院应当明确具体的冻结数额。")
    private static @Nullable Refusal amountNamed(Facts f) {
        boolean needed = f.asset().isMoney() && (f.kind() == MeasureKind.FREEZE || f.kind() == MeasureKind.DEDUCT);
        return needed && (f.amount() == null || !f.amount().isPositive())
                ? new Refusal("KZ-14", "财产保全规定（2020）第十五条", "冻结、扣划账户资金应当写明具体数额")
                : null;
    }

    @Law(
            id = "KZ-15",
            statute = "民事诉讼法",
            edition = "2024-01-01",
            article = 253,
            text = "人民法院查询、扣押、冻结、划拨、变价的财产不得超出被执行人应当履行义务的范围。")
    private static @Nullable Refusal withinDebt(Facts f) {
        Money amount = f.amount();
        boolean whole = f.indivisible() != null && !f.asset().isMoney();
        if (amount == null || whole || f.kind() == MeasureKind.RENEW || f.kind() == MeasureKind.RELEASE) {
            return null;
        }
        Money most = ceiling(f);
        return amount.compareTo(most) <= 0
                ? null
                : new Refusal(
                        "KZ-15",
                        "民事诉讼法（2023）第二百五十三条",
                        "本案尚应履行%s元，已控制%s元，本次最多%s元，不能%s%s元"
                                .formatted(
                                        f.owed().display(),
                                        f.held().display(),
                                        most.display(),
                                        f.kind().zh(),
                                        amount.display()));
    }

    @Law(
            id = "LH-06",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 19,
            text = "但该财产为不可分物且被执行人无其他可供执行的财产或者其他财产不足以清偿债务的除外。")
    private static @Nullable Refusal thingWithinDebt(Facts f) {
        Money value = f.value();
        boolean takesThing = f.kind().isControl() && !f.asset().isMoney();
        Money most = ceiling(f);
        if (!takesThing || value == null || value.compareTo(most) <= 0 || f.indivisible() != null) {
            return null;
        }
        return new Refusal(
                "LH-06",
                "查封扣押冻结规定（2020）第十九条",
                "该财产价值%s元，本案最多还可控制%s元；确为不可分物且其他财产不足以清偿的，应当写明整体查封的理由".formatted(value.display(), most.display()));
    }

    /** The most that may be held now; a transfer out of one's own hold does not count that hold against itself. */
    static Money ceiling(Facts f) {
        Money own = f.onThis();
        Money heldElsewhere =
                f.kind() == MeasureKind.DEDUCT && own != null ? f.held().minus(own) : f.held();
        return f.owed().minus(heldElsewhere).atLeastZero();
    }

    @Law(
            id = "KZ-16",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 19,
            text = "查封、扣押、冻结被执行人的财产，以其价额足以清偿法律文书确定的债权额及执行费用为限，不得明显超标的额查封、扣押、冻结。")
    private static @Nullable Refusal notObviouslyMore(Facts f) {
        return f.kind().isControl() && ceiling(f).isZero()
                ? new Refusal(
                        "KZ-16",
                        "查封扣押冻结规定（2020）第十九条",
                        "已控制的%s元足以清偿债权额及执行费用%s元，不得再控制其他财产"
                                .formatted(f.held().display(), f.owed().display()))
                : null;
    }

    @Law(
            id = "KZ-17",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 484,
            text = "对被执行的财产，人民法院非经查封、扣押、冻结不得处分。对银行存款等各类可以直接扣划的财产，人民法院的扣划裁定同时具有冻结的法律效力。")
    private static @Nullable Refusal controlledFirst(Facts f) {
        Money amount = f.amount();
        if (f.kind() != MeasureKind.DEDUCT || amount == null) {
            return null;
        }
        if ("WAITING".equals(f.standing())) {
            return new Refusal("KZ-17", "民诉法解释（2022）第四百八十四条", "本案对该账户仅为轮候冻结，在先冻结解除前不能扣划");
        }
        Money frozen = f.onThis();
        if (frozen != null && amount.compareTo(frozen) > 0) {
            return new Refusal(
                    "KZ-17",
                    "民诉法解释（2022）第四百八十四条",
                    "本案在该账户实际冻结%s元，不能扣划%s元".formatted(frozen.display(), amount.display()));
        }
        if (frozen == null && !f.screening().equals("EXECUTABLE")) {
            return new Refusal("KZ-12", "", "该财产未经冻结，也未甄别为可供执行，不能直接扣划");
        }
        return null;
    }

    @Law(
            id = "KZ-21",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 27,
            text = "查封、扣押、冻结期限届满，人民法院未办理延期手续的，查封、扣押、冻结的效力消灭。")
    private static @Nullable Refusal inTime(Facts f) {
        LocalDate end = f.endsOn();
        return f.kind() == MeasureKind.RENEW && end != null && f.today().isAfter(end)
                ? new Refusal("KZ-21", "查封扣押冻结规定（2020）第二十七条", "控制期限已于%s届满，效力消灭，不能续行".formatted(end))
                : null;
    }

    @Law(
            id = "KZ-22",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 28,
            text = "有下列情形之一的，人民法院应当作出解除查封、扣押、冻结裁定，并送达申请执行人、被执行人或者案外人：")
    private static @Nullable Refusal releaseHasGround(Facts f) {
        boolean reasoned = f.reason() != null && !f.reason().isBlank();
        return f.kind() == MeasureKind.RELEASE && f.owed().isPositive() && !reasoned
                ? new Refusal("KZ-22", "查封扣押冻结规定（2020）第二十八条", "债务尚未清偿，解除控制措施应当写明法定情形")
                : null;
    }

    /** The last day of a hold that takes effect on a day, at the longest (民诉法解释第四百八十五条, {@link ControlTerms}). */
    static LocalDate lastDay(AssetKind kind, LocalDate effective) {
        Deadline end = Periods.endOfControl(effective, ControlTerms.longest(kind.lawClass()));
        return end.endsOn();
    }

    @Law(
            id = "KZ-23",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 168,
            text = "保全裁定未经人民法院依法撤销或者解除，进入执行程序后，自动转为执行中的查封、扣押、冻结措施，期限连续计算，执行法院无需重新制作裁定书，但查封、扣押、冻结期限届满的除外。")
    static boolean continues(LocalDate lastDay, LocalDate today) {
        return !lastDay.isBefore(today);
    }
}
