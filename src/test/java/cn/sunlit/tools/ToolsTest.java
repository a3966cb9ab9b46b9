package cn.sunlit.tools;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The open calls over HTTP, without any log-in. */
@SunlitTest(shared = "doors")
class ToolsTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            enforcement-fee?amount=330000                                 | fee                | 4850.00
            enforcement-fee?amount=1                                      | fee                | 50.00
            enforcement-fee?amount=10000                                  | fee                | 50.00
            enforcement-fee?amount=100000                                 | fee                | 1400.00
            enforcement-fee?amount=500000                                 | fee                | 7400.00
            enforcement-fee?amount=1000000                                | fee                | 12400.00
            enforcement-fee?amount=5000000                                | fee                | 52400.00
            enforcement-fee?amount=0&chosen=500                           | fee                | 500.00
            preservation-fee?amount=1000                                  | fee                | 30.00
            preservation-fee?amount=1001                                  | fee                | 30.01
            preservation-fee?amount=100000                                | fee                | 1020.00
            preservation-fee?amount=200000                                | fee                | 1520.00
            preservation-fee?amount=1000000                               | fee                | 5000.00
            deadline?event=2026-03-01&days=10                             | endsOn             | 2026-03-11
            deadline?event=2026-09-18&days=15                             | endsOn             | 2026-10-08
            deadline?event=2026-09-18&days=15                             | provisional        | false
            deadline?event=2026-09-11&workingDays=5                       | endsOn             | 2026-09-18
            deadline?event=2026-09-01&months=6                            | provisional        | true
            deadline?event=2026-03-15&years=1&control=true                | endsOn             | 2027-03-14
            auction-prices?reference=1234567&round=1                      | startingPriceFloor | 864196.90
            auction-prices?reference=1234567&round=1                      | depositMin         | 43209.85
            auction-prices?reference=1234567&round=2                      | startingPriceFloor | 691357.52
            identity?number=11010519491231002x                            | canonical          | 11010519491231002X
            identity?number=110105194912310021                            | valid              | false
            identity?number=91350100M000100Y43                            | kind               | CREDIT_CODE
            identity?number=91420000MA4KX1230R                            | valid              | true
            identity?number=H12345678                                     | kind               | HK_MACAO_PERMIT
            identity?number=01234567&kind=TAIWAN_PERMIT                   | valid              | true
            identity?number=M000100Y-4                                    | kind               | ORGANISATION_CODE
            case-number?text=(2026)鄂1125执123号                          | canonical          | （2026）鄂1125执123号
            case-number?text=(2026)鄂1125执123号                          | sequence           | 123
            case-number?text=（2013）浠执字第00123号                      | historical         | true
            case-number?text=无                                           | valid              | false
            amount-in-words?amount=1234567.89                             | words              | 壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分
            """)
    void 查询(String call, String field, String value) throws Exception {
        JsonNode answer = get(call, 200);
        assertThat(answer.path(field).asString()).isEqualTo(value);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            enforcement-fee?amount=0                          | 422 | amount
            enforcement-fee?amount=-5                         | 422 | amount
            enforcement-fee?amount=0&chosen=49.99             | 422 | chosen
            enforcement-fee?amount=0&chosen=500.01            | 422 | chosen
            enforcement-fee?amount=1&chosen=500               | 422 | chosen
            enforcement-fee?amount=abc                        | 422 | amount
            enforcement-fee                                   | 422 | amount
            deadline?event=2026-02-30&days=15                 | 422 | event
            deadline?event=9999-01-01&days=15                 | 422 | event
            deadline?event=2026-09-18                         | 422 | days
            deadline?event=2026-09-18&days=1&months=1         | 422 | days
            deadline?event=2026-09-18&days=-1                 | 422 | days
            deadline?event=2026-09-18&years=201               | 422 | years
            deadline?event=2026-09-18&workingDays=3&control=true | 422 | workingDays
            auction-prices?reference=100&round=3              | 422 | round
            auction-prices?reference=0                        | 422 | reference
            identity?number=H12345678&kind=NONE               | 422 | kind
            law/renumbering?article=0                         | 422 | article
            law/renumbering?article=225&edition=1991          | 422 | edition
            """)
    void 错误的查询指出字段(String call, int status, String field) throws Exception {
        JsonNode problem = get(call, status);
        assertThat(problem.path("errors").path(0).path("field").asString()).isEqualTo(field);
        assertThat(problem.path("errors").path(0).path("message").asString()).matches(".*[\\u4e00-\\u9fa5].*");
    }

    @Test
    void 旧条号今为第几条() throws Exception {
        JsonNode r = get("law/renumbering?article=225", 200);
        assertThat(r.path("answers")).hasSize(3);
        assertThat(r.path("answers").path(1).path("cite").asString()).isEqualTo("民事诉讼法（2023）第二百三十六条");
        assertThat(r.path("answers").path(1).path("words").asString()).contains("执行行为违反法律规定");
        assertThat(get("law/renumbering?article=260&edition=2021", 200)
                        .path("answers")
                        .path(0)
                        .path("present")
                        .asInt())
                .isEqualTo(264);
        get("law/renumbering?article=300", 404);
    }

    @Test
    void 不在字典里的法院代字提示核对() throws Exception {
        assertThat(get("case-number?text=（2026）鄂1125执1号", 200).path("warnings")).isEmpty();
        JsonNode unknown = get("case-number?text=（2026）鄂1199执1号", 200);
        assertThat(unknown.path("valid").asBoolean()).isTrue();
        assertThat(unknown.path("warnings").path(0).asString()).contains("鄂1199", "字典");
    }

    @Test
    void 加倍部分债务利息() throws Exception {
        JsonNode r = post("double-interest", """
                {"principal":"500000.00","performanceDue":"2026-03-31","until":"2026-09-30",
                 "payments":[{"date":"2026-05-10","amount":"200000.00"},{"date":"2026-07-20","amount":"150000.00"},
                             {"date":"2026-09-30","amount":"150000.00"}],
                 "suspensions":[{"from":"2026-03-01","to":"2026-03-31","requestedByDebtor":false}]}
                """, 200);
        assertThat(r.path("total").asString()).isEqualTo("9117.50");
        assertThat(r.path("segments")).hasSize(3);
        assertThat(r.path("segments").path(1).path("days").asInt()).isEqualTo(71);
        assertThat(r.path("segments").path(1).path("base").asString()).isEqualTo("300000.00");
        assertThat(r.path("law")).isNotEmpty();
        assertThat(r.has("needsJudgement")).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            DBL-01 | 1000000 | 2026-01-01 | 2026-04-11 | 17500.00
            DBL-02 | 120000  | 2025-03-20 | 2025-05-07 | 1008.00
            DBL-03 | 100000  | 2026-01-01 | 2026-01-02 | 17.50
            DBL-09 | 100000  | 2026-03-11 | 2026-03-12 | 17.50
            NEG-01 | 565562  | 2026-01-01 | 2026-01-08 | 692.81
            NEG-02 | 7976    | 2026-01-01 | 2026-04-04 | 129.81
            NEG-03 | 10000   | 2025-01-01 | 2026-01-01 | 638.75
            """)
    void 加倍部分的样例(String id, String principal, String due, String until, String total) throws Exception {
        JsonNode r = post(
                "double-interest",
                "{\"principal\":\"%s\",\"performanceDue\":\"%s\",\"until\":\"%s\"}".formatted(principal, due, until),
                200);
        assertThat(r.path("total").asString()).as(id).isEqualTo(total);
    }

    @Test
    void 被执行人申请的中止不扣除_其他的扣除() throws Exception { // DBL-06 DBL-07
        String stopped = """
                {"principal":"1000000","performanceDue":"2026-01-01","until":"2026-05-31",
                 "suspensions":[{"from":"2026-03-01","to":"2026-03-30","requestedByDebtor":%s}]}
                """;
        assertThat(post("double-interest", stopped.formatted(true), 200)
                        .path("total")
                        .asString())
                .isEqualTo("26250.00");
        assertThat(post("double-interest", stopped.formatted(false), 200)
                        .path("total")
                        .asString())
                .isEqualTo("21000.00");
    }

    @Test
    void 旧规定的部分交人核定() throws Exception {
        JsonNode r = post("double-interest", """
                {"principal":"100000.00","performanceDue":"2014-06-30","until":"2014-08-31"}
                """, 200);
        assertThat(r.path("total").asString()).isEqualTo("542.50");
        assertThat(r.path("needsJudgement").path(0).path("because").asString()).contains("旧规定");
    }

    @Test
    void 一般债务利息() throws Exception {
        String floating = """
                {"principal":"100000.00","from":"2024-07-01","until":"2025-07-01","rate":{"kind":"LPR_1Y","multiple":"4"}%s}
                """;
        JsonNode r = post("interest", floating.formatted(""), 200);
        assertThat(r.path("total").asString()).isEqualTo("12683.84");
        assertThat(r.path("segments").path(0).path("percent").asString()).isEqualTo("13.80");
        assertThat(post("interest", floating.formatted(",\"fixedAt\":\"2024-07-01\""), 200)
                        .path("total")
                        .asString())
                .isEqualTo("13800.00");
        assertThat(post("interest", """
                                {"principal":"1000000","from":"2026-01-01","until":"2026-04-11","rate":{"kind":"FIXED","percent":"3"}}
                                """, 200).path("total").asString()).isEqualTo("8219.18");
        assertThat(post("interest", """
                                {"principal":"100000","from":"2025-01-01","until":"2025-06-30","rate":{"kind":"FIXED","percent":"4.35"}}
                                """, 200).path("total").asString()).isEqualTo("2145.21");
    }

    @Test
    void 清偿() throws Exception {
        JsonNode r = post("settlement", """
                {"principal":"100000.00","costs":"2000.00","rate":{"kind":"FIXED","percent":"3.65"},"interestFrom":"2026-01-01",
                 "performanceDue":"2026-03-31","doubleInterestOnCosts":true,
                 "receipts":[{"date":"2026-04-10","amount":"50000.00"},{"date":"2026-05-10","amount":"60000.00"}]}
                """, 200);
        assertThat(r.path("receipts").path(0).path("toInterest").asString()).isEqualTo("990.00");
        assertThat(r.path("receipts").path(1).path("toDouble").asString()).isEqualTo("456.70");
        assertThat(r.path("refund").asString()).isEqualTo("6394.33");
        assertThat(r.path("remainingTotal").asString()).isEqualTo("0.00");
    }

    @Test
    void 分配() throws Exception {
        JsonNode r = post("distribution", """
                {"proceeds":"1000000.00","costs":["6000.00",{"name":"执行费","amount":"12400.00"}],
                 "preferred":[{"creditor":"抵押权人","claim":"400000.00"}],
                 "ordinary":[{"creditor":"A","claim":"500000.00","seizureRank":1},{"creditor":"B","claim":"300000.00"},
                             {"creditor":"C","claim":"123456.78"}],"rule":"PROPORTIONAL"}
                """, 200);
        assertThat(r.path("lines").path(3).path("creditor").asString()).isEqualTo("A");
        assertThat(r.path("lines").path(3).path("paid").asString()).isEqualTo("314903.75");
        assertThat(r.path("lines").path(5).path("paid").asString()).isEqualTo("77754.00");
        assertThat(r.path("refund").asString()).isEqualTo("0.00");
    }

    /** DST-03、DST-04、DST-07、DST-09、DST-10 */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            DST-03 | {"proceeds":"100","ordinary":[{"creditor":"甲","claim":"1"},{"creditor":"乙","claim":"1"},{"creditor":"丙","claim":"1"}]} | 1.00 1.00 1.00 | 97.00
            DST-04 | {"proceeds":"500000","costs":["7400"],"preferred":[{"creditor":"优先","claim":"600000"}],"ordinary":[{"creditor":"普通","claim":"100000"}]} | 7400.00 492600.00 0.00 | 0.00
            DST-07 | {"proceeds":"100000","medical":[{"creditor":"伤者","claim":"30000"}],"restitution":[{"creditor":"被害人","claim":"50000"}],"ordinary":[{"creditor":"民事","claim":"60000"}],"fine":"20000"} | 30000.00 50000.00 20000.00 0.00 | 0.00
            DST-09 | {"proceeds":"80000","ordinary":[{"creditor":"首封","claim":"200000","seizureRank":1,"adjudicated":false}],"rule":"SEIZURE_ORDER"} | 0.00+80000.00 | 0.00
            DST-10 | {"proceeds":"300000","ordinary":[{"creditor":"甲","claim":"200000","disputed":"50000"},{"creditor":"乙","claim":"100000"}]} | 150000.00+50000.00 100000.00 | 0.00
            """)
    void 分配的样例(String id, String question, String lines, String refund) throws Exception {
        JsonNode r = post("distribution", question, 200);
        var got = new java.util.ArrayList<String>();
        for (JsonNode line : r.path("lines")) {
            String aside = line.path("reserved").asString().equals("0.00")
                    ? line.path("escrowed").asString()
                    : line.path("reserved").asString();
            got.add(line.path("paid").asString() + (aside.equals("0.00") ? "" : "+" + aside));
        }
        assertThat(String.join(" ", got)).as(id).isEqualTo(lines);
        assertThat(r.path("refund").asString()).as(id).isEqualTo(refund);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            double-interest | {}                                                                                    | 422 | principal
            double-interest | {"principal":"1.00","performanceDue":"2026-03-31","until":"2026-03-30"}               | 422 | until
            double-interest | {"principal":"-1.00","performanceDue":"2026-03-31","until":"2026-03-30"}              | 422 | principal
            double-interest | {"principal":"1.00","performanceDue":"2026-02-30","until":"2026-03-30"}               | 422 | performanceDue
            double-interest | {"principal":"1.00","performanceDue":"1800-03-31","until":"2026-03-30"}               | 422 | until
            double-interest | {"principal":"1","performanceDue":"2026-03-01","until":"2026-03-30","payments":[{}]}  | 422 | payments[0].date
            double-interest | {"principal":"1","performanceDue":"2026-03-01","until":"2026-03-30","payments":[null]} | 422 | payments[0].date
            double-interest | {"principal":"1","performanceDue":"2026-03-01","until":"2026-03-30","suspensions":[{"from":"2026-03-05","to":"2026-03-04"}]} | 422 | suspensions[0].to
            double-interest | {"principal":"1","performanceDue":"2026-03-01","until":"2026-03-30","suspensions":[{"from":"2026-03-05","to":"2026-03-09"},{"from":"2026-03-08","to":"2026-03-10","requestedByDebtor":true}]} | 422 | suspensions
            double-interest | {"principal":"1","nothing":1}                                                         | 422 | nothing
            interest        | {"principal":"1","from":"2026-01-01","until":"2026-02-01"}                            | 422 | rate
            interest        | {"principal":"1","from":"2026-01-01","until":"2026-02-01","rate":{"kind":"FIXED"}}    | 422 | rate
            interest        | {"principal":"1","from":"2026-01-01","until":"2026-02-01","rate":{"kind":"FIXED","percent":"-3"}} | 422 | rate.percent
            interest        | {"principal":"1","from":"2018-01-01","until":"2026-02-01","rate":{"kind":"LPR_1Y"}}   | 422 | from
            settlement      | {"principal":"1","performanceDue":"2026-01-01","rate":{"kind":"FIXED","percent":3}}   | 422 | interestFrom
            distribution    | {"proceeds":"1","ordinary":[{"creditor":"A","claim":"1"}],"rule":"SEIZURE_ORDER"}     | 422 | ordinary[0].seizureRank
            distribution    | {"proceeds":"1","ordinary":[{"creditor":" ","claim":"1"}]}                            | 422 | ordinary[0].creditor
            distribution    | {"costs":[]}                                                                          | 422 | proceeds
            """)
    void 错误的内容指出字段(String call, String body, int status, String field) throws Exception {
        JsonNode problem = post(call, body, status);
        assertThat(problem.path("errors").path(0).path("field").asString()).isEqualTo(field);
    }

    @Test
    void 一万零一笔还款被拒绝() throws Exception {
        String one = "{\"date\":\"2026-03-02\",\"amount\":\"0.01\"},";
        JsonNode problem = post(
                "double-interest",
                "{\"principal\":\"1000\",\"performanceDue\":\"2026-03-01\",\"until\":\"2026-03-30\",\"payments\":["
                        + one.repeat(10_000)
                        + "{\"date\":\"2026-03-02\",\"amount\":\"0.01\"}]}",
                422);
        assertThat(problem.path("errors").path(0).path("field").asString()).isEqualTo("payments");
    }

    private JsonNode get(String call, int status) throws Exception {
        int query = call.indexOf('=');
        // Only the values of case numbers hold other than ASCII characters.
        String safe = call.contains("text=")
                ? call.substring(0, query + 1) + URLEncoder.encode(call.substring(query + 1), StandardCharsets.UTF_8)
                : call;
        return send(HttpRequest.newBuilder(uri(safe)).build(), status);
    }

    private JsonNode post(String call, String body, int status) throws Exception {
        return send(
                HttpRequest.newBuilder(uri(call))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                status);
    }

    private JsonNode send(HttpRequest request, int status) throws Exception {
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(response.body());
    }

    private URI uri(String call) {
        return URI.create("http://localhost:" + port + "/api/tools/" + call);
    }
}
