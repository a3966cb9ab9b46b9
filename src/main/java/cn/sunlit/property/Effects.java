package cn.sunlit.property;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.documents.Document;
import cn.sunlit.funds.Funds;
import cn.sunlit.identity.Actor;
import cn.sunlit.inquiries.Inquiries;
import cn.sunlit.inquiries.OrderAnswered;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.property.MeasureStore.Measure;
import cn.sunlit.web.Show;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What follows from an institution's answer: states, nodes with their evidence, the queue behind, the notices. */
@Component
class Effects {

    private final Holds holds;
    private final MeasureStore store;
    private final Papers papers;
    private final Cases cases;
    private final Funds funds;
    private final Docket docket;
    private final EnoughHeld enough;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    Effects(
            Holds holds,
            MeasureStore store,
            Papers papers,
            Cases cases,
            Funds funds,
            Docket docket,
            EnoughHeld enough,
            Audit audit,
            ApplicationEventPublisher events) {
        this.holds = holds;
        this.store = store;
        this.papers = papers;
        this.cases = cases;
        this.funds = funds;
        this.docket = docket;
        this.enough = enough;
        this.audit = audit;
        this.events = events;
    }

    /** Settles an open order, in the transaction that judged the answer. */
    void settle(Actor by, Measure m, OrderAnswered answer) {
        if (answer.outcome() == OrderAnswered.Outcome.FAILED) {
            String sha256 = answer.sha256().isEmpty() ? null : answer.sha256();
            String reason = answer.reason() == null ? "协助单位未说明原因" : answer.reason();
            store.fails(m.id(), reason, sha256, answer.on());
            record(
                    by,
                    m,
                    "MEASURE_FAILED",
                    "%s未能%s：%s".formatted(m.thing(), m.kind().zh(), reason));
            return;
        }
        List<Evidence> evidence = evidence(m, answer);
        switch (m.kind()) {
            case FREEZE, SEAL, SEIZE -> {
                String sha256 = answer.sha256().isEmpty() ? null : answer.sha256();
                Measure now = answer.outcome() == OrderAnswered.Outcome.WAITING
                        ? holds.putToWait(m, answer.rank(), sha256, answer.reason(), answer.on())
                        : holds.carriedOut(m, answer.amount(), answer.until(), sha256, answer.on());
                if (now.isEffective()) {
                    holds(by, now, answer.on(), evidence);
                } else {
                    waits(by, now, answer.on(), evidence);
                }
            }
            case RENEW -> renewed(by, m, answer, evidence);
            case RELEASE -> released(by, m, answer, evidence);
            case DEDUCT -> deducted(by, m, answer, evidence);
        }
        papers.serveRuling(by, cases.byId(m.caseId()), m.rulingId(), answer.on());
    }

    private List<Evidence> evidence(Measure m, OrderAnswered answer) {
        List<Evidence> evidence = new ArrayList<>();
        papers.find(m.rulingId()).ifPresent(d -> evidence.add(document(d)));
        papers.find(m.noticeId()).ifPresent(d -> evidence.add(document(d)));
        evidence.add(
                answer.requestId() == 0
                        ? new Evidence("REPLY", "measure:" + m.id() + ":reply", "线下回执 " + answer.reason(), null)
                        : new Evidence("REPLY", "request:" + answer.requestId(), m.place() + "回执", answer.sha256()));
        return evidence;
    }

    private static Evidence document(Document d) {
        return new Evidence("DOCUMENT", "document:" + d.id(), d.title() + " " + d.number(), d.sha256());
    }

    private void waits(Actor by, Measure m, LocalDate on, List<Evidence> evidence) {
        docket.complete(by, m.caseId(), m.assetKind().node(), "asset:" + m.asset(), on, evidence);
        record(
                by,
                m,
                "MEASURE_WAITING",
                "%s已于%s登记轮候%s，第%d位"
                        .formatted(
                                m.thing(), Show.date(m.registeredOn()), m.kind().zh(), m.rank()));
    }

    private void holds(Actor by, Measure m, LocalDate on, List<Evidence> evidence) {
        tookEffect(by, m, on, evidence);
        if (m.excess()) {
            Money ordered = Objects.requireNonNull(m.amount());
            excessFound(by, m, Objects.requireNonNull(m.actual()).minus(ordered), "裁定数额", on);
        }
    }

    @Law(
            id = "KZ-24",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 19,
            text =
                    "发现超标的额查封、扣押、冻结的，人民法院应当根据被执行人的申请或者依职权，及时解除对超标的额部分财产的查封、扣押、冻结，但该财产为不可分物且被执行人无其他可供执行的财产或者其他财产不足以清偿债务的除外。")
    private void excessFound(Actor by, Measure m, Money excess, String beyond, LocalDate on) {
        String found = "%s实际控制%s元，超出%s%s元"
                .formatted(m.place(), Objects.requireNonNull(m.actual()).display(), beyond, excess.display());
        docket.happened(by, m.caseId(), "EXCESS_FOUND", on, found, "measure:" + m.id(), Set.of("D08"));
        record(by, m, "EXCESS_FOUND", found + "，应当及时解除超出部分");
    }

    /** The nodes, the notices and the event of a hold that took effect. */
    void tookEffect(Actor by, Measure m, LocalDate on, List<Evidence> evidence) {
        LocalDate until = Objects.requireNonNull(m.endsOn());
        LocalDate remind = Objects.requireNonNullElse(m.remindOn(), until);
        String subject = "measure:" + m.id();
        docket.complete(by, m.caseId(), m.assetKind().node(), "asset:" + m.asset(), on, evidence);
        Set<String> opens = new HashSet<>(Set.of("D06", "D07"));
        if (m.assetKind().isAppraised()) {
            opens.add("E02");
        }
        String cause = "%s%s生效".formatted(m.thing(), m.kind().zh());
        docket.happened(by, m.caseId(), "CONTROL_EFFECTIVE", on, cause, subject, opens);
        docket.referenceKnown(by, m.caseId(), "D07", subject, remind);
        if (m.assetKind().isMoney()) {
            docket.happened(by, m.caseId(), "FREEZE_EFFECTIVE", on, cause, subject, Set.of("D10"));
        }
        record(
                by,
                m,
                "CONTROL_TOOK_EFFECT",
                "%s%s生效%s，期限至%s"
                        .formatted(
                                m.thing(),
                                m.kind().zh(),
                                m.actual() == null ? "" : "，实际控制" + m.actual().display() + "元",
                                until));
        tellParties(by, m, cause, on);
        events.publishEvent(
                new ControlTookEffect(m.caseId(), new MeasureId(m.id()), m.assetKind(), m.actual(), on, until));
        enough.weigh(by, m.caseId());
    }

    private void tellParties(Actor by, Measure m, String cause, LocalDate on) {
        CaseFile file = cases.byId(m.caseId());
        List<String> lines = new ArrayList<>();
        for (Measure each : store.standing(m.caseId())) {
            if (each.state().equals("ORDERED")) {
                continue;
            }
            lines.add("%s：%s%s，%s"
                    .formatted(
                            each.thing(),
                            each.kind().zh(),
                            each.actual() == null ? "" : each.actual().display() + "元",
                            each.state().equals("WAITING")
                                    ? "轮候第" + each.rank() + "位"
                                    : "期限至" + Show.date(each.endsOn())));
        }
        Document list = papers.listTwo(by, file, cause, lines, on);
        docket.complete(by, m.caseId(), "D06", "measure:" + m.id(), on, List.of(document(list)));
    }

    private void renewed(Actor by, Measure m, OrderAnswered answer, List<Evidence> evidence) {
        Measure control = store.lock(Objects.requireNonNull(m.onMeasure())).orElseThrow();
        if (!control.isEffective()) {
            store.fails(m.id(), "反馈到达时控制已经终止，续行没有效力，请立即核实", answer.sha256(), answer.on());
            record(by, m, "RENEWAL_TOO_LATE", "%s的续行反馈到达时控制已经终止".formatted(m.thing()));
            return;
        }
        LocalDate until = holds.renewed(control, answer.until(), answer.on());
        store.done(m.id(), null, until, answer.sha256(), answer.on());
        docket.complete(by, m.caseId(), "D07", "measure:" + control.id(), answer.on(), evidence);
        record(by, m, "CONTROL_RENEWED", "%s续行至%s".formatted(m.thing(), until));
    }

    @Law(
            id = "KZ-25",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 26,
            text = "查封、扣押、冻结解除的，登记在先的轮候查封、扣押、冻结即自动生效。")
    private void released(Actor by, Measure m, OrderAnswered answer, List<Evidence> evidence) {
        Measure control = store.lock(Objects.requireNonNull(m.onMeasure())).orElseThrow();
        Money part = m.amount();
        store.done(m.id(), part, null, answer.sha256(), answer.on());
        if (!control.isEffective() && !control.state().equals("WAITING")) {
            record(by, m, "CONTROL_RELEASED", "%s的控制措施已经终止，解除反馈存卷".formatted(m.thing()));
            return;
        }
        Money actual = control.actual();
        String subject = "measure:" + control.id();
        if (control.isEffective() && part != null && actual != null && part.compareTo(actual) < 0) {
            List<Measure> next = holds.reduced(control, part, answer.on());
            docket.complete(by, m.caseId(), "D08", subject, answer.on(), evidence);
            record(by, m, "CONTROL_REDUCED", "%s已解除超出部分%s元".formatted(m.thing(), part.display()));
            promoted(next, answer.on(), "在先控制措施部分解除，轮候自动生效");
            return;
        }
        List<Measure> next = holds.ends(control, "RELEASED", answer.on(), answer.on());
        noLongerHeld(by, control, "控制措施已解除");
        docket.complete(by, m.caseId(), "D08", subject, answer.on(), evidence);
        record(by, m, "CONTROL_RELEASED", "%s的控制措施已解除".formatted(m.thing()));
        events.publishEvent(new ControlReleased(m.caseId(), new MeasureId(control.id()), answer.on()));
        promoted(next, answer.on(), "在先控制措施解除，轮候自动生效");
    }

    /** Holds that came to the front of their line, in whatever case. */
    private void promoted(List<Measure> next, LocalDate on, String why) {
        for (Measure m : next) {
            promoted(
                    Inquiries.robot(m.court()),
                    m,
                    on,
                    List.of(new Evidence("RECORD", "measure:" + m.id() + ":promoted", why, null)));
        }
    }

    /** A hold waited and takes effect now. */
    private void promoted(Actor by, Measure m, LocalDate on, List<Evidence> evidence) {
        tookEffect(by, m, on, evidence);
        Money owed = funds.owed(m.caseId(), on);
        Money held = store.held(m.caseId());
        if (m.actual() != null && m.indivisible() == null && held.compareTo(owed) > 0) {
            store.exceeds(m.id());
            excessFound(by, m, held.minus(owed), "本案尚应履行的数额", on);
        }
    }

    /** The institution or its register says that a waiting hold took effect; places behind it move up. */
    void promotedByMessage(Actor by, Measure m, @Nullable Money held, LocalDate on, Evidence message) {
        promoted(by, holds.promotedByMessage(m, held, on), on, List.of(message));
    }

    private void deducted(Actor by, Measure m, OrderAnswered answer, List<Evidence> evidence) {
        Money taken = answer.amount() == null ? Objects.requireNonNullElse(m.amount(), Money.ZERO) : answer.amount();
        store.done(m.id(), taken, null, answer.sha256(), answer.on());
        Long control = m.onMeasure();
        List<Measure> next = holds.deducted(m.asset(), control, taken, answer.on());
        docket.complete(
                by,
                m.caseId(),
                "D10",
                "measure:" + (control == null ? m.id() : control.longValue()),
                answer.on(),
                evidence);
        if (control != null) {
            Measure held = store.lock(control).orElseThrow();
            if (!held.state().equals("EFFECTIVE")) {
                noLongerHeld(by, held, "冻结的存款已全部扣划");
            }
        }
        record(by, m, "MONEY_DEDUCTED", "%s已从%s扣划%s元至本案案款账户".formatted(m.place(), m.assetTitle(), taken.display()));
        promoted(next, answer.on(), "在先冻结的款项已经扣划，轮候自动生效");
    }

    /** What only makes sense while the hold stands, renewal and deduction, falls away with it. */
    private void noLongerHeld(Actor by, Measure control, String why) {
        String subject = "measure:" + control.id();
        docket.waive(by, control.caseId(), "D07", subject, why);
        docket.waive(by, control.caseId(), "D10", subject, why);
        enough.weigh(by, control.caseId());
    }

    void record(Actor by, Measure m, String type, String summary) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("measure", Long.toString(m.id()));
        facts.put("asset", Long.toString(m.asset()));
        facts.put("ruling", m.ruling());
        audit.record(by, m.court(), m.caseId(), new Act(type, summary, facts));
    }

    /**
     * A hold whose term ran out without renewal is gone (查封扣押冻结规定第二十七条), and on the day after it whoever waited holds,
     * however late this is noticed.
     */
    void expired(long measure, LocalDate today) {
        Measure m = holds.lock(measure).orElseThrow();
        LocalDate end = m.endsOn();
        if (!m.isEffective() || end == null || !end.isBefore(today)) {
            return;
        }
        LocalDate after = end.plusDays(1);
        List<Measure> next = holds.ends(m, "EXPIRED", after, after);
        noLongerHeld(Inquiries.robot(m.court()), m, "控制期限届满，效力消灭");
        record(
                Inquiries.robot(m.court()),
                m,
                "CONTROL_EXPIRED",
                "%s控制期限于%s届满未续行，效力消灭".formatted(m.thing(), Show.date(end)));
        promoted(next, after, "在先控制措施期满失效，轮候自动生效");
    }
}
