package cn.sunlit.funds;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.ledger.Numbers;
import cn.sunlit.statutes.Debt;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money without a name and one case: what speaks for it, and how much. */
class MatchRulesTest {

    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final String OWN = Numbers.make("8110", 12345);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    @ParameterizedTest
    @CsvSource({
        "（2026）鄂1125执123号还款, 50, 附言写有案号",
        "(2026)鄂1125执123号还款, 50, 附言写有案号",
        "２０２６鄂１１２５执１２３号, 50, 附言写有案号",
        "〔2026〕鄂 1125 执 123 号, 50, 附言写有案号",
        "(2026)浠执字第00123号, 35, 年度和序号",
        "2026年执123, 35, 年度和序号",
        "26执123号, 35, 年度和序号",
        "执123号, 15, 序号",
        "（2026）鄂1127执123号, 0, ''",
        "（2026）鄂1125执1234号, 0, ''",
        "执行款123元, 0, ''",
        "（2025）鄂1125民初88号判决, 45, 执行依据文号",
        "替乙某公司还款, 20, 附言提到",
    })
    void 附言里的线索(String remark, int points, String words) {
        List<MatchRules.Reason> reasons = reasons(remark, null, "丙某", Money.yuan(7));
        if (points == 0) {
            assertThat(reasons).isEmpty();
        } else {
            assertThat(reasons).singleElement().satisfies(r -> {
                assertThat(r.points()).isEqualTo(points);
                assertThat(r.text()).contains(words);
            });
        }
    }

    @Test
    void 账号的笔误_逐一说明错在哪里() {
        assertThat(account(OWN.substring(0, 4) + " " + OWN.substring(4, 10) + "-" + OWN.substring(10)))
                .isEqualTo("60 所写账号就是本案账号 " + OWN);
        assertThat(account(OWN.substring(4))).startsWith("60 所写账号漏写前四位");
        char other = OWN.charAt(8) == '0' ? '7' : '0';
        assertThat(account(OWN.substring(0, 8) + other + OWN.substring(9))).startsWith("40 所写账号第9位写成" + other);
        int at = 0;
        while (OWN.charAt(at) == OWN.charAt(at + 1)) {
            at++;
        }
        assertThat(account(OWN.substring(0, at) + OWN.charAt(at + 1) + OWN.charAt(at) + OWN.substring(at + 2)))
                .startsWith("40 所写账号第%d、%d位写颠倒".formatted(at + 1, at + 2));
        assertThat(account(OWN.substring(0, 16))).startsWith("40 所写账号漏写第17位");
        assertThat(account(OWN + "9")).startsWith("40 所写账号多写第18位");
        assertThat(account("81100000000099999")).isEmpty();
    }

    @Test
    void 金额等于分期的一期() {
        assertThat(reasons("还款", null, "丙某", Money.yuan(2000))).singleElement().satisfies(r -> {
            assertThat(r.points()).isEqualTo(35);
            assertThat(r.text()).isEqualTo("金额等于本案分期第3期（2026-12-01到期）应付的 2,000.00 元");
        });
    }

    @Test
    void 一位之差的账号可由校验位找回() {
        char other = OWN.charAt(8) == '0' ? '7' : '0';
        String typed = OWN.substring(0, 8) + other + OWN.substring(9);
        assertThat(Hints.read("汇到 " + typed, null).accounts("8110")).contains(OWN);
        assertThat(Hints.read(OWN.substring(4), null).accounts("8110")).contains(OWN);
        assertThat(Hints.read("20261120 " + OWN, null).accounts("8110")).contains(OWN);
    }

    @Test
    void 付款人在案件里的身份决定分数() {
        assertThat(of(reasons("", null, "乙某公司", Money.yuan(7)))).isEqualTo("30 付款人“乙某公司”与本案被执行人同名");
        assertThat(of(reasons("", null, "丁某", Money.yuan(7)))).isEqualTo("25 付款人“丁某”与本案被执行人一方的代理人同名");
        assertThat(of(reasons("", null, "甲某", Money.yuan(7)))).isEqualTo("10 付款人“甲某”与本案申请执行人同名");
    }

    @Test
    void 以前付过款的账户和付款人() {
        assertThat(of(reasons("", new byte[] {1, 2}, "谁", Money.yuan(7))))
                .isEqualTo("40 同一付款账户（***1234）曾于2026-05-01向本案付款");
        assertThat(of(reasons("", new byte[] {9}, "戊某", Money.yuan(7)))).isEqualTo("25 付款人“戊某”曾于2026-05-01向本案付款");
    }

    @Test
    void 金额与当日应还数额_前几日的缴款单_申请标的相符() {
        Traits of = theCase();
        Settlement today = of.settlement().apply(DAY);
        Money whole = today.remaining().plus(today.remainingFee());
        assertThat(of(reasons("", null, "谁", whole))).startsWith("30 金额等于本案2026-11-20应还数额（含执行费）");
        Settlement before = of.settlement().apply(DAY.minusDays(3));
        assertThat(of(reasons("", null, "谁", before.remaining().plus(before.remainingFee()))))
                .startsWith("30 金额等于本案2026-11-17应还数额");
        Settlement longAgo = of.settlement().apply(DAY.minusDays(4));
        assertThat(reasons("", null, "谁", longAgo.remaining().plus(longAgo.remainingFee())))
                .isEmpty();
        assertThat(of(reasons("", null, "谁", today.remaining()))).startsWith("25 金额等于本案2026-11-20尚欠债务");
        assertThat(of(reasons("", null, "谁", today.remainingFee()))).startsWith("20 金额等于本案尚欠执行费");
        assertThat(of(reasons("", null, "谁", Money.yuan(25000)))).startsWith("20 金额等于本案申请执行标的 25,000.00");
        assertThat(of(reasons("", null, "谁", Money.yuan(1234)))).startsWith("40 金额等于2026-11-18本案缴款单所列 1,234.00");
    }

    @Test
    void 理由相加_强的在前() {
        List<MatchRules.Reason> all = reasons("还执123号", new byte[] {1, 2}, "乙某公司", Money.yuan(25000));
        assertThat(all).extracting(MatchRules.Reason::points).containsExactly(40, 30, 20, 15);
    }

    @Test
    void 含费总额倒推债权() {
        assertThat(Candidates.withoutFee(Money.parse("25275.00"))).isEqualTo(Money.yuan(25000));
        assertThat(Candidates.withoutFee(Money.parse("10050.00"))).isEqualTo(Money.yuan(10000));
        assertThat(Candidates.withoutFee(Money.parse("0.01"))).isEqualTo(Money.parse("0.01"));
    }

    private static String of(List<MatchRules.Reason> reasons) {
        assertThat(reasons).hasSize(1);
        return reasons.getFirst().points() + " " + reasons.getFirst().text();
    }

    private static String account(String typed) {
        List<MatchRules.Reason> all = reasons("账号" + typed, null, "谁", Money.yuan(7));
        return all.isEmpty() ? "" : of(all);
    }

    private static List<MatchRules.Reason> reasons(String remark, byte @Nullable [] hash, String payer, Money amount) {
        Hints hints = Hints.read(remark, null);
        return MatchRules.reasons(
                new MatchRules.Unknown(amount, DAY, payer, hash, hints, hints.caseNumbers(COURT, 2026)), theCase());
    }

    private static Traits theCase() {
        Debt debt = new Debt(
                Money.yuan(24000), Money.yuan(1000), null, null, LocalDate.of(2026, 1, 10), true, List.of(), List.of());
        return new Traits(
                new CaseId(7),
                CaseNumber.parse("（2026）鄂1125执123号"),
                "（2025）鄂1125民初88号",
                Money.yuan(25000),
                List.of(Numbers.make("8110", 777), OWN),
                List.of(
                        new Traits.Person("乙某公司", Traits.Part.RESPONDENT),
                        new Traits.Person("丁某", Traits.Part.AGENT),
                        new Traits.Person("甲某", Traits.Part.APPLICANT)),
                List.of(new Traits.Earlier("戊某", new byte[] {1, 2}, "***1234", LocalDate.of(2026, 5, 1))),
                List.of(new Traits.Slipped(LocalDate.of(2026, 11, 18), Money.yuan(1234))),
                List.of(new Traits.Due(3, LocalDate.of(2026, 12, 1), Money.yuan(2000))),
                day -> CaseSettlement.settle(debt, List.of(), day));
    }
}
