package cn.sunlit.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.PostgresTest;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.ledger.Books;
import cn.sunlit.ledger.Numbers;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(PostgresTest.class)
@DisplayName("未入账的银行分录处理之后")
class ResolutionStoreTest {

    private static final Instant AT = Instant.parse("2026-03-05T01:00:00Z");
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final LocalDate FRIDAY = LocalDate.of(2026, 3, 6);
    private static int courts = 8000;

    private final JdbcClient db;
    private final ResolutionStore store;
    private final DayStore days;
    private final CourtCode court = new CourtCode("鄂" + ++courts);
    private final long message;

    ResolutionStoreTest(JdbcClient db) {
        this.db = db;
        store = new ResolutionStore(db);
        days = new DayStore(db);
        Books books = new Books(db);
        books.openCourt(court, Numbers.make("8110", books.nextSerial()), AT);
        message = BankRows.message(db, "resolutions" + courts);
    }

    private long entry(String no, String direction, LocalDate on) {
        return db.sql("""
                insert into funds.bank_entry (reference, message, court, account, direction, currency, fen, booked_on, outcome, because)
                values (:reference, :message, :court, '1', :direction, 'CNY', 10000, :on, 'REFUSED', '不符') returning id
                """)
                .param("reference", court + no)
                .param("message", message)
                .param("court", court)
                .param("direction", direction)
                .param("on", on)
                .query(Long.class)
                .single();
    }

    private long propose(long entry, ResolutionWay way, @Nullable Long other, @Nullable Money amount) {
        return store.add(new ResolutionStore.Draft(entry, court, way, "银行来函", other, amount), "cashier", "出纳甲", AT)
                .orElseThrow();
    }

    private void confirm(long resolution, @Nullable Long voucher, @Nullable LocalDate endedOn) {
        store.decide(resolution, true, voucher, endedOn, "leader", "团队长甲", AT);
    }

    private int differences(LocalDate day) {
        return days.refused(court, day, false).size();
    }

    @Test
    @DisplayName("提出不改变差异；等待冲回的仍是差异；冲回之日起两笔都不再是")
    void endsWithTheReversal() {
        long wrong = entry("a", "CREDIT", MONDAY);
        assertThat(differences(MONDAY)).isEqualTo(1);
        long waiting = propose(wrong, ResolutionWay.AWAIT, null, null);
        assertThat(differences(MONDAY)).isEqualTo(1);
        confirm(waiting, null, null);
        assertThat(differences(FRIDAY)).isZero();
        assertThat(days.refused(court, FRIDAY, true))
                .singleElement()
                .satisfies(t -> assertThat(t.because()).isEqualTo("等待银行冲回：银行来函"));
        long back = entry("b", "DEBIT", FRIDAY);
        assertThat(store.opposite(store.find(wrong).orElseThrow()))
                .extracting(ResolutionStore.Found::id)
                .containsExactly(back);
        confirm(propose(wrong, ResolutionWay.REVERSED, back, null), null, FRIDAY);
        assertThat(days.refused(court, FRIDAY, true)).isEmpty();
        assertThat(differences(FRIDAY)).isZero();
        assertThat(days.refused(court, FRIDAY.minusDays(1), true)).hasSize(1);
        assertThat(store.find(back).orElseThrow().ended()).isTrue();
        assertThat(store.ended(court, MONDAY, FRIDAY))
                .singleElement()
                .satisfies(r -> assertThat(r.otherReference()).isEqualTo(court + "b"));
    }

    @Test
    @DisplayName("一笔只能有一项待复核的处理、一个结局，提出人不能复核")
    void oneProposalAndOneEnd() {
        long wrong = entry("a", "CREDIT", MONDAY);
        long right = entry("b", "CREDIT", MONDAY);
        long first = propose(wrong, ResolutionWay.CORRECTED, right, null);
        assertThat(store.add(
                        new ResolutionStore.Draft(wrong, court, ResolutionWay.AWAIT, "再提", null, null),
                        "cashier",
                        "出纳甲",
                        AT))
                .isEmpty();
        assertThatThrownBy(() -> store.decide(first, true, null, MONDAY, "cashier", "出纳甲", AT))
                .isInstanceOf(DataAccessException.class);
        confirm(first, null, MONDAY);
        long second = propose(wrong, ResolutionWay.CORRECTED, right, null);
        assertThatThrownBy(() -> confirm(second, null, MONDAY)).isInstanceOf(DataAccessException.class);
        assertThat(differences(MONDAY)).isEqualTo(1);
    }
}
