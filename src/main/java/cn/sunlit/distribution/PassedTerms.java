package cn.sunlit.distribution;

import cn.sunlit.kernel.DueWork;
import cn.sunlit.web.OneByOne;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what the end of a term brings, plan by plan. A plan with which that fails keeps none of the others waiting; its officer is warned
 * of it until it is done ({@link StuckPlans}).
 */
@Component
@Order(19) // before it is asked what asks for an act: only what failed is left then
class PassedTerms implements DueWork {

    private final PlanStore store;
    private final ObjectionStore objections;
    private final Disputes disputes;
    private final OneByOne pieces;
    private final Clock clock;

    PassedTerms(
            PlanStore store,
            ObjectionStore objections,
            Disputes disputes,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.objections = objections;
        this.disputes = disputes;
        this.pieces = new OneByOne(transaction, PassedTerms.class);
        this.clock = clock;
    }

    @Override
    public int runDue() {
        LocalDate today = LocalDate.now(clock);
        return each("terms of plan", p -> store.withPassedTerms(today, p), Plan::id, (p, on) -> disputes.passed(p, on))
                + each("plan", p -> store.over(today, p), Plan::id, (p, on) -> disputes.over(p, on))
                + each(
                        "objection",
                        o -> objections.unopposed(today, o),
                        Objection::id,
                        (o, on) -> disputes.unopposed(o, on))
                + each(
                        "suit over objection",
                        o -> objections.unsued(today, o),
                        Objection::id,
                        (o, on) -> disputes.unsued(o, on));
    }

    /** One batch, and the next where nothing of it could be done: what is broken does not hide what stands behind it. */
    private <T> int each(
            String name, LongFunction<List<T>> after, ToLongFunction<T> id, BiPredicate<T, LocalDate> act) {
        LocalDate today = LocalDate.now(clock);
        int done = 0;
        List<T> batch = after.apply(0);
        while (!batch.isEmpty()) {
            for (T each : batch) {
                if (pieces.did(name + " " + id.applyAsLong(each), () -> act.test(each, today))) {
                    done++;
                }
            }
            batch = done > 0 ? List.of() : after.apply(id.applyAsLong(batch.getLast()));
        }
        return done;
    }
}
