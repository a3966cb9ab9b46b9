package cn.sunlit.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.identity.Actor;
import cn.sunlit.identity.IdentitySupport;
import cn.sunlit.identity.Role;
import cn.sunlit.messages.MessagesSupport;
import cn.sunlit.settings.SettingsSupport;
import cn.sunlit.statutes.PracticeNumber;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What everyone finds in the morning, and who is told by SMS. */
class DigestTest extends CourtInMarch {

    @TempDir
    private static Path keys;

    private MorningDigest digest;

    DigestTest(DataSource database) {
        super(database);
        digest = digest();
    }

    private MorningDigest digest() {
        return new MorningDigest(
                new DigestStore(jdbc),
                SettingsSupport.holidays(jdbc, transaction, clock),
                MessagesSupport.messages(jdbc, transaction, keys, clock),
                clock,
                transaction);
    }

    @BeforeEach
    void anOverdueNode() {
        open(
                "officer", 1, 2,
                3); // overdue on Tuesday the 3rd: with the leader from the 4th, with the chief from the 9th
    }

    /** The night's jobs, and the digest at that hour. @return how many were made */
    private int morning(int day, int hour) {
        day(day);
        clock.now = at(march(day).atTime(hour, 0));
        return digest.runDue();
    }

    private List<String> digests() {
        return jdbc.sql(
                        "select extract(day from day) || ' ' || login || '：' || body from alerts.digest order by day, login")
                .query(String.class)
                .list();
    }

    private List<String> sms() {
        return jdbc.sql("""
                        select recipient || ' ' || to_char(next_try_at at time zone 'Asia/Shanghai', 'DD HH24:MI')
                        from messages.message order by id""").query(String.class).list();
    }

    private void wantsSms(String login) {
        new DigestStore(jdbc).choose(login, true, Instant.EPOCH);
    }

    @Test
    void 停机数日_恢复的早晨每人恰好一份_停机期间的升级也在其中() throws Exception {
        assertThat(morning(3, 7)).as("before eight").isZero();
        assertThat(morning(3, 8)).isOne();
        assertThat(morning(3, 9)).isZero();
        assertThat(digests()).containsExactly("3 officer：您承办的预警 1 项，其中逾期 1 项。");

        // The program stands still until Tuesday the 10th; whichever job comes first then, the climbs are told.
        clock.now = at(march(10).atTime(9, 0));
        assertThat(digest.runDue()).as("the missed days climb first").isZero();
        day(10);
        clock.now = at(march(10).atTime(9, 0));
        MorningDigest other = digest();
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> same = List.of(digest::runDue, other::runDue, digest::runDue, other::runDue);
            int made = 0;
            for (var each : threads.invokeAll(same)) {
                made += each.get();
            }
            assertThat(made).isOne();
        }
        assertThat(digests())
                .containsExactly(
                        "3 officer：您承办的预警 1 项，其中逾期 1 项。",
                        "10 chief：新升级到您的 1 项。",
                        "10 leader：新升级到您的 1 项。",
                        "10 officer：您承办的预警 1 项，其中逾期 1 项。");
        assertThat(morning(14, 9)).as("a Saturday").isZero();
    }

    @Test
    void 外出人员的预警和提醒到代理人() {
        transaction.executeWithoutResult(s -> IdentitySupport.teams(jdbc, at(march(2)))
                .away(Actor.system("测试", COURT), COURT, "officer", march(2), march(6), "second", "异地执行"));
        morning(3, 8);
        assertThat(digests()).contains("3 second：新升级到您的 1 项。");
        assertThat(climbs()).contains("1 OVERDUE OWNER 3 AWAY second代officer");
    }

    @Test
    void 短信只发给选择的人_晚间不发_本院安静时段内的早晨再发() {
        wantsSms("officer");
        morning(3, 8);
        assertThat(sms()).containsExactly("officer 03 08:00");
        morning(4, 21);
        assertThat(digests()).anyMatch(each -> each.startsWith("4 officer"));
        assertThat(sms()).as("at nine in the evening nobody is disturbed").hasSize(1);

        transaction.executeWithoutResult(s -> SettingsSupport.practice(jdbc, transaction, at(march(4)))
                .set(
                        new Actor(Actor.Kind.STAFF, "chief", "chief", COURT, Set.of(Role.BUREAU_CHIEF), null, Set.of()),
                        COURT,
                        PracticeNumber.QUIET_UNTIL,
                        march(5),
                        10,
                        "本院短信办法"));
        transaction.executeWithoutResult(s -> SettingsSupport.practice(jdbc, transaction, at(march(4)))
                .set(
                        new Actor(Actor.Kind.STAFF, "chief", "chief", COURT, Set.of(Role.BUREAU_CHIEF), null, Set.of()),
                        COURT,
                        PracticeNumber.QUIET_FROM,
                        march(5),
                        21,
                        "本院短信办法"));
        morning(5, 8);
        assertThat(sms()).containsExactly("officer 03 08:00", "officer 05 10:00");
        jdbc.sql("truncate settings.practice").update();
    }
}
