package cn.sunlit.distribution;

import cn.sunlit.funds.Pools;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.Law;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Keeps in the account of deposits just what the suits on a plan are about, whenever one begins or ends. */
@Component
class Deposits {

    private final PlanStore store;
    private final ObjectionStore objections;
    private final Board board;
    private final Pools pools;

    Deposits(PlanStore store, ObjectionStore objections, Board board, Pools pools) {
        this.store = store;
        this.objections = objections;
        this.board = board;
        this.pools = pools;
    }

    @Law(
            id = "FP-27",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 510,
            text = "诉讼期间进行分配的，执行法院应当提存与争议债权数额相应的款项。")
    void settle(Actor by, Plan known, String words) {
        Plan p = board.lock(known.caseId(), known.id()).orElseThrow(Plans::unknown);
        if (p.decidedVersion() == null || !p.state().isOpen()) {
            return;
        }
        pools.deposit(by, p.id(), board.deposited(p, objections.ofPlan(p.id())), words, decided(p));
    }

    /** The two who drew up and decided the version in force. */
    private static Pools.Decided decided(Plan p) {
        return new Pools.Decided(
                Objects.requireNonNull(p.proposedBy()),
                Objects.requireNonNull(p.proposedName()),
                Objects.requireNonNull(p.decidedBy()),
                Objects.requireNonNull(p.decidedName()));
    }
}
