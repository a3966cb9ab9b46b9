package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.SunlitTest;
import cn.sunlit.TestBrowser;
import cn.sunlit.database.OwnerDatabase;
import cn.sunlit.identity.Court;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.kernel.CourtCode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Those who watch over the work: the walk over the record, the search in it, and the register of interventions. */
@SunlitTest(shared = "stories")
class SupervisionStory {

    private static final CourtCode ABOVE = new CourtCode("鄂11");
    private static final Path PICTURES = Path.of(System.getProperty("sunlit.screenshots", "target/screenshots"));
    private static final String SECRET = "打招呼请关照某公司";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private OwnerDatabase owner;

    @Autowired
    private StaffDirectory staff;

    @Autowired
    private Courts courts;

    private CourtHttp court;

    @BeforeEach
    void aCourt() {
        court = new CourtHttp("http://127.0.0.1:" + port);
    }

    private Browser signedIn(String login) {
        Browser browser = new Browser(port);
        browser.signIn(login, "demo");
        return browser;
    }

    private JsonNode walked() throws InterruptedException {
        for (int i = 0; i < 6000; i++) {
            JsonNode newest = court.get("/api/audit/walks", "supervisor")
                    .expect(200)
                    .json()
                    .path("walks")
                    .path(0);
            if (!newest.path("state").asString().equals("RUNNING")) {
                return newest;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the walk does not end");
    }

    private void tamper(String sql) {
        int changed = owner.inTransaction(db -> {
            db.sql("set local session_replication_role = replica").update();
            return db.sql(sql).update();
        });
        assertThat(changed).isEqualTo(1);
    }

    @Test
    void 监督人员发起全链核对_绕过程序改动一行即被指出并通知监督人员和局长() throws Exception {
        new PaperToMoney(court, "walks", 37).file();
        walked(); // the night's, if one is under way
        Browser supervisor = signedIn("supervisor");
        assertThat(supervisor.get("/audit").text()).contains("现在核对", "条留痕");
        assertThat(supervisor.post("/audit/walks", Map.of()).status()).isEqualTo(200);
        assertThat(walked().path("faults").size()).isZero();
        assertThat(supervisor.get("/audit").text()).contains("全部相符");

        assertThat(signedIn("judge").get("/audit").text()).doesNotContain("现在核对");
        assertThat(court.post("/api/audit/walks", "judge", "{}").status()).isEqualTo(403);
        assertThat(court.post("/api/audit/walks/cancel", "supervisor", "{}").status())
                .isEqualTo(409);

        long document = jdbc.sql("select max(id) from documents.document")
                .query(Long.class)
                .single();
        tamper("update documents.document set title = title || '（改）' where id = " + document);
        try {
            court.post("/api/audit/walks", "supervisor", "{}").expect(202);
            JsonNode walk = walked();
            assertThat(walk.path("state").asString()).isEqualTo("DONE");
            assertThat(supervisor.get("/audit").text())
                    .contains("第一处不符", "业务数据documents.document/%d：".formatted(document), "已被改动");
            court.advance("PT1M");
            for (String login : List.of("supervisor", "director")) {
                String phone = staff.find(login).orElseThrow().phone();
                assertThat(court.get("/sandbox/messages?phone=" + phone, "")
                                .expect(200)
                                .text())
                        .as(login)
                        .contains("存证全链核对发现数据与留痕不符");
            }
            assertThat(signedIn("director").get("/desk").text()).contains("存证全链核对发现数据与留痕不符");
            assertThat(signedIn("judge").get("/desk").text()).doesNotContain("存证全链核对发现");
        } finally {
            tamper("update documents.document set title = replace(title, '（改）', '') where id = " + document);
        }
        court.post("/api/audit/walks", "supervisor", "{}").expect(202);
        assertThat(walked().path("faults").size()).isZero();
        assertThat(signedIn("director").get("/desk").text()).doesNotContain("存证全链核对发现");
    }

    @Test
    void 按人_案件_种类和日期查留痕_看得到每一次查看个人信息_外院看不到() {
        PaperToMoney story = new PaperToMoney(court, "search", 39);
        story.file();
        long party = jdbc.sql("""
                        select min(p.party_id) from cases.participant p join cases.file f on f.id = p.case_id where f.number = ?""").param(story.number()).query(Long.class).single();
        court.post(story.at("/parties/" + party + "/number"), "judge", Map.of("reason", "核对收款人身份"))
                .expect(200);
        Browser supervisor = signedIn("supervisor");
        String day = "&from=" + story.today() + "&to=" + story.today();
        assertThat(supervisor
                        .get("/audit?kind=PERSONAL_DATA_READ&caseNumber=" + CourtHttp.segment(story.number()) + day)
                        .text())
                .contains("核对收款人身份", "judge");
        assertThat(supervisor
                        .get("/audit?person=filing&caseNumber=" + CourtHttp.segment(story.number()) + day)
                        .text())
                .doesNotContain("核对收款人身份");
        assertThat(supervisor.get("/audit?caseNumber=xx").text()).contains("案号");
        assertThat(supervisor.get("/audit?from=2020-01-01&to=2026-01-01").text())
                .contains("一次最多查一年");

        JsonNode first =
                court.get("/api/audit/entries", "supervisor").expect(200).json();
        assertThat(first.path("acts").size()).isEqualTo(50);
        long older = first.path("older").asLong();
        JsonNode second = court.get("/api/audit/entries?older=" + older, "supervisor")
                .expect(200)
                .json();
        assertThat(second.path("acts").path(0).path("id").asLong()).isNotEqualTo(older);
        assertThat(second.path("acts").path(0).path("at").asString())
                .isLessThanOrEqualTo(first.path("acts").path(49).path("at").asString());

        member("neighbour", new CourtCode("鄂1127"), Role.SUPERVISOR);
        assertThat(signedIn("neighbour")
                        .get("/audit?caseNumber=" + CourtHttp.segment(story.number()))
                        .text())
                .contains("没有符合条件的留痕")
                .doesNotContain("核对收款人身份");
        assertThat(signedIn("cashier").get("/audit").status()).isEqualTo(403);
    }

    private void member(String login, CourtCode of, Role role) {
        if (courts.find(of).isEmpty()) {
            courts.register(new Court(of, "黄梅县人民法院", "基层", ABOVE));
        }
        if (staff.find(login).isEmpty()) {
            staff.register(new StaffMember(login, "外院监督甲", of, Set.of(role), "19000000000"), "demo");
        }
    }

    private static Map<String, Object> draft(String words) {
        Map<String, Object> draft = new HashMap<>();
        draft.put("kind", "INSIDER");
        draft.put("on", "2026-03-02");
        draft.put("who", "丙某某");
        draft.put("post", "某局副局长");
        draft.put("how", "电话");
        draft.put("words", words);
        draft.put("witnesses", "书记员在场");
        return draft;
    }

    @Test
    void 过问记录只有监督人员和本人看得到_不能改删_次序和期限由程序管() {
        long id = court.post("/api/interventions", "judge", draft(SECRET))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        assertThat(court.get("/api/interventions", "judge").expect(200).text()).contains(SECRET, "\"REPORTED\"");
        assertThat(court.get("/api/supervision/interventions", "supervisor")
                        .expect(200)
                        .text())
                .contains(SECRET, "丙某某");
        assertThat(signedIn("supervisor").get("/supervision/interventions").text())
                .contains(SECRET, "尚未月报的人员");

        for (String other : List.of("director", "leader", "admin", "judge2", "filing")) {
            assertThat(court.get("/api/supervision/interventions", other).status())
                    .as(other)
                    .isEqualTo(403);
            assertThat(signedIn(other).get("/supervision/interventions").status())
                    .as(other)
                    .isEqualTo(403);
            assertThat(court.get("/api/interventions", other).text()).as(other).doesNotContain(SECRET);
            assertThat(court.post("/api/interventions/" + id + "/additions", other, Map.of("text", "代为补充"))
                            .status())
                    .as(other)
                    .isEqualTo(404);
        }
        assertThat(court.get("/api/audit/entries?person=" + CourtHttp.segment("过问登记"), "director")
                        .expect(200)
                        .text())
                .contains("过问案件情况记录第%d号（内容密封）".formatted(id))
                .doesNotContain(SECRET, "丙某某", "judge", "INSIDER");

        assertThat(jdbc.sql("select string_agg(i::text, ' ') from supervision.intervention i")
                        .query(String.class)
                        .single())
                .doesNotContain(SECRET, "judge", "丙某某");
        for (String change : List.of(
                "delete from supervision.intervention", "update supervision.intervention set kind = 'LEADER'")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).rootCause().hasMessageContaining("permission denied");
            assertThatThrownBy(() -> owner.inTransaction(db -> db.sql(change).update()))
                    .rootCause()
                    .hasMessageContaining("不能修改或者删除");
        }

        String steps = "/api/supervision/interventions/" + id + "/steps";
        assertThat(court.post(steps, "supervisor", Map.of("stage", "CLOSED", "text", "了结"))
                        .status())
                .isEqualTo(409);
        assertThat(court.post(steps, "supervisor", Map.of("stage", "RECEIVED")).status())
                .isEqualTo(422);
        assertThat(court.post(steps, "director", Map.of("stage", "RECEIVED", "text", "接收"))
                        .status())
                .isEqualTo(403);
        court.post(steps, "supervisor", Map.of("stage", "RECEIVED", "text", "已接收"))
                .expect(200);
        court.post("/api/interventions/" + id + "/additions", "judge", Map.of("text", "又来过一次电话"))
                .expect(200);
        court.post(steps, "supervisor", Map.of("stage", "VERIFIED", "text", "属实"))
                .expect(200);
        court.post(steps, "supervisor", Map.of("stage", "TRANSFERRED", "text", "移送纪检监察机构"))
                .expect(200);
        court.post(steps, "supervisor", Map.of("stage", "CLOSED", "text", "已处理"))
                .expect(200);
        assertThat(signedIn("judge").get("/interventions").text()).contains("又来过一次电话", "移送纪检监察机构", "已办结");
        assertThat(court.post(steps, "supervisor", Map.of("stage", "CLOSED", "text", "再次"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void 零报告每月一次_有过问的不能作零报告_涉及本院监督人员的由上级处理() {
        String month = YearMonth.from(new PaperToMoney(court, "none").today()).toString();
        court.post("/api/interventions/none", "cashier", Map.of("month", month)).expect(200);
        court.post("/api/interventions/none", "cashier", Map.of("month", month)).expect(200);
        assertThat(signedIn("cashier").get("/interventions").text()).contains("本月已经报告");
        court.post("/api/interventions", "dispatcher", draft("打听案情")).expect(201);
        assertThat(court.post("/api/interventions/none", "dispatcher", Map.of("month", month))
                        .status())
                .isEqualTo(409);
        JsonNode figures = court.get("/api/supervision/interventions/figures", "supervisor")
                .expect(200)
                .json();
        assertThat(figures.path("missing").toString())
                .doesNotContain(
                        staff.find("cashier").orElseThrow().name(),
                        staff.find("dispatcher").orElseThrow().name());
        assertThat(figures.path("counts").size()).isPositive();

        Map<String, Object> above = draft("监督人员本人过问");
        above.put("above", true);
        court.post("/api/interventions", "judge2", above).expect(201);
        assertThat(court.get("/api/supervision/interventions", "supervisor").text())
                .doesNotContain("监督人员本人过问");
        member("middle", ABOVE, Role.SUPERVISOR);
        assertThat(signedIn("middle").get("/supervision/interventions").text()).contains("监督人员本人过问", "打听案情");

        Browser judge = signedIn("judge");
        assertThat(judge.post("/interventions", Map.of("kind", "LEADER", "who", "丁某", "words", "原话在此"))
                        .text())
                .contains("请填写发生日期", "原话在此");
    }

    @Test
    void 监督人员在手机上看存证_核验和过问记录_不用横向滚动() {
        court.post("/api/interventions", "judge", draft("问了一句进展")).expect(201);
        try (TestBrowser browser = new TestBrowser();
                BrowserContext narrow = browser.withoutScript(390, 844)) {
            Page page = narrow.newPage();
            page.navigate("http://127.0.0.1:" + port + "/login");
            page.fill("input[name=login]", "supervisor");
            page.fill("input[name=password]", "demo");
            page.click("button[type=submit], form button");
            for (String path : List.of(
                    "/audit", "/interventions", "/supervision/interventions", "/verify", "/verify/checkpoints")) {
                page.navigate("http://127.0.0.1:" + port + path);
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                        .as(path)
                        .isLessThanOrEqualTo(390);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(PICTURES.resolve(path.substring(1).replace('/', '-') + "-390.png"))
                        .setFullPage(true));
            }
        }
    }
}
