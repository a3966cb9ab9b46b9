package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the network does not know: an applicant's clue becomes an asset, a debtor's silence and lies become grounds. */
@SunlitTest(shared = "stories")
class CluesStory {

    private static final String APPLICANT = "19000008871";
    private static final String DEBTOR = "19000008872";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

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
        court.post(at("/initiation"), "judge", Map.of("paper", Map.of("how", "DIRECT", "receipt", "回证第7号")))
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
        assertThat(applicant.post("/portal/clues", form).text())
                .as("not concrete")
                .contains("请写明财产在哪里", "白色轿车");
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
        court.post(result, "judge", Map.of("result", "CONFIRMED", "findings", "属实"))
                .expect(422);
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
        court.post(result, "judge", Map.of("result", "UNFOUNDED", "findings", "x", "evidence", "x"))
                .expect(409);
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
        for (JsonNode node :
                court.get(at("/lists/3"), "judge").expect(200).json().path("nodes")) {
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
        for (String item :
                List.of("REAL_ESTATE", "MOVABLES", "RIGHTS", "OTHER", "TRANSFERRED", "ENCUMBERED", "WAIVED", "SPENT")) {
            form.put("none." + item, "true");
        }
        form.put("INCOME", "月工资4000元，某银行6222999900000088721余额100元");
        assertThat(debtor.post("/portal/report", form).text())
                .as("one item is missing")
                .contains("一年来其他影响债权实现");
        form.put("none.OTHER_CHANGE", "true");
        assertThat(debtor.post("/portal/report", form).text()).contains("月工资4000元");
        assertThat(debtor.post("/portal/report", form).status()).as("once").isEqualTo(422);
        assertThat(debtor.get("/portal/clues").status())
                .as("the other side's page")
                .isIn(403, 404);

        Browser applicant = enter("供线某", APPLICANT);
        assertThat(applicant.get("/portal/clues").text()).contains("月工资4000元").doesNotContain("6222999900000088721");
        assertThat(court.get(at("/proofs"), "judge").text()).contains("PROPERTY_REPORT_READ");

        JsonNode mine = standing();
        assertThat(mine.has("misconduct")).isFalse();
        long party = mine.path("party").asLong();
        court.post(at("/respondents/" + party + "/report-listing"), "judge", "{}")
                .expect(409);
        court.post(
                        at("/reports/" + mine.path("reports").get(0).path("id").asLong() + "/verdict"),
                        "judge",
                        Map.of("truthful", false, "facts", "未报告查询所得的存款"))
                .expect(200);
        assertThat(standing().path("misconduct").asString()).isEqualTo("FALSE_REPORT");
        court.post(at("/respondents/" + party + "/report-listing"), "judge", "{}")
                .expect(201);
        assertThat(court.get(at("/sanctions"), "judge").text()).contains("REPORT_VIOLATION");
    }

    /** CD-09 */
    @Test
    void 悬赏公告_提供人保密_按公告计算_两人审批() {
        Browser applicant = enter("供线某", APPLICANT);
        assertThat(applicant.post("/portal/rewards", Map.of("percent", "5")).text())
                .contains("没有申请成功", "承诺");
        assertThat(applicant
                        .post("/portal/rewards", Map.of("percent", "5", "promised", "true"))
                        .text())
                .contains("法院十日内决定");
        String page = "/cases/" + CourtHttp.segment(number) + "/rewards";
        Browser judge = new Browser(port);
        judge.signIn("judge", "demo");
        long reward = reward();
        assertThat(judge.post(page + "/" + reward + "/publish", Map.of()).status())
                .isEqualTo(403);
        Browser director = new Browser(port);
        director.signIn("director", "demo");
        assertThat(director.post(page + "/" + reward + "/publish", Map.of()).text())
                .contains("悬赏中");

        Browser anybody = new Browser(port);
        assertThat(anybody.get("/rewards").text()).contains("瞒报某", "执行到位金额的5%");
        assertThat(anybody.get("/rewards/" + reward).text()).contains("发放悬赏金");
        assertThat(anybody.post("/rewards/" + reward, Map.of("name", "热心某", "phone", "x", "words", "在城南有车库"))
                        .text())
                .contains("联系电话应为数字", "在城南有车库");
        assertThat(anybody.post("/rewards/" + reward, Map.of("name", "热心某", "phone", "19000008873", "words", "在城南有车库"))
                        .text())
                .contains("线索已经收到");
        long tip = tip(reward);
        assertThat(judge.get(page).text()).contains("待核查").doesNotContain("热心某", "城南有车库");
        assertThat(judge.post(page + "/tips/" + tip + "/full", Map.of("reason", "核查线索"))
                        .text())
                .contains("热心某", "城南有车库");
        Map<String, String> result = new HashMap<>(Map.of(
                "findings",
                "现场核实属实",
                "relation",
                "AGENT",
                "kind",
                "OTHER",
                "place",
                "城南某小区",
                "key",
                "库房7号",
                "title",
                "车库",
                "confirmed",
                "true"));
        assertThat(judge.post(page + "/tips/" + tip + "/result", result).text()).contains("不予发放悬赏金");
        result.put("relation", "NONE");
        assertThat(judge.post(page + "/tips/" + tip + "/result", result).text()).contains("属实，待执行到位");
        assertThat(judge.post(page + "/tips/" + tip + "/proposal", Map.of("recovered", "1000.00"))
                        .text())
                .as("nothing came in")
                .contains("少于因线索执行到位的");
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
                                "1000.50",
                                "payer",
                                "买受人",
                                "remark",
                                number,
                                "key",
                                "reward-" + number))
                .expect(201);
        court.advance("PT1H");
        assertThat(judge.post(page + "/tips/" + tip + "/proposal", Map.of("recovered", "1000.50"))
                        .text())
                .contains("50.03 元", "悬赏金待审批");
        assertThat(judge.post(page + "/tips/" + tip + "/approve", Map.of()).status())
                .isEqualTo(403);
        assertThat(director.post(page + "/tips/" + tip + "/approve", Map.of()).text())
                .contains("悬赏金待发放");
    }

    private long reward() {
        return jdbc.sql(
                        "select max(r.id) from investigation.reward r join cases.file f on f.id = r.case_id where f.number = ?")
                .param(number)
                .query(Long.class)
                .single();
    }

    private long tip(long reward) {
        return jdbc.sql("select max(id) from investigation.tip where reward_id = ?")
                .param(reward)
                .query(Long.class)
                .single();
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
