package cn.sunlit.inquiries;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.PostgresTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is claimed for an institution, by several processes at once. */
@ExtendWith(PostgresTest.class)
class OutboxStoreTest {

    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    private static final Instant LEASE = NOW.plusSeconds(90);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final OutboxStore store;

    OutboxStoreTest(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.store = new OutboxStore(jdbc);
    }

    @BeforeEach
    void oneInstitution() {
        jdbc.sql("delete from inquiries.request").update();
        jdbc.sql("delete from inquiries.institution").update();
        jdbc.sql("""
                insert into inquiries.institution (code, name, kind, channel, answers_person, answers_organisation, actions,
                                                   promised_minutes, parallel_limit, position, base_url, secret_sealed)
                values ('BANK', '某银行', 'BANK', 'NATIONAL', true, true, '{FREEZE}', 60, 4, 1, 'http://127.0.0.1', '\\x00')
                """).update();
    }

    @Test
    void 先发控制_再发绿色通道_再按时间() {
        long ordinary = order(2, Duration.ofHours(-3));
        long green = order(1, Duration.ofHours(-1));
        long older = order(2, Duration.ofHours(-4));
        long control = order(0, Duration.ZERO);
        order(0, Duration.ofMinutes(1));
        List<Long> claimed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            inTransaction(() -> store.claim("BANK", 1, NOW, LEASE)).forEach(c -> claimed.add(c.id()));
        }
        assertThat(claimed).containsExactly(control, green, older, ordinary);
    }

    @Test
    void 八个进程同时领取_合计不超过并行上限_没有一项领两次() throws Exception {
        for (int i = 0; i < 200; i++) {
            order(2, Duration.ofSeconds(-i - 1));
        }
        List<Long> claimed = Collections.synchronizedList(new ArrayList<>());
        try (var processes = Executors.newFixedThreadPool(8)) {
            processes
                    .invokeAll(Collections.nCopies(64, (Callable<Void>) () -> {
                        inTransaction(() -> {
                            store.lockLine("BANK", NOW)
                                    .map(line -> line.takes(NOW))
                                    .filter(most -> most > 0)
                                    .ifPresent(most -> store.claim("BANK", most, NOW, LEASE)
                                            .forEach(c -> claimed.add(c.id())));
                            return true;
                        });
                        return null;
                    }))
                    .forEach(f -> assertThat(f.state()).isEqualTo(java.util.concurrent.Future.State.SUCCESS));
        }
        assertThat(claimed).hasSize(4).doesNotHaveDuplicates();
        assertThat(inTransaction(
                        () -> store.lockLine("BANK", LEASE).orElseThrow().takes(LEASE)))
                .as("leases that ran out free the line")
                .isEqualTo(4);
    }

    @Test
    void 故障单位到了试发时间才领取_恢复后立即放开() {
        order(2, Duration.ofHours(-1));
        for (int i = 0; i < 3; i++) {
            store.failed("BANK", "无法连接", Line.FAILURES_TOLERATED, NOW);
        }
        assertThat(store.withWork(NOW)).containsExactly("BANK");
        Line line = inTransaction(() -> store.lockLine("BANK", NOW).orElseThrow());
        assertThat(line.takes(NOW)).isEqualTo(1);
        store.useLine("BANK", null, line.probeAfter(NOW));
        assertThat(store.withWork(NOW.plusSeconds(9))).isEmpty();
        assertThat(store.withWork(NOW.plusSeconds(10))).containsExactly("BANK");
        store.worked("BANK", NOW.plusSeconds(11));
        assertThat(inTransaction(() -> store.lockLine("BANK", NOW.plusSeconds(11))
                        .orElseThrow()
                        .takes(NOW.plusSeconds(11))))
                .isEqualTo(4);
    }

    @Test
    void 预先领取的按先后排列_未发送的归还后如同没有领取() {
        order(2, Duration.ofHours(-3));
        long green = order(1, Duration.ofHours(-1));
        long control = order(0, Duration.ZERO);
        List<OutboxStore.Claimed> claimed = inTransaction(() -> store.claim("BANK", 12, NOW, LEASE));
        assertThat(claimed)
                .extracting(OutboxStore.Claimed::id)
                .startsWith(control, green)
                .hasSize(3);
        assertThat(claimed).allMatch(c -> c.attempts() == 1 && c.until().equals(LEASE));
        Line mine = inTransaction(
                () -> store.lockLine("BANK", NOW, Set.of(control, green)).orElseThrow());
        assertThat(mine.underWay()).as("two of its own, one of another").isEqualTo(3);
        assertThat(mine.share(2)).isEqualTo(3);

        store.giveBack(List.of(green), LEASE.plusSeconds(1));
        assertThat(claims(green)).as("another's lease stays").isEqualTo("1 true true");
        store.giveBack(List.of(green), LEASE);
        assertThat(claims(green)).isEqualTo("0 false false");
        assertThat(claims(control)).isEqualTo("1 true true");
        assertThat(inTransaction(() -> store.claim("BANK", 12, NOW, LEASE)))
                .extracting(OutboxStore.Claimed::id)
                .containsExactly(green);
    }

    private String claims(long id) {
        return jdbc.sql(
                        "select concat_ws(' ', attempts, (claimed_until is not null)::text, (sent_at is not null)::text) from inquiries.request where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private <T> T inTransaction(java.util.function.Supplier<T> work) {
        return java.util.Objects.requireNonNull(transaction.execute(t -> work.get()));
    }

    private long order(int urgency, Duration due) {
        return jdbc.sql("""
                insert into inquiries.request (key, purpose, case_id, court, institution, subject_name, reference, urgency,
                                               body_sealed, state, created_at, next_at, promised_at)
                values (gen_random_uuid(), 'ORDER', 1, '鄂1125', 'BANK', '乙', gen_random_uuid()::text, :urgency,
                        '\\x00', 'QUEUED', :now, :due, :now)
                returning id
                """)
                .param("urgency", urgency)
                .param("now", NOW)
                .param("due", NOW.plus(due))
                .query(Long.class)
                .single();
    }
}
