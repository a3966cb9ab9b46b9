package cn.sunlit.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.SunlitTest;
import cn.sunlit.alerts.Excuse;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Filed;
import cn.sunlit.docket.Alert;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.State;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@SunlitTest
class ListThreeTest {

    private static final CourtCode COURT = new CourtCode("鄂1125");

    @Autowired
    ListThree list;

    @Autowired
    Cases cases;

    @Autowired
    Docket docket;

    @Autowired
    Clock clock;

    private static Actor staff(String login, Role role, String court) {
        return new Actor(Actor.Kind.STAFF, login, login, new CourtCode(court), Set.of(role), null, Set.of());
    }

    private static final Actor JUDGE = staff("judge", Role.OFFICER, "鄂1125");

    private Filed filed() {
        return cases.file(
                staff("filing", Role.FILING_CLERK, "鄂1125"),
                cases.read(JsonMapper.shared().readTree("""
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初93号"},
                 "applicants":[{"kind":"PERSON","name":"=1+1"}],"respondents":[{"kind":"PERSON","name":"丙某"}],
                 "obligations":[{"kind":"CONDUCT","description":"交付车辆"}]}""")));
    }

    private List<Long> withClue(LocalDate on, Filed... files) {
        for (Filed file : files) {
            docket.happened(JUDGE, file.id(), "CLUE_RECEIVED", on, "收到线索" + file.id());
        }
        Set<String> numbers =
                new HashSet<>(Stream.of(files).map(f -> f.number().text()).toList());
        return everything(wanted(ListThree.Scope.COURT, null, "C05", null)).stream()
                .filter(l -> numbers.contains(l.number().text()))
                .map(ListThree.Line::id)
                .toList();
    }

    private static ListThree.Wanted wanted(
            ListThree.Scope scope, @Nullable Alert colour, @Nullable String node, @Nullable LocalDate to) {
        return new ListThree.Wanted(scope, colour, null, node, null, null, null, to);
    }

    /** All pages one after the other. */
    private List<ListThree.Line> everything(ListThree.Wanted wanted) {
        List<ListThree.Line> all = new ArrayList<>();
        String after = null;
        do {
            ListThree.Found found = list.find(JUDGE, wanted, after);
            all.addAll(found.lines());
            after = found.next();
        } while (after != null);
        return all;
    }

    private State clue(Filed file) {
        return docket.innerNodes(file.id()).stream()
                .filter(n -> n.code().equals("C05"))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void 一页页翻完_不重不漏_按到期先后_各灯色之和等于全部() {
        for (int i = 0; i < 12; i++) {
            filed();
        }
        ListThree.Wanted all = wanted(ListThree.Scope.COURT, null, null, null);
        List<ListThree.Line> lines = everything(all);
        assertThat(lines).hasSizeGreaterThan(ListThree.PAGE);
        assertThat(lines.stream().map(ListThree.Line::id)).doesNotHaveDuplicates();
        assertThat(lines)
                .isSortedAccordingTo(
                        Comparator.comparing(ListThree.Line::dueOn, Comparator.nullsLast(Comparator.naturalOrder())));
        ListThreeStore.Counts counts = list.find(JUDGE, all, null).counts();
        assertThat(counts.all()).isEqualTo(lines.size());
        for (Alert colour : Alert.values()) {
            List<ListThree.Line> ofColour = everything(wanted(ListThree.Scope.COURT, colour, null, null));
            assertThat(ofColour).hasSize((int) counts.of(colour)).allMatch(l -> l.alert() == colour);
        }
        assertThat(everything(wanted(ListThree.Scope.COURT, null, null, LocalDate.now(clock))))
                .allMatch(l -> l.dueOn() != null && !l.dueOn().isAfter(LocalDate.now(clock)));
        assertThat(everything(wanted(ListThree.Scope.OWN, null, null, null))).hasSizeLessThan(lines.size());
    }

    @Test
    void 多件一并办结_各自成败_重发不重办_只办一种_只办可以凭材料办结的() {
        LocalDate today = LocalDate.now(clock);
        Filed one = filed();
        Filed two = filed();
        Filed closedMeanwhile = filed();
        List<Long> ids = withClue(today, one, two, closedMeanwhile);
        assertThat(ids).hasSize(3);
        docket.waive(JUDGE, closedMeanwhile.id(), "C05", "线索已撤回");

        List<ListThree.Outcome> outcomes = list.complete(JUDGE, ids, today, "核查笔录", "卷宗第12页");
        assertThat(outcomes).hasSize(2).allMatch(ListThree.Outcome::done);
        assertThat(clue(one)).isEqualTo(State.DONE);
        assertThat(clue(two)).isEqualTo(State.DONE);
        assertThat(clue(closedMeanwhile)).isEqualTo(State.WAIVED);
        assertThatThrownBy(() -> list.complete(JUDGE, ids, today, "核查笔录", "卷宗第12页"))
                .isInstanceOf(Problem.Conflict.class);

        List<Long> again = withClue(today.minusDays(1), one);
        List<Long> mixed = new ArrayList<>(again);
        mixed.add(everything(wanted(ListThree.Scope.COURT, null, "B01", null))
                .getFirst()
                .id());
        assertThatThrownBy(() -> list.complete(JUDGE, mixed, today, "核查笔录", "")).hasMessageContaining("只能办同一种节点");
        assertThatThrownBy(() -> list.complete(JUDGE, List.of(mixed.getLast()), today, "某材料", ""))
                .hasMessageContaining("不能批量勾选");
        assertThatThrownBy(() -> list.complete(JUDGE, again, today.plusDays(1), " ", ""))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class, p -> assertThat(p.errors()).hasSize(2));
        assertThatThrownBy(() -> list.complete(staff("filing", Role.FILING_CLERK, "鄂1125"), again, today, "核查笔录", ""))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> list.complete(staff("other", Role.OFFICER, "鄂0102"), again, today, "核查笔录", ""))
                .as("another court learns nothing")
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageNotContaining("鄂1125");
    }

    @Test
    void 多件预警一并说明_没有预警的_不在手上的各自说明原因() {
        LocalDate today = LocalDate.now(clock);
        Filed mine = filed();
        Filed others = filed();
        Filed early = filed();
        Actor dispatcher = staff("dispatcher", Role.COMMAND_CENTER, "鄂1125");
        cases.assign(dispatcher, mine.number(), "judge", "工作量调整");
        cases.assign(dispatcher, others.number(), "judge2", "工作量调整");
        cases.assign(dispatcher, early.number(), "judge", "工作量调整");
        List<Long> ids = new ArrayList<>(withClue(today.minusDays(30), mine, others));
        ids.addAll(withClue(today, early));
        List<ListThree.Outcome> outcomes = list.explain(JUDGE, ids, Excuse.WAITING, "等待登记机构答复", today.plusDays(2));
        assertThat(outcomes).hasSize(3);
        for (ListThree.Outcome each : outcomes) {
            if (each.number().equals(mine.number())) {
                assertThat(each.done()).as(each.sentence()).isTrue();
            } else {
                assertThat(each.done()).isFalse();
                assertThat(each.sentence()).contains(each.number().equals(early.number()) ? "没有预警" : "不在您手上");
            }
        }
    }

    @Test
    void 导出的单元格不会被当作公式() {
        filed();
        List<ListThree.Line> lines = list.all(JUDGE, wanted(ListThree.Scope.COURT, null, null, null));
        String csv = new String(ListThreeFile.of(lines).csv(), StandardCharsets.UTF_8);
        assertThat(csv).contains("'=1+1 申请执行").doesNotContain(",=1+1");
        assertThat(ListThreeFile.of(lines).xlsx()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "2026-02-30_1", "2026-13-01_1", "none", "2026-01-01_-1", "2026-01-01_99999999999999999999"})
    void 翻页位置不对的拒绝(String after) {
        assertThatThrownBy(() -> list.find(JUDGE, wanted(ListThree.Scope.COURT, null, null, null), after))
                .isInstanceOf(Problem.Invalid.class);
    }
}
