package cn.sunlit.cases;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.docket.NewDocket;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Court;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import cn.sunlit.keys.Keyring;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.PartyId;
import cn.sunlit.parties.PersonDraft;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What happens when a case enters: all of it in the caller's one transaction, so that a case never exists in part. The
 * filing nodes A02 to A06 are completed with what this very transaction makes.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class FilingDesk {

    static final String PRESERVED_ACCOUNT = "cases.preserved-account";

    private final Keyring keys;
    private final CaseStore store;
    private final Parties parties;
    private final Docket docket;
    private final Documents documents;
    private final Courts courts;
    private final CourtNames names;
    private final StaffDirectory staff;
    private final Access access;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<Cases> cases;
    private final Clock clock;

    FilingDesk(
            CaseStore store,
            Parties parties,
            Docket docket,
            Documents documents,
            Courts courts,
            CourtNames names,
            StaffDirectory staff,
            Access access,
            Audit audit,
            ApplicationEventPublisher events,
            ObjectProvider<Cases> cases,
            Keyring keys,
            Clock clock) {
        this.keys = keys;
        this.store = store;
        this.parties = parties;
        this.docket = docket;
        this.documents = documents;
        this.courts = courts;
        this.names = names;
        this.staff = staff;
        this.access = access;
        this.audit = audit;
        this.events = events;
        this.cases = cases;
        this.clock = clock;
    }

    /** The respondents' other cases: those one may see, and how many more there are. */
    record Related(List<RelatedCase> shown, int elsewhere) {}

    Filed file(Actor by, Filing filing, @Nullable String key) {
        if (key != null) {
            if (key.isBlank() || key.length() > 100) {
                throw new Problem.Invalid("Idempotency-Key", "应为1至100个字符");
            }
            Optional<CaseStore.UsedKey> used = store.keyUsed(caller(by), key);
            if (used.isPresent()) {
                return repeated(by, filing, used.get());
            }
        }
        Filed filed = file(by, List.of(filing)).getFirst();
        if (key != null) {
            store.useKey(caller(by), key, digest(filing), filed.id(), clock.instant());
        }
        return filed;
    }

    /** Files several at once: what one filing asks of the database, all of them ask together. */
    List<Filed> file(Actor by, List<Filing> filings) {
        LocalDate today = LocalDate.now(clock);
        List<List<Entered>> entered = enter(by, filings);
        List<CaseNumber> numbers = numbers(filings, today);
        List<@Nullable StaffMember> officers = officersByLoad(filings);
        List<CaseStore.NewFile> files = new ArrayList<>();
        for (int i = 0; i < filings.size(); i++) {
            StaffMember officer = officers.get(i);
            files.add(new CaseStore.NewFile(
                    filings.get(i), numbers.get(i), today, officer == null ? null : officer.login()));
        }
        Map<CaseNumber, CaseId> keys = store.insert(files, by, clock.instant());
        List<CaseId> ids = new ArrayList<>();
        List<NewDocket> dockets = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            CaseStore.NewFile file = files.get(i);
            CaseId id = keys.get(file.number());
            if (id == null) {
                throw new Problem.Conflict("案号%s已被占用，请重试".formatted(file.number()));
            }
            ids.add(id);
            begin(id);
            keep(by, id, file.filing(), entered.get(i));
            dockets.add(new NewDocket(
                    id,
                    file.filing().court(),
                    received(file.filing(), today),
                    today,
                    file.officer(),
                    false,
                    kind(file.filing())));
        }
        docket.open(dockets);
        Map<CaseId, CaseFile> made = cases.getObject().made(ids);
        Map<CaseId, Related> related = related(by, ids);
        List<Filed> filed = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            CaseFile file = Objects.requireNonNull(made.get(ids.get(i)));
            filed.add(file(by, file, filings.get(i), officers.get(i), Objects.requireNonNull(related.get(ids.get(i)))));
        }
        return filed;
    }

    /** One of them: its acts in their order. */
    private Filed file(Actor by, CaseFile file, Filing filing, @Nullable StaffMember officer, Related related) {
        CaseId id = file.id();
        CaseNumber number = file.number();
        LocalDate today = LocalDate.now(clock);
        audit.record(
                by,
                filing.court(),
                id,
                new Act(
                        "CASE_FILED",
                        "登记立案%s：%s申请执行%s"
                                .formatted(number, nameList(filing.applicants()), nameList(filing.respondents())),
                        Map.of(
                                "number", number.text(),
                                "type", filing.type().code(),
                                "receivedOn", String.valueOf(filing.receivedOn()),
                                "filedOn", today.toString())));
        complete(by, file, filing, today, related);
        if (officer != null) {
            given(by, id, filing.court(), number, officer, "按在办件数自动分案，同数随机");
        }
        events.publishEvent(new CaseFiled(id, number, filing.court(), false));
        if (officer != null) {
            events.publishEvent(new CaseAssigned(id, officer.login(), true));
        }
        return new Filed(
                id,
                number,
                filing.warnings().stream()
                        .map(d -> d.field() + "：" + d.message())
                        .toList(),
                related.shown(),
                related.elsewhere(),
                officer == null ? null : officer.login(),
                officer == null ? null : officer.name(),
                false);
    }

    /** The next numbers of each court and type, in the order of the applications. */
    private List<CaseNumber> numbers(List<Filing> filings, LocalDate today) {
        Map<List<String>, Integer> wanted = new TreeMap<>(Comparator.comparing(List::toString));
        filings.forEach(f -> wanted.merge(series(f), 1, Integer::sum));
        Map<List<String>, Integer> next = new HashMap<>();
        wanted.forEach((series, count) -> next.put(
                series,
                store.nextNumbers(CourtCode.parse(series.getFirst()), today.getYear(), series.getLast(), count)));
        List<CaseNumber> numbers = new ArrayList<>();
        for (Filing f : filings) {
            int sequence = Objects.requireNonNull(next.get(series(f)));
            next.put(series(f), sequence + 1);
            numbers.add(CaseNumber.of(today.getYear(), f.court(), f.type().word(), sequence));
        }
        return numbers;
    }

    private static List<String> series(Filing f) {
        return List.of(f.court().value(), f.type().code());
    }

    private void begin(CaseId id) {
        audit.begin(id);
        documents.begin(id);
    }

    /** An administrative decision that is enforced without a lawsuit has its own term. */
    private static @Nullable String kind(Filing filing) {
        return filing.title().kind().equals(TitleKind.ADMINISTRATIVE.name())
                ? NewDocket.NON_LITIGATION_ADMINISTRATIVE
                : null;
    }

    private static LocalDate received(Filing filing, LocalDate today) {
        return filing.receivedOn() == null ? today : filing.receivedOn();
    }

    private Filed repeated(Actor by, Filing filing, CaseStore.UsedKey used) {
        if (!used.digest().equals(digest(filing))) {
            throw new Problem.Conflict("这个 Idempotency-Key 已用于另一件申请，请换一个");
        }
        CaseStore.Row row = store.byId(used.id()).orElseThrow();
        Related related = related(by, row.id());
        return new Filed(
                row.id(),
                row.number(),
                filing.warnings().stream()
                        .map(d -> d.field() + "：" + d.message())
                        .toList(),
                related.shown(),
                related.elsewhere(),
                row.officer(),
                row.officer() == null ? null : staff.nameOf(row.officer()),
                true);
    }

    /** Completes the filing nodes, each with what proves it. */
    private void complete(Actor by, CaseFile file, Filing filing, LocalDate today, Related related) {
        CaseId id = file.id();
        CaseNumber number = file.number();
        LocalDate received = received(filing, today);
        docket.happened(by, id, "APPLICATION_RECEIVED", received, "收到执行申请材料");
        docket.complete(by, id, "A02", received, record(id, "receipt", "执行申请收件登记（%s）".formatted(received)));
        docket.complete(by, id, "A03", today, record(id, "filing", "立案决定及案号%s".formatted(number)));
        docket.happened(by, id, "CASE_FILED", today, "登记立案" + number);

        Map<String, Object> fields = DocumentFields.of(file, courts);
        Document notice = documents.issue(by, filing.court(), id, number, Kind.ACCEPTANCE_NOTICE, fields);
        Document checklist = documents.issue(by, filing.court(), id, number, Kind.KEY_NODE_CHECKLIST, fields);
        docket.complete(by, id, "A04", today, List.of(evidence(notice), evidence(checklist)));

        docket.complete(
                by,
                id,
                "A05",
                today,
                record(
                        id,
                        "related",
                        "关联案件检索结果：本院及辖区%d件，其他法院%d件".formatted(related.shown().size(), related.elsewhere())));
    }

    Related related(Actor by, CaseId id) {
        return Objects.requireNonNull(related(by, List.of(id)).get(id));
    }

    private Map<CaseId, Related> related(Actor by, List<CaseId> ids) {
        Map<CaseId, List<CaseStore.RelatedRow>> found =
                store.related(ids).stream().collect(Collectors.groupingBy(CaseStore.RelatedRow::of));
        return ids.stream().collect(Collectors.toMap(id -> id, id -> related(by, found.getOrDefault(id, List.of()))));
    }

    private Related related(Actor by, Collection<CaseStore.RelatedRow> rows) {
        List<RelatedCase> shown = new ArrayList<>();
        int elsewhere = 0;
        for (CaseStore.RelatedRow row : rows) {
            CourtCode keeper = row.takenOverBy();
            if (access.may(by, UseCase.READ_CASE, row.court())
                    || (keeper != null && access.mayReadTakenOver(by, UseCase.READ_CASE, keeper))) {
                shown.add(new RelatedCase(
                        row.number(),
                        courts.nameOf(row.court()),
                        row.stage().zh(),
                        row.debtor(),
                        row.side().zh()));
            } else {
                elsewhere++;
            }
        }
        return new Related(shown, elsewhere);
    }

    @Practice(id = "PR-ASSIGN", text = "自动分案：交给在办案件最少的执行法官，同数的随机确定；可由分案人员调整并留痕（法发〔2006〕35号第二条只规定立案后七日内确定承办人）。")
    private List<@Nullable StaffMember> officersByLoad(List<Filing> filings) {
        Map<CourtCode, List<StaffMember>> officers = new HashMap<>();
        Map<String, Integer> running = new HashMap<>();
        List<@Nullable StaffMember> chosen = new ArrayList<>();
        for (Filing filing : filings) {
            List<StaffMember> candidates = officers.computeIfAbsent(filing.court(), court -> {
                List<StaffMember> all = staff.officers(court);
                running.putAll(store.burdens(
                        court, all.stream().map(StaffMember::login).toList()));
                return all;
            });
            int least = candidates.stream()
                    .mapToInt(o -> running.getOrDefault(o.login(), 0))
                    .min()
                    .orElse(0);
            List<StaffMember> equals = candidates.stream()
                    .filter(o -> running.getOrDefault(o.login(), 0) == least)
                    .toList();
            StaffMember officer = equals.isEmpty()
                    ? null
                    : equals.get(ThreadLocalRandom.current().nextInt(equals.size()));
            if (officer != null) {
                running.merge(officer.login(), 1, Integer::sum);
            }
            chosen.add(officer);
        }
        return chosen;
    }

    void assign(Actor by, CaseId id, CourtCode court, CaseNumber number, StaffMember officer, String how) {
        store.assign(id, officer.login());
        docket.setOwner(id, officer.login());
        given(by, id, court, number, officer, how);
        events.publishEvent(new CaseAssigned(id, officer.login(), false));
    }

    private void given(Actor by, CaseId id, CourtCode court, CaseNumber number, StaffMember officer, String how) {
        long entry = audit.recordAsProof(
                by,
                court,
                id,
                new Act(
                        "CASE_ASSIGNED",
                        "%s由%s承办（%s）".formatted(number, officer.name(), how),
                        Map.of("officer", officer.login(), "how", how)));
        docket.complete(
                by,
                id,
                "A06",
                LocalDate.now(clock),
                List.of(new Evidence("RECORD", "audit:" + entry, "分案记录：%s（%s）".formatted(officer.name(), how), null)));
    }

    /** See the form for several. */
    Filed takeOver(Actor by, Filing filing) {
        return takeOver(by, List.of(filing)).getFirst();
    }

    /** Running or closed cases of another system: kept as told, their dockets opened without a step claimed as done. */
    List<Filed> takeOver(Actor by, List<Filing> filings) {
        LocalDate today = LocalDate.now(clock);
        filings.stream().map(Filing::court).distinct().forEach(this::register);
        List<List<Entered>> entered = enter(by, filings);
        List<CaseStore.NewFile> files = filings.stream()
                .map(f -> new CaseStore.NewFile(f, past(f).number(), past(f).filedOn(), null))
                .toList();
        if (files.stream().map(CaseStore.NewFile::number).distinct().count() < files.size()) {
            throw new Problem.Invalid("number", "该案号已存在");
        }
        // Before the numbers are taken, as filing does: the other way round the two would wait for each other.
        raiseCounters(filings);
        Map<CaseNumber, CaseId> keys = store.insert(files, by, clock.instant());
        if (keys.size() < files.size()) {
            throw new Problem.Invalid("number", "该案号已存在");
        }
        List<CaseId> ids = new ArrayList<>();
        List<NewDocket> dockets = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            CaseStore.NewFile file = files.get(i);
            CaseId id = Objects.requireNonNull(keys.get(file.number()));
            ids.add(id);
            begin(id);
            keep(by, id, file.filing(), entered.get(i));
            List<HistoryEvent> history = past(file.filing()).events();
            for (int k = 0; k < history.size(); k++) {
                store.addHistory(id, k, history.get(k));
            }
            LocalDate filedOn = file.filedOn() == null ? today : file.filedOn();
            dockets.add(new NewDocket(id, file.filing().court(), filedOn, filedOn, null, true, kind(file.filing())));
        }
        docket.open(dockets);
        Map<CaseId, Related> related = related(by, ids);
        List<Filed> taken = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            taken.add(takeOver(by, ids.get(i), filings.get(i), Objects.requireNonNull(related.get(ids.get(i)))));
        }
        return taken;
    }

    private Filed takeOver(Actor by, CaseId id, Filing filing, Related related) {
        Filing.Existing past = past(filing);
        audit.record(
                by,
                filing.court(),
                id,
                new Act(
                        "CASE_IMPORTED",
                        "导入既有案件%s（%s）".formatted(past.number(), past.stage().zh()),
                        Map.of(
                                "number", past.number().text(),
                                "stage", past.stage().name(),
                                "takenOverBy", by.court().value(),
                                "source", filing.source() == null ? "" : filing.source())));
        events.publishEvent(new CaseFiled(id, past.number(), filing.court(), true));
        return new Filed(
                id,
                past.number(),
                filing.warnings().stream()
                        .map(d -> d.field() + "：" + d.message())
                        .toList(),
                related.shown(),
                related.elsewhere(),
                null,
                null,
                false);
    }

    private static Filing.Existing past(Filing filing) {
        if (filing.existing() == null) {
            throw new IllegalArgumentException("an existing case must bring its number");
        }
        return filing.existing();
    }

    /** Takes note of the numbers that imported cases bring, so that no new case gets one of them again. */
    private void raiseCounters(List<Filing> filings) {
        SortedMap<String, Filing> highest = new TreeMap<>();
        for (Filing filing : filings) {
            CaseNumber number = past(filing).number();
            if (filing.court().equals(number.court()) && filing.type().word().equals(number.type())) {
                highest.merge(
                        "%s %s %d".formatted(filing.court(), filing.type().code(), number.year()),
                        filing,
                        (one, other) -> past(one).number().sequence()
                                        > past(other).number().sequence()
                                ? one
                                : other);
            }
        }
        highest.values()
                .forEach(f -> store.numberUsed(
                        f.court(),
                        past(f).number().year(),
                        f.type().code(),
                        past(f).number().sequence()));
    }

    /** A court that is known by an imported case alone gets its place below its province's high court. */
    private void register(CourtCode code) {
        if (courts.find(code).isPresent()) {
            return;
        }
        String text = code.value();
        CourtCode province = CourtCode.parse(text.substring(0, 1));
        CourtCode above = text.length() == 5 ? CourtCode.parse(text.substring(0, 3)) : province;
        CourtCode parent = courts.find(above).isPresent() ? above : province;
        courts.register(new Court(
                code, names.name(code).orElse("代字为%s的法院".formatted(text)), text.length() == 5 ? "基层" : "中级", parent));
    }

    private record Entered(
            Side side,
            int position,
            Filing.Participant who,
            PartyId id,
            @Nullable Long payee,
            @Nullable PartyId agent) {}

    private List<List<Entered>> enter(Actor by, List<Filing> filings) {
        List<PersonDraft> drafts = filings.stream()
                .flatMap(f -> Stream.concat(f.applicants().stream(), f.respondents().stream()))
                .flatMap(FilingDesk::persons)
                .toList();
        Iterator<PartyId> ids = parties.register(by, drafts).iterator();
        List<List<Entered>> all = new ArrayList<>();
        for (Filing filing : filings) {
            List<Entered> entered = new ArrayList<>();
            enter(by, Side.APPLICANT, filing.applicants(), ids, entered);
            enter(by, Side.RESPONDENT, filing.respondents(), ids, entered);
            all.add(entered);
        }
        return all;
    }

    private void enter(
            Actor by, Side side, List<Filing.Participant> all, Iterator<PartyId> ids, List<Entered> entered) {
        for (int i = 0; i < all.size(); i++) {
            var who = all.get(i);
            PartyId party = ids.next();
            Long payee = who.payee() == null ? null : parties.addPayee(by, party, who.payee());
            entered.add(new Entered(side, i, who, party, payee, who.agent() == null ? null : ids.next()));
        }
    }

    /** The party and, where there is one, its agent: a person of whom name and phone are known. */
    private static Stream<PersonDraft> persons(Filing.Participant who) {
        Filing.Agent agent = who.agent();
        return agent == null
                ? Stream.of(who.person())
                : Stream.of(
                        who.person(),
                        new PersonDraft(cn.sunlit.parties.Kind.PERSON, agent.name(), null, null, agent.phone(), null));
    }

    private void keep(Actor by, CaseId id, Filing filing, List<Entered> entered) {
        for (Entered e : entered) {
            store.addParticipant(
                    id,
                    e.side(),
                    e.position(),
                    e.id(),
                    e.who().person().kind(),
                    e.who().person().name(),
                    e.payee());
            Filing.Agent agent = e.who().agent();
            if (agent != null && e.agent() != null) {
                store.addAgent(by, id, e.side(), e.position(), e.agent(), agent, clock.instant());
            }
        }
        for (int i = 0; i < filing.obligations().size(); i++) {
            store.addObligation(id, i, filing.obligations().get(i));
        }
        for (int i = 0; i < filing.clues().size(); i++) {
            store.addClue(id, i, filing.clues().get(i));
        }
        if (filing.preserved().isEmpty()) {
            store.nothingPreserved(id);
        }
        for (int i = 0; i < filing.preserved().size(); i++) {
            Filing.Preserved item = filing.preserved().get(i);
            store.addPreserved(
                    id, i, item, item.account() == null ? null : keys.encrypt(PRESERVED_ACCOUNT, item.account()));
        }
    }

    private static List<Evidence> record(CaseId id, String what, String title) {
        return List.of(new Evidence("RECORD", "case:%s/%s".formatted(id, what), title, null));
    }

    private static Evidence evidence(Document document) {
        return new Evidence("DOCUMENT", "document:" + document.id(), document.title(), document.sha256());
    }

    private static String nameList(List<Filing.Participant> all) {
        return String.join(
                        "、", all.stream().limit(3).map(p -> p.person().name()).toList())
                + (all.size() > 3 ? "等%d人".formatted(all.size()) : "");
    }

    private static String caller(Actor by) {
        return by.client() == null ? by.login() : by.client() + "/" + by.login();
    }

    /** Of the application as checked: the same content has the same digest, however it was spelled. */
    private static String digest(Filing filing) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(filing.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
