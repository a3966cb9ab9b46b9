package cn.sunlit.reconciliation;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the bank's statements. */
@Repository
class StatementStore {

    private final JdbcClient db;

    StatementStore(JdbcClient db) {
        this.db = db;
    }

    /** A statement as kept. */
    record Kept(
            CourtCode court,
            String account,
            String id,
            LocalDate day,
            @Nullable Money opening,
            Money closing,
            @Nullable Long sequence) {}

    static final String KEEP = """
            with s as (
                insert into funds.statement (court, account, statement_id, day, opening_fen, closing_fen, sequence, message)
                values (:court, :account, :id, :day, :opening, :closing, :sequence, :message)
                on conflict (account, statement_id) do nothing returning id),
            e as (
                insert into funds.statement_entry (statement, reference, direction, fen)
                select s.id, e.reference, e.direction, e.fen from s, funds.bank_entry e
                where e.reference = any (:references::text[]) and e.fen is not null)
            select id from s
            """;

    /** @return whether it is new */
    boolean keep(Kept s, long message, List<String> references) {
        return db.sql(KEEP)
                .param("court", s.court())
                .param("account", s.account())
                .param("id", s.id())
                .param("day", s.day())
                .param("opening", s.opening())
                .param("closing", s.closing())
                .param("sequence", s.sequence())
                .param("message", message)
                .param("references", references.toArray(new String[0]))
                .query(Long.class)
                .optional()
                .isPresent();
    }

    static final String FIND = """
            select court, account, statement_id as id, day, opening_fen as opening, closing_fen as closing, sequence
            from funds.statement where account = :account and statement_id = :id
            """;

    Optional<Kept> find(String account, String id) {
        return db.sql(FIND)
                .param("account", account)
                .param("id", id)
                .query(Kept.class)
                .optional();
    }

    static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('funds.statement:' || :account || ':' || :id, 0)) is null";

    /** Until the end of the transaction nobody else keeps a page of the statement: who brings the last one sees all others. */
    void lock(String account, String id) {
        db.sql(LOCK)
                .param("account", account)
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    static final String KEEP_PAGE = """
            insert into funds.statement_page (court, account, statement_id, number, is_first, is_last, day, opening_fen,
                                              closing_fen, net_fen, sequence, entries, message)
            values (:court, :account, :id, :number, :first, :last, :day, :opening, :closing, :net, :sequence,
                    :references, :message)
            """;

    void keepPage(CourtCode court, String account, StatementPage page, long message, List<String> references) {
        db.sql(KEEP_PAGE)
                .param("court", court)
                .param("account", account)
                .param("id", page.statement())
                .param("number", page.number())
                .param("first", page.first())
                .param("last", page.last())
                .param("day", page.day())
                .param("opening", page.opening())
                .param("closing", page.closing())
                .param("net", page.net())
                .param("sequence", page.sequence())
                .param("references", references.toArray(new String[0]))
                .param("message", message)
                .update();
    }

    private static final String PAGE = """
            select p.statement_id as statement, p.number, p.is_first as first, p.is_last as last, p.day,
                   p.opening_fen as opening, p.closing_fen as closing, p.net_fen as net, p.sequence,
                   cardinality(p.entries) as entries
            from funds.statement_page p
            """;

    static final String PAGES = PAGE + " where p.account = :account and p.statement_id = :id order by p.number";

    /** The pages of a statement that are here. */
    List<StatementPage> pages(String account, String id) {
        return db.sql(PAGES)
                .param("account", account)
                .param("id", id)
                .query(StatementPage.class)
                .list();
    }

    static final String REFERENCES = """
            select unnest(entries) from funds.statement_page where account = :account and statement_id = :id
            """;

    /** The booked entries of all pages that are here. */
    List<String> references(String account, String id) {
        return db.sql(REFERENCES)
                .param("account", account)
                .param("id", id)
                .query(String.class)
                .list();
    }

    static final String LEFT = PAGE + """
             where (p.account, p.statement_id) in (
                    select q.account, q.statement_id from funds.statement_page q
                    where q.court = :court and q.day <= :day and q.day >= coalesce(:from::date, '-infinity')
                      and not exists (select from funds.statement s
                                      where s.account = q.account and s.statement_id = q.statement_id))
            order by p.account, p.statement_id, p.number
            """;

    /** All pages of the statements that speak of these days and could not be put together. */
    List<StatementPage> left(CourtCode court, @Nullable LocalDate from, LocalDate day) {
        return db.sql(LEFT)
                .param("court", court)
                .param("from", from)
                .param("day", day)
                .query(StatementPage.class)
                .list();
    }

    /** A statement whose number does not follow that of the one before it. */
    record Skip(String statement, LocalDate day, long sequence, long before, LocalDate dayBefore) {

        String zh() {
            String last = "上一份（%s）编号为 %d，本份为 %d，".formatted(dayBefore, before, sequence);
            if (sequence == before) {
                return last + "编号重复";
            }
            return sequence == before + 2
                    ? last + "缺第 %d 号".formatted(before + 1)
                    : sequence > before ? last + "缺第 %d 至 %d 号".formatted(before + 1, sequence - 1) : last + "编号倒退";
        }
    }

    // Banks begin anew with each year; statements of another format are numbered by themselves.
    static final String SKIPS = """
            select * from (
                select statement_id as statement, day, sequence, lag(sequence) over w as before, lag(day) over w as day_before
                from funds.statement
                where court = :court and day <= :day and sequence is not null and day >= coalesce((
                    select max(s.day) from funds.statement s
                    where s.court = :court and s.day < :from::date and s.sequence is not null), '-infinity')
                window w as (partition by account, statement_id like '940-%' order by day, sequence, id)) s
            where sequence <> before + 1 and day >= coalesce(:from::date, '-infinity')
              and not (sequence <= 1 and extract(year from day) > extract(year from day_before))
            order by day, statement
            """;

    /** @param from the first day looked at; null for all */
    List<Skip> skips(CourtCode court, @Nullable LocalDate from, LocalDate day) {
        return db.sql(SKIPS)
                .param("court", court)
                .param("from", from)
                .param("day", day)
                .query(Skip.class)
                .list();
    }
}
