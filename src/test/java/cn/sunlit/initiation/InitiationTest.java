package cn.sunlit.initiation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The opening acts of a case, each with the rule that asks for it. */
@SunlitTest(shared = "cases")
class InitiationTest {

    @LocalServerPort
    int port;

    Caller call;

    @BeforeEach
    void call() {
        call = new Caller(port);
    }

    @Test
    void 金钱案件_一次办完启动各步_每步有证据() {
        String at = Caller.casePath(filed(MONEY, ",\"phone\":\"13900000002\""));

        var begun = call.post("judge", at + "/initiation", "{}");
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(200);

        JsonNode documents = call.get("judge", at + "/documents").body().get("documents");
        // IN-01: the notice is issued; IN-02: it names the interest of late performance.
        String notice = text(documents, "ENFORCEMENT_NOTICE");
        assertThat(notice).contains("责令", "迟延履行").contains("811");
        // IN-03: where money is owed, the order to report property goes out with the notice.
        assertThat(text(documents, "ASSET_REPORT_ORDER")).contains("报告");
        // IN-05: the applicant is asked for leads on the form.
        assertThat(text(documents, "CLUE_REQUEST")).contains("财产调查表");

        for (String code : List.of("A07", "B01", "B02", "B03", "B04")) {
            JsonNode node = node(at, code);
            assertThat(node.get("state").stringValue()).as(code).isEqualTo("DONE");
            assertThat(node.get("evidence").size()).as(code).isPositive();
        }
        // IN-04: served electronically, with a message that leads to the documents.
        assertThat(node(at, "B03").get("evidence").toString()).contains("MESSAGE");
    }

    @Test
    void 办两次等于办一次() {
        String at = Caller.casePath(filed(MONEY, ",\"phone\":\"13900000002\""));
        call.post("judge", at + "/initiation", "{}");
        int once = call.get("judge", at + "/documents").body().get("documents").size();
        assertThat(call.post("judge", at + "/initiation", "{}").status()).isEqualTo(200);
        assertThat(call.get("judge", at + "/documents").body().get("documents").size())
                .isEqualTo(once);
    }

    @Test
    void 没有金钱给付_不发报告财产令_节点注明免除() {
        String at =
                Caller.casePath(filed("{\"kind\":\"CONDUCT\",\"description\":\"交付车辆\"}", ",\"phone\":\"13900000002\""));
        assertThat(call.post("judge", at + "/initiation", "{}").status()).isEqualTo(200);
        assertThat(node(at, "B02").get("state").stringValue()).isEqualTo("WAIVED");
        assertThat(kinds(call.get("judge", at + "/documents").body().get("documents")))
                .contains("ENFORCEMENT_NOTICE")
                .doesNotContain("ASSET_REPORT_ORDER");
    }

    @Test
    void 没有手机号_不能电子送达_说明要登记纸面送达() {
        // A debtor whom no other case has given a phone.
        String at = Caller.casePath(filed("91420000MA4KX1230R", MONEY, ""));
        var begun = call.post("judge", at + "/initiation", "{}");
        assertThat(begun.status()).isEqualTo(200);
        assertThat(begun.body().get("waiting").toString()).contains("IN-04", "没有登记手机号码");
        assertThat(node(at, "B03").get("state").stringValue()).isEqualTo("OPEN");
    }

    @Test
    void 立案人员不能代承办人启动() {
        String at = Caller.casePath(filed(MONEY, ",\"phone\":\"13900000002\""));
        assertThat(call.post("filing", at + "/initiation", "{}").status()).isEqualTo(403);
        assertThat(node(at, "A07").get("state").stringValue()).isEqualTo("OPEN");
    }

    private static final String MONEY = "{\"kind\":\"MONEY\",\"principal\":\"120000.00\",\"costs\":\"2700.00\"}";

    private String filed(String obligation, String phone) {
        return filed("91350100M000100Y43", obligation, phone);
    }

    private String filed(String code, String obligation, String phone) {
        var answer = call.post("filing", "/api/cases", """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初88号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"甲","idType":"RESIDENT_ID","idNumber":"11010519491231002X","phone":"13900000001"}],
                 "respondents":[{"kind":"ORGANISATION","name":"乙公司","idType":"CREDIT_CODE","idNumber":"%s"%s}],
                 "obligations":[%s]}
                """.formatted(code, phone, obligation));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().get("number").stringValue();
    }

    private JsonNode node(String at, String code) {
        for (JsonNode node : call.get("judge", at + "/lists/3").body().get("nodes")) {
            if (node.get("code").stringValue().equals(code)) {
                return node;
            }
        }
        throw new AssertionError("no node " + code);
    }

    private static String text(JsonNode documents, String kind) {
        for (JsonNode document : documents) {
            if (document.get("kind").stringValue().equals(kind)) {
                return document.get("text").stringValue();
            }
        }
        throw new AssertionError("no document " + kind + " among " + kinds(documents));
    }

    private static List<String> kinds(JsonNode documents) {
        List<String> kinds = new ArrayList<>();
        documents.forEach(document -> kinds.add(document.get("kind").stringValue()));
        return kinds;
    }
}
