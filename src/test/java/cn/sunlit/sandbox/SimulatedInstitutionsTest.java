package cn.sunlit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.PostgresTest;
import cn.sunlit.inquiries.Signature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The simulated institutions by themselves: what they say, what they count, and that a night can be repeated. */
@ExtendWith(PostgresTest.class)
class SimulatedInstitutionsTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final JdbcClient jdbc;
    private final OutsideWorld world;
    private final InstitutionLogStore log;

    SimulatedInstitutionsTest(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.world = new OutsideWorld(jdbc, transaction);
        this.log = new InstitutionLogStore(jdbc);
    }

    @AfterEach
    void close() {
        world.close();
        forget();
    }

    @Test
    void 种子相同的_同一请求遇到的差错相同() throws Exception {
        assertThat(world.size()).isEqualTo(34);
        List<String> first = night(7);
        List<String> again = night(7);
        List<String> other = night(8);

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(first).as("everything happens").anyMatch(s -> s.startsWith("500") || s.startsWith("503"));
        assertThat(first).contains("429", "cut", "202").anyMatch(s -> s.contains("系统维护"));
        assertThat(first).anyMatch(s -> s.contains("110101199001011234"));
        assertThat(log.calls("ICBC", 500))
                .extracting(InstitutionLogStore.Call::fault)
                .contains(Fault.SCHEMA, Fault.HALF, Fault.TWICE);
    }

    /** What sixty requests are answered, each sent twice, the numbers of the messages left out. */
    private List<String> night(long seed) throws Exception {
        forget();
        world.behave(
                "ICBC",
                Map.ofEntries(
                        Map.entry("errorRate", 0.1),
                        Map.entry("busyRate", 0.1),
                        Map.entry("cutRate", 0.1),
                        Map.entry("halfRate", 0.1),
                        Map.entry("garbageRate", 0.15),
                        Map.entry("schemaRate", 0.1),
                        Map.entry("wrongPersonRate", 0.1),
                        Map.entry("duplicateRate", 0.3),
                        Map.entry("acceptRate", 0.1),
                        Map.entry("seed", seed)));
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            UUID key = UUID.randomUUID();
            said.add(query(key, i).replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "…"));
            said.add(query(key, i).replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "…"));
        }
        return said;
    }

    @Test
    void 按键只办一次_换键重来的看得出来() throws Exception {
        UUID key = UUID.randomUUID();
        String answer = query(key, 1);
        assertThat(query(key, 1)).isEqualTo(answer);
        assertThat(log.requests("ICBC", 10)).singleElement().satisfies(e -> {
            assertThat(e.copies()).isEqualTo(2);
            assertThat(e.good()).isEqualTo(2);
            assertThat(e.businessKey()).doesNotContain("42112519900307");
        });
        assertThat(log.counts(List.of("ICBC")).getFirst().twice()).isZero();

        query(UUID.randomUUID(), 1);
        assertThat(log.counts(List.of("ICBC")).getFirst().twice()).isEqualTo(1);

        world.standAhead(Duration.ofDays(183));
        query(UUID.randomUUID(), 1);
        assertThat(log.counts(List.of("ICBC")).getFirst().twice())
                .as("asked anew after half a year")
                .isEqualTo(1);
    }

    @Test
    void 停机一天_夜间不受理_先受理后反馈_都随业务时钟() throws Exception {
        world.behave("ICBC", Map.of("downHours", 24));
        assertThat(query(UUID.randomUUID(), 1)).isEqualTo("503");
        world.standAhead(Duration.ofHours(25));
        assertThat(query(UUID.randomUUID(), 1)).startsWith("200");

        ZonedDateTime now = ZonedDateTime.now(world.clock());
        LocalTime closes = now.toLocalTime().minusHours(1).withSecond(0).withNano(0);
        LocalTime opens = now.toLocalTime().plusHours(1).withSecond(0).withNano(0);
        world.behave("ICBC", Map.of("opens", opens.toString(), "closes", closes.toString()));
        assertThat(query(UUID.randomUUID(), 2)).isEqualTo("503");
        world.standAhead(Duration.ofHours(27));
        assertThat(query(UUID.randomUUID(), 2)).startsWith("200");

        world.behave("ICBC", Map.of("acceptRate", 1.0, "lateSeconds", 7200));
        UUID key = UUID.randomUUID();
        assertThat(query(key, 3)).isEqualTo("202");
        assertThat(asked(key)).isEqualTo("202");
        world.standAhead(Duration.ofHours(30));
        assertThat(asked(key)).startsWith("200").contains("\"requestId\":\"" + key);
        assertThat(asked(UUID.randomUUID())).isEqualTo("404");
        assertThat(log.calls("ICBC", 20))
                .extracting(InstitutionLogStore.Call::fault)
                .contains(Fault.DOWN, Fault.CLOSED, Fault.LATE);
    }

    @Test
    void 超过约定的调用记为违约_离开后不再计() {
        CallCounter counter = new CallCounter();
        Instant now = Instant.parse("2026-03-02T01:00:00Z");
        assertThat(counter.enter(now, 2, null)).isNull();
        assertThat(counter.enter(now, 2, null)).isNull();
        assertThat(counter.enter(now, 2, null)).isEqualTo(CallCounter.Exceeded.PARALLEL);
        counter.leave();
        counter.leave();
        assertThat(counter.enter(now, 2, null)).isNull();
        assertThat(counter.most()).isEqualTo(3);

        CallCounter rated = new CallCounter();
        for (int i = 0; i < 12; i++) {
            assertThat(rated.enter(now.plusSeconds(i), 2, 10)).as("call %d", i).isNull();
            rated.leave();
        }
        assertThat(rated.enter(now.plusSeconds(13), 2, 10)).isEqualTo(CallCounter.Exceeded.RATE);
        rated.leave();
        assertThat(rated.enter(now.plusSeconds(61), 2, 10)).isNull();
    }

    @Test
    void 冻结之前余额已变_登记的不变() throws Exception {
        world.behave("ICBC", Map.of("changedRate", 1.0));
        InstitutionStore books = new InstitutionStore(jdbc);
        books.hold(
                "ICBC",
                "N1",
                "乙",
                "DEPOSIT",
                "6222000000000001",
                "存款",
                "SETTLEMENT",
                cn.sunlit.kernel.Money.yuan(1000),
                false);
        books.hold(
                "ICBC",
                "N2",
                "丙",
                "DEPOSIT",
                "6222000000000002",
                "存款",
                "SETTLEMENT",
                cn.sunlit.kernel.Money.yuan(1000),
                true);
        String made = freeze("6222000000000001", "measure:1");
        String set = freeze("6222000000000002", "measure:2");
        assertThat(set).contains("\"amount\":\"1000.00\"");
        assertThat(made).contains("\"result\":\"DONE\"");
        assertThat(books.holdings("ICBC", "N1").getFirst().balance()).isNotEqualTo(cn.sunlit.kernel.Money.yuan(1000));
        assertThat(books.holdings("ICBC", "N2").getFirst().balance()).isEqualTo(cn.sunlit.kernel.Money.yuan(1000));
        assertThat(log.holds("ICBC", 10)).hasSize(2).allMatch(InstitutionLogStore.Hold::active);
    }

    private String query(UUID key, int i) throws Exception {
        return call("/queries", key, """
                {"requestId":"%s","kind":"QUERY","court":"鄂1125","caseNumber":"（2026）鄂1125执%d号","document":"（2026）鄂1125执%d号之一",
                 "subject":{"kind":"PERSON","name":"乙","idNumber":"42112519900307%04d"}}""".formatted(key, i, i, i));
    }

    private String freeze(String account, String reference) throws Exception {
        UUID key = UUID.randomUUID();
        return call("/orders", key, """
                {"requestId":"%s","kind":"FREEZE","reference":"%s","court":"鄂1125","caseNumber":"（2026）鄂1125执1号",
                 "asset":{"kind":"DEPOSIT","key":"%s"},"amount":"1000.00","from":"2026-03-02","to":"2027-03-01"}""".formatted(key, reference, account));
    }

    private String asked(UUID key) throws Exception {
        return call("/requests/" + key, key, "");
    }

    private String call(String path, UUID key, String body) throws InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Signature signature = Signature.of(
                InstitutionServer.secret("ICBC").getBytes(StandardCharsets.UTF_8),
                path,
                world.clock().instant(),
                key.toString(),
                bytes);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(world.url() + "/institutions/ICBC" + path))
                .header("Idempotency-Key", key.toString())
                .header("X-Sunlit-Timestamp", signature.timestamp())
                .header("X-Sunlit-Nonce", signature.nonce())
                .header("X-Sunlit-Signature", signature.value());
        request = body.isEmpty() ? request.GET() : request.POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? "200 " + answer.body() : String.valueOf(answer.statusCode());
        } catch (IOException cut) {
            return "cut";
        }
    }

    private void forget() {
        jdbc.sql(
                        "truncate sandbox.institution_request, sandbox.institution_call, sandbox.known_debtor, sandbox.holding, sandbox.control, sandbox.institution_behaviour")
                .update();
    }
}
