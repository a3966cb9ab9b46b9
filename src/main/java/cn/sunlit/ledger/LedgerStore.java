package cn.sunlit.ledger;

import cn.sunlit.database.Deferred;
import cn.sunlit.database.Serial;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of the ledger: its accounts and vouchers. */
class LedgerStore {

    private final JdbcClient db;
    private final Serial serial;
    private final Deferred<Kept> deferred =
            new Deferred<>(80, Set.of("funds.account", "funds.payer_number"), Kept::new, this::write);

    LedgerStore(JdbcClient db) {
        this.db = db;
        this.serial = new Serial(db, "funds.account_serial");
    }

    /** The next number for an account at the bank. */
    long nextSerial() {
        return serial.next();
    }

    static final String OPEN_COURT = """
            insert into funds.account (court, kind, number, opened_at)
            values (:court, 'BANK', :number, :at), (:court, 'FEE', null, :at)
            on conflict (court, kind) where kind in ('BANK', 'FEE') do nothing
            """;

    void openCourt(CourtCode court, String number, Instant at) {
        db.sql(OPEN_COURT)
                .param("court", court)
                .param("number", number)
                .param("at", at)
                .update();
    }

    static final String COURT_ACCOUNT = "select number from funds.account where court = :court and kind = 'BANK'";

    Optional<String> courtAccount(CourtCode court) {
        Kept kept = deferred.kept();
        String known = kept == null ? null : kept.courtAccounts.get(court);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> number =
                db.sql(COURT_ACCOUNT).param("court", court).query(String.class).optional();
        if (kept != null) {
            number.ifPresent(n -> kept.courtAccounts.put(court, n));
        }
        return number;
    }

    /** Accounts that are written when the transaction ends, and those it has looked up. */
    private static final class Kept {
        private final Map<CourtCode, String> courtAccounts = new HashMap<>();
        private final List<NewAccount> opened = new ArrayList<>();
        private final List<Books.NewPayer> payers = new ArrayList<>();
    }

    private record NewAccount(CourtCode court, CaseId id, CaseNumber caseNumber, String number, Instant at) {}

    static final String OPEN_CASES = """
            with cases as (
                insert into funds.account (court, kind, case_id, case_number, number, opened_at)
                select a.court, 'CASE', a.case_id, a.case_number, a.number, a.at
                from unnest(:courts::text[], :cases::bigint[], :caseNumbers::text[], :numbers::text[],
                            :instants::timestamptz[]) as a (court, case_id, case_number, number, at)
                on conflict (case_id, kind) where kind in ('CASE', 'TRANSIT') do nothing)
            insert into funds.payer_number (number, court, case_id, case_number, party, name, opened_at)
            select p.number, p.court, p.case_id, p.case_number, p.party, p.name, p.at
            from unnest(:payerNumbers::text[], :payerCourts::text[], :payerCases::bigint[], :payerCaseNumbers::text[],
                        :parties::bigint[], :names::text[], :payerInstants::timestamptz[])
                     as p (number, court, case_id, case_number, party, name, at)
            on conflict do nothing
            """;

    /** Written when the transaction ends. */
    void openCase(CourtCode court, CaseId id, CaseNumber caseNumber, String number, Instant at) {
        deferred.change(kept -> kept.opened.add(new NewAccount(court, id, caseNumber, number, at)));
    }

    /** Written with the case's account when the transaction ends; who has a number keeps it. */
    void openPayer(Books.NewPayer payer) {
        deferred.change(kept -> kept.payers.add(payer));
    }

    private void write(Kept kept) {
        List<NewAccount> all = List.copyOf(kept.opened);
        List<Books.NewPayer> payers = List.copyOf(kept.payers);
        kept.opened.clear();
        kept.payers.clear();
        db.sql(OPEN_CASES)
                .param("courts", all.stream().map(a -> a.court().value()).toArray(String[]::new))
                .param("cases", all.stream().map(a -> a.id().value()).toArray(Long[]::new))
                .param(
                        "caseNumbers",
                        all.stream().map(a -> a.caseNumber().toString()).toArray(String[]::new))
                .param("numbers", all.stream().map(NewAccount::number).toArray(String[]::new))
                .param("instants", all.stream().map(a -> a.at().toString()).toArray(String[]::new))
                .param(
                        "payerNumbers",
                        payers.stream().map(Books.NewPayer::number).toArray(String[]::new))
                .param(
                        "payerCourts",
                        payers.stream().map(p -> p.court().value()).toArray(String[]::new))
                .param("payerCases", payers.stream().map(p -> p.id().value()).toArray(Long[]::new))
                .param(
                        "payerCaseNumbers",
                        payers.stream().map(p -> p.caseNumber().toString()).toArray(String[]::new))
                .param(
                        "parties",
                        payers.stream()
                                .map(p -> p.party() == null ? null : p.party().value())
                                .toArray(Long[]::new))
                .param("names", payers.stream().map(Books.NewPayer::name).toArray(String[]::new))
                .param(
                        "payerInstants",
                        payers.stream().map(p -> p.at().toString()).toArray(String[]::new))
                .update();
    }

    static final String SUB_OF_CASE = """
            select id, court, case_id, case_number, number, balance_fen - coalesce(held_fen, 0) as balance
            from funds.account where case_id = :case and kind = 'CASE'
            """;

    Optional<Books.Sub> sub(CaseId id) {
        return db.sql(SUB_OF_CASE).param("case", id).query(Books.Sub.class).optional();
    }

    static final String PAYER_NUMBERS =
            "select number, party, name from funds.payer_number where case_id = :case order by number";

    List<Books.PayerNumber> payerNumbers(CaseId id) {
        return db.sql(PAYER_NUMBERS)
                .param("case", id)
                .query(Books.PayerNumber.class)
                .list();
    }

    static final String OURS = """
            select kind, court, case_id, case_number, number, null as payer from funds.account where number = any (:numbers)
            union all
            select 'CASE', court, case_id, case_number, number, name from funds.payer_number where number = any (:numbers)
            """;

    List<Books.Ours> ours(Collection<String> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : db.sql(OURS)
                        .param("numbers", numbers.toArray(String[]::new))
                        .query(Books.Ours.class)
                        .list();
    }

    static final String OPEN_SUSPENSE = """
            insert into funds.account (court, kind, opened_at) values (:court, 'SUSPENSE', :at) returning id
            """;

    long openSuspense(CourtCode court, Instant at) {
        return db.sql(OPEN_SUSPENSE)
                .param("court", court)
                .param("at", at)
                .query(Long.class)
                .single();
    }

    static final String ACCOUNT_OF = """
            with found as (select id from funds.account
                           where court = :court and kind = :kind
                             and (case_id = :case or :case::bigint is null)
                             and (party = :party or :party::bigint is null)),
            made as (insert into funds.account (court, kind, case_id, party, opened_at)
                     select :court, :kind, :case, :party, :at where not exists (select from found)
                     on conflict do nothing returning id)
            select id from found union all select id from made
            """;

    /** The account of this kind, opened where it did not exist; a suspense account is always new. */
    long account(CourtCode court, AccountKind kind, @Nullable CaseId id, @Nullable Long party, Instant at) {
        // Who opens it at the same moment is not seen by the statement that waited for it; the next one sees it.
        return accountOf(court, kind, id, party, at)
                .or(() -> accountOf(court, kind, id, party, at))
                .orElseThrow();
    }

    private Optional<Long> accountOf(
            CourtCode court, AccountKind kind, @Nullable CaseId id, @Nullable Long party, Instant at) {
        return db.sql(ACCOUNT_OF)
                .param("court", court)
                .param("kind", kind)
                .param("case", id == null ? null : id.value())
                .param("party", party)
                .param("at", at)
                .query(Long.class)
                .optional();
    }

    static final String POST = """
            with v as (
                insert into funds.voucher
                    (court, kind, cause, case_id, text, bank_reference, booked_on, at, by_login, by_name, reverses)
                values (:court, :kind, :cause, :case, :text, :bank,
                    greatest(:on, (select max(day) + 1 from funds.day_close where court = :court)),
                    :at, :login, :name, :reverses)
                returning id),
            p as (
                insert into funds.posting (voucher, line, account, fen)
                select v.id, l.line, l.account, l.fen
                from v, unnest(:accounts::bigint[], :fen::bigint[]) with ordinality as l (account, fen, line))
            select id from v
            """;

    /** Books a voucher with its postings in one round trip, on the first open day where its own is closed. @return its number */
    long post(Books.Voucher d) {
        return db.sql(POST)
                .param("court", d.court())
                .param("kind", d.kind())
                .param("cause", d.cause())
                .param("case", d.caseId() == null ? null : d.caseId().value())
                .param("text", d.text())
                .param("bank", d.bankReference())
                .param("on", d.on())
                .param("at", d.at())
                .param("login", d.login())
                .param("name", d.name())
                .param("reverses", d.reverses())
                .param(
                        "accounts",
                        literal(d.postings().stream()
                                .map(Books.Posting::account)
                                .toList()))
                .param(
                        "fen",
                        literal(d.postings().stream().map(p -> p.amount().fen()).toList()))
                .query(Long.class)
                .single();
    }

    private static String literal(List<Long> numbers) {
        List<String> words = new ArrayList<>();
        numbers.forEach(n -> words.add(n.toString()));
        return "{" + String.join(",", words) + "}";
    }

    static final String VOUCHER_OF = """
            select p.account, p.fen as amount from funds.posting p join funds.voucher v on v.id = p.voucher
            where v.id = :voucher order by p.line
            """;

    List<Books.Posting> postings(long voucher) {
        return db.sql(VOUCHER_OF)
                .param("voucher", voucher)
                .query(Books.Posting.class)
                .list();
    }

    static final String VOUCHER_BY_CAUSE = "select id from funds.voucher where kind = :kind and cause = :cause";

    Optional<Long> voucher(String kind, String cause) {
        return db.sql(VOUCHER_BY_CAUSE)
                .param("kind", kind)
                .param("cause", cause)
                .query(Long.class)
                .optional();
    }
}
