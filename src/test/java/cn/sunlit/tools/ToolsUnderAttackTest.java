package cn.sunlit.tools;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a stranger may send to the open calls: every answer names the field and the rule in Chinese, none is a surprise. */
@SunlitTest(shared = "doors")
class ToolsUnderAttackTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            enforcement-fee?amount=NaN                              | amount
            enforcement-fee?amount=1e5                              | amount
            enforcement-fee?amount=12.345                           | amount
            enforcement-fee?amount=99999999999999999999999          | amount
            enforcement-fee?amount=                                 | amount
            enforcement-fee?amount=一百                             | amount
            preservation-fee?amount=-0.01                           | amount
            deadline?event=2026-13-01&days=1                        | event
            deadline?event=2026/03/01&days=1                        | event
            deadline?event=+999999999-12-31&days=1                  | event
            deadline?event=-0001-12-31&days=1                       | event
            deadline?event=2026-03-01&days=1.5                      | days
            deadline?event=2026-03-01&days=1e3                      | days
            deadline?event=2026-03-01&days=99999999999              | days
            deadline?event=2026-03-01&days=73201                    | days
            deadline?event=2026-03-01&workingDays=NaN               | workingDays
            deadline?event=2026-03-01&months=2401                   | months
            deadline?event=2026-03-01&days=0&control=true           | days
            deadline?event=2026-03-01&days=1&control=maybe          | control
            deadline?days=15                                        | event
            auction-prices?reference=1234567&round=-1               | round
            auction-prices?reference=1234567&round=x                | round
            auction-prices?round=1                                  | reference
            amount-in-words?amount=0.001                            | amount
            amount-in-words?amount=-1                               | amount
            identity                                                | number
            case-number                                             | text
            """)
    void 错误的查询(String call, String field) throws Exception {
        int query = call.indexOf('?');
        String safe = query < 0
                ? call
                : call.substring(0, query + 1)
                        + Arrays.stream(call.substring(query + 1).split("&"))
                                .map(p -> p.split("=", 2))
                                .map(p -> p[0] + "=" + URLEncoder.encode(p[1], StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&"));
        refused(HttpRequest.newBuilder(uri(safe)).build(), field);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            double-interest | {"principal":500000,"performanceDue":"2026-03-31","until":"2026-09-30"}                    | principal
            double-interest | {"principal":"1.005","performanceDue":"2026-03-31","until":"2026-09-30"}                   | principal
            double-interest | {"principal":"５００","performanceDue":"2026-03-31","until":"2026-09-30"}                  | principal
            double-interest | {"principal":"1","performanceDue":[2026,3,31],"until":"2026-09-30"}                        | performanceDue
            double-interest | {"principal":"1","performanceDue":20260331,"until":"2026-09-30"}                           | performanceDue
            double-interest | {"principal":"1","performanceDue":"2026-03-31T00:00:00Z","until":"2026-09-30"}             | performanceDue
            double-interest | {"principal":"1","performanceDue":"+999999999-01-01","until":"+999999999-12-31"}           | performanceDue
            double-interest | {"principal":"1","performanceDue":"2026-03-31","until":"2300-01-01"}                       | until
            double-interest | {"principal":"9999999999999","performanceDue":"2026-03-31","until":"2226-03-30","payments":"x"} | payments
            double-interest | {"principal":"1","performanceDue":"2026-03-31","until":"2026-09-30","payments":{}}         | payments
            double-interest | {"principal":"1","performanceDue":"2026-03-31","until":"2026-09-30","payments":[[]]}       | payments[0]
            double-interest | {"principal":"1","performanceDue":"2026-03-31","until":"2026-09-30","payments":[{"date":"2026-04-31","amount":"1"}]} | payments[0].date
            double-interest | {"principal":"1","performanceDue":"2026-03-31","until":"2026-09-30","suspensions":[{"from":"2026-04-30"}]} | suspensions[0].to
            double-interest | {"principal":"1","performanceDue":"2026-03-31","until":"2026-09-30","suspensions":[{"from":"2026-04-01","to":"2026-04-30","requestedByDebtor":"false"}]} | suspensions[0].requestedByDebtor
            interest        | {"principal":"1","from":"2026-01-01","until":"2026-02-01","rate":"FIXED"}                  | rate
            interest        | {"principal":"1","from":"2026-01-01","until":"2026-02-01","rate":{"kind":"SHIBOR","percent":"3"}} | rate
            interest        | {"principal":"1","from":"2026-01-01","until":"2026-02-01","rate":{"kind":1}}               | rate.kind
            interest        | {"principal":"1","from":"2026-01-01","until":"2026-02-01","rate":{"kind":"FIXED","percent":"NaN"}} | rate.percent
            interest        | {"principal":"1","from":"2026-01-01","until":"2026-02-01","rate":{"kind":"FIXED","percent":"1e2"}} | rate.percent
            interest        | {"principal":"1","from":"2026-01-01","until":"2026-02-01","rate":{"kind":"FIXED","percent":"3","multiple":"4"}} | rate.multiple
            interest        | {"principal":"1","from":"2026-01-01","until":"2026-02-01","rate":{"kind":"LPR_1Y","percent":"3"}} | rate.percent
            interest        | {"principal":"1","from":"2026-01-01","until":"2026-02-01","rate":{"kind":"FIXED","percent":"3","dayBasis":360.5}} | rate.dayBasis
            interest        | {"principal":"1","from":"2026-01-01","until":"2026-02-01","rate":{"kind":"FIXED","percent":"1001"}} | rate
            interest        | {"principal":"1","from":"1800-01-01","until":"2026-02-01","rate":{"kind":"FIXED","percent":"3"}} | until
            interest        | {"principal":"1","from":"2024-01-01","until":"2026-02-01","rate":{"kind":"LPR_1Y"},"fixedAt":"2018-01-01"} | fixedAt
            settlement      | {"principal":"1","performanceDue":"2026-01-01","receipts":[{"date":"2026-02-01"}]}         | receipts[0].amount
            settlement      | {"principal":"1","performanceDue":"2026-01-01","until":"2025-01-01"}                       | until
            settlement      | {"principal":"1","performanceDue":"2026-01-01","doubleInterestOnCosts":"yes"}              | doubleInterestOnCosts
            settlement      | {"principal":"1","costs":-5,"performanceDue":"2026-01-01"}                                 | costs
            distribution    | {"proceeds":"100","ordinary":[]}                                                           | ordinary
            distribution    | {"proceeds":"100","ordinary":[{"creditor":"甲","claim":"0"}]}                              | ordinary[0].claim
            distribution    | {"proceeds":"100","ordinary":[{"creditor":"甲","claim":"1","seizureRank":1.5}]}            | ordinary[0].seizureRank
            distribution    | {"proceeds":"100","ordinary":[{"creditor":"甲","claim":"1","seizureRank":-1}]}             | ordinary[0].seizureRank
            distribution    | {"proceeds":"100","ordinary":[{"claim":"1"}]}                                              | ordinary[0].creditor
            distribution    | {"proceeds":"100","ordinary":[{"creditor":"甲","claim":"1"}],"rule":"EQUAL"}               | rule
            distribution    | {"proceeds":"100","costs":[true]}                                                          | costs[0]
            distribution    | {"proceeds":"100","costs":[{"name":"评估费"}]}                                             | costs[0]
            """)
    void 错误的内容(String call, String body, String field) throws Exception {
        refused(post(call, body), field);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            double-interest | []
            double-interest | "x"
            double-interest | null
            interest        | {"principal":NaN}
            interest        | {"principal":"1","principal":"2"}
            settlement      | {"principal":"1"
            distribution    | ``
            """)
    void 不是一个对象(String call, String body) throws Exception {
        JsonNode problem = problem(post(call, body));
        assertThat(problem.path("status").asInt()).isBetween(400, 422);
        assertThat(problem.path("detail").asString()).matches(".*[\\u4e00-\\u9fa5].*");
    }

    @Test
    void 过大的内容与过多的行() throws Exception {
        assertThat(problem(post("distribution", "{\"proceeds\":\"" + "9".repeat(3_000_000) + "\"}"))
                        .path("status")
                        .asInt())
                .isEqualTo(413);
        refused(post("distribution", "{\"proceeds\":\"1\",\"ordinary\":[" + "{},".repeat(20_000) + "{}]}"), "ordinary");
        refused(post("distribution", "{\"proceeds\":\"1\",\"costs\":" + "[".repeat(5_000)), "");
    }

    @Test
    void 金额大到无法计算也只是填写不正确() throws Exception {
        refused(
                post(
                        "interest",
                        "{\"principal\":\"9999999999999\",\"from\":\"1900-01-01\",\"until\":\"2099-12-31\","
                                + "\"rate\":{\"kind\":\"FIXED\",\"percent\":\"1000\"}}"),
                "principal");
        refused(
                post(
                        "double-interest",
                        "{\"principal\":\"9999999999999\",\"performanceDue\":\"2020-01-01\",\"until\":\"2219-12-31\"}"),
                "principal");
    }

    private void refused(HttpRequest request, String field) throws Exception {
        JsonNode problem = problem(request);
        assertThat(problem.path("status").asInt()).as(problem.toString()).isBetween(400, 422);
        assertThat(problem.path("type").asString()).startsWith("urn:sunlit:problem:");
        if (!field.isEmpty()) {
            assertThat(problem.path("errors").path(0).path("field").asString())
                    .as(problem.toString())
                    .isEqualTo(field);
            assertThat(problem.path("errors").path(0).path("message").asString())
                    .matches(".*[\\u4e00-\\u9fa5].*")
                    .doesNotContain("Exception", "java.", "tools.jackson");
        }
    }

    private HttpRequest post(String call, String body) {
        return HttpRequest.newBuilder(uri(call))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body == null ? "" : body))
                .build();
    }

    private static JsonNode problem(HttpRequest request) throws Exception {
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .as(response.body())
                .startsWith("application/problem+json");
        return JsonMapper.shared().readTree(response.body());
    }

    private URI uri(String call) {
        return URI.create("http://localhost:" + port + "/api/tools/" + call);
    }
}
