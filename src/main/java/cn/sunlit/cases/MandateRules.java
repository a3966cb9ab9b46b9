package cn.sunlit.cases;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Problem;
import cn.sunlit.parties.Kind;
import cn.sunlit.parties.PartyId;
import cn.sunlit.statutes.StatuteBook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the law asks of agents, representatives and successors. */
final class MandateRules {

    static final int MOST_AGENTS = 2;

    private static final String PROCEDURE = "民事诉讼法";
    private static final String PROCEDURE_EDITION = "2024-01-01";
    private static final String WORK_20 = StatuteBook.cite("执行工作若干规定", "2021-01-01", 20);

    private MandateRules() {}

    /**
     * @param principal the party for whom
     * @param others all mandates of the case that are in force
     * @param person who acts, where he is registered already by his number
     */
    @Law(
            id = "WT-01",
            statute = PROCEDURE,
            edition = PROCEDURE_EDITION,
            article = 61,
            text = "当事人、法定代理人可以委托一至二人作为诉讼代理人。")
    @Law(
            id = "WT-02",
            statute = PROCEDURE,
            edition = PROCEDURE_EDITION,
            article = 51,
            text = "法人由其法定代表人进行诉讼。其他组织由其主要负责人进行诉讼。")
    static List<Problem.Refusal> against(
            Mandate.Kind kind, CaseParty principal, List<Mandate> others, @Nullable PartyId person, String name) {
        List<Problem.Refusal> refusals = new ArrayList<>();
        List<Mandate> same = others.stream()
                .filter(m -> m.kind() == kind && m.principal().equals(principal.id()) && m.side() == principal.side())
                .toList();
        if (kind == Mandate.Kind.AGENT && same.size() >= MOST_AGENTS) {
            refusals.add(new Problem.Refusal(
                    "WT-01", cite(61), "%s已有%d名委托代理人，须先终止一名".formatted(principal.name(), same.size())));
        }
        if (kind == Mandate.Kind.REPRESENTATIVE && principal.kind() != Kind.ORGANISATION) {
            refusals.add(new Problem.Refusal("WT-02", cite(51), "%s是自然人，没有法定代表人".formatted(principal.name())));
        }
        if (kind == Mandate.Kind.REPRESENTATIVE && !same.isEmpty()) {
            refusals.add(new Problem.Refusal(
                    "WT-REPRESENTATIVE",
                    "",
                    "%s已登记法定代表人%s，须先终止"
                            .formatted(principal.name(), same.getFirst().name())));
        }
        if (same.stream().anyMatch(m -> m.name().equals(name) || m.person().equals(person))) {
            refusals.add(
                    new Problem.Refusal("WT-TWICE", "", "%s已登记为%s的%s".formatted(name, principal.name(), kind.zh())));
        }
        if (person != null
                && others.stream()
                        .anyMatch(
                                m -> m.side() != principal.side() && m.person().equals(person))) {
            refusals.add(new Problem.Refusal("WT-SIDES", "", "%s已为对方当事人办理本案，不能同时代理双方".formatted(name)));
        }
        return refusals;
    }

    /** Whether this act needs what the agent has not got. */
    @Law(
            id = "WT-03",
            statute = "执行工作若干规定",
            edition = "2021-01-01",
            article = 20,
            text = "委托代理人代为放弃、变更民事权利，或代为进行执行和解，或代为收取执行款项的，应当有委托人的特别授权。")
    static List<Problem.Refusal> beyond(Mandate mandate, SpecialPower act) {
        return mandate.covers(act)
                ? List.of()
                : List.of(new Problem.Refusal(
                        "WT-03",
                        WORK_20,
                        "%s代%s%s，须有特别授权；现为%s"
                                .formatted(mandate.name(), mandate.principalName(), act.zh(), mandate.authority())));
    }

    /**
     * Whether execution money of this applicant may go to an account of this name: its own, its successor's, or that of an
     * agent with special authority to collect.
     *
     * @param all the mandates of the case, those that are over too
     */
    static List<Problem.Refusal> againstPaying(CaseParty applicant, String account, List<Mandate> all, LocalDate day) {
        List<Mandate> own = all.stream()
                .filter(m -> m.side() == applicant.side() && m.principal().equals(applicant.id()) && m.isInForce(day))
                .toList();
        boolean replaced = own.stream().anyMatch(Mandate::replaces);
        if (account.equals(applicant.name()) && !replaced) {
            return List.of();
        }
        List<Mandate> named = own.stream().filter(m -> m.name().equals(account)).toList();
        if (named.stream()
                .anyMatch(m -> m.kind() == Mandate.Kind.SUCCESSOR
                        || (m.kind() == Mandate.Kind.AGENT && m.powers().contains(SpecialPower.COLLECT)))) {
            return List.of();
        }
        return List.of(new Problem.Refusal("WT-03", WORK_20, whyNot(applicant, account, own, named, replaced)));
    }

    private static String whyNot(
            CaseParty applicant, String account, List<Mandate> own, List<Mandate> named, boolean replaced) {
        if (replaced && account.equals(applicant.name())) {
            String successor = own.stream()
                    .filter(Mandate::replaces)
                    .findFirst()
                    .orElseThrow()
                    .name();
            return "申请执行人%s已变更为%s，不能再付给原账户".formatted(applicant.name(), successor);
        }
        return named.isEmpty()
                ? "收款户名“%s”不是申请执行人%s本人，也没有收取执行款项的特别授权".formatted(account, applicant.name())
                : "收款户名“%s”是%s的%s，没有收取执行款项的特别授权"
                        .formatted(
                                account,
                                applicant.name(),
                                named.getFirst().kind().zh());
    }

    private static String cite(int article) {
        return StatuteBook.cite(PROCEDURE, PROCEDURE_EDITION, article);
    }
}
