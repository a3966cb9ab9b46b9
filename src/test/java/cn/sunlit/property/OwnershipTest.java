package cn.sunlit.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.property.AssetDossier.Holder;
import cn.sunlit.property.AssetDossier.Source;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a thing is: another's name (CQ-01), co-owners (CQ-02), parts. */
class OwnershipTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 18);

    @ParameterizedTest(name = "{0}：{1}，已通知{2}，已确认{3} → 拒绝{4}，控制后待办{5}")
    @CsvSource({
        "CQ-02 共有可以控制但要通知, CO_OWNER, false, false, '', true",
        "CQ-02 已通知共有人, CO_OWNER, true, false, '', false",
        "CQ-01 他人名下未确认, REGISTERED, false, false, CQ-01, false",
        "CQ-01 他人名下已书面确认, REGISTERED, false, true, '', false",
    })
    void 权属(String what, String role, boolean told, boolean confirmed, String refused, boolean duty) {
        List<Holder> holders = List.of(new Holder(
                1,
                role,
                "丙",
                null,
                Source.REPLY,
                "登记查询结果",
                told ? DAY : null,
                told ? "通知书" : null,
                confirmed ? DAY : null,
                confirmed ? "确认书" : null));
        assertThat(Ownership.refusals(holders).stream()
                        .map(Problem.Refusal::rule)
                        .toList())
                .as(what)
                .isEqualTo(refused.isEmpty() ? List.of() : List.of(refused));
        assertThat(Ownership.duties(holders, true)).hasSize(duty ? 1 : 0);
        assertThat(Ownership.duties(holders, false)).as("未控制的不必通知").isEmpty();
    }

    @ParameterizedTest(name = "他人份额{0}，被执行人{1}，三百万元中{2}")
    @CsvSource({
        "1/2, 1/2, 1500000.00",
        "1/3 1/3, 1/3, 1000000.00",
        "33.5%, 133/200, 1995000.00",
        "1/7, 6/7, 2571428.57",
    })
    void 份额(String others, String own, String part) {
        Share.Fraction rest = Share.rest(
                Stream.of(others.split(" ")).map(s -> Share.parse("share", s)).toList());
        assertThat(rest).hasToString(own);
        assertThat(rest.of(Money.parse("3000000.00"))).isEqualTo(Money.parse(part));
    }

    @Test
    void 份额超过全部的不成立() {
        assertThat(Share.rest(List.of(new Share(2, 3), new Share(1, 2)))).isNull();
        assertThat(Share.parse("share", " ")).isNull();
    }

    @ParameterizedTest(name = "份额“{0}”不接受")
    @ValueSource(strings = {"一半", "1", "0/2", "2/2", "3/2", "-1/2", "1/20000", "100%", "0%", "1/0"})
    void 写错的份额(String written) {
        assertThatThrownBy(() -> Share.parse("share", written)).isInstanceOf(Problem.Invalid.class);
    }
}
