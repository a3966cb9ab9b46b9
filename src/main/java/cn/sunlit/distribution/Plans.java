package cn.sunlit.distribution;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.docket.Docket;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.funds.Funds;
import cn.sunlit.funds.Pools;
import cn.sunlit.funds.Settlement;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.PersonDraft;
import cn.sunlit.property.HeldAssets;
import cn.sunlit.property.SeizurePlace;
import cn.sunlit.statutes.EnforcementFee;
import cn.sunlit.statutes.Shares;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Drawing up a plan of distribution: the officer of the case in whose account the money lies opens it, which holds the money,
 * gathers the claims, tries out what a date or a rank would change, and proposes; the chief decides, and the plan is issued
 * as the court's document to every creditor and the debtor.
 */
@Service
@Transactional
class Plans {

    static final String SEALED = "distribution.payee";

    private final PlanStore store;
    private final ObjectionStore objections;
    private final Board board;
    private final RunningTerms running;
    private final Deposits deposits;
    private final Cases cases;
    private final Courts courts;
    private final Funds funds;
    private final Pools pools;
    private final HeldAssets assets;
    private final Parties parties;
    private final Documents documents;
    private final Docket docket;
    private final Access access;
    private final Audit audit;
    private final Keyring keys;
    private final Clock clock;

    Plans(
            PlanStore store,
            ObjectionStore objections,
            Board board,
            RunningTerms running,
            Deposits deposits,
            Cases cases,
            Courts courts,
            Funds funds,
            Pools pools,
            HeldAssets assets,
            Parties parties,
            Documents documents,
            Docket docket,
            Access access,
            Audit audit,
            Keyring keys,
            Clock clock) {
        this.store = store;
        this.objections = objections;
        this.board = board;
        this.running = running;
        this.deposits = deposits;
        this.cases = cases;
        this.courts = courts;
        this.funds = funds;
        this.pools = pools;
        this.assets = assets;
        this.parties = parties;
        this.documents = documents;
        this.docket = docket;
        this.access = access;
        this.audit = audit;
        this.keys = keys;
        this.clock = clock;
    }

    /** Opens a plan and holds its money; the case itself and the enforcement fee stand in it from the start. */
    long open(Actor by, CaseNumber number, PlanDraft draft) {
        CaseFile file = cases.open(by, UseCase.PREPARE_PLAN, number);
        LocalDate today = LocalDate.now(clock);
        CaseParty debtor = debtor(file, draft.debtor());
        if (draft.debtorKind() == null || draft.rule() == null) {
            throw new Problem.Invalid("rule", "请选择被执行人的种类和普通债权的分配规则");
        }
        Money pool = draft.pool();
        if (pool == null || !pool.isPositive()) {
            throw new Problem.Invalid("pool", "请填写分配的案款");
        }
        LocalDate asOf = draft.asOf();
        if (asOf == null || asOf.isAfter(today)) {
            throw new Problem.Invalid("asOf", "请填写计息截止日（划拨到账日或者拍卖成交裁定生效日），不晚于今日");
        }
        Long asset = draft.asset();
        if (asset != null && assets.inLine(file.id()).stream().noneMatch(a -> a.asset() == asset)) {
            throw new Problem.Invalid("asset", "本案没有控制这项财产");
        }
        PlanStore.New plan = new PlanStore.New(
                file.id(),
                file.number(),
                file.court(),
                debtor.id().value(),
                debtor.name(),
                draft.debtorKind(),
                PlainText.optional("solvency", draft.solvency(), 300),
                PlainText.required("hosting", draft.hosting(), 200, "请写明由本院主持分配的依据，例如首先查封的裁定"),
                PlainText.required("source", draft.source(), 200, "请写明案款的来源"),
                asset,
                pool,
                asOf,
                by.login(),
                by.name(),
                clock.instant());
        long id = store.open(plan).orElseThrow(() -> new Problem.Conflict("本案已有正在办理的分配方案，请先办结或者撤销"));
        pools.hold(by, file.id(), id, pool);
        List<Entry> entries = new ArrayList<>();
        entries.add(fee(1, EnforcementFee.of(pool).fee()));
        SeizurePlace place = place(asset, file, file);
        entries.add(ofCase(file, asOf, 2, place == null ? 1 : place.rank(), place));
        Change.Input input = new Change.Input(draft.rule(), entries);
        refuse(board.lock(file.id(), id).orElseThrow(), file, input);
        store.addVersion(id, 1, input, "开始拟定", by, clock.instant());
        docket.happened(
                by,
                file.id(),
                "DISTRIBUTION_REQUIRED",
                today,
                "多个债权人申请分配%s元".formatted(pool.display()),
                subject(id),
                Set.of("F04"));
        record(by, file, id, "PLAN_OPENED", "开始拟定财产分配方案，案款%s元".formatted(pool.display()));
        return id;
    }

    private static CaseParty debtor(CaseFile file, @Nullable Long key) {
        return file.respondents().stream()
                .filter(p -> key == null || p.id().value() == key)
                .filter(p -> key != null || file.respondents().size() == 1)
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid("debtor", "请指明分配的是哪一名被执行人的财产"));
    }

    private static Entry fee(int no, Money amount) {
        return new Entry(
                no,
                null,
                null,
                "申请执行费（本院）",
                Shares.Rank.COST,
                Money.ZERO,
                Money.ZERO,
                amount,
                Money.ZERO,
                null,
                0,
                null,
                null,
                "诉讼费用交纳办法第十四条，按分配的案款计算",
                true,
                true);
    }

    /** Where a case stands in the line of the asset; null where the register does not know. */
    private @Nullable SeizurePlace place(@Nullable Long asset, CaseFile host, CaseFile of) {
        return asset == null
                ? null
                : assets.line(asset, host.court()).stream()
                        .filter(p -> p.caseId().equals(of.id()))
                        .findFirst()
                        .orElse(null);
    }

    private Entry ofCase(CaseFile file, LocalDate asOf, int no, int seizureRank, @Nullable SeizurePlace place) {
        Settlement s = funds.settlement(file.id(), asOf);
        return new Entry(
                no,
                file.id(),
                file.number().text(),
                file.applicants().stream().map(CaseParty::name).collect(Collectors.joining("、")),
                Shares.Rank.ORDINARY,
                s.remainingCosts(),
                s.remainingInterest(),
                s.remainingPrincipal(),
                s.remainingDouble(),
                null,
                seizureRank,
                place == null ? null : place.on(),
                null,
                file.title().inFull(courts),
                true,
                false);
    }

    /** Other running cases of this court against the same debtor that are not in the plan yet. */
    @Transactional(readOnly = true)
    List<CaseFile> candidates(Actor by, CaseFile file, Plan plan, Change.Input input) {
        Set<Long> known = input.entries().stream()
                .map(Entry::caseId)
                .filter(java.util.Objects::nonNull)
                .map(c -> c.value())
                .collect(Collectors.toSet());
        return cases.related(by, file.id()).stream()
                .map(r -> r.number())
                .distinct()
                .map(n -> cases.open(by, UseCase.READ_CASE, n))
                .filter(f -> f.court().equals(file.court()) && f.hasMoney() && f.isRunning())
                .filter(f -> !known.contains(f.id().value()) && owes(f, plan))
                .limit(100)
                .toList();
    }

    private static boolean owes(CaseFile file, Plan plan) {
        return file.respondents().stream().anyMatch(p -> p.id().value() == plan.debtorParty());
    }

    /**
     * Adds another case of this court against the same debtor, with what is owed in it as of the plan's day.
     *
     * @param seizureRank null for what the asset's line says
     */
    void addCase(
            Actor by,
            CaseNumber number,
            long plan,
            CaseNumber other,
            @Nullable Integer seizureRank,
            @Nullable LocalDate on) {
        CaseFile file = cases.open(by, UseCase.PREPARE_PLAN, number);
        Plan p = draft(file, plan);
        CaseFile joins = cases.open(by, UseCase.READ_FUNDS, other);
        Change.Input before = store.input(plan, p.version());
        if (!joins.court().equals(file.court()) || !owes(joins, p)) {
            throw new Problem.Invalid("caseNumber", "%s不是本院对%s执行的案件".formatted(other.text(), p.debtor()));
        }
        if (before.entries().stream().anyMatch(e -> joins.id().equals(e.caseId()))) {
            throw new Problem.Conflict("%s已在方案中".formatted(other.text()));
        }
        SeizurePlace place = place(p.asset(), file, joins);
        int rank = seizureRank != null ? seizureRank : place == null ? 0 : place.rank();
        Entry e = ofCase(joins, p.asOf(), next(p), rank, place);
        if (!e.total().isPositive()) {
            throw new Problem.Conflict("%s已没有尚欠的金钱债务".formatted(other.text()));
        }
        Entry dated = new Change(e.no(), false, null, null, null, on, null, null, null, null, null, null)
                .on(new Change.Input(before.rule(), List.of(e)))
                .entries()
                .getFirst();
        save(by, file, p, with(before, dated), "加入%s".formatted(other.text()));
    }

    /** Adds an application to participate from elsewhere, or a cost. */
    void addClaim(Actor by, CaseNumber number, long plan, ClaimDraft d) {
        CaseFile file = cases.open(by, UseCase.PREPARE_PLAN, number);
        Plan p = draft(file, plan);
        Shares.Rank rank = d.rank();
        if (rank == null) {
            throw new Problem.Invalid("rank", "请选择债权的种类");
        }
        String creditor = PlainText.required("creditor", d.creditor(), 100, "请填写债权人（收款人）");
        Entry e = new Entry(
                next(p),
                null,
                PlainText.optional("title", d.title(), 100),
                creditor,
                rank,
                zero(d.costs()),
                zero(d.interest()),
                zero(d.principal()),
                zero(d.doubled()),
                d.since(),
                d.seizureRank() == null ? 0 : d.seizureRank(),
                d.seizedOn(),
                d.appliedOn(),
                java.util.Objects.requireNonNullElse(PlainText.optional("basis", d.basis(), 300), ""),
                d.adjudicated(),
                false);
        if (!e.total().isPositive()) {
            throw new Problem.Invalid("principal", "请填写债权数额");
        }
        save(by, file, p, with(store.input(plan, p.version()), e), "加入“%s”".formatted(creditor));
        if (d.payeeAccount() != null && !d.payeeAccount().isBlank()) {
            payee(by, file, p, e, d.payeeName(), d.payeeBank(), d.payeeAccount());
        }
    }

    /** Where a creditor without a case here is paid; it is told once. */
    void payee(
            Actor by,
            CaseNumber number,
            long plan,
            int claim,
            @Nullable String name,
            @Nullable String bank,
            @Nullable String account) {
        CaseFile file = cases.open(by, UseCase.PREPARE_PLAN, number);
        Plan p = board.lock(file.id(), plan).orElseThrow(Plans::unknown);
        Entry e = entry(store.input(plan, p.shown()), claim);
        if (e.caseId() != null || e.fee()) {
            throw new Problem.Conflict("本院案件的份额转入该案账户，不需要收款账户");
        }
        if (store.payees(plan).containsKey(claim)) {
            throw new Problem.Conflict("“%s”的收款账户已经登记".formatted(e.creditor()));
        }
        payee(by, file, p, e, name, bank, account);
    }

    private void payee(
            Actor by,
            CaseFile file,
            Plan p,
            Entry e,
            @Nullable String name,
            @Nullable String bank,
            @Nullable String account) {
        long party = parties.register(
                        by, new PersonDraft(cn.sunlit.parties.Kind.ORGANISATION, e.creditor(), null, null, null, null))
                .value();
        PlanStore.Payee payee = account(e.no(), party, e.creditor(), name, bank, account);
        store.addPayee(p.id(), payee);
        record(by, file, p.id(), "PLAN_PAYEE", "登记“%s”的收款账户%s".formatted(e.creditor(), payee.masked()));
    }

    /** An account as it is typed. */
    PlanStore.Payee account(
            int claim,
            long party,
            String creditor,
            @Nullable String name,
            @Nullable String bank,
            @Nullable String account) {
        String digits = account == null ? "" : account.replaceAll("[\\s-]", "");
        if (!digits.matches("\\d{8,32}")) {
            throw new Problem.Invalid("payeeAccount", "收款账号应为8至32位数字");
        }
        String holder = name == null || name.isBlank() ? creditor : name;
        return new PlanStore.Payee(
                claim,
                party,
                PlainText.required("payeeName", holder, 100, "请填写户名"),
                PlainText.required("payeeBank", bank, 100, "请填写开户银行"),
                keys.encrypt(SEALED, digits.getBytes(StandardCharsets.UTF_8)),
                Redactor.number(digits));
    }

    /** What a plan would give otherwise; nothing is saved. */
    @Transactional(readOnly = true)
    Trial whatIf(Actor by, CaseNumber number, long plan, List<Change> changes) {
        CaseFile file = cases.open(by, UseCase.READ_PLAN, number);
        Plan p = hosted(file, plan);
        Change.Input before = store.input(plan, p.version());
        Change.Input after = changed(before, changes);
        try {
            return new Trial(
                    Board.moves(p.pool(), before, after, board.bonus(p)),
                    Contest.shares(p.pool(), after, board.bonus(p)));
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("changes", String.valueOf(e.getMessage()));
        }
    }

    record Trial(List<PlanView.Move> moves, Shares.Plan shares) {}

    /** Keeps what was tried out as the next version of a draft. */
    void change(Actor by, CaseNumber number, long plan, List<Change> changes, @Nullable String because) {
        CaseFile file = cases.open(by, UseCase.PREPARE_PLAN, number);
        Plan p = draft(file, plan);
        String why = PlainText.optional("because", because, 300);
        save(by, file, p, changed(store.input(plan, p.version()), changes), why == null ? "调整方案" : why);
    }

    static Change.Input changed(Change.Input before, List<Change> changes) {
        Change.Input after = before;
        for (Change c : changes) {
            after = c.on(after);
        }
        return after;
    }

    private void save(Actor by, CaseFile file, Plan p, Change.Input input, String because) {
        refuse(p, file, input);
        version(by, file, p, input, because);
    }

    /** The next version, whatever the plan's state. */
    void version(Actor by, CaseFile file, Plan p, Change.Input input, String because) {
        int no = p.version() + 1;
        store.addVersion(p.id(), no, input, because, by, clock.instant());
        if (!store.newer(p.id(), no)) {
            throw new Problem.Conflict("方案已被他人修改，请刷新后再改");
        }
        record(by, file, p.id(), "PLAN_CHANGED", "分配方案第%d稿：%s".formatted(no, because));
    }

    private void refuse(Plan p, CaseFile file, Change.Input input) {
        List<Problem.Refusal> refusals = PlanRules.refusals(new PlanRules.Facts(
                p.debtorKind(), p.solvency(), p.hosting(), file.filedOn(), LocalDate.now(clock), input));
        if (!refusals.isEmpty()) {
            throw new Problem.Conflict("不符合参与分配的规定", refusals);
        }
    }

    /** Proposes the draft to the chief. */
    void propose(Actor by, CaseNumber number, long plan) {
        CaseFile file = cases.open(by, UseCase.PREPARE_PLAN, number);
        Plan p = draft(file, plan);
        Change.Input input = store.input(plan, p.version());
        refuse(p, file, input);
        computed(p, input);
        if (input.entries().stream().filter(Entry::hasCreditor).count() < 2) {
            throw new Problem.Conflict("只有一名债权人，不需要分配方案，请按案款发放办理；须撤销本方案后发放");
        }
        store.propose(plan, by, null);
        record(by, file, plan, "PLAN_PROPOSED", "提请审批财产分配方案第%d稿".formatted(p.version()));
    }

    Shares.Plan computed(Plan p, Change.Input input) {
        try {
            return Contest.shares(p.pool(), input, board.bonus(p));
        } catch (IllegalArgumentException e) {
            throw new Problem.Conflict(
                    "方案尚不能计算", List.of(new Problem.Refusal("FP-00", "", String.valueOf(e.getMessage()))));
        }
    }

    /** Decides what another person proposed, and issues it. */
    void decide(Actor by, CaseNumber number, long plan) {
        CaseFile file = cases.open(by, UseCase.DECIDE_PLAN, number);
        Plan p = board.lock(file.id(), plan).orElseThrow(Plans::unknown);
        if (p.state() != PlanState.PROPOSED || p.proposedBy() == null) {
            throw new Problem.Conflict("方案%s，不能审批".formatted(p.state().zh()));
        }
        access.otherPerson(by, p.proposedBy());
        Change.Input input = store.input(plan, p.version());
        Shares.Plan shares = computed(p, input);
        LocalDate today = LocalDate.now(clock);
        Document paper = documents.issue(
                by,
                file.court(),
                file.id(),
                file.number(),
                Kind.CREDITORS_PLAN,
                PlanPaper.fields(p, file, input, shares));
        Long amended = p.amends();
        boolean amends = amended != null;
        store.decide(
                plan,
                !amends || p.effectiveOn() == null ? PlanState.DECIDED : PlanState.EFFECTIVE,
                by,
                today,
                paper.id());
        if (amended != null) {
            if (amended > 0) {
                objections.end(amended, Objection.State.AMENDED, today, "方案已修正，由%s审批".formatted(by.name()));
                objections.ofPlan(plan).stream()
                        .filter(o -> o.id() == amended)
                        .forEach(o -> running.idle(by, file.id(), o, Objection.State.AMENDED.zh()));
                docket.complete(
                        by,
                        file.id(),
                        RunningTerms.NODE,
                        Disputes.subject(amended),
                        today,
                        List.of(PlanPaper.evidence(paper)));
            }
            deposits.settle(by, p, "分配方案已修正");
        } else {
            recipients(p, file, input);
        }
        record(
                by,
                file,
                plan,
                "PLAN_DECIDED",
                "审批财产分配方案第%d稿，分配%s元".formatted(p.version(), p.pool().display()));
    }

    private void recipients(Plan p, CaseFile file, Change.Input input) {
        for (Entry e : input.entries()) {
            if (!e.hasCreditor()) {
                continue;
            }
            if (e.caseId() == null) {
                objections.addRecipient(p.id(), p.version(), false, null, null, e.creditor());
            } else {
                for (CaseParty a : cases.byId(e.caseId()).applicants()) {
                    objections.addRecipient(p.id(), p.version(), false, e.caseId(), a.id().value(), a.name());
                }
            }
        }
        objections.addRecipient(p.id(), p.version(), true, file.id(), p.debtorParty(), p.debtor());
    }

    /** Gives the proposal back to the officer, an amendment to what was in force. */
    void sendBack(Actor by, CaseNumber number, long plan, @Nullable String because) {
        CaseFile file = cases.open(by, UseCase.DECIDE_PLAN, number);
        Plan p = board.lock(file.id(), plan).orElseThrow(Plans::unknown);
        if (p.state() != PlanState.PROPOSED || p.proposedBy() == null) {
            throw new Problem.Conflict("方案%s，不能退回".formatted(p.state().zh()));
        }
        access.otherPerson(by, p.proposedBy());
        String why = PlainText.required("because", because, 300, "请写明退回的理由");
        store.state(
                plan,
                p.decidedVersion() == null
                        ? PlanState.DRAFT
                        : p.effectiveOn() == null ? PlanState.DECIDED : PlanState.EFFECTIVE);
        record(by, file, plan, "PLAN_SENT_BACK", "退回分配方案：" + why);
    }

    /** Gives a plan up before it was decided; its money is free again. */
    void cancel(Actor by, CaseNumber number, long plan, @Nullable String because) {
        CaseFile file = cases.open(by, UseCase.PREPARE_PLAN, number);
        Plan p = draft(file, plan);
        String why = PlainText.required("because", because, 300, "请写明撤销的理由");
        store.end(p.id(), PlanState.CANCELLED, why);
        pools.end(by, plan, why);
        docket.waive(by, file.id(), "F04", subject(plan), "撤销分配方案：" + why);
        record(by, file, plan, "PLAN_CANCELLED", "撤销分配方案：" + why);
    }

    private Plan draft(CaseFile file, long plan) {
        Plan p = board.lock(file.id(), plan).orElseThrow(Plans::unknown);
        if (p.state() != PlanState.DRAFT) {
            throw new Problem.Conflict("方案%s，不能再改；申请参与分配应当在财产执行终结前提出，需要改动的请先退回或者按异议修正"
                    .formatted(p.state().zh()));
        }
        return p;
    }

    private int next(Plan p) {
        return store.input(p.id(), p.version()).entries().stream()
                        .mapToInt(Entry::no)
                        .max()
                        .orElse(0)
                + 1;
    }

    /** All plans of a case, those it hosts first. */
    @Transactional(readOnly = true)
    List<PlanView> of(CaseFile file) {
        return store.hosted(file.id()).stream().map(board::view).toList();
    }

    /** The decided plans of other cases in which this one takes part. */
    @Transactional(readOnly = true)
    List<PlanView> sharedBy(CaseFile file) {
        return store.shared(file.id()).stream().map(board::view).toList();
    }

    Plan hosted(CaseFile file, long plan) {
        return store.hosted(file.id()).stream()
                .filter(p -> p.id() == plan)
                .findFirst()
                .orElseThrow(Plans::unknown);
    }

    /** What was drawn up last, which what-if begins from. */
    @Transactional(readOnly = true)
    Change.Input drawnUp(CaseFile file, long plan) {
        return store.input(plan, hosted(file, plan).version());
    }

    static Entry entry(Change.Input input, int no) {
        return input.entries().stream()
                .filter(e -> e.no() == no)
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("方案中没有这项债权"));
    }

    private static Change.Input with(Change.Input before, Entry more) {
        List<Entry> all = new ArrayList<>(before.entries());
        all.add(more);
        return new Change.Input(before.rule(), all);
    }

    private static Money zero(@Nullable Money money) {
        return money == null ? Money.ZERO : money;
    }

    static Problem.NotFound unknown() {
        return new Problem.NotFound("本案没有这份分配方案");
    }

    static String subject(long plan) {
        return "plan:" + plan;
    }

    private void record(Actor by, CaseFile file, long plan, String type, String summary) {
        audit.record(by, file.court(), file.id(), new Act(type, summary, Map.of("plan", Long.toString(plan))));
    }
}
