package cn.sunlit.garnishment;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.funds.Funds;
import cn.sunlit.funds.FundsReceived;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.Inquiries;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.settings.CourtPractice;
import cn.sunlit.statutes.PracticeNumber;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Incomes that are withheld and paid over by month (扣留、提取收入): the ruling, the notice to whoever pays the income, what each
 * month brought, and the end when all is in.
 */
@Service
class Incomes {

    private static final int MOST_PERSONS = 20;

    private final IncomeStore store;
    private final ClaimStore arrivals;
    private final Cases cases;
    private final Documents documents;
    private final Docket docket;
    private final Funds funds;
    private final CourtPractice practice;
    private final Audit audit;
    private final Clock clock;

    Incomes(
            IncomeStore store,
            ClaimStore arrivals,
            Cases cases,
            Documents documents,
            Docket docket,
            Funds funds,
            CourtPractice practice,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.arrivals = arrivals;
        this.cases = cases;
        this.documents = documents;
        this.docket = docket;
        this.funds = funds;
        this.practice = practice;
        this.audit = audit;
        this.clock = clock;
    }

    /** Rules that an income be withheld, and makes out the notice to whoever pays it. */
    @Law(
            id = "SR-04",
            statute = "执行工作若干规定",
            edition = "2021-01-01",
            article = 29,
            text = "被执行人在有关单位的收入尚未支取的，人民法院应当作出裁定，向该单位发出协助执行通知书，由其协助扣留或提取。")
    @Transactional
    public void open(Actor by, CaseNumber number, IncomeDraft draft) {
        CaseFile file = cases.open(by, UseCase.ORDER_MEASURE, number);
        if (!file.isRunning()) {
            throw new Problem.Conflict("案件已结或者已终结本次执行程序");
        }
        CaseParty debtor = file.respondents().stream()
                .filter(p -> p.id().value() == draft.party())
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid("party", "请选择本案的被执行人"));
        String payer = PlainText.required("payer", draft.payer(), 100, "请填写发放收入的单位");
        LocalDate today = LocalDate.now(clock);
        Money income = draft.income();
        if (income == null || !income.isPositive()) {
            throw new Problem.Invalid("income", "请填写每月收入");
        }
        if (draft.persons() < 1 || draft.persons() > MOST_PERSONS) {
            throw new Problem.Invalid("persons", "请填写被执行人及其所扶养家属的人数，1至%d人".formatted(MOST_PERSONS));
        }
        YearMonth first = draft.first();
        if (first == null
                || first.isBefore(YearMonth.from(today))
                || first.isAfter(YearMonth.from(today.plusYears(1)))) {
            throw new Problem.Invalid("first", "请填写开始扣留的月份，自本月起一年以内");
        }
        IncomeRules.Facts facts = new IncomeRules.Facts(
                income, draft.persons(), living(file, today), draft.monthly(), funds.owed(file.id(), today));
        List<Problem.Refusal> refusals = IncomeRules.refusals(facts);
        if (!refusals.isEmpty()) {
            throw new Problem.Conflict("不能提取该收入：" + refusals.getFirst().because(), refusals);
        }
        IncomeRules.Plan plan = IncomeRules.plan(facts);
        Map<String, Object> fields = Papers.parties(file);
        fields.put("debtor", debtor.name());
        fields.put("payer", payer);
        fields.put("kind", draft.kind().zh());
        fields.put("income", income.display() + "元");
        fields.put("persons", Integer.toString(draft.persons()));
        fields.put("kept", plan.kept().display() + "元");
        fields.put("amount", plan.monthly().display() + "元");
        fields.put("total", plan.total().display() + "元");
        fields.put("from", "%d年%d月".formatted(first.getYear(), first.getMonthValue()));
        fields.put("account", funds.thirdAccount(file, payer).number());
        Document ruling = documents.issue(by, file.court(), file.id(), file.number(), Kind.INCOME_RULING, fields);
        fields.put("ruling", ruling.number());
        Document notice = documents.issue(by, file.court(), file.id(), file.number(), Kind.INCOME_NOTICE, fields);
        long id = store.add(
                        file.id(),
                        file.court(),
                        new IncomeStore.NewIncome(
                                draft.party(),
                                debtor.name(),
                                payer,
                                draft.kind(),
                                income,
                                draft.persons(),
                                plan,
                                first,
                                ruling.id(),
                                notice.id(),
                                by.display(),
                                clock.instant()))
                .orElseThrow(() -> new Problem.Conflict("对该单位发放的收入已经裁定提取"));
        documents.served(by, ruling.id(), debtor.id().value(), debtor.name(), "电子送达", today);
        record(
                by,
                file,
                id,
                "INCOME_ORDERED",
                "裁定自%s起每月提取%s在%s的%s%s元，每月保留%s元"
                        .formatted(
                                first,
                                debtor.name(),
                                payer,
                                draft.kind().zh(),
                                plan.monthly().display(),
                                plan.kept().display()));
    }

    /** The minimum living standard that the court has set for a person and month. */
    Money living(CaseFile file, LocalDate on) {
        return Money.yuan(practice.of(file.court())
                .on(PracticeNumber.LIVING_YUAN_A_MONTH, on)
                .value());
    }

    /** The notice was served, and whoever pays the income has acknowledged it. */
    @Transactional
    public void served(Actor by, CaseNumber number, long income, @Nullable LocalDate on, @Nullable String receipt) {
        CaseFile file = cases.open(by, UseCase.ORDER_MEASURE, number);
        Income i = of(file, income);
        if (!i.state().equals("ORDERED")) {
            throw new Problem.Conflict("该通知" + i.stateZh());
        }
        String proof = PlainText.required("receipt", receipt, 200, "请填写送达回证或者单位回执的编号");
        Document notice = documents.find(i.notice()).orElseThrow();
        if (on == null || on.isAfter(LocalDate.now(clock)) || on.isBefore(notice.issuedOn())) {
            throw new Problem.Invalid("on", "请填写送达日期，不早于%s，不晚于今日".formatted(notice.issuedOn()));
        }
        store.runs(income, on, proof);
        docket.complete(
                by,
                file.id(),
                "D11",
                "income:" + income,
                on,
                List.of(
                        Papers.evidence(documents.find(i.ruling()).orElseThrow()),
                        Papers.evidence(notice),
                        new Evidence("REPLY", "income:" + income + ":receipt", i.payer() + "回执 " + proof, null)));
        record(by, file, income, "INCOME_NOTICE_SERVED", "协助提取收入的通知已送达%s（%s）".formatted(i.payer(), proof));
    }

    /** Counts a receipt of the case as what one month brought; the last fen ends it. */
    @Transactional
    public void extracted(
            Actor by, CaseNumber number, long income, @Nullable YearMonth month, @Nullable String voucher) {
        CaseFile file = cases.open(by, UseCase.ORDER_MEASURE, number);
        Income i = of(file, income);
        if (!i.state().equals("RUNNING")) {
            throw new Problem.Conflict("该收入" + i.stateZh() + "，不能计入");
        }
        if (month == null || month.isBefore(i.first())) {
            throw new Problem.Invalid("month", "请填写收入所属的月份，不早于%s".formatted(i.first()));
        }
        Papers.Receipt receipt = Papers.receipt(funds, file.id(), voucher);
        Money amount = receipt.amount().min(i.left());
        if (!amount.isPositive()
                || !arrivals.arrived(
                        receipt.voucher(), file.id(), null, income, month.atDay(1), amount, receipt.on())) {
            throw new Problem.Conflict("该笔到账或者该月份已经计入");
        }
        store.extracted(income, amount);
        record(
                by,
                file,
                income,
                "INCOME_EXTRACTED",
                "%s协助提取%s收入%s元（凭证%s）".formatted(i.payer(), month, amount.display(), receipt.voucher()));
        if (amount.equals(i.left())) {
            ends(by, file, i, "FULL", i.extracted().plus(amount), "已经提足");
        }
    }

    /** The officer stops the withholding before it is full. */
    @Transactional
    public void stop(Actor by, CaseNumber number, long income, @Nullable String because) {
        CaseFile file = cases.open(by, UseCase.ORDER_MEASURE, number);
        Income i = of(file, income);
        if (!i.isOpen()) {
            throw new Problem.Conflict("该收入" + i.stateZh());
        }
        String why = PlainText.required("because", because, 300, "请写明停止提取的理由");
        ends(by, file, i, "STOPPED", i.extracted(), "因" + why + "停止");
    }

    /** A debt that is cleared leaves nothing to withhold. */
    void received(FundsReceived received) {
        if (funds.owed(received.caseId(), received.on()).isPositive()) {
            return;
        }
        CaseFile file = cases.byId(received.caseId());
        for (Income i : store.ofCase(received.caseId())) {
            if (i.isOpen()) {
                ends(Inquiries.robot(file.court()), file, i, "STOPPED", i.extracted(), "因债务已经清偿停止");
            }
        }
    }

    private void ends(Actor by, CaseFile file, Income i, String state, Money extracted, String because) {
        store.ends(i.id(), state, LocalDate.now(clock), because);
        Map<String, Object> fields = Papers.parties(file);
        fields.put("debtor", i.debtor());
        fields.put("payer", i.payer());
        fields.put("kind", i.kind().zh());
        fields.put("because", because);
        fields.put("extracted", extracted.display() + "元");
        documents.issue(by, file.court(), file.id(), file.number(), Kind.INCOME_END, fields);
        record(
                by,
                file,
                i.id(),
                "INCOME_ENDED",
                "%s的%s%s，已发停止提取通知".formatted(i.payer(), i.kind().zh(), because));
    }

    List<Income> ofCase(CaseFile file) {
        return store.ofCase(file.id());
    }

    private Income of(CaseFile file, long income) {
        return store.lock(file.id(), income).orElseThrow(() -> new Problem.NotFound("本案没有这项收入"));
    }

    private void record(Actor by, CaseFile file, long income, String type, String summary) {
        audit.record(by, file.court(), file.id(), new Act(type, summary, Map.of("income", Long.toString(income))));
    }
}
