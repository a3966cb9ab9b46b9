package cn.sunlit.garnishment;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the law makes of a third debtor's silence and of its answers. Pure. */
final class ClaimRules {

    private ClaimRules() {}

    /**
     * What an answer leaves.
     *
     * @param isObjection whether the answer counts as an objection
     * @param admitted what may still be enforced
     * @param because why, in a sentence that is shown
     */
    record Effect(boolean isObjection, Money admitted, String because) {}

    /**
     * The effect of an answer; nobody looks into whether an objection is right.
     *
     * @param judged whether an effective judgment has fixed the claim
     * @param part what is objected to, where only a part is
     */
    @Law(
            id = "DQ-03",
            statute = "执行工作若干规定",
            edition = "2021-01-01",
            article = 47,
            text = "第三人在履行通知指定的期间内提出异议的，人民法院不得对第三人强制执行，对提出的异议不进行审查。")
    @Law(
            id = "DQ-04",
            statute = "执行工作若干规定",
            edition = "2021-01-01",
            article = 48,
            text = "第三人提出自己无履行能力或其与申请执行人无直接法律关系，不属于本规定所指的异议。")
    @Law(
            id = "DQ-05",
            statute = "执行工作若干规定",
            edition = "2021-01-01",
            article = 48,
            text = "第三人对债务部分承认、部分有异议的，可以对其承认的部分强制执行。")
    @Law(
            id = "DQ-06",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 499,
            text = "对生效法律文书确定的到期债权，该他人予以否认的，人民法院不予支持。")
    static Effect effect(
            ClaimAnswer answer, Money amount, @Nullable Money part, boolean judged, LocalDate on, LocalDate due) {
        boolean denies = answer == ClaimAnswer.DENIES || answer == ClaimAnswer.DENIES_PART;
        if (!denies) {
            return new Effect(
                    false, amount, answer == ClaimAnswer.ADMITS ? "第三人承认债务" : "不属于异议（执行工作若干规定（2020）第48条），不停止执行");
        }
        if (judged) {
            return new Effect(false, amount, "债权由生效法律文书确定，否认不予支持（民诉法解释（2022）第四百九十九条）");
        }
        if (on.isAfter(due)) {
            return new Effect(false, amount, "异议在指定期间届满后提出，不停止执行");
        }
        if (answer == ClaimAnswer.DENIES_PART && part != null) {
            return new Effect(true, amount.minus(part).atLeastZero(), "对有异议的部分不得强制执行，对承认的部分可以强制执行");
        }
        return new Effect(true, Money.ZERO, "第三人在指定期间内提出异议，不得强制执行，对异议不进行审查");
    }

    /**
     * What a ruling looks at.
     *
     * @param open admitted and not yet paid
     * @param owed what the case's respondent still owes
     */
    record Facts(@Nullable LocalDate servedOn, @Nullable LocalDate due, Money open, Money owed, LocalDate today) {}

    /** Why the claim cannot be enforced by a ruling now; empty when it can. */
    @Law(
            id = "DQ-07",
            statute = "执行工作若干规定",
            edition = "2021-01-01",
            article = 49,
            text = "第三人在履行通知指定的期限内没有提出异议，而又不履行的，执行法院有权裁定对其强制执行。")
    @Law(id = "DQ-08", statute = "执行工作若干规定", edition = "2021-01-01", article = 45, text = "履行通知必须直接送达第三人。")
    static List<Refusal> refusals(Facts f) {
        List<Refusal> refusals = new ArrayList<>();
        if (f.servedOn() == null || f.due() == null) {
            refusals.add(new Refusal("DQ-08", "执行工作若干规定（2020）第45条", "履行到期债务通知尚未直接送达第三人"));
        } else if (!f.today().isAfter(f.due())) {
            refusals.add(new Refusal("DQ-07", "执行工作若干规定（2020）第49条", "第三人履行和提出异议的期限至%s，尚未届满".formatted(f.due())));
        }
        if (!f.open().isPositive()) {
            refusals.add(new Refusal("DQ-03", "执行工作若干规定（2020）第47条", "没有可以强制执行的数额：第三人已有异议或者已经履行"));
        }
        if (f.owed().isZero()) {
            refusals.add(new Refusal("KZ-15", "民事诉讼法（2023）第二百五十三条", "被执行人的债务已经清偿"));
        }
        return refusals;
    }
}
