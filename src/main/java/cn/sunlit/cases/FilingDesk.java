package cn.sunlit.cases;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
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
import cn.sunlit.parties.Parties;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            Clock clock) {
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
        LocalDate today = LocalDate.now(clock);
        List<Entered> entered = enter(by, filing);
        int sequence =
                store.nextNumber(filing.court(), today.getYear(), filing.type().code());
        CaseNumber number =
                CaseNumber.of(today.getYear(), filing.court(), filing.type().word(), sequence);
        CaseId id = store.insert(filing, number, today, by, clock.instant())
                .orElseThrow(() -> new Problem.Conflict("案号%s已被占用，请重试".formatted(number)));
        keep(id, filing, entered);
        if (key != null) {
            store.useKey(caller(by), key, digest(filing), id, clock.instant());
        }
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
        Related related = complete(by, id, number, filing, today);
        StaffMember officer = assignByLoad(by, id, filing.court(), number);
        events.publishEvent(new CaseFiled(id, number, filing.court(), false));
        if (officer != null) {
            events.publishEvent(new CaseAssigned(id, officer.login()));
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
    private Related complete(Actor by, CaseId id, CaseNumber number, Filing filing, LocalDate today) {
        LocalDate received = filing.receivedOn() == null ? today : filing.receivedOn();
        docket.open(by, id, filing.court(), received);
        docket.happened(by, id, "APPLICATION_RECEIVED", received, "收到执行申请材料");
        docket.complete(by, id, "A02", received, record(id, "receipt", "执行申请收件登记（%s）".formatted(received)));
        docket.complete(by, id, "A03", today, record(id, "filing", "立案决定及案号%s".formatted(number)));
        docket.happened(by, id, "CASE_FILED", today, "登记立案" + number);

        CaseFile file = cases.getObject().byId(id);
        Map<String, Object> fields = DocumentFields.of(file, courts);
        Document notice = documents.issue(by, filing.court(), id, number, Kind.ACCEPTANCE_NOTICE, fields);
        Document checklist = documents.issue(by, filing.court(), id, number, Kind.KEY_NODE_CHECKLIST, fields);
        docket.complete(by, id, "A04", today, List.of(evidence(notice), evidence(checklist)));

        Related related = related(by, id);
        docket.complete(
                by,
                id,
                "A05",
                today,
                record(
                        id,
                        "related",
                        "关联案件检索结果：本院及辖区%d件，其他法院%d件".formatted(related.shown().size(), related.elsewhere())));
        return related;
    }

    Related related(Actor by, CaseId id) {
        List<RelatedCase> shown = new ArrayList<>();
        int elsewhere = 0;
        for (CaseStore.RelatedRow row : store.related(id)) {
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
    private @Nullable StaffMember assignByLoad(Actor by, CaseId id, CourtCode court, CaseNumber number) {
        List<StaffMember> officers = staff.officers(court);
        Optional<String> login = store.leastBurdened(
                court, officers.stream().map(StaffMember::login).toList());
        if (login.isEmpty()) {
            return null;
        }
        StaffMember officer = officers.stream()
                .filter(o -> o.login().equals(login.get()))
                .findFirst()
                .orElseThrow();
        give(by, id, court, number, officer, "按在办件数自动分案，同数随机");
        return officer;
    }

    void assign(Actor by, CaseId id, CourtCode court, CaseNumber number, StaffMember officer, String how) {
        give(by, id, court, number, officer, how);
        events.publishEvent(new CaseAssigned(id, officer.login()));
    }

    private void give(Actor by, CaseId id, CourtCode court, CaseNumber number, StaffMember officer, String how) {
        LocalDate today = LocalDate.now(clock);
        store.assign(id, officer.login());
        long entry = audit.recordAsProof(
                by,
                court,
                id,
                new Act(
                        "CASE_ASSIGNED",
                        "%s由%s承办（%s）".formatted(number, officer.name(), how),
                        Map.of("officer", officer.login(), "how", how)));
        docket.setOwner(id, officer.login());
        docket.complete(
                by,
                id,
                "A06",
                today,
                List.of(new Evidence("RECORD", "audit:" + entry, "分案记录：%s（%s）".formatted(officer.name(), how), null)));
    }

    /** A running or closed case of another system: kept as told, its docket opened without a step claimed as done. */
    Filed takeOver(Actor by, Filing filing) {
        Filing.Existing past = filing.existing();
        if (past == null) {
            throw new IllegalArgumentException("an existing case must bring its number");
        }
        LocalDate today = LocalDate.now(clock);
        register(filing.court());
        List<Entered> entered = enter(by, filing);
        CaseId id = store.insert(filing, past.number(), past.filedOn(), by, clock.instant())
                .orElseThrow(() -> new Problem.Invalid("number", "该案号已存在"));
        CourtCode numbered = past.number().court();
        if (numbered != null
                && numbered.equals(filing.court())
                && filing.type().word().equals(past.number().type())) {
            store.numberUsed(
                    numbered,
                    past.number().year(),
                    filing.type().code(),
                    past.number().sequence());
        }
        keep(id, filing, entered);
        for (int i = 0; i < past.events().size(); i++) {
            store.addHistory(id, i, past.events().get(i));
        }
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
        docket.open(by, id, filing.court(), past.filedOn() == null ? today : past.filedOn());
        events.publishEvent(new CaseFiled(id, past.number(), filing.court(), true));
        Related related = related(by, id);
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
            cn.sunlit.parties.PartyId id,
            @Nullable Long payee) {}

    private List<Entered> enter(Actor by, Filing filing) {
        List<Entered> entered = new ArrayList<>();
        enter(by, Side.APPLICANT, filing.applicants(), entered);
        enter(by, Side.RESPONDENT, filing.respondents(), entered);
        return entered;
    }

    private void enter(Actor by, Side side, List<Filing.Participant> all, List<Entered> entered) {
        for (int i = 0; i < all.size(); i++) {
            var who = all.get(i);
            var party = parties.register(by, who.person());
            Long payee = who.payee() == null ? null : parties.addPayee(by, party, who.payee());
            entered.add(new Entered(side, i, who, party, payee));
        }
    }

    private void keep(CaseId id, Filing filing, List<Entered> entered) {
        for (Entered e : entered) {
            store.addParticipant(
                    id,
                    e.side(),
                    e.position(),
                    e.id(),
                    e.who().person().kind(),
                    e.who().person().name(),
                    e.payee());
        }
        for (int i = 0; i < filing.obligations().size(); i++) {
            store.addObligation(id, i, filing.obligations().get(i));
        }
        for (int i = 0; i < filing.clues().size(); i++) {
            store.addClue(id, i, filing.clues().get(i));
        }
        for (int i = 0; i < filing.preserved().size(); i++) {
            store.addPreserved(id, i, filing.preserved().get(i));
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
