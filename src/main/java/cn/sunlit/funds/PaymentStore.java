package cn.sunlit.funds;

import cn.sunlit.database.Columns;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of distributions and of the payments that carry them out. */
@Repository
class PaymentStore {

    private final JdbcClient db;

    PaymentStore(JdbcClient db) {
        this.db = db;
    }

    record Distribution(
            long id,
            CaseId caseId,
            CaseNumber caseNumber,
            CourtCode court,
            States.Distribution state,
            Money total,
            String proposedBy,
            String proposedName,
            Instant proposedAt,
            @Nullable String approvedName,
            @Nullable Instant approvedAt,
            @Nullable String ground,
            @Nullable String listSha256,
            @Nullable Long againOf) {}

    private static final String COLUMNS = """
            id, case_id, case_number, court, state, total_fen as total, proposed_by, proposed_name, proposed_at,
            approved_name, approved_at, ground, list_sha256, again_of
            """;

    static final String ONE = "select " + COLUMNS + " from funds.distribution where id = :id for update";

    Optional<Distribution> lock(long id) {
        return db.sql(ONE).param("id", id).query(Distribution.class).optional();
    }

    static final String FIND = "select " + COLUMNS + " from funds.distribution where id = :id";

    /** Without holding it: to know its case, which is taken in hand before. */
    Optional<Distribution> find(long id) {
        return db.sql(FIND).param("id", id).query(Distribution.class).optional();
    }

    static final String OF_CASE = "select " + COLUMNS + " from funds.distribution where case_id = :case order by id";

    List<Distribution> ofCase(CaseId id) {
        return db.sql(OF_CASE).param("case", id).query(Distribution.class).list();
    }

    static final String WAITING = "select " + COLUMNS
            + " from funds.distribution where court = :court and state in (:states) order by id limit 200";

    List<Distribution> inState(CourtCode court, List<States.Distribution> states) {
        return db.sql(WAITING)
                .param("court", court)
                .param("states", states.stream().map(Enum::name).toList())
                .query(Distribution.class)
                .list();
    }

    /** A line as proposed; {@code account} sealed. */
    record Line(
            long id,
            String kind,
            @Nullable Long party,
            String payee,
            @Nullable String bank,
            byte @Nullable [] account,
            @Nullable String masked,
            Money amount,
            Money toCosts,
            Money toInterest,
            Money toPrincipal,
            Money toDouble,
            @Nullable Integer listRow,
            @Nullable String maskedNumber,
            byte @Nullable [] accountKey,
            @Nullable Long againOf) {

        boolean isCreditor() {
            return kind.equals("CREDITOR");
        }

        /** Whether it goes through the bank. */
        boolean isPayment() {
            return !kind.equals("FEE");
        }

        /** Whether the other line pays the same sums to the same payee. */
        boolean same(Line o) {
            return kind.equals(o.kind)
                    && java.util.Objects.equals(party, o.party)
                    && amount.equals(o.amount)
                    && toCosts.equals(o.toCosts)
                    && toInterest.equals(o.toInterest)
                    && toPrincipal.equals(o.toPrincipal)
                    && toDouble.equals(o.toDouble)
                    && java.util.Objects.equals(masked, o.masked)
                    && payee.equals(o.payee)
                    && java.util.Objects.equals(againOf, o.againOf);
        }
    }

    static final String LINES = """
            select id, kind, party, payee, bank, payee_account as account, masked_account as masked, fen as amount,
                   costs_fen as to_costs, interest_fen as to_interest, principal_fen as to_principal, double_fen as to_double,
                   list_row, masked_number, account_key, again_of
            from funds.distribution_line where distribution = :id order by id
            """;

    List<Line> lines(long distribution) {
        return db.sql(LINES).param("id", distribution).query(Line.class).list();
    }

    static final String VIEW_LINES = """
            select l.id, l.kind, l.payee, l.bank, l.masked_account as account, l.fen as amount, l.costs_fen as to_costs,
                   l.interest_fen as to_interest, l.principal_fen as to_principal, l.double_fen as to_double,
                   coalesce(p.state, '') as state, '' as state_zh, p.because
            from funds.distribution_line l left join funds.payment p on p.line = l.id
            where l.distribution = :id order by l.id limit :most
            """;

    /** The first of them; all are on the page of the distribution. */
    List<DistributionView.Line> viewLines(long distribution, int most) {
        return db
                .sql(VIEW_LINES)
                .param("id", distribution)
                .param("most", most)
                .query(DistributionView.Line.class)
                .list()
                .stream()
                .map(l -> new DistributionView.Line(
                        l.id(),
                        l.kind(),
                        l.payee(),
                        l.bank(),
                        l.account(),
                        l.amount(),
                        l.toCosts(),
                        l.toInterest(),
                        l.toPrincipal(),
                        l.toDouble(),
                        l.state(),
                        l.state().isEmpty()
                                ? ""
                                : States.Payment.valueOf(l.state()).zh(),
                        l.because()))
                .toList();
    }

    static final String ADD = """
            insert into funds.distribution
                (case_id, case_number, court, state, total_fen, remark, ground, list_sha256, again_of, proposed_by, proposed_name,
                 proposed_at)
            values (:case, :number, :court, 'PROPOSED', :total, :remark, :ground, :sha256, :again, :login, :name, :at)
            returning id
            """;

    long add(
            CaseId id,
            CaseNumber number,
            CourtCode court,
            Money total,
            @Nullable String remark,
            @Nullable String ground,
            @Nullable String listSha256,
            @Nullable Long againOf,
            String login,
            String name,
            Instant at) {
        return db.sql(ADD)
                .param("case", id)
                .param("number", number)
                .param("court", court)
                .param("total", total)
                .param("remark", remark)
                .param("ground", ground)
                .param("sha256", listSha256)
                .param("again", againOf)
                .param("login", login)
                .param("name", name)
                .param("at", at)
                .query(Long.class)
                .single();
    }

    static final String LOCK_CASE = "select id from funds.account where case_id = :case and kind = 'CASE' for update";

    /** One proposal at a time in a case. */
    void lockCase(CaseId id) {
        db.sql(LOCK_CASE).param("case", id).query(Long.class).list();
    }

    static final String ASKED =
            "select coalesce(sum(fen), 0) from funds.hold where case_id = :case and state in ('PROPOSED', 'APPROVED')";

    /** What waits for approval to lie still: it is in no account of its own yet. */
    Money askedToLieStill(CaseId id) {
        return new Money(db.sql(ASKED).param("case", id).query(Long.class).single());
    }

    static final String SUPERSEDE =
            "update funds.distribution set state = 'SUPERSEDED' where id = :id and state = 'PROPOSED'";

    void supersede(long id) {
        db.sql(SUPERSEDE).param("id", id).update();
    }

    static final String APPROVE = """
            update funds.distribution set state = 'APPROVED', approved_by = :login, approved_name = :name,
                approved_at = :at, approval_document = :document
            where id = :id and state = 'PROPOSED'
            """;

    boolean approve(long id, String login, String name, Instant at, long document) {
        return db.sql(APPROVE)
                        .param("login", login)
                        .param("name", name)
                        .param("at", at)
                        .param("document", document)
                        .param("id", id)
                        .update()
                == 1;
    }

    static final String PLAN = "update funds.distribution set plan_document = :document where id = :id";

    void plan(long id, long document) {
        db.sql(PLAN).param("document", document).param("id", id).update();
    }

    static final String MOVE = "update funds.distribution set state = :to where id = :id";

    void move(long id, States.Distribution to) {
        db.sql(MOVE).param("to", to.name()).param("id", id).update();
    }

    /** What was approved and has not failed, by purpose. */
    record Allocated(Money costs, Money interest, Money principal, Money doubled, Money fee, Money refund) {
        Money creditors() {
            return costs.plus(interest).plus(principal).plus(doubled);
        }
    }

    static final String ALLOCATED = """
            select coalesce(sum(l.costs_fen), 0) as costs, coalesce(sum(l.interest_fen), 0) as interest,
                   coalesce(sum(l.principal_fen), 0) as principal, coalesce(sum(l.double_fen), 0) as doubled,
                   coalesce(sum(l.fen) filter (where l.kind = 'FEE'), 0) as fee,
                   coalesce(sum(l.fen) filter (where l.kind = 'REFUND'), 0) as refund
            from funds.distribution d join funds.distribution_line l on l.distribution = d.id
            left join funds.payment p on p.line = l.id
            where d.case_id = :case and d.approved_by is not null
              and (p.id is null or p.state not in ('REJECTED', 'RETURNED'))
            """;

    Allocated allocated(CaseId id) {
        return db.sql(ALLOCATED).param("case", id).query(Allocated.class).single();
    }

    record Payment(
            long id,
            long line,
            long distribution,
            CaseId caseId,
            CourtCode court,
            @Nullable String messageId,
            String endToEnd,
            Money amount,
            States.Payment state,
            int tries,
            Instant createdAt,
            @Nullable Long batch) {}

    private static final String PAYMENT = """
            p.id, p.line, p.distribution, p.case_id, p.court, p.message_id, p.end_to_end, p.fen as amount, p.state, p.tries,
            p.created_at, p.batch
            """;

    static final String QUEUE = """
            insert into funds.payment
                (line, distribution, case_id, court, message_id, end_to_end, fen, state, next_try, created_at)
            values (:line, :distribution, :case, :court, :message, :endToEnd, :fen, 'QUEUED', :at, :at)
            """;

    void queue(long line, Distribution d, String message, String endToEnd, Money amount, Instant at) {
        db.sql(QUEUE)
                .param("line", line)
                .param("distribution", d.id())
                .param("case", d.caseId())
                .param("court", d.court())
                .param("message", message)
                .param("endToEnd", endToEnd)
                .param("fen", amount)
                .param("at", at)
                .update();
    }

    static final String CLAIM = """
            update funds.payment p set next_try = :lease, tries = p.tries + 1
            where p.id in (select id from funds.payment where state = 'QUEUED' and next_try <= :now
                             and batch is null
                           order by next_try limit :most for update skip locked)
            returning
            """ + PAYMENT;

    List<Payment> claim(Instant now, Instant lease, int most) {
        return db.sql(CLAIM)
                .param("lease", lease)
                .param("now", now)
                .param("most", most)
                .query(Payment.class)
                .list();
    }

    static final String BY_END_TO_END =
            "select " + PAYMENT + " from funds.payment p where p.end_to_end = :reference for update";

    Optional<Payment> byEndToEnd(String reference) {
        return db.sql(BY_END_TO_END)
                .param("reference", reference)
                .query(Payment.class)
                .optional();
    }

    static final String BY_ENDS_TO_END = "select " + PAYMENT
            + " from funds.payment p where p.end_to_end = any (:references) order by p.id for update";

    /** In one order for whoever holds them. */
    List<Payment> byEndsToEnd(Collection<String> references) {
        return db.sql(BY_ENDS_TO_END)
                .param("references", references.toArray(String[]::new))
                .query(Payment.class)
                .list();
    }

    static final String PAYEES = """
            select p.id, l.payee from funds.payment p join funds.distribution_line l on l.id = p.line where p.id = any (:payments)
            """;

    /** Who is paid, by payment. */
    Map<Long, String> payees(Collection<Long> payments) {
        Map<Long, String> payees = new HashMap<>();
        db.sql(PAYEES).param("payments", payments.toArray(Long[]::new)).query((ResultSet r) -> {
            payees.put(r.getLong("id"), r.getString("payee"));
        });
        return payees;
    }

    /** The bank has paid it. */
    record Paid(Payment payment, LocalDate on, String bankReference) {}

    static final String PAY = """
            with said as materialized (
                select s.*, p.case_id, p.court, p.fen, nextval('funds.voucher_id_seq') as voucher
                from unnest(:payments::bigint[], :days::text[]::date[], :references::text[], :texts::text[])
                         as s (payment, day, reference, text)
                join funds.payment p on p.id = s.payment
            ), booked as (
                insert into funds.voucher (id, court, kind, cause, case_id, text, bank_reference, booked_on, at, by_login, by_name)
                overriding system value
                select voucher, court, 'PAYMENT', 'payment:' || payment, case_id, text, reference,
                       greatest(day, (select max(c.day) + 1 from funds.day_close c where c.court = said.court)),
                       :at, :login, :name
                from said
            ), posted as (
                insert into funds.posting (voucher, line, account, fen)
                select voucher, 1, (select id from funds.account a where a.case_id = said.case_id and a.kind = 'TRANSIT'), fen
                from said
                union all
                select voucher, 2, (select id from funds.account a where a.court = said.court and a.kind = 'BANK'), -fen
                from said
            ), moved as (
                update funds.payment p set state = 'PAID', because = null, paid_on = said.day
                from said where p.id = said.payment
            )
            select payment, voucher from said
            """;

    /** Books payments that are on their way as paid. @return the vouchers by payment */
    Map<Long, Long> pay(List<Paid> all, Map<Long, String> payees, String login, String name, Instant at) {
        Map<Long, Long> vouchers = new HashMap<>();
        db.sql(PAY)
                .param("payments", all.stream().map(p -> p.payment().id()).toArray(Long[]::new))
                .param("days", Columns.of(all, Paid::on))
                .param("references", Columns.of(all, Paid::bankReference))
                .param(
                        "texts",
                        Columns.of(all, p -> "已付 " + payees.get(p.payment().id())))
                .param("at", at)
                .param("login", login)
                .param("name", name)
                .query((ResultSet r) -> {
                    vouchers.put(r.getLong("payment"), r.getLong("voucher"));
                });
        return vouchers;
    }

    static final String BY_MESSAGE = "select " + PAYMENT + " from funds.payment p where p.message_id = :id for update";

    Optional<Payment> byMessage(String id) {
        return db.sql(BY_MESSAGE).param("id", id).query(Payment.class).optional();
    }

    static final String UNPAID =
            "select exists (select from funds.payment where distribution = :id and state <> 'PAID')";

    /** Whether any payment of this distribution has not been paid; of 17,000 it asks for one. */
    boolean unpaid(long distribution) {
        return db.sql(UNPAID).param("id", distribution).query(Boolean.class).single();
    }

    static final String CREDITORS = """
            select coalesce(sum(fen), 0) from funds.distribution_line where distribution = :id and kind = 'CREDITOR'
            """;

    Money toCreditors(long distribution) {
        return new Money(
                db.sql(CREDITORS).param("id", distribution).query(Long.class).single());
    }

    static final String MOVE_PAYMENT = """
            update funds.payment set state = :to, because = :because, paid_on = coalesce(:on, paid_on) where id = :id
            """;

    void movePayment(long id, States.Payment to, @Nullable String because, @Nullable LocalDate on) {
        db.sql(MOVE_PAYMENT)
                .param("to", to.name())
                .param("because", because)
                .param("on", on)
                .param("id", id)
                .update();
    }

    static final String TRY_AGAIN =
            "update funds.payment set next_try = :at, because = :because where id = :id and state = 'QUEUED'";

    void tryAgain(long id, Instant at, String because) {
        db.sql(TRY_AGAIN)
                .param("at", at)
                .param("because", because)
                .param("id", id)
                .update();
    }

    static final String LINE_OF = """
            select id, kind, party, payee, bank, payee_account as account, masked_account as masked, fen as amount,
                   costs_fen as to_costs, interest_fen as to_interest, principal_fen as to_principal, double_fen as to_double,
                   list_row, masked_number, account_key, again_of
            from funds.distribution_line where id = :id
            """;

    Line line(long id) {
        return db.sql(LINE_OF).param("id", id).query(Line.class).single();
    }

    /**
     * What is on its way to the bank or with it; of a list one line for each state, not one for each payee.
     *
     * @param caseNumber null for money that goes back to a payer whose case is unknown
     * @param distribution null for what does not go to creditors
     */
    record UnderWay(
            @Nullable String caseNumber,
            @Nullable Long distribution,
            String payee,
            Money amount,
            States.Payment state,
            Instant createdAt,
            int tries,
            @Nullable String because) {}

    static final String UNDER_WAY = """
            select d.case_number, d.id as distribution,
                   case count(*) when 1 then min(l.payee) else '名单付款，' || count(*) || ' 名收款人' end as payee,
                   sum(p.fen) as amount, p.state, min(p.created_at) as created_at, max(p.tries) as tries, max(p.because) as because
            from funds.payment p join funds.distribution d on d.id = p.distribution
            join funds.distribution_line l on l.id = p.line
            where p.court = :court and p.state in ('QUEUED', 'SENT', 'ACCEPTED') group by d.id, p.state
            union all
            select r.case_number, null, r.payee, r.fen, r.state, r.decided_at, r.tries, r.because
            from funds.payer_return r
            where r.court = :court and r.state in ('QUEUED', 'SENT', 'ACCEPTED')
            order by created_at limit 200
            """;

    List<UnderWay> underWay(CourtCode court) {
        return db.sql(UNDER_WAY).param("court", court).query(UnderWay.class).list();
    }
}
