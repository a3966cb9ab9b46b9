package cn.sunlit.property;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.audit.ProofLink;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseFiled;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Filing;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.docket.InnerNode;
import cn.sunlit.docket.State;
import cn.sunlit.documents.Document;
import cn.sunlit.funds.Account;
import cn.sunlit.funds.Funds;
import cn.sunlit.funds.FundsReceived;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.AnswerReceived;
import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.inquiries.FoundAsset;
import cn.sunlit.inquiries.Inquiries;
import cn.sunlit.inquiries.Institution;
import cn.sunlit.inquiries.Institutions;
import cn.sunlit.inquiries.Order;
import cn.sunlit.inquiries.OrderAnswered;
import cn.sunlit.inquiries.OrderId;
import cn.sunlit.inquiries.RoundEnded;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import cn.sunlit.property.PropertyStore.Held;
import cn.sunlit.property.PropertyStore.Measure;
import cn.sunlit.publicity.Audience;
import cn.sunlit.publicity.Fact;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.publicity.Thing;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Assets and the measures on them. A measure is ordered under the lock of its case, so that the debt is never held twice;
 * what it really holds is what the institution answers, and only that counts.
 */
@Service
public class Property {

    private static final String KEY = "property.key";

    private final PropertyStore store;
    private final Effects effects;
    private final Papers papers;
    private final Cases cases;
    private final Funds funds;
    private final Institutions institutions;
    private final Inquiries inquiries;
    private final Docket docket;
    private final Audit audit;
    private final Keyring keys;
    private final Publicity publicity;
    private final Clock clock;

    Property(
            PropertyStore store,
            Effects effects,
            Papers papers,
            Cases cases,
            Funds funds,
            Institutions institutions,
            Inquiries inquiries,
            Docket docket,
            Audit audit,
            Keyring keys,
            Publicity publicity,
            Clock clock) {
        this.publicity = publicity;
        this.store = store;
        this.effects = effects;
        this.papers = papers;
        this.cases = cases;
        this.funds = funds;
        this.institutions = institutions;
        this.inquiries = inquiries;
        this.docket = docket;
        this.audit = audit;
        this.keys = keys;
        this.clock = clock;
    }

    // --- what is known

    /** The assets of a case with their measures. */
    public List<AssetView> ofCase(CaseId id) {
        List<MeasureView> measures =
                store.measures(id).stream().map(this::withTrouble).toList();
        return store.assets(id, measures);
    }

    /**
     * The acts behind list two, as this person may see them: by {@code asset:7}, {@code measure:12}, {@code distribution:3},
     * {@code voucher:PZ-5}. What an act about the money says of the payers' banks is not for the respondent.
     */
    public Map<String, ProofLink> proofs(Actor by, CaseFile file) {
        Map<String, ProofLink> all =
                new TreeMap<>(audit.newestAbout(file.id(), Set.of("asset", "measure", "distribution", "voucher")));
        Audience who = Publicity.audience(by, file.court());
        if (publicity.open(who, Thing.ASSET)) {
            return all;
        }
        Set<String> known = ofCase(file.id()).stream()
                .flatMap(a -> a.measures().stream())
                .filter(m -> publicity.open(who, Thing.ASSET, Fact.IN_EFFECT, isInEffect(m)))
                .map(m -> "measure:" + m.id())
                .collect(Collectors.toSet());
        all.keySet().retainAll(known);
        return all;
    }

    /** The assets of a case that its reader may know of: a freeze that was ordered would warn, one that holds warns no more. */
    @Transactional(readOnly = true)
    public List<AssetView> openTo(Actor by, CaseFile file) {
        Audience who = Publicity.audience(by, file.court());
        return ofCase(file.id()).stream()
                .filter(asset -> publicity.open(
                        who,
                        Thing.ASSET,
                        Fact.IN_EFFECT,
                        asset.measures().stream().anyMatch(Property::isInEffect)))
                .toList();
    }

    private static boolean isInEffect(MeasureView m) {
        return !m.state().equals("ORDERED") && !m.state().equals("FAILED");
    }

    private MeasureView withTrouble(PropertyStore.Row row) {
        MeasureView m = row.view();
        if (!m.state().equals("ORDERED") || row.request() == 0) {
            return m;
        }
        String stuck = institutions.stuck(new OrderId(row.request())).orElse(null);
        return new MeasureView(
                m.id(),
                m.assetId(),
                m.kind(),
                m.state(),
                m.amount(),
                m.actual(),
                m.startsOn(),
                m.endsOn(),
                m.rank(),
                m.ruling(),
                m.inherited(),
                m.excess(),
                m.reason(),
                stuck);
    }

    /** What the case holds and may still hold today. */
    public Ceiling ceiling(CaseId id) {
        Money owed = funds.owed(id, LocalDate.now(clock));
        Money held = store.held(id);
        return new Ceiling(owed, held, owed.minus(held).atLeastZero());
    }

    /**
     * @param owed what the respondent must still pay
     * @param held what is held for it
     * @param left what may still be held
     */
    public record Ceiling(Money owed, Money held, Money left) {}

    // --- assets come in

    /** An institution's findings become assets of the case; an account that is known already stays one account. */
    @EventListener
    void takeFindings(AnswerReceived answer) {
        CaseFile file = cases.byId(answer.caseId());
        String owner = file.respondents().stream()
                .filter(r -> r.id().equals(answer.respondent()))
                .map(r -> r.name())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("answer about somebody who is no respondent"));
        String place =
                institutions.find(answer.institution()).map(Institution::name).orElse(answer.institution());
        for (FoundAsset found : answer.found()) {
            long asset = know(
                    found.kind(),
                    answer.institution(),
                    place,
                    found.key(),
                    found.title(),
                    found.nature(),
                    found.balance(),
                    found.available());
            Screening.Verdict verdict = Screening.of(found);
            boolean isNew = store.link(
                    asset,
                    file.id(),
                    file.court(),
                    new PropertyStore.Link(
                            answer.respondent(),
                            owner,
                            "INQUIRY",
                            "request:" + answer.requestId(),
                            answer.on(),
                            earlier(found),
                            verdict,
                            "按规则自动甄别"));
            if (isNew && verdict.screening().equals("EXECUTABLE")) {
                controllable(Inquiries.robot(file.court()), file.id(), asset, found.kind(), found.title());
            }
        }
    }

    private static @Nullable String earlier(FoundAsset found) {
        return found.controls().isEmpty()
                ? null
                : found.controls().stream()
                        .map(c -> c.court()
                                + (c.amount() == null ? "" : " " + c.amount().display() + "元"))
                        .collect(Collectors.joining("；"));
    }

    private long know(
            AssetKind kind,
            @Nullable String institution,
            String place,
            String key,
            String title,
            String nature,
            @Nullable Money balance,
            @Nullable Money available) {
        String plain = key.replaceAll("\\s", "");
        return store.know(new PropertyStore.Known(
                kind,
                institution,
                place,
                keys.blindIndex(KEY, kind + "|" + place + "|" + plain),
                keys.encrypt(KEY, plain.getBytes(StandardCharsets.UTF_8)),
                Redactor.number(plain),
                title,
                nature,
                balance,
                available,
                clock.instant()));
    }

    /** What was preserved before enforcement is held without a new ruling, its term and rank running on. */
    @EventListener
    void continuePreservation(CaseFiled filed) {
        List<Filing.Preserved> preserved = cases.preserved(filed.id());
        if (preserved.isEmpty()) {
            return;
        }
        CaseFile file = cases.byId(filed.id());
        for (int i = 0; i < preserved.size(); i++) {
            inherit(file, preserved.get(i), i);
        }
    }

    private void inherit(CaseFile file, Filing.Preserved p, int position) {
        Actor robot = Inquiries.robot(file.court());
        LocalDate today = LocalDate.now(clock);
        AssetKind kind = kindOf(p.kind());
        String where = p.holder() == null ? "（保全裁定未载明）" : p.holder();
        Optional<Institution> institution = institutions.byName(where);
        String place = institution.map(Institution::name).orElse(where);
        String key = p.account() == null ? file.number().text() + "#" + position : p.account();
        String code = institution.map(Institution::code).orElse(null);
        long asset = know(kind, code, place, key, kind.zh() + "（保全转入）", "UNKNOWN", null, null);
        String document = p.document() == null ? "（保全裁定）" : p.document();
        String owner = file.respondents().isEmpty()
                ? "（未载明）"
                : file.respondents().getFirst().name();
        store.link(
                asset,
                file.id(),
                file.court(),
                new PropertyStore.Link(
                        null,
                        owner,
                        "PRESERVED",
                        document,
                        today,
                        null,
                        new Screening.Verdict("EXECUTABLE", "保全裁定已控制，转入执行"),
                        "按规则自动甄别"));
        LocalDate from = p.from() == null ? today : p.from();
        LocalDate to = p.to() == null ? ControlRules.lastDay(kind, from) : p.to();
        boolean runs = ControlRules.continues(to, today);
        boolean waits = p.rank() > 1;
        long measure = store.add(new PropertyStore.NewMeasure(
                file.id(),
                file.court(),
                asset,
                kind == AssetKind.REAL_ESTATE || kind == AssetKind.VEHICLE ? MeasureKind.SEAL : MeasureKind.FREEZE,
                null,
                !runs ? "EXPIRED" : waits ? "WAITING" : "EFFECTIVE",
                p.amount(),
                waits ? Money.ZERO : p.amount(),
                from,
                to,
                Math.max(1, p.rank()),
                document,
                null,
                null,
                true,
                null,
                robot.display(),
                clock.instant(),
                from));
        audit.record(
                robot,
                file.court(),
                file.id(),
                new Act(
                        "PRESERVATION_CONTINUED",
                        runs
                                ? "保全措施自动转为执行中的控制措施，期限连续计算至%s（民诉法解释第一百六十八条）".formatted(to)
                                : "保全措施已于%s届满，未转入执行".formatted(to),
                        Map.of("document", document, "until", to.toString())));
        if (runs && !waits && !file.imported()) {
            effects.tookEffect(
                    robot,
                    store.lock(measure).orElseThrow(),
                    today,
                    to,
                    List.of(new Evidence("RECORD", "measure:" + measure, "保全裁定 " + document + "（自动转为执行措施）", null)));
        }
    }

    private static AssetKind kindOf(String kind) {
        for (AssetKind k : AssetKind.values()) {
            if (k.name().equals(kind)) {
                return k;
            }
        }
        return switch (kind) {
            case "HOUSE", "LAND" -> AssetKind.REAL_ESTATE;
            case "CAR" -> AssetKind.VEHICLE;
            case "SHARES" -> AssetKind.EQUITY;
            default -> AssetKind.OTHER;
        };
    }

    // --- screening

    /**
     * Decides whether an asset can be executed against (甄别).
     *
     * @param because needed when it can not
     */
    @Transactional
    public void screen(Actor by, CaseNumber number, long asset, boolean executable, @Nullable String because) {
        CaseFile file = cases.open(by, UseCase.SCREEN_ASSETS, number);
        Held held = asset(file, asset);
        if (!executable && (because == null || because.isBlank())) {
            throw new Problem.Invalid("because", "甄别为不予执行的，应当写明理由");
        }
        if (!executable && store.control(file.id(), asset).isPresent()) {
            throw new Problem.Conflict("该财产的控制措施尚在，请先解除再改为不予执行");
        }
        LocalDate today = LocalDate.now(clock);
        String given = PlainText.optional("because", because, 500);
        String reason = given == null ? "承办人甄别" : given;
        store.screen(
                asset,
                file.id(),
                new Screening.Verdict(executable ? "EXECUTABLE" : "NOT_EXECUTABLE", reason),
                by.display(),
                today);
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "ASSET_SCREENED",
                        "甄别%s：%s（%s）".formatted(held.title(), executable ? "可供执行" : "不予执行", reason),
                        Map.of("asset", Long.toString(asset), "executable", Boolean.toString(executable))));
        if (executable) {
            controllable(by, file.id(), asset, held.kind(), held.title());
        }
        if (!inquiries.isWaiting(file.id())) {
            reviewDone(by, file.id(), file.court(), today);
        }
    }

    @EventListener
    void everyAnswerIsIn(RoundEnded round) {
        reviewDone(Inquiries.robot(round.court()), round.caseId(), round.court(), round.on());
    }

    private void reviewDone(Actor by, CaseId id, CourtCode court, LocalDate on) {
        if (store.pending(id) > 0) {
            return;
        }
        List<AssetView> assets = ofCase(id);
        long executable =
                assets.stream().filter(a -> a.screening().equals("EXECUTABLE")).count();
        long inquired =
                assets.stream().filter(a -> a.source().equals("INQUIRY")).count();
        docket.complete(
                by,
                id,
                "C02",
                on,
                List.of(new Evidence(
                        "RECORD",
                        "screening:" + id + ":" + assets.size(),
                        "查询反馈甄别记录：网络查询%d项财产，可供执行%d项".formatted(inquired, executable),
                        null)));
        if (!store.standing(id).isEmpty()) {
            takesTheWayWithAssets(by, id, on);
        }
        audit.record(
                by,
                court,
                id,
                new Act(
                        "ASSETS_REVIEWED",
                        "网络查询反馈甄别完成，可供执行财产%d项".formatted(executable),
                        Map.of("assets", Integer.toString(assets.size()), "executable", Long.toString(executable))));
    }

    /**
     * Who takes hold of an asset has decided that the case has assets (C12 有/无财产程序分流): once the answers are screened,
     * whichever comes last.
     */
    private void takesTheWayWithAssets(Actor by, CaseId id, LocalDate on) {
        List<InnerNode> nodes = docket.innerNodes(id);
        boolean undecided = nodes.stream().anyMatch(n -> n.code().equals("C12") && n.state() == State.OPEN);
        if (undecided) {
            docket.complete(
                    by,
                    id,
                    "C12",
                    on,
                    List.of(new Evidence("RECORD", "branch:" + id + ":" + on, "财产状况研判表：有可供执行财产，进入有财产案件程序", null)));
        }
    }

    private void controllable(Actor by, CaseId id, long asset, AssetKind kind, String title) {
        docket.happened(
                by,
                id,
                "CONTROLLABLE_ASSET_FOUND",
                LocalDate.now(clock),
                "甄别确认可供执行：" + title,
                "asset:" + asset,
                Set.of(ControlRules.node(kind)));
    }

    private Held asset(CaseFile file, @Nullable Long asset) {
        if (asset == null) {
            throw new Problem.Invalid("assetId", "请指明财产");
        }
        return store.asset(file.id(), asset).orElseThrow(() -> new Problem.NotFound("本案没有这项财产"));
    }

    // --- measures

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
        Held asset = asset(file, draft.assetId());
        store.lockCase(file.id());
        return order(by, file, asset, kind, draft.amount(), PlainText.optional("reason", draft.reason(), 500));
    }

    private MeasureId order(
            Actor by, CaseFile file, Held asset, MeasureKind kind, @Nullable Money asked, @Nullable String reason) {
        Optional<Long> open = store.openOrder(file.id(), asset.id(), kind);
        if (open.isPresent()) {
            return new MeasureId(open.get());
        }
        LocalDate today = LocalDate.now(clock);
        Optional<Measure> control = store.control(file.id(), asset.id());
        Money amount = kind == MeasureKind.RENEW ? control.map(Measure::amount).orElse(null) : asked;
        boolean effective = control.isPresent() && control.get().state().equals("EFFECTIVE");
        List<Problem.Refusal> refusals = ControlRules.refusals(new ControlRules.Facts(
                kind,
                asset.kind(),
                asset.nature(),
                asset.screening(),
                amount,
                asset.available(),
                funds.owed(file.id(), today),
                store.held(file.id()),
                effective ? Objects.requireNonNullElse(control.get().actual(), Money.ZERO) : null,
                control.map(Measure::state).orElse(null),
                control.map(Measure::endsOn).orElse(null),
                reason,
                by.has(Role.PRESIDENT) || by.has(Role.BUREAU_CHIEF),
                file.isRunning(),
                today));
        if (!refusals.isEmpty()) {
            throw new Problem.Conflict(
                    "不能%s该财产：%s".formatted(kind.zh(), refusals.getFirst().because()), refusals);
        }
        LocalDate ends =
                kind.isControl() || kind == MeasureKind.RENEW ? ControlRules.lastDay(asset.kind(), today) : null;
        Papers.Pair pair = papers.issue(by, file, asset, kind, amount, today, ends, control, reason);
        long id = store.add(new PropertyStore.NewMeasure(
                file.id(),
                file.court(),
                asset.id(),
                kind,
                control.map(Measure::id).orElse(null),
                "ORDERED",
                amount,
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
                null));
        send(id, file, asset, kind, amount, today, ends, pair, control);
        if (kind.isControl()) {
            takesTheWayWithAssets(by, file.id(), today);
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
                new String(keys.decrypt(KEY, asset.keySealed()), StandardCharsets.UTF_8),
                asset.owner(),
                amount,
                today,
                ends,
                pair.ruling().number(),
                pair.notice().number(),
                control.map(c -> "measure:" + c.id()).orElse(null),
                payTo));
        store.sent(id, request.value());
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
        store.lockCase(file.id());
        List<MeasureId> released = new ArrayList<>();
        for (Measure m : store.standing(file.id())) {
            if (!m.state().equals("ORDERED")) {
                released.add(order(by, file, asset(file, m.asset()), MeasureKind.RELEASE, null, ground));
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
        Measure m = store.lock(measure)
                .filter(x -> x.caseId().equals(file.id()))
                .orElseThrow(() -> new Problem.NotFound("本案没有这项措施"));
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

    @EventListener
    void institutionAnswered(OrderAnswered answer) {
        if (!answer.reference().startsWith("measure:")) {
            return;
        }
        long id = Long.parseLong(answer.reference().substring("measure:".length()));
        Measure m = store.lock(id).orElseThrow();
        if (m.state().equals("ORDERED")) {
            effects.settle(Inquiries.robot(m.court()), m, answer);
        }
    }

    @EventListener
    void moneyArrived(FundsReceived received) {
        store.landed(received.caseId(), received.amount());
    }

    /** The ruling and the notice of a measure, for the page. */
    public Optional<Document> ruling(long measure) {
        return store.lock(measure).flatMap(m -> papers.find(m.rulingId()));
    }
}
