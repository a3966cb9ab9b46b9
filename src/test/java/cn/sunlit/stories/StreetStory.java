package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A sealed car from the street to the yard to valuation, and back to its owner once no hold stands on it. */
@SunlitTest(shared = "stories")
class StreetStory {

    @LocalServerPort
    private int port;

    private CourtHttp court;
    private String number;

    @BeforeEach
    void aCourt() {
        court = new CourtHttp("http://127.0.0.1:" + port);
    }

    private void file(String preserved) {
        LocalDate today = new PaperToMoney(court, "street").today();
        number = court.post("/api/cases", "filing", """
                        {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","cause":"买卖合同纠纷",
                         "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初8806号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                         "applicants":[{"kind":"PERSON","name":"寻车某","phone":"19000008861"}],
                         "respondents":[{"kind":"PERSON","name":"有车某","phone":"19000008862"}],
                         "obligations":[{"kind":"MONEY","principal":"90000.00"}]%s}""".formatted(
                                today, preserved.formatted(today.minusDays(3), today.plusYears(1))))
                .expect(201)
                .json()
                .path("number")
                .asString();
    }

    private String at(String what) {
        return CourtHttp.caseAt(number) + what;
    }

    private JsonNode vehicle() {
        return court.get(at("/vehicles"), "judge").expect(200).json().get(0);
    }

    private CourtHttp.Answer step(Map<String, Object> step) {
        return court.post(at("/vehicles/" + vehicle().path("id").asLong() + "/steps"), "judge", step);
    }

    private JsonNode look(String who, String plate) {
        return court.get("/api/street?plate=" + CourtHttp.segment(plate), who)
                .expect(200)
                .json();
    }

    /** GA-02、GA-03 */
    @Test
    void 查封的车_公安查获_入场_可以评估_解除后返还() {
        file("");
        Map<String, Object> ask = new HashMap<>(
                Map.of("kind", "HOLD_VEHICLE", "plate", "鄂J8Z061", "description", "白色轿车", "reason", "已查封，未实际扣押"));
        assertThat(court.post(at("/police"), "judge", ask).expect(409).text())
                .as("not sealed")
                .contains("GA-02");

        file("""
                ,"preserved":[{"kind":"VEHICLE","holder":"某车辆管理所","account":"鄂J8Z061","from":"%s","to":"%s","rank":1,"document":"（2026）鄂1125执保61号"}]""");
        ask.put("plate", "鄂J8");
        court.post(at("/police"), "judge", ask).expect(422);
        ask.put("plate", "鄂J8Z061");
        court.post(at("/police"), "judge", ask).expect(201);
        assertThat(court.get(at("/police"), "judge").text()).as("masked").doesNotContain("鄂J8Z061");

        // In the street: a piece of the plate is enough, for one's own court, and each look is on record.
        JsonNode seen = look("judge2", "8z06");
        assertThat(seen.get(0).path("plate").asString()).isEqualTo("鄂J8Z061");
        assertThat(seen.get(0).path("mayHold").asBoolean()).isTrue();
        assertThat(look("judge", "9Y99").isEmpty()).isTrue();
        assertThat(court.get("/api/street?plate=8", "judge").status()).isEqualTo(422);
        assertThat(court.get("/api/street?plate=8Z06", "cashier").status()).isEqualTo(403);
        assertThat(court.get(at("/proofs"), "judge").text()).contains("PLATE_LOOKED_UP");

        court.advance("PT1M");
        court.advance("P1DT12H");
        assertThat(vehicle().path("state").asString()).as("the police found it").isEqualTo("HELD");
        step(Map.of("step", "READY", "place", "停车场")).expect(409);
        assertThat(step(Map.of("step", "IN_YARD", "place", "涉案车辆停车场"))
                        .expect(422)
                        .text())
                .contains("里程", "保管人", "车内物品", "接收人");
        step(Map.of(
                        "step",
                        "IN_YARD",
                        "place",
                        "涉案车辆停车场",
                        "keeper",
                        "场管员甲",
                        "odometerKm",
                        45210,
                        "items",
                        "备胎一个，左门划痕",
                        "handedBy",
                        "法官甲",
                        "receivedBy",
                        "场管员甲"))
                .expect(200);
        step(Map.of("step", "COST", "place", "拖车费", "cost", "300.00")).expect(200);
        step(Map.of("step", "READY", "place", "涉案车辆停车场")).expect(200);
        assertThat(vehicle().path("costs").asString()).isEqualTo("300.00");
        assertThat(look("judge", "J8Z061").get(0).path("mayHold").asBoolean()).isFalse();

        // The hold is lifted: the car goes back.
        court.post(
                        at("/measures"),
                        "judge",
                        Map.of(
                                "kind",
                                "RELEASE",
                                "assetId",
                                vehicle().path("asset").asLong(),
                                "reason",
                                "申请执行人书面同意解除"))
                .expect(202);
        JsonNode open = null;
        for (JsonNode asset : court.get(at("/assets"), "judge").json().path("assets")) {
            for (JsonNode m : asset.path("measures")) {
                open = m.path("kind").asString().equals("RELEASE")
                                && m.path("state").asString().equals("ORDERED")
                        ? m
                        : open;
            }
        }
        if (open != null) {
            court.post(
                            at("/measures/" + open.path("id").asLong() + "/reply"),
                            "judge",
                            Map.of("result", "DONE", "document", "车管所回执第61号"))
                    .expect(200);
        }
        assertThat(vehicle().has("returnDueSince")).isTrue();
        step(Map.of("step", "RETURNED", "place", "停车场", "handedBy", "场管员甲", "receivedBy", "有车某"))
                .expect(200);
        assertThat(vehicle().path("state").asString()).isEqualTo("RETURNED");
    }

    @Test
    void 路面查车的页面_没有脚本也能用() {
        Browser officer = new Browser(port);
        officer.signIn("judge", "demo");
        assertThat(officer.get("/street").text()).contains("相连的三个以上字符");
        assertThat(officer.get("/street?plate=1").status()).isEqualTo(422);
        assertThat(officer.get("/street?plate=QQQ").text()).contains("本院没有这辆车");
    }
}
