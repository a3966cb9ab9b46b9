package cn.sunlit.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.identity.Actor;
import cn.sunlit.identity.IdentitySupport;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.messages.MessagesSupport;
import cn.sunlit.settings.SettingsSupport;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** 不属于节点的事项：变色、逐级升级、自行办结；每一步记在当日，重来不重记。 */
class ConcernTest extends CourtInMarch {

    @TempDir
    private static Path keys;

    /** Money that came on Sunday the 1st: yellow on the 4th, red on the 5th, overdue on the 1st of April. */
    private static final List<String> WAY = List.of(
            "YELLOW OWNER 03-04 cashier",
            "RED OWNER 03-05 cashier",
            "RED DIRECTOR 03-06 chief",
            "OVERDUE OWNER 04-01 cashier",
            "OVERDUE DIRECTOR 04-02 chief",
            "OVERDUE SUPERVISOR 04-10 watcher"); // after a holiday of three days

    private final List<Concern> standing = new ArrayList<>();
    private Concerns concerns;

    ConcernTest(DataSource database) {
        super(database);
        concerns = started();
    }

    /** As after a start. */
    private Concerns started() {
        return new Concerns(
                List.of(today -> List.copyOf(standing)),
                new ConcernStore(jdbc),
                SettingsSupport.holidays(jdbc, transaction, clock),
                SettingsSupport.practice(jdbc, transaction, clock),
                IdentitySupport.teams(jdbc, clock),
                IdentitySupport.courts(jdbc),
                IdentitySupport.staffDirectory(jdbc),
                clock,
                transaction);
    }

    @BeforeEach
    void aCashier() {
        transaction.executeWithoutResult(s -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql(
                            "truncate alerts.concern, alerts.concern_step, alerts.concern_explanation restart identity cascade")
                    .update();
        });
        IdentitySupport.staff(jdbc, "cashier", COURT, Role.FINANCE);
        standing.clear();
    }

    private static Concern unknown(String subject, LocalDate since) {
        return new Concern(
                "UNKNOWN",
                subject,
                COURT,
                null,
                Role.FINANCE,
                "不明款还没有认领",
                "/cashier/suspense",
                Money.yuan(100),
                since,
                new Lamps(since.plusDays(3), since.plusDays(4), since.plusDays(31)));
    }

    private void look(int from, int to) {
        for (int day = from; day <= to; day++) {
            clock.now = at(march(day));
            concerns.runDue();
        }
    }

    private List<String> steps() {
        return jdbc.sql("""
                        select level || ' ' || rung || ' ' || to_char(on_day, 'MM-DD') || ' ' || array_to_string(receivers, ',')
                        from alerts.concern_step order by concern, on_day, raised_at, level desc""").query(String.class).list();
    }

    private @Nullable LocalDate ended(long id) {
        return jdbc.sql("select ended_on from alerts.concern where id = ?")
                .param(id)
                .query((r, n) -> r.getObject(1, LocalDate.class))
                .list()
                .getFirst();
    }

    private static Actor person(String login, Role role) {
        return new Actor(Actor.Kind.STAFF, login, login, COURT, Set.of(role), null, Set.of());
    }

    private List<ConcernView> mine(String login, Role role) {
        return concerns.sought(
                person(login, role), true, new AlertStore.Sought(List.of(COURT), null, null, null), c -> true, 50);
    }

    @Test
    void 不明款逐日变色_到财务_到局长_到监督人员_认领后自行办结() {
        standing.add(unknown("1", march(1)));
        look(2, 3);
        assertThat(steps()).as("in time").isEmpty();
        look(4, 6);
        assertThat(steps()).containsExactlyElementsOf(WAY.subList(0, 3));
        assertThat(mine("cashier", Role.FINANCE)).singleElement().satisfies(c -> {
            assertThat(c.level().name()).isEqualTo("RED");
            assertThat(c.rung()).isEqualTo("执行局局长");
            assertThat(c.nextOn()).as("overdue, then one working day").isEqualTo(LocalDate.of(2026, 4, 2));
            assertThat(c.history()).hasSize(3);
        });
        assertThat(mine("chief", Role.BUREAU_CHIEF)).as("it came up to him").hasSize(1);
        assertThat(mine("officer", Role.OFFICER)).as("not his affair").isEmpty();
        look(7, 42);
        assertThat(steps()).containsExactlyElementsOf(WAY);
        assertThat(mine("watcher", Role.SUPERVISOR)).hasSize(1);

        standing.clear();
        concerns.touched();
        assertThat(concerns.runDue()).isOne();
        assertThat(ended(1)).isEqualTo(march(42));
        assertThat(mine("cashier", Role.FINANCE)).isEmpty();
        assertThat(concerns.ofCourt(COURT, 50)).isEmpty();
        look(43, 60);
        assertThat(steps()).hasSize(WAY.size());
    }

    @Test
    void 说明后停在原级_期满升级_颜色变了仍然告知_一级一次() {
        standing.add(unknown("1", march(1)));
        look(4, 5);
        assertThat(explain(march(12))).isTrue();
        assertThat(explain(march(13))).as("once at each rung").isFalse();
        assertThat(mine("cashier", Role.FINANCE)).singleElement().satisfies(c -> {
            assertThat(c.explainedUntil()).isEqualTo(march(12));
            assertThat(c.explainable()).isFalse();
            assertThat(c.nextOn()).isEqualTo(march(13));
            assertThat(c.history().getLast().what()).isEqualTo("已去函付款人查询");
        });
        look(6, 12);
        assertThat(steps()).as("patience was asked for").hasSize(2);
        look(13, 13);
        assertThat(steps().getLast()).isEqualTo("RED DIRECTOR 03-13 chief");
        assertThat(mine("chief", Role.BUREAU_CHIEF))
                .singleElement()
                .satisfies(
                        c -> assertThat(c.explainable()).as("a rung of its own").isTrue());
        look(14, 42);
        assertThat(steps().subList(3, 6)).isEqualTo(WAY.subList(3, 6));
    }

    private boolean explain(LocalDate until) {
        ConcernStore store = new ConcernStore(jdbc);
        ConcernStore.Row row = store.one(1, COURT, "cashier", until).orElseThrow();
        return Boolean.TRUE.equals(transaction.execute(s -> store.explain(
                row,
                new ConcernStore.Explanation(Excuse.WAITING, "已去函付款人查询", until, until.plusDays(1)),
                "cashier",
                "某",
                march(5),
                clock.instant())));
    }

    @Test
    void 停机一月_每一步仍记在当日_重来不重记() {
        standing.add(unknown("1", march(1)));
        look(42, 42);
        assertThat(steps()).containsExactlyElementsOf(WAY);
        concerns = started();
        assertThat(concerns.runDue()).as("after another start").isZero();
        clock.now = at(march(20));
        concerns = started();
        assertThat(concerns.runDue()).as("a clock that was set back").isZero();
        assertThat(steps()).hasSize(WAY.size());
    }

    @Test
    void 办结后又出现的_从再次出现之日起算_不追溯() {
        standing.add(unknown("1", march(1)));
        look(4, 6);
        standing.clear();
        look(7, 7);
        standing.add(unknown("1", march(1)));
        look(9, 10);
        assertThat(steps().subList(3, 5)).containsExactly("RED OWNER 03-09 cashier", "RED DIRECTOR 03-10 chief");
        assertThat(ended(1)).isEqualTo(march(7));
        assertThat(ended(2)).isNull();
    }

    @Test
    void 别的法院看不到_财务都不在的到局长() {
        standing.add(unknown("1", march(1)));
        jdbc.sql("update identity.staff set enabled = false where login = 'cashier'")
                .update();
        look(4, 4);
        assertThat(steps()).containsExactly("YELLOW OWNER 03-04 chief");
        assertThat(concerns.ofCourt(new CourtCode("鄂1121"), 50)).isEmpty();
        jdbc.sql("update identity.staff set enabled = true where login = 'cashier'")
                .update();
    }

    @Test
    void 只能办结_不能改写() {
        standing.add(unknown("1", march(1)));
        look(4, 4);
        explain(march(6));
        for (String sql : List.of(
                "update alerts.concern set body = 'x'",
                "update alerts.concern set ended_on = '2026-03-05', red_on = '2026-05-05', overdue_on = '2026-05-05'",
                "delete from alerts.concern",
                "update alerts.concern_step set receivers = '{}'",
                "delete from alerts.concern_step",
                "update alerts.concern_explanation set until_on = '2026-12-31'",
                "delete from alerts.concern_explanation")) {
            assertThatThrownBy(() ->
                            transaction.executeWithoutResult(s -> jdbc.sql(sql).update()))
                    .as(sql)
                    .isInstanceOf(DataAccessException.class);
        }
        transaction.executeWithoutResult(s ->
                jdbc.sql("update alerts.concern set ended_on = '2026-03-05'").update());
        assertThatThrownBy(() -> transaction.executeWithoutResult(s ->
                        jdbc.sql("update alerts.concern set ended_on = null").update()))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void 早晨的提醒说到经手的和升级到的() {
        MorningDigest digest = new MorningDigest(
                new DigestStore(jdbc),
                SettingsSupport.holidays(jdbc, transaction, clock),
                MessagesSupport.messages(jdbc, transaction, keys, clock),
                clock,
                transaction);
        standing.add(unknown("1", march(1)));
        look(4, 4);
        for (int day = 5; day <= 9; day++) {
            day(day);
            clock.now = at(march(day).atTime(8, 30));
            assertThat(digest.runDue()).as("first it must be known what stands").isZero();
            concerns.runDue();
            digest.runDue();
        }
        assertThat(jdbc.sql(
                                "select to_char(day, 'DD') || ' ' || login || '：' || body from alerts.digest order by day, login")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "05 cashier：您经手的案款事项预警 1 项。",
                        "06 cashier：您经手的案款事项预警 1 项。",
                        "06 chief：新升级到您的案款事项预警 1 项。",
                        "09 cashier：您经手的案款事项预警 1 项。");
    }
}
