package cn.sunlit.funds;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Mandates;
import cn.sunlit.cases.Payee;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import cn.sunlit.statutes.AmountInWords;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Paying out what the settlement gives: proposed by the officer, approved by another person, who approves exactly what is
 * stored; if receipts have changed it in between, it must be proposed anew.
 */
@Component
class Distributions {

    static final String SEALED = "funds.payee";

    private final FundsStore store;
    private final PaymentStore payments;
    private final Settlements settlements;
    private final Cases cases;
    private final Mandates mandates;
    private final Documents documents;
    private final Docket docket;
    private final Access access;
    private final Audit audit;
    private final Keyring keys;
    private final Clock clock;

    Distributions(
            FundsStore store,
            PaymentStore payments,
            Settlements settlements,
            Cases cases,
            Mandates mandates,
            Documents documents,
            Docket docket,
            Access access,
            Audit audit,
            Keyring keys,
            Clock clock) {
        this.store = store;
        this.payments = payments;
        this.settlements = settlements;
        this.cases = cases;
        this.mandates = mandates;
        this.documents = documents;
        this.docket = docket;
        this.access = access;
        this.audit = audit;
        this.keys = keys;
        this.clock = clock;
    }

    DistributionView propose(Actor by, CaseNumber number, Proposal proposal) {
        CaseFile file = cases.open(by, UseCase.PROPOSE_DISTRIBUTION, number);
        LocalDate today = LocalDate.now(clock);
        Settlement settlement = settlements.of(file.id(), today);
        List<PaymentStore.Line> lines = new ArrayList<>(lines(file, settlement, proposal.shares()));
        refund(file, settlement, proposal.refundTo()).ifPresent(lines::add);
        if (lines.isEmpty()) {
            throw new Problem.Conflict(
                    "没有可以发放的案款", List.of(new Problem.Refusal("FUNDS-EMPTY", "", "案件账户中没有尚未分配的款项，已到账的款项都已审批发放或还没有认领")));
        }
        for (PaymentStore.Distribution open : payments.ofCase(file.id())) {
            if (open.state() == States.Distribution.PROPOSED) {
                if (same(payments.lines(open.id()), lines)) {
                    return view(open);
                }
                payments.supersede(open.id());
            }
        }
        Money total = Money.sum(lines.stream().map(PaymentStore.Line::amount).toList());
        Instant at = clock.instant();
        long id = payments.add(
                file.id(),
                file.number(),
                file.court(),
                total,
                PlainText.optional("remark", proposal.remark(), 500),
                by.login(),
                by.name(),
                at);
        lines.forEach(l -> payments.addLine(id, l));
        Document plan = documents.issue(
                by,
                file.court(),
                file.id(),
                file.number(),
                Kind.DISTRIBUTION_PLAN,
                fields(file, settlement, lines, total));
        payments.plan(id, plan.id());
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act("DISTRIBUTION_PROPOSED", "拟定发放案款 %s 元".formatted(total.display()), facts(id, lines)));
        docket.happened(by, file.id(), "PAYMENT_READY", today, "案款结算完成，拟定发放 %s 元".formatted(total.display()));
        return view(payments.lock(id).orElseThrow());
    }

    DistributionView approve(Actor by, long id) {
        PaymentStore.Distribution d = payments.lock(id).orElseThrow(() -> new Problem.NotFound("没有这份发放方案"));
        access.allow(by, UseCase.APPROVE_DISTRIBUTION, d.court(), d.caseId());
        switch (d.state()) {
            case SUPERSEDED -> throw new Problem.Conflict("这份发放方案已经作废，请审批最新的方案");
            case APPROVED, PAID, PAY_FAILED -> {
                return view(d);
            }
            case PROPOSED -> access.otherPerson(by, d.proposedBy());
        }
        CaseFile file = cases.byId(d.caseId());
        LocalDate today = LocalDate.now(clock);
        Settlement settlement = settlements.of(d.caseId(), today);
        List<PaymentStore.Line> lines = payments.lines(id);
        if (!stillRight(file, settlement, lines)) {
            throw new Problem.Conflict(
                    "方案拟定后案款情况有变化，请重新拟定后再审批",
                    List.of(new Problem.Refusal("FUNDS-CHANGED", "", "按现在的到账和债务重新核算，各项金额与方案不一致")));
        }
        // An authority may have ended between the two people.
        List<Problem.Refusal> notTo = file.applicants().stream()
                .flatMap(applicant -> lines.stream()
                        .filter(l -> l.kind().equals("CREDITOR"))
                        .filter(l -> Objects.equals(l.party(), applicant.id().value()))
                        .flatMap(l -> mandates.againstPaying(file, applicant, l.payee()).stream()))
                .toList();
        if (!notTo.isEmpty()) {
            throw new Problem.Conflict("方案拟定后收款人的授权有变化，不能审批", notTo);
        }
        Instant at = clock.instant();
        List<FundsStore.Posting> postings = new ArrayList<>();
        postings.add(new FundsStore.Posting(store.sub(d.caseId()).orElseThrow().id(), d.total()));
        for (PaymentStore.Line line : lines) {
            long account = line.kind().equals("FEE")
                    ? store.account(d.court(), FundsStore.Kind.FEE, null, null, at)
                    : store.account(d.court(), FundsStore.Kind.PAYABLE, d.caseId(), line.party(), at);
            postings.add(new FundsStore.Posting(account, Money.ZERO.minus(line.amount())));
        }
        long voucher = store.post(new FundsStore.Draft(
                d.court(),
                "ALLOCATION",
                "distribution:" + id,
                d.caseId(),
                "审批发放：" + summary(lines),
                null,
                today,
                at,
                by.login(),
                by.name(),
                null,
                postings));
        boolean throughBank = false;
        for (PaymentStore.Line line : lines) {
            if (!line.kind().equals("FEE")) {
                throughBank = true;
                String reference = "FK%d-%d".formatted(id, line.id());
                payments.queue(line.id(), d, "PAY" + reference, reference, line.amount(), at);
            }
        }
        Document approval = documents.issue(
                by,
                d.court(),
                d.caseId(),
                d.caseNumber(),
                Kind.PAYMENT_APPROVAL,
                fields(file, settlement, lines, d.total(), d.proposedName(), by.name()));
        if (!payments.approve(id, by.login(), by.name(), at, approval.id())) {
            throw new Problem.Conflict("这份发放方案已被他人处理，请刷新后再看");
        }
        if (!throughBank) {
            payments.move(id, States.Distribution.PAID);
        }
        audit.record(
                by,
                d.court(),
                d.caseId(),
                new Act(
                        "DISTRIBUTION_APPROVED",
                        "审批发放案款 %s 元，凭证 PZ-%d".formatted(d.total().display(), voucher),
                        approved(id, lines, voucher)));
        docket.complete(
                by,
                d.caseId(),
                "F06",
                today,
                List.of(new Evidence("DOCUMENT", String.valueOf(approval.id()), approval.title(), approval.sha256())));
        return view(payments.lock(id).orElseThrow());
    }

    List<DistributionView> ofCase(CaseFile file) {
        return payments.ofCase(file.id()).stream().map(this::view).toList();
    }

    DistributionView view(PaymentStore.Distribution d) {
        return new DistributionView(
                d.id(),
                d.caseNumber().toString(),
                d.state().name(),
                d.state().zh(),
                d.total(),
                d.proposedName(),
                d.proposedAt(),
                d.approvedName(),
                d.approvedAt(),
                payments.viewLines(d.id()));
    }

    /** What is due to creditors and as fee, not yet allocated; at most what lies in the sub-account. */
    private record Due(Money fee, Money costs, Money interest, Money principal, Money doubled, Money refund) {
        Money creditors() {
            return costs.plus(interest).plus(principal).plus(doubled);
        }
    }

    private Due due(CaseFile file, Settlement s) {
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

    private List<PaymentStore.Line> lines(CaseFile file, Settlement s, @Nullable List<Proposal.Share> shares) {
        Due due = due(file, s);
        List<PaymentStore.Line> lines = new ArrayList<>();
        if (due.fee().isPositive()) {
            lines.add(new PaymentStore.Line(
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
                    Money.ZERO));
        }
        if (!due.creditors().isPositive()) {
            return lines;
        }
        List<Money> weights = weights(file.applicants(), shares);
        List<Money> costs = due.costs().split(weights);
        List<Money> interest = due.interest().split(weights);
        List<Money> principal = due.principal().split(weights);
        List<Money> doubled = due.doubled().split(weights);
        List<Problem.Refusal> missing = new ArrayList<>();
        for (int i = 0; i < file.applicants().size(); i++) {
            CaseParty applicant = file.applicants().get(i);
            Money amount =
                    costs.get(i).plus(interest.get(i)).plus(principal.get(i)).plus(doubled.get(i));
            if (!amount.isPositive()) {
                continue;
            }
            Payee payee = cases.payee(file, applicant.id()).orElse(null);
            if (payee == null) {
                missing.add(new Problem.Refusal(
                        "FUNDS-PAYEE",
                        "",
                        "申请执行人%s没有登记收款账户；案款只能付给申请执行人本人或有特别授权的代理人，请先确认收款账户".formatted(applicant.name())));
                continue;
            }
            missing.addAll(mandates.againstPaying(file, applicant, payee.name()));
            lines.add(new PaymentStore.Line(
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
                    doubled.get(i)));
        }
        if (!missing.isEmpty()) {
            throw new Problem.Conflict("不能拟定发放：收款账户不符合要求", missing);
        }
        return lines;
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

    private java.util.Optional<PaymentStore.Line> refund(CaseFile file, Settlement s, Proposal.@Nullable RefundTo to) {
        Money refund = due(file, s).refund();
        if (to == null || !refund.isPositive() || file.respondents().isEmpty()) {
            return java.util.Optional.empty();
        }
        List<Problem.FieldError> errors = new ArrayList<>();
        String account = to.account() == null ? "" : to.account().replaceAll("[\\s-]", "");
        CaseParty respondent = file.respondents().stream()
                .filter(r -> r.name().equals(to.name()))
                .findFirst()
                .orElse(null);
        if (respondent == null) {
            errors.add(new Problem.FieldError("refundTo.name", "超收款只能退给本案被执行人，户名须与被执行人一致"));
        }
        if (!account.matches("\\d{8,32}")) {
            errors.add(new Problem.FieldError("refundTo.account", "收款账号应为8至32位数字"));
        }
        if (to.bank() == null || to.bank().isBlank() || PlainText.unfit(to.bank(), false) != null) {
            errors.add(new Problem.FieldError("refundTo.bank", "请填写开户银行"));
        }
        if (!errors.isEmpty() || respondent == null) {
            throw new Problem.Invalid(errors);
        }
        return java.util.Optional.of(new PaymentStore.Line(
                0,
                "REFUND",
                respondent.id().value(),
                respondent.name(),
                to.bank(),
                keys.encrypt(SEALED, account),
                Redactor.number(account),
                refund,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO));
    }

    private static boolean same(List<PaymentStore.Line> a, List<PaymentStore.Line> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).same(b.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the settlement of now gives the very sums of the proposal. */
    private boolean stillRight(CaseFile file, Settlement s, List<PaymentStore.Line> lines) {
        Due due = due(file, s);
        Money fee = sum(lines, "FEE");
        Money refund = sum(lines, "REFUND");
        return due.fee().equals(fee)
                && due.creditors().equals(sum(lines, "CREDITOR"))
                && (refund.isZero() || due.refund().equals(refund));
    }

    private static Money sum(List<PaymentStore.Line> lines, String kind) {
        return Money.sum(lines.stream()
                .filter(l -> l.kind().equals(kind))
                .map(PaymentStore.Line::amount)
                .toList());
    }

    private static String summary(List<PaymentStore.Line> lines) {
        return lines.stream()
                .map(l -> "%s %s 元".formatted(l.payee(), l.amount().display()))
                .collect(Collectors.joining("；"));
    }

    private static Map<String, String> approved(long id, List<PaymentStore.Line> lines, long voucher) {
        Map<String, String> facts = new HashMap<>(facts(id, lines));
        facts.put("voucher", "PZ-" + voucher);
        return facts;
    }

    private static Map<String, String> facts(long id, List<PaymentStore.Line> lines) {
        return Map.of("distribution", String.valueOf(id), "lines", summary(lines));
    }

    private Map<String, Object> fields(
            CaseFile file, Settlement s, List<PaymentStore.Line> lines, Money total, String proposer, String approver) {
        Map<String, Object> fields = new HashMap<>(fields(file, s, lines, total));
        fields.put("proposer", proposer);
        fields.put("approver", approver);
        return fields;
    }

    private Map<String, Object> fields(CaseFile file, Settlement s, List<PaymentStore.Line> lines, Money total) {
        Map<String, Object> fields = new HashMap<>();
        String applicants = file.applicants().stream().map(CaseParty::name).collect(Collectors.joining("、"));
        String respondents = file.respondents().stream().map(CaseParty::name).collect(Collectors.joining("、"));
        fields.put("applicant", applicants);
        fields.put("applicants", applicants);
        fields.put("respondent", respondents);
        fields.put("respondents", respondents);
        fields.put("amount", total.display());
        fields.put("total", total.display());
        fields.put("amountInWords", AmountInWords.of(total));
        fields.put("received", s.received().display());
        fields.put("fee", s.fee().display());
        fields.put("proceeds", s.received().display());
        fields.put("costs", s.fee().display());
        fields.put(
                "lines",
                lines.stream()
                        .map(l -> l.kind().equals("CREDITOR")
                                ? "%s：%s 元（其中费用 %s 元，利息 %s 元，本金 %s 元，加倍部分债务利息 %s 元），收款账户：%s %s"
                                        .formatted(
                                                l.payee(),
                                                l.amount().display(),
                                                l.toCosts().display(),
                                                l.toInterest().display(),
                                                l.toPrincipal().display(),
                                                l.toDouble().display(),
                                                l.bank(),
                                                l.masked())
                                : "%s：%s 元".formatted(l.payee(), l.amount().display()))
                        .collect(Collectors.joining("\n")));
        fields.put("payees", fields.get("lines"));
        fields.put(
                "payee",
                lines.stream()
                        .filter(l -> !l.kind().equals("FEE"))
                        .map(PaymentStore.Line::payee)
                        .collect(Collectors.joining("、")));
        fields.put(
                "account",
                lines.stream()
                        .filter(l -> l.masked() != null)
                        .map(l -> l.bank() + " " + l.masked())
                        .collect(Collectors.joining("、")));
        fields.put(
                "reasons",
                s.explanations().stream()
                        .map(e -> e.law().isEmpty() ? e.text() : e.text() + "（" + e.law() + "）")
                        .collect(Collectors.joining("\n")));
        fields.put("basis", fields.get("reasons"));
        return fields;
    }
}
