package cn.sunlit.livesealing;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import cn.sunlit.livesealing.AllowanceRules.Reason;
import cn.sunlit.livesealing.AllowanceStore.Line;
import cn.sunlit.livesealing.AllowanceStore.Payment;
import cn.sunlit.property.HeldAsset;
import cn.sunlit.property.HeldAssets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A bank asks before it pays out of a controlled account, and says afterwards whether it paid. Who asks was proved by its signature;
 * a bank learns of its own accounts alone.
 */
@Service
class PaymentChecks {

    private final AllowanceStore store;
    private final Reservations reservations;
    private final Breaches breaches;
    private final Telling telling;
    private final HeldAssets held;
    private final Keyring keys;
    private final Audit audit;
    private final Clock clock;

    PaymentChecks(
            AllowanceStore store,
            Reservations reservations,
            Breaches breaches,
            Telling telling,
            HeldAssets held,
            Keyring keys,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.reservations = reservations;
        this.breaches = breaches;
        this.telling = telling;
        this.held = held;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What the bank is told.
     *
     * @param verdict PERMITTED or REFUSED
     * @param left what is left of this month, to all payees; null where there is no plan
     * @param state what became of it since, where the question was asked before
     */
    record Answer(
            String requestNo,
            String verdict,
            List<Because> reasons,
            @Nullable Money left,
            @Nullable PaymentState state) {

        static Answer of(Payment p) {
            return new Answer(
                    p.requestNo(),
                    p.reasons().isEmpty() ? "PERMITTED" : "REFUSED",
                    p.reasons().stream().map(Because::of).toList(),
                    p.left(),
                    p.state());
        }
    }

    record Because(String code, String sentence) {
        static Because of(Reason reason) {
            return new Because(reason.name(), reason.zh());
        }
    }

    @Transactional
    Answer ask(String institution, Question q) {
        Optional<Payment> before = store.find(institution, q.requestNo());
        if (before.isPresent()) {
            return Answer.of(Reservations.again(before.get(), q.sha256()).payment());
        }
        Optional<Line> known = store.line(institution, LivePlans.accountIndex(keys, institution, q.account()));
        if (known.isEmpty()) {
            // Of an account that is under no plan of this court nothing is kept: it may be anybody's.
            return new Answer(q.requestNo(), "REFUSED", List.of(Because.of(Reason.NO_PLAN)), null, null);
        }
        Line line = known.get();
        audit.hold(line.caseId());
        boolean controlled = held.find(line.caseId(), line.measureId())
                .filter(HeldAsset::holds)
                .isPresent();
        Reservations.Answered answered = reservations.answer(
                line,
                institution,
                q,
                new Reservations.Around(
                        q.sha256(),
                        LivePlans.payeeIndex(keys, q.payeeAccount()),
                        Redactor.number(q.payeeAccount()),
                        controlled,
                        held.heldByOthers(line.assetId(), line.measureId())));
        if (answered.isNew()) {
            recordAnswer(answered.payment(), q);
        }
        return Answer.of(answered.payment());
    }

    private void recordAnswer(Payment p, Question q) {
        boolean permitted = p.reasons().isEmpty();
        String why = String.join("；", p.reasons().stream().map(Reason::zh).toList());
        record(
                p,
                permitted ? "LIVE_PAYMENT_PERMITTED" : "LIVE_PAYMENT_REFUSED",
                permitted
                        ? "准许银行按活封方案付款%s元（%s）"
                                .formatted(p.amount().display(), p.use().zh())
                        : "未准许银行从活封账户付款%s元：%s".formatted(p.amount().display(), why));
        if (!permitted) {
            telling.refused(p, q.payeeName(), why);
        }
    }

    /**
     * The bank says what came of it; the same word again changes nothing.
     *
     * @param balanceAfter what is left in the account, where the bank paid
     */
    @Transactional
    Answer settle(String institution, String requestNo, boolean paid, @Nullable Money balanceAfter) {
        Payment asked = store.find(institution, requestNo)
                .orElseThrow(() -> new Problem.NotFound("没有编号为%s的付款询问".formatted(requestNo)));
        Line line = asked.line();
        held.lock(line.measureId());
        audit.hold(line.caseId());
        store.lock(line.id());
        Payment p = store.find(institution, requestNo).orElseThrow();
        PaymentState next = next(p, paid);
        if (next == p.state()) {
            return Answer.of(p);
        }
        store.settle(p.id(), p.state(), next, clock.instant(), balanceAfter);
        if (paid && balanceAfter != null) {
            held.paidOut(line.measureId(), balanceAfter);
        }
        record(
                p,
                "LIVE_PAYMENT_" + next.name(),
                "银行回告：%s元（%s）%s".formatted(p.amount().display(), p.use().zh(), next.zh()));
        if (next == PaymentState.PAID_OUTSIDE) {
            breaches.paidOutside(p, LocalDate.now(clock));
        }
        return Answer.of(store.find(institution, requestNo).orElseThrow());
    }

    private PaymentState next(Payment p, boolean paid) {
        if (!paid) {
            return switch (p.state()) {
                case RESERVED, LAPSED -> PaymentState.CANCELLED;
                case REFUSED, CANCELLED -> p.state();
                case PAID, PAID_OUTSIDE -> throw new Problem.Conflict("该笔付款已经回告为已付，不能再改为未付");
            };
        }
        return switch (p.state()) {
            case RESERVED -> PaymentState.PAID;
            case LAPSED -> reservations.stillFits(p) ? PaymentState.PAID : PaymentState.PAID_OUTSIDE;
            case REFUSED, CANCELLED -> PaymentState.PAID_OUTSIDE;
            case PAID, PAID_OUTSIDE -> p.state();
        };
    }

    /** What was permitted and not paid in time. */
    List<Payment> lapsing() {
        return store.lapsing(clock.instant());
    }

    /** Gives its allowance back; each in a transaction of its own, so that no two cases are held at once. */
    @Transactional
    void lapse(Payment over) {
        audit.hold(over.line().caseId());
        if (store.settle(over.id(), PaymentState.RESERVED, PaymentState.LAPSED, clock.instant(), null)) {
            record(
                    over,
                    "LIVE_PAYMENT_LAPSED",
                    "准许的付款%s元逾期未付，额度退回".formatted(over.amount().display()));
        }
    }

    private void record(Payment p, String type, String summary) {
        audit.record(
                Actor.system("活封付款核对", p.line().court()),
                p.line().court(),
                p.line().caseId(),
                new Act(
                        type,
                        summary,
                        Map.of(
                                "livePlan", Long.toString(p.plan()),
                                "payment", Long.toString(p.id()),
                                "amount", p.amount().toString(),
                                "institution", p.institution())));
    }
}
