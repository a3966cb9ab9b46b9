package cn.sunlit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import cn.sunlit.audit.Audit;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.PartyId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Rules PI-03, PI-04, PI-05, PI-06: a party's copy, correction and erasure, and what must not come of them. */
@SunlitTest(shared = "doors")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonalRightsTest {

    private static final CourtCode OURS = new CourtCode("鄂1125");
    private static final String MINE = resident("42112519900307881");
    private static final String RIGHT = resident("42112519900307883");
    private static final String OTHERS = resident("42112519880505884");
    private static final String MY_PHONE = "19000009801";
    private static final String OTHERS_PHONE = "19000009802";
    private static final String ACCOUNT = "6299990000000098011";
    private static final String PDF = "%PDF-1.4\nscan\n%%EOF\n";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StaffStore staff;

    @Autowired
    Parties parties;

    @Autowired
    Audit audit;

    private String number;
    private long id;
    private PartyId me;
    private DoorKnocker party;
    private DoorKnocker judge;
    private Set<String> planted = Set.of();

    @BeforeAll
    void aCase() {
        planted = Set.copyOf(walked());
        Caller.Answer filed = new Caller(port)
                .post("filing", "/api/cases", """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初9801号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"信甲","idType":"RESIDENT_ID","idNumber":"%s","phone":"%s","address":"浠水县清泉镇红烛路1号",
                   "payee":{"name":"信甲","bank":"演示商业银行","account":"%s"}}],
                 "respondents":[{"kind":"PERSON","name":"信乙","idType":"RESIDENT_ID","idNumber":"%s","phone":"%s"}],
                 "obligations":[{"kind":"MONEY","principal":"10000.00"}]}""".formatted(MINE, MY_PHONE, ACCOUNT, OTHERS, OTHERS_PHONE), "rights-1");
        assertThat(filed.status()).as(filed.body().toString()).isIn(200, 201);
        number = filed.body().path("number").asString();
        id = one("select id from cases.file where number = '%s'".formatted(number));
        me = new PartyId(one("select party_id from cases.participant where side = 'APPLICANT' and case_id = " + id));
        party = DoorKnocker.party(port, number, "信甲", MY_PHONE);
        judge = DoorKnocker.signIn(port, "judge", "demo");
    }

    private long one(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private long newest() {
        return one("select max(id) from rights.request where case_id = " + id);
    }

    /** Seventeen digits and the check digit of GB 11643. */
    private static String resident(String digits) {
        int[] weight = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (digits.charAt(i) - '0') * weight[i];
        }
        return digits + "10X98765432".charAt(sum % 11);
    }

    private DoorKnocker.Answer copy(DoorKnocker who) {
        return who.post("/portal/rights/copy", Map.of("form", "json"));
    }

    @Test
    void 只导出本人的_留痕可见_没有可以重放的地址_一天有限() {
        DoorKnocker other = DoorKnocker.party(port, number, "信乙", OTHERS_PHONE);
        DoorKnocker.Answer mine = copy(other);
        assertThat(mine.status()).isEqualTo(200);
        assertThat(mine.body())
                .contains(OTHERS, OTHERS_PHONE, "信乙", "个人信息保护法（2021）第四十五条")
                .doesNotContain(MINE, MY_PHONE, ACCOUNT, "红烛路");
        assertThat(mine.headers().firstValue("Content-Disposition").orElse("")).contains("attachment");
        assertThat(other.post("/portal/rights/copy", Map.of("form", "pdf")).body())
                .startsWith("%PDF");
        assertThat(other.get("/portal/readings").body())
                .contains("本人的全部个人信息", "当事人本人导出")
                .as("the code that let them in")
                .contains("发送登录验证码短信：手机号");

        // Somebody else's key in the form changes nothing: nobody asks for it.
        assertThat(other.post(
                                "/portal/rights/copy",
                                Map.of("form", "json", "party", Long.toString(me.value()), "case", "1"))
                        .body())
                .doesNotContain(MINE, MY_PHONE, ACCOUNT);
        assertThat(other.get("/portal/rights/copy").status()).isEqualTo(405);
        assertThat(DoorKnocker.nobody(port)
                        .post("/portal/rights/copy", Map.of())
                        .status())
                .isIn(302, 403);
        assertThat(judge.post("/portal/rights/copy", Map.of()).status()).isEqualTo(403);
        DoorKnocker replay = DoorKnocker.party(port, number, "信乙", OTHERS_PHONE);
        replay.useTokenOf(other);
        assertThat(copy(replay).status()).as("a replayed form").isEqualTo(403);

        int made = 3;
        while (made < 10) {
            assertThat(copy(other).status()).as("copy %d", ++made).isEqualTo(200);
        }
        assertThat(copy(other).status()).isEqualTo(409);
        assertThat(one(
                        "select count(*) from audit.entry where type = 'PERSONAL_DATA_READ' and facts ->> 'what' = '本人的全部个人信息' and case_id = "
                                + id))
                .isEqualTo(10);
    }

    @Test
    void 更正证件号码须两人_本人和同一人都不行_旧号密封留存() {
        assertThat(party.get("/portal/rights").body()).contains("更正不准确的信息");
        Map<String, String> form = Map.of("subject", "NUMBER", "wanted", RIGHT, "said", "录入时看错一位");
        assertThat(party.upload("/portal/rights/corrections", form, "evidence", "id.pdf", "<html>no</html>")
                        .body())
                .contains("只收PDF、JPEG 图片、PNG 图片");
        assertThat(party.post("/portal/rights/corrections", form).body()).contains("须附证件的照片或者扫描件");
        assertThat(party.upload(
                                "/portal/rights/corrections",
                                Map.of("subject", "NUMBER", "wanted", "421125199003078811", "said", "试试"),
                                "evidence",
                                "id.pdf",
                                PDF)
                        .body())
                .contains("身份证号");
        assertThat(party.upload("/portal/rights/corrections", form, "evidence", "id.exe", PDF)
                        .location())
                .isEqualTo("/portal/rights");
        assertThat(party.upload("/portal/rights/corrections", form, "evidence", "id.pdf", PDF)
                        .status())
                .as("the same once more")
                .isEqualTo(409);
        String at = "/rights/" + newest();

        staff.save(
                new StaffMember("rights.same", "信甲", OURS, Set.of(Role.TEAM_LEADER), "19000009899"),
                "{bcrypt}" + new BCryptPasswordEncoder(4).encode("same"),
                Instant.EPOCH);
        DoorKnocker same = DoorKnocker.signIn(port, "rights.same", "same");
        assertThat(same.post(at + "/grant", Map.of("reason", "我自己的")).status())
                .as("one's own")
                .isEqualTo(403);
        assertThat(same.post(at + "/full", Map.of()).status()).isEqualTo(403);
        assertThat(party.get(at).status()).isEqualTo(403);
        assertThat(party.post(at + "/grant", Map.of("reason", "我自己的")).status()).isEqualTo(403);
        assertThat(judge.get("/rights/999999999").status()).isEqualTo(404);

        assertThat(judge.get("/rights").body()).contains(number, "更正证件号码");
        assertThat(judge.get(at).body()).doesNotContain(RIGHT).contains(RIGHT.substring(0, 4));
        long read = one("select count(*) from audit.entry where type = 'PERSONAL_DATA_READ'");
        assertThat(judge.post(at + "/full", Map.of()).body()).contains(RIGHT, "录入时看错一位");
        assertThat(judge.get(at + "/evidence").body()).isEqualTo(PDF);
        assertThat(one("select count(*) from audit.entry where type = 'PERSONAL_DATA_READ'"))
                .isEqualTo(read + 2);
        assertThat(party.get("/portal/readings").body()).contains("办理当事人的个人信息请求");

        DoorKnocker leader = DoorKnocker.signIn(port, "leader", "demo");
        DoorKnocker director = DoorKnocker.signIn(port, "director", "demo");
        assertThat(director.post(at + "/confirm", Map.of()).status())
                .as("nothing is proposed yet")
                .isEqualTo(409);
        assertThat(leader.post(at + "/grant", Map.of("reason", "与身份证核对无误")).location())
                .isEqualTo(at);
        assertThat(parties.byNumber("RESIDENT_ID", MINE))
                .as("one person is not enough")
                .contains(me);
        assertThat(leader.post(at + "/confirm", Map.of()).status())
                .as("the same person")
                .isEqualTo(403);
        assertThat(judge.post(at + "/confirm", Map.of()).status())
                .as("a lower role")
                .isEqualTo(403);
        assertThat(director.post(at + "/confirm", Map.of()).location()).isEqualTo(at);
        assertThat(director.post(at + "/confirm", Map.of()).status())
                .as("twice")
                .isEqualTo(409);

        assertThat(parties.byNumber("RESIDENT_ID", RIGHT)).contains(me);
        assertThat(parties.byNumber("RESIDENT_ID", MINE)).isEmpty();
        assertThat(jdbc.sql(
                                "select number_masked from parties.former_number where party_id = ? and length(number_sealed) > 20")
                        .param(me.value())
                        .query(String.class)
                        .single())
                .startsWith("4211")
                .endsWith(MINE.substring(14));
        assertThat(party.get("/portal/rights").body()).contains("已同意", "与身份证核对无误");
        assertThat(faults()).isEmpty();
    }

    @Test
    void 更正地址后旧的可以删除_依法保存的附条文不予删除_案卷一行不少() {
        assertThat(party.post(
                                "/portal/rights/corrections",
                                Map.of("subject", "ADDRESS", "wanted", "浠水县巴河镇望江村2号", "said", "已搬家"))
                        .location())
                .isEqualTo("/portal/rights");
        String move = "/rights/" + newest();
        assertThat(judge.post(move + "/grant", Map.of("reason", "好")).body()).contains("请写明理由");
        assertThat(judge.post(move + "/grant", Map.of("reason", "已电话核实")).location())
                .isEqualTo(move);
        assertThat(judge.post(move + "/refuse", Map.of("reason", "改主意了吧", "article", "46"))
                        .status())
                .isEqualTo(409);
        assertThat(copy(party).body()).contains("望江村2号", ACCOUNT, "浠水县清泉****").doesNotContain("红烛路");

        assertThat(party.post("/portal/rights/erasures", Map.of("erase", "OLD_CONTACTS"))
                        .location())
                .isEqualTo("/portal/rights");
        String old = "/rights/" + newest();
        assertThat(judge.post(old + "/grant", Map.of("reason", "已有新的住址")).location())
                .isEqualTo(old);
        assertThat(jdbc.sql(
                                "select string_agg(masked, ',' order by id) from parties.contact where party_id = ? and kind = 'ADDRESS'")
                        .param(me.value())
                        .query(String.class)
                        .single())
                .isEqualTo("已删除,浠水县巴河****");
        assertThat(
                        one(
                                "select count(*) from parties.contact where masked = '已删除' and (length(sealed) > 0 or length(hash) > 0)"))
                .isZero();

        long messages = one("select count(*) from messages.message where case_id = " + id);
        assertThat(party.post("/portal/rights/erasures", Map.of("erase", "MESSAGES"))
                        .location())
                .isEqualTo("/portal/rights");
        String sms = "/rights/" + newest();
        assertThat(judge.post(sms + "/grant", Map.of("reason", "告知清单另有记录")).location())
                .isEqualTo(sms);
        assertThat(one("select count(*) from messages.message where case_id = " + id))
                .isGreaterThanOrEqualTo(messages);

        assertThat(party.post("/portal/rights/erasures", Map.of("erase", "OTHER", "why", "删除我的案件"))
                        .location())
                .isEqualTo("/portal/rights");
        String all = "/rights/" + newest();
        assertThat(judge.post(all + "/grant", Map.of("reason", "全部删除")).status())
                .isEqualTo(409);
        assertThat(judge.post(all + "/refuse", Map.of("reason", "案件正在执行", "article", "9"))
                        .body())
                .contains("请选择不同意所依据的条文");
        assertThat(judge.post(all + "/refuse", Map.of("reason", "案件正在执行", "article", "34"))
                        .location())
                .isEqualTo(all);
        assertThat(party.get("/portal/rights").body())
                .contains("未同意", "案件正在执行", "个人信息保护法（2021）第三十四条", "国家机关为履行法定职责处理个人信息");
        assertThat(one("select count(*) from cases.file where id = " + id)).isOne();
        assertThat(faults()).isEmpty();
    }

    /** What the record says against the data beyond what other tests of this program have put there past it. */
    private List<String> faults() {
        return walked().stream().filter(fault -> !planted.contains(fault)).toList();
    }

    private List<String> walked() {
        return audit.walk().faults();
    }
}
