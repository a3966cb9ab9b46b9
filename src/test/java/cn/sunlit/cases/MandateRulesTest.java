package cn.sunlit.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.Problem;
import cn.sunlit.parties.Kind;
import cn.sunlit.parties.PartyId;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may be appointed, what an authority covers, to whose account money may go. */
class MandateRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);
    private static final CaseParty APPLICANT = party(1, Side.APPLICANT, Kind.PERSON, "甲");
    private static final CaseParty COMPANY = party(2, Side.RESPONDENT, Kind.ORGANISATION, "乙公司");

    private static CaseParty party(long id, Side side, Kind kind, String name) {
        return new CaseParty(new PartyId(id), side, kind, name, null, null, false, null);
    }

    private static Mandate mandate(
            Mandate.Kind kind,
            CaseParty of,
            long person,
            String name,
            String powers,
            boolean replaces,
            @Nullable LocalDate until) {
        return new Mandate(
                person,
                kind,
                of.side(),
                0,
                of.id(),
                of.name(),
                new PartyId(person),
                name,
                null,
                powers.isBlank()
                        ? Set.of()
                        : Arrays.stream(powers.split("\\+"))
                                .map(SpecialPower::valueOf)
                                .collect(Collectors.toSet()),
                replaces,
                "授权委托书",
                TODAY.minusDays(5),
                until,
                "书记员",
                null);
    }

    private static Mandate agent(long person, String name, String powers) {
        return mandate(Mandate.Kind.AGENT, APPLICANT, person, name, powers, false, null);
    }

    /** WT-01、WT-02 */
    @ParameterizedTest(name = "{0} 为 {1}，已有代理人{2}名、代表{3}名：{4}")
    @CsvSource({
        "AGENT,          甲,    0, 0, ''",
        "AGENT,          甲,    1, 0, ''",
        "AGENT,          甲,    2, 0, WT-01",
        "AGENT,          乙公司, 0, 1, ''",
        "REPRESENTATIVE, 甲,    0, 0, WT-02",
        "REPRESENTATIVE, 乙公司, 0, 0, ''",
        "REPRESENTATIVE, 乙公司, 0, 1, WT-REPRESENTATIVE",
        "SUCCESSOR,      甲,    2, 0, ''",
    })
    void 可否登记(Mandate.Kind kind, String principal, int agents, int representatives, String rule) {
        CaseParty of = principal.equals("甲") ? APPLICANT : COMPANY;
        List<Mandate> others = new java.util.ArrayList<>();
        for (int i = 0; i < agents; i++) {
            others.add(mandate(Mandate.Kind.AGENT, of, 10 + i, "代" + i, "", false, null));
        }
        for (int i = 0; i < representatives; i++) {
            others.add(mandate(Mandate.Kind.REPRESENTATIVE, of, 20 + i, "法" + i, "", false, null));
        }
        assertThat(MandateRules.against(kind, of, others, null, "新人").stream()
                        .map(Problem.Refusal::rule)
                        .collect(Collectors.joining("、")))
                .isEqualTo(rule);
    }

    @Test
    void 同一人不得代理双方_也不重复登记() {
        List<Mandate> others = List.of(agent(10, "代", ""));
        assertThat(MandateRules.against(Mandate.Kind.AGENT, COMPANY, others, new PartyId(10), "代"))
                .extracting(Problem.Refusal::rule)
                .containsExactly("WT-SIDES");
        assertThat(MandateRules.against(Mandate.Kind.AGENT, APPLICANT, others, null, "代"))
                .extracting(Problem.Refusal::rule)
                .containsExactly("WT-TWICE");
    }

    /** WT-03 */
    @ParameterizedTest(name = "{0}，特别授权[{1}]，{2}：可{3}")
    @CsvSource({
        "AGENT,          '',              WAIVE,   false",
        "AGENT,          '',              SETTLE,  false",
        "AGENT,          '',              COLLECT, false",
        "AGENT,          SETTLE,          SETTLE,  true",
        "AGENT,          SETTLE,          COLLECT, false",
        "AGENT,          WAIVE+SETTLE,    COLLECT, false",
        "AGENT,          COLLECT,         COLLECT, true",
        "REPRESENTATIVE, '',              SETTLE,  true",
        "SUCCESSOR,      '',              WAIVE,   true",
    })
    void 一般授权不得办须特别授权的事(Mandate.Kind kind, String powers, SpecialPower act, boolean may) {
        Mandate held = mandate(kind, APPLICANT, 10, "代", powers, false, null);
        List<Problem.Refusal> refusals = MandateRules.beyond(held, act);
        assertThat(refusals.isEmpty()).isEqualTo(may);
        assertThat(refusals).allSatisfy(r -> assertThat(r.law()).contains("第二十条"));
    }

    /** WT-03 */
    @ParameterizedTest(name = "户名{0}，登记{1}[{2}] 取代{3} 至{4}：可付{5}")
    @CsvSource({
        "甲,   AGENT,     '',           false, '',         true",
        "代,   AGENT,     '',           false, '',         false",
        "代,   AGENT,     WAIVE+SETTLE, false, '',         false",
        "代,   AGENT,     COLLECT,      false, '',         true",
        "代,   AGENT,     COLLECT,      false, 2026-03-10, true",
        "代,   AGENT,     COLLECT,      false, 2026-03-09, false",
        "丙,   AGENT,     COLLECT,      false, '',         false",
        "代,   SUCCESSOR, '',           true,  '',         true",
        "甲,   SUCCESSOR, '',           true,  '',         false",
        "甲,   SUCCESSOR, '',           false, '',         true",
        "代,   SUCCESSOR, '',           false, '',         true",
    })
    void 案款付给谁(String account, Mandate.Kind kind, String powers, boolean replaces, String until, boolean may) {
        Mandate held =
                mandate(kind, APPLICANT, 10, "代", powers, replaces, until.isEmpty() ? null : LocalDate.parse(until));
        assertThat(MandateRules.againstPaying(APPLICANT, account, List.of(held), TODAY)
                        .isEmpty())
                .isEqualTo(may);
    }

    @Test
    void 法定代表人的个人账户不收单位的案款_别人的代理人也不收() {
        CaseParty creditor = party(3, Side.APPLICANT, Kind.ORGANISATION, "丁公司");
        Mandate head = mandate(Mandate.Kind.REPRESENTATIVE, creditor, 30, "丁总", "", false, null);
        assertThat(MandateRules.againstPaying(creditor, "丁总", List.of(head), TODAY))
                .hasSize(1);
        assertThat(MandateRules.againstPaying(creditor, "代", List.of(agent(10, "代", "COLLECT")), TODAY))
                .hasSize(1);
    }

    private static CaseFile file() {
        return new CaseFile(
                new cn.sunlit.kernel.CaseId(1),
                cn.sunlit.kernel.CaseNumber.parse("（2026）鄂1125执1号"),
                new cn.sunlit.kernel.CourtCode("鄂1125"),
                new CaseType("FIRST_ENFORCEMENT", "1002", "执", "首次执行", true),
                Stage.OPEN,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                new Title("JUDGMENT", null, null, null, null),
                List.of(APPLICANT),
                List.of(COMPANY),
                List.of(),
                null,
                false,
                null);
    }

    /** WT-05、WT-06 */
    @ParameterizedTest(name = "{0} 为{1}号 {2} {3} [{4}] {5} {6}：{7}")
    @CsvSource({
        "AGENT,     1, 代, 19000001111, SETTLE, 授权委托书,              '',         ''",
        "AGENT,     1, 代, 19000001111, SETTLE, 授权委托书,              2026-03-10, ''",
        "AGENT,     1, 代, 19000001111, SETTLE, 授权委托书,              2026-03-09, until",
        "AGENT,     1, 代, 19000001111, '',     '',                      '',         paper",
        "AGENT,     9, 代, 19000001111, '',     授权委托书,              '',         principal",
        "AGENT,     1, 甲, 19000001111, '',     授权委托书,              '',         name",
        "AGENT,     1, 代, 12,          ALL,    授权委托书,              '',         'phone,powers'",
        "OWNER,     1, 代, 19000001111, '',     授权委托书,              '',         kind",
        "SUCCESSOR, 1, 丙, 19000001111, '',     继承公证书,              '',         paper",
        "SUCCESSOR, 1, 丙, 19000001111, '',     裁定书,                  '',         paper",
        "SUCCESSOR, 1, 丙, 19000001111, '',     （2026）鄂1125执异5号裁定书, '',     ''",
        "SUCCESSOR, 1, 丙, 19000001111, SETTLE, （2026）鄂1125执异5号之一, '',       powers",
    })
    void 填写的内容(
            String kind,
            long principal,
            String name,
            String phone,
            String powers,
            String paper,
            String until,
            String wrong) {
        MandateDraft draft = new MandateDraft(
                kind,
                principal,
                name,
                null,
                phone,
                powers.isEmpty() ? List.of() : List.of(powers),
                true,
                paper,
                null,
                until);
        if (wrong.isEmpty()) {
            assertThat(MandateReader.read(draft, file(), TODAY).from()).isEqualTo(TODAY);
        } else {
            assertThatThrownBy(() -> MandateReader.read(draft, file(), TODAY))
                    .isInstanceOfSatisfying(
                            Problem.Invalid.class,
                            e -> assertThat(e.errors().stream()
                                            .map(Problem.FieldError::field)
                                            .distinct()
                                            .sorted()
                                            .collect(Collectors.joining(",")))
                                    .isEqualTo(wrong));
        }
    }
}
