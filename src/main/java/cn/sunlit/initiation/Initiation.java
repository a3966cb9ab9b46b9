package cn.sunlit.initiation;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Obligation;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.funds.Account;
import cn.sunlit.funds.Funds;
import cn.sunlit.funds.Settlement;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import cn.sunlit.messages.Messages;
import cn.sunlit.messages.Sms;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.PartyId;
import cn.sunlit.parties.Purpose;
import cn.sunlit.settings.CourtPractice;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.Period;
import cn.sunlit.statutes.Periods;
import cn.sunlit.statutes.PracticeNumber;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The opening acts of a case by its officer: intake (A07), the enforcement notice with fee, account and period (B01) and the
 * order to report property with it (B02), their service (B03), the request for clues (B04). Each is done once; a second
 * call changes nothing.
 */
@Service
@Transactional
public class Initiation {

    private static final Map<String, String> PAPER_WAYS =
            Map.of("DIRECT", "直接送达", "MAIL", "邮寄送达", "LEFT", "留置送达", "ANNOUNCEMENT", "公告送达");

    private final Cases cases;
    private final Docket docket;
    private final Documents documents;
    private final Funds funds;
    private final Parties parties;
    private final Messages messages;
    private final Courts courts;
    private final StaffDirectory staff;
    private final Audit audit;
    private final InitiationStore store;
    private final Clock clock;
    private final Holidays holidays;
    private final CourtPractice practice;

    Initiation(
            Cases cases,
            Docket docket,
            Documents documents,
            Funds funds,
            Parties parties,
            Messages messages,
            Courts courts,
            StaffDirectory staff,
            Audit audit,
            InitiationStore store,
            Holidays holidays,
            CourtPractice practice,
            Clock clock) {
        this.cases = cases;
        this.docket = docket;
        this.documents = documents;
        this.funds = funds;
        this.parties = parties;
        this.messages = messages;
        this.courts = courts;
        this.staff = staff;
        this.audit = audit;
        this.store = store;
        this.holidays = holidays;
        this.practice = practice;
        this.clock = clock;
    }

    /** How far the opening has come, for whoever may read the case. */
    @Transactional(readOnly = true)
    public InitiationView view(Actor by, CaseNumber number) {
        return view(cases.open(by, UseCase.READ_CASE, number));
    }

    /** All opening acts that can be done now, in their order; what cannot be done yet stands in the answer with its reason. */
    public InitiationView begin(Actor by, CaseNumber number, @Nullable ManualService paper) {
        CaseFile file = running(by, UseCase.INTAKE_CASE, number);
        intake(by, file);
        cases.allow(by, UseCase.ISSUE_DOCUMENT, file);
        issueNotice(by, file);
        cases.allow(by, UseCase.SERVE_DOCUMENT, file);
        if (paper != null || unreachable(file).isEmpty()) {
            serve(by, file, paper);
        }
        requestClues(by, file);
        return view(file);
    }

    /** The officer takes the case in hand and reads it (A07). */
    public void intake(Actor by, CaseNumber number) {
        intake(by, running(by, UseCase.INTAKE_CASE, number));
    }

    private void intake(Actor by, CaseFile file) {
        LocalDate today = LocalDate.now(clock);
        if (!store.begin(file.id(), Step.INTAKE, file.court(), today, by.login())) {
            return;
        }
        long entry = audit.recordAsProof(
                by,
                file.court(),
                file.id(),
                new Act("CASE_TAKEN_IN_HAND", "承办人接收案件并完成初审阅卷", Map.of("officer", by.login())));
        docket.complete(
                by, file.id(), "A07", today, List.of(new Evidence("RECORD", "audit:" + entry, "阅卷笔录（接收与初审）", null)));
    }

    /**
     * Issues the notice to perform (执行通知书) with the fee, the case's own account and the period, and with it, where money
     * is owed, the order to report property (报告财产令), one for each respondent.
     */
    @Law(
            id = "IN-01",
            statute = "民事诉讼法",
            edition = "2024-01-01",
            article = 251,
            text = "执行员接到申请执行书或者移交执行书，应当向被执行人发出执行通知，并可以立即采取强制执行措施。")
    @Law(
            id = "IN-02",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 480,
            text = "执行通知中除应责令被执行人履行法律文书确定的义务外，还应通知其承担民事诉讼法第二百六十条规定的迟延履行利息或者迟延履行金。")
    @Law(id = "IN-03", statute = "财产调查", edition = "2021-01-01", article = 3, text = "金钱债权执行中，报告财产令应当与执行通知同时发出。")
    public void issueNotice(Actor by, CaseNumber number) {
        issueNotice(by, running(by, UseCase.ISSUE_DOCUMENT, number));
    }

    private void issueNotice(Actor by, CaseFile file) {
        requireDone(file, Step.INTAKE);
        LocalDate today = LocalDate.now(clock);
        if (!store.begin(file.id(), Step.NOTICE, file.court(), today, by.login())) {
            return;
        }
        Map<String, Object> fields = fields(file);
        List<Evidence> notices = new ArrayList<>();
        List<Evidence> orders = new ArrayList<>();
        Map<PartyId, Account> accounts = funds.payerAccounts(file);
        for (CaseParty respondent : file.respondents()) {
            fields.put(
                    "account",
                    Objects.requireNonNull(accounts.get(respondent.id())).number());
            notices.add(issue(by, file, fields, respondent, Kind.ENFORCEMENT_NOTICE));
            if (file.hasMoney()) {
                orders.add(issue(by, file, fields, respondent, Kind.ASSET_REPORT_ORDER));
            }
        }
        docket.complete(by, file.id(), "B01", today, notices);
        if (orders.isEmpty()) {
            docket.waive(by, file.id(), "B02", "执行依据没有金钱给付内容，不发报告财产令");
        } else {
            docket.complete(by, file.id(), "B02", today, orders);
        }
    }

    /**
     * Serves the opening documents: electronically on those with a phone (a message leads to the portal, where the text
     * stands), on paper on the others. With {@code paper} everyone is served on paper.
     */
    @Law(
            id = "IN-04",
            statute = "民事诉讼法",
            edition = "2024-01-01",
            article = 90,
            text = "经受送达人同意，人民法院可以采用能够确认其收悉的电子方式送达诉讼文书。")
    @Practice(id = "IN-P2", text = "承办人点选电子送达，即确认受送达人已在送达地址确认书中同意电子送达；未同意的应选纸面送达。")
    public void serve(Actor by, CaseNumber number, @Nullable ManualService paper) {
        serve(by, running(by, UseCase.SERVE_DOCUMENT, number), paper);
    }

    private void serve(Actor by, CaseFile file, @Nullable ManualService paper) {
        requireDone(file, Step.NOTICE);
        LocalDate today = LocalDate.now(clock);
        LocalDate servedOn = check(paper, today);
        List<Problem.Refusal> unreachable = paper == null ? unreachable(file) : List.of();
        if (!unreachable.isEmpty()) {
            throw new Problem.Conflict("有被执行人无法电子送达，须登记纸面送达", unreachable);
        }
        if (!store.begin(file.id(), Step.SERVICE, file.court(), today, by.login())) {
            return;
        }
        LocalDate performBy = performBy(file.court(), servedOn);
        List<Evidence> receipts = new ArrayList<>();
        for (CaseParty respondent : file.respondents()) {
            String how = paper == null ? "电子送达（短信告知，门户阅取）" : Objects.requireNonNull(PAPER_WAYS.get(paper.how()));
            for (long document : store.addressedTo(file.id(), respondent.id())) {
                documents.served(by, document, respondent.id().value(), respondent.name(), how, servedOn);
            }
            receipts.add(
                    paper == null
                            ? tell(file, respondent, performBy)
                            : new Evidence(
                                    "RECORD", "receipt:" + paper.receipt(), how + "回证：" + respondent.name(), null));
        }
        store.setPerformancePeriod(file.id(), file.court(), performBy);
        docket.complete(by, file.id(), "B03", servedOn, receipts);
    }

    /** Asks the applicant for leads to property (B04); a printed copy counts where there is no phone. */
    @Law(id = "IN-05", statute = "财产调查", edition = "2021-01-01", article = 2, text = "申请执行人提供被执行人财产线索，应当填写财产调查表。")
    public void requestClues(Actor by, CaseNumber number) {
        requestClues(by, running(by, UseCase.ISSUE_DOCUMENT, number));
    }

    private void requestClues(Actor by, CaseFile file) {
        requireDone(file, Step.INTAKE);
        LocalDate today = LocalDate.now(clock);
        if (!store.begin(file.id(), Step.CLUES, file.court(), today, by.login())) {
            return;
        }
        Map<String, Object> fields = fields(file);
        List<Evidence> evidence = new ArrayList<>();
        for (CaseParty applicant : file.applicants()) {
            evidence.add(issue(by, file, fields, applicant, Kind.CLUE_REQUEST));
            parties.phone(applicant.id(), purpose(file, "短信告知提供财产线索"))
                    .ifPresent(phone -> messages.sendByDay(new Sms(
                            "initiation:clues:%s:%s"
                                    .formatted(file.id(), applicant.id().value()),
                            file.id(),
                            file.court(),
                            applicant.name(),
                            phone,
                            "%s：请您提供被执行人的财产线索，可登录当事人门户阅取《提供财产线索通知书》并填写财产调查表。"
                                    .formatted(file.number().text()))));
        }
        docket.complete(by, file.id(), "B04", today, evidence);
    }

    /** Tells the docket which periods of the notices ran out, so that what depends on it (G02) begins. */
    int tellLapsedPeriods() {
        LocalDate today = LocalDate.now(clock);
        List<InitiationStore.Lapsed> lapsed = store.takeLapsed(today);
        for (InitiationStore.Lapsed each : lapsed) {
            if (cases.byId(each.caseId()).isRunning()) {
                docket.happened(
                        Actor.system("期限管理", each.court()),
                        each.caseId(),
                        "NOTICE_PERIOD_EXPIRED",
                        each.endedOn(),
                        "执行通知书指定的履行期间于%s届满".formatted(each.endedOn()));
            }
        }
        return lapsed.size();
    }

    private Evidence issue(Actor by, CaseFile file, Map<String, Object> fields, CaseParty to, Kind kind) {
        fields.put("recipient", to.name());
        fields.put("respondent", to.name());
        Document document = documents.issue(by, file.court(), file.id(), file.number(), kind, fields);
        store.address(file.id(), document.id(), to.id());
        return new Evidence("DOCUMENT", "document:" + document.id(), document.title(), document.sha256());
    }

    /** What the templates of the opening documents ask for, but for the one addressed. */
    private Map<String, Object> fields(CaseFile file) {
        LocalDate today = LocalDate.now(clock);
        Account account = funds.account(file.id());
        Settlement settlement = funds.settlement(file.id(), today);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("courtName", courts.nameOf(file.court()));
        fields.put("caseNumber", file.number().text());
        fields.put("applicants", names(file.applicants()));
        fields.put("respondents", names(file.respondents()));
        fields.put("cause", file.cause() == null ? "执行" : file.cause());
        fields.put("title", file.title().inFull(courts));
        fields.put("obligations", obligations(file));
        fields.put("claimed", Show.money(file.claimed()));
        fields.put("owed", Show.money(settlement.remaining()));
        fields.put("fee", Show.money(settlement.remainingFee()));
        fields.put("account", account.number());
        fields.put("accountName", account.name());
        fields.put("accountBank", account.bankName());
        fields.put("performWithin", "本通知书送达之日起三日内");
        fields.put("reportWithin", "本令送达之日起十五日内");
        fields.put("officer", file.officer() == null ? "—" : staff.nameOf(file.officer()));
        fields.put("phone", officerPhone(file));
        fields.put("issuedOn", Show.dateInWords(today));
        return fields;
    }

    private static Purpose purpose(CaseFile file, String text) {
        return new Purpose(file.court(), file.id(), text);
    }

    private static String names(List<CaseParty> side) {
        return side.stream().map(CaseParty::name).collect(Collectors.joining("、"));
    }

    private static String obligations(CaseFile file) {
        return file.obligations().stream().map(Obligation::inWords).collect(Collectors.joining("；"));
    }

    private String officerPhone(CaseFile file) {
        String login = file.officer();
        return login == null
                ? "12368"
                : staff.find(login)
                        .map(StaffMember::phone)
                        .filter(phone -> !phone.isBlank())
                        .orElse("12368");
    }

    /** Puts the message in the outbox that tells a respondent where the documents can be read. */
    private Evidence tell(CaseFile file, CaseParty respondent, LocalDate performBy) {
        String key =
                "initiation:service:%s:%s".formatted(file.id(), respondent.id().value());
        String phone =
                parties.phone(respondent.id(), purpose(file, "电子送达执行通知书")).orElseThrow();
        messages.sendByDay(new Sms(
                key,
                file.id(),
                file.court(),
                respondent.name(),
                phone,
                "%s：人民法院向您送达《执行通知书》%s，请登录当事人门户阅取。请于%s前履行，逾期将依法强制执行并承担迟延履行责任。"
                        .formatted(file.number().text(), file.hasMoney() ? "《报告财产令》" : "", performBy)));
        return new Evidence("MESSAGE", "message:" + key, "电子送达回执：" + respondent.name(), null);
    }

    /** The respondents that cannot be reached electronically, each with the reason. */
    private List<Problem.Refusal> unreachable(CaseFile file) {
        return file.respondents().stream()
                .filter(r -> !parties.hasPhone(r.id()))
                .map(r -> new Problem.Refusal(
                        "IN-04", "民事诉讼法（2023）第九十条", "被执行人%s没有登记手机号码，不能电子送达，须直接、邮寄、留置或公告送达并登记回证".formatted(r.name())))
                .toList();
    }

    /** The last day of the period that the notice gives (指定履行期间). */
    @Practice(id = "IN-P1", text = "执行通知书指定的履行期间为送达之日起三日；法律未规定日数，由本院统一设定。")
    private LocalDate performBy(CourtCode court, LocalDate servedOn) {
        int days =
                practice.of(court).on(PracticeNumber.PERFORMANCE_DAYS, servedOn).value();
        return Periods.end(servedOn, Period.days(days), holidays.calendar()).endsOn();
    }

    private static LocalDate check(@Nullable ManualService paper, LocalDate today) {
        if (paper == null) {
            return today;
        }
        List<Problem.FieldError> errors = new ArrayList<>();
        if (!PAPER_WAYS.containsKey(paper.how())) {
            errors.add(new Problem.FieldError("paper.how", "送达方式须为 DIRECT（直接）、MAIL（邮寄）、LEFT（留置）、ANNOUNCEMENT（公告）之一"));
        }
        if (paper.receipt() == null
                || paper.receipt().isBlank()
                || paper.receipt().length() > 60
                || PlainText.unfit(paper.receipt(), false) != null) {
            errors.add(new Problem.FieldError("paper.receipt", "请填写送达回证编号或邮件号码，最多 60 字，不含控制字符"));
        }
        if (paper.on() != null && paper.on().isAfter(today)) {
            errors.add(new Problem.FieldError("paper.on", "送达日期不能晚于今天"));
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        return paper.on() == null ? today : paper.on();
    }

    private CaseFile running(Actor by, UseCase what, CaseNumber number) {
        CaseFile file = cases.open(by, what, number);
        if (!file.isRunning()) {
            throw new Problem.Conflict("案件%s，不能再办理启动事项".formatted(file.stage().zh()));
        }
        return file;
    }

    private void requireDone(CaseFile file, Step step) {
        if (store.done(file.id()).stream().noneMatch(done -> done.step() == step)) {
            throw new Problem.Conflict(
                    "须先完成“%s”".formatted(step.zh()),
                    List.of(new Problem.Refusal("IN-P0", "", "节点 %s %s 尚未完成".formatted(step.node(), step.zh()))));
        }
    }

    private InitiationView view(CaseFile file) {
        List<StepDone> done = store.done(file.id());
        boolean served = done.stream().anyMatch(each -> each.step() == Step.SERVICE);
        return new InitiationView(
                file.number().text(),
                done,
                served || !file.isRunning() ? List.of() : unreachable(file),
                store.performancePeriodEnds(file.id()).orElse(null));
    }
}
