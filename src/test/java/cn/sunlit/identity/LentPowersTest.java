package cn.sunlit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Powers for a time: lent to a colleague, and the urgent look at one case. */
@SunlitTest(shared = "doors")
class LentPowersTest {

    private static final CourtCode COURT = new CourtCode("鄂1125");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StaffDirectory staff;

    @Autowired
    Access access;

    @Autowired
    Clock clock;

    private String ours;
    private String other;

    @BeforeEach
    void aCourt() {
        member("away", "外出局长", Role.BUREAU_CHIEF);
        member("standin", "代行法官", Role.OFFICER);
        member("agrees", "同意庭长", Role.TEAM_LEADER);
        member("clerk4", "立案小王", Role.FILING_CLERK);
        Caller court = new Caller(port);
        ours = file(court, "powers-1");
        other = file(court, "powers-2");
    }

    private void member(String login, String name, Role role) {
        staff.register(new StaffMember(login, name, COURT, Set.of(role), phone(login)), "powers");
    }

    private static String phone(String login) {
        return "1900001%04d".formatted(Math.floorMod(login.hashCode(), 10_000));
    }

    private DoorKnocker signIn(String login) {
        return DoorKnocker.signIn(port, login, "powers");
    }

    private static String file(Caller court, String key) {
        Caller.Answer filed =
                court.post("filing", "/api/cases", """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初%s号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"权甲","idType":"RESIDENT_ID","idNumber":"11010519491231002X","phone":"19000007801"}],
                 "respondents":[{"kind":"PERSON","name":"权乙","idType":"RESIDENT_ID","idNumber":"440524188001010014","phone":"19000007802"}],
                 "obligations":[{"kind":"MONEY","principal":"10000.00"}]}""".formatted(key.endsWith("1") ? "7801" : "7802"), key);
        assertThat(filed.status()).as(filed.body().toString()).isIn(200, 201);
        return filed.body().path("number").asString();
    }

    private long lend(DoorKnocker lender, String cases) {
        LocalDate today = LocalDate.now(clock);
        DoorKnocker.Answer asked = lender.post(
                "/powers",
                Map.of(
                        "deputy",
                        "standin",
                        "cases",
                        cases,
                        "to",
                        today.plusDays(2).toString(),
                        "reason",
                        "外出培训"));
        assertThat(asked.location()).as(asked.body()).isEqualTo("/powers");
        return jdbc.sql("select max(id) from powers.loan where lender = 'away'")
                .query(Long.class)
                .single();
    }

    private static String path(String number, String tab) {
        return "/cases/" + Show.segment(number) + tab;
    }

    @Test
    void 委托经第二人批准才生效_代行人以自己的名义办理_随时可以撤回() {
        DoorKnocker away = signIn("away");
        DoorKnocker standin = signIn("standin");
        DoorKnocker agrees = signIn("agrees");
        long loan = lend(away, "");
        String at = "/powers/" + loan;
        assertThat(standin.post(at + "/use", Map.of()).status())
                .as("before approval")
                .isEqualTo(404);
        assertThat(away.post(at + "/approve", Map.of()).status())
                .as("by the lender")
                .isEqualTo(403);
        assertThat(standin.post(at + "/approve", Map.of()).status())
                .as("by the deputy")
                .isEqualTo(403);
        assertThat(agrees.post(at + "/approve", Map.of()).location()).isEqualTo("/powers");

        String approve = path(ours, "/sanctions/1/approve");
        assertThat(standin.post(approve, Map.of()).status()).as("own powers").isEqualTo(403);
        assertThat(standin.post(at + "/use", Map.of()).location()).isEqualTo("/desk");
        assertThat(standin.get("/desk").body()).contains("代行法官（代外出局长）");
        assertThat(standin.post(approve, Map.of()).status()).as("lent powers").isEqualTo(404);
        assertThat(standin.post(path(ours, "/closing"), Map.of("outcome", "FULLY_PERFORMED"))
                        .status())
                .as("not the officer's own powers beside them")
                .isEqualTo(403);
        assertThat(standin.post("/powers", Map.of("deputy", "agrees")).status())
                .as("handed on")
                .isEqualTo(403);

        // Through a program: the header names the colleague.
        String token = DoorKnocker.token(port, "demo", "demo");
        DoorKnocker program = DoorKnocker.bearer(port, token, "standin").with("Acting-For", "away");
        assertThat(program.json(Caller.casePath(ours) + "/assignment", "{\"officer\":\"judge2\"}")
                        .status())
                .isEqualTo(200);
        assertThat(jdbc.sql("""
                        select name from audit.entry where type = 'CASE_ASSIGNED' and login = 'standin' order by id desc limit 1""").query(String.class).single()).isEqualTo("代行法官（代外出局长）");
        assertThat(DoorKnocker.bearer(port, token, "standin")
                        .with("Acting-For", "agrees")
                        .get("/api/cases")
                        .status())
                .isEqualTo(403);

        // One person, whoever proposed and whoever approves.
        Actor chief = StaffLogin.actor(staff.find("away").orElseThrow(), null);
        Actor deputy = StaffLogin.actor(staff.find("standin").orElseThrow(), null);
        assertThatThrownBy(() -> access.otherPerson(chief, "standin")).hasMessageContaining("视为同一人");
        assertThatThrownBy(() -> access.otherPerson(deputy, "away")).hasMessageContaining("视为同一人");
        assertThatCode(() -> access.otherPerson(chief, "judge")).doesNotThrowAnyException();

        assertThat(away.post(at + "/end", Map.of()).location()).isEqualTo("/powers");
        assertThat(standin.post(approve, Map.of()).status()).as("withdrawn").isEqualTo(403);
        assertThat(standin.get("/desk").body()).contains("代行法官").doesNotContain("代外出局长");
        assertThatThrownBy(() -> access.otherPerson(chief, "standin"))
                .as("still on the day of the withdrawal")
                .hasMessageContaining("视为同一人");
    }

    @Test
    void 指定案件的委托不及于别的案件_到期自行失效() {
        long loan = lend(signIn("away"), ours);
        signIn("agrees").post("/powers/" + loan + "/approve", Map.of());
        DoorKnocker standin = signIn("standin");
        standin.post("/powers/" + loan + "/use", Map.of());
        assertThat(standin.post(path(ours, "/sanctions/1/approve"), Map.of()).status())
                .isEqualTo(404);
        DoorKnocker.Answer elsewhere = standin.post(path(other, "/sanctions/1/approve"), Map.of());
        assertThat(elsewhere.status()).isEqualTo(403);
        assertThat(elsewhere.body()).contains("代行的职权不包括本案");
        jdbc.sql("update powers.loan set begins_on = begins_on - 3, ends_on = ends_on - 3 where id = ?")
                .param(loan)
                .update();
        DoorKnocker.Answer over = standin.post(path(ours, "/sanctions/1/approve"), Map.of());
        assertThat(over.status()).isEqualTo(403);
        assertThat(over.body()).contains("您的角色没有");
    }

    @Test
    void 紧急查阅只开一件案件_只能看_立即通知_事后由他人审查() {
        DoorKnocker clerk = signIn("clerk4");
        String assets = path(ours, "/assets");
        assertThat(clerk.get(assets).status()).isEqualTo(403);
        assertThat(clerk.post("/looks", Map.of("number", ours, "reason", "看看")).body())
                .contains("理由至少五个字");
        assertThat(clerk.get(assets).status()).isEqualTo(403);
        assertThat(clerk.post("/looks", Map.of("number", ours, "reason", "当事人在窗口反映查封有误"))
                        .location())
                .isEqualTo(path(ours, ""));
        assertThat(clerk.get(assets).status()).isEqualTo(200);
        assertThat(clerk.get(path(ours, "/funds")).status()).as("money").isEqualTo(403);
        assertThat(clerk.get(path(other, "/assets")).status())
                .as("another case")
                .isEqualTo(403);
        assertThat(clerk.post(path(ours, "/assets/1/screening"), Map.of()).status())
                .as("writing")
                .isEqualTo(403);

        long look = jdbc.sql("select max(id) from powers.look where login = 'clerk4'")
                .query(Long.class)
                .single();
        assertThat(jdbc.sql("select count(*) from messages.message where dedupe_key like ?")
                        .param("look:" + look + ":%")
                        .query(Integer.class)
                        .single())
                .as("chief and supervisor")
                .isGreaterThanOrEqualTo(2);
        assertThat(clerk.post("/looks/" + look + "/review", Map.of("reasonable", "true"))
                        .status())
                .isEqualTo(403);
        DoorKnocker chief = signIn("away");
        assertThat(chief.get("/looks").body()).contains("当事人在窗口反映查封有误");
        assertThat(chief.post("/looks/" + look + "/review", Map.of("reasonable", "false"))
                        .body())
                .contains("请写明理由");
        assertThat(chief.post("/looks/" + look + "/review", Map.of("reasonable", "false", "remark", "应先问承办人"))
                        .location())
                .isEqualTo("/looks");
        assertThat(chief.get("/looks").body()).contains("应先问承办人");

        jdbc.sql(
                        "update powers.look set begins_at = begins_at - interval '3 hours', ends_at = ends_at - interval '3 hours' where id = ?")
                .param(look)
                .update();
        assertThat(clerk.get(assets).status()).as("after two hours").isEqualTo(403);
    }
}
