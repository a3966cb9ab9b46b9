package cn.sunlit.sanctions;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.documents.Documents;
import cn.sunlit.funds.Funds;
import cn.sunlit.funds.FundsArrived;
import cn.sunlit.funds.FundsReceived;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.messages.Messages;
import cn.sunlit.messages.Sms;
import cn.sunlit.sanctions.PenaltyStore.Penalty;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.Penalties;
import cn.sunlit.statutes.WorkCalendar;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What happens to a fine or detention after it was decided: served, the person handed over to the police, the family told
 * within a day, reconsideration, early release, the end of the term. Reconsideration stays nothing; nobody is held an hour
 * beyond the term, which the program itself ends.
 */
@Service
public class Custody {

    static final String ROBOT = "机器人法官助理";

    private final PenaltyStore store;
    private final Cases cases;
    private final Funds funds;
    private final Documents documents;
    private final Audit audit;
    private final Messages messages;
    private final StaffDirectory staff;
    private final Holidays holidays;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Custody(
            PenaltyStore store,
            Cases cases,
            Funds funds,
            Documents documents,
            Audit audit,
            Messages messages,
            StaffDirectory staff,
            Holidays holidays,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.funds = funds;
        this.documents = documents;
        this.audit = audit;
        this.messages = messages;
        this.staff = staff;
        this.holidays = holidays;
        this.events = events;
        this.clock = clock;
    }

    /** Puts down what happened to a decision. */
    @Transactional
    public void step(Actor by, CaseNumber number, long id, PenaltyStep s) {
        CaseFile file = cases.open(by, UseCase.EXECUTE_PENALTY, number);
        if (s.step() == null) {
            throw new Problem.Invalid("step", "请选择要登记的事项");
        }
        Penalty p = store.lock(id)
                .filter(found -> found.caseId().equals(file.id()))
                .orElseThrow(() -> new Problem.NotFound("本案没有这项罚款、拘留"));
        switch (s.step()) {
            case SERVED -> served(by, file, p, day(s), s.text());
            case CUSTODY -> taken(by, file, p, moment(s), s.text());
            case FAMILY -> family(by, file, p, moment(s), s.text());
            case RECONSIDERATION -> asked(by, file, p, day(s));
            case RECONSIDERED -> reviewed(by, file, p, s);
            case RELEASE -> {
                cases.allow(by, UseCase.PROPOSE_PENALTY, file);
                askRelease(by, file, p, s.ground(), s.text());
            }
            case FINE_PAID -> paid(by, file, p, day(s), s.text());
        }
    }

    private LocalDate day(PenaltyStep s) {
        LocalDate today = LocalDate.now(clock);
        LocalDate on = s.on() == null ? today : s.on();
        if (on.isAfter(today)) {
            throw new Problem.Invalid("on", "日期不能晚于今天");
        }
        return on;
    }

    private Instant moment(PenaltyStep s) {
        Instant now = clock.instant();
        Instant at = s.at() == null ? now : s.at();
        if (at.isAfter(now)) {
            throw new Problem.Invalid("at", "时间不能在将来");
        }
        return at;
    }

    private void served(Actor by, CaseFile file, Penalty p, LocalDate on, @Nullable String how) {
        if (!p.state().equals("DECIDED") && !p.isHeld()) {
            throw new Problem.Conflict("尚未决定或者已经终结，不能送达");
        }
        if (p.servedOn() != null) {
            throw new Problem.Conflict("决定书已于%s送达".formatted(p.servedOn()));
        }
        String manner = PlainText.required("text", how, 50, "请写明送达方式，例如：直接送达");
        for (Long paper : new Long[] {p.documentId(), p.fineDocumentId()}) {
            if (paper != null) {
                documents.served(by, paper, p.partyId(), p.person(), manner, on);
            }
        }
        WorkCalendar calendar = holidays.calendar();
        store.served(p.id(), on, Penalties.reviewUntil(on, calendar).endsOn());
        record(
                by,
                file,
                "PENALTY_SERVED",
                "向%s送达%s决定书（%s）".formatted(p.person(), PenaltyDesk.measure(p.fineFen(), p.days()), manner),
                p);
    }

    /** The police hold the person on the court's decision: the term runs from the moment liberty ended. */
    private void taken(Actor by, CaseFile file, Penalty p, Instant at, @Nullable String where) {
        if (p.days() == null || !p.state().equals("DECIDED")) {
            throw new Problem.Conflict(p.isHeld() ? "已经登记拘留" : "没有经院长批准、尚待执行的拘留决定");
        }
        if (at.isBefore(Objects.requireNonNull(p.decidedOn())
                .atStartOfDay(clock.getZone())
                .toInstant())) {
            throw new Problem.Invalid("at", "拘留时间不能早于决定之日");
        }
        Instant ends = Penalties.endOfDetention(at, p.days());
        String place = PlainText.required("text", where, 100, "请写明执行拘留的地点，例如：某县拘留所");
        store.taken(p.id(), at, place, ends);
        events.publishEvent(new DetentionBegun(p.caseId(), p.id()));
        record(
                by,
                file,
                "DETENTION_BEGUN",
                "%s自%s起被拘留（%s），至迟于%s释放".formatted(p.person(), Show.dateTime(at), place, Show.dateTime(ends)),
                p);
    }

    /** The same, told by another module that heard it from the police; who is held already stays so. */
    @Transactional
    public void taken(Actor by, CaseFile file, long id, Instant at, String where) {
        Penalty p = store.lock(id)
                .filter(found -> found.caseId().equals(file.id()))
                .orElseThrow(() -> new Problem.NotFound("本案没有这项罚款、拘留"));
        if (!p.isHeld()) {
            taken(by, file, p, at, where);
        }
    }

    private void family(Actor by, CaseFile file, Penalty p, Instant at, @Nullable String text) {
        if (p.takenAt() == null) {
            throw new Problem.Conflict("尚未采取拘留措施，不需要通知家属");
        }
        if (at.isBefore(p.takenAt())) {
            throw new Problem.Invalid("at", "通知家属的时间不能早于拘留的时间");
        }
        String who = PlainText.required("text", text, 200, "请写明通知了哪位家属、以何方式；通知不到的写明原因");
        store.family(p.id(), at, who);
        boolean late = at.isAfter(Penalties.familyToldBy(p.takenAt()));
        record(by, file, "FAMILY_TOLD", "通知%s的家属：%s%s".formatted(p.person(), who, late ? "（已超过二十四小时）" : ""), p);
    }

    private void asked(Actor by, CaseFile file, Penalty p, LocalDate on) {
        if (p.servedOn() == null || p.reviewUntil() == null) {
            throw new Problem.Conflict("决定书尚未送达，复议期间没有开始");
        }
        if (p.reviewAskedOn() != null) {
            throw new Problem.Conflict("已于%s申请复议，只能复议一次".formatted(p.reviewAskedOn()));
        }
        if (on.isAfter(p.reviewUntil())) {
            throw new Problem.Conflict(
                    "申请复议的期间已于%s届满".formatted(p.reviewUntil()),
                    List.of(new Problem.Refusal(
                            "CF-08", "民诉法解释（2022）第一百八十五条", "应当自收到决定书之日起三日内提出，期间已于%s届满".formatted(p.reviewUntil()))));
        }
        LocalDate due = Penalties.reviewDecidedBy(on, holidays.calendar()).endsOn();
        store.reviewAsked(p.id(), on, due);
        record(by, file, "PENALTY_REVIEW_ASKED", "%s不服决定申请复议，上一级人民法院应在%s前决定；复议期间不停止执行".formatted(p.person(), due), p);
    }

    private void reviewed(Actor by, CaseFile file, Penalty p, PenaltyStep s) {
        if (p.reviewAskedOn() == null || p.reviewResult() != null) {
            throw new Problem.Conflict(p.reviewAskedOn() == null ? "没有申请复议" : "复议已有结果");
        }
        if (s.result() == null) {
            throw new Problem.Invalid("result", "请选择复议结果");
        }
        String paper = PlainText.required("text", s.text(), 100, "请写明上一级人民法院决定书的文号");
        Integer days = null;
        Instant ends = null;
        if (s.result() == PenaltyStep.Result.CHANGED) {
            if (s.days() == null || p.days() == null || s.days() < 1 || s.days() > p.days()) {
                throw new Problem.Invalid("days", "请填写变更后的拘留日数，不能多于原决定");
            }
            days = s.days();
            ends = p.takenAt() == null ? null : Penalties.endOfDetention(p.takenAt(), days);
        }
        store.reviewed(p.id(), s.result(), paper, days, ends);
        record(
                by,
                file,
                "PENALTY_REVIEWED",
                "上一级人民法院复议%s（%s）".formatted(s.result().zh(), paper),
                p);
        if (s.result() == PenaltyStep.Result.REVOKED
                && p.days() != null
                && (p.isHeld() || p.state().equals("DECIDED"))) {
            end(by, file, p, "上一级人民法院撤销决定", clock.instant());
        }
    }

    private void askRelease(Actor by, CaseFile file, Penalty p, @Nullable ReleaseGround ground, @Nullable String text) {
        if (p.days() == null || !(p.isHeld() || p.state().equals("DECIDED"))) {
            throw new Problem.Conflict("没有正在执行或者待执行的拘留");
        }
        if (ground == null) {
            throw new Problem.Invalid("ground", "请选择提前解除的事由");
        }
        if (p.releaseGround() != null) {
            throw new Problem.Conflict("已经提请提前解除，等待院长批准");
        }
        String facts = PlainText.required("text", text, 500, "请写明提前解除的事实，例如：具结悔过书、付款凭证");
        store.releaseAsked(p.id(), ground, facts, by.login(), by.display());
        record(by, file, "RELEASE_PROPOSED", "提请提前解除对%s的拘留：%s".formatted(p.person(), ground.zh()), p);
    }

    private void paid(Actor by, CaseFile file, Penalty p, LocalDate on, @Nullable String receipt) {
        if (p.fineFen() == null || p.fineDocumentId() == null) {
            throw new Problem.Conflict("没有生效的罚款决定");
        }
        if (p.finePaidOn() != null) {
            throw new Problem.Conflict("罚款已于%s缴纳".formatted(p.finePaidOn()));
        }
        store.paid(p.id(), on, PlainText.required("text", receipt, 100, "请写明缴款票据号"));
        if (p.days() == null) {
            store.end(p.id(), clock.instant(), "罚款已经缴纳");
        }
        record(by, file, "FINE_PAID", "%s缴纳罚款%s".formatted(p.person(), Show.money(p.fineFen())), p);
    }

    /**
     * Money came in and nothing is owed any more: release is proposed the same moment, and the president told, because none
     * but he may decide it and every hour counts.
     */
    @EventListener
    void received(FundsArrived arrived) {
        Set<CaseId> detaining = store.detaining(arrived.cases());
        arrived.receipts().stream()
                .filter(money -> detaining.contains(money.caseId()))
                .forEach(this::received);
    }

    private void received(FundsReceived money) {
        List<Penalty> detentions = store.open(money.caseId());
        if (detentions.isEmpty() || funds.owed(money.caseId(), money.on()).isPositive()) {
            return;
        }
        CaseFile file = cases.byId(money.caseId());
        Actor robot = Actor.system(ROBOT, file.court());
        for (Penalty p : detentions) {
            if (!p.state().equals("PROPOSED") && p.releaseGround() == null) {
                askRelease(robot, file, p, ReleaseGround.PERFORMED, "款项已经到账，生效法律文书确定的义务已全部履行");
                remind(p, file, "release", "%s已履行完毕，请立即决定提前解除拘留".formatted(p.person()), Role.PRESIDENT);
            }
        }
    }

    /** Ends a detention for whatever reason, and says so to whoever must know. */
    void end(Actor by, CaseFile file, Penalty p, String because, Instant at) {
        store.end(p.id(), at, because);
        record(
                by,
                file,
                "DETENTION_ENDED",
                "对%s的拘留%s：%s".formatted(p.person(), p.isHeld() ? "解除" : "不再执行", because),
                p);
        tellEnded(p, because);
    }

    void tellEnded(Penalty p, String because) {
        events.publishEvent(new DetentionEnded(p.caseId(), p.id(), clock.instant(), because));
    }

    /** The term is over. */
    void over(Penalty p) {
        CaseFile file = cases.byId(p.caseId());
        end(Actor.system(ROBOT, p.court()), file, p, "拘留期限届满", Objects.requireNonNull(p.endsAt()));
        remind(p, file, "over", "%s的拘留期限已经届满，请确认已经释放".formatted(p.person()), Role.OFFICER);
    }

    /** Somebody is held in an emergency before anybody decided: the president must, at once. */
    void heldBeforeDecision(Penalty p, CaseFile file) {
        remind(p, file, "urgent", "%s已被先行拘留，请立即审批".formatted(p.person()), Role.PRESIDENT);
    }

    void soonOver(Penalty p) {
        CaseFile file = cases.byId(p.caseId());
        remind(p, file, "soon", "%s的拘留将于%s届满".formatted(p.person(), Show.dateTime(p.endsAt())), Role.OFFICER);
        store.remindedOfEnd(p.id());
    }

    void familyUntold(Penalty p) {
        CaseFile file = cases.byId(p.caseId());
        Instant until = Penalties.familyToldBy(Objects.requireNonNull(p.takenAt()));
        remind(p, file, "family", "请在%s前通知%s的家属并登记".formatted(Show.dateTime(until), p.person()), Role.OFFICER);
        store.remindedOfFamily(p.id());
    }

    /** The officer in charge always learns of it, and the presidents where one must decide. */
    private void remind(Penalty p, CaseFile file, String occasion, String text, Role who) {
        Set<StaffMember> all = new LinkedHashSet<>();
        if (file.officer() != null) {
            staff.find(file.officer()).ifPresent(all::add);
        }
        if (who == Role.PRESIDENT) {
            all.addAll(staff.withRole(file.court(), Role.PRESIDENT));
        }
        for (StaffMember member : all) {
            messages.send(new Sms(
                    "penalty:%d:%s:%s".formatted(p.id(), occasion, member.login()),
                    file.id(),
                    file.court(),
                    member.name(),
                    member.phone(),
                    "【阳光执行】%s：%s。".formatted(file.number().text(), text)));
        }
    }

    private void record(Actor by, CaseFile file, String type, String summary, Penalty p) {
        audit.record(by, file.court(), file.id(), new Act(type, summary, Map.of("penalty", Long.toString(p.id()))));
    }
}
