package cn.sunlit.funds;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of what a case pays to others than its creditors; the way to the bank is that of {@link ReturnStore}. */
@Repository
class OutlayStore {

    private final JdbcClient db;

    OutlayStore(JdbcClient db) {
        this.db = db;
    }

    /**
     * One payment.
     *
     * @param kind {@code COST} or {@code HANDOVER}
     * @param account masked
     */
    record Outlay(
            long id,
            String kind,
            CaseId caseId,
            CourtCode court,
            @Nullable CostKind cost,
            @Nullable Long hold,
            Money amount,
            String payee,
            String bank,
            String account,
            String document,
            String ground,
            States.Return state,
            @Nullable String because,
            @Nullable LocalDate paidOn,
            String proposedBy,
            String proposedName,
            Instant proposedAt,
            @Nullable String decidedName) {

        boolean isCost() {
            return kind.equals("COST");
        }

        String what() {
            return cost == null ? "移交冻结法院" : cost.zh();
        }

        String stateZh() {
            return switch (state) {
                case PROPOSED -> "待审批";
                case REFUSED -> "已退回";
                case QUEUED -> "待发送银行";
                case SENT -> "已发送银行";
                case ACCEPTED -> "银行已受理";
                case PAID -> "已付出";
                case REJECTED -> "银行拒绝，款项未动";
                case RETURNED -> "付出后退汇";
            };
        }
    }

    private static final String OUTLAY = """
            select p.id, p.kind, p.case_id, p.court, p.cost, p.hold, p.fen as amount, p.payee, p.bank,
                   p.masked_account as account, p.document, p.ground, p.state, p.because, p.paid_on, p.proposed_by,
                   p.proposed_name, p.proposed_at, p.decided_name
            from funds.payer_return p
            """;

    static final String OF_CASE = OUTLAY + " where p.case_id = :case order by p.id desc limit 200";

    List<Outlay> ofCase(CaseId id) {
        return db.sql(OF_CASE).param("case", id).query(Outlay.class).list();
    }

    static final String LOCK = OUTLAY + " where p.id = :id and p.case_id = :case for update";

    Optional<Outlay> lock(CaseId id, long outlay) {
        return db.sql(LOCK)
                .param("id", outlay)
                .param("case", id)
                .query(Outlay.class)
                .optional();
    }

    record New(
            String kind,
            CaseId caseId,
            CaseNumber caseNumber,
            CourtCode court,
            @Nullable Long hold,
            OutlayDraft.Read draft,
            byte[] account,
            String masked) {}

    static final String ADD = """
            with next as (select nextval(pg_get_serial_sequence('funds.payer_return', 'id')) as id)
            insert into funds.payer_return (id, kind, case_id, case_number, court, cost, hold, fen, ground, document, payee, bank,
                payee_account, masked_account, typed, message_id, end_to_end, proposed_by, proposed_name, proposed_at)
            overriding system value
            select id, :kind, :case, :number, :court, :cost, :hold, :fen, :ground, :document, :payee, :bank, :account,
                :masked, true, 'PAYTK' || id, 'TK' || id, :login, :name, :at
            from next returning id
            """;

    long add(New n, String login, String name, Instant at) {
        CostKind cost = n.draft().cost();
        return db.sql(ADD)
                .param("kind", n.kind())
                .param("case", n.caseId())
                .param("number", n.caseNumber())
                .param("court", n.court())
                .param("cost", cost == null ? null : cost.name())
                .param("hold", n.hold())
                .param("fen", n.draft().amount())
                .param("ground", n.draft().ground())
                .param("document", n.draft().document())
                .param("payee", n.draft().payee())
                .param("bank", n.draft().bank())
                .param("account", n.account())
                .param("masked", n.masked())
                .param("login", login)
                .param("name", name)
                .param("at", at)
                .query(Long.class)
                .single();
    }

    static final String IDLE = """
            select coalesce((select balance_fen from funds.account where case_id = :case and kind = 'COSTS'), 0)
                   - coalesce((select sum(fen) from funds.payer_return
                               where case_id = :case and kind = 'COST' and state in ('QUEUED', 'SENT', 'ACCEPTED')), 0)
            """;

    /** What lies among the costs and no order to the bank speaks of, because the bank did not pay it or sent it back. */
    Money idle(CaseId id) {
        return new Money(db.sql(IDLE).param("case", id).query(Long.class).single());
    }

    static final String REOPEN = "update funds.hold set state = 'HELD' where id = :hold and state = 'ENDED'";

    /** What was handed over has come back: it is frozen as before. */
    void reopen(long hold) {
        db.sql(REOPEN).param("hold", hold).update();
    }
}
