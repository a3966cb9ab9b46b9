package cn.sunlit.sanctions;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem.Refusal;
import cn.sunlit.statutes.Penalties;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a fine or detention may be imposed; facts in, every unmet condition out. */
final class PenaltyRules {

    private PenaltyRules() {}

    /** An earlier decision, or a proposal of one, against the same person in the same case. */
    record Earlier(
            Misconduct ground, LocalDate actedOn, @Nullable LocalDate decidedOn) {}

    /**
     * What the rules look at.
     *
     * @param organisation whether the respondent is one
     * @param held whether the person is held already, before any decision
     * @param owed what is still to be performed
     * @param president whether it is the president who decides, or a proposal that he will decide on
     */
    record Facts(
            Misconduct ground,
            Capacity capacity,
            boolean organisation,
            @Nullable Money fine,
            @Nullable Integer days,
            LocalDate actedOn,
            boolean held,
            boolean money,
            Money owed,
            boolean noticeServed,
            List<Earlier> earlier,
            boolean president) {}

    static List<Refusal> refusals(Facts f) {
        List<Refusal> unmet = new ArrayList<>();
        boolean unit = f.organisation() && f.capacity() == Capacity.SELF;
        if (f.fine() != null) {
            unmet.addAll(
                    Penalties.fine(unit ? Penalties.Who.ORGANISATION : Penalties.Who.PERSON, f.fine(), f.president()));
        }
        if (f.days() != null) {
            unmet.addAll(Penalties.detention(f.days(), f.president()));
        }
        onlyPeople(f, unit, unmet);
        notTwice(f, unmet);
        heldInEmergencyAlone(f, unmet);
        stillOwed(f, unmet);
        return unmet.stream().distinct().toList();
    }

    @Law(
            id = "CF-10",
            statute = "民事诉讼法",
            edition = "2024-01-01",
            article = 114,
            text = "人民法院对有前款规定的行为之一的单位，可以对其主要负责人或者直接责任人员予以罚款、拘留；构成犯罪的，依法追究刑事责任。")
    private static void onlyPeople(Facts f, boolean unit, List<Refusal> unmet) {
        if (unit && f.days() != null) {
            unmet.add(new Refusal("CF-10", "民事诉讼法（2023）第一百一十四条第二款", "单位不能被拘留，请写明其法定代表人、主要负责人或者直接责任人员"));
        }
        if (!f.organisation() && f.capacity() != Capacity.SELF) {
            unmet.add(new Refusal("CF-10", "民事诉讼法（2023）第一百一十四条第二款", "被执行人是自然人，只能对其本人提请"));
        }
    }

    @Law(
            id = "CF-11",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 184,
            text = "对同一妨害民事诉讼行为的罚款、拘留不得连续适用。发生新的妨害民事诉讼行为的，人民法院可以重新予以罚款、拘留。")
    private static void notTwice(Facts f, List<Refusal> unmet) {
        for (Earlier e : f.earlier()) {
            boolean same = e.ground() == f.ground()
                    && (e.actedOn().equals(f.actedOn())
                            || f.ground().isLasting()
                                    && !f.actedOn().isAfter(e.decidedOn() == null ? LocalDate.MAX : e.decidedOn()));
            if (same) {
                unmet.add(new Refusal(
                        "CF-11",
                        "民诉法解释（2022）第一百八十四条",
                        "同一行为（%s，%s）已经提请或者决定罚款、拘留，不得连续适用；有新的行为的，请写明新行为的日期"
                                .formatted(e.ground().zh(), e.actedOn())));
                return;
            }
        }
    }

    @Law(
            id = "CF-12",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 181,
            text = "因哄闹、冲击法庭，用暴力、威胁等方法抗拒执行公务等紧急情况，必须立即采取拘留措施的，可在拘留后，立即报告院长补办批准手续。")
    private static void heldInEmergencyAlone(Facts f, List<Refusal> unmet) {
        if (f.held() && (f.ground() != Misconduct.RESISTED || f.days() == null)) {
            unmet.add(new Refusal("CF-12", "民诉法解释（2022）第一百八十一条", "只有以暴力、威胁等方法抗拒执行公务的紧急情况，才可以先拘留后补办批准手续"));
        }
    }

    @Law(
            id = "CF-13",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 188,
            text = "(四)有履行能力而拒不按照人民法院执行通知履行生效法律文书确定的义务的；")
    private static void stillOwed(Facts f, List<Refusal> unmet) {
        if (f.ground() != Misconduct.REFUSED_TO_PERFORM) {
            return;
        }
        if (!f.noticeServed()) {
            unmet.add(new Refusal("CF-13", "民诉法解释（2022）第一百八十八条第（四）项", "执行通知书尚未制发，不能认定拒不按照执行通知履行"));
        }
        if (f.money() && !f.owed().isPositive()) {
            unmet.add(new Refusal("CF-13", "民诉法解释（2022）第一百八十八条第（四）项", "生效法律文书确定的义务已经履行完毕"));
        }
    }

    /** Why somebody is let out before the end. */
    @Law(
            id = "CF-14",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 182,
            text = "提前解除拘留，应报经院长批准，并作出提前解除拘留决定书，交负责看管的公安机关执行。")
    static List<Refusal> releaseRefusals(boolean president) {
        return president ? List.of() : List.of(new Refusal("CF-14", "民诉法解释（2022）第一百八十二条", "提前解除拘留应报经院长批准"));
    }
}
