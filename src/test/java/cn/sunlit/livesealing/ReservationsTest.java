package cn.sunlit.livesealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.PostgresTest;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.livesealing.AllowanceRules.Reason;
import cn.sunlit.livesealing.AllowanceStore.Line;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** HF-20, HF-22: the allowance under many banks' threads, at the turn of the month, when the bank is late. */
@ExtendWith(PostgresTest.class)
class ReservationsTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final byte[] FEED = {1};

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AllowanceStore store;

    ReservationsTest(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.store = new AllowanceStore(jdbc);
    }

    private Reservations at(String time) {
        Instant now = LocalDateTime.parse(time).atZone(ZONE).toInstant();
        return new Reservations(store, Clock.fixed(now, ZONE));
    }

    /** A line of its own for each test: 40,000 a month for feed, 50,000 in all, nothing need be left. */
    private Line line(int key) {
        return Objects.requireNonNull(transactions.execute(t -> {
            long line = jdbc.sql("""
                            insert into livesealing.line (case_id, court, measure_id, asset_id, scope, party_id, debtor_name, title, place,
                                                          institution, account_index, account_masked)
                            values (:key, '鄂1125', :key, :key, 'ACCOUNT', 1, '某养殖场', '存款', '某银行', 'ICBC', :index, '6222')
                            returning id""")
                    .param("key", key)
                    .param("index", new byte[] {(byte) key})
                    .query(Long.class)
                    .single();
            long plan = jdbc.sql("""
                            insert into livesealing.plan (line_id, case_id, court, asset_id, purpose, uses, keeper, monthly_fen, floor_fen,
                                starts_on, ends_on, supervisor, frequency, opinion, opinion_how, opinion_on, review_on, breach_rule, state,
                                proposed_by, proposed_name, proposed_on, decided_by, decided_name, decided_on, decision_id)
                            values (:line, :key, '鄂1125', :key, '养殖', '{FEED,WAGES}', 'BANK', 5000000, 0, '2026-11-01', '2027-04-30',
                                '司法所', 'MONTHLY', 'AGREES', '电话', '2026-11-01', '2026-12-01', 'CONFIRMED', 'IN_FORCE', 'judge', '甲',
                                '2026-11-01', 'director', '乙', '2026-11-01', 1)
                            returning id""")
                    .param("line", line)
                    .param("key", key)
                    .query(Long.class)
                    .single();
            jdbc.sql("""
                            insert into livesealing.payee (plan_id, name, account_sealed, account_index, account_masked, use, monthly_fen)
                            values (:plan, '某饲料公司', '\\x00', :index, '6299', 'FEED', 4000000)""").param("plan", plan).param("index", FEED).update();
            return store.line("ICBC", new byte[] {(byte) key}).orElseThrow();
        }));
    }

    private PaymentState ask(Reservations on, Line line, String number, String amount) {
        return Objects.requireNonNull(
                transactions.execute(t -> on.answer(line, "ICBC", question(number, amount), around(number + amount))
                        .payment()
                        .state()));
    }

    private static Question question(String number, String amount) {
        return new Question(
                number,
                "6222000000001",
                "某饲料公司",
                "6299990000001",
                Use.FEED,
                Money.parse(amount),
                Money.parse("900000"));
    }

    private static Reservations.Around around(String what) {
        return new Reservations.Around(
                "%064x".formatted(what.hashCode() & 0xffffffffL), FEED, "6299", true, Money.ZERO);
    }

    @Test
    void 同时来问的付款合计不超过限额() throws Exception {
        Line line = line(1);
        Reservations now = at("2026-11-24T10:00:00");
        List<PaymentState> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(12)) {
            List<Callable<PaymentState>> all = IntStream.range(0, 60)
                    .mapToObj(i -> (Callable<PaymentState>) () -> ask(now, line, "SAME-" + i, "1500.00"))
                    .toList();
            for (Future<PaymentState> each : threads.invokeAll(all)) {
                answers.add(each.get());
            }
        }
        // 26 × 1,500 is 39,000; the next would be 40,500.
        assertThat(answers.stream().filter(PaymentState.RESERVED::equals).count())
                .isEqualTo(26);
        assertThat(store.used(line.id(), LocalDate.of(2026, 11, 1))).isEqualTo(Money.parse("39000"));
    }

    @Test
    void 同一编号同时问两遍只占一次额度() throws Exception {
        Line line = line(2);
        Reservations now = at("2026-11-24T10:00:00");
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<PaymentState>> all = IntStream.range(0, 16)
                    .mapToObj(i -> (Callable<PaymentState>) () -> ask(now, line, "TWICE", "30000.00"))
                    .toList();
            for (Future<PaymentState> each : threads.invokeAll(all)) {
                assertThat(each.get()).isEqualTo(PaymentState.RESERVED);
            }
        }
        assertThat(store.used(line.id(), LocalDate.of(2026, 11, 1))).isEqualTo(Money.parse("30000"));
        assertThatThrownBy(() -> ask(now, line, "TWICE", "1.00")).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void 过了月末额度重新计算_上月未用的不结转() {
        Line line = line(3);
        assertThat(ask(at("2026-11-30T23:59:59"), line, "END-1", "40000.00")).isEqualTo(PaymentState.RESERVED);
        assertThat(ask(at("2026-11-30T23:59:59"), line, "END-2", "0.01")).isEqualTo(PaymentState.REFUSED);
        assertThat(ask(at("2026-12-01T00:00:00"), line, "END-3", "40000.00")).isEqualTo(PaymentState.RESERVED);
        assertThat(ask(at("2027-02-28T23:59:59"), line, "END-4", "40000.00")).isEqualTo(PaymentState.RESERVED);
        assertThat(ask(at("2027-03-01T00:00:00"), line, "END-5", "40000.01")).isEqualTo(PaymentState.REFUSED);
        assertThat(store.find("ICBC", "END-5").orElseThrow().reasons()).containsExactly(Reason.PAYEE_LIMIT);
    }

    @Test
    void 取消和逾期退回额度_迟到的回告再核一次() {
        Line line = line(4);
        Reservations now = at("2026-11-24T10:00:00");
        ask(now, line, "LATE-1", "40000.00");
        long first = store.find("ICBC", "LATE-1").orElseThrow().id();
        assertThat(store.lapsing(Instant.parse("2026-11-25T01:59:59Z"))).isEmpty();
        assertThat(store.lapsing(Instant.parse("2026-11-25T02:00:01Z"))).hasSize(1);
        settle(first, PaymentState.RESERVED, PaymentState.LAPSED);
        assertThat(now.stillFits(store.find("ICBC", "LATE-1").orElseThrow())).isTrue();
        assertThat(ask(now, line, "LATE-2", "25000.00")).isEqualTo(PaymentState.RESERVED);
        assertThat(now.stillFits(store.find("ICBC", "LATE-1").orElseThrow())).isFalse();
        settle(store.find("ICBC", "LATE-2").orElseThrow().id(), PaymentState.RESERVED, PaymentState.CANCELLED);
        assertThat(store.used(line.id(), LocalDate.of(2026, 11, 1))).isEqualTo(Money.ZERO);
        assertThatThrownBy(() -> settle(first, PaymentState.LAPSED, PaymentState.RESERVED))
                .isInstanceOf(IllegalStateException.class);
    }

    private void settle(long id, PaymentState before, PaymentState after) {
        transactions.executeWithoutResult(
                t -> store.settle(id, before, after, Instant.parse("2026-11-25T02:00:01Z"), null));
    }
}
