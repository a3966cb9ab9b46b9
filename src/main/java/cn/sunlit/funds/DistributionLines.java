package cn.sunlit.funds;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Mandates;
import cn.sunlit.cases.Payee;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the settlement gives to whom, not yet allotted, as the lines of a distribution. */
@Component
class DistributionLines {

    static final String SEALED = "funds.payee";
    private static final String NUMBER = "\\d{8,32}";

    private final FundsStore store;
    private final PaymentStore payments;
    private final Cases cases;
    private final Mandates mandates;
    private final Keyring keys;

    DistributionLines(FundsStore store, PaymentStore payments, Cases cases, Mandates mandates, Keyring keys) {
        this.store = store;
        this.payments = payments;
        this.cases = cases;
        this.mandates = mandates;
        this.keys = keys;
    }

    /**
     * A line with what only its checks need.
     *
     * @param account in full; null for the fee
     * @param number the payee's own number in full, where a list names it
     * @param changed whether the account is another than the one on file
     */
    record Drawn(
            PaymentStore.Line line,
            @Nullable String account,
            @Nullable String number,
            boolean changed) {}

    /** What is due to creditors and as fee, not yet allotted; at most what lies in the sub-account. */
    record Due(Money fee, Money costs, Money interest, Money principal, Money doubled, Money refund) {
        Money creditors() {
            return costs.plus(interest).plus(principal).plus(doubled);
        }
    }

    Due due(CaseFile file, Settlement s) {
        PaymentStore.Allocated gone = payments.allocated(file.id());
        Money available = store.sums(file.id()).balance();
        Money fee = s.fee().minus(gone.fee()).atLeastZero().min(available);
        Money creditors = s.toCreditors().minus(gone.creditors()).atLeastZero().min(available.minus(fee));
        Money refund = s.refund()
                .minus(gone.refund())
                .atLeastZero()
                .min(available.minus(fee).minus(creditors));
        Money rest = creditors;
        Money costs = s.toCosts().minus(gone.costs()).atLeastZero().min(rest);
        rest = rest.minus(costs);
        Money interest = s.toInterest().minus(gone.interest()).atLeastZero().min(rest);
        rest = rest.minus(interest);
        Money principal = s.toPrincipal().minus(gone.principal()).atLeastZero().min(rest);
        return new Due(fee, costs, interest, principal, rest.minus(principal), refund);
    }

    /** To the applicants themselves, or whoever may collect for them. */
    List<Drawn> toApplicants(CaseFile file, Settlement s, Proposal proposal) {
        Due due = due(file, s);
        List<Drawn> lines = new ArrayList<>();
        fee(due).ifPresent(lines::add);
        if (due.creditors().isPositive()) {
            lines.addAll(applicants(file, due, proposal));
        }
        refund(file, due, proposal.refundTo()).ifPresent(lines::add);
        return lines;
    }

    /**
     * To the payees of a list instead of the applicant who stands for them (代表人诉讼).
     *
     * @throws Problem.Invalid where the sums of the list are not what is to be paid
     */
    List<Drawn> toList(CaseFile file, Settlement s, PayeeList list) {
        Due due = due(file, s);
        List<Drawn> lines = new ArrayList<>();
        fee(due).ifPresent(lines::add);
        CaseParty applicant = file.applicants().getFirst();
        List<Money> pool = new ArrayList<>(List.of(due.costs(), due.interest(), due.principal(), due.doubled()));
        List<Money> amounts = list.amounts(due.creditors());
        for (int i = 0; i < amounts.size(); i++) {
            PayeeList.Row row = list.rows().get(i);
            List<Money> parts = amounts.get(i).split(pool);
            for (int k = 0; k < parts.size(); k++) {
                pool.set(k, pool.get(k).minus(parts.get(k)));
            }
            lines.add(new Drawn(
                    new PaymentStore.Line(
                            0,
                            "CREDITOR",
                            applicant.id().value(),
                            row.name(),
                            row.bank(),
                            keys.encrypt(SEALED, row.account()),
                            Redactor.number(row.account()),
                            amounts.get(i),
                            parts.get(0),
                            parts.get(1),
                            parts.get(2),
                            parts.get(3),
                            row.row(),
                            row.number() == null ? null : Redactor.number(row.number()),
                            keys.blindIndex(SEALED, row.account()),
                            null),
                    row.account(),
                    row.number(),
                    false));
        }
        return lines;
    }

    /**
     * What came back, to the same payees at the same sums, to other accounts where they are told.
     *
     * @param accounts new accounts by the payee's name
     */
    List<Drawn> again(List<PaymentStore.Line> failed, Map<String, Proposal.PayTo> accounts) {
        return failed.stream()
                .map(l -> {
                    Proposal.PayTo to = accounts.get(l.payee());
                    byte[] sealed = l.account();
                    if (sealed == null) {
                        throw new IllegalStateException("a payment without a payee's account");
                    }
                    String before = keys.decryptText(SEALED, sealed);
                    String account = to == null || to.account() == null ? before : digits(to.account());
                    boolean changed = !account.equals(before);
                    return new Drawn(
                            new PaymentStore.Line(
                                    0,
                                    l.kind(),
                                    l.party(),
                                    l.payee(),
                                    changed && to != null ? to.bank() : l.bank(),
                                    changed ? keys.encrypt(SEALED, account) : sealed,
                                    Redactor.number(account),
                                    l.amount(),
                                    l.toCosts(),
                                    l.toInterest(),
                                    l.toPrincipal(),
                                    l.toDouble(),
                                    l.listRow(),
                                    l.maskedNumber(),
                                    keys.blindIndex(SEALED, account),
                                    l.id()),
                            account,
                            null,
                            changed);
                })
                .toList();
    }

    /** Whether the settlement of now gives the very sums of the proposal; what is paid anew must still lie there. */
    boolean stillRight(CaseFile file, Settlement s, List<PaymentStore.Line> lines, boolean again) {
        Due due = due(file, s);
        Money refund = of(lines, "REFUND", PaymentStore.Line::amount);
        Money creditors = of(lines, "CREDITOR", PaymentStore.Line::amount);
        if (again) {
            return due.creditors().compareTo(creditors) >= 0
                    && due.refund().compareTo(refund) >= 0
                    && due.costs().compareTo(of(lines, "CREDITOR", PaymentStore.Line::toCosts)) >= 0
                    && due.interest().compareTo(of(lines, "CREDITOR", PaymentStore.Line::toInterest)) >= 0
                    && due.principal().compareTo(of(lines, "CREDITOR", PaymentStore.Line::toPrincipal)) >= 0;
        }
        return due.fee().equals(of(lines, "FEE", PaymentStore.Line::amount))
                && due.creditors().equals(creditors)
                && (refund.isZero() || due.refund().equals(refund));
    }

    private static Money of(List<PaymentStore.Line> lines, String kind, Function<PaymentStore.Line, Money> part) {
        return Money.sum(
                lines.stream().filter(l -> l.kind().equals(kind)).map(part).toList());
    }

    private static Optional<Drawn> fee(Due due) {
        return due.fee().isPositive()
                ? Optional.of(new Drawn(
                        new PaymentStore.Line(
                                0,
                                "FEE",
                                null,
                                "申请执行费（缴入诉讼费专户）",
                                null,
                                null,
                                null,
                                due.fee(),
                                Money.ZERO,
                                Money.ZERO,
                                Money.ZERO,
                                Money.ZERO,
                                null,
                                null,
                                null,
                                null),
                        null,
                        null,
                        false))
                : Optional.empty();
    }

    private List<Drawn> applicants(CaseFile file, Due due, Proposal proposal) {
        Map<String, Proposal.PayTo> told = told(file, proposal.payTo());
        List<Money> weights = weights(file.applicants(), proposal.shares());
        List<Money> costs = due.costs().split(weights);
        List<Money> interest = due.interest().split(weights);
        List<Money> principal = due.principal().split(weights);
        List<Money> doubled = due.doubled().split(weights);
        List<Problem.Refusal> missing = new ArrayList<>();
        List<Drawn> lines = new ArrayList<>();
        for (int i = 0; i < file.applicants().size(); i++) {
            CaseParty applicant = file.applicants().get(i);
            Money amount =
                    costs.get(i).plus(interest.get(i)).plus(principal.get(i)).plus(doubled.get(i));
            if (!amount.isPositive()) {
                continue;
            }
            Payee onFile = cases.payee(file, applicant.id()).orElse(null);
            Proposal.PayTo to = told.get(applicant.name());
            Payee payee = to == null ? onFile : new Payee(text(to.name()), text(to.bank()), digits(text(to.account())));
            if (payee == null) {
                missing.add(new Problem.Refusal(
                        "FUNDS-PAYEE",
                        "",
                        "申请执行人%s没有登记收款账户；案款只能付给申请执行人本人或有特别授权的代理人，请先确认收款账户".formatted(applicant.name())));
                continue;
            }
            missing.addAll(mandates.againstPaying(file, applicant, payee.name()));
            lines.add(new Drawn(
                    new PaymentStore.Line(
                            0,
                            "CREDITOR",
                            applicant.id().value(),
                            payee.name(),
                            payee.bank(),
                            keys.encrypt(SEALED, payee.account()),
                            Redactor.number(payee.account()),
                            amount,
                            costs.get(i),
                            interest.get(i),
                            principal.get(i),
                            doubled.get(i),
                            null,
                            null,
                            keys.blindIndex(SEALED, payee.account()),
                            null),
                    payee.account(),
                    null,
                    to != null && !payee.equals(onFile)));
        }
        if (!missing.isEmpty()) {
            throw new Problem.Conflict("不能拟定发放：收款账户不符合要求", missing);
        }
        return lines;
    }

    /** New accounts by the applicant's name, each of them whole. */
    private static Map<String, Proposal.PayTo> told(CaseFile file, @Nullable List<Proposal.PayTo> given) {
        Map<String, Proposal.PayTo> told = new HashMap<>();
        List<Problem.FieldError> errors = new ArrayList<>();
        List<Proposal.PayTo> all = given == null ? List.of() : given;
        for (int i = 0; i < all.size(); i++) {
            Proposal.PayTo to = all.get(i);
            String field = "payTo[%d].".formatted(i);
            String applicant = to.applicant();
            if (applicant == null
                    || file.applicants().stream().noneMatch(a -> a.name().equals(applicant))) {
                errors.add(new Problem.FieldError(field + "applicant", "“%s”不是本案申请执行人".formatted(applicant)));
            } else if (told.put(applicant, to) != null) {
                errors.add(new Problem.FieldError(field + "applicant", "“%s”填写了两次".formatted(applicant)));
            }
            errors.addAll(flaws(field, to.name(), to.bank(), to.account()));
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        return told;
    }

    /** What is wrong about an account as somebody typed it, all at once. */
    static List<Problem.FieldError> flaws(
            String field, @Nullable String name, @Nullable String bank, @Nullable String account) {
        List<Problem.FieldError> errors = new ArrayList<>();
        if (name == null || name.isBlank() || name.length() > 100 || PlainText.unfit(name, false) != null) {
            errors.add(new Problem.FieldError(field + "name", "请填写收款户名，最多100字"));
        }
        if (bank == null || bank.isBlank() || bank.length() > 100 || PlainText.unfit(bank, false) != null) {
            errors.add(new Problem.FieldError(field + "bank", "请填写开户银行，最多100字"));
        }
        if (account == null || !digits(account).matches(NUMBER)) {
            errors.add(new Problem.FieldError(field + "account", "收款账号应为8至32位数字"));
        }
        return errors;
    }

    static String digits(String account) {
        return account.replaceAll("[\\s-]", "");
    }

    private static String text(@Nullable String told) {
        return told == null ? "" : told.strip();
    }

    private static List<Money> weights(List<CaseParty> applicants, @Nullable List<Proposal.Share> shares) {
        if (applicants.size() == 1) {
            return List.of(Money.yuan(1));
        }
        Map<String, Money> claims = new HashMap<>();
        List<Problem.FieldError> errors = new ArrayList<>();
        List<Proposal.Share> given = shares == null ? List.of() : shares;
        for (int i = 0; i < given.size(); i++) {
            String name = given.get(i).applicant();
            Money claim = given.get(i).claim();
            if (name == null || applicants.stream().noneMatch(a -> a.name().equals(name))) {
                errors.add(
                        new Problem.FieldError("shares[%d].applicant".formatted(i), "“%s”不是本案申请执行人".formatted(name)));
            } else if (claim == null || !claim.isPositive()) {
                errors.add(new Problem.FieldError("shares[%d].claim".formatted(i), "请填写%s的债权数额".formatted(name)));
            } else if (claims.put(name, claim) != null) {
                errors.add(new Problem.FieldError("shares[%d].applicant".formatted(i), "“%s”填写了两次".formatted(name)));
            }
        }
        if (errors.isEmpty() && claims.size() != applicants.size()) {
            errors.add(new Problem.FieldError(
                    "shares",
                    "本案有%d名申请执行人，请逐一填写各自的债权数额：%s"
                            .formatted(
                                    applicants.size(),
                                    applicants.stream().map(CaseParty::name).collect(Collectors.joining("、")))));
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        return applicants.stream()
                .map(a -> claims.getOrDefault(a.name(), Money.ZERO))
                .toList();
    }

    private Optional<Drawn> refund(CaseFile file, Due due, Proposal.@Nullable RefundTo to) {
        Money refund = due.refund();
        if (to == null || !refund.isPositive() || file.respondents().isEmpty()) {
            return Optional.empty();
        }
        CaseParty respondent = file.respondents().stream()
                .filter(r -> r.name().equals(to.name()))
                .findFirst()
                .orElse(null);
        List<Problem.FieldError> errors = new ArrayList<>(
                flaws("refundTo.", respondent == null ? "-" : respondent.name(), to.bank(), to.account()));
        if (respondent == null) {
            errors.addFirst(new Problem.FieldError("refundTo.name", "超收款只能退给本案被执行人，户名须与被执行人一致"));
        }
        if (!errors.isEmpty() || respondent == null) {
            throw new Problem.Invalid(errors);
        }
        String account = digits(text(to.account()));
        return Optional.of(new Drawn(
                new PaymentStore.Line(
                        0,
                        "REFUND",
                        respondent.id().value(),
                        respondent.name(),
                        text(to.bank()),
                        keys.encrypt(SEALED, account),
                        Redactor.number(account),
                        refund,
                        Money.ZERO,
                        Money.ZERO,
                        Money.ZERO,
                        Money.ZERO,
                        null,
                        null,
                        keys.blindIndex(SEALED, account),
                        null),
                account,
                null,
                false));
    }
}
