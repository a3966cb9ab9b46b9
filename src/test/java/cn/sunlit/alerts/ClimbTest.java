package cn.sunlit.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.docket.DocketSupport;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.IdentitySupport;
import cn.sunlit.identity.Role;
import cn.sunlit.settings.SettingsSupport;
import cn.sunlit.statutes.PracticeNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClimbTest extends CourtInMarch {

    ClimbTest(DataSource database) {
        super(database);
    }

    /** Overdue on Tuesday the 3rd. */
    private static final List<String> LADDER = List.of(
            "1 OVERDUE LEADER 4 PERIOD leader",
            "1 OVERDUE DIRECTOR 9 PERIOD chief",
            "1 OVERDUE SUPERVISOR 16 PERIOD watcher");

    @Test
    void 逾期无人处理_按工作日逐级升级至监督人员_到顶为止() {
        open("officer", 1, 2, 3);
        days(2, 30);
        assertThat(climbs()).containsExactlyElementsOf(LADDER);
    }

    @Test
    void 停机三日或者半个月_每一日的升级仍记在当日() {
        open("officer", 1, 2, 3);
        day(3);
        day(6);
        day(9);
        assertThat(climbs()).containsExactlyElementsOf(LADDER.subList(0, 2));
        day(25);
        assertThat(climbs()).containsExactlyElementsOf(LADDER);
    }

    @Test
    void 时钟走快了又拨正_一级也不漏_不重() {
        day(1);
        day(28);
        open("officer", 1, 2, 3);
        days(2, 30);
        assertThat(climbs()).containsExactlyElementsOf(LADDER);
    }

    @Test
    void 周末不升级_红灯到团队负责人为止_转为逾期的由逾期预警升级() {
        open("officer", 2, 7, 25); // red on Saturday the 7th
        open("officer", 2, 5, 6); // red on Thursday, overdue on Friday
        days(2, 20);
        assertThat(climbs())
                .containsExactly(
                        "1 RED LEADER 9 PERIOD leader",
                        "2 OVERDUE LEADER 9 PERIOD leader",
                        "2 OVERDUE DIRECTOR 12 PERIOD chief",
                        "2 OVERDUE SUPERVISOR 19 PERIOD watcher");
    }

    @Test
    void 办结后不再升级_期限改变的不再升级() {
        long first = open("officer", 1, 2, 3);
        long second = open("officer", 1, 2, 3);
        days(2, 4);
        done(first);
        transaction.executeWithoutResult(s -> {
            // The computation behind the day is not what is tried here.
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("update docket.node set due_on = '2026-04-20', overdue_on = '2026-04-21' where id = ?")
                    .param(second)
                    .update();
        });
        days(5, 30);
        assertThat(climbs()).containsExactly("1 OVERDUE LEADER 4 PERIOD leader", "2 OVERDUE LEADER 4 PERIOD leader");
    }

    private void explained(long alert, int on, int until, int back) {
        transaction.executeWithoutResult(s -> jdbc.sql("""
                        insert into alerts.explanation (alert_id, climb_id, node_id, case_id, court, owner, level, rung, kind, body,
                                                        until_on, back_on, made_by, made_name, made_on, made_at)
                        select a.id, (select id from alerts.climb c where c.alert_id = a.id order by on_day desc limit 1), a.node_id,
                               1, a.court, a.owner, a.level, 'OWNER', 'WAITING', '等待复函中', :until, :back, 'officer', 'officer', :on,
                               now()
                        from docket.alert a where a.node_id = :alert and a.level = 'OVERDUE'""")
                .param("alert", alert)
                .param("until", march(until))
                .param("back", march(back))
                .param("on", march(on))
                .update());
    }

    @Test
    void 说明只管到期满_期满次一工作日升级至上一级_到顶的回到监督人员() {
        long id = open("officer", 1, 2, 3);
        day(3);
        explained(id, 3, 6, 9);
        days(4, 9);
        assertThat(climbs()).containsExactly("1 OVERDUE LEADER 9 TERM leader");
        explained(id, 9, 11, 12);
        days(10, 12);
        assertThat(climbs()).hasSize(2).last().isEqualTo("1 OVERDUE DIRECTOR 12 TERM chief");
        days(13, 19);
        assertThat(climbs()).hasSize(3).last().isEqualTo("1 OVERDUE SUPERVISOR 19 PERIOD watcher");
        explained(id, 19, 24, 25);
        days(20, 31);
        assertThat(climbs()).hasSize(4).last().isEqualTo("1 OVERDUE SUPERVISOR 25 TERM watcher");
    }

    @Test
    void 承办人外出由代理人接收_停用的由团队负责人接收_负责人也不在的由局长接收() {
        transaction.executeWithoutResult(s -> {
            var teams = IdentitySupport.teams(jdbc, at(march(2)));
            Actor by = Actor.system("测试", COURT);
            teams.away(by, COURT, "officer", march(2), march(6), "second", "异地执行");
            teams.away(by, COURT, "leader", march(4), march(10), null, "学习");
        });
        jdbc.sql("update identity.staff set enabled = false where login = 'second'")
                .update();
        open("second", 1, 2, 3);
        day(3);
        assertThat(climbs())
                .containsExactly(
                        "1 YELLOW OWNER 1 AWAY leader代second",
                        "1 RED OWNER 2 AWAY leader代second",
                        "1 OVERDUE OWNER 3 AWAY leader代second");
        jdbc.sql("update identity.staff set enabled = true where login = 'second'")
                .update();
        open("officer", 4, 4, 4);
        days(4, 5);
        assertThat(climbs())
                .contains("1 OVERDUE LEADER 4 PERIOD chief代leader", "2 OVERDUE OWNER 4 AWAY second代officer")
                .last()
                .isEqualTo("2 OVERDUE LEADER 5 PERIOD chief代leader");
    }

    @Test
    void 本院另定期限的按本院的_其他法院不变() {
        transaction.executeWithoutResult(s -> SettingsSupport.practice(jdbc, transaction, at(march(1)))
                .set(
                        new Actor(Actor.Kind.STAFF, "chief", "chief", COURT, Set.of(Role.BUREAU_CHIEF), null, Set.of()),
                        COURT,
                        PracticeNumber.CLIMB_TO_LEADER_DAYS,
                        march(1),
                        3,
                        "本院预警办法"));
        open("officer", 1, 2, 3);
        days(2, 8);
        assertThat(climbs()).containsExactly("1 OVERDUE LEADER 6 PERIOD leader");
        jdbc.sql("truncate settings.practice").update();
    }

    @Test
    void 多个进程同时运行_不重复() throws Exception {
        for (int i = 0; i < 20; i++) {
            open(i % 2 == 0 ? "officer" : "second", 1, 2, 3);
        }
        DocketSupport.sweep(jdbc, transaction, at(march(20))).runDue();
        Climb one = climb(march(20));
        Climb other = climb();
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> same = List.of(one::runDue, other::runDue, one::runDue, other::runDue);
            for (var each : threads.invokeAll(same)) {
                each.get();
            }
        }
        climb(march(20)).runDue();
        assertThat(climbs()).hasSize(60);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void 随机的停机_与天天运行的结果逐行相同(long seed) {
        List<int[]> lamps = new ArrayList<>();
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            int yellow = 2 + random.nextInt(15);
            int red = yellow + random.nextInt(5);
            lamps.add(new int[] {yellow, red, red + 1 + random.nextInt(6)});
        }
        lamps.forEach(l -> open("officer", l[0], l[1], l[2]));
        days(2, 40);
        List<String> daily = climbs();
        anEmptyCourt();
        lamps.forEach(l -> open("officer", l[0], l[1], l[2]));
        for (int day = 2; day < 40; day += 1 + random.nextInt(9)) {
            day(day);
        }
        day(40);
        assertThat(climbs()).as("seed %d", seed).isEqualTo(daily);
        assertThat(daily).isNotEmpty();
    }
}
