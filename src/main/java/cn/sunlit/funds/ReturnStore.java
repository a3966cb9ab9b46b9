package cn.sunlit.funds;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on money that goes back to the person who paid it by mistake. */
@Repository
class ReturnStore {

    private final JdbcClient db;

    ReturnStore(JdbcClient db) {
        this.db = db;
    }

    /**
     * The return of one receipt, or what a case pays to others; {@code account} sealed.
     *
     * @param kind null for a return, else {@code COST} or {@code HANDOVER}
     */
    record Return(
            long id,
            @Nullable Long receipt,
            @Nullable String kind,
            @Nullable CaseId caseId,
            @Nullable Long hold,
            CourtCode court,
            Money amount,
            String ground,
            String payee,
            String bank,
            byte[] account,
            String masked,
            boolean typed,
            States.Return state,
            @Nullable String because,
            String messageId,
            String endToEnd,
            String proposedBy,
            String proposedName,
            Instant proposedAt,
            @Nullable String decidedName,
            @Nullable Instant decidedAt,
            int tries) {

        /** The receipt that goes back; there is none where a case pays to others. */
        long ofReceipt() {
            return Objects.requireNonNull(receipt, "an outlay of a case, not the return of a receipt");
        }

        ReturnView view() {
            return new ReturnView(
                    id,
                    ofReceipt(),
                    amount,
                    payee,
                    bank,
                    masked,
                    typed,
                    ground,
                    state.name(),
                    state.zh(),
                    because,
                    proposedName,
                    proposedAt,
                    decidedName);
        }
    }

    private static final String COLUMNS = """
            p.id, p.receipt, p.kind, p.case_id, p.hold, p.court, p.fen as amount, p.ground, p.payee, p.bank, p.payee_account as account,
            p.masked_account as masked, p.typed, p.state, p.because, p.message_id, p.end_to_end, p.proposed_by,
            p.proposed_name, p.proposed_at, p.decided_name, p.decided_at, p.tries
            """;

    static final String PAYER = """
            select payer_account as account, payer_masked as masked, payer_bank as bank from funds.receipt
            where id = :id and payer_account is not null
            """;

    /** The account from which a receipt came, sealed. */
    record Payer(byte[] account, String masked, @Nullable String bank) {}

    Optional<Payer> payer(long receipt) {
        return db.sql(PAYER).param("id", receipt).query(Payer.class).optional();
    }

    static final String ADD = """
            with next as (select nextval(pg_get_serial_sequence('funds.payer_return', 'id')) as id)
            insert into funds.payer_return (id, receipt, court, fen, ground, payee, bank, payee_account, masked_account, typed,
                message_id, end_to_end, proposed_by, proposed_name, proposed_at)
            overriding system value
            select id, :receipt, :court, :fen, :ground, :payee, :bank, :account, :masked, :typed, 'PAYTK' || id, 'TK' || id,
                :login, :name, :at
            from next
            on conflict (receipt) where state in ('PROPOSED', 'QUEUED', 'SENT', 'ACCEPTED', 'PAID') do nothing
            returning id
            """;

    record New(
            long receipt,
            CourtCode court,
            Money amount,
            String ground,
            String payee,
            String bank,
            byte[] account,
            String masked,
            boolean typed) {}

    /** @return empty where one is under way already */
    Optional<Long> add(New n, String login, String name, Instant at) {
        return db.sql(ADD)
                .param("receipt", n.receipt())
                .param("court", n.court())
                .param("fen", n.amount())
                .param("ground", n.ground())
                .param("payee", n.payee())
                .param("bank", n.bank())
                .param("account", n.account())
                .param("masked", n.masked())
                .param("typed", n.typed())
                .param("login", login)
                .param("name", name)
                .param("at", at)
                .query(Long.class)
                .optional();
    }

    static final String ONE = "select " + COLUMNS + " from funds.payer_return p where p.id = :id for update";

    Optional<Return> one(long id) {
        return db.sql(ONE).param("id", id).query(Return.class).optional();
    }

    static final String OF_RECEIPT =
            "select " + COLUMNS + " from funds.payer_return p where p.receipt = :receipt order by p.id";

    List<Return> ofReceipt(long receipt) {
        return db.sql(OF_RECEIPT).param("receipt", receipt).query(Return.class).list();
    }

    static final String OPEN = "select " + COLUMNS + """
            from funds.payer_return p
            where p.court = :court and p.receipt is not null and p.state in ('PROPOSED', 'QUEUED', 'SENT', 'ACCEPTED') order by p.id limit 200
            """;

    /** Those that wait for a person or for the bank. */
    List<Return> open(CourtCode court) {
        return db.sql(OPEN).param("court", court).query(Return.class).list();
    }

    static final String DECIDE = """
            update funds.payer_return set state = :state, decided_by = :login, decided_name = :name, decided_at = :at,
                next_try = :at
            where id = :id and state = 'PROPOSED'
            """;

    boolean decide(long id, States.Return state, String login, String name, Instant at) {
        return db.sql(DECIDE)
                        .param("state", state.name())
                        .param("login", login)
                        .param("name", name)
                        .param("at", at)
                        .param("id", id)
                        .update()
                == 1;
    }

    static final String CLAIM = """
            update funds.payer_return p set next_try = :lease, tries = p.tries + 1
            where p.id in (select id from funds.payer_return where state = 'QUEUED' and next_try <= :now
                           order by next_try limit :most for update skip locked)
            returning
            """ + COLUMNS;

    /** What is to be sent to the bank now; nobody else gets it before {@code lease}. */
    List<Return> claim(Instant now, Instant lease, int most) {
        return db.sql(CLAIM)
                .param("lease", lease)
                .param("now", now)
                .param("most", most)
                .query(Return.class)
                .list();
    }

    static final String BY_REFERENCE = "select " + COLUMNS
            + " from funds.payer_return p where p.end_to_end = :reference or p.message_id = :reference for update";

    /** By the reference of the payment or of its message. */
    Optional<Return> byReference(String reference) {
        return db.sql(BY_REFERENCE)
                .param("reference", reference)
                .query(Return.class)
                .optional();
    }

    static final String MOVE = """
            update funds.payer_return set state = :to, because = :because, paid_on = coalesce(:on, paid_on) where id = :id
            """;

    void move(long id, States.Return to, @Nullable String because, @Nullable LocalDate on) {
        db.sql(MOVE)
                .param("to", to.name())
                .param("because", because)
                .param("on", on)
                .param("id", id)
                .update();
    }

    static final String SENT = "update funds.payer_return set state = 'SENT' where id = :id and state = 'QUEUED'";

    void sent(long id) {
        db.sql(SENT).param("id", id).update();
    }

    static final String RETURNED = "update funds.receipt set returned_on = :on where id = :receipt and case_id is null";

    /** The receipt is done with on this day, or lies in suspense again where there is none. */
    void returned(long receipt, @Nullable LocalDate on) {
        db.sql(RETURNED).param("on", on).param("receipt", receipt).update();
    }

    static final String TRY_AGAIN =
            "update funds.payer_return set next_try = :at, because = :because where id = :id and state = 'QUEUED'";

    void tryAgain(long id, Instant at, String because) {
        db.sql(TRY_AGAIN)
                .param("at", at)
                .param("because", because)
                .param("id", id)
                .update();
    }
}
