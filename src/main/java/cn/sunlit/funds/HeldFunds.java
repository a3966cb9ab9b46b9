package cn.sunlit.funds;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import cn.sunlit.ledger.Books;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Money of a case that lies still: frozen by another court or case, put off, deposited. One proposes, another approves, a
 * deferral needs the chief and then the president; then a voucher takes it out of what the case may pay. It comes back in the
 * same way, in parts where need be; then ten days run to pay it.
 */
@Service
@Transactional
public class HeldFunds {

    private final HoldStore store;
    private final FundsStore funds;
    private final Books books;
    private final PoolStore pools;
    private final HoldPapers papers;
    private final Cases cases;
    private final Docket docket;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    HeldFunds(
            HoldStore store,
            FundsStore funds,
            Books books,
            PoolStore pools,
            HoldPapers papers,
            Cases cases,
            Docket docket,
            Access access,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.funds = funds;
        this.books = books;
        this.pools = pools;
        this.papers = papers;
        this.cases = cases;
        this.docket = docket;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Proposes that money lie still; nothing is booked yet.
     *
     * @throws Problem.Conflict with every unmet condition
     */
    public HoldView propose(Actor by, CaseNumber number, HoldDraft draft) {
        CaseFile file = cases.open(by, UseCase.HOLD_FUNDS, number);
        HoldStore.Draft d = draft.read(LocalDate.now(clock));
        audit.hold(file.id());
        allowed(d, file.id());
        notTwice(d, file.id());
        long id = add(by, file, d);
        return view(store.lock(id).orElseThrow());
    }

    private long add(Actor by, CaseFile file, HoldStore.Draft d) {
        long id = store.add(
                file.id(),
                file.number(),
                file.court(),
                d,
                by.login(),
                by.name(),
                clock.instant(),
                LocalDate.now(clock));
        record(
                by,
                store.lock(id).orElseThrow(),
                "HOLD_PROPOSED",
                "提请%s %s 元：%s"
                        .formatted(
                                d.kind().zh(), d.amount().display(), d.ground().zh()),
                Map.of());
        return id;
    }

    @Practice(id = "AK-HOLD-6", text = "同一案件事由、金额相同的一项还在等待审批的，不再重复提请：多半是重复点击（产品口径）")
    private void notTwice(HoldStore.Draft d, CaseId id) {
        store.ofCase(id).stream()
                .filter(h -> h.state().equals("PROPOSED") || h.state().equals("APPROVED"))
                .filter(h -> h.ground() == d.ground() && h.amount().equals(d.amount()))
                .findFirst()
                .ifPresent(h -> {
                    String because = "%s提请的%s %s 元（%s）还在等待审批，不能重复提请；确有两项的，请在前一项审批后再提请"
                            .formatted(
                                    h.proposedName(),
                                    h.kind().zh(),
                                    h.amount().display(),
                                    h.ground().zh());
                    throw new Problem.Conflict(because, List.of(new Problem.Refusal("AK-HOLD-6", "", because)));
                });
    }

    private void allowed(HoldStore.Draft d, CaseId id) {
        Money available = books.sub(id)
                .orElseThrow(() -> new Problem.NotFound("这个案件没有案款账户"))
                .balance();
        List<Problem.Refusal> refusals =
                HoldRules.refusals(new HoldRules.Facts(d.kind(), d.ground(), available, d.amount()));
        if (!refusals.isEmpty()) {
            throw new Problem.Conflict(
                    "不能%s：%s".formatted(d.kind().zh(), refusals.getFirst().because()), refusals);
        }
    }

    /**
     * Approves another person's proposal. A deferral is approved by the chief, then by the president; all else at once.
     *
     * @throws Problem.Forbidden for whoever proposed or has approved before
     */
    public HoldView approve(Actor by, CaseNumber number, long id) {
        HoldStore.Hold h = open(by, UseCase.APPROVE_HOLD, number, id);
        if (h.state().equals("HELD") || h.state().equals("ENDED")) {
            return view(h);
        }
        if (h.state().equals("REFUSED")) {
            throw new Problem.Conflict("这项申请已经退回，请重新提请");
        }
        access.otherPerson(by, h.proposedBy());
        if (h.kind() == HoldKind.DEFERRED && h.state().equals("PROPOSED")) {
            if (!by.has(Role.BUREAU_CHIEF)) {
                throw new Problem.Forbidden("延缓发放先由执行局局长审批，再由院领导审批");
            }
            allowed(draft(h), h.caseId());
            store.first(id, by.login(), by.name(), clock.instant());
            record(
                    by,
                    h,
                    "HOLD_APPROVED",
                    "执行局局长同意延缓发放 %s 元，待院领导审批".formatted(h.amount().display()),
                    Map.of());
            return view(store.lock(id).orElseThrow());
        }
        if (h.kind() == HoldKind.DEFERRED) {
            if (!by.has(Role.PRESIDENT)) {
                throw new Problem.Forbidden("执行局局长已经同意，尚待院领导审批");
            }
            access.otherPerson(by, String.valueOf(h.firstBy()));
        }
        book(by, h, by.login(), by.name());
        return view(store.lock(id).orElseThrow());
    }

    private static HoldStore.Draft draft(HoldStore.Hold h) {
        return new HoldStore.Draft(h.kind(), h.amount(), h.ground(), h.words(), h.orderedBy(), h.document(), h.until());
    }

    private void book(Actor by, HoldStore.Hold h, String login, String name) {
        allowed(draft(h), h.caseId());
        long voucher = post(
                by,
                h,
                "HOLD",
                "hold:" + h.id(),
                "%s：%s"
                        .formatted(
                                h.kind().zh(),
                                h.orderedBy() == null ? h.ground().zh() : h.orderedBy() + " " + h.document()),
                h.amount(),
                false);
        Long paper = papers.issue(by, cases.byId(h.caseId()), h, name);
        store.booked(h.id(), voucher, paper, login, name, clock.instant(), LocalDate.now(clock));
        record(
                by,
                h,
                "FUNDS_HELD",
                "%s案款 %s 元，凭证 PZ-%d".formatted(h.kind().zh(), h.amount().display(), voucher),
                Map.of("voucher", "PZ-" + voucher));
    }

    /** Sends another person's proposal back; nothing was booked. */
    public HoldView refuse(Actor by, CaseNumber number, long id, @Nullable String because) {
        HoldStore.Hold h = open(by, UseCase.APPROVE_HOLD, number, id);
        access.otherPerson(by, h.proposedBy());
        String words = PlainText.required("because", because, 500, "请写明退回的理由");
        if (!h.state().equals("PROPOSED") && !h.state().equals("APPROVED")) {
            throw new Problem.Conflict("这项申请已经办理，不能退回");
        }
        store.refuse(id, by.login(), by.name(), words);
        record(
                by,
                h,
                "HOLD_REFUSED",
                "退回%s申请 %s 元".formatted(h.kind().zh(), h.amount().display()),
                Map.of("because", words));
        return view(store.lock(id).orElseThrow());
    }

    /** Puts on record that somebody looked and the ground still stands: once a month. */
    public HoldView look(Actor by, CaseNumber number, long id, @Nullable String words) {
        HoldStore.Hold h = open(by, UseCase.HOLD_FUNDS, number, id);
        String seen = PlainText.required("words", words, 500, "请写明核查情况");
        if (!h.state().equals("HELD")) {
            throw new Problem.Conflict("这笔款项没有%s".formatted(h.kind().zh()));
        }
        store.looked(id, LocalDate.now(clock), by.name());
        record(
                by,
                h,
                "HOLD_LOOKED_AT",
                "核查%s的 %s 元，事由仍然存在".formatted(h.kind().zh(), h.left().display()),
                Map.of("words", seen));
        return view(store.lock(id).orElseThrow());
    }

    /** Proposes that all or part becomes free again, because the ground fell away on a day. */
    public HoldView proposeRelease(Actor by, CaseNumber number, long id, ReleaseDraft draft) {
        HoldStore.Hold h = open(by, UseCase.HOLD_FUNDS, number, id);
        if (!h.state().equals("HELD")) {
            throw new Problem.Conflict("这笔款项没有%s，或者已经全部解除".formatted(h.kind().zh()));
        }
        if (pools.isOfPlan(id)) {
            throw new Problem.Conflict("这笔提存随分配方案异议之诉的结果解除，请在分配方案中登记诉讼结果");
        }
        ReleaseDraft.Read r = draft.read(h, LocalDate.now(clock));
        if (r.amount().compareTo(h.left()) > 0) {
            throw new Problem.Conflict(
                    "解除的金额超过所留存的金额",
                    List.of(new Problem.Refusal(
                            "AK-HOLD-1",
                            "",
                            "尚在%s的只有 %s 元".formatted(h.kind().zh(), h.left().display()))));
        }
        if (store.addRelease(
                        id, r.amount(), r.because(), r.ceasedOn(), r.document(), by.login(), by.name(), clock.instant())
                .isEmpty()) {
            throw new Problem.Conflict("这笔款项已有待审批的解除");
        }
        record(
                by,
                h,
                "RELEASE_PROPOSED",
                "提请解除%s %s 元".formatted(h.kind().zh(), r.amount().display()),
                Map.of("because", r.because()));
        return view(h);
    }

    /** Approves another person's release: the money is the case's again and has ten days to be paid. */
    public HoldView decideRelease(Actor by, CaseNumber number, long id, long release, boolean yes) {
        HoldStore.Hold h = open(by, UseCase.APPROVE_HOLD, number, id);
        HoldStore.Release r = store.lockRelease(release)
                .filter(one -> one.hold() == id)
                .orElseThrow(() -> new Problem.NotFound("没有这项解除申请"));
        if (!r.state().equals("PROPOSED")) {
            if (r.state().equals("RELEASED") == yes) {
                return view(h);
            }
            throw new Problem.Conflict("这项解除申请已经办理");
        }
        access.otherPerson(by, r.proposedBy());
        if (!yes) {
            store.endRelease(release, false, null, by.login(), by.name(), clock.instant());
            record(by, h, "RELEASE_REFUSED", "退回解除%s的申请".formatted(h.kind().zh()), Map.of());
            return view(h);
        }
        free(by, h, r);
        return view(store.lock(id).orElseThrow());
    }

    private void free(Actor by, HoldStore.Hold h, HoldStore.Release r) {
        release(by, h, r, by.login(), by.name());
        docket.happened(
                by,
                h.caseId(),
                "DEFERRAL_REASON_CEASED",
                r.ceasedOn(),
                "%s的事由消失：%s".formatted(h.kind().zh(), r.because()),
                subject(h.id()),
                Set.of(HoldRules.NODE));
    }

    private void release(Actor by, HoldStore.Hold h, HoldStore.Release r, String login, String name) {
        long voucher = post(
                by,
                h,
                "RELEASE",
                "release:" + r.id(),
                "解除%s：%s".formatted(h.kind().zh(), r.because()),
                r.amount(),
                true);
        store.endRelease(r.id(), true, voucher, login, name, clock.instant());
        if (r.amount().equals(h.left())) {
            store.end(h.id());
        }
        record(
                by,
                h,
                "FUNDS_RELEASED",
                "解除%s %s 元，凭证 PZ-%d".formatted(h.kind().zh(), r.amount().display(), voucher),
                Map.of("voucher", "PZ-" + voucher, "because", r.because()));
    }

    /** The node of the ten days is done when what became free has reached its payee. */
    @EventListener
    void on(FundsDisbursed paid) {
        List<HoldStore.Unpaid> waiting = store.unpaid(paid.caseId());
        if (waiting.isEmpty()) {
            return;
        }
        FundsStore.Sums sums = funds.sums(paid.caseId());
        boolean nothingLeft = sums.balance().plus(sums.held()).isZero();
        Money soFar = Money.ZERO;
        Actor by = Actor.system("案款系统", cases.byId(paid.caseId()).court());
        for (HoldStore.Unpaid r : waiting) {
            soFar = soFar.plus(r.amount());
            if (nothingLeft || soFar.compareTo(r.paidSince()) <= 0) {
                store.paid(r.id(), paid.on());
                docket.complete(
                        by,
                        paid.caseId(),
                        HoldRules.NODE,
                        subject(r.hold()),
                        paid.on(),
                        List.of(new Evidence(
                                "VOUCHER",
                                "release:" + r.id(),
                                "延缓、提存或者冻结的 %s 元已发放".formatted(r.amount().display()),
                                null)));
            }
        }
    }

    /**
     * Deposits money that a suit on a plan is about (分配方案异议之诉); that two people decided the plan stands in for the approval.
     * Whoever calls was allowed to enter the suit.
     *
     * @return the deposit, for {@link #giveBack}
     */
    long deposit(Actor by, CaseId id, Money amount, String words, Pools.Decided decided) {
        CaseFile file = cases.byId(id);
        HoldStore.Draft d =
                new HoldStore.Draft(HoldKind.ESCROW, amount, HoldGround.OBJECTION_SUIT, words, null, null, null);
        allowed(d, id);
        long hold = store.add(
                id,
                file.number(),
                file.court(),
                d,
                decided.proposedBy(),
                decided.proposedName(),
                clock.instant(),
                LocalDate.now(clock));
        book(by, store.lock(hold).orElseThrow(), decided.decidedBy(), decided.decidedName());
        return hold;
    }

    /** Gives deposited money back to the case's account, where the plan holds it again: its dispute has ended. */
    void giveBack(Actor by, long hold, Money amount, String because, Pools.Decided decided) {
        HoldStore.Hold h = store.lock(hold).orElseThrow(() -> new Problem.NotFound("没有这笔提存"));
        if (!h.state().equals("HELD") || amount.compareTo(h.left()) > 0) {
            throw new Problem.Conflict("尚在提存的只有 %s 元".formatted(h.left().display()));
        }
        long release = store.addRelease(
                        hold,
                        amount,
                        because,
                        LocalDate.now(clock),
                        null,
                        decided.proposedBy(),
                        decided.proposedName(),
                        clock.instant())
                .orElseThrow(() -> new Problem.Conflict("这笔提存已有待审批的解除"));
        release(by, h, store.lockRelease(release).orElseThrow(), decided.decidedBy(), decided.decidedName());
    }

    /** All of a case, oldest first; the caller has asked whether it may be seen. */
    @Transactional(readOnly = true)
    public List<HoldView> ofCase(CaseId id) {
        List<HoldStore.Hold> holds = store.ofCase(id);
        if (holds.isEmpty()) {
            return List.of();
        }
        List<HoldStore.Release> releases = store.releases(id);
        return holds.stream().map(h -> HoldViews.of(h, releases)).toList();
    }

    private HoldView view(HoldStore.Hold h) {
        return HoldViews.of(h, store.releases(h.caseId()));
    }

    private HoldStore.Hold open(Actor by, UseCase what, CaseNumber number, long id) {
        CaseFile file = cases.open(by, what, number);
        return store.lock(id)
                .filter(h -> h.caseId().equals(file.id()))
                .orElseThrow(() -> new Problem.NotFound("案件%s没有这笔冻结、延缓或者提存".formatted(number)));
    }

    private long post(Actor by, HoldStore.Hold h, String kind, String cause, String text, Money amount, boolean back) {
        long sub = books.sub(h.caseId()).orElseThrow().id();
        long held = books.account(h.court(), h.kind().account(), h.caseId(), null, clock.instant());
        return books.post(new Books.Voucher(
                h.court(),
                kind,
                cause,
                h.caseId(),
                text,
                null,
                LocalDate.now(clock),
                clock.instant(),
                by.login(),
                by.name(),
                null,
                List.of(
                        new Books.Posting(back ? held : sub, amount),
                        new Books.Posting(back ? sub : held, Money.ZERO.minus(amount)))));
    }

    private void record(Actor by, HoldStore.Hold h, String act, String words, Map<String, String> more) {
        Map<String, String> facts = new HashMap<>(more);
        facts.put("hold", Long.toString(h.id()));
        facts.put("kind", h.kind().name());
        facts.put("amount", h.amount().toString());
        facts.put("ground", h.ground().name());
        audit.record(by, h.court(), h.caseId(), new Act(act, words, facts));
    }

    private static String subject(long hold) {
        return "hold:" + hold;
    }
}
