package cn.sunlit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.kernel.CourtCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;

/** Staff enter by their court's own identity provider, a real one beside us; whoever it lies about stays outside. */
@SunlitTest(shared = "doors")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CourtSignInTest {

    private static final String MEMBER = "ssojudge";
    private static final String OUT = "/login?court=refused";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StaffDirectory staff;

    @Autowired
    DoorTable table;

    private ConfigurableApplicationContext provider;

    @BeforeAll
    void open() {
        provider = ProviderOfACourt.start(port);
        staff.register(
                new StaffMember(MEMBER, "统一法官", new CourtCode("鄂1125"), Set.of(Role.OFFICER), "19000000001"),
                "not-used-here");
    }

    @AfterEach
    void honestAgain() {
        ProviderOfACourt.lie = claims -> {};
        jdbc.sql("update identity.staff set enabled = true where login = ?")
                .param(MEMBER)
                .update();
    }

    @AfterAll
    void close() {
        provider.close();
    }

    /** The way of a browser from our button to the provider's answer. @return the address that leads back to us */
    private String back(DoorKnocker browser, String login) {
        String there = browser.get("/login/court/1").wholeLocation();
        assertThat(there).startsWith("http://127.0.0.1").contains("code_challenge_method=S256", "nonce=", "state=");
        DoorKnocker provider = DoorKnocker.elsewhere();
        provider.post(ProviderOfACourt.ISSUER + "/login", Map.of("username", login, "password", "there"));
        return provider.getWhole(there).wholeLocation();
    }

    private String enter(DoorKnocker browser, String login) {
        return browser.getWhole(back(browser, login)).location();
    }

    @Test
    void 登记过的人由本院统一身份认证进入_留痕_没有动态口令的仍要输入() {
        DoorKnocker browser = DoorKnocker.nobody(port);
        assertThat(browser.get("/login").body()).contains("浠水县人民法院统一身份认证登录");
        int before = signIns();
        assertThat(enter(browser, MEMBER)).isEqualTo("/desk");
        assertThat(browser.get("/desk").body()).contains("统一法官");
        assertThat(signIns()).isEqualTo(before + 1);
        assertThat(browser.get("/account").status()).isEqualTo(200);
        assertThat(proved()).as("second factor").isZero();
        // It is a session like every other.
        jdbc.sql("update identity.session set creation_time = creation_time - 43200001 where principal_name = ?")
                .param(MEMBER)
                .update();
        assertThat(browser.get("/desk").location()).isEqualTo("/login");
    }

    @Test
    void 认证方证明了第二因素_且本院承认的_不再要求动态口令() {
        ProviderOfACourt.lie = claims -> claims.claim("amr", List.of("pwd", "otp"));
        assertThat(enter(DoorKnocker.nobody(port), MEMBER)).isEqualTo("/desk");
        assertThat(proved()).isOne();
        end();
        ProviderOfACourt.lie = claims -> claims.claim("amr", List.of("pwd", "face"));
        assertThat(enter(DoorKnocker.nobody(port), MEMBER)).isEqualTo("/desk");
        assertThat(proved()).isZero();
    }

    @Test
    void 没有登记_停用_别的法院的人都被同一句话拒绝_也不会被自动登记() {
        String stranger = "/login?court=unregistered";
        assertThat(enter(DoorKnocker.nobody(port), "nosuchjudge")).isEqualTo(stranger);
        assertThat(enter(DoorKnocker.nobody(port), "x' or '1'='1")).isEqualTo(stranger);
        staff.register(
                new StaffMember("ssoelse", "外院法官", new CourtCode("鄂11"), Set.of(Role.OFFICER), "19000000002"), "pw");
        assertThat(enter(DoorKnocker.nobody(port), "ssoelse")).isEqualTo(stranger);
        jdbc.sql("update identity.staff set enabled = false where login = ?")
                .param(MEMBER)
                .update();
        DoorKnocker browser = DoorKnocker.nobody(port);
        assertThat(enter(browser, MEMBER)).isEqualTo(stranger);
        assertThat(browser.get(stranger).body()).contains("没有在本院登记，或者已经停用", "role=\"alert\"");
        assertThat(browser.get("/desk").location()).isEqualTo("/login");
        assertThat(jdbc.sql("select count(*) from identity.staff where login = 'nosuchjudge'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void 改动的state_别人的state_用过的code都不放行() {
        DoorKnocker browser = DoorKnocker.nobody(port);
        String back = back(browser, MEMBER);
        assertThat(browser.getWhole(back.replaceFirst("state=[^&]*", "state=forged"))
                        .location())
                .isEqualTo(OUT);
        assertThat(DoorKnocker.nobody(port).getWhole(back).location())
                .as("in another browser")
                .isEqualTo(OUT);

        String fresh = back(browser, MEMBER);
        assertThat(browser.getWhole(fresh).location()).isEqualTo("/desk");
        DoorKnocker thief = DoorKnocker.nobody(port);
        assertThat(thief.getWhole(fresh).location()).as("replayed").isEqualTo(OUT);
        // with a state of the thief's own, so that only the provider can refuse the code
        var code = Pattern.compile("code=([^&]*)").matcher(fresh);
        assertThat(code.find()).isTrue();
        String own = thief.get("/login/court/1").wholeLocation().replaceFirst(".*[?&]state=([^&]*).*", "$1");
        assertThat(thief.get("/login/court/1/back?code=" + code.group(1) + "&state=" + own)
                        .location())
                .isEqualTo(OUT);
        assertThat(thief.get(OUT).body()).contains("统一身份认证没有通过");
    }

    enum Lie {
        别家的受众(claims -> claims.audience(List.of("another-program"))),
        别家签发(claims -> claims.issuer("http://127.0.0.1:9")),
        过期(ProviderOfACourt::expired),
        别次的随机数(claims -> claims.claim("nonce", "another"));

        private final Consumer<JwtClaimsSet.Builder> told;

        Lie(Consumer<JwtClaimsSet.Builder> told) {
            this.told = told;
        }
    }

    @ParameterizedTest
    @EnumSource
    void 令牌不是为这次登录签发的不放行(Lie lie) {
        ProviderOfACourt.lie = lie.told;
        DoorKnocker browser = DoorKnocker.nobody(port);
        assertThat(enter(browser, MEMBER)).isEqualTo(OUT);
        assertThat(browser.get("/desk").location()).isEqualTo("/login");
    }

    @Test
    void 认证方连接不上时说得清楚_别的登录照常() {
        DoorKnocker browser = DoorKnocker.nobody(port);
        assertThat(browser.get("/login/court/2").location()).isEqualTo("/login?court=down");
        assertThat(browser.get("/login?court=down").body()).contains("本院统一身份认证暂时连接不上，请稍后再试，或者用登录名和密码登录");
        assertThat(DoorKnocker.signIn(port, "judge2", "demo").get("/desk").status())
                .isEqualTo(200);
        assertThat(browser.get("/login/court/3").location())
                .as("another issuer")
                .isEqualTo(OUT);
        assertThat(browser.get("/login/court/4").location()).isEqualTo(OUT);
    }

    private int signIns() {
        return jdbc.sql("""
                        select count(*) from audit.entry
                         where type = 'SIGNED_IN' and login = ? and summary like '%统一身份认证%'""").param(MEMBER).query(Integer.class).single();
    }

    /** Sessions in which the second factor counts as proved. */
    private int proved() {
        return jdbc.sql("""
                        select count(*) from identity.session s
                          join identity.session_attributes a on a.session_primary_id = s.primary_id
                         where s.principal_name = ? and a.attribute_name = 'secondFactorProved'""").param(MEMBER).query(Integer.class).single();
    }

    private void end() {
        jdbc.sql("delete from identity.session where principal_name = ?")
                .param(MEMBER)
                .update();
    }
}
