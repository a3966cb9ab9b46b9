package cn.sunlit.funds;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Mandates;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.ledger.AccountKind;
import cn.sunlit.ledger.Books;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Paying out what the settlement gives: proposed by the officer, approved by other people, who approve exactly what is stored; if
 * receipts have changed it in between, it must be proposed anew.
 */
@Component
class Distributions {

    private static final int ONE_BY_ONE = 20;

    private final Books books;
    private final PaymentStore payments;
    private final PayeeStore payees;
    private final BatchStore batches;
    private final Settlements settlements;
    private final DistributionLines lines;
    private final PayeeChecks checks;
    private final Ladder ladder;
    private final Cases cases;
    private final Mandates mandates;
    private final Documents documents;
    private final Docket docket;
    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final int fileLimit;

    /** @param fileLimit how many payments the bank takes in one file */
    Distributions(
            Books books,
            PaymentStore payments,
            PayeeStore payees,
            BatchStore batches,
            Settlements settlements,
            DistributionLines lines,
            PayeeChecks checks,
            Ladder ladder,
            Cases cases,
            Mandates mandates,
            Documents documents,
            Docket docket,
            Access access,
            Audit audit,
            Clock clock,
            @Value("${sunlit.funds.bank-file-limit:5000}") int fileLimit) {
        this.books = books;
        this.payments = payments;
        this.payees = payees;
        this.batches = batches;
        this.settlements = settlements;
        this.lines = lines;
        this.checks = checks;
        this.ladder = ladder;
        this.cases = cases;
        this.mandates = mandates;
        this.documents = documents;
        this.docket = docket;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.fileLimit = fileLimit;
        if (fileLimit < 1) {
            throw new IllegalArgumentException("sunlit.funds.bank-file-limit 应为正整数");
        }
    }

    DistributionView propose(Actor by, CaseNumber number, Proposal proposal) {
        CaseFile file = cases.open(by, UseCase.PROPOSE_DISTRIBUTION, number);
        takeInHand(file.id());
        int waiting = payees.failedOfLists(file.id());
        if (waiting > 0) {
            throw new Problem.Conflict("名单中有%d笔付款被退回还没有重新发放，请先在该次发放的页面上重新发放，以免付给两个人".formatted(waiting));
        }
        Settlement settlement = settlements.of(file.id(), LocalDate.now(clock));
        return draft(
                by,
                file,
                settlement,
                lines.toApplicants(file, settlement, proposal),
                new Told(proposal.remark(), proposal.ground(), null, null));
    }

    /** The same to the payees of a list; the applicant stands for all of them. */
    DistributionView propose(
            Actor by, CaseNumber number, PayeeList list, @Nullable String remark, @Nullable String ground) {
        CaseFile file = cases.open(by, UseCase.PROPOSE_DISTRIBUTION, number);
        if (file.applicants().size() != 1) {
            throw new Problem.Conflict("按名单发放只用于申请执行人为一人（诉讼代表人、管理人等）的案件；本案有%d名申请执行人，请逐一拟定"
                    .formatted(file.applicants().size()));
        }
        takeInHand(file.id());
        Settlement settlement = settlements.of(file.id(), LocalDate.now(clock));
        if (!lines.due(file, settlement).creditors().isPositive()) {
            throw nothing();
        }
        return draft(
                by,
                file,
                settlement,
                lines.toList(file, settlement, list),
                new Told(remark, ground, list.sha256(), null));
    }

    /** Pays anew what came back of a distribution, to the same payees, where told to other accounts. */
    DistributionView again(
            Actor by, CaseNumber number, long id, List<Proposal.PayTo> accounts, @Nullable String ground) {
        CaseFile file = cases.open(by, UseCase.PROPOSE_DISTRIBUTION, number);
        takeInHand(file.id());
        PaymentStore.Distribution before = payments.lock(id)
                .filter(d -> d.caseId().equals(file.id()))
                .orElseThrow(() -> new Problem.NotFound("没有这份发放方案"));
        List<PaymentStore.Line> failed = payees.failed(id);
        if (failed.isEmpty()) {
            throw new Problem.Conflict("这次发放没有被退回、还没有重新发放的付款");
        }
        Map<String, Proposal.PayTo> told = corrections(failed, accounts);
        return draft(
                by,
                file,
                settlements.of(file.id(), LocalDate.now(clock)),
                lines.again(failed, told),
                new Told("重新发放第%d号发放中被退回的付款".formatted(id), ground, before.listSha256(), id));
    }

    /** The case before its rows, as money that comes does: otherwise each waits for the other. */
    private void takeInHand(CaseId id) {
        audit.hold(id);
        payments.lockCase(id);
    }

    private static Map<String, Proposal.PayTo> corrections(
            List<PaymentStore.Line> failed, List<Proposal.PayTo> accounts) {
        Map<String, Long> names =
                failed.stream().collect(Collectors.groupingBy(PaymentStore.Line::payee, Collectors.counting()));
        Map<String, Proposal.PayTo> told = new LinkedHashMap<>();
        List<Problem.FieldError> errors = new ArrayList<>();
        for (int i = 0; i < accounts.size(); i++) {
            Proposal.PayTo to = accounts.get(i);
            String field = "payTo[%d].".formatted(i);
            String payee = to.applicant();
            if (payee == null || !names.containsKey(payee)) {
                errors.add(new Problem.FieldError(field + "applicant", "“%s”不在被退回的付款中".formatted(payee)));
            } else if (Objects.requireNonNull(names.get(payee)) > 1) {
                errors.add(
                        new Problem.FieldError(field + "applicant", "被退回的付款中有几名收款人都叫“%s”，不能按姓名更改账户".formatted(payee)));
            } else if (told.put(payee, to) != null) {
                errors.add(new Problem.FieldError(field + "applicant", "“%s”填写了两次".formatted(payee)));
            }
            errors.addAll(DistributionLines.flaws(field, payee == null ? "-" : payee, to.bank(), to.account()));
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        return told;
    }

    /** What the officer adds to the sums. */
    private record Told(
            @Nullable String remark,
            @Nullable String ground,
            @Nullable String listSha256,
            @Nullable Long againOf) {}

    private static Problem.Conflict nothing() {
        return new Problem.Conflict(
                "没有可以发放的案款", List.of(new Problem.Refusal("FUNDS-EMPTY", "", "案件账户中没有尚未分配的款项，已到账的款项都已审批发放或还没有认领")));
    }

    private DistributionView draft(
            Actor by, CaseFile file, Settlement settlement, List<DistributionLines.Drawn> drawn, Told told) {
        if (drawn.isEmpty()) {
            throw nothing();
        }
        LocalDate today = LocalDate.now(clock);
        String remark = PlainText.optional("remark", told.remark(), 500);
        String ground = PlainText.optional("ground", told.ground(), 500);
        List<PaymentStore.Line> all =
                drawn.stream().map(DistributionLines.Drawn::line).toList();
        Money total = Money.sum(all.stream().map(PaymentStore.Line::amount).toList());
        leavesWhatWasAsked(file.id(), total);
        for (PaymentStore.Distribution open : payments.ofCase(file.id())) {
            if (open.state() == States.Distribution.PROPOSED) {
                if (same(payments.lines(open.id()), all) && Objects.equals(open.ground(), ground)) {
                    return view(open);
                }
                payments.supersede(open.id());
            }
        }
        List<DistributionView.Hint> hints = checks.of(file, drawn);
        List<Problem.Refusal> unanswered = hints.stream()
                .filter(DistributionView.Hint::must)
                .map(h -> new Problem.Refusal("FUNDS-HINT", "", h.text()))
                .toList();
        if (ground == null && !unanswered.isEmpty()) {
            throw new Problem.Conflict("拟定前须就下列提示写明仍然付款的理由", unanswered);
        }
        long id = payments.add(
                file.id(),
                file.number(),
                file.court(),
                total,
                remark,
                ground,
                told.listSha256(),
                told.againOf(),
                by.login(),
                by.name(),
                clock.instant());
        payees.add(id, all);
        payees.addHints(id, hints);
        Document plan = documents.issue(
                by,
                file.court(),
                file.id(),
                file.number(),
                Kind.DISTRIBUTION_PLAN,
                DistributionPaper.fields(file, settlement, all, total, told.listSha256()));
        payments.plan(id, plan.id());
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "DISTRIBUTION_PROPOSED",
                        "拟定发放案款 %s 元".formatted(total.display()),
                        DistributionPaper.facts(id, all, told.listSha256())));
        docket.happened(by, file.id(), "PAYMENT_READY", today, "案款结算完成，拟定发放 %s 元".formatted(total.display()));
        return view(payments.lock(id).orElseThrow());
    }

    /** The steps of this distribution, by today's practice of its court. */
    private Ladder.Way way(PaymentStore.Distribution d, CaseFile file) {
        Map<Long, String> names =
                file.applicants().stream().collect(Collectors.toMap(a -> a.id().value(), CaseParty::name, (a, b) -> a));
        Set<Ladder.Matter> matters = EnumSet.noneOf(Ladder.Matter.class);
        for (PayeeStore.Sort sort : payees.sorts(d.id())) {
            matters.add(
                    switch (sort.kind()) {
                        case "FEE" -> Ladder.Matter.FEE;
                        case "REFUND" -> Ladder.Matter.REFUND;
                        default ->
                            sort.listed() || sort.payee().equals(names.get(sort.party()))
                                    ? Ladder.Matter.CREDITOR
                                    : Ladder.Matter.AGENT;
                    });
        }
        return ladder.way(d.court(), LocalDate.now(clock), d.total(), matters);
    }

    DistributionView approve(Actor by, long id) {
        PaymentStore.Distribution seen = payments.find(id).orElseThrow(() -> new Problem.NotFound("没有这份发放方案"));
        access.allow(by, UseCase.APPROVE_DISTRIBUTION, seen.court(), seen.caseId());
        audit.hold(seen.caseId());
        PaymentStore.Distribution d = payments.lock(id).orElseThrow();
        switch (d.state()) {
            case SUPERSEDED -> throw new Problem.Conflict("这份发放方案已经作废，请审批最新的方案");
            case APPROVED, PAID, PAY_FAILED -> {
                return view(d);
            }
            case PROPOSED -> access.otherPerson(by, d.proposedBy());
        }
        CaseFile file = cases.byId(d.caseId());
        List<PaymentStore.Line> all = payments.lines(id);
        List<PayeeStore.Step> steps = payees.steps(id);
        steps.forEach(step -> access.otherPerson(by, step.byLogin()));
        Ladder.Way way = way(d, file);
        Ladder.Level step =
                way.next(steps.stream().map(PayeeStore.Step::level).toList()).orElse(way.last());
        way.allow(by, step);
        Settlement settlement = settlements.of(d.caseId(), LocalDate.now(clock));
        allowStill(file, settlement, d, all);
        if (step != way.last()) {
            payees.addStep(id, new PayeeStore.Step(step, by.login(), by.name(), clock.instant()));
            audit.record(
                    by,
                    d.court(),
                    d.caseId(),
                    new Act(
                            "DISTRIBUTION_STEP_APPROVED",
                            "%s同意发放案款 %s 元，报%s审批"
                                    .formatted(
                                            step.zh(),
                                            d.total().display(),
                                            way.last().zh()),
                            DistributionPaper.facts(id, all, d.listSha256())));
            return view(d);
        }
        return approveLast(by, d, file, settlement, all);
    }

    /** Which proposals of a case are this person's to approve now: by the ladder, not proposed nor approved before by the same. */
    Set<Long> approvable(Actor by, CaseFile file) {
        if (!access.may(by, UseCase.APPROVE_DISTRIBUTION, file.court())) {
            return Set.of();
        }
        return payments.ofCase(file.id()).stream()
                .filter(d -> d.state() == States.Distribution.PROPOSED)
                .filter(d -> !d.proposedBy().equals(by.login()))
                .filter(d -> {
                    List<PayeeStore.Step> steps = payees.steps(d.id());
                    Ladder.Way way = way(d, file);
                    return steps.stream().noneMatch(s -> s.byLogin().equals(by.login()))
                            && way.next(steps.stream()
                                            .map(PayeeStore.Step::level)
                                            .toList())
                                    .orElse(way.last())
                                    .mayBe(by);
                })
                .map(PaymentStore.Distribution::id)
                .collect(Collectors.toSet());
    }

    /** What was right when it was proposed may be so no more: sums, authorities, debts of a payee. */
    private void allowStill(
            CaseFile file, Settlement settlement, PaymentStore.Distribution d, List<PaymentStore.Line> all) {
        if (!lines.stillRight(file, settlement, all, d.againOf() != null)) {
            throw new Problem.Conflict(
                    "方案拟定后案款情况有变化，请重新拟定后再审批",
                    List.of(new Problem.Refusal("FUNDS-CHANGED", "", "按现在的到账和债务重新核算，各项金额与方案不一致")));
        }
        leavesWhatWasAsked(d.caseId(), d.total());
        List<Problem.Refusal> notTo = file.applicants().stream()
                .flatMap(applicant -> all.stream()
                        .filter(l -> l.isCreditor() && l.listRow() == null)
                        .filter(l -> Objects.equals(l.party(), applicant.id().value()))
                        .flatMap(l -> mandates.againstPaying(file, applicant, l.payee()).stream()))
                .toList();
        if (!notTo.isEmpty()) {
            throw new Problem.Conflict("方案拟定后收款人的授权有变化，不能审批", notTo);
        }
        Set<String> known =
                payees.hints(d.id()).stream().map(DistributionView.Hint::text).collect(Collectors.toSet());
        List<Problem.Refusal> fresh = checks
                .debtors(
                        file,
                        all.stream()
                                .map(l -> new DistributionLines.Drawn(l, null, null, false))
                                .toList())
                .stream()
                .filter(h -> !known.contains(h.text()))
                .map(h -> new Problem.Refusal("FUNDS-HINT", "", h.text()))
                .toList();
        if (!fresh.isEmpty() && d.ground() == null) {
            throw new Problem.Conflict("方案拟定后收款人的情况有变化，请写明理由重新拟定", fresh);
        }
    }

    /** Another court's freeze that waits for its approval is not outrun by paying the money away. */
    private void leavesWhatWasAsked(CaseId id, Money total) {
        Money left = books.sub(id)
                .map(Books.Sub::balance)
                .filter(b -> b.compareTo(total) >= 0)
                .map(b -> b.minus(total))
                .orElse(Money.ZERO);
        HoldRules.paysAway(left, payments.askedToLieStill(id)).ifPresent(refusal -> {
            throw new Problem.Conflict(refusal.because(), List.of(refusal));
        });
    }

    private DistributionView approveLast(
            Actor by, PaymentStore.Distribution d, CaseFile file, Settlement settlement, List<PaymentStore.Line> all) {
        LocalDate today = LocalDate.now(clock);
        Instant at = clock.instant();
        long id = d.id();
        long voucher = books.post(new Books.Voucher(
                d.court(),
                "ALLOCATION",
                "distribution:" + id,
                d.caseId(),
                "审批发放：" + DistributionPaper.summary(all),
                null,
                today,
                at,
                by.login(),
                by.name(),
                null,
                postings(d, all, at)));
        queue(d, all, at);
        Map<String, Object> fields =
                new HashMap<>(DistributionPaper.fields(file, settlement, all, d.total(), d.listSha256()));
        fields.put("proposer", d.proposedName());
        fields.put("approver", approvers(id, by));
        Document approval = documents.issue(by, d.court(), d.caseId(), d.caseNumber(), Kind.PAYMENT_APPROVAL, fields);
        if (!payments.approve(id, by.login(), by.name(), at, approval.id())) {
            throw new Problem.Conflict("这份发放方案已被他人处理，请刷新后再看");
        }
        if (all.stream().noneMatch(PaymentStore.Line::isPayment)) {
            payments.move(id, States.Distribution.PAID);
        }
        Map<String, String> facts = new HashMap<>(DistributionPaper.facts(id, all, d.listSha256()));
        facts.put("voucher", "PZ-" + voucher);
        audit.record(
                by,
                d.court(),
                d.caseId(),
                new Act(
                        "DISTRIBUTION_APPROVED",
                        "审批发放案款 %s 元，凭证 PZ-%d".formatted(d.total().display(), voucher),
                        facts));
        docket.complete(
                by,
                d.caseId(),
                "F06",
                today,
                List.of(new Evidence("DOCUMENT", String.valueOf(approval.id()), approval.title(), approval.sha256())));
        return view(payments.lock(id).orElseThrow());
    }

    /** A few payments go one by one, as the bank books them; many go in files. */
    private void queue(PaymentStore.Distribution d, List<PaymentStore.Line> all, Instant at) {
        List<PaymentStore.Line> paid =
                all.stream().filter(PaymentStore.Line::isPayment).toList();
        if (paid.size() > ONE_BY_ONE) {
            batches.queue(d, fileLimit, at);
            return;
        }
        for (PaymentStore.Line line : paid) {
            String reference = "FK%d-%d".formatted(d.id(), line.id());
            payments.queue(line.id(), d, "PAY" + reference, reference, line.amount(), at);
        }
    }

    private String approvers(long id, Actor last) {
        List<String> names = new ArrayList<>(
                payees.steps(id).stream().map(PayeeStore.Step::byName).toList());
        names.add(last.name());
        return String.join("、", names);
    }

    /** One posting an account: the payees of a list are paid from the account of the applicant who stands for them. */
    private List<Books.Posting> postings(PaymentStore.Distribution d, List<PaymentStore.Line> all, Instant at) {
        List<Books.Posting> postings = new ArrayList<>();
        postings.add(new Books.Posting(books.sub(d.caseId()).orElseThrow().id(), d.total()));
        Map<Long, Money> credits = new LinkedHashMap<>();
        Map<String, Long> accounts = new HashMap<>();
        for (PaymentStore.Line line : all) {
            long account = accounts.computeIfAbsent(
                    line.isPayment() ? String.valueOf(line.party()) : "FEE",
                    key -> line.isPayment()
                            ? books.account(d.court(), AccountKind.PAYABLE, d.caseId(), line.party(), at)
                            : books.account(d.court(), AccountKind.FEE, null, null, at));
            credits.merge(account, line.amount(), Money::plus);
        }
        credits.forEach((account, sum) -> postings.add(new Books.Posting(account, Money.ZERO.minus(sum))));
        return postings;
    }

    Money dueToCreditors(CaseFile file) {
        return lines.due(file, settlements.of(file.id(), LocalDate.now(clock))).creditors();
    }

    List<DistributionView> ofCase(CaseFile file) {
        return payments.ofCase(file.id()).stream().map(this::view).toList();
    }

    /** With the first of the lines; thousands are paged through. */
    DistributionView view(PaymentStore.Distribution d) {
        List<PayeeStore.Step> steps = payees.steps(d.id());
        String awaits = null;
        List<String> grounds = List.of();
        if (d.state() == States.Distribution.PROPOSED) {
            Ladder.Way way = way(d, cases.byId(d.caseId()));
            grounds = way.grounds();
            awaits = way.next(steps.stream().map(PayeeStore.Step::level).toList())
                    .orElse(way.last())
                    .zh();
        }
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
                awaits,
                grounds,
                steps.stream()
                        .map(s -> new DistributionView.Step(s.level().zh(), s.byName(), s.at()))
                        .toList(),
                payees.hints(d.id()),
                d.ground(),
                (int) payees.count(d.id(), null, null),
                d.listSha256() != null,
                payments.viewLines(d.id(), DistributionView.MOST_LINES));
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
}
