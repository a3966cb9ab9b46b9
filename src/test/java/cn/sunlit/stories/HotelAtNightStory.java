package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.kernel.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Story 8, the hotel at night: a debtor who can pay and will not is found by the police, detained by decision of the president,
 * and free the hour in which the family has paid.
 */
@SunlitTest(shared = "stories")
class HotelAtNightStory {

    private static final String DEBTOR = "夜宿某";

    @LocalServerPort
    private int port;

    private CourtHttp court;
    private String number;

    @BeforeEach
    void aCase() {
        court = new CourtHttp("http://127.0.0.1:" + port);
        number = court.post("/api/cases", "filing", """
                        {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","cause":"民间借贷纠纷",
                         "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初8808号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                         "applicants":[{"kind":"PERSON","name":"等款某","phone":"19000008881",
                           "payee":{"name":"等款某","bank":"演示商业银行","account":"6299990000000088811"}}],
                         "respondents":[{"kind":"PERSON","name":"%s","idType":"RESIDENT_ID","idNumber":"11010119900307125X","phone":"19000008882"}],
                         "obligations":[{"kind":"MONEY","principal":"20000.00"}]}""".formatted(new PaperToMoney(court, "hotel").today(), DEBTOR))
                .expect(201)
                .json()
                .path("number")
                .asString();
        court.post(at("/initiation"), "judge", "{}").expect(200);
    }

    private String at(String what) {
        return CourtHttp.caseAt(number) + what;
    }

    private CourtHttp.Answer propose(Map<String, Object> draft) {
        return court.post(at("/penalties"), "judge", draft);
    }

    private Map<String, Object> refusal(int days) {
        String today = new PaperToMoney(court, "hotel").today().toString();
        return Map.of("ground", "REFUSED_TO_PERFORM", "actedOn", today, "facts", "有收入而拒不履行，经传唤拒不到庭", "days", days);
    }

    private JsonNode request(String kind) {
        for (JsonNode each : court.get(at("/police"), "judge").expect(200).json()) {
            if (each.path("kind").asString().equals(kind)) {
                return each;
            }
        }
        throw new AssertionError(kind);
    }

    private JsonNode penalty() {
        return court.get(at("/penalties"), "judge").expect(200).json().get(0);
    }

    private CourtHttp.Answer step(long id, String who, Map<String, Object> step) {
        return court.post(at("/penalties/" + id + "/steps"), who, step);
    }

    private Money owed() {
        JsonNode settlement =
                court.get(at("/funds"), "judge").expect(200).json().path("settlement");
        return Money.parse(settlement.path("remaining").asString())
                .plus(Money.parse(settlement.path("remainingFee").asString()));
    }

    @Test
    void 查到_拘留_家属付清_当即释放_结案() {
        // Nobody is held without a decision; to find him is enough for now.
        court.post(at("/police"), "judge", Map.of("kind", "HOLD_PERSON", "reason", "传唤不到"))
                .expect(422);
        JsonNode asked = court.post(
                        at("/police"), "judge", Map.of("kind", "FIND_PERSON", "reason", "下落不明，传唤不到", "places", "城关镇一带"))
                .expect(201)
                .json();
        court.post(at("/police"), "judge", Map.of("kind", "FIND_PERSON", "reason", "下落不明"))
                .expect(409);
        court.advance("PT1M");
        assertThat(request("FIND_PERSON").path("state").asString()).isEqualTo("TAKEN");
        court.advance("P1D");
        JsonNode found = request("FIND_PERSON");
        assertThat(found.path("replies").get(0).path("result").asString()).isEqualTo("FOUND");
        assertThat(found.path("late").asBoolean()).as("within its time").isFalse();
        assertThat(Instant.parse(found.path("answeredAt").asString()))
                .isBefore(Instant.parse(found.path("replyBy").asString()));
        // Where he was seen is told to nobody without a reason on record, and to him not at all.
        assertThat(found.toString()).doesNotContain("宾馆", "酒店", "民宿");
        String places = at("/police/" + asked.path("id").asLong() + "/places");
        court.post(places, "judge", Map.of("reason", "")).expect(422);
        assertThat(court.post(places, "judge", Map.of("reason", "前往现场执行"))
                        .expect(200)
                        .text())
                .containsAnyOf("宾馆", "酒店", "民宿");
        assertThat(court.get(at("/proofs"), "judge").text()).contains("POLICE_PLACES_READ");
        Browser debtor = new Browser(port);
        debtor.enterPortal(court, number, DEBTOR, "19000008882");
        assertThat(debtor.get("/portal/readings").text()).doesNotContain("公安");

        // Detention: not for sixteen days, never by one person alone, never without the president.
        assertThat(propose(refusal(16)).expect(409).text()).contains("CF-03");
        long id = propose(refusal(15)).expect(201).json().path("id").asLong();
        assertThat(propose(refusal(5)).expect(409).text())
                .as("the same refusal")
                .contains("CF-11");
        court.post(at("/penalties/" + id + "/approve"), "judge", "{}").expect(403);
        court.post(at("/penalties/" + id + "/approve"), "leader", "{}").expect(403);
        court.post(at("/penalties/" + id + "/approve"), "director", "{}").expect(200);

        step(id, "judge", Map.of("step", "SERVED", "text", "直接送达")).expect(200);
        JsonNode held = step(id, "judge", Map.of("step", "CUSTODY", "text", "浠水县拘留所"))
                .expect(200)
                .json();
        assertThat(Duration.between(
                        Instant.parse(held.path("takenAt").asString()),
                        Instant.parse(held.path("endsAt").asString())))
                .isEqualTo(Duration.ofDays(15));
        assertThat(court.post(at("/closing"), "judge", Map.of("outcome", "FULLY_PERFORMED"))
                        .text())
                .as("nobody closes a case with somebody held in it")
                .contains("拘留15日尚未解除");
        step(id, "judge", Map.of("step", "FAMILY", "text", "电话通知其配偶")).expect(200);

        // Reconsideration stays nothing.
        step(id, "judge", Map.of("step", "RECONSIDERATION")).expect(200);
        assertThat(penalty().path("state").asString()).isEqualTo("IN_CUSTODY");

        // The family pays into the case's own account: release is proposed the same moment, the president decides.
        court.advance("PT20H");
        court.post(
                        "/sandbox/bank/credits",
                        "",
                        Map.of(
                                "account",
                                court.get(at("/funds"), "judge")
                                        .json()
                                        .path("account")
                                        .asString(),
                                "amount",
                                owed().toString(),
                                "payer",
                                "夜宿某的配偶",
                                "remark",
                                number,
                                "key",
                                "hotel-" + number))
                .expect(201);
        court.advance("PT1H");
        assertThat(penalty().path("releaseGround").asString()).isEqualTo("PERFORMED");
        court.post(at("/penalties/" + id + "/release/approve"), "judge", "{}").expect(403);
        JsonNode free = court.post(at("/penalties/" + id + "/release/approve"), "director", "{}")
                .expect(200)
                .json();
        assertThat(free.path("state").asString()).isEqualTo("ENDED");
        assertThat(court.get(at("/documents"), "judge").text()).contains("拘留决定书", "提前解除拘留决定书");
        assertThat(court.get("/sandbox/messages", "").text()).contains("请立即决定提前解除拘留");

        assertThat(request("FIND_PERSON").path("state").asString()).isEqualTo("ANSWERED");

        // Paid out, and closed.
        long plan = court.post(at("/distributions"), "judge", "{}")
                .expect(201)
                .json()
                .path("id")
                .asLong();
        court.post(at("/distributions/" + plan + "/approve"), "director", "{}").expect(200);
        court.advance("PT3H");
        court.post(at("/closing"), "judge", Map.of("outcome", "FULLY_PERFORMED"))
                .expect(200);
    }

    @Test
    void 拘留期满自行终结_家属未通知的提醒承办人() {
        long id = propose(refusal(1)).expect(201).json().path("id").asLong();
        court.post(at("/penalties/" + id + "/approve"), "director", "{}").expect(200);
        step(id, "judge", Map.of("step", "CUSTODY", "text", "浠水县拘留所")).expect(200);
        court.advance("PT21H");
        assertThat(court.get("/sandbox/messages", "").text()).contains("通知夜宿某的家属并登记");
        court.advance("PT3H");
        assertThat(penalty().path("state").asString()).isEqualTo("ENDED");
        assertThat(penalty().path("endedBecause").asString()).contains("届满");
        step(id, "judge", Map.of("step", "RELEASE", "ground", "ADMITTED", "text", "具结悔过书"))
                .expect(409);
    }
}
