package cn.sunlit.funds;

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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(PostgresTest.class)
class LedgerTest {

    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final Instant AT = Instant.parse("2026-03-02T01:00:00Z");
    private static long cases = 100;

    private final Books books;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    LedgerTest(JdbcClient db, TransactionTemplate transaction) {
        this.db = db;
        this.transaction = transaction;
        books = new Books(db);
    }

    private synchronized Books.Sub newCase() {
        books.openCourt(COURT, Numbers.make("8110", books.nextSerial()), AT);
        CaseId id = new CaseId(++cases);
        books.openCase(
                COURT,
                id,
                CaseNumber.parse("（2026）鄂1125执%d号".formatted(cases)),
                Numbers.make("8110", books.nextSerial()),
                AT);
        return books.sub(id).orElseThrow();
    }

    private long bank() {
        return books.account(COURT, AccountKind.BANK, null, null, AT);
    }

    private long post(String cause, Money debit, Money credit, long debited, long credited) {
        return books.post(new Books.Voucher(
                COURT,
                "RECEIPT",
                cause,
                null,
                "测试",
                null,
                LocalDate.of(2026, 3, 2),
                AT,
                "t",
                "测试",
                null,
                List.of(new Books.Posting(debited, debit), new Books.Posting(credited, Money.ZERO.minus(credit)))));
    }

    @Test
    void 借贷相等的凭证入账并记余额() {
        Books.Sub sub = newCase();
        post("a1", Money.yuan(100), Money.yuan(100), bank(), sub.id());
        assertThat(books.sub(sub.caseId()).orElseThrow().balance()).isEqualTo(Money.yuan(100));
        assertThat(db.sql("select balance_fen from funds.account where id = :id")
                        .param("id", bank())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void 数据库拒绝不平衡的凭证() {
        Books.Sub sub = newCase();
        assertThatThrownBy(() -> post("b1", Money.yuan(100), Money.yuan(99), bank(), sub.id()))
                .hasMessageContaining("借贷不平衡");
        assertThat(books.voucher("RECEIPT", "b1")).isEmpty();
    }

    @Test
    void 数据库拒绝向旧凭证追加分录_也拒绝没有分录的凭证() {
        Books.Sub sub = newCase();
        long voucher = post("c1", Money.yuan(5), Money.yuan(5), bank(), sub.id());
        assertThatThrownBy(() -> db.sql("insert into funds.posting values (:v, 3, :a, 1), (:v, 4, :b, -1)")
                        .param("v", voucher)
                        .param("a", bank())
                        .param("b", sub.id())
                        .update())
                .hasMessageContaining("追加分录");
        assertThatThrownBy(() -> db.sql(
                                "insert into funds.voucher (court, kind, cause, text, booked_on, at, by_login, by_name) values ('鄂1125', 'RECEIPT', 'c2', 't', date '2026-03-02', now(), 'x', 'x')")
                        .update())
                .hasMessageContaining("没有分录");
    }

    @Test
    void 数据库拒绝修改删除清空和直接改余额() {
        Books.Sub sub = newCase();
        post("d1", Money.yuan(5), Money.yuan(5), bank(), sub.id());
        for (String sql : List.of(
                "update funds.voucher set text = 'x'",
                "delete from funds.voucher",
                "update funds.posting set fen = 1",
                "delete from funds.posting",
                "truncate funds.posting",
                "truncate funds.voucher cascade",
                "update funds.account set balance_fen = 999 where kind = 'CASE'",
                "delete from funds.account")) {
            assertThatThrownBy(() -> db.sql(sql).update()).as(sql).isInstanceOf(RuntimeException.class);
        }
        assertThat(books.sub(sub.caseId()).orElseThrow().balance()).isEqualTo(Money.yuan(5));
    }

    @Test
    void 数据库拒绝透支案件账户() {
        Books.Sub sub = newCase();
        post("e1", Money.yuan(5), Money.yuan(5), bank(), sub.id());
        assertThatThrownBy(() -> post("e2", Money.yuan(6), Money.yuan(6), sub.id(), bank()))
                .hasMessageContaining("balance_fen");
        assertThat(books.sub(sub.caseId()).orElseThrow().balance()).isEqualTo(Money.yuan(5));
    }

    @Test
    void 同一事由只能入账一次() {
        Books.Sub sub = newCase();
        post("f1", Money.yuan(5), Money.yuan(5), bank(), sub.id());
        assertThatThrownBy(() -> post("f1", Money.yuan(5), Money.yuan(5), bank(), sub.id()))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void 八个写者同时入账一分不差() throws Exception {
        Books.Sub one = newCase();
        Books.Sub two = newCase();
        long bank = bank();
        try (var pool = Executors.newFixedThreadPool(8)) {
            List<Callable<Void>> work = new java.util.ArrayList<>();
            for (int w = 0; w < 8; w++) {
                int writer = w;
                work.add(() -> {
                    for (int i = 0; i < 25; i++) {
                        String cause = "g%d-%d".formatted(writer, i);
                        long to = (writer + i) % 2 == 0 ? one.id() : two.id();
                        transaction.executeWithoutResult(s -> post(cause, new Money(101), new Money(101), bank, to));
                    }
                    return null;
                });
            }
            for (var done : pool.invokeAll(work)) {
                done.get();
            }
        }
        assertThat(books.sub(one.caseId())
                        .orElseThrow()
                        .balance()
                        .plus(books.sub(two.caseId()).orElseThrow().balance()))
                .isEqualTo(new Money(200 * 101));
        assertThat(db.sql("select coalesce(sum(fen), 0) from funds.posting")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void 两人同时开立同一账户_得到同一个() throws Exception {
        CaseId id = newCase().caseId();
        CountDownLatch opened = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        try (var pool = Executors.newFixedThreadPool(2)) {
            Future<Long> first = pool.submit(() -> transaction.execute(s -> {
                long account = books.account(COURT, AccountKind.COLLECTED, id, null, AT);
                opened.countDown();
                // Long enough for the other to wait for this transaction's end.
                await(asked);
                while (db.sql("select count(*) from pg_locks where not granted")
                                .query(Long.class)
                                .single()
                        == 0) {
                    Thread.onSpinWait();
                }
                return account;
            }));
            await(opened);
            Future<Long> second = pool.submit(() -> transaction.execute(s -> {
                asked.countDown();
                return books.account(COURT, AccountKind.COLLECTED, id, null, AT);
            }));
            assertThat(second.get(5, TimeUnit.MINUTES)).isEqualTo(first.get(5, TimeUnit.MINUTES));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void 账号校验位能发现单个错位和相邻颠倒() {
        String number = Numbers.make("8110", 4711);
        assertThat(Numbers.checks(number)).isTrue();
        for (int i = 0; i < 17; i++) {
            char wrong = number.charAt(i) == '9' ? '0' : (char) (number.charAt(i) + 1);
            String typed = number.substring(0, i) + wrong + number.substring(i + 1);
            assertThat(Numbers.checks(typed)).isFalse();
            assertThat(Numbers.likely(typed)).contains(number);
        }
    }
}
