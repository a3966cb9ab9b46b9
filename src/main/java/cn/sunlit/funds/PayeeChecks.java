package cn.sunlit.funds;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Mandate;
import cn.sunlit.cases.Mandates;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.PartyId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the court itself can find out about a payee before money leaves: whether the payee owes money in another case of this court
 * (抵扣、协助执行), whether the account is somebody else's, is new, or is no card's number. It forbids nothing: the officer answers
 * it with a ground, and who approves sees both.
 */
@Component
class PayeeChecks {

    /** Told of one kind; of a list with more the rest are counted. */
    private static final int MOST = 20;

    private final PayeeStore store;
    private final Cases cases;
    private final Mandates mandates;
    private final Parties parties;

    PayeeChecks(PayeeStore store, Cases cases, Mandates mandates, Parties parties) {
        this.store = store;
        this.cases = cases;
        this.mandates = mandates;
        this.parties = parties;
    }

    List<DistributionView.Hint> of(CaseFile file, List<DistributionLines.Drawn> drawn) {
        List<DistributionLines.Drawn> paid =
                drawn.stream().filter(d -> d.line().isPayment()).toList();
        List<DistributionView.Hint> hints = new ArrayList<>();
        hints.addAll(capped(debtors(file, paid)));
        hints.addAll(capped(shared(file, paid)));
        hints.addAll(capped(paid.stream()
                .filter(DistributionLines.Drawn::changed)
                .map(d -> new DistributionView.Hint(
                        "NEW_ACCOUNT",
                        d.line().payee(),
                        "付给%s的账户（%s %s）与原来登记的或者原来付款的不同"
                                .formatted(
                                        d.line().payee(),
                                        d.line().bank(),
                                        d.line().masked()),
                        true))
                .toList()));
        hints.addAll(capped(paid.stream()
                .filter(d -> d.account() != null && isNoCard(d.account()))
                .map(d -> new DistributionView.Hint(
                        "CARD_NUMBER",
                        d.line().payee(),
                        "%s的账号 %s 不符合银行卡号的校验位，请与收款人核对"
                                .formatted(d.line().payee(), d.line().masked()),
                        false))
                .toList()));
        return hints;
    }

    private static List<DistributionView.Hint> capped(List<DistributionView.Hint> hints) {
        if (hints.size() <= MOST) {
            return hints;
        }
        List<DistributionView.Hint> first = new ArrayList<>(hints.subList(0, MOST));
        DistributionView.Hint last = hints.getLast();
        first.add(new DistributionView.Hint(
                last.kind(),
                "其余%d名".formatted(hints.size() - MOST),
                "另有%d名收款人有同样的提示".formatted(hints.size() - MOST),
                last.must()));
        return first;
    }

    /** A bank card of China begins with 62 and ends with a check digit (ISO/IEC 7812); other accounts have none that is public. */
    static boolean isNoCard(String account) {
        if (!account.matches("62\\d{14,17}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < account.length(); i++) {
            int digit = account.charAt(account.length() - 1 - i) - '0';
            int twice = digit * 2;
            sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 != 0;
    }

    List<DistributionView.Hint> debtors(CaseFile file, List<DistributionLines.Drawn> paid) {
        Map<String, PartyId> agents = mandates.ofCase(file.id()).stream()
                .collect(Collectors.toMap(Mandate::name, Mandate::person, (a, b) -> a, HashMap::new));
        Map<String, PartyId> byNumber = parties.byNumbers(paid.stream()
                .map(DistributionLines.Drawn::number)
                .filter(Objects::nonNull)
                .toList());
        Map<PartyId, String> who = new LinkedHashMap<>();
        for (DistributionLines.Drawn d : paid) {
            PartyId person = person(file, d, agents, byNumber);
            if (person != null && d.line().isCreditor()) {
                who.put(person, d.line().payee());
            }
        }
        Map<PartyId, List<CaseNumber>> debts = cases.debts(file.court(), who.keySet(), file.id());
        return who.entrySet().stream()
                .filter(e -> debts.containsKey(e.getKey()))
                .map(e -> new DistributionView.Hint(
                        "DEBTOR",
                        e.getValue(),
                        "收款人%s是本院%s的被执行人，请考虑抵扣或者由该案协助执行"
                                .formatted(
                                        e.getValue(),
                                        debts.getOrDefault(e.getKey(), List.of()).stream()
                                                .map(CaseNumber::text)
                                                .limit(3)
                                                .collect(Collectors.joining("、"))),
                        true))
                .toList();
    }

    private static @Nullable PartyId person(
            CaseFile file, DistributionLines.Drawn d, Map<String, PartyId> agents, Map<String, PartyId> byNumber) {
        if (d.number() != null) {
            return byNumber.get(d.number());
        }
        if (d.line().listRow() != null) {
            return null;
        }
        return file.applicants().stream()
                .filter(a -> Objects.equals(a.id().value(), d.line().party())
                        && a.name().equals(d.line().payee()))
                .map(CaseParty::id)
                .findFirst()
                .orElse(agents.get(d.line().payee()));
    }

    /** The account was told by a respondent or another party of this case, or money of this court went there under another name. */
    private List<DistributionView.Hint> shared(CaseFile file, List<DistributionLines.Drawn> paid) {
        Map<String, String> payeeOf = new HashMap<>();
        Map<String, DistributionLines.Drawn> byAccount = new LinkedHashMap<>();
        for (DistributionLines.Drawn d : paid) {
            byte[] key = d.line().accountKey();
            if (d.account() != null && key != null) {
                byAccount.put(d.account(), d);
                payeeOf.put(PayeeStore.hex(key), d.line().payee());
            }
        }
        Map<String, Set<String>> others = new LinkedHashMap<>();
        for (PayeeStore.SharedAccount s : store.paidBefore(
                file.court().value(),
                byAccount.values().stream()
                        .map(d -> Objects.requireNonNull(d.line().accountKey()))
                        .toList())) {
            String payee = payeeOf.get(s.key());
            if (payee != null && !payee.equals(s.payee())) {
                others.computeIfAbsent(payee, p -> new LinkedHashSet<>())
                        .add("%s（%s）".formatted(s.payee(), s.caseNumber()));
            }
        }
        Set<String> ofDebtors = told(file, byAccount, others);
        return others.entrySet().stream()
                .map(e -> new DistributionView.Hint(
                        "SHARED_ACCOUNT",
                        e.getKey(),
                        "%s的账号与%s的账号相同"
                                .formatted(
                                        e.getKey(),
                                        e.getValue().stream().limit(3).collect(Collectors.joining("、"))),
                        ofDebtors.contains(e.getKey())))
                .toList();
    }

    /** @return the payees whose account a debtor told as his own */
    private Set<String> told(
            CaseFile file, Map<String, DistributionLines.Drawn> byAccount, Map<String, Set<String>> others) {
        Map<String, Set<PartyId>> tellers = parties.tellersOf(byAccount.keySet());
        Map<PartyId, String> here = new HashMap<>();
        file.applicants().forEach(p -> here.put(p.id(), p.name()));
        file.respondents().forEach(p -> here.put(p.id(), p.name()));
        Set<PartyId> all = tellers.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        Map<PartyId, List<CaseNumber>> debts = cases.debts(file.court(), all, file.id());
        Set<String> ofDebtors = new HashSet<>();
        tellers.forEach((account, who) -> {
            DistributionLines.Drawn d = Objects.requireNonNull(byAccount.get(account));
            String payee = d.line().payee();
            for (PartyId person : who) {
                boolean own = Objects.equals(person.value(), d.line().party()) || payee.equals(here.get(person));
                List<CaseNumber> owes = debts.getOrDefault(person, List.of());
                boolean respondent = file.respondents().stream().anyMatch(r -> r.id().equals(person));
                if (!own && here.containsKey(person)) {
                    others.computeIfAbsent(payee, p -> new LinkedHashSet<>()).add("本案当事人" + here.get(person));
                } else if (!own && !owes.isEmpty()) {
                    others.computeIfAbsent(payee, p -> new LinkedHashSet<>())
                            .add(owes.getFirst().text() + "的被执行人");
                }
                if (!own && (respondent || !owes.isEmpty())) {
                    ofDebtors.add(payee);
                }
            }
        });
        return ofDebtors;
    }
}
