package cn.sunlit.property;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.documents.Document;
import cn.sunlit.identity.Actor;
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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What follows from an institution's answer: states, nodes with their evidence, the queue behind, the notices. */
@Component
class Effects {

    private final AssetStore assets;
    private final MeasureStore store;
    private final Papers papers;
    private final Cases cases;
    private final Docket docket;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    Effects(
            AssetStore assets,
            MeasureStore store,
            Papers papers,
            Cases cases,
            Docket docket,
            Audit audit,
            ApplicationEventPublisher events) {
        this.assets = assets;
        this.store = store;
        this.papers = papers;
        this.cases = cases;
        this.docket = docket;
        this.audit = audit;
        this.events = events;
    }

    /** Settles an open order, in the transaction that judged the answer. */
    void settle(Actor by, Measure m, OrderAnswered answer) {
        String sha256 = answer.sha256().isEmpty() ? null : answer.sha256();
        if (answer.outcome() == OrderAnswered.Outcome.FAILED) {
            String reason = answer.reason() == null ? "协助单位未说明原因" : answer.reason();
            store.fails(m.id(), reason, sha256, answer.on());
            record(
                    by,
                    m,
                    "MEASURE_FAILED",
                    "%s%s未能%s：%s".formatted(m.place(), m.assetTitle(), m.kind().zh(), reason));
            return;
        }
        List<Evidence> evidence = evidence(m, answer);
        switch (m.kind()) {
            case FREEZE, SEAL, SEIZE -> {
                if (answer.outcome() == OrderAnswered.Outcome.WAITING) {
                    waits(by, m, answer, evidence);
                } else {
                    holds(by, m, answer, evidence);
                }
            }
            case RENEW -> renewed(by, m, answer, evidence);
            case RELEASE -> released(by, m, answer, evidence);
            case DEDUCT -> deducted(by, m, answer, evidence);
        }
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

    private void waits(Actor by, Measure m, OrderAnswered answer, List<Evidence> evidence) {
        store.waits(m.id(), Math.max(2, answer.rank()), answer.sha256(), answer.on(), answer.reason());
        docket.complete(by, m.caseId(), m.assetKind().node(), "asset:" + m.asset(), answer.on(), evidence);
        record(
                by,
                m,
                "MEASURE_WAITING",
                "%s%s已登记轮候%s，第%d位".formatted(m.place(), m.assetTitle(), m.kind().zh(), answer.rank()));
    }

    private void holds(Actor by, Measure m, OrderAnswered answer, List<Evidence> evidence) {
        LocalDate longest = ControlRules.lastDay(m.assetKind(), answer.on());
        LocalDate until = answer.until() == null
                        || answer.until().isAfter(longest)
                        || answer.until().isBefore(answer.on())
                ? longest
                : answer.until();
        Money ordered = m.amount();
        Money actual = answer.amount() == null ? (m.assetKind().isMoney() ? Money.ZERO : ordered) : answer.amount();
        boolean excess = ordered != null && actual != null && actual.compareTo(ordered) > 0;
        store.takesEffect(
                m.id(), actual, answer.on(), until, excess, answer.sha256().isEmpty() ? null : answer.sha256());
        tookEffect(by, store.lock(m.id()).orElseThrow(), answer.on(), until, evidence);
        if (excess) {
            excessFound(by, m, Objects.requireNonNull(ordered), Objects.requireNonNull(actual), answer.on());
        }
    }

    @Law(
            id = "KZ-24",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 19,
            text =
                    "发现超标的额查封、扣押、冻结的，人民法院应当根据被执行人的申请或者依职权，及时解除对超标的额部分财产的查封、扣押、冻结，但该财产为不可分物且被执行人无其他可供执行的财产或者其他财产不足以清偿债务的除外。")
    private void excessFound(Actor by, Measure m, Money ordered, Money actual, LocalDate on) {
        docket.happened(
                by,
                m.caseId(),
                "EXCESS_FOUND",
                on,
                "%s实际控制%s元，超出裁定数额%s元"
                        .formatted(
                                m.place(),
                                actual.display(),
                                actual.minus(ordered).display()),
                "measure:" + m.id(),
                Set.of("D08"));
        record(
                by,
                m,
                "EXCESS_FOUND",
                "%s实际控制%s元，超出裁定数额%s元，应当及时解除超出部分"
                        .formatted(
                                m.place(),
                                actual.display(),
                                actual.minus(ordered).display()));
    }

    /** The nodes, the notices and the event of a hold that took effect. */
    void tookEffect(Actor by, Measure m, LocalDate on, LocalDate until, List<Evidence> evidence) {
        String subject = "measure:" + m.id();
        docket.complete(by, m.caseId(), m.assetKind().node(), "asset:" + m.asset(), on, evidence);
        Set<String> opens = new HashSet<>(Set.of("D06", "D07"));
        if (m.assetKind().isAppraised()) {
            opens.add("E02");
        }
        String cause = "%s%s%s生效".formatted(m.place(), m.assetTitle(), m.kind().zh());
        docket.happened(by, m.caseId(), "CONTROL_EFFECTIVE", on, cause, subject, opens);
        docket.referenceKnown(by, m.caseId(), "D07", subject, until);
        if (m.assetKind().isMoney()) {
            docket.happened(by, m.caseId(), "FREEZE_EFFECTIVE", on, cause, subject, Set.of("D10"));
        }
        record(
                by,
                m,
                "CONTROL_TOOK_EFFECT",
                "%s%s%s生效%s，期限至%s"
                        .formatted(
                                m.place(),
                                m.assetTitle(),
                                m.kind().zh(),
                                m.actual() == null ? "" : "，实际控制" + m.actual().display() + "元",
                                until));
        tellParties(by, m, cause, on);
        events.publishEvent(
                new ControlTookEffect(m.caseId(), new MeasureId(m.id()), m.assetKind(), m.actual(), on, until));
    }

    private void tellParties(Actor by, Measure m, String cause, LocalDate on) {
        CaseFile file = cases.byId(m.caseId());
        List<String> lines = new ArrayList<>();
        for (Measure each : store.standing(m.caseId())) {
            if (each.state().equals("ORDERED")) {
                continue;
            }
            lines.add("%s %s：%s%s，%s"
                    .formatted(
                            each.place(),
                            each.assetTitle(),
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
        long control = Objects.requireNonNull(m.onMeasure());
        LocalDate longest = ControlRules.lastDay(m.assetKind(), answer.on());
        LocalDate until = answer.until() == null || answer.until().isAfter(longest) ? longest : answer.until();
        store.done(m.id(), null, until, answer.sha256(), answer.on());
        store.renewed(control, until);
        String subject = "measure:" + control;
        docket.complete(by, m.caseId(), "D07", subject, answer.on(), evidence);
        record(by, m, "CONTROL_RENEWED", "%s%s续行至%s".formatted(m.place(), m.assetTitle(), until));
    }

    @Law(
            id = "KZ-25",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 26,
            text = "查封、扣押、冻结解除的，登记在先的轮候查封、扣押、冻结即自动生效。")
    private void released(Actor by, Measure m, OrderAnswered answer, List<Evidence> evidence) {
        Measure control = store.lock(Objects.requireNonNull(m.onMeasure())).orElseThrow();
        boolean held = control.state().equals("EFFECTIVE");
        Money part = m.amount();
        Money actual = control.actual();
        store.done(m.id(), part, null, answer.sha256(), answer.on());
        if (held && part != null && actual != null && part.compareTo(actual) < 0) {
            store.takenFrom(control.id(), part);
            docket.complete(by, m.caseId(), "D08", "measure:" + control.id(), answer.on(), evidence);
            record(by, m, "CONTROL_REDUCED", "%s%s已解除超出部分%s元".formatted(m.place(), m.assetTitle(), part.display()));
            return;
        }
        store.ends(control.id(), "RELEASED", answer.on());
        noLongerHeld(by, control, "控制措施已解除");
        docket.complete(by, m.caseId(), "D08", "measure:" + control.id(), answer.on(), evidence);
        record(by, m, "CONTROL_RELEASED", "%s%s的控制措施已解除".formatted(m.place(), m.assetTitle()));
        events.publishEvent(new ControlReleased(m.caseId(), new MeasureId(control.id()), answer.on()));
        if (held) {
            promote(m.asset(), answer.on());
        }
    }

    /** The first who waits for the asset holds it from now on; the others move up. */
    void promote(long asset, LocalDate on) {
        List<Measure> queue = store.queue(asset);
        for (int i = 0; i < queue.size(); i++) {
            Measure next = queue.get(i);
            if (i == 0) {
                LocalDate until = ControlRules.lastDay(next.assetKind(), on);
                Money ordered = next.amount();
                Money actual = ordered == null || next.available() == null ? ordered : ordered.min(next.available());
                store.takesEffect(next.id(), actual, on, until, false, null);
                Actor robot = cn.sunlit.inquiries.Inquiries.robot(next.court());
                tookEffect(
                        robot,
                        store.lock(next.id()).orElseThrow(),
                        on,
                        until,
                        List.of(new Evidence("RECORD", "measure:" + next.id() + ":promoted", "在先控制措施解除，轮候自动生效", null)));
            } else {
                store.moveUp(next.id(), i + 1);
            }
        }
    }

    private void deducted(Actor by, Measure m, OrderAnswered answer, List<Evidence> evidence) {
        Money taken = answer.amount() == null ? Objects.requireNonNullElse(m.amount(), Money.ZERO) : answer.amount();
        store.done(m.id(), taken, null, answer.sha256(), answer.on());
        assets.lessIn(m.asset(), taken);
        Long control = m.onMeasure();
        if (control != null) {
            store.takenFrom(control, taken);
        }
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
    }

    /** What only makes sense while the hold stands, renewal and deduction, falls away with it. */
    private void noLongerHeld(Actor by, Measure control, String why) {
        String subject = "measure:" + control.id();
        docket.waive(by, control.caseId(), "D07", subject, why);
        docket.waive(by, control.caseId(), "D10", subject, why);
    }

    void record(Actor by, Measure m, String type, String summary) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("measure", Long.toString(m.id()));
        facts.put("asset", Long.toString(m.asset()));
        facts.put("ruling", m.ruling());
        audit.record(by, m.court(), m.caseId(), new Act(type, summary, facts));
    }

    /** A hold whose term ran out without renewal is gone (查封扣押冻结规定第二十七条). */
    void expired(Measure m, LocalDate today) {
        store.ends(m.id(), "EXPIRED", today);
        noLongerHeld(cn.sunlit.inquiries.Inquiries.robot(m.court()), m, "控制期限届满，效力消灭");
        record(
                cn.sunlit.inquiries.Inquiries.robot(m.court()),
                m,
                "CONTROL_EXPIRED",
                "%s%s控制期限于%s届满未续行，效力消灭".formatted(m.place(), m.assetTitle(), Show.date(m.endsOn())));
        promote(m.asset(), today);
    }
}
