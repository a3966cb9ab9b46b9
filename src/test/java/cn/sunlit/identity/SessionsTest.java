package cn.sunlit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sessions live in the database, end after a time and can all be ended at once; what somebody else's page gave is worth nothing. */
@SunlitTest(shared = "doors")
class SessionsTest {

    private static final String MEMBER = "sessionjudge";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StaffDirectory staff;

    private DoorKnocker signIn(Role... roles) {
        staff.register(
                new StaffMember(MEMBER, "会话法官", new cn.sunlit.kernel.CourtCode("鄂1125"), Set.of(roles), "19000000000"),
                "session");
        return DoorKnocker.signIn(port, MEMBER, "session");
    }

    private int rows() {
        return jdbc.sql("select count(*) from identity.session where principal_name = ?")
                .param(MEMBER)
                .query(Integer.class)
                .single();
    }

    private int acts(String type) {
        return jdbc.sql("select count(*) from audit.entry where type = ? and login = ?")
                .params(type, MEMBER)
                .query(Integer.class)
                .single();
    }

    private static void isOut(DoorKnocker browser) {
        assertThat(browser.get("/desk").location()).isEqualTo("/login");
    }

    @Test
    void 会话在数据库中_删去即失效() {
        DoorKnocker browser = signIn(Role.OFFICER);
        assertThat(browser.get("/desk").status()).isEqualTo(200);
        assertThat(rows()).isPositive();
        jdbc.sql("delete from identity.session where principal_name = ?")
                .param(MEMBER)
                .update();
        isOut(browser);
    }

    @Test
    void 闲置过久和超过一个工作日都要重新登录() {
        DoorKnocker idle = signIn(Role.OFFICER);
        jdbc.sql("update identity.session set last_access_time = last_access_time - 7200001 where principal_name = ?")
                .param(MEMBER)
                .update();
        isOut(idle);
        DoorKnocker busy = signIn(Role.OFFICER);
        jdbc.sql("update identity.session set creation_time = creation_time - 43200001 where principal_name = ?")
                .param(MEMBER)
                .update();
        isOut(busy);
    }

    @Test
    void 一处退出全部_别处随即失效_并有记录() {
        DoorKnocker office = signIn(Role.OFFICER);
        DoorKnocker home = signIn(Role.OFFICER);
        assertThat(office.get("/account").body()).contains("会话法官", "本机");
        int before = acts("SIGNED_OUT");
        assertThat(office.post("/account/sessions/end", Map.of()).location()).isEqualTo("/login?bye");
        isOut(office);
        isOut(home);
        assertThat(rows()).isZero();
        assertThat(acts("SIGNED_OUT")).isEqualTo(before + 1);
    }

    @Test
    void 管理员可让本院人员全部退出() {
        DoorKnocker browser = signIn(Role.OFFICER);
        DoorKnocker admin = DoorKnocker.signIn(port, "admin", "demo");
        assertThat(admin.post("/staff/" + MEMBER + "/sessions/end", Map.of()).location())
                .isEqualTo("/staff");
        isOut(browser);
        assertThat(admin.post("/staff/nobody9/sessions/end", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void 停用和调整角色在下一次点击即生效() {
        DoorKnocker browser = signIn(Role.ADMIN);
        assertThat(browser.get("/staff").status()).isEqualTo(200);
        staff.register(
                new StaffMember(
                        MEMBER, "会话法官", new cn.sunlit.kernel.CourtCode("鄂1125"), Set.of(Role.OFFICER), "19000000000"),
                "session");
        assertThat(browser.get("/staff").status()).isEqualTo(403);
        jdbc.sql("update identity.staff set enabled = false where login = ?")
                .param(MEMBER)
                .update();
        isOut(browser);
    }

    @Test
    void 登录与失败的登录都有记录_不存在的登录名不记() {
        signIn(Role.OFFICER);
        assertThat(acts("SIGNED_IN")).isPositive();
        int failed = acts("SIGN_IN_FAILED");
        DoorKnocker stranger = DoorKnocker.nobody(port);
        stranger.form("/login", Map.of("login", MEMBER, "password", "wrong"));
        assertThat(acts("SIGN_IN_FAILED")).isEqualTo(failed + 1);
        stranger.form("/login", Map.of("login", "my-password-here", "password", "wrong"));
        assertThat(jdbc.sql("select count(*) from audit.entry where login = 'my-password-here'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void 他人的和过期的表单令牌都不生效() {
        DoorKnocker one = signIn(Role.ADMIN);
        DoorKnocker other = DoorKnocker.signIn(port, "admin", "demo");
        one.useTokenOf(other);
        assertThat(one.post("/staff/" + MEMBER + "/sessions/end", Map.of()).status())
                .isEqualTo(403);
        DoorKnocker before = signIn(Role.ADMIN);
        DoorKnocker again = DoorKnocker.signIn(port, MEMBER, "session");
        before.post("/logout", Map.of());
        again.useTokenOf(before);
        assertThat(again.post("/logout", Map.of()).status()).isEqualTo(403);
        assertThat(again.get("/desk").status()).isEqualTo(200);
    }

    @Test
    void 损坏的会话只是没有登录() {
        DoorKnocker browser = signIn(Role.OFFICER);
        jdbc.sql("update identity.session_attributes set attribute_bytes = '\\x00' where session_primary_id in"
                        + " (select primary_id from identity.session where principal_name = ?)")
                .param(MEMBER)
                .update();
        isOut(browser);
    }
}
