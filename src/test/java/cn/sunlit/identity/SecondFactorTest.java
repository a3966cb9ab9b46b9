package cn.sunlit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import cn.sunlit.kernel.CourtCode;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** The second factor: whoever has set it up needs it for money and listings, once for each session, and no code works twice. */
@SunlitTest(shared = "doors")
class SecondFactorTest {

    private static final String MEMBER = "factorleader";
    private static final String CLAIMS = "/cashier/claims/99999999/confirm";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StaffDirectory staff;

    @Autowired
    SecondFactors factors;

    @BeforeEach
    void aMember() {
        jdbc.sql("delete from identity.second_factor where login = ?")
                .param(MEMBER)
                .update();
        jdbc.sql("delete from identity.attempt").update();
        staff.register(
                new StaffMember(MEMBER, "口令团队长", new CourtCode("鄂1125"), Set.of(Role.TEAM_LEADER), "19000000000"),
                "factor");
    }

    private static String code(String secret, Instant at) throws Exception {
        return new TimeBasedOneTimePasswordGenerator()
                .generateOneTimePasswordString(new SecretKeySpec(new Base32().decode(secret), "HmacSHA1"), at);
    }

    /** A browser of the member, its secret, and the recovery codes that were shown. */
    private record Enrolled(DoorKnocker browser, String secret, List<String> recovery) {}

    private Enrolled enrol() throws Exception {
        DoorKnocker browser = DoorKnocker.signIn(port, MEMBER, "factor");
        String secret = browser.first("/account/second-factor", "<code>([A-Z2-7]{32})</code>");
        List<String> recovery = List.of();
        // The step before is still taken, and leaves the present one for what comes; unless the next begins on the way.
        for (int attempt = 0; attempt < 4 && recovery.isEmpty(); attempt++) {
            String page = browser.form(
                            "/account/second-factor",
                            Map.of("code", code(secret, Instant.now().minusSeconds(30))))
                    .body();
            recovery = Pattern.compile("<code>([a-z2-7-]{19})</code>")
                    .matcher(page)
                    .results()
                    .map(m -> m.group(1))
                    .toList();
        }
        assertThat(recovery).hasSize(SecondFactors.RECOVERY_CODES).doesNotHaveDuplicates();
        return new Enrolled(browser, secret, recovery);
    }

    @ParameterizedTest(name = "{0} 秒：{1}")
    @CsvSource({"59, 94287082", "1111111109, 07081804", "1234567890, 89005924", "20000000000, 65353130"})
    void RFC6238的例子(long second, String eightDigits) throws Exception {
        var generator = new TimeBasedOneTimePasswordGenerator();
        var key = new SecretKeySpec("12345678901234567890".getBytes(StandardCharsets.US_ASCII), "HmacSHA1");
        assertThat(generator.generateOneTimePasswordString(key, Instant.ofEpochSecond(second)))
                .isEqualTo(eightDigits.substring(2));
    }

    @Test
    void 未启用者在演示环境照常办理_启用后先要口令() throws Exception {
        DoorKnocker before = DoorKnocker.signIn(port, MEMBER, "factor");
        assertThat(before.post(CLAIMS, Map.of()).status()).isEqualTo(404);
        Enrolled e = enrol();
        assertThat(e.browser().post(CLAIMS, Map.of()).status()).isEqualTo(404);
        // Another session of the same person has not proved it.
        assertThat(before.post(CLAIMS, Map.of()).location()).startsWith("/second-factor?then=");
        assertThat(before.get("/cases").status()).isEqualTo(200);
        assertThat(before.form("/second-factor", Map.of("code", "000000", "then", "/cashier"))
                        .status())
                .isEqualTo(422);
        assertThat(before.form("/second-factor", Map.of("code", code(e.secret(), Instant.now()), "then", "/cashier"))
                        .location())
                .isEqualTo("/cashier");
    }

    @Test
    void 同一口令不能用第二次() throws Exception {
        Enrolled e = enrol();
        String code = code(e.secret(), Instant.now());
        DoorKnocker one = DoorKnocker.signIn(port, MEMBER, "factor");
        DoorKnocker two = DoorKnocker.signIn(port, MEMBER, "factor");
        assertThat(one.form("/second-factor", Map.of("code", code)).location()).isEqualTo("/desk");
        assertThat(two.form("/second-factor", Map.of("code", code)).status()).isEqualTo(422);
        assertThat(two.post(CLAIMS, Map.of()).location()).startsWith("/second-factor");
    }

    @Test
    void 恢复码各用一次() throws Exception {
        Enrolled e = enrol();
        String recovery = e.recovery().getFirst();
        DoorKnocker one = DoorKnocker.signIn(port, MEMBER, "factor");
        assertThat(one.form("/second-factor", Map.of("code", recovery)).location())
                .isEqualTo("/desk");
        assertThat(one.form("/second-factor", Map.of("code", recovery)).status())
                .isEqualTo(422);
        assertThat(jdbc.sql("select encode(code, 'escape') from identity.recovery_code where login = ?")
                        .param(MEMBER)
                        .query(String.class)
                        .list())
                .noneMatch(kept -> kept.contains(recovery.replace("-", "")));
    }

    @Test
    void 一千个错误口令只有五次被比较_也不妨碍别人() throws Exception {
        Enrolled e = enrol();
        Actor by = StaffLogin.actor(staff.find(MEMBER).orElseThrow(), null);
        int compared = 0;
        for (int i = 0; i < 1000; i++) {
            if (factors.check(by, "%06d".formatted(i)) != SecondFactors.Outcome.TOO_MANY) {
                compared++;
            }
        }
        assertThat(compared).isLessThanOrEqualTo(SecondFactors.TRIES);
        DoorKnocker late = DoorKnocker.signIn(port, MEMBER, "factor");
        var answer = late.form("/second-factor", Map.of("code", code(e.secret(), Instant.now())));
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body()).contains("输错次数过多");
        DoorKnocker other = DoorKnocker.signIn(port, "leader", "demo");
        assertThat(other.post(CLAIMS, Map.of()).status()).isEqualTo(404);
    }

    @Test
    void 经接口代办的也要本人的口令() throws Exception {
        Caller court = new Caller(port);
        String path = "/api/bank/claims/99999999/confirm";
        assertThat(court.post(MEMBER, path, "{}").status()).isEqualTo(404);
        Enrolled e = enrol();
        Caller.Answer refused = court.post(MEMBER, path, "{}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().path("detail").asString()).contains("One-Time-Code");
        DoorKnocker through = DoorKnocker.bearer(port, DoorKnocker.token(port, "demo", "demo"), MEMBER)
                .with("One-Time-Code", code(e.secret(), Instant.now()));
        Door door =
                new DoorTable().find("POST", "/api/bank/claims/{claim}/confirm").orElseThrow();
        assertThat(through.knock(door, path).status()).isEqualTo(404);
        assertThat(through.knock(door, path).status()).as("the same code again").isEqualTo(403);
    }

    @Test
    void 正式运行时人人都要() {
        SecondFactors production = new SecondFactors(
                null,
                null,
                null,
                null,
                null,
                (ApplicationEventPublisher) event -> {},
                InstantSource.system(),
                new MockEnvironment());
        Actor by = StaffLogin.actor(staff.find(MEMBER).orElseThrow(), null);
        assertThat(production.isNeeded(by, UseCase.APPROVE_DISTRIBUTION)).isTrue();
        assertThat(production.isNeeded(by, UseCase.APPROVE_SANCTION)).isTrue();
        assertThat(production.isNeeded(by, UseCase.READ_CASE)).isFalse();
    }

    @Test
    void 管理员可为丢失手机者解除_不能解除自己的() throws Exception {
        enrol();
        DoorKnocker admin = DoorKnocker.signIn(port, "admin", "demo");
        assertThat(admin.post("/staff/admin/second-factor/remove", Map.of()).status())
                .isEqualTo(403);
        assertThat(admin.post("/staff/" + MEMBER + "/second-factor/remove", Map.of())
                        .status())
                .isEqualTo(302);
        assertThat(DoorKnocker.signIn(port, MEMBER, "factor")
                        .post(CLAIMS, Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void 口令页不带人去别处() {
        for (String elsewhere :
                List.of("//evil.example", "https://evil.example", "/\\evil", "javascript:alert(1)", "")) {
            assertThat(SecondFactorProof.within(elsewhere)).isEqualTo("/desk");
        }
        assertThat(SecondFactorProof.within("/cases/%EF%BC%882026%EF%BC%89/funds"))
                .startsWith("/cases/");
        Matcher m = Pattern.compile("data:image/svg").matcher(cn.sunlit.web.QrCode.dataUri("otpauth://totp/x"));
        assertThat(m.find()).isTrue();
    }
}
