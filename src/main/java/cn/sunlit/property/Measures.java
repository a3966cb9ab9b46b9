package cn.sunlit.property;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Stage;
import cn.sunlit.docket.Evidence;
import cn.sunlit.documents.Document;
import cn.sunlit.funds.Account;
import cn.sunlit.funds.Funds;
import cn.sunlit.funds.FundsArrived;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.Inquiries;
import cn.sunlit.inquiries.Institution;
import cn.sunlit.inquiries.Institutions;
import cn.sunlit.inquiries.Order;
import cn.sunlit.inquiries.OrderAnswered;
import cn.sunlit.inquiries.OrderId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.keys.Keyring;
import cn.sunlit.property.AssetStore.Held;
import cn.sunlit.property.MeasureStore.Measure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Measures on assets. A measure is ordered under the lock of its case, so that the debt is never held twice;
 * what it really holds is what the institution answers, and only that counts. */
@Service
class Measures {

    private final AssetStore assets;
    private final MeasureStore measures;
    private final AssetDossiers dossiers;
    private final Screenings screenings;
    private final Holds holds;
    private final Effects effects;
    private final EnoughHeld enough;
    private final Papers papers;
    private final Cases cases;
    private final Funds funds;
    private final Institutions institutions;
    private final Keyring keys;
    private final Audit audit;
    private final Clock clock;

    Measures(
            AssetStore assets,
            MeasureStore measures,
            AssetDossiers dossiers,
            Screenings screenings,
            Holds holds,
            Effects effects,
            EnoughHeld enough,
            Papers papers,
            Cases cases,
            Funds funds,
            Institutions institutions,
            Keyring keys,
            Audit audit,
            Clock clock) {
        this.assets = assets;
        this.measures = measures;
        this.dossiers = dossiers;
        this.screenings = screenings;
        this.holds = holds;
        this.effects = effects;
        this.enough = enough;
        this.papers = papers;
        this.cases = cases;
        this.funds = funds;
        this.institutions = institutions;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Orders a measure: ruling and assistance notice are issued, the order goes to the institution. A second click while the
     * first order is open finds that one.
     *
     * @throws Problem.Conflict with every unmet condition
     */
    @Transactional
    public MeasureId order(Actor by, CaseNumber number, MeasureDraft draft) {
        CaseFile file = cases.open(by, UseCase.ORDER_MEASURE, number);
        MeasureKind kind = draft.kind();
        if (kind == null || draft.assetId() == null) {
            List<Problem.FieldError> missing = new ArrayList<>();
            if (kind == null) {
                missing.add(new Problem.FieldError("kind", "请指明措施种类"));
            }
            if (draft.assetId() == null) {
                missing.add(new Problem.FieldError("assetId", "请指明财产"));
            }
            throw new Problem.Invalid(missing);
        }
        Held asset = assets.inCase(file.id(), draft.assetId());
        measures.lockCase(file.id());
        return order(
                by,
                file,
                asset,
                kind,
                draft.amount(),
                PlainText.optional("reason", draft.reason(), 500),
                PlainText.optional("indivisible", draft.indivisible(), 500));
    }

    private MeasureId order(
            Actor by,
            CaseFile file,
            Held asset,
            MeasureKind kind,
            @Nullable Money asked,
            @Nullable String reason,
            @Nullable String indivisible) {
        Optional<Long> open = measures.openOrder(file.id(), asset.id(), kind);
        if (open.isPresent()) {
            return new MeasureId(open.get());
        }
        LocalDate today = LocalDate.now(clock);
        Optional<Measure> control = measures.control(file.id(), asset.id());
        Money amount = kind == MeasureKind.RENEW ? control.map(Measure::amount).orElse(null) : asked;
        boolean effective = control.isPresent() && control.get().isEffective();
        Money value = asset.kind().isMoney() ? null : asked == null ? asset.balance() : asked;
        List<Problem.Refusal> refusals = new ArrayList<>(dossiers.refusals(file, asset, kind, amount));
        refusals.addAll(ControlRules.refusals(new ControlRules.Facts(
                kind,
                asset.kind(),
                asset.nature(),
                asset.screening(),
                amount,
                asset.available(),
                funds.owed(file.id(), today),
                measures.held(file.id()),
                effective ? Objects.requireNonNullElse(control.get().actual(), Money.ZERO) : null,
                control.map(Measure::state).orElse(null),
                control.map(Measure::endsOn).orElse(null),
                reason,
                mayAct(file, kind),
                value,
                indivisible,
                today)));
        if (!refusals.isEmpty()) {
            throw new Problem.Conflict(
                    "不能%s该财产：%s".formatted(kind.zh(), refusals.getFirst().because()), refusals);
        }
        LocalDate ends =
                kind.isControl() || kind == MeasureKind.RENEW ? ControlRules.lastDay(asset.kind(), today) : null;
        Papers.Pair pair = papers.issue(by, file, asset, kind, amount, today, ends, control, reason);
        long id = measures.add(new MeasureStore.NewMeasure(
                file.id(),
                file.court(),
                asset.id(),
                kind,
                control.map(Measure::id).orElse(null),
                "ORDERED",
                kind.isControl() && amount == null ? value : amount,
                null,
                null,
                null,
                1,
                pair.ruling().number(),
                pair.ruling().id(),
                pair.notice().id(),
                false,
                reason == null || reason.isBlank() ? null : reason.strip(),
                by.display(),
                clock.instant(),
                null,
                null,
                null,
                kind.isControl() && !asset.kind().isMoney() ? indivisible : null));
        send(id, file, asset, kind, amount, today, ends, pair, control);
        if (kind.isControl()) {
            screenings.takesTheWayWithAssets(by, file.id(), today);
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("measure", Long.toString(id));
        facts.put("asset", Long.toString(asset.id()));
        facts.put("kind", kind.name());
        facts.put("ruling", pair.ruling().number());
        if (amount != null) {
            facts.put("amount", amount.toString());
        }
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "MEASURE_ORDERED",
                        "裁定%s%s%s，向%s发出协助执行通知"
                                .formatted(
                                        kind.zh(),
                                        asset.title(),
                                        amount == null ? "" : "（" + amount.display() + "元）",
                                        asset.place()),
                        facts));
        return new MeasureId(id);
    }

    /** A procedure that has ended without satisfaction keeps what it holds: it may be renewed, and it must not be lost. */
    private static boolean mayAct(CaseFile file, MeasureKind kind) {
        return file.isRunning() || kind == MeasureKind.RENEW && file.stage() == Stage.TERMINATED_THIS_PROCEDURE;
    }

    private void send(
            long id,
            CaseFile file,
            Held asset,
            MeasureKind kind,
            @Nullable Money amount,
            LocalDate today,
            @Nullable LocalDate ends,
            Papers.Pair pair,
            Optional<Measure> control) {
        Order.Action action =
                switch (kind) {
                    case FREEZE -> Order.Action.FREEZE;
                    case SEAL, SEIZE -> Order.Action.SEAL;
                    case RENEW -> Order.Action.RENEW;
                    case RELEASE -> Order.Action.RELEASE;
                    case DEDUCT -> Order.Action.DEDUCT;
                };
        String code = asset.institution();
        Optional<Institution> to = code == null ? Optional.empty() : institutions.find(code);
        if (to.isEmpty() || !to.get().actions().contains(action)) {
            // Served on paper; the officer enters the reply.
            return;
        }
        Order.PayTo payTo = null;
        if (kind == MeasureKind.DEDUCT) {
            Account account = funds.account(file.id());
            payTo = new Order.PayTo(account.bankName(), account.name(), account.number());
        }
        OrderId request = institutions.order(new Order(
                "measure:" + id,
                file.id(),
                file.number(),
                file.court(),
                to.get().code(),
                action,
                asset.kind(),
                new String(keys.decrypt(AssetStore.KEY, asset.keySealed()), StandardCharsets.UTF_8),
                asset.owner(),
                amount,
                today,
                ends,
                pair.ruling().number(),
                pair.notice().number(),
                control.map(c -> "measure:" + c.id()).orElse(null),
                payTo));
        measures.sent(id, request.value());
    }

    /**
     * Lifts every hold of a case in one act, on debt cleared or for another ground of the law.
     *
     * @param reason needed while the debt stands
     * @return how many releases were ordered
     */
    @Transactional
    public int releaseAll(Actor by, CaseNumber number, @Nullable String reason) {
        CaseFile file = cases.open(by, UseCase.ORDER_MEASURE, number);
        String ground = PlainText.optional("reason", reason, 500);
        measures.lockCase(file.id());
        List<MeasureId> released = new ArrayList<>();
        for (Measure m : measures.standing(file.id())) {
            if (!m.state().equals("ORDERED")) {
                released.add(
                        order(by, file, assets.inCase(file.id(), m.asset()), MeasureKind.RELEASE, null, ground, null));
            }
        }
        if (released.isEmpty()) {
            throw new Problem.Conflict("本案没有生效或者轮候的控制措施，无需解除");
        }
        return released.size();
    }

    /**
     * Enters what an institution answered on paper (线下回执), or by another way after the order was handed to a person.
     *
     * @param amount what is really held or was transferred
     * @param document the reply's own number or title
     */
    @Transactional
    public void recordReply(
            Actor by,
            CaseNumber number,
            long measure,
            OrderAnswered.Outcome outcome,
            @Nullable Money amount,
            int rank,
            @Nullable String document) {
        CaseFile file = cases.open(by, UseCase.ORDER_MEASURE, number);
        Measure m = ofCase(file, measure);
        if (!m.state().equals("ORDERED")) {
            throw new Problem.Conflict("该措施已有结果");
        }
        String paper = PlainText.required("document", document, 200, "请填写回执的文号或者名称");
        effects.settle(
                by,
                m,
                new OrderAnswered(
                        file.id(),
                        "measure:" + measure,
                        outcome,
                        amount,
                        rank,
                        null,
                        paper,
                        0,
                        "",
                        LocalDate.now(clock)));
    }

    /**
     * Puts on record that the notice was served on the institution on paper.
     *
     * @param receipt the number or title of the proof of service
     */
    @Transactional
    public void recordService(
            Actor by, CaseNumber number, long measure, @Nullable LocalDate on, @Nullable String receipt) {
        CaseFile file = cases.open(by, UseCase.ORDER_MEASURE, number);
        Measure m = ofCase(file, measure);
        if (!m.state().equals("ORDERED")) {
            throw new Problem.Conflict("该措施已有结果");
        }
        String proof = PlainText.required("receipt", receipt, 200, "请填写送达回证的编号或者送达方式");
        LocalDate issued = papers.find(m.noticeId()).map(Document::issuedOn).orElse(LocalDate.MIN);
        if (on == null || on.isAfter(LocalDate.now(clock)) || on.isBefore(issued)) {
            throw new Problem.Invalid("on", "请填写送达日期，不早于通知制发之日，不晚于今日");
        }
        measures.served(measure, on, proof);
        effects.record(by, m, "NOTICE_SERVED", "协助执行通知书已于%s送达%s（%s）".formatted(on, m.place(), proof));
    }

    /**
     * Enters an institution's message that a waiting hold took effect (轮候转为正式控制).
     *
     * @param held what it holds now, needed for money
     * @param document the message's own number or title
     */
    @Transactional
    public void recordPromotion(
            Actor by,
            CaseNumber number,
            long measure,
            @Nullable Money held,
            @Nullable LocalDate on,
            @Nullable String document) {
        CaseFile file = cases.open(by, UseCase.ORDER_MEASURE, number);
        Measure m = ofCase(file, measure);
        if (!m.state().equals("WAITING")) {
            throw new Problem.Conflict("该措施不在轮候");
        }
        String paper = PlainText.required("document", document, 200, "请填写轮候转正通知的文号或者名称");
        if (on == null
                || on.isAfter(LocalDate.now(clock))
                || (m.registeredOn() != null && on.isBefore(m.registeredOn()))) {
            throw new Problem.Invalid("on", "请填写转为正式控制的日期，不早于轮候登记之日，不晚于今日");
        }
        if (m.assetKind().isMoney() && held == null) {
            throw new Problem.Invalid("amount", "请填写转正后实际控制的金额");
        }
        if (!holds.mayBePromoted(m)) {
            throw new Problem.Conflict("本院登记的在先控制尚未解除或者失效，请先核实在先措施");
        }
        effects.promotedByMessage(
                by, m, held, on, new Evidence("REPLY", "measure:" + measure + ":promoted", "轮候转正通知 " + paper, null));
    }

    /**
     * Lets go what the case holds beyond the debt: a part of a sum, or whole things; what cannot be divided is marked so.
     *
     * @return how many releases were ordered
     */
    @Transactional
    public int releaseExcess(Actor by, CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.ORDER_MEASURE, number);
        measures.lockCase(file.id());
        Money owed = funds.owed(file.id(), LocalDate.now(clock));
        List<Measure> standing = measures.standing(file.id()).stream()
                .filter(Measure::isEffective)
                .toList();
        Excess.Plan plan = Excess.plan(
                owed,
                standing.stream()
                        .map(m -> new Excess.Hold(
                                m.id(),
                                Objects.requireNonNullElse(m.actual(), Money.ZERO),
                                m.assetKind().isMoney(),
                                m.indivisible() != null))
                        .toList());
        if (plan.releases().isEmpty() && plan.whole().isEmpty()) {
            throw new Problem.Conflict("本案控制的财产没有超出尚应履行的数额");
        }
        for (Measure m : standing) {
            plan.releases().stream()
                    .filter(p -> p.measure() == m.id())
                    .forEach(p -> order(
                            by,
                            file,
                            assets.inCase(file.id(), m.asset()),
                            MeasureKind.RELEASE,
                            p.amount(),
                            "超标的额控制，依职权解除超出部分",
                            null));
            if (plan.whole().contains(m.id())) {
                measures.whole(m.id(), "不可分物，解除后其余财产不足以清偿");
                effects.record(by, m, "HELD_AS_WHOLE", "%s为不可分物，整体控制".formatted(m.thing()));
            }
        }
        return plan.releases().size();
    }

    private Measure ofCase(CaseFile file, long measure) {
        return holds.lock(measure)
                .filter(x -> x.caseId().equals(file.id()))
                .orElseThrow(() -> new Problem.NotFound("本案没有这项措施"));
    }

    @EventListener
    void institutionAnswered(OrderAnswered answer) {
        if (!answer.reference().startsWith("measure:")) {
            return;
        }
        long id = Long.parseLong(answer.reference().substring("measure:".length()));
        Measure m = holds.lock(id).orElseThrow();
        Actor robot = Inquiries.robot(m.court());
        if (m.state().equals("ORDERED")) {
            effects.settle(robot, m, answer);
        } else if (m.state().equals("WAITING")
                && answer.outcome() == OrderAnswered.Outcome.DONE
                && holds.mayBePromoted(m)) {
            effects.promotedByMessage(
                    robot,
                    m,
                    answer.amount(),
                    answer.on(),
                    new Evidence("REPLY", "request:" + answer.requestId(), m.place() + "轮候转正反馈", answer.sha256()));
        }
    }

    @EventListener
    void moneyArrived(FundsArrived arrived) {
        MeasureStore.Concerned concerned = measures.concerned(arrived.cases());
        arrived.receipts().stream()
                .filter(received -> concerned.awaiting().contains(received.caseId()))
                .forEach(received -> measures.landed(received.caseId(), received.amount()));
        concerned.free().forEach((id, court) -> enough.weigh(Inquiries.robot(court), id));
    }

    /** The ruling and the notice of a measure, for the page. */
    public Optional<Document> ruling(long measure) {
        return measures.lock(measure).flatMap(m -> papers.find(m.rulingId()));
    }
}
