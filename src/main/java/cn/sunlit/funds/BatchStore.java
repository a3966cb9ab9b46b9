package cn.sunlit.funds;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on payments that go to the bank many in one file (批量付款); each statement is for all of them. */
@Repository
class BatchStore {

    private final JdbcClient db;

    BatchStore(JdbcClient db) {
        this.db = db;
    }

    static final String QUEUE = """
            with line as (
                select l.id, l.fen, (row_number() over (order by l.id) - 1) / :limit + 1 as part
                from funds.distribution_line l where l.distribution = :distribution and l.kind <> 'FEE'),
            batch as (
                insert into funds.payment_batch
                    (distribution, part, case_id, court, message_id, payments, fen, state, next_try, created_at)
                select :distribution, part, :case, :court, 'PAYFK' || :distribution || 'P' || part, count(*), sum(fen), 'QUEUED',
                       :at, :at
                from line group by part order by part
                returning id, part)
            insert into funds.payment (line, distribution, case_id, court, batch, end_to_end, fen, state, next_try, created_at)
            select l.id, :distribution, :case, :court, b.id, 'FK' || :distribution || '-' || l.id, l.fen, 'QUEUED', :at, :at
            from line l join batch b on b.part = l.part order by l.id
            """;

    /** The payments of a distribution with their files, at most {@code limit} in each. */
    void queue(PaymentStore.Distribution d, int limit, Instant at) {
        db.sql(QUEUE)
                .param("limit", limit)
                .param("distribution", d.id())
                .param("case", d.caseId())
                .param("court", d.court())
                .param("at", at)
                .update();
    }

    record Batch(
            long id,
            long distribution,
            int part,
            CaseId caseId,
            CourtCode court,
            String messageId,
            int payments,
            Money amount,
            String state,
            int tries,
            Instant createdAt) {}

    private static final String COLUMNS = """
            id, distribution, part, case_id, court, message_id, payments, fen as amount, state, tries, created_at
            """;

    static final String CLAIM = """
            update funds.payment_batch set next_try = :lease, tries = tries + 1
            where id in (select id from funds.payment_batch where state = 'QUEUED' and next_try <= :now
                         order by next_try, id limit 1 for update skip locked)
            returning
            """ + COLUMNS;

    /** One file at a time: what it holds is written out in memory. */
    Optional<Batch> claim(Instant now, Instant lease) {
        return db.sql(CLAIM)
                .param("lease", lease)
                .param("now", now)
                .query(Batch.class)
                .optional();
    }

    static final String BY_MESSAGE =
            "select " + COLUMNS + " from funds.payment_batch where message_id = :id for update";

    Optional<Batch> byMessage(String id) {
        return db.sql(BY_MESSAGE).param("id", id).query(Batch.class).optional();
    }

    static final String ONE = "select " + COLUMNS + " from funds.payment_batch where id = :id";

    Batch one(long id) {
        return db.sql(ONE).param("id", id).query(Batch.class).single();
    }

    static final String ORDERS = """
            select p.end_to_end, l.payee, l.bank, l.payee_account as account, p.fen as amount
            from funds.payment p join funds.distribution_line l on l.id = p.line where p.batch = :id order by p.id
            """;

    record Order(String endToEnd, String payee, @Nullable String bank, byte[] account, Money amount) {}

    /** What the file says, in the same order each time. */
    List<Order> orders(long batch) {
        return db.sql(ORDERS).param("id", batch).query(Order.class).list();
    }

    static final String BY_PARTY = """
            select l.party, sum(p.fen) as amount from funds.payment p join funds.distribution_line l on l.id = p.line
            where p.batch = :id group by l.party order by l.party
            """;

    record Share(long party, Money amount) {}

    /** From whose accounts the file is paid. */
    List<Share> byParty(long batch) {
        return db.sql(BY_PARTY).param("id", batch).query(Share.class).list();
    }

    static final String SENT = """
            with b as (update funds.payment_batch set state = 'SENT', because = null where id = :id and state = 'QUEUED'
                       returning id)
            update funds.payment p set state = 'SENT' from b where p.batch = b.id and p.state = 'QUEUED'
            """;

    void sent(long batch) {
        db.sql(SENT).param("id", batch).update();
    }

    static final String TRY_AGAIN =
            "update funds.payment_batch set next_try = :at, because = :because where id = :id and state = 'QUEUED'";

    void tryAgain(long id, Instant at, String because) {
        db.sql(TRY_AGAIN)
                .param("at", at)
                .param("because", because)
                .param("id", id)
                .update();
    }

    static final String ACCEPT = """
            update funds.payment set state = 'ACCEPTED'
            where end_to_end = any (:references::text[]) and batch is not null and state in ('QUEUED', 'SENT')
            returning end_to_end, fen as amount
            """;

    record Accepted(String endToEnd, Money amount) {}

    /** Those of these payments in files that the bank had not answered before. */
    List<Accepted> accept(Collection<String> references) {
        return db.sql(ACCEPT)
                .param("references", references.toArray(String[]::new))
                .query(Accepted.class)
                .list();
    }

    static final String ACCEPT_ALL =
            "update funds.payment set state = 'ACCEPTED' where batch = :id and state in ('QUEUED', 'SENT')";

    int acceptAll(long batch) {
        return db.sql(ACCEPT_ALL).param("id", batch).update();
    }

    static final String REJECT_ALL = """
            with gone as (update funds.payment set state = 'REJECTED', because = :because
                          where batch = :id and state in ('QUEUED', 'SENT', 'ACCEPTED') returning fen)
            select coalesce(sum(fen), 0) from gone
            """;

    /** @return what comes back with them */
    Money rejectAll(long batch, String because) {
        return new Money(db.sql(REJECT_ALL)
                .param("id", batch)
                .param("because", because)
                .query(Long.class)
                .single());
    }
}
