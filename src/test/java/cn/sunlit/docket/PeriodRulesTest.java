package cn.sunlit.docket;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.identity.Role;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By how much a period may be lengthened or stand still, and who approves. */
class PeriodRulesTest {

    private static final Catalogue CATALOGUE =
            CatalogueReader.read(Catalogues.text("nodes.yaml"), Catalogues.text("public-nodes.yaml"));

    @ParameterizedTest(name = "{0} 节点{1}：批准人{2}，至多{3}")
    @CsvSource({
        "QX-10, I03, PRESIDENT, 3",
        "QX-11, H03, PRESIDENT, 60",
        "QX-13, C06, BUREAU_CHIEF PRESIDENT, 10",
        "QX-10, B01, , ",
        "QX-10, D07, , ",
    })
    void 延长(String rule, String code, @Nullable String approvers, @Nullable Integer most) {
        PeriodRules.ExtensionRule found = PeriodRules.extension(CATALOGUE.node(code));
        if (most == null) {
            assertThat(found).as(rule).isNull();
            return;
        }
        assertThat(found).as(rule).isNotNull();
        assertThat(found.most()).isEqualTo(most);
        assertThat(found.approvers().stream().sorted().map(Role::name).collect(Collectors.joining(" ")))
                .isEqualTo(approvers);
    }

    @ParameterizedTest(name = "{0} {1} 自{2}至{3}：拒绝{4}项")
    @CsvSource({
        "QX-14, SETTLEMENT_OR_GUARANTEE, 2026-03-02, 2027-03-02, 0",
        "QX-14, SETTLEMENT_OR_GUARANTEE, 2026-03-02, 2027-03-03, 1",
        "QX-14, ANNOUNCEMENT, 2026-03-02, 2027-03-03, 0",
        "QX-02, STAY, 2026-02-28, , 1",
    })
    void 扣除(String rule, Ground ground, LocalDate from, @Nullable LocalDate to, int refused) {
        assertThat(PeriodRules.refuseSuspension(ground, from, to, LocalDate.of(2026, 3, 2)))
                .as(rule)
                .hasSize(refused);
    }

    @ParameterizedTest(name = "QX-15 {0} 自{1}至{2}：团队负责人可否批准{3}")
    @CsvSource({
        "SUPERIOR_DEFERRAL, 2026-03-02, 2026-06-02, true",
        "SUPERIOR_DEFERRAL, 2026-03-02, 2026-06-03, false",
        "SUPERIOR_DEFERRAL, 2026-03-02, , false",
        "STAY, 2026-03-02, , true",
    })
    void 由谁批准(Ground ground, LocalDate from, @Nullable LocalDate to, boolean leader) {
        assertThat(PeriodRules.approversOfSuspension(ground, from, to).contains(Role.TEAM_LEADER))
                .isEqualTo(leader);
    }
}
