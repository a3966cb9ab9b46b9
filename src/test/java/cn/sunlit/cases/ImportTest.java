package cn.sunlit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import cn.sunlit.kernel.CaseNumber;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Files of cases as real offices send them. */
@SunlitTest(shared = "cases")
class ImportTest {

    private static final String EXISTING = "/api/cases/import?mode=existing";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    Caller call;

    @BeforeEach
    void call() {
        call = new Caller(port);
    }

    @Test
    void 案例库186行全部导入_再导一次逐行报已存在() throws IOException {
        byte[] docket = bytes("docket.jsonl");

        var first = call.upload("filing", EXISTING, "docket.jsonl", docket);

        assertThat(first.status()).isEqualTo(200);
        assertThat(lines(first.body(), "rejected")).isEmpty();
        assertThat(first.body().get("accepted").intValue()).isEqualTo(186);
        assertThat(lines(first.body(), "warnings"))
                .contains(
                        "1 number 案号不是现行格式，已按原样保存",
                        "13 applicants[0].idNumber 未填写证件号，无法查询关联案件和网络查控",
                        "16 court 法院“山西省太原市中级人民法院”按代字“晋01”登记",
                        "60 court 法院“河南省平顶山市中级人民法院”按代字“豫04”登记",
                        "186 court 法院“广州海事法院”按代字“粤72”登记");
        assertThat(count("select count(*) from cases.file where imported and source like '人民法院案例库%'"))
                .isEqualTo(186);
        assertThat(count("select count(*) from cases.history")).isGreaterThanOrEqualTo(1168);
        assertThat(count("select count(*) from cases.history where date = '2018-04'"))
                .isPositive();
        assertThat(count("select count(*) from docket.node n join cases.file f on f.id = n.case_id"
                        + " where f.imported and f.source like '人民法院案例库%' and n.done_on is not null"))
                .as("no step is claimed as done")
                .isZero();

        var again = call.upload("filing", EXISTING, "docket.jsonl", docket);

        assertThat(again.body().get("accepted").intValue()).isZero();
        assertThat(lines(again.body(), "rejected")).hasSize(186).contains("1 number 该案号已存在");
    }

    @Test
    void 外院案件由接管法院的立案员_监督员_局长和业务系统查阅_但不能办理() {
        String number = "（2019）京0105执7701号";
        var taken = call.upload(
                "filing",
                EXISTING,
                "a.jsonl",
                existing(number).replace("鄂1125", "京0105").getBytes(StandardCharsets.UTF_8));
        assertThat(taken.body().get("accepted").intValue()).isEqualTo(1);
        String path = Caller.casePath(number);
        String search = "/api/cases?court=" + URLEncoder.encode("京0105", StandardCharsets.UTF_8);

        for (String who : List.of("filing", "supervisor", "director", "")) {
            var read = call.get(who, path);
            assertThat(read.status()).as(who).isEqualTo(200);
            assertThat(read.body().get("takenOverBy").stringValue()).isEqualTo("鄂1125");
            assertThat(call.get(who, path + "/lists/1").status()).as(who).isEqualTo(200);
            assertThat(call.get(who, search).body().get("cases").toString())
                    .as(who)
                    .contains(number);
            assertThat(call.get(who, "/api/cases").body().get("cases").toString())
                    .as(who)
                    .contains(number);
        }
        for (String who : List.of("judge", "cashier", "admin")) {
            assertThat(call.get(who, path).status()).as(who).isEqualTo(403);
            assertThat(call.get(who, search).status()).as(who).isEqualTo(403);
        }
        assertThat(call.get("judge", "/api/cases").body().get("cases").toString())
                .doesNotContain(number);
        assertThat(call.post("filing", path + "/assignment", "{\"officer\":\"judge\"}")
                        .status())
                .isEqualTo(403);
        assertThat(call.post("", path + "/closing", "{\"outcome\":\"FULLY_PERFORMED\"}")
                        .status())
                .isEqualTo(403);
        assertThat(call.post("", path + "/inquiries", "").status()).isEqualTo(403);
        assertThat(call.get("filing", "/api/cases?court=" + URLEncoder.encode("藏2401", StandardCharsets.UTF_8))
                        .status())
                .as("nothing was taken over from there")
                .isEqualTo(403);
    }

    @Test
    void 一行错误按字段报告_其余照常导入() {
        String file = existing("（2019）鄂1125执901号") + "\n"
                + existing("（2019）鄂1125执902号")
                        .replace("\"stage\":\"OPEN\"", "\"stage\":\"RUNNING\",\"closedOn\":\"2019-02-30\",\"colour\":1")
                + "\n{not json\n\n"
                + existing("（2019）鄂1125执903号");

        var answer = call.upload("filing", EXISTING, "a.jsonl", file.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.body().get("accepted").intValue()).isEqualTo(2);
        assertThat(lines(answer.body(), "rejected"))
                .containsExactly(
                        "2 colour 没有“colour”这个字段，请核对字段名",
                        "2 closedOn 日期应为“年-月-日”，例如 2026-03-02，且须是存在的日子",
                        "2 stage 只能是：OPEN、SUSPENDED、TERMINATED_THIS_PROCEDURE、CLOSED",
                        "3 " + " 这一行不是有效的 JSON（第2个字符附近）");
    }

    @Test
    void 要求有错就停_则一件也不导入() {
        String file = existing("（2019）鄂1125执911号") + "\n" + existing("没有年度");

        var answer =
                call.upload("filing", EXISTING + "&onError=stop", "a.jsonl", file.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.body().get("accepted").intValue()).isZero();
        assertThat(answer.body().get("stopped").booleanValue()).isTrue();
        assertThat(count("select count(*) from cases.file where number = '（2019）鄂1125执911号'"))
                .isZero();
    }

    @Test
    void 中文表头的GB18030表格() {
        String file = "法院,案号,案件类型,办理阶段,立案日期,执行依据种类,申请执行人1类别,申请执行人1名称,被执行人1类别,被执行人1名称,给付1类别,给付1本金\r\n"
                + "鄂1125,（2019）鄂1125执921号,首次执行,在办,2019-05-06,判决书,自然人,甲某,法人,\"乙公司, 丙分公司\",金钱,\"120,000.00\"\r\n"
                + "浠水县人民法院,（2019）鄂1125执922号,首次执行,在办,,判决书,自然人,甲某,法人,乙公司,金钱,-1\r\n";

        var answer = call.upload("filing", EXISTING, "台账.csv", file.getBytes(Charset.forName("GB18030")));

        assertThat(answer.body().get("accepted").intValue()).isEqualTo(1);
        assertThat(lines(answer.body(), "rejected")).containsExactly("2 obligations[0].principal 金额不能为负数");
        assertThat(count("select claimed_fen::int from cases.file where number = '（2019）鄂1125执921号'"))
                .isEqualTo(12_000_000);
    }

    @Test
    void 坏文件说明原因() {
        assertThat(message("a.pdf", "%PDF")).contains("不认识这种文件");
        assertThat(message("a.csv", "")).contains("文件是空的");
        assertThat(message("a.xlsx", "法院,案号")).contains("内容却不是 Excel 工作簿");
        assertThat(message("a.jsonl", "PK\u0003\u0004xxxx")).contains("压缩包");
        assertThat(message("a.csv", "法院,颜色\n鄂1125,红")).contains("“颜色”一列不在模板之内");
    }

    @Test
    void 错误过多时停下_已导入的如实说明() {
        String wrong = "{"
                + IntStream.range(0, 200).mapToObj(i -> "\"z" + i + "\":1").collect(Collectors.joining(",")) + "}\n";
        String file = existing("（2019）鄂1125执931号") + "\n" + wrong.repeat(300) + existing("（2019）鄂1125执932号");

        var answer = call.upload("filing", EXISTING, "a.jsonl", file.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.body().get("accepted").intValue()).isEqualTo(1);
        assertThat(lines(answer.body(), "rejected").getLast()).endsWith("错误过多（超过20000处），从这一行起没有导入，请核对是否选错了文件");
        assertThat(count("select count(*) from cases.file where number = '（2019）鄂1125执931号'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from cases.file where number = '（2019）鄂1125执932号'"))
                .isZero();
    }

    @Test
    void 一边导入一边立案_都不互相等死_案号不重复() throws Exception {
        int used = filed();
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            var imports = both.submit(() -> {
                for (int i = 1; i <= 12; i++) {
                    String row = existing("（2026）鄂1125执%d号".formatted(used + i));
                    var report = call.upload("filing", EXISTING, "a.jsonl", row.getBytes(StandardCharsets.UTF_8));
                    assertThat(report.status()).as(report.body().toString()).isEqualTo(200);
                }
                return true;
            });
            var filings = both.submit(() -> {
                Set<Integer> numbers = new TreeSet<>();
                for (int i = 0; i < 12; i++) {
                    numbers.add(filed());
                }
                return numbers;
            });
            assertThat(filings.get()).hasSize(12);
            assertThat(imports.get()).isTrue();
        }
    }

    /** The running number that a new case gets. */
    private int filed() {
        var filed = call.post("filing", "/api/cases", """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初98号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"甲","idType":"RESIDENT_ID","idNumber":"11010519491231002X"}],
                 "respondents":[{"kind":"ORGANISATION","name":"并行乙公司"}],
                 "obligations":[{"kind":"MONEY","principal":"1000.00","costs":"0.00"}]}
                """);
        assertThat(filed.status()).as(filed.body().toString()).isEqualTo(201);
        return CaseNumber.parse(filed.body().get("number").stringValue()).sequence();
    }

    @Test
    void 法官不能导入() {
        assertThat(call.upload(
                                "judge",
                                EXISTING,
                                "a.jsonl",
                                existing("（2019）鄂1125执941号").getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(403);
    }

    private String message(String name, String content) {
        var answer = call.upload("filing", EXISTING, name, content.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isBetween(400, 422);
        return answer.body().toString();
    }

    private static String existing(String number) {
        return """
                {"court":"鄂1125","number":"%s","type":"FIRST_ENFORCEMENT","stage":"OPEN","title":{"kind":"JUDGMENT"},\
                "applicants":[{"kind":"PERSON","name":"甲某"}],"respondents":[{"kind":"PERSON","name":"乙某"}],\
                "obligations":[{"kind":"MONEY","principal":"1000.00"}]}""".formatted(number);
    }

    private static List<String> lines(JsonNode report, String what) {
        List<String> all = new ArrayList<>();
        report.get(what)
                .forEach(l -> all.add("%d %s %s"
                        .formatted(
                                l.get("row").intValue(),
                                l.get("field").stringValue(),
                                l.get("reason").stringValue())));
        return all;
    }

    private int count(String sql) {
        return db.sql(sql).query(Integer.class).single();
    }

    private static byte[] bytes(String resource) throws IOException {
        try (var in = ImportTest.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        }
    }
}
