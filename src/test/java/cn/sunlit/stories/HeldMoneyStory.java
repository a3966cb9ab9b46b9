package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.kernel.Money;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Money that lies still: what is frozen elsewhere, put off or taken in cash is paid to nobody until it is free. */
@SunlitTest(shared = "stories")
class HeldMoneyStory {

    @LocalServerPort
    private int port;

    private CourtHttp court;
    private PaperToMoney story;

    @BeforeEach
    void aCaseWithMoney() {
        court = new CourtHttp("http://127.0.0.1:" + port);
    }

    private void begin(String key, int serial) {
        story = new PaperToMoney(court, key, serial);
        story.begins(story.today());
        story.file();
        story.begin();
        story.credit(story.funds().path("account").asString(), Money.parse("50000.00"), "乙某公司", "执行款", key + "-1");
        court.advance("PT1H");
        assertThat(money("received")).isEqualTo("50000.00");
    }

    private String money(String field) {
        return story.funds().path(field).asString();
    }

    private JsonNode hold(String ground, String amount) {
        JsonNode made = ask(ground, amount).expect(201).json();
        // AK-HOLD-6: a second click
        ask(ground, amount).expect(409);
        return made;
    }

    private CourtHttp.Answer ask(String ground, String amount) {
        return court.post(
                story.at("/holds"),
                "judge",
                Map.of(
                        "ground",
                        ground,
                        "amount",
                        amount,
                        "words",
                        "某情形",
                        "orderedBy",
                        "某县人民法院",
                        "document",
                        "（2026）某0101执保12号"));
    }

    private CourtHttp.Answer decide(JsonNode hold, String rest, String who) {
        return court.post(story.at("/holds/" + hold.path("id").asLong() + rest), who, "{}");
    }

    @Test
    void 他院冻结的部分不发放_解除后十日内发放() {
        begin("held-1", 16);
        court.post(story.at("/holds"), "judge", Map.of("ground", "OTHER_COURT", "amount", "50000.01", "words", "某情形"))
                .expect(422);
        JsonNode early = court.post(story.at("/distributions"), "judge", "{}")
                .expect(201)
                .json();
        JsonNode hold = hold("OTHER_COURT", "20000.00");
        assertThat(money("balance")).as("nothing is booked yet").isEqualTo("50000.00");
        // AK-HOLD-7: nobody pays away what another court's paper asks for while it waits for approval.
        String approveEarly = "/distributions/" + early.path("id").asLong() + "/approve";
        assertThat(court.post(story.at(approveEarly), "director", "{}")
                        .expect(409)
                        .text())
                .contains("20,000.00 元正在等待审批冻结");
        Browser judge = new Browser(port);
        judge.signIn("judge", "demo");
        String funds = "/cases/" + CourtHttp.segment(story.number()) + "/funds";
        judge.get(funds);
        Browser.Answer refused = judge.post(funds + "/distributions", Map.of("remark", "请今日审批"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("20,000.00 元正在等待审批冻结")
                .as("what was typed stays")
                .contains("value=\"请今日审批\"");
        decide(hold, "/approve", "judge").expect(403);
        decide(hold, "/approve", "leader").expect(200);
        decide(hold, "/approve", "leader").expect(200);
        assertThat(money("balance")).isEqualTo("30000.00");
        assertThat(money("frozen")).isEqualTo("20000.00");
        Browser director = new Browser(port);
        director.signIn("director", "demo");
        director.get(funds);
        assertThat(director.post(funds + approveEarly, Map.of()).text())
                .as("why, and what to do next")
                .contains("各项金额与方案不一致", "请重新拟定后再审批");
        court.post(story.at("/distributions"), "judge", "{}").expect(201);

        // What is paid is what is left; the frozen part has no part in it.
        JsonNode plan = story.propose();
        assertThat(plan.path("total").asString()).isEqualTo("30000.00");
        story.approve("director").expect(200);
        court.advance("PT3H");
        assertThat(money("paid")).isNotEqualTo("0.00");
        assertThat(money("balance")).isEqualTo("0.00");
        assertThat(states(0)).contains("FROZEN:20000.00").anyMatch(s -> s.startsWith("PAID:"));

        // It comes back in two parts; more than there is never does.
        release(hold, "20000.01").expect(409);
        release(hold, "5000.00").expect(201);
        release(hold, "5000.00").expect(409);
        JsonNode releases =
                court.get(story.at("/holds"), "judge").expect(200).json().get(0).path("releases");
        String first = "/releases/" + releases.get(0).path("id").asLong() + "/approve";
        decide(hold, first, "judge").expect(403);
        decide(hold, first, "director").expect(200);
        assertThat(money("balance")).isEqualTo("5000.00");
        assertThat(money("frozen")).isEqualTo("15000.00");
        assertThat(story.node("F08").path("state").asString()).isEqualTo("OPEN");
        long second = court.post(story.at("/distributions"), "judge", "{}")
                .expect(201)
                .json()
                .path("id")
                .asLong();
        court.post(story.at("/distributions/" + second + "/approve"), "director", "{}")
                .expect(200);
        court.advance("PT3H");
        assertThat(story.node("F08").path("state").asString()).isEqualTo("DONE");
        whole();
    }

    private CourtHttp.Answer release(JsonNode hold, String amount) {
        return court.post(
                story.at("/holds/" + hold.path("id").asLong() + "/releases"),
                "judge",
                Map.of(
                        "amount",
                        amount,
                        "because",
                        "冻结法院已解除",
                        "ceasedOn",
                        story.today().toString(),
                        "document",
                        "（2026）某0101执保12号之一"));
    }

    @Test
    void 延缓发放由局长和院领导先后审批_一人兼任也不能审批两次() {
        begin("held-2", 17);
        JsonNode hold = hold("NOT_COLLECTED", "50000.00");
        decide(hold, "/approve", "leader").expect(403);
        decide(hold, "/approve", "director").expect(200);
        assertThat(money("balance")).as("one of two").isEqualTo("50000.00");
        decide(hold, "/approve", "director").expect(403);
        assertThat(money("deferred")).isEqualTo("0.00");
        assertThat(story.documents("DEFERRAL_APPROVAL")).isZero();
        assertThat(states(0)).containsExactly("CLAIMED:50000.00");
        whole();

        decide(hold, "/approve", "president").expect(200);
        assertThat(money("deferred")).isEqualTo("50000.00");
        assertThat(money("balance")).isEqualTo("0.00");
        assertThat(story.documents("DEFERRAL_APPROVAL")).isEqualTo(1);
        assertThat(states(0)).containsExactly("DEFERRED:50000.00");
        court.post(story.at("/distributions"), "judge", "{}").expect(409);
        whole();

        release(hold, "50000.00").expect(201);
        long back = court.get(story.at("/holds"), "judge")
                .json()
                .get(0)
                .path("releases")
                .get(0)
                .path("id")
                .asLong();
        decide(hold, "/releases/" + back + "/approve", "director").expect(200);
        assertThat(money("balance")).isEqualTo("50000.00");
        assertThat(story.node("F08").path("state").asString()).isEqualTo("OPEN");
        whole();
    }

    @Test
    void 现金二人收取_当日移交_缴存银行后才算到账() {
        begin("held-3", 18);
        Map<String, String> taken = Map.of("amount", "800.00", "payer", "乙某", "place", "被执行人住所", "withLogin", "judge");
        court.post(story.at("/cash"), "judge", taken).expect(422);
        JsonNode cash = court.post(
                        story.at("/cash"),
                        "judge",
                        Map.of("amount", "800.00", "payer", "乙某", "place", "被执行人住所", "withLogin", "judge2"))
                .expect(201)
                .json();
        // AK-CASH-3: a second click
        court.post(
                        story.at("/cash"),
                        "judge",
                        Map.of("amount", "800.00", "payer", "乙某", "place", "被执行人住所", "withLogin", "judge2"))
                .expect(409);
        assertThat(money("collected")).isEqualTo("800.00");
        assertThat(money("balance")).as("not to be paid out yet").isEqualTo("50000.00");
        String receive = "/api/bank/cash/" + cash.path("id").asLong() + "/receive";
        court.post(receive, "judge", "{}").expect(403);
        court.post(receive, "cashier", "{}").expect(200);
        story.credit(
                story.funds().path("account").asString(),
                Money.parse("800.00"),
                "某法院",
                "现金缴存 " + cash.path("mark").asString(),
                "held-3-cash");
        court.advance("PT1H");
        assertThat(money("collected")).isEqualTo("0.00");
        assertThat(money("balance")).isEqualTo("50800.00");
        assertThat(court.get(story.at("/cash"), "judge")
                        .json()
                        .get(0)
                        .path("state")
                        .asString())
                .isEqualTo("BANKED");
        assertThat(story.documents("CASH_RECEIPT")).isEqualTo(1);
        whole();
    }

    private List<String> states(int receipt) {
        JsonNode parts = story.funds().path("receipts").get(receipt).path("parts");
        return parts.valueStream()
                .map(p -> p.path("state").asString() + ":" + p.path("amount").asString())
                .toList();
    }

    /** What came is the sum of what became of it, and each receipt that of its parts, to the fen. */
    private void whole() {
        assertThat(
                        Money.sum(List.of("paid held fee frozen deferred escrow costs handed shared balance".split(" "))
                                        .stream()
                                        .map(figure -> Money.parse(money(figure)))
                                        .toList())
                                .toString())
                .isEqualTo(money("received"));
        for (JsonNode receipt : story.funds().path("receipts")) {
            Money sum = Money.ZERO;
            for (JsonNode part : receipt.path("parts")) {
                sum = sum.plus(Money.parse(part.path("amount").asString()));
            }
            assertThat(sum.toString()).isEqualTo(receipt.path("amount").asString());
        }
    }
}
