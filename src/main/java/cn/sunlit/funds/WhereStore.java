package cn.sunlit.funds;

import cn.sunlit.funds.States.Receipt;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the ledger and the payments say of where a case's money is. */
@Repository
class WhereStore {

    /** So many receipts are shown at once. */
    private static final int MOST = 200;

    private final JdbcClient db;

    WhereStore(JdbcClient db) {
        this.db = db;
    }

    /** Money that came to a case. */
    record Came(LocalDate on, Money amount, @Nullable String payer, long voucher) {}

    /** The last postings that brought money, found by the index of the account's postings: what came before is not read. */
    static final String CAME = """
            select v.booked_on as "on", -p.fen as amount, case when v.kind in ('SHARE', 'TRANSFER') then v.text else r.payer end as payer,
                   v.id as voucher
            from funds.posting p join funds.voucher v on v.id = p.voucher
            left join funds.receipt r on r.id = case when v.kind in ('RECEIPT', 'CLAIM') then substr(v.cause, 9)::bigint end
                                     and r.case_id = :case
            where p.account = (select id from funds.account where case_id = :case and kind = 'CASE') and p.fen < 0 and p.voucher < :before
              and (v.kind in ('SHARE', 'TRANSFER') or r.id is not null)
            order by p.voucher desc, p.line desc limit :most
            """;

    List<Came> came(CaseId id, long before) {
        return db.sql(CAME)
                .param("case", id)
                .param("before", before)
                .param("most", MOST)
                .query(Came.class)
                .list()
                .reversed();
    }

    static final String IN_ALL = """
            select coalesce((select sum(r.fen) from funds.receipt r where r.case_id = :case), 0)
                 + coalesce((select sum(-p.fen) from funds.account a join funds.posting p on p.account = a.id and p.fen < 0
                             join funds.voucher v on v.id = p.voucher and v.kind in ('SHARE', 'TRANSFER')
                             where a.case_id = :case and a.kind = 'CASE'), 0)
            """;

    static final String LATER = """
            select coalesce(sum(-p.fen), 0) from funds.posting p join funds.voucher v on v.id = p.voucher
            left join funds.receipt r on r.id = case when v.kind in ('RECEIPT', 'CLAIM') then substr(v.cause, 9)::bigint end
                                     and r.case_id = :case
            where p.account = (select id from funds.account where case_id = :case and kind = 'CASE') and p.fen < 0 and p.voucher >= :from
              and (v.kind in ('SHARE', 'TRANSFER') or r.id is not null)
            """;

    private Money later(CaseId id, long from) {
        return from == Long.MAX_VALUE
                ? Money.ZERO
                : new Money(db.sql(LATER)
                        .param("case", id)
                        .param("from", from)
                        .query(Long.class)
                        .single());
    }

    record Flows(
            Money paid,
            Money refunded,
            Money approved,
            Money paying,
            Money refunding,
            Money failed,
            Money ready,
            Money allocated) {}

    static final String FLOWS = """
            select coalesce(sum(p.fen) filter (where p.state = 'PAID' and l.kind <> 'REFUND'), 0) as paid,
                   coalesce(sum(p.fen) filter (where p.state = 'PAID' and l.kind = 'REFUND'), 0) as refunded,
                   coalesce(sum(p.fen) filter (where p.state = 'QUEUED' and l.kind <> 'REFUND'), 0) as approved,
                   coalesce(sum(p.fen) filter (where p.state in ('SENT', 'ACCEPTED') and l.kind <> 'REFUND'), 0) as paying,
                   coalesce(sum(p.fen) filter (where p.state in ('QUEUED', 'SENT', 'ACCEPTED') and l.kind = 'REFUND'), 0)
                       as refunding,
                   coalesce(sum(p.fen) filter (where p.state in ('REJECTED', 'RETURNED') and d.state = 'PAY_FAILED'), 0)
                       as failed,
                   coalesce((select sum(total_fen) from funds.distribution
                             where case_id = :case and state = 'PROPOSED'), 0) as ready,
                   coalesce((select sum(held_fen) from funds.account where case_id = :case and kind = 'CASE'), 0) as allocated
            from funds.payment p join funds.distribution_line l on l.id = p.line
            join funds.distribution d on d.id = p.distribution
            where p.case_id = :case
            """;

    /**
     * What has left a case for others than its parties.
     *
     * @param costs of sale, paid or on their way
     * @param handed to another court that had frozen it
     * @param shared with other cases
     */
    record Gone(Money costs, Money handed, Money shared) {}

    static final String GONE = """
            select coalesce((select sum(o.fen) from funds.payer_return o
                             where o.case_id = :case and o.kind = 'COST' and o.state = 'PAID'), 0)
                       + coalesce((select sum(balance_fen) from funds.account where case_id = :case and kind = 'COSTS'), 0) as costs,
                   coalesce((select sum(o.fen) from funds.payer_return o
                             where o.case_id = :case and o.kind = 'HANDOVER' and o.state = 'PAID'), 0) as handed,
                   coalesce((select sum(q.fen) from funds.account a join funds.posting q on q.account = a.id and q.fen > 0
                             join funds.voucher v on v.id = q.voucher and v.kind in ('SHARE', 'TRANSFER')
                             where a.case_id = :case and a.kind = 'CASE'
                               and exists (select from funds.posting o join funds.account k on k.id = o.account
                                           where o.voucher = v.id and k.kind = 'CASE' and k.case_id <> :case)), 0) as shared
            """;

    Gone gone(CaseId id) {
        return db.sql(GONE).param("case", id).query(Gone.class).single();
    }

    /** What became of all the money of a case, by state; it adds up to what came. */
    Map<Receipt, Money> whole(CaseId id, FundsStore.Sums sums, Gone gone) {
        Flows f = db.sql(FLOWS).param("case", id).query(Flows.class).single();
        Map<Receipt, Money> whole = new EnumMap<>(Receipt.class);
        whole.put(Receipt.FEE_SETTLED, sums.fee());
        whole.put(Receipt.COSTS, gone.costs());
        whole.put(Receipt.HANDED, gone.handed());
        whole.put(Receipt.PAID, f.paid());
        whole.put(Receipt.REFUNDED, f.refunded());
        whole.put(Receipt.SHARED, gone.shared());
        whole.put(Receipt.PAYING, f.paying());
        whole.put(Receipt.REFUNDING, f.refunding());
        whole.put(Receipt.APPROVED, f.approved());
        whole.put(Receipt.ESCROWED, sums.escrow());
        whole.put(Receipt.FROZEN, sums.frozen());
        whole.put(Receipt.DEFERRED, sums.deferred());
        whole.put(Receipt.ALLOCATED, f.allocated());
        Money ready = f.ready().min(sums.balance());
        Money failed = f.failed().min(sums.balance().minus(ready));
        whole.put(Receipt.READY, ready);
        whole.put(Receipt.PAY_FAILED, failed);
        whole.put(Receipt.CLAIMED, sums.balance().minus(ready).minus(failed));
        return whole;
    }

    /**
     * The last receipts of a case before a voucher with their parts. What came before and after them takes its place in the order as
     * one sum, so that a long history is not read.
     */
    List<ReceiptView> receipts(CaseId id, long before, FundsStore.Sums sums, Gone gone) {
        List<Came> came = came(id, before);
        Map<Receipt, Money> whole = whole(id, sums, gone);
        Money all = new Money(db.sql(IN_ALL).param("case", id).query(Long.class).single());
        if (!all.equals(Money.sum(whole.values()))) {
            return came.stream().map(WhereStore::mismatch).toList();
        }
        List<Money> amounts = new ArrayList<>(came.stream().map(Came::amount).toList());
        Money later = later(id, before);
        amounts.addFirst(all.minus(later).minus(Money.sum(amounts)));
        amounts.add(later);
        List<List<Whereabouts.Part>> parts = Whereabouts.of(amounts, whole).subList(1, came.size() + 1);
        List<ReceiptView> views = new ArrayList<>();
        for (int i = 0; i < came.size(); i++) {
            Came c = came.get(i);
            Receipt state = parts.get(i).getLast().state();
            views.add(new ReceiptView(
                    c.on(),
                    c.amount(),
                    c.payer(),
                    "PZ-" + c.voucher(),
                    state.name(),
                    state.zh(),
                    parts.get(i).stream()
                            .map(p -> new ReceiptView.Part(
                                    p.state().name(), p.state().zh(), p.amount()))
                            .toList()));
        }
        return views;
    }

    /** The double entry rules it out; if it ever comes about, everybody who looks at the money is to see it. */
    private static ReceiptView mismatch(Came c) {
        String words = "账目不符，请立即核查";
        return new ReceiptView(
                c.on(),
                c.amount(),
                c.payer(),
                "PZ-" + c.voucher(),
                "MISMATCH",
                words,
                List.of(new ReceiptView.Part("MISMATCH", words, c.amount())));
    }
}
