package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.kernel.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What people and machines do wrong: each gets a clear answer in Chinese, nothing is lost and nothing is run. */
@SunlitTest(shared = "stories")
class MistakesStory {

    private static final List<String> NASTY = List.of(
            "'; drop table cases.case_file; --",
            "<script>alert(1)</script>",
            "甲😀某",
            "${7*7} {{7*7}} %s %n",
            "\" onmouseover=\"alert(1)");

    @LocalServerPort
    private int port;

    private CourtHttp court;

    @BeforeEach
    void aCourt() {
        court = new CourtHttp("http://127.0.0.1:" + port);
    }

    private PaperToMoney filed(String key, int serial) {
        PaperToMoney story = new PaperToMoney(court, key, serial);
        story.begins(story.today().plusDays(1));
        story.reach(0, 9);
        story.twoAccountsExist();
        story.file();
        return story;
    }

    @Test
    void 双击冻结_两人同时审批_同一人提出又审批() throws Exception {
        PaperToMoney story = filed("mistakes-1", 11);
        story.reach(1, 9);
        story.begin();
        long rich = story.deposit(PaperToMoney.RICH).path("id").asLong();
        for (CourtHttp.Answer click :
                atOnce(() -> story.order("FREEZE", rich, "80000.00"), () -> story.order("FREEZE", rich, "80000.00"))) {
            assertThat(click.status()).as(click.text()).isEqualTo(202);
        }
        story.reach(1, 11);
        assertThat(story.measures("FREEZE")).as("one order for two clicks").isEqualTo(1);
        chinese(story.order("FREEZE", rich, "1.00"), 409);
        for (String amount : List.of("-1.00", "0.001", "1e3", "一万", "99999999999999999999.00", "")) {
            chinese(story.order("DEDUCT", rich, amount), 422, 400, 409);
        }
        chinese(story.order("DEDUCT", rich, "80000.01"), 409, 422);
        assertThat(story.measures("DEDUCT")).isZero();

        story.deduct();
        story.reach(1, 13);
        assertThat(story.funds().path("received").asString()).isEqualTo("80000.00");
        story.propose();
        chinese(story.approve("judge"), 403);
        for (CourtHttp.Answer approval : atOnce(() -> story.approve("director"), () -> story.approve("president"))) {
            assertThat(approval.status()).as(approval.text()).isIn(200, 409);
        }
        story.reach(1, 16);
        assertThat(story.funds().path("balance").asString()).isEqualTo("0.00");
        long orders = 0;
        Money paid = Money.parse(story.funds().path("paid").asString());
        for (JsonNode order : court.get("/sandbox/bank/ledger", "").json().path("orders")) {
            if (order.path("amount").asString().equals(paid.toString())) {
                orders++;
            }
        }
        assertThat(orders).as("paid once for two approvals").isEqualTo(1);
    }

    @Test
    void 外院人员和外案当事人一无所获() {
        PaperToMoney story = filed("mistakes-2", 13);
        chinese(court.post(story.at("/initiation"), "cashier", "{}"), 403);
        chinese(court.post(story.at("/measures"), "filing", Map.of("kind", "FREEZE", "assetId", 1)), 403);
        chinese(court.get(story.at(""), "nobody"), 401, 403);
        chinese(court.get("/api/cases/" + CourtHttp.segment("（2026）鄂1125执999999号"), "judge"), 404);
        chinese(court.get("/api/cases/" + CourtHttp.segment("不是案号"), "judge"), 400, 404, 422);
        String elsewhere = story.application().replace("\"court\":\"鄂1125\",\"type\"", "\"court\":\"京0105\",\"type\"");
        chinese(court.post("/api/cases", "filing", elsewhere), 403, 422);
    }

    @Test
    void 每个文字栏里的SQL_HTML和表情只是文字() {
        PaperToMoney story = new PaperToMoney(court, "mistakes-3", 15);
        story.begins(story.today().plusDays(1));
        story.reach(0, 9);
        for (String nasty : NASTY) {
            String json = nasty.replace("\\", "\\\\").replace("\"", "\\\"");
            String application = story.application()
                    .replace("\"甲某\"", "\"" + json + "\"")
                    .replace("\"乙某公司\"", "\"" + json + "\"")
                    .replace("\"民间借贷纠纷\"", "\"" + json + "\"")
                    .replace("\"演示商业银行\"", "\"" + json + "\"");
            CourtHttp.Answer filed = court.post("/api/cases", "filing", application);
            assertThat(filed.status()).as(filed.text()).isIn(201, 422);
            if (filed.status() == 201) {
                String number = filed.json().path("number").asString();
                JsonNode back = court.get(CourtHttp.caseAt(number), "director")
                        .expect(200)
                        .json();
                assertThat(back.path("applicants").get(0).path("name").asString())
                        .isEqualTo(nasty);
                assertThat(court.get(CourtHttp.caseAt(number) + "/documents", "director")
                                .expect(200)
                                .text())
                        .contains("受理通知书");
            } else {
                chinese(filed, 422);
            }
        }
        assertThat(court.get("/api/cases?court=" + CourtHttp.segment("鄂1125"), "director")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void 同一惩戒重复提请_自己重发算一次_别的提请和生效后再提都被拒() {
        PaperToMoney story = filed("mistakes-6", 9);
        story.begin();
        CourtHttp.Answer first = story.proposeSanction("CONSUMPTION_RESTRICTION", "NOT_PERFORMED");
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(story.proposeSanction("CONSUMPTION_RESTRICTION", "NOT_PERFORMED")
                        .json()
                        .path("id"))
                .isEqualTo(first.json().path("id"));
        Map<String, String> otherFacts =
                Map.of("kind", "CONSUMPTION_RESTRICTION", "ground", "NOT_PERFORMED", "facts", "另一番事实");
        chinese(court.post(story.at("/sanctions"), "judge", otherFacts), 409);
        story.approveSanctions();
        CourtHttp.Answer again = story.proposeSanction("CONSUMPTION_RESTRICTION", "NOT_PERFORMED");
        chinese(again, 409);
        assertThat(again.text()).contains("仍在生效");
        assertThat(story.sanctions()).hasSize(1);
    }

    @Test
    void 填错的申请指出每一栏_案号不跳号() {
        PaperToMoney story = filed("mistakes-4", 17);
        int before = sequence(story.number());
        for (String amount : List.of("-1.00", "1.005", "十二万")) {
            CourtHttp.Answer refused = court.post(
                    "/api/cases", "filing", story.application().replace("\"120000.00\"", "\"" + amount + "\""));
            chinese(refused, 422);
            assertThat(refused.json().path("errors").get(0).path("field").asString())
                    .contains("principal");
        }
        CourtHttp.Answer all = court.post(
                "/api/cases",
                "filing",
                "{\"court\":\"鄂1125\",\"type\":\"SOMETHING\",\"applicants\":[],\"obligations\":[{}]}");
        chinese(all, 422, 400);
        assertThat(all.json().path("errors").size()).isGreaterThan(2);
        chinese(court.post("/api/cases", "filing", "{not json"), 400);
        chinese(court.post("/api/cases", "filing", "[]"), 400, 422);
        PaperToMoney next = new PaperToMoney(court, "mistakes-4b", 19);
        next.begins(story.begun());
        next.file();
        assertThat(sequence(next.number())).isEqualTo(before + 1);
    }

    @Test
    void 到账通知三次乱序_错误格式_超大上传() {
        PaperToMoney story = filed("mistakes-5", 21);
        court.post("/sandbox/bank/faults", "", Map.of("copies", 3, "reorder", true))
                .expect(200);
        try {
            String account = story.funds().path("account").asString();
            for (int i = 1; i <= 3; i++) {
                story.credit(account, Money.parse(i + "000.00"), "乙某公司", story.number(), "thrice-" + i);
            }
            story.reach(0, 12);
            story.reach(0, 15);
        } finally {
            court.post("/sandbox/bank/faults", "", "{}").expect(200);
        }
        assertThat(story.funds().path("received").asString()).isEqualTo("6000.00");
        int receipts = 0;
        for (JsonNode movement : story.funds().path("movements")) {
            receipts += movement.path("kind").asString().equals("RECEIPT") ? 1 : 0;
        }
        assertThat(receipts).as("three credits, told nine times").isEqualTo(3);
        assertThat(story.node("F01").path("times").asInt()).isEqualTo(3);

        for (String wrong : List.of(
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.060.001.05\"><A/></Document>",
                "<Document><BkToCstmrDbtCdtNtfctn/></Document>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
                "no xml at all",
                "")) {
            chinese(court.postXml("/api/bank/messages", "bank", wrong), 400, 422);
        }
        String large = "a".repeat(100 * 1024 * 1024);
        chinese(court.postXml("/api/bank/messages", "bank", large), 400, 413, 422);
        chinese(court.upload("/api/cases/import", "filing", "big.jsonl", large), 413);
        assertThat(story.funds().path("received").asString()).isEqualTo("6000.00");
    }

    private static int sequence(String number) {
        return Integer.parseInt(number.replaceAll(".*执(\\d+)号", "$1"));
    }

    /** A problem with one of these statuses, in Chinese, without anything of our inside. */
    private static void chinese(CourtHttp.Answer answer, Integer... statuses) {
        assertThat(answer.status()).as(answer.text()).isIn((Object[]) statuses);
        assertThat(answer.json().path("detail").asString()).as(answer.text()).containsPattern("[\\u4e00-\\u9fa5]{3}");
        assertThat(answer.text()).doesNotContain("Exception", "cn.sunlit", "select ", "root:");
    }

    private static List<CourtHttp.Answer> atOnce(Callable<CourtHttp.Answer> one, Callable<CourtHttp.Answer> other)
            throws Exception {
        try (ExecutorService browsers = Executors.newFixedThreadPool(2)) {
            List<CourtHttp.Answer> answers = new ArrayList<>();
            for (Future<CourtHttp.Answer> each : browsers.invokeAll(List.of(one, other))) {
                answers.add(each.get());
            }
            return answers;
        }
    }
}
