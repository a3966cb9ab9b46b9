package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Story 3, frozen before trial: what was preserved goes into the enforcement case with its own term and its own place in the
 * line, and nobody types anything again.
 */
@SunlitTest(shared = "cases")
class FrozenBeforeTrialStory {

    private static final String DEBTOR = "110101199003078208";

    @LocalServerPort
    private int port;

    @Autowired
    private Clock clock;

    private Caller call;

    /** KZ-23, XF-07 */
    @Test
    void 保全的冻结连同期限和顺位进入执行() {
        call = new Caller(port);
        LocalDate preserved = LocalDate.now(clock).minusDays(100);
        LocalDate frozenUntil = preserved.plusYears(1).minusDays(1);
        var held = call.post(
                "",
                "/sandbox/holdings",
                "{\"name\":\"保全债务人\",\"idNumber\":\"%s\",\"institution\":\"ICBC\",\"account\":\"6222000000008803\",\"amount\":\"80000.00\"}"
                        .formatted(DEBTOR));
        assertThat(held.status()).as(held.body().toString()).isEqualTo(200);

        // The credit union's account freeze holds first; its seal on the house waits behind a bank's.
        String number = filed(preserved, frozenUntil);
        JsonNode account = measure(only(number, "工商银行"));
        assertThat(account.get("state").stringValue()).isEqualTo("EFFECTIVE");
        assertThat(account.get("inherited").booleanValue()).isTrue();
        assertThat(account.get("ruling").stringValue()).isEqualTo("（2026）鄂1125财保31号");
        assertThat(account.get("startsOn").stringValue()).isEqualTo(preserved.toString());
        assertThat(account.get("endsOn").stringValue()).isEqualTo(frozenUntil.toString());
        assertThat(account.get("rank").intValue()).isEqualTo(1);
        JsonNode house = measure(only(number, "登记中心"));
        assertThat(house.get("state").stringValue()).isEqualTo("WAITING");
        assertThat(house.get("rank").intValue()).isEqualTo(2);
        assertThat(house.get("registeredOn").stringValue()).isEqualTo(preserved.toString());
        assertThat(house.path("endsOn").isString())
                .as("no term runs while it waits")
                .isFalse();

        // Who preserved is told in writing until when it holds.
        minute();
        assertThat(call.get("judge", Caller.casePath(number) + "/documents")
                        .body()
                        .toString())
                .contains("PRESERVATION_TERM_NOTICE", "工商银行");

        // The robot's answers find the same account: it stays one, and its freeze is not asked for again.
        minute();
        assertThat(of(number, "工商银行")).hasSize(1);
        assertThat(only(number, "工商银行").get("measures").size()).isEqualTo(1);
        assertThat(only(number, "工商银行").get("balance").stringValue()).isEqualTo("80000.00");

        // The bank's seal ends, the register says so: the house is held first, its term counts from now, the reminder
        // earlier.
        LocalDate today = LocalDate.now(clock);
        var promoted = call.post(
                "judge",
                Caller.casePath(number) + "/measures/" + house.get("id").asLong() + "/promotion",
                "{\"on\":\"%s\",\"document\":\"不动产登记中心通知31号\"}".formatted(today));
        assertThat(promoted.status()).as(promoted.body().toString()).isEqualTo(200);
        JsonNode first = measure(only(number, "登记中心"));
        assertThat(first.get("state").stringValue()).isEqualTo("EFFECTIVE");
        assertThat(first.get("rank").intValue()).isEqualTo(1);
        assertThat(first.get("startsOn").stringValue()).isEqualTo(today.toString());
        assertThat(first.get("endsOn").stringValue())
                .isEqualTo(today.plusYears(3).minusDays(1).toString());
        assertThat(first.get("remindOn").stringValue())
                .isEqualTo(preserved.plusYears(3).minusDays(1).toString());

        // Renewed in time there is no gap.
        var renewed = call.post(
                "judge",
                Caller.casePath(number) + "/measures",
                "{\"kind\":\"RENEW\",\"assetId\":%d}"
                        .formatted(only(number, "工商银行").get("id").asLong()));
        assertThat(renewed.status()).as(renewed.body().toString()).isEqualTo(202);
        minute();
        JsonNode control = only(number, "工商银行").get("measures").get(1);
        assertThat(control.get("startsOn").stringValue()).isEqualTo(preserved.toString());
        assertThat(LocalDate.parse(control.get("endsOn").stringValue())).isAfter(frozenUntil);
    }

    private String filed(LocalDate from, LocalDate until) {
        var answer = call.post("filing", "/api/cases", """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"金融借款合同纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初831号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"ORGANISATION","name":"某信用社"}],
                 "respondents":[{"kind":"PERSON","name":"保全债务人","idType":"RESIDENT_ID","idNumber":"%s"}],
                 "preserved":[
                   {"kind":"DEPOSIT","holder":"中国工商银行浠水支行","account":"6222000000008803","amount":"80000.00",
                    "from":"%s","to":"%s","rank":1,"document":"（2026）鄂1125财保31号"},
                   {"kind":"HOUSE","holder":"浠水县不动产登记中心","account":"鄂2024浠水县不动产权第0008803号",
                    "from":"%s","to":"%s","rank":2,"document":"（2026）鄂1125财保31号"}],
                 "obligations":[{"kind":"MONEY","principal":"120000.00","costs":"0.00"}]}
                """.formatted(
                        DEBTOR, from, until, from, from.plusYears(3).minusDays(1)));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().get("number").stringValue();
    }

    private void minute() {
        assertThat(call.post("", "/sandbox/clock", "{\"advance\":\"PT1M\"}").status())
                .isEqualTo(200);
    }

    private List<JsonNode> of(String number, String place) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode asset :
                call.get("judge", Caller.casePath(number) + "/assets").body().get("assets")) {
            if (asset.get("place").stringValue().contains(place)) {
                found.add(asset);
            }
        }
        return found;
    }

    private JsonNode only(String number, String place) {
        List<JsonNode> found = of(number, place);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static JsonNode measure(JsonNode asset) {
        return asset.get("measures").get(0);
    }
}
