package cn.sunlit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.PostgresTest;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.keys.Keyring;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A party's way in, with a clock that moves and a phone that keeps what it got. */
@ExtendWith(PostgresTest.class)
class PartyLoginTest {

    private static final String CASE = "（2026）鄂1125执7号";

    private final JdbcClient jdbc;
    private final PartyLogin logins;
    private final Attempts attempts;
    private final List<String> phone = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-02T01:00:00Z");

    PartyLoginTest(JdbcClient jdbc, @TempDir Path keysDirectory) {
        this.jdbc = jdbc;
        jdbc.sql("delete from identity.attempt").update();
        Clock clock = ((InstantSource) () -> now).withZone(TimeConfiguration.ZONE);
        Keyring keys = new Keyring(keysDirectory);
        attempts = new Attempts(new AttemptStore(jdbc), keys, clock);
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("parties", (PartyLogins) (number, name) -> number.equals(CASE) && name.equals("甲")
                ? Optional.of(new PartyLogins.PartyAccess(
                        new CaseId(7), 9, new CourtCode("鄂1125"), Role.APPLICANT_PARTY, "甲", "13912345678"))
                : Optional.empty());
        beans.addBean("phone", (CodeSender) (number, text) -> phone.add(number + " " + text));
        logins = new PartyLogin(
                new PartyCodeStore(jdbc),
                attempts,
                keys,
                beans.getBeanProvider(PartyLogins.class),
                beans.getBeanProvider(CodeSender.class),
                clock);
    }

    private String code() {
        Matcher m = Pattern.compile("\\d{6}").matcher(phone.getLast().substring(12));
        assertThat(m.find()).isTrue();
        return m.group();
    }

    @Test
    void 案号姓名一致并输对验证码的只看得到这一个案件() {
        String handle = logins.ask(CASE, "甲", "10.0.0.1");
        Actor actor = logins.enter(handle, code()).orElseThrow();
        assertThat(actor.kind()).isEqualTo(Actor.Kind.PARTY);
        assertThat(actor.cases()).containsExactly(new CaseId(7));
        assertThat(actor.roles()).containsExactly(Role.APPLICANT_PARTY);
        assertThat(actor.court()).isEqualTo(new CourtCode("鄂1125"));
    }

    @Test
    void 姓名不符的没有短信但回答一样() {
        String real = logins.ask(CASE, "甲", "10.0.0.1");
        String none = logins.ask(CASE, "乙", "10.0.0.1");
        assertThat(none).hasSameSizeAs(real);
        assertThat(phone).hasSize(1);
        assertThat(logins.enter(none, code())).isEmpty();
        assertThat(logins.enter(none, "000000")).isEmpty();
    }

    @Test
    void 验证码只能用一次() {
        String handle = logins.ask(CASE, "甲", "10.0.0.1");
        assertThat(logins.enter(handle, code())).isPresent();
        assertThat(logins.enter(handle, code())).isEmpty();
    }

    @Test
    void 五分钟后失效() {
        String handle = logins.ask(CASE, "甲", "10.0.0.1");
        now = now.plus(Duration.ofMinutes(5));
        assertThat(logins.enter(handle, code())).isEmpty();
    }

    @Test
    void 输错五次后对的也不行() {
        String handle = logins.ask(CASE, "甲", "10.0.0.1");
        for (int i = 0; i < 5; i++) {
            assertThat(logins.enter(handle, "not it")).isEmpty();
        }
        assertThat(logins.enter(handle, code())).isEmpty();
    }

    @Test
    void 同一案件同一人一刻钟最多五次_不论是否存在() {
        for (String name : List.of("甲", "不存在")) {
            for (int i = 0; i < PartyLogin.CODES_PER_PARTY; i++) {
                logins.ask(CASE, name, "10.0.0." + i);
            }
            assertThatThrownBy(() -> logins.ask(CASE, name, "10.0.9.9"))
                    .isInstanceOf(Problem.Conflict.class)
                    .hasMessageContaining("过于频繁");
        }
        now = now.plus(PartyLogin.WINDOW);
        assertThat(logins.ask(CASE, "甲", "10.0.9.9")).isNotEmpty();
    }

    @Test
    void 同一地址换着名字试也有上限() {
        for (int i = 0; i < PartyLogin.CODES_PER_ADDRESS; i++) {
            logins.ask(CASE, "猜" + i, "10.1.1.1");
        }
        assertThatThrownBy(() -> logins.ask(CASE, "甲", "10.1.1.1")).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void 数据库里没有验证码明文_隔日清除() {
        logins.ask(CASE, "甲", "10.0.0.1");
        String rows = jdbc.sql("select string_agg(p::text, ' ') from identity.party_code p")
                .query(String.class)
                .single();
        assertThat(rows).doesNotContain(code());
        now = now.plus(Duration.ofDays(2));
        assertThat(logins.runDue()).isPositive();
        assertThat(attempts.runDue()).isPositive();
        assertThat(jdbc.sql("select count(*) from identity.party_code")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
