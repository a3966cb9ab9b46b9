package cn.sunlit.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.PostgresTest;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.statutes.PracticeNumber;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** 放假安排的导入和本院口径的设定。 */
@ExtendWith(PostgresTest.class)
class SettingsTest {

    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static final Clock CLOCK =
            Clock.fixed(TODAY.atTime(9, 0).atZone(TimeConfiguration.ZONE).toInstant(), TimeConfiguration.ZONE);
    private static final String NOTICE = """
            {"year":2027,"papers":["https://www.gov.cn/example"],
             "days":[{"name":"试","date":"2027-03-01","isOffDay":true},{"name":"试","date":"2027-03-06","isOffDay":false}]}
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    SettingsTest(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    private static Actor staff(Role role) {
        return new Actor(Actor.Kind.STAFF, role.name(), role.zh(), COURT, Set.of(role), null, Set.of());
    }

    @Test
    void 导入的放假安排在每个进程生效_新的取代旧的() {
        Holidays one = SettingsSupport.holidays(jdbc, transaction, CLOCK);
        Holidays other = SettingsSupport.holidays(jdbc, transaction, CLOCK);
        assertThat(one.calendar().isProvisional(2027)).isTrue();
        transaction.executeWithoutResult(s -> one.take(staff(Role.ADMIN), NOTICE));
        assertThat(other.runDue()).isEqualTo(1);
        assertThat(other.runDue()).isZero();
        assertThat(other.calendar().isProvisional(2027)).isFalse();
        assertThat(other.calendar().isWorkingDay(LocalDate.of(2027, 3, 1))).isFalse();
        assertThat(other.calendar().isWorkingDay(LocalDate.of(2027, 3, 6))).isTrue();

        transaction.executeWithoutResult(s -> one.take(staff(Role.ADMIN), NOTICE.replace("2027-03-01", "2027-03-02")));
        other.runDue();
        assertThat(other.calendar().isWorkingDay(LocalDate.of(2027, 3, 1))).isTrue();
        assertThat(other.calendar().isWorkingDay(LocalDate.of(2027, 3, 2))).isFalse();
    }

    @Test
    void 只有管理员导入_错误的文件说明错在哪里() {
        Holidays holidays = SettingsSupport.holidays(jdbc, transaction, CLOCK);
        assertThatThrownBy(() -> holidays.take(staff(Role.OFFICER), NOTICE)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> holidays.take(staff(Role.ADMIN), NOTICE.replace("2027-03-01", "2027-02-30")))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("2027-02-30");
    }

    @Test
    void 设定自生效之日起适用_从前的不变_留痕且不能改写() {
        CourtPractice practice = SettingsSupport.practice(jdbc, transaction, CLOCK);
        transaction.executeWithoutResult(s -> practice.set(
                staff(Role.PRESIDENT),
                COURT,
                PracticeNumber.PERFORMANCE_DAYS,
                LocalDate.of(2027, 1, 1),
                7,
                "本院〔2026〕12号"));
        assertThat(practice.of(COURT)
                        .on(PracticeNumber.PERFORMANCE_DAYS, LocalDate.of(2026, 12, 31))
                        .value())
                .isEqualTo(3);
        assertThat(practice.of(COURT).on(PracticeNumber.PERFORMANCE_DAYS, LocalDate.of(2027, 1, 1)))
                .satisfies(v -> assertThat(v.value()).isEqualTo(7))
                .satisfies(v -> assertThat(v.explanation().text()).contains("〔2026〕12号", "2027-01-01"));
        assertThat(practice.of(new CourtCode("鄂11"))
                        .on(PracticeNumber.PERFORMANCE_DAYS, LocalDate.of(2027, 1, 1))
                        .value())
                .isEqualTo(3);
        assertThat(jdbc.sql("select count(*) from audit.entry where type = 'PRACTICE_SET'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThatThrownBy(
                        () -> jdbc.sql("update settings.practice set value = 1").update())
                .hasMessageContaining("only added to");
    }

    @Test
    void 不能越权_溯及既往_超出范围() {
        CourtPractice practice = SettingsSupport.practice(jdbc, transaction, CLOCK);
        assertThatThrownBy(() ->
                        practice.set(staff(Role.OFFICER), COURT, PracticeNumber.PERFORMANCE_DAYS, TODAY, 5, "某规定"))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> practice.set(
                        staff(Role.PRESIDENT), COURT, PracticeNumber.PERFORMANCE_DAYS, TODAY.minusDays(1), 5, "某规定"))
                .hasMessageContaining("早于今天");
        assertThatThrownBy(() ->
                        practice.set(staff(Role.PRESIDENT), COURT, PracticeNumber.PERFORMANCE_DAYS, TODAY, 31, "某规定"))
                .hasMessageContaining("1至30");
    }
}
