package cn.sunlit.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.PostgresTest;
import cn.sunlit.bank.BankMessage;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.IdentitySupport;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.ledger.Books;
import cn.sunlit.ledger.Numbers;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(PostgresTest.class)
@DisplayName("分页发来的对账单")
class StatementPageTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final Instant AT = Instant.parse("2026-03-02T01:00:00Z");
    private static int courts = 7000;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Books books;
    private final StatementStore statements;
    private final StatementDesk desk;
    private final CourtCode court = new CourtCode("鄂" + ++courts);
    private final Actor bank = Actor.system("银行", court);
    private final String account;
    private int messages;

    StatementPageTest(JdbcClient db, TransactionTemplate transaction) {
        this.db = db;
        this.transaction = transaction;
        books = new Books(db);
        statements = new StatementStore(db);
        desk = new StatementDesk(books, statements, IdentitySupport.access(db));
        account = Numbers.make("8110", books.nextSerial());
        books.openCourt(court, account, AT);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "1 2 3 | - | -",
                "3 1 2 | - | -",
                "1 1 2 3 2 | - | -",
                "1 3 | 缺第 2 页 | -",
                "1 2 | 缺最后一页 | -",
                "2 3 | 缺起始的一页 | -",
                "2 | 缺起始的一页 | -",
                "1 2 3 4 | - | 已经收齐，又来第 4 页",
                "1 2 4 3 | 第 3 页标为最后一页，却又有第 4 页 | 第 3 页标为最后一页，却又有第 4 页",
            })
    @DisplayName("各页到齐、首尾相接的成为一份对账单；不齐的说明缺哪一页")
    void putsTogether(String order, @Nullable String left, @Nullable String told) {
        List<String> answers = Stream.of(order.split(" "))
                .map(Integer::valueOf)
                .flatMap(n -> keep(page(n)).stream())
                .toList();
        assertThat(String.join("；", answers)).contains(told == null ? "" : told);
        assertThat(answers.isEmpty()).isEqualTo(told == null);
        if (left == null) {
            assertThat(left()).isEmpty();
        } else {
            assertThat(left()).contains(left);
        }
        assertThat(statements.find(account, "S1").isPresent()).isEqualTo(left == null);
        if (left == null) {
            assertThat(statements.find(account, "S1"))
                    .contains(new StatementStore.Kept(
                            court, account, "S1", MONDAY, Money.yuan(100), Money.yuan(130), 41L));
        }
    }

    @Test
    @DisplayName("各页的分录都算在这份对账单里，不多不少")
    void bearsTheMovementsOfAllPages() {
        IntStream.rangeClosed(1, 3).forEach(n -> book("S:P" + n));
        List.of(2, 3, 1).forEach(n -> assertThat(keep(page(n))).isEmpty());
        assertThat(db.sql("""
                        select e.reference from funds.statement_entry e join funds.statement s on s.id = e.statement
                        where s.account = :account order by e.reference""").param("account", account).query(String.class).list())
                .containsExactly("S:P1", "S:P2", "S:P3");
    }

    @Test
    @DisplayName("到齐而相加不符的，说明相差多少；同一页两种内容，以先到的为准")
    void tellsWhatDoesNotAddUp() {
        keep(page(1));
        assertThat(keep(page(1, "11.00", "")))
                .singleElement()
                .satisfies(said -> assertThat(said).contains("第 1 页先后报来两种内容", "净额 10.00 元", "净额 11.00 元"));
        keep(page(2));
        assertThat(keep(page(3, "10.00", "130.30")))
                .singleElement()
                .satisfies(said -> assertThat(said).contains("共 3 页 3 笔", "应为 130.00", "期末余额却是 130.30", "相差 0.30"));
        assertThat(left()).contains("相差 0.30");
        assertThat(statements.left(court, MONDAY.plusDays(1), MONDAY.plusDays(9)))
                .isEmpty();
    }

    @Test
    @DisplayName("两页同时到达，后提交的一页看得见先提交的一页")
    void seesTheOtherPage() throws InterruptedException {
        keep(page(2));
        CountDownLatch kept = new CountDownLatch(1);
        Thread other = Thread.ofPlatform()
                .start(() -> transaction.executeWithoutResult(t -> {
                    keep(page(1), message("first"));
                    kept.countDown();
                    pause();
                }));
        assertThat(kept.await(5, TimeUnit.MINUTES)).isTrue();
        long third = message("third");
        transaction.executeWithoutResult(t -> keep(page(3), third));
        other.join();
        assertThat(statements.find(account, "S1")).isPresent();
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private BankMessage.Statement page(int number) {
        return page(number, "10.00", "130.00");
    }

    /** One of three, with one movement; the statement opens with 100 yuan. */
    private BankMessage.Statement page(int number, String net, String closing) {
        return new BankMessage.Statement(
                "S1",
                account,
                new BankMessage.Page(number, number == 1, number == 3),
                MONDAY,
                "CNY",
                number == 1 ? new BigDecimal("100.00") : null,
                number == 3 ? new BigDecimal(closing) : null,
                new BigDecimal(net),
                41L,
                List.of("S:P" + number),
                null);
    }

    private List<String> keep(BankMessage.Statement s) {
        long message = message(s.id() + s.page() + ++messages);
        return Objects.requireNonNull(transaction.execute(t -> keep(s, message)));
    }

    private List<String> keep(BankMessage.Statement s, long message) {
        return desk.keep(bank, s, message).stream()
                .map(StatementDesk.NotKept::because)
                .toList();
    }

    private long message(String content) {
        return BankRows.message(db, account + content);
    }

    private String left() {
        return String.join(
                "；",
                StatementPage.left(statements.left(court, null, MONDAY)).stream()
                        .map(StatementPage.Left::because)
                        .toList());
    }

    private void book(String reference) {
        db.sql("""
                insert into funds.bank_entry (reference, batch, message, court, account, direction, currency, fen, booked_on,
                    value_on, counterparty, remark, outcome, because)
                values (:reference, :reference, :message, :court, :account, 'CREDIT', 'CNY', 1000, :on, :on, '乙某', '',
                    'RECEIVED', '入账')
                """)
                .param("reference", reference)
                .param("message", message(reference))
                .param("court", court)
                .param("account", account)
                .param("on", MONDAY)
                .update();
    }
}
