package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Agents, representatives and heirs come and go in a case; the portal and the money follow at once. */
@SunlitTest(shared = "stories")
class StandInsStory {

    private static final String BUYER = "19000009911";
    private static final String DEBTOR = "19000009912";
    private static final String LAWYER = "19000009913";
    private static final String OTHER = "19000009914";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private CourtHttp court;
    private String number;
    private long applicant;
    private long debtor;

    @BeforeEach
    void aCase() {
        court = new CourtHttp("http://127.0.0.1:" + port);
        number = filed();
        JsonNode file = court.get(CourtHttp.caseAt(number), "judge").expect(200).json();
        applicant = file.path("applicants").get(0).path("id").asLong();
        debtor = file.path("respondents").get(0).path("id").asLong();
    }

    /** The account that the application names is the lawyer's, whose authority is said to cover settling only. */
    private String filed() {
        return court.post("/api/cases", "filing", """
                        {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","cause":"买卖合同纠纷",
                         "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初9911号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                         "applicants":[{"kind":"PERSON","name":"买某","phone":"%s",
                           "payee":{"name":"戊律师","bank":"演示商业银行","account":"6299990000000099111"},
                           "agent":{"name":"戊律师","phone":"%s","special":true,"paper":"授权委托书（2026年3月1日）"}}],
                         "respondents":[{"kind":"ORGANISATION","name":"卖某公司","phone":"%s"}],
                         "obligations":[{"kind":"MONEY","principal":"3000.00"}]}""".formatted(today(), BUYER, LAWYER, DEBTOR))
                .expect(201)
                .json()
                .path("number")
                .asString();
    }

    private LocalDate today() {
        return new PaperToMoney(court, "stand-ins").today();
    }

    private CourtHttp.Answer appoint(String kind, long principal, String name, String phone, Map<String, Object> more) {
        Map<String, Object> draft =
                new HashMap<>(Map.of("kind", kind, "principal", principal, "name", name, "phone", phone));
        draft.putAll(more);
        return court.post(CourtHttp.caseAt(number) + "/mandates", "filing", draft);
    }

    private CourtHttp.Answer end(long mandate) {
        return court.post(
                CourtHttp.caseAt(number) + "/mandates/" + mandate + "/end",
                "filing",
                Map.of("why", "当事人解除委托", "paper", "解除委托告知书"));
    }

    private long mandateOf(String name) {
        for (JsonNode each : court.get(CourtHttp.caseAt(number) + "/mandates", "judge")
                .expect(200)
                .json()
                .path("mandates")) {
            if (each.path("name").asString().equals(name)) {
                return each.path("id").asLong();
            }
        }
        throw new AssertionError(name);
    }

    private Browser enter(String name, String phone) {
        Browser browser = new Browser(port);
        browser.enterPortal(court, number, name, phone);
        return browser;
    }

    private void assertOut(Browser browser) {
        for (String page : List.of("/portal", "/portal/documents", "/portal/property", "/portal/proofs")) {
            assertThat(browser.get(page).text()).as(page).contains("查看我的执行案件").doesNotContain(number);
        }
        assertThat(browser.post("/portal/messages/choice", Map.of("sms", "off")).text())
                .doesNotContain("以后不再发短信给您");
    }

    /** WT-04、WT-07 */
    @Test
    void 代理人随委托来去_看得到送达给委托人的文书_解除后下一次点击就出去_对方收到通知() {
        assertThat(appoint("AGENT", debtor, "己律师", OTHER, Map.of("paper", "授权委托书"))
                        .status())
                .isEqualTo(201);
        Browser agent = enter("己律师", OTHER);
        assertThat(agent.get("/portal").text()).contains("被执行人卖某公司的代理人", "一般授权");
        assertThat(agent.get("/portal/documents").text()).doesNotContain("执行通知书");
        String officer = court.get(CourtHttp.caseAt(number), "filing")
                .json()
                .path("officer")
                .asString("judge");
        court.post(
                        CourtHttp.caseAt(number) + "/initiation",
                        officer,
                        Map.of("paper", Map.of("how", "DIRECT", "receipt", "回证第9号")))
                .expect(200);
        assertThat(agent.get("/portal/documents").text()).contains("执行通知书", "报告财产令");
        assertThat(agent.get("/portal/payment").status()).isEqualTo(200);
        Browser applicants = enter("戊律师", LAWYER);
        assertThat(applicants.get("/portal/documents").text()).contains("受理通知书").doesNotContain("报告财产令");
        assertThat(applicants.get("/portal/payment").status())
                .as("the other side's slip")
                .isEqualTo(404);

        long mandate = mandateOf("己律师");
        end(mandate).expect(200);
        assertOut(agent);
        assertThat(end(mandate).status()).as("ends once").isEqualTo(409);
        court.advance("PT1M");
        assertThat(court.get("/sandbox/messages?phone=" + BUYER, "").text()).contains("己律师不再是卖某公司的委托代理人");
        assertThat(jdbc.sql("""
                                select string_agg(type, ',' order by id) from audit.entry
                                where type like 'MANDATE_%' and facts->>'mandate' = ?""")
                        .param(Long.toString(mandate))
                        .query(String.class)
                        .single())
                .isEqualTo("MANDATE_GIVEN,MANDATE_ENDED");
        assertThat(applicants.get("/portal").text()).as("the others stay").contains("全部环节");
        Browser again = new Browser(port);
        again.get("/portal/login");
        again.post("/portal/login", Map.of("caseNumber", number, "name", "己律师"));
        long before = messagesTo(OTHER);
        court.advance("PT1M");
        assertThat(messagesTo(OTHER)).as("no code for who is out").isEqualTo(before);
    }

    private long messagesTo(String phone) {
        return court.get("/sandbox/messages?phone=" + phone, "")
                .expect(200)
                .json()
                .size();
    }

    @Test
    void 授权到期_次日即不能再看_他案的登记动不了() {
        assertThat(appoint("AGENT", debtor, "庚律师", OTHER, Map.of("paper", "授权委托书", "until", today().toString()))
                        .status())
                .isEqualTo(201);
        Browser agent = enter("庚律师", OTHER);
        assertThat(agent.get("/portal").text()).contains("全部环节");
        long elsewhere = mandateOf("庚律师");
        court.advance("P1D");
        assertOut(agent);
        assertThat(appoint(
                                "AGENT",
                                debtor,
                                "辛律师",
                                OTHER,
                                Map.of(
                                        "paper",
                                        "授权委托书",
                                        "until",
                                        today().minusDays(1).toString()))
                        .status())
                .isEqualTo(422);

        String mine = number;
        long foreign = debtor;
        number = filed();
        assertThat(end(elsewhere).status()).as("a mandate of another case").isEqualTo(404);
        assertThat(appoint("AGENT", foreign, "壬律师", OTHER, Map.of("paper", "授权委托书"))
                        .status())
                .as("a party of another case")
                .isEqualTo(422);
        assertThat(court.post(CourtHttp.caseAt(mine) + "/mandates", "finance", Map.of("kind", "AGENT"))
                        .status())
                .as("who has no business with it")
                .isEqualTo(403);
        Browser clerk = new Browser(port);
        clerk.signIn("filing", "demo");
        String page = "/cases/" + CourtHttp.segment(number) + "/mandates";
        assertThat(clerk.get(page).status()).isEqualTo(200);
        Map<String, String> form = Map.of(
                "kind", "AGENT", "principal", Long.toString(foreign), "name", "壬律师", "phone", OTHER, "paper", "授权委托书");
        assertThat(clerk.post(page, form)).satisfies(a -> {
            assertThat(a.status()).isEqualTo(422);
            assertThat(a.text()).contains("请选择本案的一方当事人", "壬律师");
        });
        assertThat(clerk.post(page + "/" + elsewhere + "/end", Map.of("why", "误", "paper", "误"))
                        .status())
                .isEqualTo(404);
        Map<String, String> right = new HashMap<>(form);
        right.put("principal", Long.toString(debtorOf(number)));
        assertThat(clerk.post(page, right).text()).contains("已登记，即时生效", "壬律师", "190****9914", "一般授权");
    }

    private long debtorOf(String of) {
        return court.get(CourtHttp.caseAt(of), "judge")
                .json()
                .path("respondents")
                .get(0)
                .path("id")
                .asLong();
    }

    /** WT-03 */
    @Test
    void 一般授权的代理人不能代为和解_换了授权即可_隐藏的事项改不出来() {
        appoint("AGENT", debtor, "癸律师", OTHER, Map.of("paper", "授权委托书")).expect(201);
        Browser agent = enter("癸律师", OTHER);
        assertThat(agent.get("/portal/statements").text()).contains("一般授权");
        Browser.Answer refused = agent.post("/portal/statements", Map.of("kind", "SETTLE", "text", "愿意分三期付清"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("须有特别授权", "第二十条", "愿意分三期付清");
        assertThat(agent.post("/portal/statements", Map.of("kind", "ADMIN", "text", "x"))
                        .status())
                .isEqualTo(422);
        assertThat(agent.post("/portal/statements", Map.of("kind", "OTHER", "text", "公司已搬迁"))
                        .text())
                .contains("已提交给承办法官", "公司已搬迁");
        end(mandateOf("癸律师")).expect(200);
        appoint("AGENT", debtor, "癸律师", OTHER, Map.of("paper", "授权委托书（特别授权）", "powers", List.of("SETTLE")))
                .expect(201);
        Browser empowered = enter("癸律师", OTHER);
        assertThat(empowered
                        .post("/portal/statements", Map.of("kind", "SETTLE", "text", "愿意分三期付清"))
                        .text())
                .contains("已提交给承办法官");
        assertThat(empowered
                        .post("/portal/statements", Map.of("kind", "WAIVE", "text", "放弃"))
                        .status())
                .as("settling is not waiving")
                .isEqualTo(409);
        Browser owner = enter("卖某公司", DEBTOR);
        assertThat(owner.get("/portal/statements").text()).doesNotContain("公司已搬迁");
        assertThat(owner.post("/portal/statements", Map.of("kind", "WAIVE", "text", "本人放弃异议"))
                        .text())
                .contains("已提交给承办法官");
        Browser judge = new Browser(port);
        judge.signIn("judge", "demo");
        assertThat(judge.get("/cases/" + CourtHttp.segment(number) + "/mandates")
                        .text())
                .contains("愿意分三期付清", "癸律师", "特别授权：进行执行和解", "本人放弃异议");
    }

    /** WT-06 */
    @Test
    void 没有裁定的继承人进不来_有裁定的取代原当事人() {
        Browser buyer = enter("买某", BUYER);
        CourtHttp.Answer none = appoint("SUCCESSOR", applicant, "买小某", OTHER, Map.of("paper", "户口簿", "replaces", true));
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.text()).contains("没有裁定不能登记承继人", "第二十八条");
        assertThat(buyer.get("/portal").text()).contains("全部环节");

        appoint("SUCCESSOR", applicant, "买小某", OTHER, Map.of("paper", "（2026）鄂1125执异9号执行裁定书", "replaces", true))
                .expect(201);
        assertOut(buyer);
        Browser heir = enter("买小某", OTHER);
        assertThat(heir.get("/portal").text()).contains("申请执行人（承继买某）");
        assertThat(heir.get("/portal/documents").text()).contains("受理通知书");
    }

    /** WT-03 */
    @Test
    void 案款不付给没有收款授权的代理人_审批前授权终止的也不付() {
        long receipt = money();
        assertThat(receipt).isPositive();
        CourtHttp.Answer refused = court.post(CourtHttp.caseAt(number) + "/distributions", "judge", "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("戊律师", "没有收取执行款项的特别授权", "第二十条");

        end(mandateOf("戊律师")).expect(200);
        appoint("AGENT", applicant, "戊律师", LAWYER, Map.of("paper", "授权委托书（特别授权）", "powers", List.of("COLLECT")))
                .expect(201);
        long plan = court.post(CourtHttp.caseAt(number) + "/distributions", "judge", "{}")
                .expect(201)
                .json()
                .path("id")
                .asLong();
        end(mandateOf("戊律师")).expect(200);
        CourtHttp.Answer late =
                court.post(CourtHttp.caseAt(number) + "/distributions/" + plan + "/approve", "director", "{}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("授权有变化", "戊律师");
        assertThat(jdbc.sql("select count(*) from funds.voucher where kind = 'ALLOCATION' and cause = ?")
                        .param("distribution:" + plan)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private long money() {
        JsonNode funds = court.get(CourtHttp.caseAt(number) + "/funds", "judge")
                .expect(200)
                .json();
        new PaperToMoney(court, "stand-ins")
                .credit(
                        funds.path("account").asString(),
                        cn.sunlit.kernel.Money.yuan(3000),
                        "卖某公司",
                        number,
                        "stand-ins-" + number);
        court.advance("PT1M");
        return court.get(CourtHttp.caseAt(number) + "/funds", "judge")
                .json()
                .path("received")
                .asString()
                .length();
    }
}
