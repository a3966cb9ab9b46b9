package cn.sunlit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.PostgresTest;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may do what, where. */
@ExtendWith(PostgresTest.class)
class AccessTest {

    private static final CourtCode XISHUI = new CourtCode("鄂1125");
    private static final CourtCode HUANGGANG = new CourtCode("鄂11");
    private static final CaseId OWN = new CaseId(1);
    private static final CaseId FOREIGN = new CaseId(2);

    private final Courts courts;
    private final Access access;

    AccessTest(JdbcClient jdbc) {
        courts = new Courts(new CourtStore(jdbc));
        courts.register(new Court(new CourtCode("鄂1126"), "蕲春县人民法院", "基层", HUANGGANG));
        access = IdentitySupport.access(jdbc);
    }

    private static Actor staff(String court, Role... roles) {
        return new Actor(Actor.Kind.STAFF, "someone", "某人", new CourtCode(court), Set.of(roles), null, Set.of());
    }

    @ParameterizedTest(name = "{0}的{1}对{2}的案件做{3}：{4}")
    @CsvSource({
        "鄂1125, OFFICER, 鄂1125, READ_CASE, true",
        "鄂1125, OFFICER, 鄂1126, READ_CASE, false",
        "鄂1125, OFFICER, 鄂11, READ_CASE, false",
        "鄂11, OFFICER, 鄂1125, READ_CASE, true",
        "鄂11, OFFICER, 鄂1125, ORDER_MEASURE, false",
        "鄂11, SUPERVISOR, 鄂1125, READ_FUNDS, true",
        "鄂11, SUPERVISOR, 鄂1125, CLOSE_CASE, false",
        "鄂, BUREAU_CHIEF, 鄂1125, READ_KPI, true",
        "最高法, SUPERVISOR, 鄂1125, READ_CASE, true",
        "京, SUPERVISOR, 鄂1125, READ_CASE, false",
        "鄂11, BUREAU_CHIEF, 鄂1125, APPROVE_DISTRIBUTION, false",
        "鄂1125, BUREAU_CHIEF, 鄂1125, APPROVE_DISTRIBUTION, true",
        "鄂1125, FINANCE, 鄂1125, APPROVE_DISTRIBUTION, false",
        "鄂1125, FILING_CLERK, 鄂1125, FILE_CASE, true",
        "鄂1125, FILING_CLERK, 鄂1125, CLOSE_CASE, false",
        "鄂1125, ADMIN, 鄂1125, READ_CASE, false",
        "鄂1125, ADMIN, 鄂1125, MANAGE_STAFF, true",
    })
    void 角色与法院共同决定(String court, Role role, String where, UseCase what, boolean allowed) {
        Actor by = staff(court, role);
        assertThat(access.may(by, what, new CourtCode(where))).isEqualTo(allowed);
        if (allowed) {
            assertThatCode(() -> access.allow(by, what, new CourtCode(where), OWN))
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> access.allow(by, what, new CourtCode(where), OWN))
                    .isInstanceOf(Problem.Forbidden.class);
        }
    }

    @Test
    void 上级法院的监督员兼任法官_也不能替下级法院办案() {
        Actor both = staff("鄂11", Role.SUPERVISOR, Role.OFFICER, Role.BUREAU_CHIEF);
        assertThat(access.may(both, UseCase.CLOSE_CASE, XISHUI)).isFalse();
        assertThat(access.may(both, UseCase.APPROVE_DISTRIBUTION, XISHUI)).isFalse();
        assertThat(access.may(both, UseCase.READ_CASE, XISHUI)).isTrue();
    }

    @Test
    void 外院案件的拒绝说出法院名称() {
        assertThatThrownBy(() -> access.allow(staff("鄂1125", Role.OFFICER), UseCase.READ_CASE, new CourtCode("鄂1126")))
                .hasMessage("无权办理其他法院（蕲春县人民法院）的案件");
    }

    @Test
    void 当事人只能看自己的案件() {
        Actor party = new Actor(
                Actor.Kind.PARTY, "party:1:applicant", "甲", XISHUI, Set.of(Role.APPLICANT_PARTY), null, Set.of(OWN));
        assertThatCode(() -> access.allow(party, UseCase.READ_CASE, XISHUI, OWN))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> access.allow(party, UseCase.READ_CASE, XISHUI, FOREIGN))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> access.allow(party, UseCase.READ_CASE, XISHUI)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> access.allow(party, UseCase.READ_AUDIT, XISHUI, OWN))
                .isInstanceOf(Problem.Forbidden.class);
    }

    @ParameterizedTest
    @EnumSource
    void 系统账号拥有全部角色也不能作第二人(UseCase what) {
        Actor machine =
                new Actor(Actor.Kind.MACHINE, "demo", "演示", XISHUI, EnumSet.allOf(Role.class), "demo", Set.of());
        assertThat(access.may(machine, what, XISHUI)).isEqualTo(!what.needsPerson());
    }

    @Test
    void 经系统办理的工作人员仍是本人() {
        Actor through =
                new Actor(Actor.Kind.STAFF, "director", "周", XISHUI, Set.of(Role.BUREAU_CHIEF), "demo", Set.of());
        assertThatCode(() -> access.allow(through, UseCase.APPROVE_DISTRIBUTION, XISHUI))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> access.otherPerson(through, "director")).hasMessage("提出人与审批人不能是同一人");
        assertThat(through.display()).isEqualTo("周（director，经 demo）");
    }

    @Test
    void 每项权限都有人能做且每个角色都有事可做() {
        assertThat(UseCase.values()).allSatisfy(u -> assertThat(u.roles()).isNotEmpty());
        assertThat(Role.values())
                .allSatisfy(role -> assertThat(Arrays.stream(UseCase.values()))
                        .anyMatch(u -> u.roles().contains(role)));
    }

    @Test
    void 没有人既能提出又能独自审批() {
        assertThat(Arrays.stream(UseCase.values()).filter(UseCase::needsPerson))
                .extracting(UseCase::name)
                .containsExactlyInAnyOrder(
                        "APPROVE_PERIOD",
                        "REVIEW_PROTECTED_FUNDS",
                        "APPROVE_LIVE_PLAN",
                        "APPROVE_PENALTY",
                        "DECIDE_REWARD",
                        "CONFIRM_CLAIM",
                        "APPROVE_RETURN",
                        "APPROVE_DISTRIBUTION",
                        "DECIDE_PLAN",
                        "APPROVE_HOLD",
                        "RECEIVE_CASH",
                        "CONFIRM_DIFFERENCE",
                        "APPROVE_SANCTION",
                        "CONFIRM_RIGHTS",
                        "APPROVE_CATALOGUE",
                        "APPROVE_LENDING",
                        "REVIEW_LOOKS");
    }

    @Test
    void 法院树() {
        assertThat(courts.isWithin(XISHUI, new CourtCode("最高法"))).isTrue();
        assertThat(courts.isWithin(HUANGGANG, XISHUI)).isFalse();
        assertThat(courts.byName("浠水县人民法院")).map(Court::code).contains(XISHUI);
        assertThat(courts.nameOf(new CourtCode("粤0104"))).isEqualTo("粤0104");
        assertThat(courts.all()).extracting(Court::level).contains("最高", "高级", "中级", "基层");
    }
}
