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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A party's way in, with a clock that moves and a phone that keeps what it got. */
@ExtendWith(PostgresTest.class)
class PartyLoginTest {

    private static final String CASE = "（2026）鄂1125执7号";

    private final JdbcClient jdbc;
    private final PartyLogin logins;
    private final Attempts attempts;
    private final List<String> phone = new ArrayList<>();
    private final List<String> lookedUp = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-02T01:00:00Z");

    PartyLoginTest(JdbcClient jdbc, TransactionTemplate transaction, @TempDir Path keysDirectory) {
        this.jdbc = jdbc;
        jdbc.sql("delete from identity.attempt").update();
        jdbc.sql("delete from identity.party_code").update();
        Clock clock = ((InstantSource) () -> now).withZone(TimeConfiguration.ZONE);
        Keyring keys = new Keyring(keysDirectory);
        attempts = new Attempts(new AttemptStore(jdbc), keys, clock);
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("parties", new PartyLogins() {
            @Override
            public Optional<PartyAccess> find(String number, String name) {
                lookedUp.add(name);
                if (name.equals("打不开的电话")) {
                    throw new IllegalArgumentException("sealed with a key that is gone");
                }
                return number.equals(CASE) && name.equals("甲")
                        ? Optional.of(new PartyAccess(
                                new CaseId(7), 9, new CourtCode("鄂1125"), Role.APPLICANT_PARTY, "甲", "13912345678"))
                        : Optional.empty();
            }

            @Override
            public Set<Long> seats(CaseId id, Role side, long party) {
                return Set.of(party);
            }
        });
        beans.addBean("phone", (CodeSender) (number, text) -> phone.add(number + " " + text));
        logins = new PartyLogin(
                new PartyCodeStore(jdbc),
                attempts,
                keys,
                beans.getBeanProvider(PartyLogins.class),
                beans.getBeanProvider(CodeSender.class),
                clock,
                transaction);
    }

    /** The answer is given first; the code goes out with the next due work. */
    private String ask(String name, String address) {
        String handle = logins.ask(CASE, name, address);
        logins.runDue();
        return handle;
    }

    private String code() {
        Matcher m = Pattern.compile("\\d{6}").matcher(phone.getLast().substring(12));
        assertThat(m.find()).isTrue();
        return m.group();
    }

    @Test
    void 案号姓名一致并输对验证码的只看得到这一个案件() {
        String handle = ask("甲", "10.0.0.1");
        Actor actor = logins.enter(handle, code()).orElseThrow();
        assertThat(actor.kind()).isEqualTo(Actor.Kind.PARTY);
        assertThat(actor.cases()).containsExactly(new CaseId(7));
        assertThat(actor.roles()).containsExactly(Role.APPLICANT_PARTY);
        assertThat(actor.court()).isEqualTo(new CourtCode("鄂1125"));
    }

    @Test
    void 姓名不符的没有短信但回答一样() {
        String real = ask("甲", "10.0.0.1");
        String none = ask("乙", "10.0.0.1");
        assertThat(none).hasSameSizeAs(real);
        assertThat(phone).hasSize(1);
        assertThat(logins.enter(none, code())).isEmpty();
        assertThat(logins.enter(none, "000000")).isEmpty();
    }

    @Test
    void 有没有这个人_回答前做的事完全一样() {
        for (String name : List.of("甲", "乙")) {
            int before = written();
            logins.ask(CASE, name, "10.0.0.1");
            assertThat(written() - before).as("rows written for %s", name).isEqualTo(3);
            assertThat(lookedUp).as("nothing is looked up before the answer").isEmpty();
            assertThat(phone).as("nothing is sent before the answer").isEmpty();
        }
        assertThat(jdbc.sql("select distinct octet_length(asked) from identity.party_code where asked is not null")
                        .query(Integer.class)
                        .list())
                .as("what lies there until it is looked up")
                .hasSize(1);
        assertThat(logins.runDue()).isEqualTo(2);
        assertThat(lookedUp).containsExactlyInAnyOrder("甲", "乙");
        assertThat(phone).hasSize(1);
        assertThat(logins.runDue()).as("each question once").isZero();
    }

    private int written() {
        return jdbc.sql("select (select count(*) from identity.attempt) + (select count(*) from identity.party_code)")
                .query(Integer.class)
                .single();
    }

    @Test
    void 一千个错误验证码只有五个被比较_此后对的也不行_别的办案人照常() {
        String handle = ask("甲", "10.0.0.1");
        for (int i = 0; i < 1000; i++) {
            assertThat(logins.enter(handle, "%06d".formatted(i).equals(code()) ? "wrong" : "%06d".formatted(i)))
                    .isEmpty();
        }
        assertThat(jdbc.sql("select tries from identity.party_code where id = ?")
                        .param(handle)
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
        assertThat(logins.enter(handle, code())).isEmpty();
        String fresh = ask("甲", "10.0.0.2");
        assertThat(logins.enter(fresh, code()))
                .as("the party itself gets in with a new code")
                .isPresent();
    }

    @Test
    void 打不开的一条提问不妨碍别的人() {
        logins.ask(CASE, "丙", "10.0.0.1");
        jdbc.sql("update identity.party_code set asked = 'nobody sealed this'").update();
        assertThat(logins.enter(ask("甲", "10.0.0.1"), code())).isPresent();
        logins.ask(CASE, "打不开的电话", "10.0.0.2");
        assertThat(logins.enter(ask("甲", "10.0.0.2"), code())).isPresent();
        assertThat(logins.runDue()).as("not looked at again").isZero();
    }

    @Test
    void 验证码只能用一次() {
        String handle = ask("甲", "10.0.0.1");
        assertThat(logins.enter(handle, code())).isPresent();
        assertThat(logins.enter(handle, code())).isEmpty();
    }

    @Test
    void 五分钟后失效() {
        String handle = ask("甲", "10.0.0.1");
        now = now.plus(Duration.ofMinutes(5));
        assertThat(logins.enter(handle, code())).isEmpty();
    }

    @Test
    void 输错五次后对的也不行() {
        String handle = ask("甲", "10.0.0.1");
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
        ask("甲", "10.0.0.1");
        String rows = jdbc.sql("select string_agg(p::text, ' ') from identity.party_code p")
                .query(String.class)
                .single();
        assertThat(rows).doesNotContain(code());
        now = now.plus(Duration.ofDays(2));
        assertThat(new PartyCodeStore(jdbc).removeBefore(now.minus(Duration.ofDays(1))))
                .isPositive();
        assertThat(jdbc.sql("select count(*) from identity.party_code")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
