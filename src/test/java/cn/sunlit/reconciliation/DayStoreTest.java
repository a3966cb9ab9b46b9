package cn.sunlit.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.PostgresTest;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.ledger.AccountKind;
import cn.sunlit.ledger.Books;
import cn.sunlit.ledger.Numbers;
import cn.sunlit.reconciliation.DayStore.Totals;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(PostgresTest.class)
@DisplayName("日结之后")
class DayStoreTest {

    private static final Instant AT = Instant.parse("2026-03-02T01:00:00Z");
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static int courts = 1000;

    private final Books books;
    private final DayStore days;
    private final CloseStore closes;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final CourtCode court = new CourtCode("鄂" + ++courts);
    private final long bank;
    private final long sub;

    DayStoreTest(JdbcClient db, TransactionTemplate transaction) {
        this.db = db;
        this.transaction = transaction;
        books = new Books(db);
        days = new DayStore(db);
        closes = new CloseStore(db);
        books.openCourt(court, Numbers.make("8110", books.nextSerial()), AT);
        CaseId id = new CaseId(courts);
        books.openCase(
                court,
                id,
                CaseNumber.parse("（2026）%s执1号".formatted(court)),
                Numbers.make("8110", books.nextSerial()),
                AT);
        sub = books.sub(id).orElseThrow().id();
        bank = books.account(court, AccountKind.BANK, null, null, AT);
    }

    private long receive(String cause, long yuan, LocalDate on) {
        return books.post(new Books.Voucher(
                court,
                "RECEIPT",
                court + cause,
                null,
                "案款到账",
                null,
                on,
                AT,
                "bank",
                "银行",
                null,
                List.of(
                        new Books.Posting(bank, Money.yuan(yuan)),
                        new Books.Posting(sub, Money.ZERO.minus(Money.yuan(yuan))))));
    }

    private void close(LocalDate day) {
        CloseStore.Close before = closes.upTo(court, day).before();
        LocalDate since = before == null ? null : before.day().plusDays(1);
        Totals opening = before == null ? Totals.NONE : before.totals();
        DayStore.Moved moved = days.moved(court, since, day);
        closes.add(
                court,
                new DayReport(day, since, opening, moved, opening.plus(moved.totals()), null, List.of()),
                null,
                "cashier",
                "财务",
                AT);
    }

    private LocalDate bookedOn(long voucher) {
        return db.sql("select booked_on from funds.voucher where id = :id")
                .param("id", voucher)
                .query(LocalDate.class)
                .single();
    }

    @Test
    @DisplayName("银行迟到的款项记入次一开放日，各日合计相加等于全部")
    void booksLateMoneyOnTheFirstOpenDay() {
        receive("1", 100, MONDAY);
        close(MONDAY);
        assertThat(bookedOn(receive("2", 30, MONDAY.minusDays(3)))).isEqualTo(MONDAY.plusDays(1));
        assertThat(bookedOn(receive("3", 7, MONDAY.plusDays(2)))).isEqualTo(MONDAY.plusDays(2));
        close(MONDAY.plusDays(4));
        assertThat(closes.upTo(court, MONDAY.plusDays(4)).of()).satisfies(c -> {
            assertThat(c.since()).isEqualTo(MONDAY.plusDays(1));
            assertThat(c.totals().sum()).isEqualTo(Money.yuan(137));
            assertThat(c.vouchers()).isEqualTo(2);
        });
        assertThat(days.drifted(court, null, MONDAY.plusDays(9))).isEmpty();
    }

    @Test
    @DisplayName("收取的现金不是差异：手存现金和银行、执行费一样不另记余额")
    void cashKeepsNoBalance() {
        CaseId id = new CaseId(courts);
        long hand = books.account(court, AccountKind.CASH, null, null, AT);
        long owed = books.account(court, AccountKind.COLLECTED, id, null, AT);
        books.post(new Books.Voucher(
                court,
                "CASH",
                court + "cash",
                id,
                "现金收款",
                null,
                MONDAY,
                AT,
                "judge",
                "法官甲",
                null,
                List.of(
                        new Books.Posting(hand, Money.yuan(300)),
                        new Books.Posting(owed, Money.ZERO.minus(Money.yuan(300))))));
        assertThat(days.drifted(court, null, MONDAY)).isEmpty();
    }

    @Test
    @DisplayName("数据库拒绝向已日结的日子记账、拒绝重复和倒序日结、拒绝改动")
    void theDatabaseRefuses() {
        receive("1", 100, MONDAY);
        close(MONDAY);
        assertThatThrownBy(() ->
                        db.sql("""
                        insert into funds.voucher (court, kind, cause, text, booked_on, at, by_login, by_name)
                        values (:court, 'RECEIPT', 'late', '迟到', :day, now(), 'x', 'x')
                        """).param("court", court).param("day", MONDAY).update())
                .hasMessageContaining("已经日结");
        assertThatThrownBy(() -> close(MONDAY)).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> close(MONDAY.minusDays(1))).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> db.sql("update funds.day_close set ledger_fen = 0, case_fen = 0")
                        .update())
                .hasMessageContaining("只能追加");
    }

    @Test
    @DisplayName("日结进行时的记账等它结束，落到次日")
    void nothingSlipsIn() throws Exception {
        receive("1", 100, MONDAY);
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> closing = pool.submit(() -> transaction.executeWithoutResult(status -> {
                closes.lock(court);
                locked.countDown();
                await(go);
                close(MONDAY);
            }));
            locked.await();
            Future<Long> late = pool.submit(() -> transaction.execute(status -> receive("2", 30, MONDAY)));
            Thread.sleep(100);
            assertThat(late.isDone()).isFalse();
            go.countDown();
            closing.get();
            assertThatThrownBy(late::get).hasMessageContaining("已经日结");
        }
        // The bank tells it again.
        assertThat(bookedOn(receive("2", 30, MONDAY))).isEqualTo(MONDAY.plusDays(1));
        assertThat(closes.upTo(court, MONDAY).of().totals().sum()).isEqualTo(Money.yuan(100));
    }

    private void statement(LocalDate day) {
        db.sql("""
                with m as (insert into funds.bank_message (message_id, type, sha256, raw, taken_at, by_login)
                           values (:id, 'camt.053', :id, '', now(), 'bank') returning id)
                insert into funds.statement (court, account, statement_id, day, closing_fen, message)
                select :court, 'A', :id, :day, 0, id from m
                """)
                .param("id", court + "" + day)
                .param("court", court)
                .param("day", day)
                .update();
    }

    @Test
    @DisplayName("银行通常发对账单的日子没有发来，日结时看得出；从来不发的日子不算")
    void aQuietDayIsNamed() {
        assertThat(days.isMissing(court, MONDAY)).isFalse();
        statement(MONDAY.minusDays(7));
        assertThat(days.isMissing(court, MONDAY)).as("once is no habit").isFalse();
        statement(MONDAY.minusDays(21));
        assertThat(days.isMissing(court, MONDAY)).isTrue();
        assertThat(days.isMissing(court, MONDAY.minusDays(1))).as("a Sunday").isFalse();
        statement(MONDAY);
        assertThat(days.isMissing(court, MONDAY)).isFalse();
    }

    @Test
    @DisplayName("冻结、延缓、提存、现金各成一类，合计仍是应有银行存款")
    void knowsEveryKindOfAccount() {
        receive("1", 100, MONDAY);
        long frozen = books.account(court, AccountKind.FROZEN, new CaseId(courts), null, AT);
        long collected = books.account(court, AccountKind.COLLECTED, new CaseId(courts), null, AT);
        long cash = books.account(court, AccountKind.CASH, null, null, AT);
        post("HOLD", sub, frozen, 30);
        post("CASH", cash, collected, 8);
        close(MONDAY);
        CloseStore.Close closed = closes.upTo(court, MONDAY).of();
        assertThat(closed).isNotNull();
        assertThat(closed.totals().sum()).isEqualTo(Money.yuan(100));
        assertThat(closed.totals().cases()).isEqualTo(Money.yuan(70));
        assertThat(closed.totals().frozen()).isEqualTo(Money.yuan(30));
        assertThat(closed.totals().cash()).isEqualTo(Money.yuan(8));
        assertThatThrownBy(() -> post("RELEASE", frozen, sub, 31)).hasMessageContaining("balance_fen");
    }

    private void post(String kind, long debit, long credit, long yuan) {
        books.post(new Books.Voucher(
                court,
                kind,
                court + kind,
                new CaseId(courts),
                "测试",
                null,
                MONDAY,
                AT,
                "x",
                "某人",
                null,
                List.of(
                        new Books.Posting(debit, Money.yuan(yuan)),
                        new Books.Posting(credit, Money.ZERO.minus(Money.yuan(yuan))))));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
