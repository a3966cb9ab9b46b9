package cn.sunlit.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.PostgresTest;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.ledger.Books;
import cn.sunlit.ledger.Numbers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(PostgresTest.class)
@DisplayName("银行对账单的编号")
class StatementStoreTest {

    private static final Instant AT = Instant.parse("2026-03-02T01:00:00Z");
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static int courts = 2500;

    private final StatementStore statements;
    private final CourtCode court = new CourtCode("鄂" + ++courts);
    private final String account;
    private final long message;

    StatementStoreTest(JdbcClient db) {
        Books books = new Books(db);
        statements = new StatementStore(db);
        account = Numbers.make("8110", books.nextSerial());
        books.openCourt(court, account, AT);
        message = BankRows.message(db, account);
    }

    private void state(String id, LocalDate day, @Nullable Long sequence) {
        assertThat(statements.keep(
                        new StatementStore.Kept(court, account, id, day, Money.ZERO, Money.ZERO, sequence),
                        message,
                        List.of()))
                .isTrue();
    }

    private List<String> skips() {
        return statements.skips(court, null, MONDAY.plusYears(2)).stream()
                .map(StatementStore.Skip::zh)
                .map(words -> words.substring(words.lastIndexOf('，') + 1))
                .toList();
    }

    @Test
    @DisplayName("编号有缺、重复、倒退的说明缺哪几号；后到的补上缺口；跨年重新编号、另一格式自成一列")
    void namesWhatIsMissing() {
        state("a", MONDAY, 7L);
        state("b", MONDAY.plusDays(1), 9L);
        assertThat(skips()).containsExactly("缺第 8 号");
        state("c", MONDAY.plusDays(2), 13L);
        assertThat(skips()).containsExactly("缺第 8 号", "缺第 10 至 12 号");
        state("late", MONDAY, 8L);
        assertThat(skips()).containsExactly("缺第 10 至 12 号");
        state("d", MONDAY.plusDays(3), 13L);
        assertThat(skips()).contains("编号重复");
        state("e", MONDAY.plusDays(4), 2L);
        assertThat(skips()).contains("编号倒退");
        int known = skips().size();
        state("940-x", MONDAY, 61L);
        state("without", MONDAY.plusDays(5), null);
        state("next year", MONDAY.plusYears(1), 1L);
        assertThat(skips()).hasSize(known);
        assertThat(statements.skips(court, MONDAY.plusDays(5), MONDAY.plusYears(2)))
                .isEmpty();
    }
}
