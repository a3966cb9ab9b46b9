package cn.sunlit.funds;

import cn.sunlit.bank.BankReader;
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

/** SQL of bank messages, receipts and claims, and what a case's money comes to. */
@Repository
class FundsStore {

    private final JdbcClient db;

    FundsStore(JdbcClient db) {
        this.db = db;
    }

    static final String SUMS_OF_CASE = """
            select coalesce((select sum(fen) from funds.receipt where case_id = :case), 0)
                       + coalesce((select sum(fen) from funds.share where to_case = :case and kind = 'CASE'), 0) as received,
                   coalesce((select sum(fen) from funds.payment where case_id = :case and state = 'PAID'), 0) as paid,
                   a.held, a.planned, a.balance, a.frozen, a.deferred, a.escrow, a.costs, a.collected,
                   coalesce((select -sum(p.fen) from funds.voucher v join funds.posting p on p.voucher = v.id
                             join funds.account a on a.id = p.account and a.kind = 'FEE'
                             where v.case_id = :case), 0) as fee
            from (select coalesce(sum(balance_fen) filter (where kind in ('PAYABLE', 'TRANSIT')), 0)
                             + coalesce(sum(held_fen), 0) as held,
                         coalesce(sum(held_fen), 0) as planned,
                         coalesce(sum(balance_fen - coalesce(held_fen, 0)) filter (where kind = 'CASE'), 0) as balance,
                         coalesce(sum(balance_fen) filter (where kind = 'FROZEN'), 0) as frozen,
                         coalesce(sum(balance_fen) filter (where kind = 'DEFERRED'), 0) as deferred,
                         coalesce(sum(balance_fen) filter (where kind = 'ESCROW'), 0) as escrow,
                         coalesce(sum(balance_fen) filter (where kind = 'COSTS'), 0) as costs,
                         coalesce(sum(balance_fen) filter (where kind = 'COLLECTED'), 0) as collected
                  from funds.account where case_id = :case) a
            """;

    /**
     * What became of a case's money.
     *
     * @param held on its way to somebody, or held by a plan of distribution
     * @param planned the part of it that a plan of distribution keeps
     * @param balance what may be paid out
     * @param collected taken in cash and not at the bank yet, so not among what was received
     */
    record Sums(
            Money received,
            Money paid,
            Money held,
            Money planned,
            Money balance,
            Money frozen,
            Money deferred,
            Money escrow,
            Money costs,
            Money collected,
            Money fee) {

        /** What lies still: by order of another court, put off, deposited, or in cash. */
        Money still() {
            return Money.sum(List.of(frozen, deferred, escrow, collected));
        }
    }

    Sums sums(CaseId id) {
        return db.sql(SUMS_OF_CASE).param("case", id).query(Sums.class).single();
    }

    static final String MOVEMENTS = """
            select 'PZ-' || v.id as voucher, v.kind, v.text, abs(p.fen) as amount,
                   case when p.fen < 0 then 'IN' else 'OUT' end as direction, v.booked_on as "on", v.at,
                   v.bank_reference
            from funds.posting p join funds.voucher v on v.id = p.voucher
            where p.account = (select id from funds.account where case_id = :case and kind = 'CASE') and p.voucher < :before
            order by p.voucher desc, p.line desc limit :most
            """;

    /** The newest movements of a case, those before a voucher, in the order in which they were booked. */
    List<FundsView.Movement> movements(CaseId id, long before, int most) {
        return db.sql(MOVEMENTS)
                .param("case", id)
                .param("before", before)
                .param("most", most)
                .query(FundsView.Movement.class)
                .list()
                .reversed();
    }

    static final String KEEP_MESSAGE = """
            insert into funds.bank_message (message_id, type, sha256, raw, raw_sha256, taken_at, by_login)
            values (:id, :type, :sha256, :raw, :rawSha256, :at, :login) on conflict (sha256) do nothing returning id
            """;

    /** @return the row, or empty when these very bytes were taken before */
    Optional<Long> keepMessage(String id, String type, String sha256, byte[] sealed, Instant at, String login) {
        return db.sql(KEEP_MESSAGE)
                .param("id", id)
                .param("type", type)
                .param("sha256", sha256)
                .param("raw", sealed)
                .param("rawSha256", BankReader.sha256(sealed))
                .param("at", at)
                .param("login", login)
                .query(Long.class)
                .optional();
    }

    record Entry(
            String reference,
            @Nullable String batch,
            long message,
            @Nullable CourtCode court,
            String account,
            String direction,
            String currency,
            @Nullable Money amount,
            @Nullable LocalDate bookedOn,
            @Nullable LocalDate valueOn,
            @Nullable String endToEnd,
            @Nullable String counterparty,
            @Nullable String remark,
            String outcome,
            String because) {}

    static final String KEEP_ENTRY = """
            insert into funds.bank_entry (reference, batch, message, court, account, direction, currency, fen, booked_on,
                value_on, end_to_end, counterparty, remark, outcome, because)
            select :reference, :batch, :message, :court, :account, :direction, :currency, :fen, :bookedOn, :valueOn,
                :endToEnd, :counterparty, :remark, :outcome, :because
            where :batch::text is null or not exists (
                select from funds.bank_entry b
                where b.batch = :batch and b.message <> :message
                  and ((b.reference = :batch) <> (:reference = :batch::text)))
            on conflict (reference) do nothing returning id
            """;

    /** @return the row, or empty when this movement is known, alone or as part of its batch */
    Optional<Long> keepEntry(Entry e) {
        return db.sql(KEEP_ENTRY)
                .param("reference", e.reference())
                .param("batch", e.batch())
                .param("message", e.message())
                .param("court", e.court() == null ? null : e.court().value())
                .param("account", e.account())
                .param("direction", e.direction())
                .param("currency", e.currency())
                .param("fen", e.amount() == null ? null : e.amount().fen())
                .param("bookedOn", e.bookedOn())
                .param("valueOn", e.valueOn())
                .param("endToEnd", e.endToEnd())
                .param("counterparty", e.counterparty())
                .param("remark", e.remark())
                .param("outcome", e.outcome())
                .param("because", e.because())
                .query(Long.class)
                .optional();
    }

    /** The account that somebody paid from, sealed, with the keyed hash by which it is found again. */
    record PaidFrom(
            byte[] sealed,
            byte[] hash,
            String masked,
            @Nullable String bank) {}

    /** @param what {@code RECEIPT} from the bank, {@code SHARE} of a plan, or {@code POOL}: given up to a plan or spent on costs of a sale */
    record Received(LocalDate interestUntil, Money amount, String what) {}

    static final String RECEIVED = """
            select interest_until, amount, what from (
                select interest_until, fen as amount, 'RECEIPT' as what, id from funds.receipt where case_id = :case
                union all
                select interest_until, fen, 'SHARE', id from funds.share where to_case = :case
                union all
                select 'epoch'::date, case when p.ended_at is null then p.fen else funds.plan_given(p.plan) end, 'POOL', p.plan
                from funds.pool p where p.case_id = :case
                union all
                select 'epoch'::date, c.fen::bigint, 'POOL', 0 from (
                    select coalesce((select a.balance_fen from funds.account a where a.case_id = :case and a.kind = 'COSTS'), 0)
                           + coalesce((select sum(o.fen) from funds.payer_return o
                                       where o.case_id = :case and o.kind = 'COST' and o.state = 'PAID'), 0) as fen) c
                where c.fen > 0) r
            order by interest_until, id
            """;

    List<Received> received(CaseId id) {
        return db.sql(RECEIVED).param("case", id).query(Received.class).list();
    }

    record Receipt(
            long id,
            CourtCode court,
            Money amount,
            LocalDate bookedOn,
            @Nullable String payer,
            @Nullable String remark,
            @Nullable String namedAccount,
            @Nullable CaseId caseId,
            @Nullable Long suspense,
            String reference) {}

    static final String RECEIPT = """
            select r.id, r.court, r.fen as amount, r.booked_on, r.payer, r.remark, r.named_account, r.case_id, r.suspense,
                   e.reference
            from funds.receipt r join funds.bank_entry e on e.id = r.entry where r.id = :id for update of r
            """;

    Optional<Receipt> receipt(long id) {
        return db.sql(RECEIPT).param("id", id).query(Receipt.class).optional();
    }

    static final String IDENTIFY =
            "update funds.receipt set case_id = :case, identified_on = :on where id = :id and case_id is null and returned_on is null";

    boolean identify(long receipt, CaseId id, LocalDate on) {
        return db.sql(IDENTIFY)
                        .param("case", id)
                        .param("on", on)
                        .param("id", receipt)
                        .update()
                == 1;
    }

    /** @param onNumberOf the payer whose own number the money came on */
    record RecentReceipt(
            LocalDate bookedOn,
            Money amount,
            @Nullable String payer,
            @Nullable String remark,
            @Nullable String caseNumber,
            @Nullable String onNumberOf,
            String reference) {}

    static final String RECENT = """
            select r.booked_on, r.fen as amount, r.payer, r.remark, a.case_number, p.name as on_number_of, e.reference
            from funds.receipt r join funds.bank_entry e on e.id = r.entry
            left join funds.account a on a.case_id = r.case_id and a.kind = 'CASE'
            left join funds.payer_number p on p.number = r.named_account and p.case_id = r.case_id
            where r.court = :court and r.booked_on >= :since order by r.booked_on desc, r.id desc limit 100
            """;

    List<RecentReceipt> recent(CourtCode court, LocalDate since) {
        return db.sql(RECENT)
                .param("court", court)
                .param("since", since)
                .query(RecentReceipt.class)
                .list();
    }

    static final String ADD_CLAIM = """
            insert into funds.claim (receipt, case_id, case_number, reason, proposed_by, proposed_name, proposed_at)
            values (:receipt, :case, :number, :reason, :login, :name, :at)
            on conflict (receipt) where state in ('PROPOSED', 'CONFIRMED') do nothing returning id
            """;

    Optional<Long> addClaim(
            long receipt, CaseId id, CaseNumber number, String reason, String login, String name, Instant at) {
        return db.sql(ADD_CLAIM)
                .param("receipt", receipt)
                .param("case", id)
                .param("number", number)
                .param("reason", reason)
                .param("login", login)
                .param("name", name)
                .param("at", at)
                .query(Long.class)
                .optional();
    }

    record Claim(
            long id,
            long receipt,
            CaseId caseId,
            CaseNumber caseNumber,
            String reason,
            String state,
            String proposedBy,
            String proposedName,
            Instant proposedAt,
            @Nullable String confirmedName) {
        ClaimView view() {
            return new ClaimView(
                    id, receipt, caseNumber.toString(), reason, state, proposedName, proposedAt, confirmedName);
        }
    }

    static final String CLAIM = """
            select id, receipt, case_id, case_number, reason, state, proposed_by, proposed_name, proposed_at, confirmed_name
            from funds.claim where id = :id for update
            """;

    Optional<Claim> claim(long id) {
        return db.sql(CLAIM).param("id", id).query(Claim.class).optional();
    }

    static final String OPEN_CLAIM_OF = """
            select id, receipt, case_id, case_number, reason, state, proposed_by, proposed_name, proposed_at, confirmed_name
            from funds.claim where receipt = :receipt and state = 'PROPOSED'
            """;

    /** The claim on a receipt that waits for another person. */
    Optional<Claim> openClaim(long receipt) {
        return db.sql(OPEN_CLAIM_OF)
                .param("receipt", receipt)
                .query(Claim.class)
                .optional();
    }

    /** A claim that waits for another person, with the money it is about: who confirms must see what. */
    record WaitingClaim(
            long id,
            long receipt,
            CaseNumber caseNumber,
            String reason,
            String proposedBy,
            String proposedName,
            Instant proposedAt,
            Money amount,
            LocalDate bookedOn,
            @Nullable String payer) {}

    static final String OPEN_CLAIMS = """
            select c.id, c.receipt, c.case_number, c.reason, c.proposed_by, c.proposed_name, c.proposed_at,
                   r.fen as amount, r.booked_on, r.payer
            from funds.claim c join funds.receipt r on r.id = c.receipt
            where r.court = :court and c.state = 'PROPOSED' order by c.id
            """;

    List<WaitingClaim> openClaims(CourtCode court) {
        return db.sql(OPEN_CLAIMS)
                .param("court", court)
                .query(WaitingClaim.class)
                .list();
    }

    static final String END_CLAIM = """
            update funds.claim set state = :state, confirmed_by = :login, confirmed_name = :name, confirmed_at = :at
            where id = :id and state = 'PROPOSED'
            """;

    void endClaim(long id, String state, String login, String name, Instant at) {
        db.sql(END_CLAIM)
                .param("state", state)
                .param("login", login)
                .param("name", name)
                .param("at", at)
                .param("id", id)
                .update();
    }

    static final String KEEP_SLIP = """
            insert into funds.slip (number, day, court, case_id, fen)
            select number, :day, court, case_id, :fen from funds.payer_number where number = :number
            on conflict do nothing
            """;

    /** A slip was given out. */
    void keepSlip(String number, LocalDate day, Money amount) {
        db.sql(KEEP_SLIP)
                .param("number", number)
                .param("day", day)
                .param("fen", amount)
                .update();
    }
}
