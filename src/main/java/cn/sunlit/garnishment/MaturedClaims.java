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
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.property.Intake;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.ThirdDebtorTerm;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The enforcement of matured claims (到期债权): the notice to the third debtor, its service, the answer, the ruling. An objection in
 * time ends it and is not examined; silence lets the court rule. The money comes into the case's account.
 */
@Service
@Order(30)
class MaturedClaims implements DueWork {

    private static final String NODE = "D11";

    private final ClaimStore store;
    private final Cases cases;
    private final Documents documents;
    private final Docket docket;
    private final Funds funds;
    private final Intake assets;
    private final Holidays holidays;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MaturedClaims(
            ClaimStore store,
            Cases cases,
            Documents documents,
            Docket docket,
            Funds funds,
            Intake assets,
            Holidays holidays,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.documents = documents;
        this.docket = docket;
        this.funds = funds;
        this.assets = assets;
        this.holidays = holidays;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Issues the notice to perform. Only a respondent's own claim can be pursued: what others owe the third debtor is out of
     * reach.
     */
    @Law(
            id = "DQ-09",
            statute = "执行工作若干规定",
            edition = "2021-01-01",
            article = 52,
            text = "在对第三人作出强制执行裁定后，第三人确无财产可供执行的，不得就第三人对他人享有的到期债权强制执行。")
    @Transactional
    public void open(Actor by, CaseNumber number, ClaimDraft draft) {
        CaseFile file = running(by, number);
        CaseParty creditor = file.respondents().stream()
                .filter(p -> p.id().value() == draft.party())
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid("party", "到期债权的债权人应当是本案被执行人，第三人对他人的债权不得执行"));
        String third = PlainText.required("third", draft.third(), 100, "请填写第三人");
        String basis = PlainText.required("basis", draft.basis(), 300, "请写明债权的来源（合同、判决等）");
        if (!Set.of("APPLICANT", "RESPONDENT").contains(draft.askedBy())) {
            throw new Problem.Invalid("askedBy", "请指明是申请执行人还是被执行人申请");
        }
        Money amount = draft.amount();
        LocalDate today = LocalDate.now(clock);
        Money owed = funds.owed(file.id(), today);
        if (amount == null || !amount.isPositive() || amount.compareTo(owed) > 0) {
            throw new Problem.Invalid("amount", "请填写要求履行的数额，不得超出被执行人尚应履行的%s元".formatted(owed.display()));
        }
        Map<String, Object> fields = Papers.parties(file);
        fields.put("third", third);
        fields.put("debtor", creditor.name());
        fields.put("basis", basis);
        fields.put("amount", amount.display() + "元");
        fields.put("account", funds.thirdAccount(file, third).number());
        Document notice = documents.issue(by, file.court(), file.id(), file.number(), Kind.CLAIM_NOTICE, fields);
        ClaimDraft clean = new ClaimDraft(draft.party(), third, basis, draft.judged(), draft.askedBy(), amount);
        long id = store.add(
                        file.id(),
                        file.court(),
                        creditor.name(),
                        clean,
                        amount,
                        notice.id(),
                        by.display(),
                        clock.instant())
                .orElseThrow(() -> new Problem.Conflict("对该第三人的同一债权已经发出履行通知"));
        assets.register(file, creditor, third, basis, amount);
        record(by, file, id, "CLAIM_NOTICE_ISSUED", "向第三人%s发出履行到期债务通知，数额%s元".formatted(third, amount.display()));
    }

    /**
     * Puts on record that the notice was served on the third debtor itself; its fifteen days begin.
     *
     * @param receipt the number or title of the proof of service
     */
    @Transactional
    public void served(Actor by, CaseNumber number, long claim, @Nullable LocalDate on, @Nullable String receipt) {
        CaseFile file = running(by, number);
        MaturedClaim c = of(file, claim);
        if (!c.state().equals("ISSUED")) {
            throw new Problem.Conflict("该通知已经送达或者撤回");
        }
        String proof = PlainText.required("receipt", receipt, 200, "履行通知必须直接送达第三人，请填写送达回证的编号");
        Document notice = documents.find(c.notice()).orElseThrow();
        LocalDate day = day("on", on, notice.issuedOn());
        LocalDate due = ThirdDebtorTerm.lastDay(day, holidays.calendar()).endsOn();
        store.served(claim, day, proof, due);
        docket.happened(
                by,
                file.id(),
                "THIRD_PARTY_NOTICE_SERVED",
                day,
                "向%s直接送达履行到期债务通知（%s）".formatted(c.third(), proof),
                subject(claim),
                Set.of(NODE));
        record(by, file, claim, "CLAIM_NOTICE_SERVED", "履行到期债务通知已直接送达%s，期限至%s".formatted(c.third(), due));
    }

    /** Enters what the third debtor says; an oral answer is entered from its signed record. */
    @Law(
            id = "DQ-10",
            statute = "执行工作若干规定",
            edition = "2021-01-01",
            article = 46,
            text = "第三人对履行通知的异议一般应当以书面形式提出，口头提出的，执行人员应记入笔录，并由第三人签字或盖章。")
    @Transactional
    public void answered(
            Actor by,
            CaseNumber number,
            long claim,
            ClaimAnswer answer,
            @Nullable LocalDate on,
            @Nullable Money part,
            @Nullable String text) {
        CaseFile file = running(by, number);
        MaturedClaim c = of(file, claim);
        LocalDate due = c.due();
        if (due == null || !(c.state().equals("SERVED") || c.state().equals("LAPSED"))) {
            throw new Problem.Conflict("该通知尚未送达，或者已经终结");
        }
        String words = PlainText.required("text", text, 500, "请写明异议（答复）的要点和书面异议、笔录的名称");
        LocalDate day = day("on", on, Objects.requireNonNull(c.servedOn()));
        if (answer == ClaimAnswer.DENIES_PART
                && (part == null || !part.isPositive() || part.compareTo(c.amount()) >= 0)) {
            throw new Problem.Invalid("part", "请填写有异议的数额，应当小于通知的数额");
        }
        ClaimRules.Effect effect = ClaimRules.effect(answer, c.amount(), part, c.judged(), day, due);
        boolean ends = effect.isObjection() && effect.admitted().isZero();
        store.answered(claim, day, answer, words, effect.admitted(), ends ? "ENDED" : c.state());
        record(by, file, claim, "CLAIM_ANSWERED", "%s%s：%s".formatted(c.third(), answer.zh(), effect.because()));
        if (ends) {
            docket.complete(
                    by,
                    file.id(),
                    NODE,
                    subject(claim),
                    day,
                    List.of(new Evidence("RECORD", subject(claim) + ":objection", "第三人异议：" + words, null)));
        }
    }

    /** Rules that the third debtor is to be enforced against; served on it and on the respondent at once. */
    @Transactional
    public void rule(Actor by, CaseNumber number, long claim) {
        CaseFile file = running(by, number);
        MaturedClaim c = of(file, claim);
        if (!(c.state().equals("SERVED") || c.state().equals("LAPSED"))) {
            throw new Problem.Conflict("该债权" + c.stateZh() + "，不能裁定");
        }
        LocalDate today = LocalDate.now(clock);
        Money owed = funds.owed(file.id(), today);
        List<Problem.Refusal> refusals =
                ClaimRules.refusals(new ClaimRules.Facts(c.servedOn(), c.due(), c.open(), owed, today));
        if (!refusals.isEmpty()) {
            throw new Problem.Conflict("不能裁定强制执行：" + refusals.getFirst().because(), refusals);
        }
        Money amount = c.open().min(owed);
        Map<String, Object> fields = Papers.parties(file);
        fields.put("third", c.third());
        fields.put("debtor", c.debtor());
        fields.put("servedOn", Show.dateInWords(c.servedOn()));
        fields.put("finding", c.answer() == ClaimAnswer.DENIES_PART ? "第三人对该部分债务予以承认，而又不履行" : "第三人在指定的期限内没有提出异议，而又不履行");
        fields.put("amount", amount.display() + "元");
        Document ruling = documents.issue(by, file.court(), file.id(), file.number(), Kind.CLAIM_RULING, fields);
        file.respondents().forEach(p -> documents.served(by, ruling.id(), p.id().value(), p.name(), "电子送达", today));
        store.ruled(claim, ruling.id(), today);
        docket.complete(by, file.id(), NODE, subject(claim), today, List.of(Papers.evidence(ruling)));
        record(by, file, claim, "CLAIM_RULED", "裁定强制执行第三人%s的到期债务%s元".formatted(c.third(), amount.display()));
    }

    /** The court takes the notice back: the debt is paid, or the claim proved to be none. */
    @Transactional
    public void withdraw(Actor by, CaseNumber number, long claim, @Nullable String because) {
        CaseFile file = running(by, number);
        MaturedClaim c = of(file, claim);
        if (!c.state().equals("ISSUED") && !c.isOpen()) {
            throw new Problem.Conflict("该债权" + c.stateZh() + "，无需撤回");
        }
        String why = PlainText.required("because", because, 300, "请写明撤回的理由");
        store.state(claim, "WITHDRAWN");
        docket.waive(by, file.id(), NODE, subject(claim), "履行通知撤回：" + why);
        record(by, file, claim, "CLAIM_WITHDRAWN", "撤回对%s的履行到期债务通知：%s".formatted(c.third(), why));
    }

    /** Counts a receipt of the case as the third debtor's payment. */
    @Transactional
    public void performed(Actor by, CaseNumber number, long claim, @Nullable String voucher) {
        CaseFile file = running(by, number);
        MaturedClaim c = of(file, claim);
        if (!c.isOpen()) {
            throw new Problem.Conflict("该债权" + c.stateZh() + "，不能再计入款项");
        }
        Papers.Receipt receipt = Papers.receipt(funds, file.id(), voucher);
        if (!count(by, file, c, receipt)) {
            throw new Problem.Conflict("该笔到账已经计入其他债权或者收入");
        }
    }

    /** A receipt of exactly what one open claim still wants is that claim's. */
    void received(FundsReceived received) {
        List<MaturedClaim> fitting = store.ofCase(received.caseId()).stream()
                .filter(c -> c.isOpen() && c.open().equals(received.amount()))
                .toList();
        if (fitting.size() == 1) {
            CaseFile file = cases.byId(received.caseId());
            count(
                    Inquiries.robot(file.court()),
                    file,
                    of(file, fitting.getFirst().id()),
                    new Papers.Receipt(received.voucher(), received.amount(), received.on()));
        }
    }

    private boolean count(Actor by, CaseFile file, MaturedClaim c, Papers.Receipt receipt) {
        Money amount = receipt.amount().min(c.open());
        if (!amount.isPositive()
                || !store.arrived(receipt.voucher(), file.id(), c.id(), null, null, amount, receipt.on())) {
            return false;
        }
        store.paid(c.id(), amount);
        record(
                by,
                file,
                c.id(),
                "CLAIM_PAID",
                "第三人%s已履行%s元（凭证%s）".formatted(c.third(), amount.display(), receipt.voucher()));
        if (amount.equals(c.open()) && !c.state().equals("RULED")) {
            docket.complete(
                    by,
                    file.id(),
                    NODE,
                    subject(c.id()),
                    receipt.on(),
                    List.of(new Evidence("VOUCHER", receipt.voucher(), "第三人履行到期债务的到账凭证", null)));
        }
        return true;
    }

    @Override
    @Transactional
    public int runDue() {
        List<MaturedClaim> over = store.over(LocalDate.now(clock));
        for (MaturedClaim c : over) {
            store.state(c.id(), "LAPSED");
            CaseFile file = cases.byId(c.caseId());
            record(
                    Inquiries.robot(file.court()),
                    file,
                    c.id(),
                    "CLAIM_LAPSED",
                    "第三人%s在%s前既未履行%s元也未提出异议"
                            .formatted(c.third(), Show.date(c.due()), c.open().display()));
            events.publishEvent(new ClaimLapsed(c.caseId(), c.third(), c.open()));
        }
        return over.size();
    }

    List<MaturedClaim> ofCase(CaseFile file) {
        return store.ofCase(file.id());
    }

    private CaseFile running(Actor by, CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.ORDER_MEASURE, number);
        if (!file.isRunning()) {
            throw new Problem.Conflict("案件已结或者已终结本次执行程序");
        }
        return file;
    }

    private MaturedClaim of(CaseFile file, long claim) {
        return store.lock(file.id(), claim).orElseThrow(() -> new Problem.NotFound("本案没有这项到期债权"));
    }

    private LocalDate day(String field, @Nullable LocalDate on, LocalDate earliest) {
        LocalDate today = LocalDate.now(clock);
        if (on == null || on.isAfter(today) || on.isBefore(earliest)) {
            throw new Problem.Invalid(field, "请填写日期，不早于%s，不晚于今日".formatted(earliest));
        }
        return on;
    }

    private static String subject(long claim) {
        return "claim:" + claim;
    }

    private void record(Actor by, CaseFile file, long claim, String type, String summary) {
        audit.record(by, file.court(), file.id(), new Act(type, summary, Map.of("claim", Long.toString(claim))));
    }
}
