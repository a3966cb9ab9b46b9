package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.inquiries.Signature;
import cn.sunlit.kernel.CreditCode;
import cn.sunlit.kernel.Money;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Story 2, the egg farm: 330,000 yuan are owed, the farm's account and hens are controlled and stay in use within a plan; the farm
 * performs early, and everything that held it ends by itself.
 */
@SunlitTest(shared = "stories")
class EggFarmStory {

    private static final String FARM = "某养殖场";
    private static final String FARM_NUMBER = company("91999900MA0330002");
    private static final String ACCOUNT = "6222999900000330002";
    private static final String FEED_FIRM = "6299990000000330001";
    private static final String WORKER = "6299990000000330003";
    private static final String SECRET = "sandbox-shared-secret-ICBC";

    @LocalServerPort
    private int port;

    private CourtHttp court;
    private String number = "";

    @Test
    void 养殖场在监督下继续经营_提前履行() throws Exception {
        court = new CourtHttp("http://127.0.0.1:" + port);
        LocalDate begun = today().plusDays(1);
        reach(begun, 9);
        court.post("/sandbox/holdings/only", "", Map.of("idNumber", FARM_NUMBER))
                .expect(200);
        court.post(
                        "/sandbox/holdings",
                        "",
                        Map.of(
                                "institution",
                                "ICBC",
                                "account",
                                ACCOUNT,
                                "amount",
                                "150000.00",
                                "name",
                                FARM,
                                "idNumber",
                                FARM_NUMBER,
                                "kind",
                                "DEPOSIT"))
                .expect(200);
        file(begun);
        reach(begun.plusDays(1), 9);
        court.post(at("/initiation"), "judge", "{}").expect(200);

        // The account is frozen, the hens were preserved before and go on being held.
        long account = asset("ICBC", "工商银行").path("id").asLong();
        court.post(at("/measures"), "judge", Map.of("kind", "FREEZE", "assetId", account, "amount", "150000.00"))
                .expect(202);
        court.post(
                        at("/sanctions"),
                        "judge",
                        Map.of("kind", "CONSUMPTION_RESTRICTION", "ground", "NOT_PERFORMED", "facts", "未按执行通知履行"))
                .expect(201);
        approveRestriction();
        reach(begun.plusDays(1), 11);
        JsonNode frozen = control("工商银行");
        JsonNode hens = control("养殖基地");
        assertThat(frozen.path("state").asString()).isEqualTo("EFFECTIVE");
        assertThat(hens.path("state").asString()).isEqualTo("EFFECTIVE");

        // Without a plan the bank gets a no.
        assertThat(pay("某饲料公司", FEED_FIRM, "FEED", "12000.00", "EGG-0")
                        .path("state")
                        .asString())
                .isEqualTo("NOT_PAID");

        // A plan that the law does not allow names what is missing; a lawful one needs a second person.
        court.post(at("/live-plans"), "judge", hensPlan(hens, "")).expect(409);
        long onHens = id(court.post(at("/live-plans"), "judge", hensPlan(hens, "正常饲养不减损产蛋鸡的价值"))
                .expect(201));
        long onAccount =
                id(court.post(at("/live-plans"), "judge", accountPlan(frozen)).expect(201));
        court.post(at("/live-plans"), "judge", accountPlan(frozen)).expect(409);
        court.post(at("/live-plans/" + onAccount + "/approve"), "judge", "{}").expect(403);
        assertThat(pay("某饲料公司", FEED_FIRM, "FEED", "12000.00", "EGG-1")
                        .path("state")
                        .asString())
                .isEqualTo("NOT_PAID");
        for (long each : List.of(onHens, onAccount)) {
            court.post(at("/live-plans/" + each + "/approve"), "director", "{}").expect(200);
        }
        assertThat(node("D09")).isEqualTo("DONE");

        // Inside the plan it passes and is told back; outside it is refused and reported.
        assertThat(pay("某饲料公司", FEED_FIRM, "FEED", "12000.00", "EGG-2")
                        .path("state")
                        .asString())
                .isEqualTo("PAID");
        assertThat(pay("某饲料公司", FEED_FIRM, "FEED", "12000.00", "EGG-2")
                        .path("state")
                        .asString())
                .as("the same order is one payment")
                .isEqualTo("PAID");
        assertThat(pay("某职工", WORKER, "WAGES", "8000.00", "EGG-3").path("state").asString())
                .isEqualTo("PAID");
        JsonNode outside = pay("某贸易公司", "6299990000000330009", "MATERIAL", "5000.00", "EGG-4");
        assertThat(outside.path("state").asString()).isEqualTo("NOT_PAID");
        assertThat(outside.path("answer").asString()).contains("REFUSED", "OTHER_PAYEE", "收款账户不在活封方案之内");
        assertThat(pay("某饲料公司", FEED_FIRM, "FEED", "30000.00", "EGG-5")
                        .path("answer")
                        .asString())
                .contains("PAYEE_LIMIT");
        JsonNode plan = plan(onAccount);
        assertThat(plan.path("used").asString()).isEqualTo("20000.00");
        assertThat(plan.path("left").asString()).isEqualTo("40000.00");
        assertThat(plan.path("payments")).hasSize(4);
        assertThat(control("工商银行").path("actual").asString())
                .as("what was paid is held no more")
                .isEqualTo("130000.00");

        // A call that is signed by another, or again with the same signature, is not believed.
        forgedAndReplayed();

        // The debtor's phone shows what is left and each verdict; the applicant hears of the refusals, not of the
        // trade.
        assertThat(atThePhone().get("/portal/live-plan").text())
                .contains("本月还可以付", "40,000.00 元", "某饲料公司", "收款账户不在活封方案之内", "下一份报告");
        Browser creditor = new Browser(port);
        creditor.enterPortal(court, number, "甲某", "19000003301");
        assertThat(creditor.get("/portal/live-plan").text())
                .contains("没有获得准许的付款", "5,000.00 元")
                .doesNotContain("某饲料公司", "某贸易公司");
        Browser judge = new Browser(port);
        judge.signIn("judge", "demo");
        assertThat(judge.get("/cases/" + CourtHttp.segment(number) + "/live-plans")
                        .text())
                .contains("某贸易公司", "收款账户不在活封方案之内", "提请活封方案或者变更");

        // The bank lets one through that was refused: a breach, which the officer may answer by ending the plan.
        court.post("/sandbox/paying-bank/faults", "", "{\"letThrough\":true,\"silent\":false}")
                .expect(200);
        assertThat(pay("某贸易公司", "6299990000000330009", "MATERIAL", "1000.00", "EGG-6")
                        .path("state")
                        .asString())
                .isEqualTo("PAID_AGAINST");
        court.post("/sandbox/paying-bank/faults", "", "{\"letThrough\":false,\"silent\":false}")
                .expect(200);
        JsonNode breach = plan(onAccount).path("breaches").get(0);
        assertThat(breach.path("kind").asString()).isEqualTo("PAID_OUTSIDE");
        court.post(
                        at("/live-plans/breaches/" + breach.path("id").asLong() + "/dismiss"),
                        "judge",
                        Map.of("because", "银行误付，已追回说明"))
                .expect(200);

        LocalDate day = reports(begun.plusDays(1), onHens, onAccount);

        // The farm performs early: money into the case's account, paid out by two people.
        court.post(
                        "/sandbox/bank/credits",
                        "",
                        Map.of(
                                "account",
                                funds().path("account").asString(),
                                "amount",
                                owed().toString(),
                                "payer",
                                FARM,
                                "remark",
                                number,
                                "key",
                                "egg-farm"))
                .expect(201);
        reach(day, 14);
        long distribution = court.post(at("/distributions"), "judge", "{}")
                .expect(201)
                .json()
                .path("id")
                .asLong();
        court.post(at("/distributions/" + distribution + "/approve"), "director", "{}")
                .expect(200);
        reach(day, 15);
        assertThat(owed()).isEqualTo(Money.ZERO);
        assertThat(court.get(at("/sanctions"), "judge")
                        .json()
                        .get(0)
                        .path("state")
                        .asString())
                .as("the restriction ends by itself")
                .isEqualTo("WITHDRAWN");

        // The holds are lifted; the plans end with them, by themselves and the same day.
        court.post(at("/measures/release-all"), "judge", "{}").expect(202);
        reach(day, 16);
        long paper = release("养殖基地").path("id").asLong();
        court.post(at("/measures/" + paper + "/reply"), "judge", Map.of("result", "DONE", "document", "养殖基地回执"))
                .expect(200);
        for (long each : List.of(onHens, onAccount)) {
            assertThat(plan(each).path("state").asString()).isEqualTo("ENDED");
            assertThat(plan(each).path("endedBecause").asString()).isEqualTo("控制措施已经解除");
        }
        assertThat(pay("某饲料公司", FEED_FIRM, "FEED", "1000.00", "EGG-7")
                        .path("state")
                        .asString())
                .as("the account is free again")
                .isEqualTo("PAID_FREELY");
        court.post(at("/closing"), "judge", Map.of("outcome", "FULLY_PERFORMED"))
                .expect(200);
    }

    /** The week's report on the hens is handed in on the phone; the one on the account is reminded of, missed and late. */
    private LocalDate reports(LocalDate begun, long onHens, long onAccount) {
        LocalDate sunday = begun.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        reach(sunday, 12);
        Browser debtor = atThePhone();
        String page = debtor.get("/portal/live-plan").text();
        assertThat(page).contains("提交报告", "请先提交上面的一份");
        String report = Long.toString(plan(onHens).path("nextReport").path("id").asLong());
        assertThat(debtor.post("/portal/live-plan/reports", Map.of("report", report, "income", "很多", "spent", "8000"))
                        .text())
                .contains("本段收入应写成数字", "请写明使用、生产、销售的情况");
        Map<String, String> filled =
                Map.of("report", report, "income", "12600", "spent", "8000.50", "words", "产蛋一千八百斤，存栏四千羽");
        assertThat(debtor.post("/portal/live-plan/reports", filled).text()).contains("报告已提交");
        assertThat(debtor.post("/portal/live-plan/reports", filled).text()).contains("这一段的报告已经提交");
        assertThat(plan(onHens).path("reports").toString()).contains("HANDED", "产蛋一千八百斤");

        LocalDate day = sunday.plusDays(6);
        reach(day, 9);
        assertThat(court.get("/sandbox/messages?phone=19000003302", "").json().toString())
                .contains("提交活封使用报告", "没有按期提交活封使用报告");
        JsonNode missed = plan(onAccount).path("breaches").get(0);
        assertThat(missed.path("kind").asString()).isEqualTo("REPORT_MISSING");
        assertThat(plan(onAccount).path("state").asString())
                .as("the plan says that an officer confirms")
                .isEqualTo("IN_FORCE");
        String late =
                Long.toString(plan(onAccount).path("nextReport").path("id").asLong());
        atThePhone()
                .post("/portal/live-plan/reports", Map.of("report", late, "income", "0", "spent", "0", "words", "补交"));
        assertThat(plan(onAccount).path("reports").toString()).contains("LATE", "补交");
        return day;
    }

    private Browser atThePhone() {
        Browser debtor = new Browser(port);
        debtor.enterPortal(court, number, FARM, "19000003302");
        return debtor;
    }

    private void forgedAndReplayed() throws IOException, InterruptedException {
        String body =
                "{\"requestNo\":\"EGG-SIGNED\",\"account\":\"%s\",\"payee\":\"某职工\",\"payeeAccount\":\"%s\",\"use\":\"WAGES\",\"amount\":\"10.00\",\"balance\":\"130000.00\"}"
                        .formatted(ACCOUNT, WORKER);
        assertThat(signed("sandbox-shared-secret-ABC", "egg-nonce-1", body).statusCode())
                .isEqualTo(403);
        HttpResponse<String> first = signed(SECRET, "egg-nonce-2", body);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(signed(SECRET, "egg-nonce-2", body).statusCode()).isEqualTo(409);
        HttpResponse<String> again = signed(SECRET, "egg-nonce-3", body);
        assertThat(again.body()).as("the same question, the same answer").isEqualTo(first.body());
        assertThat(signed(SECRET, "egg-nonce-4", body.replace("10.00", "11.00")).statusCode())
                .as("another payment under the same number")
                .isEqualTo(409);
        HttpResponse<String> unreadable = signed(
                SECRET, "egg-nonce-5", body.replace("EGG-SIGNED", "EGG-9").replace(WORKER, "6.22E+18"));
        assertThat(unreadable.statusCode()).isEqualTo(422);
        assertThat(unreadable.body()).contains("payeeAccount");
    }

    private HttpResponse<String> signed(String secret, String nonce, String body)
            throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Signature by = Signature.of(
                secret.getBytes(StandardCharsets.UTF_8),
                "/payment-checks",
                now().atZone(java.time.ZoneId.of("Asia/Shanghai")).toInstant(),
                nonce,
                bytes);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + port + "/api/institutions/ICBC/payment-checks"))
                            .header("Content-Type", "application/json")
                            .header("X-Sunlit-Timestamp", by.timestamp())
                            .header("X-Sunlit-Nonce", by.nonce())
                            .header("X-Sunlit-Signature", by.value())
                            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private void file(LocalDate on) {
        number = court.post(
                        "/api/cases",
                        "filing",
                        """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","cause":"买卖合同纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初330号","court":"鄂1125","effectiveOn":"2026-10-10","performanceDue":"2026-10-20"},
                 "applicants":[{"kind":"PERSON","name":"甲某","idType":"RESIDENT_ID","idNumber":"%s","phone":"19000003301",
                   "payee":{"name":"甲某","bank":"演示商业银行","account":"6299990000000033011"}}],
                 "respondents":[{"kind":"ORGANISATION","name":"%s","idType":"CREDIT_CODE","idNumber":"%s","phone":"19000003302"}],
                 "obligations":[{"kind":"MONEY","principal":"330000.00","costs":"0.00"}],
                 "preserved":[{"kind":"OTHER","holder":"某乡养殖基地","account":"产蛋鸡四千羽","from":"%s","to":"%s","rank":1,"document":"（2026）鄂1125财保3号"}]}""".formatted(
                                        on,
                                        PaperToMoney.resident("99990019720330012"),
                                        FARM,
                                        FARM_NUMBER,
                                        on.minusMonths(2),
                                        on.plusYears(1)),
                        "Idempotency-Key",
                        "egg-farm")
                .expect(201)
                .json()
                .path("number")
                .asString();
    }

    private Map<String, Object> accountPlan(JsonNode control) {
        return plan(
                control,
                Map.of(
                        "scope", "ACCOUNT",
                        "uses", List.of("FEED", "WAGES"),
                        "keeper", "BANK",
                        "monthly", "60000.00",
                        "floor", "20000.00",
                        "payees",
                                List.of(
                                        Map.of(
                                                "name", "某饲料公司",
                                                "account", FEED_FIRM,
                                                "use", "FEED",
                                                "monthly", "40000.00"),
                                        Map.of(
                                                "name",
                                                "某职工",
                                                "account",
                                                WORKER,
                                                "use",
                                                "WAGES",
                                                "monthly",
                                                "20000.00"))));
    }

    private Map<String, Object> hensPlan(JsonNode control, String note) {
        return plan(
                control,
                Map.of("scope", "STOCK", "uses", List.of("PRODUCTION"), "keeper", "DEBTOR", "valueNote", note));
    }

    private Map<String, Object> plan(JsonNode control, Map<String, Object> own) {
        LocalDate from = today();
        Map<String, Object> all = new java.util.HashMap<>(Map.of(
                "measureId",
                control.path("id").asLong(),
                "purpose",
                "维持蛋鸡养殖，以经营收入履行",
                "from",
                from.toString(),
                "to",
                from.plusMonths(6).toString(),
                "supervisor",
                "某乡司法所",
                "frequency",
                "WEEKLY",
                "opinion",
                "AGREES",
                "opinionHow",
                "电话征询并记入笔录",
                "opinionOn",
                from.toString(),
                "reviewOn",
                from.plusMonths(2).toString()));
        all.put("breachRule", "CONFIRMED");
        all.putAll(own);
        return all;
    }

    private JsonNode pay(String payee, String account, String use, String amount, String key) {
        return court.post(
                        "/sandbox/paying-bank/orders",
                        "",
                        Map.of(
                                "institution", "ICBC",
                                "account", ACCOUNT,
                                "payee", payee,
                                "payeeAccount", account,
                                "use", use,
                                "amount", amount,
                                "key", key))
                .expect(201)
                .json();
    }

    private void approveRestriction() {
        long sanction =
                court.get(at("/sanctions"), "judge").json().get(0).path("id").asLong();
        court.post(at("/sanctions/" + sanction + "/approve"), "director", "{}").expect(200);
    }

    private JsonNode asset(String institution, String place) {
        for (JsonNode asset :
                court.get(at("/assets"), "judge").expect(200).json().path("assets")) {
            if (asset.path("place").asString().contains(place)) {
                return asset;
            }
        }
        throw new AssertionError("no asset at " + institution + " " + place);
    }

    private JsonNode control(String place) {
        for (JsonNode measure : asset("", place).path("measures")) {
            if (measure.path("kind").asString().equals("FREEZE")) {
                return measure;
            }
        }
        throw new AssertionError("nothing holds " + place);
    }

    private JsonNode release(String place) {
        for (JsonNode measure : asset("", place).path("measures")) {
            if (measure.path("kind").asString().equals("RELEASE")) {
                return measure;
            }
        }
        throw new AssertionError("no release at " + place);
    }

    private JsonNode plan(long id) {
        for (JsonNode plan : court.get(at("/live-plans"), "judge").expect(200).json()) {
            if (plan.path("id").asLong() == id) {
                return plan;
            }
        }
        throw new AssertionError("no plan " + id);
    }

    private String node(String code) {
        for (JsonNode node : court.get(at("/lists/3"), "judge").json().path("nodes")) {
            if (node.path("code").asString().equals(code)) {
                return node.path("state").asString();
            }
        }
        throw new AssertionError("no node " + code);
    }

    private JsonNode funds() {
        return court.get(at("/funds"), "cashier").expect(200).json();
    }

    private Money owed() {
        JsonNode settlement = funds().path("settlement");
        return Money.parse(settlement.path("remaining").asString())
                .plus(Money.parse(settlement.path("remainingFee").asString()));
    }

    private static long id(CourtHttp.Answer answer) {
        return answer.json().path("id").asLong();
    }

    private String at(String rest) {
        return CourtHttp.caseAt(number) + rest;
    }

    private LocalDateTime now() {
        return OffsetDateTime.parse(court.get("/sandbox/clock", "")
                        .expect(200)
                        .json()
                        .path("now")
                        .asString())
                .toLocalDateTime();
    }

    private LocalDate today() {
        return now().toLocalDate();
    }

    private void reach(LocalDate day, int hour) {
        Duration left = Duration.between(now(), day.atTime(hour, 0));
        if (left.toSeconds() > 0) {
            court.advance("PT%dS".formatted(left.toSeconds()));
        }
    }

    private static String company(String seventeen) {
        return seventeen + CreditCode.checkCharacter(seventeen);
    }
}
