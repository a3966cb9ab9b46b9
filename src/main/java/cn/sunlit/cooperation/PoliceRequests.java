package cn.sunlit.cooperation;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseClosed;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.cooperation.PoliceStore.Request;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.funds.FundsDisbursed;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.keys.Keyring;
import cn.sunlit.messages.Messages;
import cn.sunlit.messages.Sms;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.Purpose;
import cn.sunlit.sanctions.Custody;
import cn.sunlit.sanctions.DetentionBegun;
import cn.sunlit.sanctions.DetentionEnded;
import cn.sunlit.sanctions.PenaltyDesk;
import cn.sunlit.settings.Holidays;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Requests to the police to find and to hold (协助查控). They answer through their own machine, or a clerk enters what came on
 * paper. Nobody is held but on a detention that the president approved; whatever ends that ends the request. Where somebody was
 * seen is sealed, and each reading of it goes on record.
 */
@Service
public class PoliceRequests {

    static final String PLACE = "police-place";
    private static final String ROBOT = "机器人法官助理";

    private final PoliceStore store;
    private final Vehicles vehicles;
    private final Cases cases;
    private final Parties parties;
    private final PenaltyDesk penalties;
    private final Custody custody;
    private final Documents documents;
    private final Audit audit;
    private final Access access;
    private final Courts courts;
    private final Keyring keys;
    private final Messages messages;
    private final StaffDirectory staff;
    private final Holidays holidays;
    private final Clock clock;
    private final ReplyTimes times = new ReplyTimes();

    PoliceRequests(
            PoliceStore store,
            Vehicles vehicles,
            Cases cases,
            Parties parties,
            PenaltyDesk penalties,
            Custody custody,
            Documents documents,
            Audit audit,
            Access access,
            Courts courts,
            Keyring keys,
            Messages messages,
            StaffDirectory staff,
            Holidays holidays,
            Clock clock) {
        this.store = store;
        this.vehicles = vehicles;
        this.cases = cases;
        this.parties = parties;
        this.penalties = penalties;
        this.custody = custody;
        this.documents = documents;
        this.audit = audit;
        this.access = access;
        this.courts = courts;
        this.keys = keys;
        this.messages = messages;
        this.staff = staff;
        this.holidays = holidays;
        this.clock = clock;
    }

    /**
     * Asks the police, by a document of its own.
     *
     * @throws Problem.Conflict where somebody is to be held without an approved detention, or the same question stands
     */
    @Transactional
    public long ask(Actor by, CaseNumber number, PoliceDraft draft) {
        CaseFile file = cases.open(by, UseCase.ASK_POLICE, number);
        if (!file.isRunning()) {
            throw new Problem.Conflict("案件已经结案，不能再请公安机关协助");
        }
        RequestKind kind = draft.kind();
        if (kind == null) {
            throw new Problem.Invalid("kind", "请选择请公安机关办理的事项");
        }
        String reason = PlainText.required("reason", draft.reason(), 500, "请写明需要协助的理由");
        String places = PlainText.optional("places", draft.places(), 500);
        ReplyTimes.Times limits = times.of(kind);
        int days = draft.days() == null ? limits.days() : draft.days();
        if (days < 1 || days > limits.mostDays()) {
            throw new Problem.Invalid("days", "%s的协助期限应为1至%d日".formatted(kind.zh(), limits.mostDays()));
        }
        audit.hold(file.id());
        Subject subject = subject(by, file, draft, kind);
        if (store.stands(file.id(), kind, subject.party(), subject.vehicle())) {
            throw new Problem.Conflict("已请公安机关%s（%s），正在办理，不能重复发出".formatted(kind.zh(), subject.name()));
        }
        boolean urgent = Boolean.TRUE.equals(draft.urgent());
        Instant now = clock.instant();
        Instant replyBy = times.replyBy(kind, urgent, now, holidays.calendar(), clock.getZone());
        LocalDate until = LocalDate.now(clock).plusDays(days);
        Document paper = documents.issue(
                by,
                file.court(),
                file.id(),
                file.number(),
                Kind.POLICE_REQUEST,
                fields(file, kind, subject, reason, urgent, replyBy, until));
        long id = store.ask(new PoliceStore.New(
                file.id(),
                file.court(),
                kind,
                subject.party(),
                subject.name(),
                subject.vehicle(),
                subject.penalty(),
                reason,
                keys.encrypt(PLACE, places == null ? "" : places),
                urgent,
                until,
                replyBy,
                paper.id(),
                by.login(),
                by.display(),
                now));
        record(by, file, "POLICE_ASKED", "请公安机关%s：%s%s".formatted(kind.zh(), subject.name(), urgent ? "（紧急）" : ""), id);
        return id;
    }

    private record Subject(
            long party,
            String name,
            @Nullable Long vehicle,
            @Nullable String plate,
            @Nullable Long penalty,
            @Nullable String basis) {}

    private Subject subject(Actor by, CaseFile file, PoliceDraft draft, RequestKind kind) {
        if (kind == RequestKind.HOLD_PERSON) {
            if (draft.penalty() == null) {
                throw new Problem.Invalid("penalty", "请指明经院长批准的拘留决定");
            }
            PenaltyDesk.Approved held = penalties.approved(file, draft.penalty());
            String basis = documents
                    .find(held.document())
                    .map(d -> "附：%s%s，拘留%d日。".formatted(d.number(), d.title(), held.days()))
                    .orElseThrow();
            return new Subject(held.party(), held.person(), null, null, held.id(), basis);
        }
        CaseParty respondent = respondent(file, draft.respondent());
        if (kind.isAboutVehicle()) {
            Vehicles.Noted vehicle = vehicles.note(by, file, respondent, draft.plate(), draft.description());
            return new Subject(
                    respondent.id().value(), respondent.name(), vehicle.id(), vehicle.plate(), null, vehicle.basis());
        }
        return new Subject(respondent.id().value(), respondent.name(), null, null, null, null);
    }

    static CaseParty respondent(CaseFile file, @Nullable Long id) {
        List<CaseParty> all = file.respondents();
        if (id == null && all.size() == 1) {
            return all.getFirst();
        }
        if (id == null) {
            throw new Problem.Invalid("respondent", "本案有多名被执行人，请指明其中一名");
        }
        return all.stream()
                .filter(r -> r.id().value() == id)
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid("respondent", "不是本案的被执行人"));
    }

    private Map<String, Object> fields(
            CaseFile file,
            RequestKind kind,
            Subject subject,
            String reason,
            boolean urgent,
            Instant replyBy,
            LocalDate until) {
        var officer = file.officer() == null ? null : staff.find(file.officer()).orElse(null);
        Map<String, Object> fields = new HashMap<>();
        fields.put("police", courts.nameOf(file.court()).replace("人民法院", "") + "公安机关");
        fields.put("applicants", names(file.applicants()));
        fields.put("respondents", names(file.respondents()));
        fields.put("reason", reason);
        fields.put(
                "matter",
                kind.zh() + "：" + subject.name() + (subject.plate() == null ? "" : "，号牌" + subject.plate())
                        + "（证件号码、可能出现的地点经协助系统随案加密传送）" + (urgent ? "。本事项紧急" : ""));
        fields.put("until", until);
        fields.put("replyBy", Show.dateTime(replyBy));
        fields.put("basis", subject.basis() == null ? "（无附件）" : subject.basis());
        fields.put("officer", officer == null ? "执行局" : officer.name());
        fields.put("phone", officer == null ? "12368" : officer.phone());
        return fields;
    }

    private static String names(List<CaseParty> parties) {
        return String.join("、", parties.stream().map(CaseParty::name).toList());
    }

    /** What the police read of a request before they take it: nothing of a person but the name. */
    public record Asked(
            long id,
            String caseNumber,
            String court,
            RequestKind kind,
            String person,
            boolean urgent,
            LocalDate until,
            Instant replyBy,
            boolean taken) {}

    /** What the courts of this machine ask for today, the urgent first. */
    @Transactional(readOnly = true)
    public List<Asked> asked(Actor by) {
        access.allow(by, UseCase.ANSWER_POLICE, by.court());
        return store.open(courts.within(by.court())).stream()
                .map(r -> new Asked(
                        r.id(),
                        cases.byId(r.caseId()).number().text(),
                        courts.nameOf(r.court()),
                        r.kind(),
                        r.subjectName(),
                        r.urgent(),
                        r.untilOn(),
                        r.replyDue(),
                        !r.state().equals("SENT")))
                .toList();
    }

    /** What the police need to do it, told once it is taken; taking is on record. */
    public record Task(
            long id,
            RequestKind kind,
            String person,
            @Nullable String idNumber,
            @Nullable String plate,
            @Nullable String places,
            String reason,
            String document) {}

    @Transactional
    public Task take(Actor by, @Nullable Long id) {
        Request r = forPolice(by, id);
        CaseFile file = cases.byId(r.caseId());
        if (store.taken(r.id(), clock.instant())) {
            record(by, file, "POLICE_TOOK", "公安机关签收协助请求（%s）".formatted(r.kind().zh()), r.id());
        }
        String places = keys.decryptText(PLACE, r.placesSealed());
        return new Task(
                r.id(),
                r.kind(),
                r.subjectName(),
                r.vehicleId() == null
                        ? parties.numberForInquiry(r.party(), new Purpose(r.court(), r.caseId(), "向协助单位查询"))
                                .orElse(null)
                        : null,
                r.vehicleId() == null ? null : vehicles.plate(r.vehicleId()),
                places.isEmpty() ? null : places,
                r.reason(),
                documents.find(r.documentId()).map(Document::text).orElse(""));
    }

    private Request forPolice(Actor by, @Nullable Long id) {
        access.allow(by, UseCase.ANSWER_POLICE, by.court());
        if (id == null) {
            throw new Problem.Invalid("request", "请写明协助请求的编号");
        }
        Request r = store.lock(id).orElseThrow(() -> new Problem.NotFound("没有这项协助请求"));
        if (!courts.isWithin(r.court(), by.court())) {
            throw new Problem.NotFound("没有这项协助请求");
        }
        if (!r.isOpen()) {
            throw new Problem.Conflict("该协助请求已经终结，不再需要办理");
        }
        return r;
    }

    /** The answer of the police's own machine; the same answer again changes nothing. */
    @Transactional
    public void reply(Actor by, PoliceReply reply) {
        answer(by, forPolice(by, reply.request()), reply, "MACHINE");
    }

    /** An answer that came on paper, entered by the clerk. */
    @Transactional
    public void enter(Actor by, CaseNumber number, long id, PoliceReply reply) {
        CaseFile file = cases.open(by, UseCase.ASK_POLICE, number);
        Request r = of(file, id);
        if (!r.isOpen()) {
            throw new Problem.Conflict("该协助请求已经终结");
        }
        answer(by, r, reply, "PAPER");
    }

    private void answer(Actor by, Request r, PoliceReply reply, String source) {
        PoliceReply.Result result = reply.result();
        if (result == null) {
            throw new Problem.Invalid("result", "请选择办理结果");
        }
        if (result == PoliceReply.Result.HELD && !r.kind().holds()) {
            throw new Problem.Invalid("result", "本请求只是查找，不能控制人员或者车辆");
        }
        String reference = PlainText.required("reference", reply.reference(), 60, "请写明回复的编号");
        String place = PlainText.optional("place", reply.place(), 200);
        Instant now = clock.instant();
        boolean seen = result == PoliceReply.Result.FOUND || result == PoliceReply.Result.HELD;
        Instant at = reply.at();
        if (seen && (at == null || place == null)) {
            throw new Problem.Invalid(at == null ? "at" : "place", "查到或者控制的，请写明时间和地点");
        }
        if (at != null && at.isAfter(now)) {
            throw new Problem.Invalid("at", "时间不能在将来");
        }
        if (seen && at != null && at.isBefore(r.sentAt())) {
            throw new Problem.Invalid("at", "时间不能早于发出请求的时间");
        }
        if (!store.reply(
                r.id(),
                reference,
                result,
                at,
                keys.encrypt(PLACE, place == null ? "" : place),
                source,
                now,
                by.display())) {
            return;
        }
        CaseFile file = cases.byId(r.caseId());
        record(by, file, "POLICE_REPLIED", "公安机关回复（%s）：%s".formatted(r.kind().zh(), result.zh()), r.id());
        tell(
                r,
                file,
                "reply-" + reference,
                "公安机关回复：%s%s，请登录查看".formatted(r.kind().zh(), result.zh()));
        if (result != PoliceReply.Result.HELD || at == null) {
            store.answered(r.id(), now);
            return;
        }
        store.close(r.id(), "DONE", now, "已控制");
        if (r.penaltyId() != null) {
            custody.taken(by, file, r.penaltyId(), at, "公安机关");
        } else if (r.vehicleId() != null) {
            vehicles.heldByPolice(by, file, r.vehicleId(), at, "公安机关查获地点");
        }
    }

    /** Where somebody or something was looked for and seen, in the order of the answers; the reading is on record. */
    @Transactional
    public List<String> places(Actor by, CaseNumber number, long id, @Nullable String reason) {
        CaseFile file = cases.open(by, UseCase.ASK_POLICE, number);
        Request r = of(file, id);
        String why = PlainText.required("reason", reason, 200, "请写明查看地点的理由（4至200字）");
        if (why.length() < 4) {
            throw new Problem.Invalid("reason", "请写明查看地点的理由（4至200字）");
        }
        // Not an entry that the person may read: whoever is looked for must not learn that he was seen.
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "POLICE_PLACES_READ",
                        "%s查看了公安机关反馈的地点，理由：%s".formatted(by.display(), why),
                        Map.of("request", Long.toString(id), "reason", why)));
        return store.places(r.id()).stream()
                .map(kept -> keys.decryptText(PLACE, kept))
                .map(text -> text.isEmpty() ? "（没有地点）" : text)
                .toList();
    }

    /** Takes a request back. */
    @Transactional
    public void withdraw(Actor by, CaseNumber number, long id, @Nullable String because) {
        CaseFile file = cases.open(by, UseCase.ASK_POLICE, number);
        Request r = of(file, id);
        if (!r.isOpen()) {
            throw new Problem.Conflict("该协助请求已经终结");
        }
        close(by, file, r, "WITHDRAWN", PlainText.required("because", because, 300, "请写明撤回的理由"));
    }

    private void close(Actor by, CaseFile file, Request r, String state, String because) {
        store.close(r.id(), state, clock.instant(), because);
        record(
                by,
                file,
                "POLICE_REQUEST_ENDED",
                "对公安机关的协助请求（%s）终结：%s".formatted(r.kind().zh(), because),
                r.id());
    }

    /** Who is held need not be held once more. */
    @EventListener
    void begun(DetentionBegun begun) {
        end(begun.caseId(), "DONE", "已经拘留", Long.valueOf(begun.penalty()));
    }

    /** Nobody is looked for to be held once there is no detention. */
    @EventListener
    void released(DetentionEnded ended) {
        end(ended.caseId(), "WITHDRAWN", ended.because(), Long.valueOf(ended.penalty()));
    }

    /** The debt is performed. */
    @EventListener
    void performed(FundsDisbursed disbursed) {
        if (disbursed.debtCleared()) {
            end(disbursed.caseId(), "WITHDRAWN", "生效法律文书确定的义务已经履行", null);
        }
    }

    @EventListener
    void closed(CaseClosed closed) {
        end(closed.id(), "WITHDRAWN", "案件已经结案", null);
    }

    private void end(CaseId id, String state, String because, @Nullable Long penalty) {
        List<Request> open = store.openOf(id);
        if (open.isEmpty()) {
            return;
        }
        CaseFile file = cases.byId(id);
        Actor robot = Actor.system(ROBOT, file.court());
        open.stream()
                .filter(r -> penalty == null || penalty.equals(r.penaltyId()))
                .forEach(r -> close(robot, file, r, state, because));
    }

    /** The term of a request is over. */
    void lapse(Request r) {
        CaseFile file = cases.byId(r.caseId());
        close(Actor.system(ROBOT, r.court()), file, r, "LAPSED", "协助期限届满");
        tell(r, file, "lapsed", "请公安机关%s的期限届满，仍需要的请重新发出".formatted(r.kind().zh()));
    }

    /** No answer within its time. */
    void overdue(Request r) {
        CaseFile file = cases.byId(r.caseId());
        tell(r, file, "late", "公安机关逾期未回复：%s，请联系催办".formatted(r.kind().zh()));
        store.reminded(r.id());
    }

    /** The officer in charge; never where somebody is, an SMS is read on screens that the court does not know. */
    private void tell(Request r, CaseFile file, String occasion, String text) {
        if (file.officer() == null) {
            return;
        }
        staff.find(file.officer())
                .ifPresent(member -> messages.send(new Sms(
                        "police:%d:%s".formatted(r.id(), occasion),
                        file.id(),
                        file.court(),
                        member.name(),
                        member.phone(),
                        "【阳光执行】%s：%s。".formatted(file.number().text(), text))));
    }

    /** The requests of a case, the newest first. */
    @Transactional(readOnly = true)
    public List<PoliceRequestView> ofCase(CaseId id) {
        return store.ofCase(id, clock.instant());
    }

    /** Whether the police have anything to do. */
    @Transactional(readOnly = true)
    public boolean anyOpen() {
        return store.anyOpen();
    }

    private Request of(CaseFile file, long id) {
        return store.lock(id)
                .filter(r -> r.caseId().equals(file.id()))
                .orElseThrow(() -> new Problem.NotFound("本案没有这项协助请求"));
    }

    private void record(Actor by, CaseFile file, String type, String summary, long id) {
        audit.record(by, file.court(), file.id(), new Act(type, summary, Map.of("request", Long.toString(id))));
    }
}
