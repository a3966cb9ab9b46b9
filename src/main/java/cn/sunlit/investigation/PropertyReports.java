package cn.sunlit.investigation;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.documents.Service;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.publicity.Thing;
import cn.sunlit.sanctions.Ground;
import cn.sunlit.sanctions.Misconduct;
import cn.sunlit.sanctions.SanctionDraft;
import cn.sunlit.sanctions.SanctionKind;
import cn.sunlit.sanctions.Sanctions;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.InvestigationTerms;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/**
 * What debtors must report of themselves (报告财产): the order to report is served with the notice; the debtor reports item by
 * item on the phone, a year back, and each later change within ten days; the officer verifies it against what the
 * institutions answered; an applicant may read it. Refusing, lying or being late is a ground for listing, fine and detention.
 */
@org.springframework.stereotype.Service
public class PropertyReports {

    /** As long as anybody may be given beyond the order's own term. */
    private static final int MOST_EXTENDED_DAYS = 60;

    private final ReportStore store;
    private final Cases cases;
    private final Documents documents;
    private final Sanctions sanctions;
    private final Publicity publicity;
    private final Audit audit;
    private final Keyring keys;
    private final Holidays holidays;
    private final Clock clock;

    PropertyReports(
            ReportStore store,
            Cases cases,
            Documents documents,
            Sanctions sanctions,
            Publicity publicity,
            Audit audit,
            Keyring keys,
            Holidays holidays,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.documents = documents;
        this.sanctions = sanctions;
        this.publicity = publicity;
        this.audit = audit;
        this.keys = keys;
        this.holidays = holidays;
        this.clock = clock;
    }

    /** A respondent, or who acts for him, reports; a later one tells a change. */
    @Transactional
    public void report(Actor by, CaseFile file, ReportDraft draft) {
        cases.allow(by, UseCase.REPORT_PROPERTY, file);
        CaseParty party = self(by, file);
        ReportStanding standing = standing(file, party, List.of());
        LocalDate changedOn = draft.changedOn();
        boolean supplement = changedOn != null;
        LocalDate today = LocalDate.now(clock);
        boolean first = store.ofCase(file.id()).stream()
                .noneMatch(r -> r.partyId() == party.id().value());
        if (supplement == first) {
            throw new Problem.Conflict(first ? "请先提交财产报告，以后有变动再补充报告" : "已经提交财产报告，有变动的请补充报告并填写变动的日期");
        }
        List<Problem.FieldError> wrong = supplement ? new ArrayList<>() : ReportRules.missing(draft);
        if (supplement && draft.items().isEmpty()) {
            wrong.add(new Problem.FieldError("items", "请至少填写一项变动"));
        }
        if (changedOn != null && changedOn.isAfter(today)) {
            wrong.add(new Problem.FieldError("changedOn", "变动的日期不能晚于今天"));
        }
        if (!wrong.isEmpty()) {
            throw new Problem.Invalid(wrong);
        }
        Map<ReportItem, byte[]> lines = new EnumMap<>(ReportItem.class);
        for (ReportItem item : ReportItem.values()) {
            String words =
                    PlainText.optional("items." + item.name(), draft.items().get(item), 2000);
            if (words != null || draft.none().contains(item)) {
                lines.put(item, keys.encrypt(Clues.SEAL, words == null ? "" : words));
            }
        }
        boolean late = changedOn != null
                ? today.isAfter(InvestigationTerms.supplementBy(changedOn, holidays.calendar())
                        .endsOn())
                : standing.dueOn() != null && today.isAfter(standing.dueOn());
        store.add(file.id(), file.court(), party.id().value(), today, by.name(), late, draft.changedOn(), lines);
        record(
                by,
                file,
                supplement ? "PROPERTY_SUPPLEMENTED" : "PROPERTY_REPORTED",
                "%s%s财产情况%s".formatted(party.name(), supplement ? "补充报告" : "报告", late ? "（逾期）" : ""),
                party);
    }

    /** A respondent asks for more time. */
    @Transactional
    public void askExtension(Actor by, CaseFile file, @Nullable String because, @Nullable LocalDate wanted) {
        cases.allow(by, UseCase.REPORT_PROPERTY, file);
        CaseParty party = self(by, file);
        ReportStanding standing = standing(file, party, List.of());
        LocalDate today = LocalDate.now(clock);
        if (standing.dueOn() == null || today.isAfter(standing.dueOn())) {
            throw new Problem.Conflict(standing.dueOn() == null ? "报告财产令尚未送达" : "报告财产的期限已经届满，不能再申请延长");
        }
        if (wanted == null
                || !wanted.isAfter(standing.dueOn())
                || wanted.isAfter(standing.dueOn().plusDays(MOST_EXTENDED_DAYS))) {
            throw new Problem.Invalid(
                    "wanted", "请填写希望延长至的日期，在%s之后%d日以内".formatted(standing.dueOn(), MOST_EXTENDED_DAYS));
        }
        String why = PlainText.required("because", because, 300, "请写明提交书面报告确有困难的理由");
        if (!store.ask(file.id(), party.id().value(), today, why, wanted)) {
            throw new Problem.Conflict("已经申请延长，请等待法院决定");
        }
        record(by, file, "REPORT_EXTENSION_ASKED", "%s申请延长报告财产的期限至%s".formatted(party.name(), wanted), party);
    }

    /** @param until null to refuse */
    @Transactional
    public void decideExtension(Actor by, CaseNumber number, long party, @Nullable LocalDate until) {
        CaseFile file = cases.open(by, UseCase.VERIFY_REPORT, number);
        CaseParty of = respondent(file, party);
        LocalDate due = standing(file, of, List.of()).dueOn();
        if (until != null && (due == null || !until.isAfter(due) || until.isAfter(due.plusDays(MOST_EXTENDED_DAYS)))) {
            throw new Problem.Invalid("until", "延长至的日期应在原期限之后%d日以内".formatted(MOST_EXTENDED_DAYS));
        }
        if (!store.decide(file.id(), party, until, by.display(), LocalDate.now(clock))) {
            throw new Problem.Conflict("没有待决定的延期申请");
        }
        record(
                by,
                file,
                "REPORT_EXTENSION_DECIDED",
                until == null ? "不准许%s延长报告财产的期限".formatted(of.name()) : "准许%s报告财产的期限延长至%s".formatted(of.name(), until),
                of);
    }

    /** The officer has compared it with what the institutions answered. */
    @Transactional
    public void verify(Actor by, CaseNumber number, long id, @Nullable Boolean isTrue, @Nullable String facts) {
        CaseFile file = cases.open(by, UseCase.VERIFY_REPORT, number);
        ReportStore.Report report = store.lock(id)
                .filter(r -> r.caseId().equals(file.id()))
                .orElseThrow(() -> new Problem.NotFound("本案没有这份财产报告"));
        if (isTrue == null) {
            throw new Problem.Invalid("result", "请选择核查结果");
        }
        String what = PlainText.required("facts", facts, 1000, "请写明与查询结果核对的情况");
        if (!store.verdict(id, isTrue, what, by.display(), LocalDate.now(clock))) {
            throw new Problem.Conflict("该报告已经核查");
        }
        CaseParty party = respondent(file, report.partyId());
        record(by, file, "REPORT_VERIFIED", "%s的财产报告%s".formatted(party.name(), isTrue ? "核查属实" : "为虚假报告"), party);
    }

    /** Proposes the listing that the law demands of whoever refuses to report, lies or is late. */
    @Transactional
    public long proposeListing(Actor by, CaseNumber number, long party) {
        CaseFile file = cases.open(by, UseCase.PROPOSE_SANCTION, number);
        CaseParty of = respondent(file, party);
        ReportStanding standing = standing(file, of, store.ofCase(file.id()));
        Misconduct misconduct = standing.misconduct();
        if (misconduct == null) {
            throw new Problem.Conflict("%s没有违反财产报告制度的情形".formatted(of.name()));
        }
        String facts = "报告财产令于%s送达，应于%s前报告，%s".formatted(standing.orderedOn(), standing.dueOn(), misconduct.zh());
        return sanctions.propose(
                by, number, new SanctionDraft(SanctionKind.DISHONESTY_LISTING, party, Ground.REPORT_VIOLATION, facts));
    }

    /** How each respondent stands; for the court. */
    @Transactional(readOnly = true)
    public List<ReportStanding> ofCase(CaseFile file) {
        List<ReportStore.Report> reports = store.ofCase(file.id());
        return file.respondents().stream().map(r -> standing(file, r, reports)).toList();
    }

    /** The reader's own duty. */
    @Transactional(readOnly = true)
    public ReportStanding own(Actor by, CaseFile file) {
        return standing(file, self(by, file), store.ofCase(file.id()));
    }

    /** What an applicant may read of the reports (第八条第二款); the reading is on record, numbers stay hidden. */
    @Transactional
    public List<ReportStanding> toApplicant(Actor by, CaseFile file) {
        cases.allow(by, UseCase.GIVE_CLUE, file);
        if (!publicity.open(Publicity.side(by), Thing.ASSET_REPORT)) {
            return List.of();
        }
        List<ReportStanding> all = ofCase(file).stream()
                .filter(s -> !s.reports().isEmpty())
                .map(PropertyReports::redacted)
                .toList();
        if (!all.isEmpty()) {
            audit.record(
                    by,
                    file.court(),
                    file.id(),
                    new Act("PROPERTY_REPORT_READ", "%s查询了被执行人报告的财产情况".formatted(by.display()), Map.of()));
        }
        return all;
    }

    private static ReportStanding redacted(ReportStanding s) {
        return new ReportStanding(
                s.party(),
                s.name(),
                s.orderedOn(),
                s.looksBackTo(),
                s.dueOn(),
                null,
                null,
                null,
                s.reports().stream()
                        .map(r -> new ReportStanding.Report(
                                r.id(),
                                r.supplement(),
                                r.on(),
                                r.by(),
                                r.late(),
                                r.changedOn(),
                                r.verdict(),
                                null,
                                r.verdictOn(),
                                r.lines().stream()
                                        .map(l -> new ReportStanding.Line(
                                                l.item(), l.words() == null ? null : Redactor.text(l.words())))
                                        .toList()))
                        .toList());
    }

    private ReportStanding standing(CaseFile file, CaseParty party, List<ReportStore.Report> all) {
        List<Document> papers = documents.ofCase(file.id());
        LocalDate ordered = served(papers, Kind.ASSET_REPORT_ORDER, party).orElse(null);
        LocalDate noticed = served(papers, Kind.ENFORCEMENT_NOTICE, party).orElse(null);
        List<ReportStore.Extension> wishes = store.extensions(file.id()).stream()
                .filter(e -> e.partyId() == party.id().value())
                .toList();
        LocalDate extended = wishes.stream()
                .filter(e -> e.state().equals("GRANTED"))
                .map(ReportStore.Extension::untilOn)
                .findFirst()
                .orElse(null);
        Optional<ReportStore.Extension> asked =
                wishes.stream().filter(e -> e.state().equals("ASKED")).findFirst();
        LocalDate due = ordered == null ? null : ReportRules.dueOn(ordered, extended, holidays.calendar());
        List<ReportStore.Report> own =
                all.stream().filter(r -> r.partyId() == party.id().value()).toList();
        LocalDate reportedOn = own.isEmpty() ? null : own.getLast().reportedOn();
        boolean foundFalse = own.stream().anyMatch(r -> "FALSE".equals(r.verdict()));
        return new ReportStanding(
                party.id().value(),
                party.name(),
                ordered,
                noticed == null ? null : InvestigationTerms.reportLooksBackTo(noticed),
                due,
                asked.map(ReportStore.Extension::because).orElse(null),
                asked.map(ReportStore.Extension::wanted).orElse(null),
                ReportRules.misconduct(due, reportedOn, foundFalse, LocalDate.now(clock)),
                own.isEmpty() ? List.of() : shown(file, own));
    }

    private List<ReportStanding.Report> shown(CaseFile file, List<ReportStore.Report> own) {
        Map<Long, List<ReportStanding.Line>> lines = store.lines(file.id()).stream()
                .collect(Collectors.groupingBy(
                        ReportStore.Line::reportId,
                        Collectors.mapping(
                                l -> {
                                    String words = keys.decryptText(Clues.SEAL, l.wordsSealed());
                                    return new ReportStanding.Line(l.item(), words.isEmpty() ? null : words);
                                },
                                Collectors.toList())));
        return own.stream()
                .map(r -> new ReportStanding.Report(
                        r.id(),
                        r.supplement(),
                        r.reportedOn(),
                        r.reportedBy(),
                        r.late(),
                        r.changedOn(),
                        r.verdict(),
                        r.verdictFacts(),
                        r.verdictOn(),
                        lines.getOrDefault(r.id(), List.of())))
                .toList();
    }

    private static Optional<LocalDate> served(List<Document> papers, Kind kind, CaseParty party) {
        return papers.stream()
                .filter(d -> d.kind() == kind)
                .flatMap(d -> d.served().stream())
                .filter(s -> reached(s, party))
                .map(Service::on)
                .max(LocalDate::compareTo);
    }

    private static boolean reached(Service s, CaseParty party) {
        return s.party() == null
                ? s.to().equals(party.name())
                : s.party() == party.id().value();
    }

    private static CaseParty self(Actor by, CaseFile file) {
        return file.respondents().stream()
                .filter(r -> by.standsFor(r.id().value()))
                .findFirst()
                .orElseThrow(() -> new Problem.Forbidden("只有本案被执行人及其代理人可以报告财产"));
    }

    private static CaseParty respondent(CaseFile file, long party) {
        return file.respondents().stream()
                .filter(r -> r.id().value() == party)
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("不是本案的被执行人"));
    }

    private void record(Actor by, CaseFile file, String type, String summary, CaseParty party) {
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        type,
                        summary,
                        Map.of("respondent", Long.toString(party.id().value()))));
    }
}
