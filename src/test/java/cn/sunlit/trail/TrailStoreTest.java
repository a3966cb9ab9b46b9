package cn.sunlit.trail;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.PostgresTest;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.ledger.AccountKind;
import cn.sunlit.trail.TrailStore.Part;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(PostgresTest.class)
@DisplayName("审计线索")
class TrailStoreTest {

    private static final Instant AT = Instant.parse("2026-03-02T01:00:00Z");
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final Part ALL = new Part(0, 0, 1_000);
    private static int courts = 7000;

    private final TrailStore trail;
    private final JdbcClient db;
    private final CourtCode court = new CourtCode("鄂" + ++courts);
    private final CaseNumber number = CaseNumber.parse("（2026）%s执1号".formatted(court));
    private final long bank;
    private final long sub;
    private final long message;

    TrailStoreTest(JdbcClient db) {
        this.db = db;
        trail = new TrailStore(db);
        bank = account(AccountKind.BANK, null, null);
        sub = account(AccountKind.CASE, new CaseId(courts), number);
        message = message("%064d".formatted(courts));
    }

    private long message(String sha256) {
        return db.sql("""
                insert into funds.bank_message (message_id, type, sha256, raw, raw_sha256, taken_at, by_login)
                values ('M', 'camt.054.001.08', :sha256, '\\x01', repeat('0', 64), :at, 'bank') returning id
                """)
                .param("sha256", sha256)
                .param("at", AT)
                .query(Long.class)
                .single();
    }

    private long account(AccountKind kind, @Nullable CaseId id, @Nullable CaseNumber of) {
        return db.sql("""
                insert into funds.account (court, kind, case_id, case_number, number, opened_at)
                values (:court, :kind, :case, :of, :number, :at) returning id
                """)
                .param("court", court)
                .param("kind", kind)
                .param("case", id == null ? null : id.value())
                .param("of", of)
                .param("number", "8110%08d%05d".formatted(kind.ordinal(), courts))
                .param("at", AT)
                .query(Long.class)
                .single();
    }

    private long receive(int no, long yuan, LocalDate on) {
        String reference = court + "-" + no;
        db.sql("""
                insert into funds.bank_entry (reference, message, court, account, direction, currency, fen, booked_on, outcome, because)
                values (:reference, :message, :court, '1', 'CREDIT', 'CNY', :fen, :on, 'RECEIVED', '案款到账')
                """)
                .param("reference", reference)
                .param("message", message)
                .param("court", court)
                .param("fen", Money.yuan(yuan))
                .param("on", on)
                .update();
        return db.sql("""
                with v as (insert into funds.voucher (court, kind, cause, case_id, text, bank_reference, booked_on, at, by_login, by_name)
                           values (:court, 'RECEIPT', :reference, :case, '案款到账', :reference, :on, :at, 'bank', '银行') returning id),
                p as (insert into funds.posting (voucher, line, account, fen)
                      select v.id, l.line, l.account, l.fen
                      from v, (values (1, :bank::bigint, :fen::bigint), (2, :sub::bigint, -:fen::bigint)) as l (line, account, fen))
                select id from v
                """)
                .param("court", court)
                .param("reference", reference)
                .param("case", new CaseId(courts))
                .param("on", on)
                .param("at", AT)
                .param("bank", bank)
                .param("sub", sub)
                .param("fen", Money.yuan(yuan))
                .query(Long.class)
                .single();
    }

    private long statement(long yuan) {
        return db.sql("""
                with s as (insert into funds.statement (court, account, statement_id, day, opening_fen, closing_fen, message)
                           values (:court, '1', :id, :day, 0, :fen, :message) returning id),
                e as (insert into funds.statement_entry (statement, reference, direction, fen)
                      select s.id, e.reference, e.direction, e.fen from s, funds.bank_entry e where e.message = :message
                        and e.booked_on = :day)
                select id from s
                """)
                .param("court", court)
                .param("id", "S" + courts)
                .param("day", MONDAY)
                .param("fen", Money.yuan(yuan))
                .param("message", message)
                .query(Long.class)
                .single();
    }

    @Test
    @DisplayName("从合计到凭证、报文、对账单：每一层相加等于上一层，本院、当日之外的不在其中")
    void eachStepAddsUpToTheOneBefore() {
        long first = receive(1, 100, MONDAY);
        long second = receive(2, 30, MONDAY);
        receive(3, 7, MONDAY.plusDays(1));
        assertThat(trail.days(List.of(court), MONDAY, MONDAY)).singleElement().satisfies(d -> {
            assertThat(d.vouchers()).isEqualTo(2);
            assertThat(d.postings()).isEqualTo(4);
            assertThat(d.debit()).isEqualTo(Money.yuan(130)).isEqualTo(d.credit());
            assertThat(d.bankIn()).isEqualTo(Money.yuan(130));
            assertThat(d.bankOut()).isEqualTo(Money.ZERO);
        });
        assertThat(trail.kinds(court, MONDAY))
                .extracting(k -> k.kind() + " " + k.debit() + " " + k.credit() + " " + k.vouchers())
                .containsExactly("BANK 130.00 0.00 2", "CASE 0.00 130.00 2");
        assertThat(trail.accounts(court, MONDAY, AccountKind.CASE, ALL))
                .singleElement()
                .satisfies(a -> {
                    assertThat(a.id()).isEqualTo(sub);
                    assertThat(a.caseNumber()).isEqualTo(number);
                    assertThat(a.credit()).isEqualTo(Money.yuan(130));
                });
        assertThat(trail.vouchersOf(court, MONDAY, sub, ALL))
                .extracting(TrailStore.Line::id)
                .containsExactly(first, second);
        assertThat(trail.vouchers(court, MONDAY, AccountKind.FEE, ALL)).isEmpty();
        assertThat(trail.voucher(first)).get().satisfies(v -> {
            assertThat(v.caseNumber()).isEqualTo(number);
            assertThat(v.bankReference()).isEqualTo(court + "-1");
        });
        assertThat(Money.sum(trail.postings(first).stream()
                        .map(TrailStore.Posting::amount)
                        .toList()))
                .isEqualTo(Money.ZERO);
        assertThat(trail.entry(court + "-1")).get().satisfies(e -> {
            assertThat(e.message()).isEqualTo(message);
            assertThat(e.voucher()).isEqualTo(first);
        });
        long statement = statement(130);
        assertThat(trail.statementsOf(court, MONDAY))
                .extracting(TrailStore.Statement::id)
                .containsExactly(statement);
        assertThat(trail.statementsWith(court + "-2"))
                .extracting(TrailStore.Statement::id)
                .containsExactly(statement);
        assertThat(trail.entriesOfStatement(statement, ALL))
                .extracting(TrailStore.Entry::voucher)
                .containsExactly(first, second);
        assertThat(trail.courtsOf(message)).containsExactly(court);
        assertThat(trail.statementsIn(message)).hasSize(1);
    }

    @Test
    @DisplayName("分页发来的对账单，从对账单到每一页的报文，从报文回到对账单")
    void aStatementLeadsToItsPages() {
        long second = message("%064x".formatted(-courts));
        long statement = statement(130);
        assertThat(trail.pages(statement)).isEmpty();
        db.sql("""
                insert into funds.statement_page (court, account, statement_id, number, is_first, is_last, day, net_fen, entries, message)
                select :court, '1', :id, p.number, p.number = 1, p.number = 2, :day, 6500, '{a,b}', p.message
                from (values (2, :second::bigint), (1, :message::bigint)) as p (number, message)""")
                .param("court", court)
                .param("id", "S" + courts)
                .param("day", MONDAY)
                .param("second", second)
                .param("message", message)
                .update();
        assertThat(trail.pages(statement))
                .containsExactly(
                        new TrailStore.Page(1, 2, Money.yuan(65), message),
                        new TrailStore.Page(2, 2, Money.yuan(65), second));
        assertThat(trail.statementsIn(second))
                .extracting(TrailStore.Statement::id)
                .containsExactly(statement);
        assertThat(trail.courtsOf(second)).containsExactly(court);
    }

    @Test
    @DisplayName("大的一天按键翻页、分册下载，不重不漏")
    void aBigDayIsCutByKey() {
        List<Long> all = new ArrayList<>();
        for (int no = 1; no <= 25; no++) {
            all.add(receive(no, no, MONDAY));
        }
        assertThat(walked(after -> trail.vouchers(court, MONDAY, null, new Part(after, 0, 10)), TrailStore.Line::id))
                .isEqualTo(all);
        assertThat(walked(after -> trail.vouchersOf(court, MONDAY, sub, new Part(after, 0, 10)), TrailStore.Line::id))
                .isEqualTo(all);
        assertThat(walked(
                        after -> trail.entriesOfMessage(message, List.of(court), new Part(after, 0, 10)),
                        TrailStore.Entry::id))
                .hasSize(25)
                .doesNotHaveDuplicates();
        assertThat(trail.vouchers(court, MONDAY, null, new Part(0, 20, 10)))
                .extracting(TrailStore.Line::id)
                .isEqualTo(all.subList(20, 25));
        assertThat(Volumes.of(0)).containsExactly(1);
        assertThat(Volumes.of(Volumes.FILE + 1)).containsExactly(1, 2);
        assertThat(Volumes.file(2)).isEqualTo(new Part(0, Volumes.FILE, Volumes.FILE));
    }

    private static <T> List<Long> walked(LongFunction<List<T>> page, ToLongFunction<T> key) {
        List<Long> keys = new ArrayList<>();
        List<T> rows = page.apply(0);
        while (!rows.isEmpty()) {
            rows.forEach(r -> keys.add(key.applyAsLong(r)));
            rows = page.apply(keys.getLast());
        }
        return keys;
    }
}
