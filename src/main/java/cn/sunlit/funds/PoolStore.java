package cn.sunlit.funds;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.ledger.Books;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of money that plans of distribution hold, and of what they give. */
@Repository
class PoolStore {

    private final JdbcClient db;

    PoolStore(JdbcClient db) {
        this.db = db;
    }

    record Pool(
            long plan,
            CaseId caseId,
            CaseNumber caseNumber,
            CourtCode court,
            Money amount,
            @Nullable Instant endedAt,
            Money given,
            Money deposited) {

        Money left() {
            return amount.minus(given).minus(deposited);
        }
    }

    static final String HOLD = """
            insert into funds.pool (plan, case_id, case_number, court, fen, held_at, held_by)
            values (:plan, :case, :number, :court, :fen, :at, :by)
            """;

    void hold(long plan, Books.Sub sub, Money amount, Instant at, String by) {
        db.sql(HOLD)
                .param("plan", plan)
                .param("case", sub.caseId())
                .param("number", sub.caseNumber())
                .param("court", sub.court())
                .param("fen", amount)
                .param("at", at)
                .param("by", by)
                .update();
    }

    static final String POOL = """
            select p.plan, p.case_id, p.case_number, p.court, p.fen as amount, p.ended_at,
                   funds.plan_given(p.plan) as given,
                   (select coalesce(sum(d.fen), 0) from funds.pool_deposit d where d.plan = p.plan) as deposited
            from funds.pool p where p.plan = :plan for update of p
            """;

    Optional<Pool> lock(long plan) {
        return db.sql(POOL).param("plan", plan).query(Pool.class).optional();
    }

    static final String LOCK_ACCOUNTS = """
            select id from funds.account where kind = 'CASE' and case_id in (:cases) order by id for update
            """;

    /** Both accounts in one order, so that two shares crosswise do not wait for each other. */
    void lockAccounts(List<CaseId> cases) {
        db.sql(LOCK_ACCOUNTS)
                .param("cases", cases.stream().map(CaseId::value).toList())
                .query(Long.class)
                .list();
    }

    static final String GIVEN = "select exists (select from funds.share where cause = :cause)";

    boolean given(String cause) {
        return db.sql(GIVEN).param("cause", cause).query(Boolean.class).single();
    }

    static final String GIVE = """
            insert into funds.share
                (cause, plan, kind, to_case, fen, interest_until, text, proposed_by, decided_by, at)
            values (:cause, :plan, :kind, :to, :fen, :until, :text, :proposedBy, :decidedBy, :at)
            """;

    void give(PlanShare share, String kind, @Nullable CaseId to, Instant at) {
        db.sql(GIVE)
                .param("cause", share.cause())
                .param("plan", share.plan())
                .param("kind", kind)
                .param("to", to == null ? null : to.value())
                .param("fen", share.amount())
                .param("until", share.interestUntil())
                .param("text", share.text())
                .param("proposedBy", share.proposedBy())
                .param("decidedBy", share.decidedBy())
                .param("at", at)
                .update();
    }

    static final String ORDERED = "insert into funds.share_order (distribution, cause) values (:distribution, :cause)";

    /** By which order a share goes to somebody outside. */
    void ordered(long distribution, String cause) {
        db.sql(ORDERED)
                .param("distribution", distribution)
                .param("cause", cause)
                .update();
    }

    /** Of a plan that has ended only what it gave counts: what was left is the case's own and may be spent. */
    static final String REOPEN = """
            update funds.pool p set ended_at = null, fen = funds.plan_given(p.plan)
            from funds.share_order o join funds.share s on s.cause = o.cause
            where o.distribution = :distribution and p.plan = s.plan and p.ended_at is not null
            """;

    static final String BACK = """
            insert into funds.share_back (payment, plan, cause, fen, because, at)
            select :payment, s.plan, s.cause, :fen, :because, :at
            from funds.share_order o join funds.share s on s.cause = o.cause
            where o.distribution = :distribution
            returning plan, cause
            """;

    record Back(long plan, String cause) {}

    /** Holds again what came back of a share; the money is in the case's account already. @return empty where it was none */
    Optional<Back> back(long distribution, long payment, Money amount, String because, Instant at) {
        db.sql(REOPEN).param("distribution", distribution).update();
        return db.sql(BACK)
                .param("payment", payment)
                .param("fen", amount)
                .param("because", because)
                .param("at", at)
                .param("distribution", distribution)
                .query(Back.class)
                .optional();
    }

    record Deposit(long id, long hold, Money amount) {}

    static final String DEPOSITS =
            "select id, hold, fen as amount from funds.pool_deposit where plan = :plan and fen > 0 order by id desc";

    /** What of a plan's money lies deposited, the newest first. */
    List<Deposit> deposits(long plan) {
        return db.sql(DEPOSITS).param("plan", plan).query(Deposit.class).list();
    }

    static final String DEPOSIT = "insert into funds.pool_deposit (plan, fen) values (:plan, :fen) returning id";

    /** Lets go of what is about to be deposited. */
    long deposit(long plan, Money amount) {
        return db.sql(DEPOSIT)
                .param("plan", plan)
                .param("fen", amount)
                .query(Long.class)
                .single();
    }

    static final String DEPOSITED = "update funds.pool_deposit set hold = :hold where id = :id";

    void deposited(long id, long hold) {
        db.sql(DEPOSITED).param("hold", hold).param("id", id).update();
    }

    static final String UNDEPOSIT = "update funds.pool_deposit set fen = fen - :fen where id = :id";

    /** Holds again what has left the account of deposits. */
    void undeposit(long id, Money amount) {
        db.sql(UNDEPOSIT).param("fen", amount).param("id", id).update();
    }

    static final String OF_PLAN = "select exists (select from funds.pool_deposit where hold = :hold)";

    /** Whether it was deposited for a plan, whose dispute alone lets it go. */
    boolean isOfPlan(long hold) {
        return db.sql(OF_PLAN).param("hold", hold).query(Boolean.class).single();
    }

    static final String END = "update funds.pool set ended_at = :at where plan = :plan and ended_at is null";

    void end(long plan, Instant at) {
        db.sql(END).param("at", at).param("plan", plan).update();
    }
}
