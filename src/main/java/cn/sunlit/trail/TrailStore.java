package cn.sunlit.trail;

import cn.sunlit.funds.Intake;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.ledger.AccountKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the way from a control total to the bank's message and back. Lists are cut by the key of the last row. */
@Repository
class TrailStore {

    private final JdbcClient db;

    TrailStore(JdbcClient db) {
        this.db = db;
    }

    /** Which part of a list: what comes after a key, or a volume of a file. */
    record Part(long after, int skip, int most) {}

    /** Control totals of a court and day; debit and credit are the same where the ledger is sound. */
    record DayTotal(
            CourtCode court,
            LocalDate day,
            int vouchers,
            int postings,
            Money debit,
            Money credit,
            Money bankIn,
            Money bankOut) {}

    static final String DAYS = """
            select v.court, v.booked_on as day, count(distinct v.id)::int as vouchers, count(*)::int as postings,
                   coalesce(sum(p.fen) filter (where p.fen > 0), 0) as debit,
                   coalesce(-sum(p.fen) filter (where p.fen < 0), 0) as credit,
                   coalesce(sum(p.fen) filter (where a.kind = 'BANK' and p.fen > 0), 0) as bank_in,
                   coalesce(-sum(p.fen) filter (where a.kind = 'BANK' and p.fen < 0), 0) as bank_out
            from funds.voucher v join funds.posting p on p.voucher = v.id join funds.account a on a.id = p.account
            where v.court = any (:courts) and v.booked_on between :from and :to
            group by v.court, v.booked_on order by v.booked_on desc, v.court
            """;

    List<DayTotal> days(Collection<CourtCode> courts, LocalDate from, LocalDate to) {
        return db.sql(DAYS)
                .param("courts", courts.stream().map(CourtCode::value).toArray(String[]::new))
                .param("from", from)
                .param("to", to)
                .query(DayTotal.class)
                .list();
    }

    /** Control totals of a day by kind of account. */
    record KindTotal(AccountKind kind, int accounts, int vouchers, Money debit, Money credit) {}

    static final String KINDS = """
            select a.kind, count(distinct a.id)::int as accounts, count(distinct v.id)::int as vouchers,
                   coalesce(sum(p.fen) filter (where p.fen > 0), 0) as debit,
                   coalesce(-sum(p.fen) filter (where p.fen < 0), 0) as credit
            from funds.voucher v join funds.posting p on p.voucher = v.id join funds.account a on a.id = p.account
            where v.court = :court and v.booked_on = :day group by a.kind order by a.kind
            """;

    List<KindTotal> kinds(CourtCode court, LocalDate day) {
        return db.sql(KINDS)
                .param("court", court)
                .param("day", day)
                .query(KindTotal.class)
                .list();
    }

    /** What moved on one account on a day. */
    record AccountTotal(
            long id,
            AccountKind kind,
            @Nullable String number,
            @Nullable CaseNumber caseNumber,
            int vouchers,
            Money debit,
            Money credit) {}

    static final String ACCOUNTS = """
            select a.id, a.kind, a.number, coalesce(a.case_number, c.case_number) as case_number, t.vouchers, t.debit, t.credit
            from (select p.account, count(distinct v.id)::int as vouchers,
                         coalesce(sum(p.fen) filter (where p.fen > 0), 0) as debit,
                         coalesce(-sum(p.fen) filter (where p.fen < 0), 0) as credit
                  from funds.voucher v join funds.posting p on p.voucher = v.id
                  where v.court = :court and v.booked_on = :day and p.account > :after group by p.account) t
            join funds.account a on a.id = t.account
            left join funds.account c on c.case_id = a.case_id and c.kind = 'CASE'
            where a.kind = :kind order by a.id offset :skip limit :most
            """;

    List<AccountTotal> accounts(CourtCode court, LocalDate day, AccountKind kind, Part part) {
        return db.sql(ACCOUNTS)
                .param("court", court)
                .param("day", day)
                .param("kind", kind)
                .param("after", part.after())
                .param("skip", part.skip())
                .param("most", part.most())
                .query(AccountTotal.class)
                .list();
    }

    /**
     * A voucher in a list.
     *
     * @param debit what it booked on the debit side: of the kind or the account asked for, else of all
     */
    record Line(
            long id,
            LocalDate day,
            String kind,
            String cause,
            String text,
            @Nullable CaseNumber caseNumber,
            @Nullable String bankReference,
            Money debit,
            Money credit,
            String byName,
            Instant at) {}

    static final String VOUCHERS = """
            select v.id, v.booked_on as day, v.kind, v.cause, v.text, c.case_number, v.bank_reference, s.debit, s.credit,
                   v.by_name, v.at
            from funds.voucher v left join funds.account c on c.case_id = v.case_id and c.kind = 'CASE'
            cross join lateral (
                select coalesce(sum(p.fen) filter (where p.fen > 0), 0) as debit,
                       coalesce(-sum(p.fen) filter (where p.fen < 0), 0) as credit, count(*) as postings
                from funds.posting p join funds.account a on a.id = p.account
                where p.voucher = v.id and (:kind::text is null or a.kind = :kind)) s
            where v.court = :court and v.booked_on = :day and v.id > :after and s.postings > 0
            order by v.id offset :skip limit :most
            """;

    /** @param kind null for all */
    List<Line> vouchers(CourtCode court, LocalDate day, @Nullable AccountKind kind, Part part) {
        return db.sql(VOUCHERS)
                .param("court", court)
                .param("day", day)
                .param("kind", kind == null ? null : kind.name())
                .param("after", part.after())
                .param("skip", part.skip())
                .param("most", part.most())
                .query(Line.class)
                .list();
    }

    static final String VOUCHERS_OF_ACCOUNT = """
            select v.id, v.booked_on as day, v.kind, v.cause, v.text, c.case_number, v.bank_reference, s.debit, s.credit,
                   v.by_name, v.at
            from (select p.voucher, coalesce(sum(p.fen) filter (where p.fen > 0), 0) as debit,
                         coalesce(-sum(p.fen) filter (where p.fen < 0), 0) as credit
                  from funds.posting p where p.account = :account and p.voucher > :after group by p.voucher) s
            join funds.voucher v on v.id = s.voucher
            left join funds.account c on c.case_id = v.case_id and c.kind = 'CASE'
            where v.court = :court and v.booked_on = :day order by v.id offset :skip limit :most
            """;

    List<Line> vouchersOf(CourtCode court, LocalDate day, long account, Part part) {
        return db.sql(VOUCHERS_OF_ACCOUNT)
                .param("court", court)
                .param("day", day)
                .param("account", account)
                .param("after", part.after())
                .param("skip", part.skip())
                .param("most", part.most())
                .query(Line.class)
                .list();
    }

    /** One voucher with all it names. */
    record Voucher(
            long id,
            CourtCode court,
            LocalDate day,
            String kind,
            String cause,
            String text,
            @Nullable CaseNumber caseNumber,
            @Nullable String bankReference,
            String byName,
            Instant at,
            @Nullable Long reverses,
            @Nullable Long reversedBy,
            @Nullable Instant closedAt) {}

    static final String VOUCHER = """
            select v.id, v.court, v.booked_on as day, v.kind, v.cause, v.text, c.case_number, v.bank_reference, v.by_name,
                   v.at, v.reverses, r.id as reversed_by,
                   (select d.closed_at from funds.day_close d where d.court = v.court and d.day >= v.booked_on
                    order by d.day limit 1) as closed_at
            from funds.voucher v left join funds.account c on c.case_id = v.case_id and c.kind = 'CASE'
            left join funds.voucher r on r.reverses = v.id
            where v.id = :id
            """;

    Optional<Voucher> voucher(long id) {
        return db.sql(VOUCHER).param("id", id).query(Voucher.class).optional();
    }

    /** @param amount positive on the debit side */
    record Posting(
            int line,
            long account,
            AccountKind kind,
            @Nullable String number,
            @Nullable CaseNumber caseNumber,
            Money amount) {}

    static final String POSTINGS = """
            select p.line, a.id as account, a.kind, a.number, coalesce(a.case_number, c.case_number) as case_number,
                   p.fen as amount
            from funds.posting p join funds.account a on a.id = p.account
            left join funds.account c on c.case_id = a.case_id and c.kind = 'CASE'
            where p.voucher = :id order by p.line limit 500
            """;

    List<Posting> postings(long voucher) {
        return db.sql(POSTINGS).param("id", voucher).query(Posting.class).list();
    }

    /** Another voucher of the same cause: what came before and after it. */
    record Sibling(long id, String kind, LocalDate day, String text) {}

    static final String SIBLINGS = """
            select v.id, v.kind, v.booked_on as day, v.text from funds.voucher v
            where v.cause = :cause and v.id <> :id
              and v.kind in ('RECEIPT', 'CLAIM', 'ALLOCATION', 'INSTRUCTION', 'PAYMENT', 'RETURN', 'REVERSAL', 'HOLD', 'RELEASE',
                             'CASH', 'BANKED', 'COST', 'TRANSFER', 'SHARE')
            order by v.id
            """;

    List<Sibling> siblings(String cause, long id) {
        return db.sql(SIBLINGS)
                .param("cause", cause)
                .param("id", id)
                .query(Sibling.class)
                .list();
    }

    /** Somebody whom a voucher names. */
    record Person(String role, String name) {}

    static final String PERSONS = """
            select role, name from (
                select 1 as n, '付款人' as role, r.payer as name from funds.receipt r where :what = 'receipt' and r.id = :id::bigint
                union all
                select 2, '认领提出人', c.proposed_name from funds.claim c
                where :what = 'receipt' and c.receipt = :id::bigint and c.state = 'CONFIRMED'
                union all
                select 3, '认领复核人', c.confirmed_name from funds.claim c
                where :what = 'receipt' and c.receipt = :id::bigint and c.state = 'CONFIRMED'
                union all
                select 4, '拟定人', d.proposed_name from funds.distribution d
                where d.id = case :what when 'distribution' then :id::bigint
                                 when 'payment' then (select p.distribution from funds.payment p where p.id = :id::bigint)
                                 when 'batch' then (select b.distribution from funds.payment_batch b where b.id = :id::bigint) end
                union all
                select 6, '审批人', d.approved_name from funds.distribution d
                where d.id = case :what when 'distribution' then :id::bigint
                                 when 'payment' then (select p.distribution from funds.payment p where p.id = :id::bigint)
                                 when 'batch' then (select b.distribution from funds.payment_batch b where b.id = :id::bigint) end
                union all
                select 5, '审批人（前一级）', s.by_name from funds.distribution_step s
                where :what = 'distribution' and s.distribution = :id::bigint
                union all
                (select 7, '收款人', concat_ws('　', l.payee, l.bank, l.masked_account)
                 from funds.distribution_line l
                 where l.distribution = case :what when 'distribution' then :id::bigint end and l.kind <> 'FEE' order by l.id limit 50)
                union all
                select 7, '收款人', concat_ws('　', l.payee, l.bank, l.masked_account)
                from funds.payment p join funds.distribution_line l on l.id = p.line where :what = 'payment' and p.id = :id::bigint
                union all
                select 7, '收款人', b.payments || ' 人（批量付款文件 ' || b.message_id || '）'
                from funds.payment_batch b where :what = 'batch' and b.id = :id::bigint
                union all
                select 4, '提请人', h.proposed_name from funds.hold h where :what = 'hold' and h.id = :id::bigint
                union all
                select 5, '审批人', h.first_name from funds.hold h where :what = 'hold' and h.id = :id::bigint
                union all
                select 6, '审批人', h.second_name from funds.hold h where :what = 'hold' and h.id = :id::bigint
                union all
                select 7, '冻结的法院、文书', concat_ws('　', h.ordered_by, h.document) from funds.hold h
                where :what = 'hold' and h.id = :id::bigint and h.ordered_by is not null
                union all
                select 4, '提请人', r.proposed_name from funds.hold_release r where :what = 'release' and r.id = :id::bigint
                union all
                select 5, '审批人', r.ended_name from funds.hold_release r where :what = 'release' and r.id = :id::bigint
                union all
                select 1, '交款人', c.payer from funds.cash c where :what = 'cash' and c.id = :id::bigint
                union all
                select 2, '收款人员', c.taken_name || '、' || c.with_name from funds.cash c where :what = 'cash' and c.id = :id::bigint
                union all
                select 3, '接收财务人员', c.finance_name from funds.cash c where :what = 'cash' and c.id = :id::bigint
                union all
                select 4, '提出人', r.proposed_name from funds.payer_return r where :what = 'return' and r.id = :id::bigint
                union all
                select 5, '审批人', r.decided_name from funds.payer_return r where :what = 'return' and r.id = :id::bigint
                union all
                select 7, '收款人', concat_ws('　', r.payee, r.bank, r.masked_account) from funds.payer_return r
                where :what = 'return' and r.id = :id::bigint) all_of_them
            where name is not null order by n
            """;

    /** @param what the word before the colon of the cause */
    List<Person> persons(String what, long id) {
        return db.sql(PERSONS)
                .param("what", what)
                .param("id", id)
                .query(Person.class)
                .list();
    }

    /**
     * A movement as the bank told it.
     *
     * @param voucher that booked it; null where none did
     */
    record Entry(
            long id,
            String reference,
            String direction,
            String currency,
            @Nullable Money amount,
            @Nullable LocalDate bookedOn,
            @Nullable LocalDate valueOn,
            @Nullable String counterparty,
            @Nullable String remark,
            Intake.Effect outcome,
            String because,
            long message,
            @Nullable Long voucher) {}

    private static final String ENTRY = """
            select e.id, e.reference, e.direction, e.currency, e.fen as amount, e.booked_on, e.value_on, e.counterparty,
                   e.remark, e.outcome, e.because, e.message,
                   (select min(v.id) from funds.voucher v where v.bank_reference = e.reference) as voucher
            from funds.bank_entry e
            """;

    static final String ENTRY_OF = ENTRY + " where e.reference = :reference";

    Optional<Entry> entry(String reference) {
        return db.sql(ENTRY_OF).param("reference", reference).query(Entry.class).optional();
    }

    static final String ENTRIES_OF_MESSAGE = ENTRY + """
             where e.message = :message and e.court = any (:courts) and e.id > :after
            order by e.id offset :skip limit :most
            """;

    List<Entry> entriesOfMessage(long message, Collection<CourtCode> courts, Part part) {
        return db.sql(ENTRIES_OF_MESSAGE)
                .param("message", message)
                .param("courts", courts.stream().map(CourtCode::value).toArray(String[]::new))
                .param("after", part.after())
                .param("skip", part.skip())
                .param("most", part.most())
                .query(Entry.class)
                .list();
    }

    /** A message of the bank. */
    record Message(long id, String messageId, String type, String sha256, Instant takenAt, String byLogin) {}

    static final String MESSAGE = """
            select id, message_id, type, sha256, taken_at, by_login from funds.bank_message where id = :id
            """;

    Optional<Message> message(long id) {
        return db.sql(MESSAGE).param("id", id).query(Message.class).optional();
    }

    static final String COURTS_OF_MESSAGE = """
            select court from funds.bank_entry where message = :id and court is not null
            union select court from funds.statement where message = :id
            union select court from funds.statement_page where message = :id
            """;

    /** The courts about whose money it tells. */
    List<CourtCode> courtsOf(long message) {
        return db.sql(COURTS_OF_MESSAGE).param("id", message).query(String.class).list().stream()
                .map(CourtCode::new)
                .toList();
    }

    static final String RAW = "select raw from funds.bank_message where id = :id";

    /** What came, sealed. */
    byte[] raw(long message) {
        return db.sql(RAW)
                .param("id", message)
                .query((row, n) -> row.getBytes("raw"))
                .single();
    }

    /** A statement of the bank. */
    record Statement(
            long id,
            CourtCode court,
            String account,
            String statementId,
            LocalDate day,
            @Nullable Money opening,
            Money closing,
            @Nullable Long sequence,
            long message) {}

    private static final String STATEMENT = """
            select s.id, s.court, s.account, s.statement_id, s.day, s.opening_fen as opening, s.closing_fen as closing,
                   s.sequence, s.message
            from funds.statement s
            """;

    static final String STATEMENT_OF = STATEMENT + " where s.id = :id";

    Optional<Statement> statement(long id) {
        return db.sql(STATEMENT_OF).param("id", id).query(Statement.class).optional();
    }

    static final String STATEMENTS_WITH = STATEMENT + """
             where s.id in (select n.statement from funds.statement_entry n
                           where n.reference = any (array[:reference, (select e.batch from funds.bank_entry e
                                                                       where e.reference = :reference)]))
            order by s.id limit 10
            """;

    /** The statements that bear a movement. */
    List<Statement> statementsWith(String reference) {
        return db.sql(STATEMENTS_WITH)
                .param("reference", reference)
                .query(Statement.class)
                .list();
    }

    static final String STATEMENTS_IN = STATEMENT + """
             where s.message = :message
                or (s.account, s.statement_id) in (select p.account, p.statement_id from funds.statement_page p
                                                   where p.message = :message)
            order by s.id limit 100
            """;

    List<Statement> statementsIn(long message) {
        return db.sql(STATEMENTS_IN)
                .param("message", message)
                .query(Statement.class)
                .list();
    }

    /**
     * A page of a statement that came in several messages.
     *
     * @param net what its movements add up to, debits being negative
     */
    record Page(int number, int entries, Money net, long message) {}

    static final String PAGES_OF_STATEMENT = """
            select p.number, cardinality(p.entries) as entries, p.net_fen as net, p.message
            from funds.statement_page p join funds.statement s on s.account = p.account and s.statement_id = p.statement_id
            where s.id = :statement order by p.number
            """;

    /** None of a statement that came whole. */
    List<Page> pages(long statement) {
        return db.sql(PAGES_OF_STATEMENT)
                .param("statement", statement)
                .query(Page.class)
                .list();
    }

    static final String STATEMENT_OF_DAY = STATEMENT
            + " where s.court = :court and s.day = :day order by s.sequence desc nulls last, s.id desc limit 10";

    List<Statement> statementsOf(CourtCode court, LocalDate day) {
        return db.sql(STATEMENT_OF_DAY)
                .param("court", court)
                .param("day", day)
                .query(Statement.class)
                .list();
    }

    static final String ENTRIES_OF_STATEMENT = ENTRY + """
             join funds.statement_entry n on n.reference = e.reference
            where n.statement = :statement and e.id > :after order by e.id offset :skip limit :most
            """;

    /** The movements that a statement bears, in the order in which they came to be known. */
    List<Entry> entriesOfStatement(long statement, Part part) {
        return db.sql(ENTRIES_OF_STATEMENT)
                .param("statement", statement)
                .param("after", part.after())
                .param("skip", part.skip())
                .param("most", part.most())
                .query(Entry.class)
                .list();
    }
}
