package cn.sunlit.livesealing;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import cn.sunlit.livesealing.AllowanceStore.Line;
import cn.sunlit.livesealing.AllowanceStore.Payment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Answers under the lock of the line, so that payments asked about at the same moment never exceed the allowance together: what is
 * permitted is taken off the month at once. The caller's transaction carries it.
 */
@Component
class Reservations {

    /** How long a permitted payment waits for the bank. */
    @Practice(id = "HF-22", text = "法院准许的付款自准许起二十四小时内有效，银行逾期未付的额度自动退回；产品默认值")
    static final Duration LASTS = Duration.ofHours(24);

    private final AllowanceStore store;
    private final Clock clock;

    Reservations(AllowanceStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What the answer needs beside the question.
     *
     * @param sha256 of the question as it came; the same number with another one is refused
     */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record Around(String sha256, byte[] payeeIndex, String payeeMasked, boolean controlled, Money heldByOthers) {}

    /** @param isNew false when it is the answer that was given before */
    record Answered(Payment payment, boolean isNew) {}

    Answered answer(Line line, String institution, Question q, Around around) {
        store.lock(line.id());
        Optional<Payment> before = store.find(institution, q.requestNo());
        if (before.isPresent()) {
            return again(before.get(), around.sha256());
        }
        Instant now = clock.instant();
        LocalDate today = LocalDate.now(clock);
        LocalDate month = today.withDayOfMonth(1);
        AllowanceStore.Allowed plan = store.plan(line.id());
        AllowanceRules.Verdict verdict = AllowanceRules.judge(new AllowanceRules.Facts(
                plan.state(),
                plan.fromOn(),
                plan.toOn(),
                around.controlled(),
                plan.monthly(),
                plan.floor(),
                store.caps(line.id(), plan.id(), around.payeeIndex(), month),
                store.used(line.id(), month),
                around.heldByOthers(),
                q,
                today));
        boolean isNew = store.add(new AllowanceStore.Asked(
                line,
                plan.id(),
                institution,
                around.sha256(),
                q,
                around.payeeIndex(),
                around.payeeMasked(),
                now,
                month,
                verdict.permitted() ? PaymentState.RESERVED : PaymentState.REFUSED,
                verdict.reasons(),
                verdict.left(),
                verdict.permitted() ? now.plus(LASTS) : null));
        Payment stored = store.find(institution, q.requestNo()).orElseThrow();
        return isNew ? new Answered(stored, true) : again(stored, around.sha256());
    }

    static Answered again(Payment before, String sha256) {
        if (!before.sha256().equals(sha256)) {
            throw new Problem.Conflict("请求编号%s已经用于另一笔付款，请使用新的编号".formatted(before.requestNo()));
        }
        return new Answered(before, false);
    }

    /** Whether a payment whose reservation lapsed still fits the month in which it was permitted. */
    boolean stillFits(Payment p) {
        AllowanceStore.Allowed plan = store.plan(p.line().id());
        Money inAll = store.used(p.line().id(), p.month()).plus(p.amount());
        return plan.state().isInForce()
                && inAll.compareTo(plan.monthly()) <= 0
                && store.caps(p.line().id(), plan.id(), p.accountIndex(), p.month()).stream()
                        .anyMatch(c ->
                                c.use() == p.use() && c.used().plus(p.amount()).compareTo(c.monthly()) <= 0);
    }
}
