package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.docket.Docket;
import cn.sunlit.identity.Court;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.Machine;
import cn.sunlit.identity.Machines;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.publicity.Audience;
import cn.sunlit.publicity.Fact;
import cn.sunlit.publicity.Publicity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * People who have no business with a case: staff of the neighbouring county, of the court above, parties of another case. Every
 * address that the program has is tried with the keys of our case; whatever is added later is tried too.
 */
@SunlitTest(shared = "stories")
class StrangersStory {

    private static final CourtCode NEIGHBOUR = new CourtCode("鄂1127");
    private static final CourtCode ABOVE = new CourtCode("鄂11");
    private static final Set<Role> EVERYTHING = EnumSet.complementOf(EnumSet.of(
            Role.MACHINE, Role.BANK, Role.POLICE, Role.PROCURATORATE, Role.APPLICANT_PARTY, Role.RESPONDENT_PARTY));

    /** Doors that are open to everyone and hold nothing of a case; the sandbox's levers are for whoever demonstrates. */
    private static final List<String> OPEN = List.of(
            "/tools/",
            "/api/tools/",
            "/api/checkpoints/",
            "/api/verify/",
            "/verify/",
            "/sandbox/",
            "/rewards/",
            "/catalogue/versions/");

    @LocalServerPort
    private int port;

    @Autowired
    private Courts courts;

    @Autowired
    private StaffDirectory staff;

    @Autowired
    private Machines machines;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private Docket docket;

    private CourtHttp court;

    @BeforeEach
    void aCourt() {
        court = new CourtHttp("http://127.0.0.1:" + port);
    }

    /** A case of ours in which there is something behind every kind of key. */
    private PaperToMoney ours(String key, int serial) {
        PaperToMoney story = found(key, serial);
        story.order("FREEZE", story.deposit(PaperToMoney.RICH).path("id").asLong(), "80000.00")
                .expect(202);
        return story;
    }

    /** With the debtor's accounts found and nothing ordered yet. */
    private PaperToMoney found(String key, int serial) {
        PaperToMoney story = new PaperToMoney(court, key, serial);
        story.begins(story.today().plusDays(1));
        story.reach(0, 9);
        story.twoAccountsExist();
        story.file();
        story.reach(1, 9);
        story.begin();
        story.proposeSanction("CONSUMPTION_RESTRICTION", "NOT_PERFORMED").expect(201);
        return story;
    }

    private Browser browser(CourtCode of, String login) {
        if (courts.find(of).isEmpty()) {
            courts.register(new Court(of, "黄梅县人民法院", "基层", ABOVE));
        }
        if (staff.find(login).isEmpty()) {
            staff.register(new StaffMember(login, "外院法官甲", of, EVERYTHING, "19000000000"), "demo");
        }
        Browser browser = new Browser(port);
        browser.signIn(login, "demo");
        return browser;
    }

    /** An address of the program with the keys of a case in it. */
    private record Address(String method, String path) {}

    private List<Address> addresses(PaperToMoney story) {
        long id = jdbc.sql("select id from cases.file where number = ?")
                .param(story.number())
                .query(Long.class)
                .single();
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("{number}", CourtHttp.segment(story.number()));
        keys.put("{asset}", key("select min(id) from property.asset", id));
        keys.put("{party}", key("select min(party_id) from cases.participant where case_id = ?", id));
        keys.put("{entry}", key("select max(id) from audit.entry where case_id = ?", id));
        keys.put("{receipt}", "1");
        keys.put("{claim}", "1");
        List<Address> all = new ArrayList<>();
        mappings.getHandlerMethods().forEach((info, handler) -> {
            Set<String> paths = new TreeSet<>(info.getPatternValues());
            paths.removeIf(path -> OPEN.stream().anyMatch(path::startsWith));
            for (String path : paths) {
                if (!path.contains("{")) {
                    continue;
                }
                String filled = path;
                for (Map.Entry<String, String> each : keys.entrySet()) {
                    filled = filled.replace(each.getKey(), each.getValue());
                }
                filled = filled.replace("{id}", idIn(path, id));
                filled = filled.replaceAll("\\{[^}]+}", "1");
                boolean reads =
                        info.getMethodsCondition().getMethods().toString().contains("GET");
                all.add(new Address(reads ? "GET" : "POST", filled));
            }
        });
        assertThat(all).hasSizeGreaterThan(50);
        return all;
    }

    private String idIn(String path, long id) {
        return path.contains("documents")
                ? key("select max(id) from documents.document where case_id = ?", id)
                : path.contains("sanctions")
                        ? key("select max(id) from sanctions.sanction where case_id = ?", id)
                        : path.contains("inquiries")
                                ? key("select min(id) from inquiries.request where case_id = ?", id)
                                : path.contains("measures")
                                        ? key("select min(id) from property.measure where case_id = ?", id)
                                        : "1";
    }

    private String key(String sql, long id) {
        var query = jdbc.sql(sql);
        return String.valueOf(
                (sql.contains("?") ? query.param(id) : query).query(Long.class).single());
    }

    /** Everything that some form or body asks for, so that nothing is refused before the question of who asks. */
    private static Map<String, String> filledIn(PaperToMoney story) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("kind", "FREEZE");
        all.put("assetId", "1");
        all.put("amount", "1.00");
        all.put("reason", "外院尝试办理");
        all.put("because", "外院尝试办理");
        all.put("executable", "true");
        all.put("how", "DIRECT");
        all.put("receipt", "HZ-1");
        all.put("respondent", "1");
        all.put("ground", "NOT_PERFORMED");
        all.put("facts", "外院尝试办理");
        all.put("outcome", "FULLY_PERFORMED");
        all.put("officer", "judge");
        all.put("result", "DONE");
        all.put("document", "回执一号");
        all.put("caseNumber", story.number());
        return all;
    }

    /** What a stranger must not see of the case. */
    private static void showsNothing(Browser.Answer answer, Address at, PaperToMoney story) {
        assertThat(answer.text()).as(at.toString()).doesNotContain("甲某", "乙某公司", story.richAccount(), "120,000.00");
        assertThat(answer.text()).as(at.toString()).containsPattern("[\\u4e00-\\u9fa5]{3}");
        assertThat(answer.text())
                .as(at.toString())
                .doesNotContain("Exception", "cn.sunlit")
                .doesNotContainPattern("(?<!<)select ");
    }

    private String state(PaperToMoney story) {
        return jdbc.sql("""
                        select (select count(*) from audit.entry e where e.case_id = f.id and e.kind <> 'SYSTEM') || ' '
                            || (select count(*) from property.measure m where m.case_id = f.id) || ' ' || f.stage || ' ' || f.officer
                          from cases.file f where f.number = ?""").param(story.number()).query(String.class).single();
    }

    @Test
    void 邻县法院的人用尽每个地址_什么也看不到_什么也办不成() {
        PaperToMoney story = ours("strangers-1", 23);
        Browser stranger = browser(NEIGHBOUR, "huangmei");
        String before = state(story);
        for (Address at : addresses(story)) {
            if (at.path().startsWith("/api/")) {
                continue; // those are for programs, below
            }
            Browser.Answer answer =
                    at.method().equals("GET") ? stranger.get(at.path()) : stranger.post(at.path(), filledIn(story));
            assertThat(answer.status()).as(at + " " + answer.text()).isIn(403, 404);
            showsNothing(answer, at, story);
        }
        assertThat(stranger.get("/cases?court=" + CourtHttp.segment("鄂1125")).text())
                .contains("无权办理其他法院")
                .doesNotContain("甲某");
        for (String search : List.of(
                "/cases?debtor=" + CourtHttp.segment("乙某公司"),
                "/cases?officer=judge",
                "/cases?number=" + CourtHttp.segment(story.number()),
                "/cases",
                "/desk",
                "/cashier",
                "/kpi")) {
            assertThat(stranger.get(search).text())
                    .as(search)
                    .doesNotContain("甲某", "/cases/" + CourtHttp.segment(story.number()));
        }
        assertThat(state(story)).isEqualTo(before);
    }

    @Test
    void 邻县法院的系统和它代办的人_同样被拒() {
        PaperToMoney story = ours("strangers-2", 25);
        browser(NEIGHBOUR, "huangmei");
        machines.register(
                new Machine(
                        "huangmei",
                        "黄梅业务系统",
                        NEIGHBOUR,
                        EnumSet.complementOf(EnumSet.of(Role.APPLICANT_PARTY, Role.RESPONDENT_PARTY)),
                        true),
                "huangmei");
        String before = state(story);
        String body = JsonMapper.shared().writeValueAsString(filledIn(story));
        for (String as : List.of("", "huangmei")) {
            for (Address at : addresses(story)) {
                if (!at.path().startsWith("/api/")) {
                    continue;
                }
                CourtHttp.Answer answer = court.call("huangmei", at.method(), at.path(), as, body);
                // A body of other shape is refused as such before anybody asks who sent it; it shows nothing either.
                assertThat(answer.status()).as(at + " " + answer.text()).isIn(400, 403, 404, 422);
                showsNothing(new Browser.Answer(answer.status(), answer.text()), at, story);
            }
        }
        // Nobody borrows a person of our court.
        assertThat(court.call("huangmei", "GET", story.at(""), "judge", "").status())
                .isEqualTo(403);
        assertThat(court.call("huangmei", "GET", "/api/cases?debtor=" + CourtHttp.segment("乙某公司"), "", "")
                        .text())
                .doesNotContain("乙某公司");
        assertThat(state(story)).isEqualTo(before);
    }

    @Test
    void 上级法院可以查阅_不能办理() {
        PaperToMoney story = ours("strangers-3", 27);
        Browser above = browser(ABOVE, "huanggang");
        String before = state(story);
        String at = "/cases/" + CourtHttp.segment(story.number());
        for (String tab : List.of("", "/nodes", "/inquiries", "/assets", "/funds", "/sanctions", "/documents")) {
            Browser.Answer answer = above.get(at + tab);
            assertThat(answer.status()).as(tab).isEqualTo(200);
            assertThat(answer.text()).contains("乙某公司");
        }
        assertThat(above.get("/cases?court=" + CourtHttp.segment("鄂1125") + "&number="
                                + CourtHttp.segment(story.number()))
                        .text())
                .contains("甲某");
        for (Address each : addresses(story)) {
            if (each.method().equals("POST")
                    && each.path().startsWith("/cases/")
                    && !each.path().endsWith("/full")
                    && !each.path().endsWith("/supervision")) { // the court above may order supervision

                Browser.Answer answer = above.post(each.path(), filledIn(story));
                assertThat(answer.status()).as(each + " " + answer.text()).isIn(403, 404);
            }
        }
        assertThat(state(story)).isEqualTo(before);
    }

    @Test
    void 当事人只看得到自己的案件() {
        PaperToMoney other = ours("strangers-4", 29);
        PaperToMoney own = new PaperToMoney(court, "strangers-5", 7);
        own.begins(other.today());
        own.file();
        Browser phone = new Browser(port);
        phone.enterPortal(court, own.number(), "甲某", "19000008801");
        assertThat(phone.get("/portal").text()).contains(own.number());

        for (Address at : addresses(other)) {
            Browser.Answer answer =
                    at.method().equals("GET") ? phone.get(at.path()) : phone.post(at.path(), filledIn(other));
            assertThat(answer.status()).as(at + " " + answer.text()).isIn(401, 403, 404);
            assertThat(answer.text()).as(at.toString()).doesNotContain(other.number(), other.richAccount());
        }
        for (String page : List.of("/desk", "/cases", "/cashier", "/kpi", "/staff", "/cases/new", "/institutions")) {
            assertThat(phone.get(page).status()).as(page).isEqualTo(403);
        }
        for (String page :
                List.of("/portal", "/portal/property", "/portal/messages", "/portal/documents", "/portal/proofs")) {
            assertThat(phone.get(page + "?number=" + CourtHttp.segment(other.number()))
                            .text())
                    .as(page)
                    .contains(own.number())
                    .doesNotContain(other.number());
        }
    }

    @Test
    void 受理通知书在申请人的文书里_冻结裁定在执行前不向被执行人透露() {
        PaperToMoney story = found("strangers-6", 15);
        court.post("/sandbox/institutions/ICBC/faults", "", Map.of("down", true))
                .expect(200);
        story.order("FREEZE", story.deposit(PaperToMoney.RICH).path("id").asLong(), "80000.00")
                .expect(202);
        Browser applicant = new Browser(port);
        applicant.enterPortal(court, story.number(), "甲某", "19000008803");
        assertThat(applicant.get("/portal/documents").text()).contains("受理通知书", "提供财产线索通知书");

        Browser debtor = new Browser(port);
        debtor.enterPortal(court, story.number(), "乙某公司", "19000008802");
        for (String page :
                List.of("/portal/proofs", "/portal/documents", "/portal/property", "/portal/messages", "/portal")) {
            assertThat(debtor.get(page).text()).as(page).doesNotContain("冻结裁定", "协助冻结", "裁定书");
        }
        assertThat(debtor.get("/portal/proofs").text()).contains("执行通知书");
        answersAsTheTable(story, applicant, "甲某", Audience.APPLICANT);
        answersAsTheTable(story, debtor, "乙某公司", Audience.RESPONDENT);
        court.post("/sandbox/institutions/ICBC/faults", "", Map.of()).expect(200);
    }

    /** Each document and each act of the case is on the reader's pages where the table of publicity says so, else not. */
    private void answersAsTheTable(PaperToMoney story, Browser reader, String name, Audience who) {
        Publicity table = Publicity.ofProgram();
        long id = jdbc.sql("select id from cases.file where number = ?")
                .param(story.number())
                .query(Long.class)
                .single();
        Set<String> documents = new TreeSet<>();
        jdbc.sql("""
                        select d.id, d.kind, exists (
                            select 1 from documents.service s join cases.participant p on p.party_id = s.party
                            where s.document_id = d.id and p.case_id = d.case_id and p.name = ?) as served
                        from documents.document d where d.case_id = ?""").params(name, id).query(row -> {
            if (table.open(who, table.ofPaper(row.getString("kind")), Fact.SERVED, row.getBoolean("served"))) {
                documents.add(row.getString("id"));
            }
        });
        assertThat(links(reader, "/portal/documents")).as("documents of " + who).isEqualTo(documents);

        Set<String> told = docket.toldTo(new CaseId(id), who);
        Set<String> acts = new TreeSet<>();
        Set<String> listTwo = new TreeSet<>();
        jdbc.sql("select id, type, facts->>'node' as node, facts->>'document' as document, "
                        + "facts ?? 'asset' or facts ?? 'measure' as property from audit.entry where case_id = ?")
                .param(id)
                .query(row -> {
                    Set<Fact> facts = EnumSet.noneOf(Fact.class);
                    if (row.getString("node") != null && told.contains(row.getString("node"))) {
                        facts.add(Fact.NAMED);
                    }
                    if (row.getString("document") != null && documents.contains(row.getString("document"))) {
                        facts.add(Fact.READABLE);
                    }
                    if (row.getBoolean("property")) {
                        listTwo.add(row.getString("id"));
                    } else if (table.open(who, table.ofAct(row.getString("type")), facts)) {
                        acts.add(row.getString("id"));
                    }
                });
        Set<String> shown = links(reader, "/portal/proofs");
        shown.removeAll(listTwo);
        assertThat(acts).isNotEmpty();
        assertThat(shown).as("acts open to " + who).isEqualTo(acts);
    }

    private static Set<String> links(Browser reader, String page) {
        Set<String> found = new TreeSet<>();
        Matcher link =
                Pattern.compile(page + "/(\\d+)").matcher(reader.get(page).text());
        while (link.find()) {
            found.add(link.group(1));
        }
        return found;
    }

    @Test
    void 双方同名_只看得到送达给自己的文书() {
        String number = court.post("/api/cases", "filing", """
                        {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","cause":"民间借贷纠纷",
                         "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初9001号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                         "applicants":[{"kind":"PERSON","name":"同名某","phone":"19000008811"}],
                         "respondents":[{"kind":"PERSON","name":"同名某"}],
                         "obligations":[{"kind":"MONEY","principal":"1000.00"}]}""".formatted(new PaperToMoney(court, "namesake").today()))
                .expect(201)
                .json()
                .path("number")
                .asString();
        String officer = court.get(CourtHttp.caseAt(number), "filing")
                .json()
                .path("officer")
                .asString("judge");
        court.post(
                        CourtHttp.caseAt(number) + "/initiation",
                        officer,
                        Map.of("paper", Map.of("how", "DIRECT", "receipt", "回证第1号")))
                .expect(200);
        assertThat(court.get(CourtHttp.caseAt(number) + "/documents", officer).text())
                .contains("执行通知书", "同名某");
        Browser applicant = new Browser(port);
        applicant.enterPortal(court, number, "同名某", "19000008811");
        assertThat(applicant.get("/portal/documents").text()).contains("受理通知书").doesNotContain("执行通知书", "报告财产令");
    }
}
