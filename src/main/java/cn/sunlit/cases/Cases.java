package cn.sunlit.cases;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.database.Deferred;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import cn.sunlit.keys.Keyring;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.Party;
import cn.sunlit.parties.PartyId;
import cn.sunlit.parties.PayeeAccount;
import cn.sunlit.parties.Purpose;
import cn.sunlit.settings.CourtPractice;
import cn.sunlit.statutes.Debt;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.PracticeNumber;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Cases of enforcement: filing, import, search, assignment, stages, closing. */
@Service
@Transactional
public class Cases {

    /** Lines on a page of a list. */
    public static final int PAGE = 50;

    /** Filing away, restoring a name and answering an objection go on when a case has ended. */
    private static final Set<String> AFTER_THE_END = Set.of("I04", "G06", "H02");

    /**
     * What else goes on when only this procedure has ended: the holds that stay are renewed or cut back, money that comes is
     * paid out, a listing may still be decided, the debtor is searched for again and the case resumed.
     */
    private static final Set<String> AFTER_THIS_PROCEDURE = Set.of(
            "I04", "G06", "H02", "H03", "D06", "D07", "D08", "F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08",
            "G03", "I05", "I06", "I07");

    private final Keyring keys;
    private final CaseStore store;
    private final Deferred<Map<CaseId, CaseFile>> made = Deferred.memo(HashMap::new);
    private final FilingDesk desk;
    private final FilingReader reader;
    private final Importer importer;
    private final Parties parties;
    private final Docket docket;
    private final Closing closing;
    private final Access access;
    private final Courts courts;
    private final StaffDirectory staff;
    private final CourtPractice practice;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<ClosingCondition> conditions;
    private final Clock clock;

    Cases(
            CaseStore store,
            FilingDesk desk,
            FilingReader reader,
            Importer importer,
            Parties parties,
            Docket docket,
            Closing closing,
            Access access,
            Courts courts,
            StaffDirectory staff,
            CourtPractice practice,
            Audit audit,
            ApplicationEventPublisher events,
            ObjectProvider<ClosingCondition> conditions,
            Keyring keys,
            Clock clock) {
        this.keys = keys;
        this.store = store;
        this.desk = desk;
        this.reader = reader;
        this.importer = importer;
        this.parties = parties;
        this.docket = docket;
        this.closing = closing;
        this.access = access;
        this.courts = courts;
        this.staff = staff;
        this.practice = practice;
        this.audit = audit;
        this.events = events;
        this.conditions = conditions;
        this.clock = clock;
    }

    /**
     * Checks an application in the JSON of the API.
     *
     * @throws Problem.Invalid naming every wrong field
     */
    @Transactional(readOnly = true)
    public Filing read(JsonNode application) {
        return reader.read(application, FilingReader.Mode.NEW);
    }

    /** The same for a case that runs or has closed already and brings its own number. */
    @Transactional(readOnly = true)
    public Filing readExisting(JsonNode existing) {
        return reader.read(existing, FilingReader.Mode.EXISTING);
    }

    /** Files an application: number, parties, docket, notices, related cases and assignment in one transaction. */
    public Filed file(Actor by, Filing filing) {
        return file(by, filing, null);
    }

    /**
     * The same; a second call with the same key answers with the case that the first one filed.
     *
     * @param key what the caller calls this application, at most 100 characters, or null
     * @throws Problem.Conflict when the key was used for another application
     */
    public Filed file(Actor by, Filing filing, @Nullable String key) {
        access.allow(by, UseCase.FILE_CASE, filing.court());
        return desk.file(by, filing, key);
    }

    /** Takes in a case that runs or has closed already: parties, obligations and history, no step claimed as done. */
    public Filed takeOver(Actor by, Filing existing) {
        allowImport(by, existing);
        return desk.takeOver(by, existing);
    }

    /**
     * Loads a file of cases, some hundred rows a transaction, or all in one when a wrong row is to stop it. A wrong row
     * is left out and named; the others go in.
     *
     * @throws Problem.Invalid when the file as a whole cannot be read
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public ImportReport importFile(Actor by, ImportFile file) {
        access.allow(by, UseCase.IMPORT_CASES, by.court());
        Set<CourtCode> allowed = new HashSet<>();
        return importer.load(
                file,
                filing -> {
                    if (!allowed.contains(filing.court())) {
                        allowImport(by, filing);
                        allowed.add(filing.court());
                    }
                },
                filings -> {
                    if (file.existing()) {
                        desk.takeOver(by, filings);
                    } else {
                        desk.file(by, filings);
                    }
                });
    }

    /** New applications only for courts within reach; existing cases of any court, see docs/adr on migration. */
    private void allowImport(Actor by, Filing filing) {
        if (filing.existing() == null) {
            access.allow(by, UseCase.IMPORT_CASES, filing.court());
            return;
        }
        boolean migrates = by.has(Role.ADMIN) || by.has(Role.FILING_CLERK) || by.kind() == Actor.Kind.MACHINE;
        access.allow(by, UseCase.IMPORT_CASES, migrates ? by.court() : filing.court());
    }

    /**
     * The case of this number, when {@code by} may do {@code what} with it.
     *
     * @throws Problem.NotFound also for a party that is not one of its parties
     * @throws Problem.Forbidden when the role or the court does not allow it
     */
    @Transactional(readOnly = true)
    public CaseFile open(Actor by, UseCase what, CaseNumber number) {
        CaseStore.Row row = store.byNumber(number).orElseThrow(() -> unknown(number));
        if (by.kind() == Actor.Kind.PARTY && !by.cases().contains(row.id())) {
            throw unknown(number);
        }
        access.allow(by, what, row.court(), row.takenOverBy(), row.id());
        return file(row);
    }

    /** Whether {@code by} may do one more thing with a case that is open already, see {@link #open}. */
    public void allow(Actor by, UseCase what, CaseFile file) {
        access.allow(by, what, file.court(), file.takenOverBy(), file.id());
    }

    private static Problem.NotFound unknown(CaseNumber number) {
        return new Problem.NotFound("没有案号为“%s”的案件".formatted(number));
    }

    /** For modules that hold the key already and have asked whether the caller may. */
    @Transactional(readOnly = true)
    public CaseFile byId(CaseId id) {
        Map<CaseId, CaseFile> fresh = made.kept();
        CaseFile known = fresh == null ? null : fresh.get(id);
        return known == null ? file(store.byId(id).orElseThrow(() -> new Problem.NotFound("没有这个案件"))) : known;
    }

    /** Whom to tell what happens in these cases: every party and its agents, each once a side. */
    @Transactional(readOnly = true)
    public List<Recipient> recipients(Collection<CaseId> ids) {
        return store.recipients(ids, LocalDate.now(clock));
    }

    /** Whose case it is. */
    public record InCharge(CourtCode court, @Nullable String officer) {}

    /** The court and the officer's log-in, for modules that need no more. */
    @Transactional(readOnly = true)
    public InCharge inCharge(CaseId id) {
        Map<CaseId, CaseFile> fresh = made.kept();
        CaseFile known = fresh == null ? null : fresh.get(id);
        if (known != null) {
            return new InCharge(known.court(), known.officer());
        }
        CaseStore.Row row = store.byId(id).orElseThrow(() -> new Problem.NotFound("没有这个案件"));
        return new InCharge(row.court(), row.officer());
    }

    /** The same of several cases; of one that does not exist nothing. */
    @Transactional(readOnly = true)
    public Map<CaseId, InCharge> inCharge(Collection<CaseId> ids) {
        Map<CaseId, InCharge> all = new HashMap<>();
        store.byIds(ids).forEach(row -> all.put(row.id(), new InCharge(row.court(), row.officer())));
        return all;
    }

    /** Cases that the running transaction has made: for the rest of it they are known. */
    Map<CaseId, CaseFile> made(Collection<CaseId> ids) {
        Map<CaseId, CaseFile> files =
                files(store.byIds(ids)).stream().collect(Collectors.toMap(CaseFile::id, file -> file));
        Map<CaseId, CaseFile> fresh = made.kept();
        if (fresh != null) {
            fresh.putAll(files);
        }
        return files;
    }

    /** Something of the case changes. */
    private void forget(CaseId id) {
        Map<CaseId, CaseFile> fresh = made.kept();
        if (fresh != null) {
            fresh.remove(id);
        }
    }

    private CaseFile file(CaseStore.Row row) {
        return files(List.of(row)).getFirst();
    }

    private List<CaseFile> files(List<CaseStore.Row> files) {
        List<CaseId> ids = files.stream().map(CaseStore.Row::id).toList();
        Map<CaseId, List<CaseStore.ParticipantRow>> participants = store.participants(ids);
        Map<CaseId, List<Obligation>> obligations = store.obligations(ids);
        List<CaseStore.ParticipantRow> everyone =
                participants.values().stream().flatMap(List::stream).toList();
        var people = parties.all(everyone.stream()
                .map(CaseStore.ParticipantRow::party)
                .distinct()
                .toList());
        List<Long> paidTo = everyone.stream()
                .map(CaseStore.ParticipantRow::payee)
                .filter(Objects::nonNull)
                .toList();
        Map<Long, PayeeAccount> payees = paidTo.isEmpty() ? Map.of() : parties.payees(paidTo);
        return files.stream()
                .map(row -> file(
                        row,
                        participants.getOrDefault(row.id(), List.of()),
                        obligations.getOrDefault(row.id(), List.of()),
                        people,
                        payees))
                .toList();
    }

    private static CaseFile file(
            CaseStore.Row row,
            List<CaseStore.ParticipantRow> rows,
            List<Obligation> obligations,
            Map<PartyId, Party> people,
            Map<Long, PayeeAccount> payees) {
        List<CaseParty> applicants = new ArrayList<>();
        List<CaseParty> respondents = new ArrayList<>();
        for (var p : rows) {
            var person = Objects.requireNonNull(people.get(p.party()));
            PayeeAccount payee = p.payee() == null ? null : payees.get(p.payee());
            var party = new CaseParty(
                    p.party(),
                    p.side(),
                    p.kind(),
                    p.name(),
                    person.maskedNumber(),
                    person.maskedPhone(),
                    person.hasNumber(),
                    payee == null ? null : new Payee(payee.name(), payee.bank(), payee.account()));
            (p.side() == Side.APPLICANT ? applicants : respondents).add(party);
        }
        return new CaseFile(
                row.id(),
                row.number(),
                row.court(),
                row.type(),
                row.stage(),
                row.receivedOn(),
                row.filedOn(),
                row.closedOn(),
                row.outcome(),
                row.officer(),
                row.cause(),
                row.livelihood(),
                row.title(),
                List.copyOf(applicants),
                List.copyOf(respondents),
                obligations,
                row.recovered(),
                row.imported(),
                row.takenOverBy());
    }

    /**
     * The obligations of money as one debt. Where the title sets no time for performance it is due with the title's
     * effect (民事诉讼法第二百五十条：法律文书未规定履行期间的，从生效之日起计算); an old file without either bears no double interest.
     */
    @Practice(
            id = "PR-COSTS-DOUBLE",
            text = "由被执行人负担并直接给付申请执行人的诉讼费用计入加倍部分债务利息的基数：条文为“除一般债务利息之外的金钱债务”，各地做法以计入居多；本院另有设定的，按立案日所适用的设定。")
    @Transactional(readOnly = true)
    public Debt debt(CaseId id) {
        CaseStore.Row row = store.byId(id).orElseThrow(() -> new Problem.NotFound("没有这个案件"));
        MoneyTerms terms = MoneyTerms.of(store.obligations(id));
        LocalDate due = row.title().performanceDue();
        if (due == null) {
            due = row.title().effectiveOn();
        }
        LocalDate filed = row.filedOn() == null ? LocalDate.now(clock) : row.filedOn();
        LocalPractice.Value costsBear = practice.of(row.court()).on(PracticeNumber.COSTS_BEAR_DOUBLE, filed);
        return new Debt(
                terms.principal(),
                terms.costs(),
                terms.rate(),
                terms.interestFrom(),
                due == null ? LocalDate.now(clock) : due,
                costsBear.isOn(),
                docket.titleReviews(id),
                terms.costs().isPositive() ? List.of(costsBear.explanation()) : List.of());
    }

    /** The account to which this applicant of this case is to be paid, in full: for the order to the bank alone. */
    public Optional<Payee> payee(CaseFile file, PartyId applicant) {
        return payee(file, applicant, "制作案款发放指令");
    }

    /**
     * The same for another purpose.
     *
     * @param purpose as the party reads it
     */
    public Optional<Payee> payee(CaseFile file, PartyId applicant, String purpose) {
        CaseId id = file.id();
        return store.participants(id).stream()
                .filter(p -> p.party().equals(applicant) && p.payee() != null)
                .findFirst()
                .map(p -> parties.payeeForPayment(
                        Objects.requireNonNull(p.payee()), new Purpose(file.court(), id, purpose)))
                .map(a -> new Payee(a.name(), a.bank(), a.account()));
    }

    /** In how many cases this person takes part, as a party or as an agent. */
    @Transactional(readOnly = true)
    public long casesOf(PartyId person) {
        return store.casesOf(person);
    }

    /** In which running cases of this court these persons owe: by person, the oldest case first. */
    @Transactional(readOnly = true)
    public Map<PartyId, List<CaseNumber>> debts(CourtCode court, Collection<PartyId> persons, CaseId except) {
        return persons.isEmpty() ? Map.of() : store.debts(court, persons, except);
    }

    /** What an imported file tells of the case's past, in its own words. */
    @Transactional(readOnly = true)
    public List<HistoryEvent> history(CaseId id) {
        return store.history(id);
    }

    /** Leads to property that the application names. */
    @Transactional(readOnly = true)
    public List<Filing.Clue> clues(CaseId id) {
        return store.clues(id);
    }

    /** Property that was preserved before the case was filed. */
    @Transactional(readOnly = true)
    public List<Filing.Preserved> preserved(CaseId id) {
        return store.preserved(id, bytes -> keys.decryptText(FilingDesk.PRESERVED_ACCOUNT, bytes));
    }

    /** The respondents' other cases as {@code by} may see them. */
    @Transactional(readOnly = true)
    public List<RelatedCase> related(Actor by, CaseId id) {
        return desk.related(by, id).shown();
    }

    /**
     * One page of a search within the caller's reach: the court asked for, or the caller's own, with those below; and what
     * the caller's court took over from others, see docs/adr on migration.
     */
    @Transactional(readOnly = true)
    public CasePage search(Actor by, CaseSearch sought, int page) {
        CaseStore.Reach reach = reach(by, sought.court());
        if (page < 1 || page > 10_000) {
            throw new Problem.Invalid("page", "页码应为1至10000");
        }
        List<CaseLine> lines = store.search(reach, sought, (page - 1) * PAGE, PAGE + 1);
        boolean more = lines.size() > PAGE;
        return new CasePage(more ? lines.subList(0, PAGE) : lines, page, more);
    }

    private CaseStore.Reach reach(Actor by, @Nullable CourtCode asked) {
        List<CourtCode> keepers =
                access.mayReadTakenOver(by, UseCase.READ_CASE, by.court()) ? courts.within(by.court()) : List.of();
        if (asked == null) {
            access.allow(by, UseCase.READ_CASE, by.court());
            return new CaseStore.Reach(courts.within(by.court()), keepers, null);
        }
        List<CourtCode> within = courts.within(asked);
        var takenOver = new CaseStore.Reach(List.of(), keepers, within);
        if (!access.may(by, UseCase.READ_CASE, asked) && store.tookOver(takenOver)) {
            return takenOver;
        }
        access.allow(by, UseCase.READ_CASE, asked);
        return new CaseStore.Reach(within, List.of(), List.of());
    }

    /**
     * Gives the case to an officer of its court.
     *
     * @param reason why, in at most 300 characters, for the record; null where none was given
     * @throws Problem.Invalid when there is no such officer
     */
    public void assign(Actor by, CaseNumber number, String officerLogin, @Nullable String reason) {
        CaseFile file = open(by, UseCase.ASSIGN_CASE, number);
        if (!file.isRunning()) {
            throw new Problem.Conflict("案件已经%s，不能再分案".formatted(file.stage().zh()));
        }
        StaffMember officer = staff.officers(file.court()).stream()
                .filter(o -> o.login().equals(officerLogin))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid("officer", "本院没有登录名为“%s”的执行法官".formatted(officerLogin)));
        String why = PlainText.optional("reason", reason, 300);
        forget(file.id());
        desk.assign(
                by,
                file.id(),
                file.court(),
                file.number(),
                officer,
                why == null || why.isEmpty() ? "指定分案" : "指定分案，理由：" + why);
    }

    /** Closes a case, see the longer form. */
    public void close(Actor by, CaseNumber number, Outcome outcome) {
        close(by, number, outcome, null);
    }

    /**
     * Closes a case.
     *
     * @param basis for closing by anything but full performance or the end of this procedure: the ground and the ruling;
     *     for full performance of an act: how it was confirmed
     * @throws Problem.Conflict with every condition that is not met
     */
    public void close(Actor by, CaseNumber number, Outcome outcome, @Nullable String basis) {
        CaseFile file = open(by, UseCase.CLOSE_CASE, number);
        String ground = PlainText.optional("basis", basis, 500);
        store.lock(file.id());
        forget(file.id());
        CaseFile current = byId(file.id());
        LocalDate today = LocalDate.now(clock);
        Stage to = Stages.after(current.stage(), outcome)
                .orElseThrow(() -> new Problem.Conflict(
                        "案件当前为“%s”，不能以“%s”结案".formatted(current.stage().zh(), outcome.zh())));
        List<Problem.Refusal> refusals = new ArrayList<>(Closing.missingBasis(current, outcome, ground));
        conditions.orderedStream().forEach(c -> refusals.addAll(c.unmet(current, outcome, today)));
        if (!refusals.isEmpty()) {
            throw new Problem.Conflict("尚有%d项条件不具备，不能以“%s”结案".formatted(refusals.size(), outcome.zh()), refusals);
        }
        if (!store.move(current.id(), current.stage(), to, outcome, today)) {
            throw new Problem.Conflict("案件状态已被他人变更，请刷新后重试");
        }
        audit.record(
                by,
                current.court(),
                current.id(),
                new Act(
                        "CASE_CLOSED",
                        "以“%s”报结%s".formatted(outcome.zh(), current.number()),
                        Map.of(
                                "outcome",
                                outcome.name(),
                                "closedOn",
                                today.toString(),
                                "basis",
                                ground == null ? "" : ground)));
        List<Evidence> evidence = closing.notice(by, current, outcome, today, ground);
        docket.complete(by, current.id(), "I03", today, evidence);
        docket.waiveOpen(
                by,
                current.id(),
                to == Stage.CLOSED ? AFTER_THE_END : AFTER_THIS_PROCEDURE,
                "案件已以“%s”结案%s".formatted(outcome.zh(), ground == null ? "" : "（" + ground + "）"));
        events.publishEvent(new CaseClosed(current.id(), current.number(), current.court(), outcome));
    }
}
