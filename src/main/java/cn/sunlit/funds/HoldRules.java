package cn.sunlit.funds;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When money of a case may lie still, and for how long it may go unlooked at. Pure. */
final class HoldRules {

    /** A policy paper that is not shipped; its words are not quoted, only followed. */
    static final String DEFERRAL_SOURCE = "法发〔2017〕6号";

    /** What the docket calls the ten days after the ground of a deferral fell away. */
    static final String NODE = "F08";

    private HoldRules() {}

    /**
     * @param available what the case may still pay out
     * @param amount what is to lie still
     */
    record Facts(HoldKind kind, HoldGround ground, Money available, Money amount) {}

    /** Every unmet condition; none means that it may be booked. */
    @Law(
            id = "TC-02",
            statute = "执行异议之诉",
            edition = "2025-07-24",
            article = 6,
            text = "应当将变价款予以提存，并告知案外人自提存之日起五年内可以随时领取。")
    @Practice(id = "AK-HOLD-1", text = "冻结、延缓发放、提存的款项以案件账户可以动用的余额为限，记账后不能分配、发放（产品口径）")
    static List<Problem.Refusal> refusals(Facts f) {
        List<Problem.Refusal> refusals = new ArrayList<>();
        if (f.ground().kind() != f.kind()) {
            refusals.add(new Problem.Refusal(
                    "AK-HOLD-2",
                    f.ground().law(),
                    "“%s”不是%s的事由".formatted(f.ground().zh(), f.kind().zh())));
        }
        if (f.amount().compareTo(f.available()) > 0) {
            refusals.add(new Problem.Refusal(
                    "AK-HOLD-1",
                    "",
                    "案件账户可以动用的只有 %s 元，不能%s %s 元"
                            .formatted(
                                    f.available().display(),
                                    f.kind().zh(),
                                    f.amount().display())));
        }
        return refusals;
    }

    /**
     * Whether a distribution leaves what somebody has asked to lie still.
     *
     * @param left what the case may still pay out after it
     * @param asked what waits for approval to be frozen, put off or deposited
     */
    @Practice(id = "AK-HOLD-7", text = "提请冻结、延缓发放、提存还在等待审批的，发放以后的余额不能少于提请的金额：先审批或者退回提请，再发放（产品口径）")
    static Optional<Problem.Refusal> paysAway(Money left, Money asked) {
        return asked.compareTo(left) <= 0
                ? Optional.empty()
                : Optional.of(new Problem.Refusal(
                        "AK-HOLD-7",
                        "",
                        "有 %s 元正在等待审批冻结、延缓发放或者提存，发放以后案件账户只剩 %s 元；请先审批或者退回这些提请，再发放"
                                .formatted(asked.display(), left.display())));
    }

    /** By when somebody must have looked again. */
    @Practice(id = "AK-HOLD-3", text = "冻结、延缓发放、提存的款项每月核查一次事由是否仍然存在（产品口径）")
    static LocalDate lookBy(LocalDate lookedOn) {
        return lookedOn.plusMonths(1);
    }

    /** Until when what was put off must be paid. */
    @Practice(id = "AK-HOLD-4", text = "延缓发放的事由消失后十日内发放（法发〔2017〕6号，原文未随产品收录）；延缓发放由执行局局长和院领导先后审批（嘉鱼县法院公开做法）")
    static LocalDate payBy(LocalDate ceasedOn) {
        return ceasedOn.plusDays(10);
    }
}
