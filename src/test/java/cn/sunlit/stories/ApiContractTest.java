package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.kernel.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fixed interface, as other people's programs use it: path, method, media type, status and shape of every call, and the
 * description at {@code /v3/api-docs}, against which every answer here is compared.
 */
@SunlitTest
class ApiContractTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String NODE_FIELDS = "code name state dueOn doneOn alert authority law";

    /** What is fixed; the description may say more, never less. */
    private static final List<String> FIXED = List.of(
            "POST /oauth2/token",
            "GET /actuator/health",
            "GET /api/tools/enforcement-fee",
            "GET /api/tools/preservation-fee",
            "POST /api/tools/double-interest",
            "POST /api/tools/interest",
            "POST /api/tools/settlement",
            "GET /api/tools/deadline",
            "POST /api/tools/distribution",
            "GET /api/tools/auction-prices",
            "GET /api/tools/identity",
            "GET /api/tools/case-number",
            "GET /api/tools/amount-in-words",
            "POST /api/cases",
            "GET /api/cases",
            "POST /api/cases/import",
            "GET /api/cases/{number}",
            "GET /api/cases/{number}/nodes",
            "GET /api/cases/{number}/lists/1",
            "GET /api/cases/{number}/lists/2",
            "GET /api/cases/{number}/lists/3",
            "GET /api/cases/{number}/assets",
            "GET /api/cases/{number}/funds",
            "GET /api/cases/{number}/documents",
            "GET /api/cases/{number}/proofs",
            "POST /api/cases/{number}/inquiries",
            "GET /api/cases/{number}/inquiries",
            "POST /api/cases/{number}/measures",
            "POST /api/bank/messages",
            "POST /api/cases/{number}/distributions",
            "POST /api/cases/{number}/distributions/{id}/approve",
            "POST /api/cases/{number}/closing",
            "GET /api/kpi",
            "GET /api/verify/{proof}",
            "POST /sandbox/clock",
            "GET /sandbox/messages",
            "POST /sandbox/institutions/{code}/faults",
            "POST /sandbox/reset");

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    /** Made from the program's own classes, the same for every test. */
    private static Described description;

    private Described described;
    private String token = "";

    /** An answer as it came. */
    private record Reply(int status, String type, HttpResponse<String> raw, JsonNode json) {}

    @BeforeEach
    void aToken() {
        Reply answer = send(request("/oauth2/token")
                .header("Authorization", "Basic ZGVtbzpkZW1v")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
        if (description == null) {
            description = new Described(send(request("/v3/api-docs").GET()).json());
        }
        described = description;
        described.fits("POST", "/oauth2/token", answer.status(), answer.type(), withoutScope(answer.json()));
        token = answer.json().path("access_token").asString();
    }

    private static JsonNode withoutScope(JsonNode token) {
        ((tools.jackson.databind.node.ObjectNode) token).remove("scope");
        return token;
    }

    @Test
    void 工具无须登录() {
        assertThat(tool("/enforcement-fee", "amount=330000").path("fee").asString())
                .isEqualTo("4850.00");
        assertThat(tool("/preservation-fee", "amount=200000").path("fee").asString())
                .isEqualTo("1520.00");
        JsonNode deadline = tool("/deadline", "event=2026-09-18&days=15");
        assertThat(deadline.path("endsOn").asString()).isEqualTo("2026-10-08");
        assertThat(deadline.path("provisional").asBoolean()).isFalse();
        assertThat(deadline.path("steps")).isNotEmpty();
        assertThat(deadline.path("law")).isNotEmpty();
        for (String length : List.of("workingDays=7", "months=6", "years=2", "years=1&control=true")) {
            tool("/deadline", "event=2026-09-18&" + length);
        }
        JsonNode prices = tool("/auction-prices", "reference=1234567&round=1");
        assertThat(prices.path("startingPriceFloor").asString()).isEqualTo("864196.90");
        assertThat(prices.path("depositMin").asString()).isEqualTo("43209.85");
        assertThat(prices.path("depositMax").asString()).isEqualTo("172839.38");
        assertThat(tool("/amount-in-words", "amount=1234567.89").path("words").asString())
                .isEqualTo("壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分");
        JsonNode number = tool("/case-number", "text=" + CourtHttp.segment("(2026)鄂1125执123号"));
        assertThat(number.path("canonical").asString()).isEqualTo("（2026）鄂1125执123号");
        assertThat(number.path("court").asString()).isEqualTo("鄂1125");
        assertThat(tool("/case-number", "text=" + CourtHttp.segment("（2010）浠执字第12号"))
                        .path("valid")
                        .asBoolean())
                .isTrue();
        assertThat(tool("/identity", "number=91350100M000100Y43").path("kind").asString())
                .isEqualTo("CREDIT_CODE");
        assertThat(tool("/identity", "number=123").path("problems")).isNotEmpty();

        JsonNode doubled = tool("/double-interest", """
                        {"principal":"500000.00","performanceDue":"2026-03-31","until":"2026-09-30",
                         "payments":[{"date":"2026-05-10","amount":"200000.00"},{"date":"2026-07-10","amount":"100000.00"}],
                         "suspensions":[{"from":"2026-03-01","to":"2026-03-31","requestedByDebtor":false}]}""");
        assertThat(doubled.path("segments")).hasSize(3);
        assertThat(doubled.path("total").asString()).isEqualTo("9572.50");
        JsonNode interest = tool("/interest", """
                        {"principal":"100000.00","from":"2024-01-01","until":"2025-01-01",
                         "rate":{"kind":"LPR_1Y","multiple":"4"},"fixedAt":"2024-07-01"}""");
        assertThat(interest.path("segments")).hasSize(1);
        assertThat(interest.path("segments").get(0).path("percent").asString()).isEqualTo("13.80");
        JsonNode settled = tool("/settlement", """
                        {"principal":"100000.00","costs":"1000.00","rate":{"kind":"FIXED","percent":"3.85"},
                         "interestFrom":"2025-01-01","performanceDue":"2026-01-01",
                         "receipts":[{"date":"2026-02-01","amount":"5000.00"}],"doubleInterestOnCosts":true}""");
        assertThat(settled.path("receipts").get(0).path("toCosts").asString()).isEqualTo("1000.00");
        JsonNode shared = tool("/distribution", """
                        {"proceeds":"100.00","costs":["6.00"],"preferred":[{"creditor":"丙","claim":"50.00"}],
                         "ordinary":[{"creditor":"甲","claim":"100.00","seizureRank":1}],"rule":"SEIZURE_ORDER"}""");
        assertThat(shared.path("lines").get(2).path("paid").asString()).isEqualTo("44.00");
        assertThat(shared.path("refund").asString()).isEqualTo("0.00");
    }

    @Test
    void 一件案件从立案到结案的每个调用() {
        PaperToMoney story = new PaperToMoney(new CourtHttp("http://127.0.0.1:" + port), "contract", 23);
        story.begins(story.today().plusDays(1));
        story.reach(0, 9);
        story.twoAccountsExist();

        Reply filed = post("/api/cases", "/api/cases", "filing", story.application(), 201);
        String number = filed.json().path("number").asString();
        assertThat(number).matches("（\\d{4}）鄂1125执\\d+号");
        String at = CourtHttp.caseAt(number);
        assertThat(filed.raw().headers().firstValue("Location")).hasValue(at);

        Reply asClient = get("/api/cases/{number}", at, "");
        assertThat(asClient.json().path("number").asString()).isEqualTo(number);
        for (String half : List.of("（", "）")) {
            assertThat(get("/api/cases/{number}", at, "judge")
                            .json()
                            .path("number")
                            .asString())
                    .contains(half);
        }
        publicNodes(
                get("/api/cases/{number}/lists/1", at + "/lists/1", "").json().path("nodes"));
        JsonNode inner = get("/api/cases/{number}/lists/3", at + "/lists/3", "judge")
                .json()
                .path("nodes");
        assertThat(inner).hasSize(76);
        inner.forEach(ApiContractTest::nodeFields);
        assertThat(get("/api/cases/{number}/nodes", at + "/nodes", "judge")
                        .json()
                        .path("nodes"))
                .hasSize(76);
        get("/api/cases/{number}/lists/2", at + "/lists/2", "judge");
        get("/api/cases/{number}/documents", at + "/documents", "judge");

        Reply round = post("/api/cases/{number}/inquiries", at + "/inquiries", "judge", "", 202);
        assertThat(round.json().path("requests").asInt()).isPositive();
        story.reach(0, 12);
        JsonNode asked =
                get("/api/cases/{number}/inquiries", at + "/inquiries", "").json();
        assertThat(asked.path("requests").get(0).path("quality").asString()).isNotEmpty();
        post("/api/cases/{number}/initiation", at + "/initiation", "judge", "{}", 200);

        JsonNode asset = null;
        for (JsonNode each : get("/api/cases/{number}/assets", at + "/assets", "judge")
                .json()
                .path("assets")) {
            asset = each.path("balance").asString("").equals(PaperToMoney.RICH.toString()) ? each : asset;
        }
        assertThat(asset).as("the bank answered").isNotNull();
        String freeze = "{\"kind\":\"FREEZE\",\"assetId\":%d,\"amount\":\"80000.00\"}"
                .formatted(asset.path("id").asLong());
        post("/api/cases/{number}/measures", at + "/measures", "judge", freeze, 202);
        post("/api/cases/{number}/measures", at + "/measures", "filing", freeze, 403);
        fields(
                post(
                        "/api/cases/{number}/measures",
                        at + "/measures",
                        "judge",
                        "{\"kind\":\"BITE\",\"assetId\":\"x\",\"amount\":\"-1.00\",\"colour\":1}",
                        422),
                "kind",
                "assetId",
                "amount",
                "colour");

        JsonNode empty = get("/api/cases/{number}/funds", at + "/funds", "").json();
        assertThat(empty.path("received").asString()).isEqualTo("0.00");
        refused(post("/api/cases/{number}/distributions", at + "/distributions", "judge", "{}", 409));
        String account = empty.path("account").asString();
        story.credit(account, Money.parse("3000.00"), "乙某公司", number, "contract-1");
        story.reach(0, 14);
        JsonNode funds =
                get("/api/cases/{number}/funds", at + "/funds", "cashier").json();
        assertThat(funds.path("received").asString()).isEqualTo("3000.00");
        assertThat(funds.path("movements")).isNotEmpty();
        for (String field : List.of("account", "received", "paid", "held", "balance", "movements")) {
            assertThat(funds.has(field)).as(field).isTrue();
        }

        Reply proposed = post("/api/cases/{number}/distributions", at + "/distributions", "judge", "{}", 201);
        String one = at + "/distributions/" + proposed.json().path("id").asLong() + "/approve";
        String approve = "/api/cases/{number}/distributions/{id}/approve";
        post(approve, one, "judge", "{}", 403);
        post(approve, one, "", "{}", 403);
        assertThat(post(approve, one, "director", "{}", 200)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("APPROVED");
        post(approve, at + "/distributions/999999/approve", "director", "{}", 404);

        JsonNode unmet = refused(post(
                "/api/cases/{number}/closing", at + "/closing", "judge", "{\"outcome\":\"FULLY_PERFORMED\"}", 409));
        assertThat(unmet.size()).isGreaterThan(1);
        fields(post("/api/cases/{number}/closing", at + "/closing", "judge", "{\"outcome\":\"NO\"}", 422), "outcome");

        JsonNode proof = get("/api/cases/{number}/proofs", at + "/proofs", "")
                .json()
                .path("proofs")
                .get(0);
        token = "";
        Reply verified =
                get("/api/verify/{proof}", "/api/verify/" + proof.path("proof").asString(), "");
        assertThat(verified.json().path("hash").asString())
                .isEqualTo(proof.path("hash").asString());
        described.fits(
                "GET",
                "/api/verify/{proof}",
                404,
                "application/problem+json",
                send(request("/api/verify/nothing").GET()).json());
    }

    @Test
    void 说明中的申请示例可以立案_说明的每个字段都认得() {
        JsonNode body = described
                .operation("POST", "/api/cases")
                .path("requestBody")
                .path("content")
                .path("application/json");
        JsonNode example = body.path("example");
        post("/api/cases", "/api/cases", "filing", example.isString() ? example.asString() : example.toString(), 201);

        Reply all = post("/api/cases", "/api/cases", "filing", everything(body.path("schema")), 422);
        assertThat(all.json().path("errors").toString()).doesNotContain("这个字段");
    }

    /** An object with every described field, whatever its value. */
    private String everything(JsonNode given) {
        JsonNode schema = described.resolved(given);
        if (schema.path("items").isObject()) {
            return "[" + everything(schema.path("items")) + "]";
        }
        if (!schema.path("properties").isObject()) {
            return schema.path("enum").isArray() ? schema.path("enum").get(0).toString() : "\"1\"";
        }
        List<String> fields = new ArrayList<>();
        schema.path("properties")
                .properties()
                .forEach(p -> fields.add("\"%s\":%s".formatted(p.getKey(), everything(p.getValue()))));
        return "{" + String.join(",", fields) + "}";
    }

    @Test
    void 导入三种文件_报告每一行() throws IOException {
        String row = """
                {"court":"京0105","number":"（2018）京0105执8801号","type":"FIRST_ENFORCEMENT","stage":"CLOSED","closedOn":"2019-03-01",\
                "outcome":"FULLY_PERFORMED","recovered":"1000.00","title":{"kind":"JUDGMENT"},"applicants":[{"kind":"PERSON","name":"甲某"}],\
                "respondents":[{"kind":"PERSON","name":"乙某"}],"obligations":[{"kind":"MONEY","principal":"1000.00"}],\
                "events":[{"date":"2018-05","event":"立案","detail":"材料齐备"}]}""";
        JsonNode lines =
                imported("?mode=existing", "a.jsonl", (row + "\n{\"number\":1}").getBytes(StandardCharsets.UTF_8));
        assertThat(lines.path("accepted").asInt()).isEqualTo(1);
        assertThat(lines.path("rejected").get(0).path("row").asInt()).isEqualTo(2);
        assertThat(lines.path("rejected").get(0).path("reason").asString()).containsPattern("[\\u4e00-\\u9fa5]");
        assertThat(lines.path("warnings")).isNotEmpty();
        String at = CourtHttp.caseAt("（2018）京0105执8801号");
        JsonNode taken = get("/api/cases/{number}", at, "filing").json();
        assertThat(taken.path("takenOverBy").asString()).isEqualTo("鄂1125");
        assertThat(taken.path("history").get(0).path("event").asString()).isEqualTo("立案");
        assertThat(get("/api/cases", "/api/cases?court=" + CourtHttp.segment("京0105"), "filing")
                        .json()
                        .path("cases"))
                .hasSize(1);
        described.fits(
                "GET",
                "/api/cases/{number}",
                403,
                "application/problem+json",
                send(as(request(at).GET(), "judge")).json());

        List<String> columns = List.of(
                "court",
                "type",
                "title.kind",
                "title.number",
                "applicants[0].kind",
                "applicants[0].name",
                "respondents[0].kind",
                "respondents[0].name",
                "obligations[0].kind",
                "obligations[0].principal");
        List<String> values = List.of(
                "鄂1125",
                "FIRST_ENFORCEMENT",
                "JUDGMENT",
                "（2026）鄂1125民初89号",
                "PERSON",
                "甲某",
                "PERSON",
                "乙某",
                "MONEY",
                "1000.00");
        JsonNode table = imported(
                "",
                "a.csv",
                (String.join(",", columns) + "\n" + String.join(",", values) + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(table.path("accepted").asInt()).as(table.toString()).isEqualTo(1);
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "test", "1.0")) {
            var sheet = book.newWorksheet("案件");
            for (int i = 0; i < columns.size(); i++) {
                sheet.value(0, i, columns.get(i));
                sheet.value(1, i, values.get(i));
            }
        }
        JsonNode sheet = imported("", "a.xlsx", bytes.toByteArray());
        assertThat(sheet.path("accepted").asInt()).as(sheet.toString()).isEqualTo(1);
        assertThat(sheet.path("rejected")).isEmpty();
    }

    @Test
    void 查询的每个条件_指标的链接列出所数的案件() {
        PaperToMoney story = new PaperToMoney(new CourtHttp("http://127.0.0.1:" + port), "contract-search", 25);
        post("/api/cases", "/api/cases", "filing", story.application(), 201);
        JsonNode first = get("/api/cases", "/api/cases?court=" + CourtHttp.segment("鄂1125"), "")
                .json()
                .path("cases")
                .get(0);
        String number = first.path("number").asString();
        for (String term : List.of(
                "stage=" + first.path("stage").asString(),
                "number=" + CourtHttp.segment(number),
                "debtor="
                        + CourtHttp.segment(first.path("respondents").asString().substring(0, 1)),
                "type=" + first.path("type").asString(),
                "filedFrom=2000-01-01&filedTo=2999-12-31",
                "page=1")) {
            assertThat(get("/api/cases", "/api/cases?" + term, "")
                            .json()
                            .path("cases")
                            .toString())
                    .as(term)
                    .contains(number);
        }
        assertThat(get("/api/cases", "/api/cases?officer=nobody", "").json().path("cases"))
                .isEmpty();
        fields(
                problem("GET", "/api/cases", "/api/cases?stage=X&court=y&filedFrom=z", 422),
                "stage",
                "court",
                "filedFrom");

        JsonNode kpi = get("/api/kpi", "/api/kpi?court=" + CourtHttp.segment("鄂1125"), "")
                .json();
        assertThat(kpi.path("indicators")).isNotEmpty();
        for (JsonNode indicator : kpi.path("indicators")) {
            String link = indicator.path("link").asString();
            int counted = count(link);
            if (Set.of("closureRate", "terminationRate", "fullPerformanceRate")
                    .contains(indicator.path("id").asString())) {
                assertThat(counted)
                        .as(link)
                        .isEqualTo(indicator.path("denominator").asInt());
                assertThat(count(indicator.path("numeratorLink").asString()))
                        .as(link)
                        .isEqualTo(indicator.path("numerator").asInt());
            }
        }
        fields(problem("GET", "/api/kpi", "/api/kpi?court=zz&from=x&to=y", 422), "court", "from", "to");
    }

    private int count(String link) {
        int count = 0;
        for (int page = 1; ; page++) {
            JsonNode found = get("/api/cases", link + "&page=" + page, "").json();
            count += found.path("cases").size();
            if (!found.path("more").asBoolean()) {
                return count;
            }
        }
    }

    @Test
    void 银行报文只收XML() {
        Reply taken = send(as(request("/api/bank/messages"), "")
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString("""
                        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
                        <GrpHdr><MsgId>CONTRACT-1</MsgId><CreDtTm>2026-03-20T09:00:00+08:00</CreDtTm></GrpHdr>
                        <Ntfctn><Id>1</Id><Acct><Id><Othr><Id>1</Id></Othr></Id></Acct></Ntfctn>
                        </BkToCstmrDbtCdtNtfctn></Document>""")));
        described.fits("POST", "/api/bank/messages", taken.status(), taken.type(), taken.json());
        assertThat(taken.status()).isEqualTo(200);
        Reply json = send(as(request("/api/bank/messages"), "")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
        described.fits("POST", "/api/bank/messages", 415, json.type(), json.json());
    }

    @Test
    void 沙箱的调用() {
        token = "";
        assertThat(post("/sandbox/clock", "/sandbox/clock", "", "{\"advance\":\"PT1S\"}", 200)
                        .json()
                        .has("now"))
                .isTrue();
        fields(post("/sandbox/clock", "/sandbox/clock", "", "{}", 422), "advance");
        get("/sandbox/messages", "/sandbox/messages", "");
        String faults = "/sandbox/institutions/{code}/faults";
        post(
                faults,
                "/sandbox/institutions/ABC/faults",
                "",
                "{\"delayMs\":1,\"errorRate\":0.5,\"duplicateRate\":0.5}",
                200);
        post(faults, "/sandbox/institutions/ABC/faults", "", "{}", 200);
        fields(
                post(faults, "/sandbox/institutions/ABC/faults", "", "{\"delayMs\":-1,\"errorRate\":2}", 422),
                "delayMs",
                "errorRate");
        post(faults, "/sandbox/institutions/NOPE/faults", "", "{}", 404);
        for (String probe : List.of("", "/readiness", "/liveness")) {
            Reply health = send(request("/actuator/health" + probe).GET());
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.json().path("status").asString()).isEqualTo("UP");
        }
    }

    @ParameterizedTest(name = "{0} {1} → {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            GET    | /api/cases                              | demo   |                  |                      | 200
            GET    | /api/cases                              | none   |                  |                      | 401
            GET    | /api/cases                              | wrong  |                  |                      | 401
            GET    | /api/cases?page=abc                     | demo   |                  |                      | 422
            GET    | /api/cases?page=0                       | demo   |                  |                      | 422
            GET    | /api/cases?court=%E4%BA%AC0105&page=1   | judge  |                  |                      | 403
            GET    | /api/cases                              | nobody |                  |                      | 403
            GET    | /api/cases/%EF%BC%882026%EF%BC%89%E9%84%821125%E6%89%A7999999%E5%8F%B7 | demo | | | 404
            GET    | /api/cases/nothing                      | demo   |                  |                      | 404
            GET    | /api/nothing                            | demo   |                  |                      | 404
            DELETE | /api/cases                              | demo   |                  |                      | 405
            GET    | /sandbox/reset                          | none   |                  |                      | 405
            POST   | /api/cases                              | filing | text/plain       | {}                   | 415
            POST   | /api/cases                              | filing | application/json | {"court":            | 400
            POST   | /api/cases                              | filing | application/json |                      | 400
            POST   | /api/cases                              | filing | application/json | {"court":7,"foo":1}  | 422
            POST   | /api/cases                              | judge  | application/json | {}                   | 403
            POST   | /api/cases                              | none   | application/json | {}                   | 401
            POST   | /api/cases/import                       | filing | application/json | {}                   | 415
            POST   | /api/tools/interest                     | none   | application/json | {"principal":1,"x":2} | 422
            GET    | /api/tools/deadline?event=x&days=y      | none   |                  |                      | 422
            GET    | /api/tools/enforcement-fee              | none   |                  |                      | 422
            GET    | /api/tools/nothing                      | none   |                  |                      | 404
            """)
    void 出错时说中文(String method, String path, String who, String type, String body, int status) {
        HttpRequest.Builder request =
                request(path).method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        switch (who) {
            case "none" -> {}
            case "wrong" -> request.header("Authorization", "Bearer wrong");
            case "demo" -> as(request, "");
            default -> as(request, who);
        }
        Reply answer = send(request);
        assertThat(answer.status()).as(String.valueOf(answer.json())).isEqualTo(status);
        if (status != 200) {
            problem(answer);
        }
    }

    @Test
    void 过大的内容() {
        Reply answer = send(as(request("/api/cases"), "filing")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(" ".repeat(3 * 1024 * 1024))));
        assertThat(answer.status()).isEqualTo(413);
        problem(answer);
        described.fits("POST", "/api/cases", 413, answer.type(), answer.json());
    }

    @Test
    void 说明与程序一致() {
        Set<String> told = new TreeSet<>();
        described.operations((call, operation) -> {
            told.add(call);
            chinese(call + " summary", operation.path("summary").asString(""));
            chinese(call + " description", operation.path("description").asString(""));
            chinese(call + " tag", operation.path("tags").path(0).asString(""));
            operation.path("requestBody").path("content").properties().forEach(content -> {
                JsonNode schema = described.resolved(content.getValue().path("schema"));
                assertThat(schema.path("type").asString("").equals("string")
                                || schema.path("properties").size() > 0)
                        .as("%s body has a schema: %s", call, schema)
                        .isTrue();
                if (content.getKey().equals("application/json") && !call.equals("POST /api/verify")) {
                    assertThat(schema.toString() + content.getValue())
                            .as("%s body has an example", call)
                            .contains("\"example\":");
                }
            });
            operation.path("responses").properties().forEach(response -> {
                chinese(
                        call + " " + response.getKey(),
                        response.getValue().path("description").asString(""));
                if (response.getKey().startsWith("2")) {
                    assertThat(response.getValue()
                                    .path("content")
                                    .path("application/json")
                                    .has("schema"))
                            .as("%s %s has a schema", call, response.getKey())
                            .isTrue();
                }
            });
            boolean inSomeonesName =
                    operation.path("parameters").toString().contains("#/components/parameters/OnBehalfOf");
            assertThat(inSomeonesName)
                    .as("%s may be called for a person", call)
                    .isEqualTo(call.contains(" /api/")
                            && !call.contains("/tools/")
                            && !call.contains("/verify")
                            && !call.contains("/checkpoints"));
        });
        assertThat(told).containsAll(FIXED);

        Set<String> answered = new TreeSet<>(Set.of("POST /oauth2/token", "GET /actuator/health"));
        mappings.getHandlerMethods()
                .forEach((info, method) -> info.getPatternValues().forEach(path -> {
                    // Below the sandbox hang pages too.
                    if (path.startsWith("/api/")
                            || (path.startsWith("/sandbox/")
                                    && method.getBeanType().isAnnotationPresent(RestController.class))) {
                        info.getMethodsCondition().getMethods().forEach(m -> answered.add(m + " " + path));
                    }
                }));
        assertThat(told).isEqualTo(answered);

        List<String> wordless = new ArrayList<>();
        described.schemas().properties().forEach(schema -> {
            assertThat(schema.getKey()).doesNotContain("Store", "Api", "JsonNode", "Map", "Actor");
            schema.getValue().path("properties").properties().forEach(field -> {
                if (!field.getValue().has("$ref") && !field.getValue().has("description")) {
                    wordless.add(schema.getKey() + "." + field.getKey());
                }
                if (field.getValue().path("example").asString("").equals("120000.00")) {
                    assertThat(field.getValue().path("type").asString())
                            .as(schema.getKey() + "." + field.getKey())
                            .isEqualTo("string");
                }
            });
        });
        assertThat(wordless).as("fields without a word of explanation").isEmpty();
        assertThat(described.schemas().toString()).doesNotContain("cn.sunlit");
    }

    private static void chinese(String what, String text) {
        assertThat(text).as(what).containsPattern("[\\u4e00-\\u9fa5]{2}");
    }

    private static void publicNodes(JsonNode nodes) {
        assertThat(nodes).hasSize(23);
        for (int i = 0; i < 23; i++) {
            assertThat(nodes.get(i).path("code").asString()).isEqualTo("P%02d".formatted(i + 1));
            nodeFields(nodes.get(i));
        }
    }

    private static void nodeFields(JsonNode node) {
        for (String field : NODE_FIELDS.split(" ")) {
            assertThat(node.has(field)).as(field).isTrue();
        }
        assertThat(node.path("state").asString()).isIn("PENDING", "OPEN", "DONE", "WAIVED");
        assertThat(node.path("alert").asString()).isIn("NONE", "YELLOW", "RED", "OVERDUE");
    }

    private JsonNode tool(String path, String queryOrBody) {
        boolean post = queryOrBody.startsWith("{");
        Reply answer = send(
                post
                        ? request("/api/tools" + path)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(queryOrBody))
                        : request("/api/tools" + path + "?" + queryOrBody).GET());
        assertThat(answer.status()).as(String.valueOf(answer.json())).isEqualTo(200);
        described.fits(post ? "POST" : "GET", "/api/tools" + path, 200, answer.type(), answer.json());
        return answer.json();
    }

    private JsonNode imported(String query, String name, byte[] content) {
        var body = new ByteArrayOutputStream();
        body.writeBytes("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                .formatted(name)
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        Reply answer = send(as(request("/api/cases/import" + query), "filing")
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
        assertThat(answer.status()).as(String.valueOf(answer.json())).isEqualTo(200);
        described.fits("POST", "/api/cases/import", 200, answer.type(), answer.json());
        return answer.json();
    }

    private Reply get(String template, String path, String who) {
        Reply answer = send(as(request(path).GET(), who));
        assertThat(answer.status()).as(path + " " + answer.json()).isEqualTo(200);
        described.fits("GET", template, 200, answer.type(), answer.json());
        return answer;
    }

    private Reply post(String template, String path, String who, String body, int status) {
        HttpRequest.Builder request = as(request(path), who).POST(BodyPublishers.ofString(body));
        Reply answer = send(body.isEmpty() ? request : request.header("Content-Type", "application/json"));
        assertThat(answer.status()).as(path + " " + answer.json()).isEqualTo(status);
        described.fits("POST", template, status, answer.type(), answer.json());
        if (status >= 400) {
            problem(answer);
        }
        return answer;
    }

    private Reply problem(String method, String template, String path, int status) {
        Reply answer = send(as(request(path).method(method, BodyPublishers.noBody()), ""));
        assertThat(answer.status()).as(path + " " + answer.json()).isEqualTo(status);
        described.fits(method, template, status, answer.type(), answer.json());
        problem(answer);
        return answer;
    }

    private static void problem(Reply answer) {
        assertThat(answer.raw().headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.json().path("type").asString()).startsWith("urn:sunlit:problem:");
        chinese("title", answer.json().path("title").asString());
        chinese("detail", answer.json().path("detail").asString());
        assertThat(answer.json().path("traceId").asString()).isNotEmpty();
    }

    private static void fields(Reply answer, String... fields) {
        assertThat(StreamSupport.stream(answer.json().path("errors").spliterator(), false)
                        .map(e -> e.path("field").asString()))
                .containsExactlyInAnyOrder(fields);
        answer.json()
                .path("errors")
                .forEach(e -> chinese("message", e.path("message").asString()));
    }

    private static JsonNode refused(Reply answer) {
        JsonNode refusals = answer.json().path("refusals");
        assertThat(refusals).isNotEmpty();
        refusals.forEach(r -> {
            assertThat(r.path("rule").asString()).isNotEmpty();
            assertThat(r.has("law")).isTrue();
            chinese("because", r.path("because").asString());
        });
        return refusals;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpRequest.Builder as(HttpRequest.Builder request, String who) {
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return who.isEmpty() ? request : request.header("On-Behalf-Of", who);
    }

    private static Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String type = answer.headers().firstValue("Content-Type").orElse("");
            return new Reply(
                    answer.statusCode(),
                    type.replaceFirst(";\\s*charset=.*", ""),
                    answer,
                    type.contains("json") ? JSON.readTree(answer.body()) : JSON.nullNode());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
