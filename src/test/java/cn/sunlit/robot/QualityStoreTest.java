package cn.sunlit.robot;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.PostgresTest;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.parties.PartyId;
import cn.sunlit.robot.QualityStore.Bad;
import cn.sunlit.robot.QualityStore.Seen;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Figures by institution and month, what contradicts, and the report that is made once. */
@ExtendWith(PostgresTest.class)
class QualityStoreTest {

    private static final CourtCode OURS = new CourtCode("鄂1125");
    private static final Instant NOW = Instant.parse("2026-03-20T04:00:00Z");
    private static final Instant FROM = Instant.parse("2026-02-28T16:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-31T16:00:00Z");
    private static final CaseId CASE = new CaseId(7);
    private static final PartyId DEBTOR = new PartyId(5);
    private static final byte[] ACCOUNT = HexFormat.of().parseHex("00ff");

    private final JdbcClient jdbc;
    private final QualityStore store;

    QualityStoreTest(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.store = new QualityStore(jdbc);
    }

    @BeforeEach
    void empty() {
        jdbc.sql("truncate robot.seen, robot.finding, robot.report, robot.report_line")
                .update();
        jdbc.sql("truncate inquiries.answer, inquiries.request, inquiries.batch, inquiries.institution cascade")
                .update();
        for (String code : List.of("ICBC", "ABC", "PBOC")) {
            jdbc.sql("""
                    insert into inquiries.institution (code, name, kind, channel, answers_person, answers_organisation, actions,
                                                       promised_minutes, parallel_limit, position)
                    values (:code, :code, 'BANK', 'NATIONAL', true, true, '{}', 60, 4, 1)""").param("code", code).update();
        }
    }

    @Test
    void 按单位和月份归类_取消的和别的月份不计() {
        long batch = batch(1);
        request(batch, "ICBC", 1, "ANSWERED", 2, true, NOW.minusSeconds(99));
        request(batch, "ICBC", 2, "ANSWERED", 0, false, NOW.minusSeconds(99));
        request(batch, "ICBC", 3, "MANUAL", null, false, NOW.minusSeconds(99));
        request(batch, "ICBC", 4, "QUEUED", null, false, NOW.minusSeconds(99));
        request(batch, "ICBC", 5, "CANCELLED", null, false, NOW.minusSeconds(99));
        long bad = request(batch, "ABC", 1, "ANSWERED", 1, false, NOW.minusSeconds(99));
        for (String quality : List.of("GARBAGE", "GARBAGE", "WRONG_PERSON", "DUPLICATE", "GOOD")) {
            answer(bad, quality);
        }
        store.find(bad, CASE, OURS, Fault.STALE, "数据截至2026-03-01", NOW);
        request(batch(2), "ABC", 1, "ANSWERED", 1, true, FROM.minusSeconds(1));

        assertThat(store.figures(OURS, FROM, TO, NOW))
                .containsExactlyInAnyOrder(
                        new Figures("ICBC", "ICBC", 4, 2, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0),
                        new Figures("ABC", "ABC", 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0));
        assertThat(store.figures(new CourtCode("鄂1126"), FROM, TO, NOW)).isEmpty();
    }

    @Test
    void 开户登记有账户而银行查无_只找一次() {
        long batch = batch(1);
        long bank = request(batch, "ICBC", 5, "ANSWERED", 0, false, NOW);
        request(batch, "ABC", 5, "ANSWERED", 0, false, NOW);
        long register = request(batch, "PBOC", 5, "ANSWERED", 1, false, NOW);
        long stuck = request(batch, "ABC", 6, "MANUAL", null, false, NOW);
        store.see(register, CASE, DEBTOR, "PBOC", true, List.of(new Seen(ACCOUNT, "ICBC", null)), NOW);
        store.findEmptyThere(batch, FROM, NOW);
        store.findEmptyThere(batch, FROM, NOW);

        assertThat(store.badOf(batch)).extracting(Bad::request).containsExactly(bank, stuck);
        assertThat(store.badOf(batch)).extracting(Bad::fault).containsExactly(Fault.CONTRADICTORY, Fault.MANUAL);
        assertThat(store.known(new byte[][] {ACCOUNT}, FROM, bank)).hasSize(1);
        assertThat(store.known(new byte[][] {ACCOUNT}, FROM, register))
                .as("not against itself")
                .isEmpty();
    }

    @Test
    void 数字后面的请求() {
        long batch = batch(1);
        jdbc.sql("""
                insert into cases.file (id, number, court, type, year, stage, livelihood, title_kind, claimed_fen, imported,
                                        recorded_by, recorded_at)
                overriding system value
                values (7, '（2026）鄂1125执7号', '鄂1125', 'FIRST_ENFORCEMENT', 2026, 'OPEN', false, 'JUDGMENT', 0, true, '测试', now())
                on conflict do nothing""").update();
        long late = request(batch, "ICBC", 1, "ANSWERED", 0, true, NOW);
        long bad = request(batch, "ICBC", 2, "ANSWERED", 0, false, NOW);
        answer(bad, "GARBAGE");
        for (Fault fault : Fault.values()) {
            assertThat(store.rows(OURS, "ICBC", fault, FROM, TO, NOW, Long.MAX_VALUE, 10))
                    .extracting(QualityStore.Row::id)
                    .as(fault.zh())
                    .isEqualTo(
                            fault == Fault.LATE ? List.of(late) : fault == Fault.MALFORMED ? List.of(bad) : List.of());
        }
    }

    @Test
    void 月报只生成一次_读出来的是当时的数字() {
        LocalDate month = LocalDate.parse("2026-02-01");
        Figures line = new Figures("ICBC", "工商银行", 10, 8, 3, 2, 1, 1, 1, 0, 1, 0, 0, 1);
        assertThat(store.report(OURS, month, List.of(line), LocalDate.parse("2026-03-02"), NOW))
                .isTrue();
        assertThat(store.report(OURS, month, List.of(), LocalDate.parse("2026-03-03"), NOW))
                .isFalse();
        assertThat(store.report(OURS, month)).containsExactly(line);
        assertThat(store.reports(OURS)).containsExactly(new QualityStore.Made(month, LocalDate.parse("2026-03-02")));
    }

    private long batch(int sequence) {
        return jdbc.sql("""
                insert into inquiries.batch (case_id, court, sequence, started_at, started_by)
                values (7, '鄂1125', :sequence, :now, '机器人法官助理') returning id""")
                .param("sequence", sequence)
                .param("now", NOW)
                .query(Long.class)
                .single();
    }

    private long request(
            long batch, String institution, long party, String state, Integer found, boolean late, Instant at) {
        return jdbc.sql("""
                insert into inquiries.request (key, purpose, batch_id, case_id, court, institution, party_id, subject_name, urgency,
                                               body_sealed, state, created_at, next_at, promised_at, answered_at, late, found)
                values (gen_random_uuid(), 'QUERY', :batch, 7, '鄂1125', :institution, :party, '乙', 2, '\\x00', :state, :at, :at,
                        :at, :answered, :late, :found)
                returning id""")
                .param("batch", batch)
                .param("institution", institution)
                .param("party", party)
                .param("state", state)
                .param("at", at)
                .param("answered", state.equals("ANSWERED") ? java.sql.Timestamp.from(at) : null)
                .param("late", late)
                .param("found", found)
                .query(Long.class)
                .single();
    }

    private void answer(long request, String quality) {
        jdbc.sql("""
                insert into inquiries.answer (request_id, received_at, http_status, raw_sealed, sha256, quality)
                values (:request, :now, 200, '\\x00', repeat('0', 64), :quality)""")
                .param("request", request)
                .param("now", NOW)
                .param("quality", quality)
                .update();
    }
}
