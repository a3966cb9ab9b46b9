package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A debt is paid in parts; a part is missed, and paid late. */
@SunlitTest(shared = "stories")
class MissedInstalmentStory {

    private static final String CREDITOR_PHONE = "19000004477";

    @LocalServerPort
    private int port;

    private CourtHttp court;
    private PaperToMoney story;
    private String number = "";

    @BeforeEach
    void aCourt() {
        court = new CourtHttp("http://127.0.0.1:" + port);
        story = new PaperToMoney(court, "missed-instalment", 23);
    }

    @Test
    void 一期没有按时付_次日法官和申请执行人都知道_付清后预警自行办结() {
        LocalDate today = story.today();
        story.begins(today);
        file(today);
        String first = today.plusDays(1).toString();
        court.post(
                        CourtHttp.caseAt(number) + "/instalments",
                        "judge",
                        Map.of(
                                "paper",
                                "执行和解协议",
                                "agreedOn",
                                today.toString(),
                                "total",
                                "8000.00",
                                "parts",
                                List.of(
                                        Map.of("dueOn", first, "amount", "3000.00"),
                                        Map.of("dueOn", today.plusDays(90).toString(), "amount", "5000.00"))))
                .expect(201);
        story.reach(1, 20);
        assertThat(alerts()).as("its last day is not over").isEmpty();

        story.reach(2, 9);
        assertThat(alerts())
                .singleElement()
                .asString()
                .startsWith("YELLOW 分期履行第1期")
                .contains("差 3,000.00 元");
        explained();
        assertThat(court.get(
                                "/sandbox/messages?phone=%s&case=%s"
                                        .formatted(CREDITOR_PHONE, CourtHttp.segment(number)),
                                "")
                        .expect(200)
                        .text())
                .contains("第1期没有付清")
                .contains("可以申请恢复执行");

        story.credit(account(), Money.parse("3000.00"), "分期乙", "第一期", "missed-instalment-late");
        for (int hour = 0; hour < 6 && !alerts().isEmpty(); hour++) {
            court.advance("PT1H");
        }
        assertThat(alerts()).as("paid").isEmpty();
    }

    /** Who answers for it says until when it takes, once; it is seen beside the matter. */
    private void explained() {
        JsonNode own = standing();
        assertThat(own.path("explainable").asBoolean()).isTrue();
        String address =
                "/api/alerts/concerns/%d/explanation".formatted(own.path("id").asLong());
        Map<String, String> words = Map.of(
                "kind",
                "PARTY",
                "text",
                "被执行人已经电话承诺三日内付清",
                "until",
                story.today().plusDays(5).toString());
        court.post(address, "cashier", words).expect(409);
        court.post(address, "director", Map.of("kind", "PARTY")).expect(422);
        court.post(address, "director", words).expect(201);
        court.post(address, "director", words).expect(409);
        assertThat(standing().path("explainedUntil").asString()).isEqualTo(words.get("until"));
        assertThat(standing().path("explainable").asBoolean()).isFalse();
    }

    private JsonNode standing() {
        for (JsonNode each : court.get("/api/alerts?scope=COURT", "director")
                .expect(200)
                .json()
                .path("concerns")) {
            if (each.path("number").asString().equals(number)) {
                return each;
            }
        }
        throw new AssertionError("nothing stands");
    }

    private void file(LocalDate today) {
        number = court.post(
                        "/api/cases",
                        "filing",
                        """
                        {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","cause":"民间借贷纠纷",
                         "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初9477号","court":"鄂1125","effectiveOn":"%s","performanceDue":"%s"},
                         "applicants":[{"kind":"PERSON","name":"分期甲","phone":"%s"}],
                         "respondents":[{"kind":"PERSON","name":"分期乙"}],
                         "obligations":[{"kind":"MONEY","principal":"8000.00","costs":"0.00"}]}""".formatted(today, today, today.plusDays(30), CREDITOR_PHONE),
                        "Idempotency-Key",
                        "missed-instalment")
                .expect(201)
                .json()
                .path("number")
                .asString();
    }

    private String account() {
        return court.get(CourtHttp.caseAt(number) + "/funds", "judge")
                .expect(200)
                .json()
                .path("account")
                .asString();
    }

    /** What the court is warned of about this case; whose it is has been told first. */
    private List<String> alerts() {
        List<String> all = new ArrayList<>();
        for (JsonNode each : court.get("/api/alerts?scope=COURT", "director")
                .expect(200)
                .json()
                .path("concerns")) {
            if (each.path("number").asString().equals(number)) {
                all.add(each.path("level").asString() + " " + each.path("text").asString());
                assertThat(each.path("history").get(0).path("who").asString())
                        .isEqualTo(each.path("owner").asString())
                        .isNotEqualTo("尚未分案");
            }
        }
        return all;
    }
}
