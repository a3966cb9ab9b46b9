package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What the network does not know: an applicant's clue becomes an asset, a debtor's silence and lies become grounds. */
@SunlitTest(shared = "stories")
class CluesStory {

    private static final String APPLICANT = "19000008871";
    private static final String DEBTOR = "19000008872";

    @LocalServerPort
    private int port;

    private CourtHttp court;
    private String number;

    @BeforeEach
    void aCase() {
        court = new CourtHttp("http://127.0.0.1:" + port);
        number = court.post("/api/cases", "filing", """
                        {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","cause":"买卖合同纠纷",
                         "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初8807号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                         "applicants":[{"kind":"PERSON","name":"供线某","phone":"%s"}],
                         "respondents":[{"kind":"PERSON","name":"瞒报某","idType":"RESIDENT_ID","idNumber":"110101199003071268","phone":"%s"}],
                         "obligations":[{"kind":"MONEY","principal":"50000.00"}]}""".formatted(
                                        new PaperToMoney(court, "clues").today(), APPLICANT, DEBTOR))
                .expect(201)
                .json()
                .path("number")
                .asString();
        court.post(
                        at("/initiation"),
                        "judge",
                        Map.of("paper", Map.of("how", "DIRECT", "receipt", "回证第7号")))
                .expect(200);
    }

    private String at(String what) {
        return CourtHttp.caseAt(number) + what;
    }

    private Browser enter(String name, String phone) {
        Browser browser = new Browser(port);
        browser.enterPortal(court, number, name, phone);
        return browser;
    }

    private JsonNode clue() {
        return court.get(at("/clues"), "judge").expect(200).json().get(0);
    }

    private JsonNode standing() {
        return court.get(at("/reports"), "judge").expect(200).json().get(0);
    }

    /** CD-01 */
    @Test
    void 申请执行人提供线索_七日内核查_属实的登记为财产_结果告知() {
        Browser applicant = enter("供线某", APPLICANT);
        Map<String, String> form = new HashMap<>(Map.of("kind", "VEHICLE", "place", "", "words", "被执行人天天开一辆白色轿车"));
        assertThat(applicant.post("/portal/clues", form).text()).as("not concrete").contains("请写明财产在哪里", "白色轿车");
        form.put("place", "城东某小区停车场");
        form.put("key", "鄂J88071");
        assertThat(applicant.post("/portal/clues", form).text()).contains("核查中", "城东某小区停车场");
        JsonNode given = clue();
        assertThat(given.path("dueOn").asString())
                .isGreaterThanOrEqualTo(
                        new PaperToMoney(court, "clues").today().plusDays(7).toString());
        assertThat(given.toString()).as("masked").doesNotContain("鄂J88071");
        assertThat(node("C05").path("state").asString()).isEqualTo("OPEN");

        String result = at("/clues/" + given.path("id").asLong() + "/result");
        court.post(result, "judge", Map.of("result", "CONFIRMED", "findings", "属实")).expect(422);
        court.post(
                        result,
                        "judge",
                        Map.of(
                                "result", "CONFIRMED",
                                "findings", "现场核实该车停放于此，登记在被执行人名下",
                                "evidence", "现场核查笔录第1号",
                                "title", "白色小型轿车",
                                "value", "60000.00"))
                .expect(200);
        court.post(result, "judge", Map.of("result", "UNFOUNDED", "findings", "x", "evidence", "x")).expect(409);
        assertThat(node("C05").path("state").asString()).isEqualTo("DONE");
        boolean added = false;
        for (JsonNode asset : court.get(at("/assets"), "judge").json().path("assets")) {
            added |= asset.path("id").asLong() == clue().path("asset").asLong()
                    && asset.path("source").asString().equals("CLUE");
        }
        assertThat(added).as("an asset of the case").isTrue();
        assertThat(applicant.get("/portal/clues").text()).contains("属实", "现场核查笔录第1号");
        assertThat(applicant.get("/portal/documents").text()).contains("财产线索核查结果告知书");
    }

    private JsonNode node(String code) {
        for (JsonNode node : court.get(at("/lists/3"), "judge").expect(200).json().path("nodes")) {
            if (node.path("code").asString().equals(code)) {
                return node;
            }
        }
        throw new AssertionError(code);
    }

    /** CD-06、CD-07、CD-08 */
    @Test
    void 逐项报告_申请执行人可以查询_虚假报告即成提请的事由() {
        Browser debtor = enter("瞒报某", DEBTOR);
        Map<String, String> form = new HashMap<>();
        for (String item : List.of(
                "REAL_ESTATE", "MOVABLES", "RIGHTS", "OTHER", "TRANSFERRED", "ENCUMBERED", "WAIVED", "SPENT")) {
            form.put("none." + item, "true");
        }
        form.put("INCOME", "月工资4000元，某银行6222999900000088721余额100元");
        assertThat(debtor.post("/portal/report", form).text()).as("one item is missing").contains("一年来其他影响债权实现");
        form.put("none.OTHER_CHANGE", "true");
        assertThat(debtor.post("/portal/report", form).text()).contains("月工资4000元");
        assertThat(debtor.post("/portal/report", form).status()).as("once").isEqualTo(422);
        assertThat(debtor.get("/portal/clues").status()).as("the other side's page").isIn(403, 404);

        Browser applicant = enter("供线某", APPLICANT);
        assertThat(applicant.get("/portal/clues").text()).contains("月工资4000元").doesNotContain("6222999900000088721");
        assertThat(court.get(at("/proofs"), "judge").text()).contains("PROPERTY_REPORT_READ");

        JsonNode mine = standing();
        assertThat(mine.has("misconduct")).isFalse();
        long party = mine.path("party").asLong();
        court.post(at("/respondents/" + party + "/report-listing"), "judge", "{}").expect(409);
        court.post(
                        at("/reports/" + mine.path("reports").get(0).path("id").asLong() + "/verdict"),
                        "judge",
                        Map.of("truthful", false, "facts", "未报告查询所得的存款"))
                .expect(200);
        assertThat(standing().path("misconduct").asString()).isEqualTo("FALSE_REPORT");
        court.post(at("/respondents/" + party + "/report-listing"), "judge", "{}").expect(201);
        assertThat(court.get(at("/sanctions"), "judge").text()).contains("REPORT_VIOLATION");
    }

    @Test
    void 逾期不报告的是拒绝报告_期内可以申请延长() {
        Browser debtor = enter("瞒报某", DEBTOR);
        String due = standing().path("dueOn").asString();
        String wanted = java.time.LocalDate.parse(due).plusDays(10).toString();
        assertThat(debtor.post("/portal/report/extension", Map.of("wanted", due, "because", "资料在外地"))
                        .status())
                .isEqualTo(422);
        assertThat(debtor.post("/portal/report/extension", Map.of("wanted", wanted, "because", "资料在外地"))
                        .text())
                .contains("请等待法院决定");
        long party = standing().path("party").asLong();
        court.post(at("/respondents/" + party + "/report-extension"), "judge", Map.of("until", wanted))
                .expect(200);
        assertThat(standing().path("dueOn").asString()).isEqualTo(wanted);
        court.advance("P20D");
        assertThat(standing().has("misconduct")).as("extended").isFalse();
        court.advance("P12D");
        assertThat(standing().path("misconduct").asString()).isEqualTo("REFUSED_REPORT");
    }
}
