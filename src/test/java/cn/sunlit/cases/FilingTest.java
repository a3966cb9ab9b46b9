package cn.sunlit.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CourtCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Filing, through the API and through the face. */
@SunlitTest(shared = "cases")
class FilingTest {

    private static final Actor CLERK = new Actor(
            Actor.Kind.STAFF, "filing", "立案员", CourtCode.parse("鄂1125"), Set.of(Role.FILING_CLERK), null, Set.of());

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @Autowired
    Cases cases;

    @Autowired
    PlatformTransactionManager transactions;

    Caller call;

    @BeforeEach
    void call() {
        call = new Caller(port);
    }

    @Test
    void 立案_编号_分案_节点_关联案件() {
        var first = call.post("filing", "/api/cases", application("乙公司", "91350100M000100Y43"));
        var second = call.post("filing", "/api/cases", application("乙公司", "91350100M000100Y43"));

        assertThat(first.status()).as(first.body().toString()).isEqualTo(201);
        String number = first.body().get("number").stringValue();
        assertThat(number).matches("（\\d{4}）鄂1125执\\d+号");
        assertThat(first.location()).startsWith("/api/cases/%EF%BC%88");
        assertThat(first.body().get("officer").stringValue()).isNotBlank();
        assertThat(second.body().get("related").toString()).contains(number);

        var read = call.get("judge", Caller.casePath(number));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body().toString()).contains("乙公司").doesNotContain("91350100M000100Y43");
        assertThat(call.get("judge", Caller.casePath(number.replace('（', '(').replace('）', ')')))
                        .status())
                .isEqualTo(200);
        assertThat(call.get("judge", "/api/cases?debtor=" + "%E4%B9%99%E5%85%AC")
                        .body()
                        .toString())
                .contains(number);
        assertThat(call.get("judge", Caller.casePath(number) + "/documents")
                        .body()
                        .toString())
                .contains("受理通知书");
        assertThat(call.get("judge", Caller.casePath(number) + "/proofs").body().toString())
                .contains("CASE_FILED");
    }

    @Test
    void 执行依据是行政决定书的_执行期限三个月() {
        String application = application("丁公司", "91350100M000100Y43").replace("\"JUDGMENT\"", "\"ADMINISTRATIVE\"");
        String number = call.post("filing", "/api/cases", application)
                .body()
                .get("number")
                .stringValue();
        int months = db.sql("""
                        select extract(month from age(n.due_on, n.started_on))::int
                        from docket.node n join cases.file f on f.id = n.case_id where f.number = :number and n.code = 'I03'
                        """).param("number", number).query(Integer.class).single();
        assertThat(months).isEqualTo(3);
    }

    @Test
    void 同一个幂等键只立一件() {
        String application = application("丙公司", "91350100M000100Y43");
        var first = call.post("filing", "/api/cases", application, "once-1");
        var again = call.post("filing", "/api/cases", application, "once-1");
        var other = call.post("filing", "/api/cases", application.replace("民间借贷", "买卖合同"), "once-1");

        assertThat(again.body().get("number")).isEqualTo(first.body().get("number"));
        assertThat(again.body().get("repeated").booleanValue()).isTrue();
        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void 每一处错误都指明字段() {
        var answer = call.post("filing", "/api/cases", """
                {"court":"鄂9999","type":"GUESS","receivedOn":"2999-01-01","colour":1,"number":"x",
                 "title":{"kind":"JUDGMENT","number":"1","effectiveOn":"2026-02-10","performanceDue":"2026-02-01"},
                 "applicants":[{"kind":"PERSON","name":"甲😀","phone":"abc"}],
                 "respondents":[{"kind":"PERSON","name":"'; drop table cases.file; --<script>","idType":"RESIDENT_ID","idNumber":"110105194912310021"}],
                 "obligations":[{"kind":"MONEY","principal":"-1"},{"kind":"MONEY","principal":"1.234"},{"kind":"CONDUCT"}]}
                """);

        assertThat(answer.status()).isBetween(400, 422);
        List<String> fields = new ArrayList<>();
        answer.body().get("errors").forEach(e -> fields.add(e.get("field").stringValue()));
        assertThat(fields)
                .contains(
                        "court",
                        "type",
                        "receivedOn",
                        "colour",
                        "number",
                        "title.performanceDue",
                        "applicants[0].name",
                        "applicants[0].phone",
                        "respondents[0].idNumber",
                        "obligations[0].principal",
                        "obligations[1].principal",
                        "obligations[2].description")
                .doesNotContain("respondents[0].name");
    }

    @Test
    void 八个线程同时立案_案号不缺不重() throws Exception {
        int before = last();
        try (var pool = Executors.newFixedThreadPool(8)) {
            List<Callable<String>> filings = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String application = application("丁公司" + i, "91350100M000100Y43");
                filings.add(
                        () -> cases.file(CLERK, cases.read(JsonMapper.shared().readTree(application)))
                                .number()
                                .text());
            }
            Set<String> numbers = new java.util.HashSet<>();
            for (Future<String> filed : pool.invokeAll(filings)) {
                numbers.add(filed.get());
            }
            assertThat(numbers).hasSize(24);
        }
        assertThat(last()).isEqualTo(before + 24);
    }

    @Test
    void 立案中途失败_什么也不留下_案号也退回() {
        int before = last();
        var filing = cases.read(JsonMapper.shared().readTree(application("戊公司", "91350100M000100Y43")));

        assertThatThrownBy(() -> new TransactionTemplate(transactions).executeWithoutResult(tx -> {
                    cases.file(CLERK, filing);
                    throw new IllegalStateException("power failure");
                }))
                .hasMessage("power failure");

        assertThat(last()).isEqualTo(before);
        // Other cases live on beside this one; only its own traces count.
        assertThat(count("select count(*) from cases.participant where name = '戊公司'"))
                .isZero();
        assertThat(count("select count(*) from audit.entry where summary like '%戊公司%'"))
                .isZero();
    }

    @Test
    void 结案条件不具备_逐项列出() {
        String number = call.post("filing", "/api/cases", application("己公司", "91350100M000100Y43"))
                .body()
                .get("number")
                .stringValue();

        var answer =
                call.post("judge", Caller.casePath(number) + "/closing", "{\"outcome\":\"TERMINATED_THIS_PROCEDURE\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().get("refusals").toString())
                .contains("ZB-01", "ZB-02", "ZB-03", "ZB-06", "ZB-09", "ZB-11", "ZB-13");

        var performed = call.post("judge", Caller.casePath(number) + "/closing", "{\"outcome\":\"FULLY_PERFORMED\"}");
        assertThat(performed.status()).isEqualTo(409);
        assertThat(performed.body().get("refusals").toString()).contains("JA-FULL", "FEE-38", "第六十四条");
    }

    @Test
    void 终结执行后_未办的节点逐个写明无需办理的事由() {
        String number = call.post("filing", "/api/cases", application("辛公司", "91350100M000100Y43"))
                .body()
                .get("number")
                .stringValue();
        var closed = call.post(
                "judge",
                Caller.casePath(number) + "/closing",
                "{\"outcome\":\"TERMINATED\",\"basis\":\"申请执行人撤回申请，裁定书第一号\"}");
        assertThat(closed.status()).as(closed.body().toString()).isEqualTo(200);
        var open = new ArrayList<String>();
        for (var node :
                call.get("judge", Caller.casePath(number) + "/lists/3").body().get("nodes")) {
            if (node.get("state").stringValue().equals("OPEN")) {
                open.add(node.get("code").stringValue());
            }
        }
        assertThat(open).containsOnly("I04");
        assertThat(count("""
                        select count(*) from audit.entry e join cases.file f on f.id = e.case_id
                         where f.number = '%s' and e.type = 'NODE_WAIVED' and e.summary like '%%申请执行人撤回申请，裁定书第一号%%'""".formatted(number))).isPositive();
    }

    @Test
    void 外院不能立案() {
        assertThat(call.post(
                                "filing",
                                "/api/cases",
                                application("庚公司", "91350100M000100Y43")
                                        .replace("\"court\":\"鄂1125\",\"type\"", "\"court\":\"京\",\"type\""))
                        .status())
                .isEqualTo(403);
    }

    private int last() {
        return count(
                "select coalesce(max(last), 0) from cases.counter where court = '鄂1125' and type = 'FIRST_ENFORCEMENT'");
    }

    private int count(String sql) {
        return db.sql(sql).query(Integer.class).single();
    }

    private static String application(String debtor, String code) {
        return """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","livelihood":false,"cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初88号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"甲","idType":"RESIDENT_ID","idNumber":"11010519491231002X","phone":"13900000001",
                                "payee":{"name":"甲","bank":"某银行","account":"6222000011112222"}}],
                 "respondents":[{"kind":"ORGANISATION","name":"%s","idType":"CREDIT_CODE","idNumber":"%s"}],
                 "obligations":[{"kind":"MONEY","principal":"120000.00","costs":"2700.00",
                                 "interest":{"rate":{"kind":"LPR_1Y","multiple":"1"},"from":"2025-03-01"}}]}
                """.formatted(debtor, code);
    }
}
