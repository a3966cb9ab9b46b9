package cn.sunlit.investigation;

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
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.inquiries.Inquiries;
import cn.sunlit.investigation.ClueStore.Clue;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import cn.sunlit.messages.Messages;
import cn.sunlit.messages.Sms;
import cn.sunlit.property.ClueAssets;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.InvestigationTerms;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Clues to property (财产线索): given by an applicant on the phone or at the counter, looked into within seven days, urgent ones
 * within three, and the result told with its evidence to whoever gave it. What is found true becomes an asset, and the
 * institutions are asked again.
 */
@Service
public class Clues {

    static final String SEAL = "clue";
    private static final int MOST_A_DAY = 10;

    private final ClueStore store;
    private final Cases cases;
    private final ClueAssets assets;
    private final AssetKinds kinds;
    private final Inquiries inquiries;
    private final Documents documents;
    private final Docket docket;
    private final Audit audit;
    private final Keyring keys;
    private final Messages messages;
    private final StaffDirectory staff;
    private final Holidays holidays;
    private final Clock clock;

    Clues(
            ClueStore store,
            Cases cases,
            ClueAssets assets,
            AssetKinds kinds,
            Inquiries inquiries,
            Documents documents,
            Docket docket,
            Audit audit,
            Keyring keys,
            Messages messages,
            StaffDirectory staff,
            Holidays holidays,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.assets = assets;
        this.kinds = kinds;
        this.inquiries = inquiries;
        this.documents = documents;
        this.docket = docket;
        this.audit = audit;
        this.keys = keys;
        this.messages = messages;
        this.staff = staff;
        this.holidays = holidays;
        this.clock = clock;
    }

    /** An applicant, or who acts for him, tells it in the portal. */
    @Transactional
    public long give(Actor by, CaseFile file, ClueDraft draft) {
        cases.allow(by, UseCase.GIVE_CLUE, file);
        CaseParty giver = file.applicants().stream()
                .filter(a -> by.standsFor(a.id().value()))
                .findFirst()
                .orElseThrow(() -> new Problem.Forbidden("只有本案申请执行人及其代理人可以提供线索"));
        if (store.givenOn(file.id(), giver.id().value(), LocalDate.now(clock)) >= MOST_A_DAY) {
            throw new Problem.Conflict("一天最多提供%d条线索，请明天再提供，或者联系承办法官".formatted(MOST_A_DAY));
        }
        return receive(by, file, giver, draft, "PORTAL");
    }

    /** A clerk enters the form that an applicant filled in at the counter. */
    @Transactional
    public long enter(Actor by, CaseNumber number, ClueDraft draft) {
        CaseFile file = cases.open(by, UseCase.VERIFY_CLUE, number);
        return receive(by, file, one(file.applicants(), draft.giver(), "giver", "申请执行人"), draft, "COUNTER");
    }

    private long receive(Actor by, CaseFile file, CaseParty giver, ClueDraft draft, String source) {
        if (!file.isRunning()) {
            throw new Problem.Conflict("案件已经结案，发现财产线索的请申请恢复执行");
        }
        CaseParty about = one(file.respondents(), draft.about(), "about", "被执行人");
        AssetKind kind = kinds.find(draft.kind() == null ? "" : draft.kind())
                .orElseThrow(() -> new Problem.Invalid("kind", "请选择财产的种类"));
        String place = PlainText.required("place", draft.place(), 200, "请写明财产在哪里：银行、登记机关、地址等；线索应当明确、具体");
        String words = PlainText.required("words", draft.words(), 1000, "请写明您知道的情况；线索应当明确、具体");
        String key = PlainText.optional("key", draft.key(), 60);
        String because = PlainText.optional("urgentBecause", draft.urgentBecause(), 200);
        LocalDate today = LocalDate.now(clock);
        LocalDate due = InvestigationTerms.clueVerifiedBy(today, because != null, holidays.calendar())
                .endsOn();
        long id = store.add(new ClueStore.New(
                file.id(),
                file.court(),
                giver.id().value(),
                giver.name(),
                source,
                about.id().value(),
                about.name(),
                kind.code(),
                place,
                keys.encrypt(SEAL, key == null ? "" : key),
                key == null ? "（未提供）" : Redactor.number(key),
                keys.encrypt(SEAL, words),
                because != null,
                because,
                today,
                due));
        docket.happened(by, file.id(), "CLUE_RECEIVED", today, "收到财产线索：" + kind.zh(), subject(id), Set.of("C05"));
        record(by, file, "CLUE_RECEIVED", "收到%s提供的财产线索：%s，应在%s前核查".formatted(giver.name(), kind.zh(), due), id);
        tell(file, id, "received", "收到%s财产线索，请在%s前核查".formatted(because == null ? "" : "紧急", Show.date(due)));
        return id;
    }

    private static CaseParty one(List<CaseParty> all, @Nullable Long id, String field, String what) {
        if (id == null && all.size() == 1) {
            return all.getFirst();
        }
        if (id == null) {
            throw new Problem.Invalid(field, "本案有多名%s，请指明其中一名".formatted(what));
        }
        return all.stream()
                .filter(p -> p.id().value() == id)
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid(field, "不是本案的" + what));
    }

    /** Puts down what looking into a clue has shown; the result goes to whoever gave it. */
    @Transactional
    public void conclude(Actor by, CaseNumber number, long id, ClueResult draft) {
        CaseFile file = cases.open(by, UseCase.VERIFY_CLUE, number);
        Clue clue = store.lock(id)
                .filter(c -> c.caseId().equals(file.id()))
                .orElseThrow(() -> new Problem.NotFound("本案没有这条线索"));
        if (!clue.state().equals("RECEIVED")) {
            throw new Problem.Conflict("该线索已经核查完毕");
        }
        ClueResult.Result result = draft.result();
        if (result == null) {
            throw new Problem.Invalid("result", "请选择核查结果");
        }
        String findings = PlainText.required("findings", draft.findings(), 1000, "请写明核查的经过和结果");
        String evidence = PlainText.required("evidence", draft.evidence(), 200, "请写明核查的依据，例如核查笔录、协助单位的回执");
        Long asset = result == ClueResult.Result.CONFIRMED ? asset(by, file, clue, draft) : null;
        LocalDate today = LocalDate.now(clock);
        Document told = documents.issue(
                by,
                file.court(),
                file.id(),
                file.number(),
                Kind.CLUE_RESULT,
                Map.of(
                        "applicants", clue.givenBy(),
                        "respondents", clue.about(),
                        "receivedOn", clue.receivedOn(),
                        "kind", kinds.stored(clue.kind()).zh(),
                        "place", clue.place(),
                        "result", result.zh(),
                        "findings", Redactor.text(findings),
                        "evidence", evidence));
        documents.served(by, told.id(), clue.partyId(), clue.givenBy(), "电子送达", today);
        store.conclude(id, result, findings, evidence, asset, told.id(), by.display(), today);
        docket.complete(
                by,
                file.id(),
                "C05",
                subject(id),
                today,
                List.of(
                        new Evidence("DOCUMENT", "document:" + told.id(), told.title(), told.sha256()),
                        new Evidence("RECORD", "clue:" + id, evidence, null)));
        record(by, file, "CLUE_CONCLUDED", "财产线索核查结果：%s".formatted(result.zh()), id);
        if (result == ClueResult.Result.CONFIRMED && file.respondents().stream().anyMatch(CaseParty::hasNumber)) {
            inquiries.reinquire(file.id(), "财产线索核查属实", Set.of());
        }
    }

    private Long asset(Actor by, CaseFile file, Clue clue, ClueResult draft) {
        String told = keys.decryptText(SEAL, clue.keySealed());
        String key = PlainText.optional("key", draft.key(), 60);
        if (key == null && told.isEmpty()) {
            throw new Problem.Invalid("key", "线索属实的，请填写查明的账号、号牌或者登记号");
        }
        String title = PlainText.required("title", draft.title(), 100, "请写明财产的名称");
        CaseParty owner = file.respondents().stream()
                .filter(r -> r.id().value() == clue.aboutPartyId())
                .findFirst()
                .orElseThrow(() -> new Problem.Conflict("该被执行人已不在本案中"));
        return assets.add(
                        by,
                        file,
                        owner,
                        new ClueAssets.Seen(
                                clue.kind(),
                                clue.place(),
                                key == null ? told : key,
                                title,
                                draft.value(),
                                subject(clue.id())))
                .asset();
    }

    /** The day before it is due. */
    void remind(Clue clue) {
        CaseFile file = cases.byId(clue.caseId());
        tell(file, clue.id(), "due", "财产线索应在%s前核查完毕并告知申请执行人".formatted(Show.date(clue.dueOn())));
        store.reminded(clue.id());
    }

    private void tell(CaseFile file, long id, String occasion, String text) {
        if (file.officer() != null) {
            staff.find(file.officer())
                    .ifPresent(member -> messages.sendByDay(new Sms(
                            "clue:%d:%s".formatted(id, occasion),
                            file.id(),
                            file.court(),
                            member.name(),
                            member.phone(),
                            "【阳光执行】%s：%s。".formatted(file.number().text(), text))));
        }
    }

    /** The clues of a case for the court, the newest first. */
    @Transactional(readOnly = true)
    public List<ClueView> ofCase(CaseFile file) {
        return store.ofCase(file.id()).stream().map(this::view).toList();
    }

    /** What this reader, or whom he acts for, has told. */
    @Transactional(readOnly = true)
    public List<ClueView> own(Actor by, CaseFile file) {
        return store.ofCase(file.id()).stream()
                .filter(row -> by.standsFor(row.partyId()))
                .map(this::view)
                .toList();
    }

    private ClueView view(ClueStore.Row row) {
        return new ClueView(
                row.id(),
                row.givenBy(),
                row.about(),
                kinds.stored(row.kind()).zh(),
                row.place(),
                row.keyMasked(),
                Redactor.text(keys.decryptText(SEAL, row.wordsSealed())),
                row.urgent(),
                row.receivedOn(),
                row.dueOn(),
                row.state(),
                row.findings() == null ? null : Redactor.text(row.findings()),
                row.evidence(),
                row.assetId(),
                row.concludedOn());
    }

    static String subject(long id) {
        return "clue:" + id;
    }

    private void record(Actor by, CaseFile file, String type, String summary, long id) {
        audit.record(by, file.court(), file.id(), new Act(type, summary, Map.of("clue", Long.toString(id))));
    }
}
