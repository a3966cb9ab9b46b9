package cn.sunlit.funds;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.PostgresTest;
import cn.sunlit.bank.BankMessage;
import cn.sunlit.bank.BankReader;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.ledger.Books;
import cn.sunlit.ledger.Numbers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(PostgresTest.class)
@DisplayName("银行先后报来的内容")
class RepeatsTest {

    private static final Instant AT = Instant.parse("2026-03-02T01:00:00Z");
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static int courts = 2000;

    private final Books books;
    private final FundsStore funds;
    private final EntryStore entries;
    private final Repeats repeats;
    private final TransactionTemplate transaction;
    private final CourtCode court = new CourtCode("鄂" + ++courts);
    private final String account;
    private final long message;
    private final long later;

    RepeatsTest(JdbcClient db, TransactionTemplate transaction) {
        this.transaction = transaction;
        books = new Books(db);
        funds = new FundsStore(db);
        entries = new EntryStore(db);
        repeats = new Repeats(funds, entries);
        account = Numbers.make("8110", books.nextSerial());
        books.openCourt(court, account, AT);
        message = message("camt.054.001.08");
        later = message("camt.053.001.08");
    }

    private long message(String type) {
        String sha256 = BankReader.sha256((account + type).getBytes(StandardCharsets.UTF_8));
        return funds.keepMessage("M", type, sha256, new byte[] {1}, AT, "bank").orElseThrow();
    }

    private Intake.Entry take(
            String reference, @Nullable String batch, String amount, BankMessage.Direction direction) {
        return take(reference, batch, amount, direction, message);
    }

    private Intake.Entry take(
            String reference, @Nullable String batch, String amount, BankMessage.Direction direction, long in) {
        BankMessage.Entry e = new BankMessage.Entry(
                reference,
                batch,
                account,
                direction,
                new BigDecimal(amount),
                "CNY",
                true,
                MONDAY,
                MONDAY,
                null,
                "乙某",
                "",
                List.of(account),
                null,
                null);
        return transaction.execute(t -> {
            FundsStore.Entry row = new FundsStore.Entry(
                    reference,
                    batch,
                    in,
                    court,
                    account,
                    direction.name(),
                    "CNY",
                    Money.parse(amount),
                    MONDAY,
                    MONDAY,
                    null,
                    "乙某",
                    "",
                    "RECEIVED",
                    "入账");
            return funds.keepEntry(row).isPresent()
                    ? new Intake.Entry(reference, Intake.Effect.RECEIVED, Money.parse(amount), null, "入账")
                    : repeats.told(e, in, court);
        });
    }

    @Test
    @DisplayName("同一参考号两个金额：先到的入账，后到的留作差异，再来不再添")
    void keepsBothOfTwoSums() {
        BankMessage.Direction in = BankMessage.Direction.CREDIT;
        assertThat(take("S:X", "S:X", "100.00", in).outcome()).isEqualTo(Intake.Effect.RECEIVED);
        assertThat(take("S:X", "S:X", "100.00", in).outcome()).isEqualTo(Intake.Effect.REPEATED);
        assertThat(take("S:X", "S:X", "200.00", in)).satisfies(e -> {
            assertThat(e.outcome()).isEqualTo(Intake.Effect.REFUSED);
            assertThat(e.because()).contains("先为贷记 CNY 100.00，后为贷记 CNY 200.00");
        });
        assertThat(take("S:X", "S:X", "200.00", in).outcome()).isEqualTo(Intake.Effect.REPEATED);
        assertThat(take("S:X", "S:X", "100.00", BankMessage.Direction.DEBIT).because())
                .contains("后为借记 CNY 100.00");
        assertThat(entries.notBooked(court, AT.minusSeconds(1))).hasSize(2).allMatch(e -> e.amount() == null);
    }

    @Test
    @DisplayName("逐笔报过的一批，对账单合并为一笔：合计相同不再记，合计不同留作差异")
    void addsUpTheParts() {
        BankMessage.Direction in = BankMessage.Direction.CREDIT;
        take("S:Y#1", "S:Y", "60.00", in);
        take("S:Y#2", "S:Y", "40.00", in);
        assertThat(take("S:Y", "S:Y", "100.00", in, later).outcome()).isEqualTo(Intake.Effect.REPEATED);
        assertThat(take("S:Y", "S:Y", "110.00", in, later).because()).contains("先为贷记 CNY 100.00，后为贷记 CNY 110.00");
        take("S:Z", "S:Z", "100.00", in, later);
        assertThat(take("S:Z#1", "S:Z", "60.00", in).because()).contains("已随整批入账");
    }
}
