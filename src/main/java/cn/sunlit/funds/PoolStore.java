package cn.sunlit.funds;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
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
            Money given) {

        Money left() {
            return amount.minus(given);
        }
    }

    static final String HOLD = """
            insert into funds.pool (plan, case_id, case_number, court, fen, held_at, held_by)
            values (:plan, :case, :number, :court, :fen, :at, :by)
            """;

    void hold(long plan, FundsStore.Sub sub, Money amount, Instant at, String by) {
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
                   (select coalesce(sum(s.fen), 0) from funds.share s where s.plan = p.plan) as given
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

    static final String END = "update funds.pool set ended_at = :at where plan = :plan and ended_at is null";

    void end(long plan, Instant at) {
        db.sql(END).param("at", at).param("plan", plan).update();
    }
}
