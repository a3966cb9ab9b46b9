package cn.sunlit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.PostgresTest;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.keys.Keyring;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Guessing becomes slow for whoever guesses, and for nobody else. */
@ExtendWith(PostgresTest.class)
class SlowingTest {

    private static final String COURT = "10.0.0.1";

    private final JdbcClient jdbc;
    private final StaffLogin logins;
    private Instant now = Instant.parse("2026-03-02T01:00:00Z");

    SlowingTest(JdbcClient jdbc, @TempDir Path keys) {
        this.jdbc = jdbc;
        PasswordEncoder plain = PasswordEncoderFactories.createDelegatingPasswordEncoder();
        StaffStore staff = new StaffStore(jdbc);
        var attempts = new Attempts(
                new AttemptStore(jdbc),
                new Keyring(keys),
                ((InstantSource) () -> now).withZone(TimeConfiguration.ZONE));
        logins = new StaffLogin(
                staff,
                new PasswordEncoder() {
                    @Override
                    public String encode(CharSequence raw) {
                        return "{noop}" + raw;
                    }

                    @Override
                    public boolean matches(CharSequence raw, String encoded) {
                        return plain.matches(raw, encoded);
                    }
                },
                attempts,
                event -> {});
        for (String name : List.of("judge", "judge2")) {
            staff.save(
                    new StaffMember(name, "甲", new CourtCode("鄂1125"), Set.of(Role.OFFICER), "19000000000"),
                    "{noop}right",
                    now);
        }
    }

    @BeforeEach
    void nobodyWasWrong() {
        jdbc.sql("delete from identity.attempt").update();
    }

    private Object enter(String login, String password, String address) {
        var request = new UsernamePasswordAuthenticationToken(login, password);
        request.setDetails(new WebAuthenticationDetails(address, null));
        return logins.authenticate(request);
    }

    /** @return how long the next try must wait */
    private Duration wrong(String login, String address) {
        assertThatThrownBy(() -> enter(login, "wrong", address)).isInstanceOf(BadCredentialsException.class);
        return pause(login, address);
    }

    private Duration pause(String login, String address) {
        try {
            enter(login, "wrong too", address);
        } catch (StaffLogin.TooSoon wait) {
            return wait.pause();
        } catch (BadCredentialsException wrong) {
            jdbc.sql("delete from identity.attempt where id > (select max(id) - 3 from identity.attempt)")
                    .update();
            return Duration.ZERO;
        }
        throw new AssertionError("let in");
    }

    @Test
    void 每输错一次等得更久_等过就能再试_成功后从头算() {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            Duration pause = wrong("judge", COURT);
            pauses.add(pause.toSeconds());
            now = now.plus(pause);
        }
        assertThat(pauses).containsExactly(0L, 0L, 0L, 0L, 15L, 30L, 60L, 120L, 240L, 480L, 900L, 900L, 900L);
        assertThat(enter("judge", "right", COURT)).isNotNull();
        assertThat(wrong("judge", COURT)).isZero();
    }

    @Test
    void 等待中的尝试不延长等待() {
        for (int i = 0; i < 5; i++) {
            wrong("judge", COURT);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(pause("judge", COURT)).isEqualTo(Duration.ofSeconds(15));
        }
        now = now.plusSeconds(15);
        assertThat(enter("judge", "right", COURT)).isNotNull();
    }

    @Test
    void 有人在本院的地址上乱试_锁不住全院() {
        enter("judge2", "right", COURT);
        for (int i = 0; i < 200; i++) {
            try {
                enter("guess" + i, "wrong", COURT);
            } catch (BadCredentialsException | StaffLogin.TooSoon expected) {
                now = now.plusMillis(1);
            }
        }
        assertThat(pause("guess999", COURT)).as("who never came in here waits").isPositive();
        assertThat(enter("judge2", "right", COURT))
                .as("who works here does not")
                .isNotNull();
        assertThat(enter("judge", "right", "10.0.0.2"))
                .as("other places are open")
                .isNotNull();
    }

    @Test
    void 从各处猜一个人的口令_他在常用的地方照常登录() {
        enter("judge", "right", COURT);
        for (int i = 0; i < 40; i++) {
            try {
                enter("judge", "wrong", "203.0.113." + i);
            } catch (BadCredentialsException | StaffLogin.TooSoon expected) {
                now = now.plusMillis(1);
            }
        }
        assertThat(pause("judge", "203.0.113.200")).isPositive();
        assertThat(enter("judge", "right", COURT)).isNotNull();
    }
}
