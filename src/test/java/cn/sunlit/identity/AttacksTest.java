package cn.sunlit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import cn.sunlit.web.Show;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people with a log-in may try on money: their own proposal, another case's key in a form, two at once. */
@SunlitTest(shared = "doors")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttacksTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private Caller court;
    private String rich;
    private String other;

    @BeforeAll
    void twoCases() {
        court = new Caller(port);
        rich = file("attack-1", "7711");
        other = file("attack-2", "7712");
        String account = court.get("judge", Caller.casePath(rich) + "/funds")
                .body()
                .path("account")
                .asString();
        court.post(
                "",
                "/sandbox/bank/credits",
                "{\"account\":\"%s\",\"amount\":\"8000.00\",\"payer\":\"攻乙\",\"key\":\"attack\"}".formatted(account));
        court.post("", "/sandbox/clock", "{\"advance\":\"PT1M\"}");
    }

    private String file(String key, String serial) {
        Caller.Answer filed = court.post("filing", "/api/cases", """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初%s号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"攻甲","idType":"RESIDENT_ID","idNumber":"11010519491231002X","phone":"19000007711",
                   "payee":{"name":"攻甲","bank":"演示商业银行","account":"6299990000000088011"}}],
                 "respondents":[{"kind":"PERSON","name":"攻乙","idType":"RESIDENT_ID","idNumber":"440524188001010014","phone":"19000007712"}],
                 "obligations":[{"kind":"MONEY","principal":"20000.00"}]}""".formatted(serial), key);
        assertThat(filed.status()).as(filed.body().toString()).isIn(200, 201);
        return filed.body().path("number").asString();
    }

    private long proposed() {
        Caller.Answer proposal = court.post("leader", Caller.casePath(rich) + "/distributions", "{}");
        if (proposal.status() == 201) {
            return proposal.body().path("id").asLong();
        }
        return court.get("leader", Caller.casePath(rich) + "/distributions")
                .body()
                .get(0)
                .path("id")
                .asLong();
    }

    private int allocations(long distribution) {
        return jdbc.sql("select count(*) from funds.voucher where kind = 'ALLOCATION' and cause = ?")
                .param("distribution:" + distribution)
                .query(Integer.class)
                .single();
    }

    @Test
    void 自己提出的发放自己批不了_换成别案地址也批不了_两人同时批只付一次() throws Exception {
        long id = proposed();

        // The leader is officer and approver in one person, by the interface and by the page.
        assertThat(court.post("leader", Caller.casePath(rich) + "/distributions/" + id + "/approve", "{}")
                        .status())
                .isEqualTo(403);
        DoorKnocker leader = DoorKnocker.signIn(port, "leader", "demo");
        assertThat(leader.post(page(rich, id), Map.of()).status()).isEqualTo(403);

        // A form whose key was exchanged: the address says one case, the key means another.
        DoorKnocker director = DoorKnocker.signIn(port, "director", "demo");
        assertThat(director.post(page(other, id), Map.of()).status()).isEqualTo(404);
        assertThat(court.post("director", Caller.casePath(other) + "/distributions/" + id + "/approve", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(allocations(id)).isZero();

        // Two browsers of the director press at the same moment, eight times over.
        DoorKnocker second = DoorKnocker.signIn(port, "director", "demo");
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<DoorKnocker.Answer> one = () -> director.post(page(rich, id), Map.of());
            Callable<DoorKnocker.Answer> two = () -> second.post(page(rich, id), Map.of());
            for (Future<DoorKnocker.Answer> each : both.invokeAll(List.of(one, two, one, two, one, two, one, two))) {
                assertThat(each.get().status()).isIn(302, 409, 422);
            }
        }
        assertThat(allocations(id)).isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from funds.payment where distribution = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(jdbc.sql(
                                "select count(*) from funds.distribution_line where distribution = ? and kind <> 'FEE'")
                        .param(id)
                        .query(Integer.class)
                        .single());
    }

    @Test
    void 回车换行不能在日志里造出一行() {
        Logger problems = (Logger) LoggerFactory.getLogger("cn.sunlit.web.Problems");
        Level before = problems.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        problems.addAppender(log);
        problems.setLevel(Level.INFO);
        try {
            DoorKnocker admin = DoorKnocker.signIn(port, "admin", "demo");
            String forged = "x\r\n2026-01-01 00:00:00 ERROR c.s.f.Funds forged line\u2028too";
            admin.post(
                    "/staff/" + java.net.URLEncoder.encode(forged, StandardCharsets.UTF_8) + "/sessions/end", Map.of());
            court.post("leader", Caller.casePath(rich) + "/assignment", """
                    {"officer":"x\\r\\n2026-01-01 00:00:00 ERROR forged line"}""");
            court.post("leader", "/api/powers", """
                    {"deputy":"x\\n2026-01-01 00:00:00 ERROR forged line","to":"2099-01-01","reason":"a"}""");
            DoorKnocker.bearer(port, DoorKnocker.token(port, "demo", "demo"), "nobody 2026 ERROR forged line")
                    .get("/api/cases");
        } finally {
            problems.detachAppender(log);
            problems.setLevel(before);
        }
        assertThat(log.list).isNotEmpty();
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cntrl}\u2028]"));
    }

    @Test
    void 下载的地址走不出去_上传的文件名只是名字() {
        DoorKnocker leader = DoorKnocker.signIn(port, "leader", "demo");
        for (String path : List.of(
                "/webjars/..%2f..%2fapplication.yaml",
                "/webjars/%2e%2e/%2e%2e/application.yaml",
                "/..%2fapplication.yaml",
                "/%2e%2e/application.yaml",
                "/..;/application.yaml",
                "/sunlit.css/..%2f..%2fapplication.yaml",
                "/tools/law/..%2f..%2f..%2fapplication.yaml",
                "/tools/law/..%5c..%5capplication.yaml",
                "/tools/law/%2fetc%2fpasswd",
                "/documents/..%2f..%2fapplication.yaml",
                "/verify/..%2f..%2fapplication.yaml",
                "/api/checkpoints/..%2f..%2fapplication.yaml/1",
                "/cases/import/template.csv%00.yaml",
                "/cases/%00",
                "/application.yaml",
                "/cn/sunlit/identity/doors.txt")) {
            DoorKnocker.Answer answer = leader.get(path);
            assertThat(answer.status()).as(path).isBetween(400, 499);
            assertThat(answer.body())
                    .as(path)
                    .containsPattern("\\p{IsHan}{4}")
                    .doesNotContain("embedded", "root:", "spring:", "USE_CASE");
        }
        Caller.Answer taken = court.upload(
                "filing",
                "/api/cases/import",
                "../../../../tmp/sunlit-escaped.jsonl",
                "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(taken.status()).isLessThan(500);
        assertThat(java.nio.file.Path.of("/tmp/sunlit-escaped.jsonl")).doesNotExist();
    }

    /** The one table that is handed out: what a spreadsheet would compute begins with one of these signs. */
    @Test
    void 下载的表格在电子表格里没有公式() {
        DoorKnocker filing = DoorKnocker.signIn(port, "filing", "demo");
        String table = filing.get("/cases/import/template.csv").body().replace("\uFEFF", "");
        assertThat(table).contains(",");
        for (String cell : table.split("[,\\r\\n]+")) {
            assertThat(cell.replace("\"", "")).as("cell").doesNotMatch("^[=+@\\t-].*");
        }
    }

    @Test
    void 接口说明写明何时须带动态口令() {
        assertThat(DoorKnocker.nobody(port).get("/v3/api-docs").body())
                .contains("\"One-Time-Code\"", "#/components/parameters/OneTimeCode", "\"Acting-For\"");
    }

    private static String page(String number, long distribution) {
        return "/cases/" + Show.segment(number) + "/funds/distributions/" + distribution + "/approve";
    }
}
