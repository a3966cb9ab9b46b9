package cn.sunlit.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.PracticeNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FK-01, FK-02 */
class LadderTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // amount  | whose   | set otherwise                           | who approves
                "0.01      | CREDITOR |                                        | 执行局局长",
                "99999.99  | CREDITOR |                                        | 执行局局长",
                "100000.00 | CREDITOR |                                        | 院长",
                "9999.99   | CREDITOR | PAY_CHIEF_YUAN=10000                   | 团队负责人",
                "10000.00  | CREDITOR | PAY_CHIEF_YUAN=10000                   | 执行局局长",
                "9999.99   | AGENT    | PAY_CHIEF_YUAN=10000                   | 执行局局长",
                "9999.99   | REFUND   | PAY_CHIEF_YUAN=10000 PAY_REFUND_LEVEL=3 | 院长",
                "100000.00 | CREDITOR | PAY_STEPS_FROM=2                       | 执行局局长、院长",
                "100000.00 | CREDITOR | PAY_STEPS_FROM=1                       | 团队负责人、执行局局长、院长",
                "99999.99  | CREDITOR | PAY_STEPS_FROM=1                       | 团队负责人、执行局局长",
                "1.00      | DEFERRAL |                                        | 执行局局长、院长",
                "1.00      | DEFERRAL | DEFER_LEVEL=2                          | 执行局局长",
            })
    void 按金额种类和本院规定决定由谁审批(String amount, Ladder.Matter matter, String set, String who) {
        Ladder.Way way = Ladder.way(practice(set), DAY, Money.parse(amount), Set.of(Ladder.Matter.FEE, matter));
        assertThat(way.zh()).isEqualTo(who);
        assertThat(way.grounds()).isNotEmpty();
    }

    @Test
    void 拒绝时说明须由谁审批和为什么() {
        Ladder.Way way = Ladder.way(LocalPractice.NONE, DAY, Money.yuan(100_000), Set.of(Ladder.Matter.CREDITOR));
        assertThatThrownBy(() -> way.allow(staff(Role.BUREAU_CHIEF), way.last()))
                .isInstanceOf(Problem.Forbidden.class)
                .hasMessageContaining("须由院长审批")
                .hasMessageContaining("100000");
        way.allow(staff(Role.PRESIDENT), way.last());
    }

    @Test
    void 上一级可以代下一级审批_逐级审批的下一步跳过已办的() {
        Ladder.Way way =
                Ladder.way(practice("PAY_STEPS_FROM=1"), DAY, Money.yuan(200_000), Set.of(Ladder.Matter.CREDITOR));
        way.allow(staff(Role.PRESIDENT), Ladder.Level.TEAM_LEADER);
        assertThat(way.next(List.of(Ladder.Level.TEAM_LEADER))).contains(Ladder.Level.BUREAU_CHIEF);
        assertThat(way.next(List.of(Ladder.Level.values()))).isEmpty();
    }

    @Test
    void 规定自生效之日起适用() {
        LocalPractice later = new LocalPractice(List.of(
                new LocalPractice.Setting(PracticeNumber.PAY_PRESIDENT_YUAN, DAY.plusDays(1), 500_000, "某院规定")));
        Set<Ladder.Matter> creditor = Set.of(Ladder.Matter.CREDITOR);
        assertThat(Ladder.way(later, DAY, Money.yuan(200_000), creditor).zh()).isEqualTo("院长");
        assertThat(Ladder.way(later, DAY.plusDays(1), Money.yuan(200_000), creditor)
                        .zh())
                .isEqualTo("执行局局长");
    }

    private static LocalPractice practice(String set) {
        List<LocalPractice.Setting> settings = new ArrayList<>();
        Stream.of(set == null ? new String[0] : set.split(" ")).forEach(each -> {
            String[] parts = each.split("=");
            settings.add(new LocalPractice.Setting(
                    PracticeNumber.valueOf(parts[0]), DAY, Integer.parseInt(parts[1]), "某院规定"));
        });
        return new LocalPractice(settings);
    }

    private static Actor staff(Role role) {
        return new Actor(Actor.Kind.STAFF, "x", "某", new CourtCode("鄂1125"), Set.of(role), null, Set.of());
    }
}
