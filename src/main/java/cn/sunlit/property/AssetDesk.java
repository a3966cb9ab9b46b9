package cn.sunlit.property;

import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.property.AssetDossier.BurdenKind;
import cn.sunlit.property.AssetDossier.Source;
import cn.sunlit.property.AssetStore.Held;
import cn.sunlit.property.Protection.Effect;
import cn.sunlit.property.Protection.Rule;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people enter about single assets: the assets themselves, values, owners, rights of others, protections. */
@Service
public class AssetDesk {

    private static final int WORDS = 200;

    private final AssetStore assets;
    private final MeasureStore measures;
    private final DossierStore store;
    private final Intake intake;
    private final AssetKinds kinds;
    private final Protections protections;
    private final Cases cases;
    private final Documents documents;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    AssetDesk(
            AssetStore assets,
            MeasureStore measures,
            DossierStore store,
            Intake intake,
            AssetKinds kinds,
            Protections protections,
            Cases cases,
            Documents documents,
            Access access,
            Audit audit,
            Clock clock) {
        this.assets = assets;
        this.measures = measures;
        this.store = store;
        this.intake = intake;
        this.kinds = kinds;
        this.protections = protections;
        this.cases = cases;
        this.documents = documents;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** A case, an asset of it and the day, as every entry needs them. */
    private record At(Actor by, CaseFile file, Held held, LocalDate today) {}

    private At at(Actor by, CaseNumber number, long asset) {
        CaseFile file = cases.open(by, UseCase.SCREEN_ASSETS, number);
        return new At(by, file, assets.inCase(file.id(), asset), LocalDate.now(clock));
    }

    private DossierStore.Entry entry(At at) {
        return new DossierStore.Entry(
                at.held().id(), at.file().id(), at.file().court(), at.by().display(), clock.instant());
    }

    private void record(At at, String type, String summary) {
        audit.record(
                at.by(),
                at.file().court(),
                at.file().id(),
                new cn.sunlit.audit.Act(
                        type,
                        at.held().title() + "：" + summary,
                        Map.of("asset", Long.toString(at.held().id()))));
    }

    // --- an asset that no institution reported

    /**
     * What the respondent declared, a clue led to, or an institution answered on paper.
     *
     * @param kind code of the kind
     * @param place who keeps it or where it is
     * @param key registration or account number, null where it has none
     * @param owner the respondent's name; may be left out where there is one respondent
     * @param source DECLARED, CLUE, or REPLY for what an institution answered to a letter (函查)
     * @param reference the report, clue or record that names it
     * @param registeredTo in whose name it stands when not in the respondent's
     */
    public record NewAsset(
            @Nullable String kind,
            @Nullable String title,
            @Nullable String place,
            @Nullable String key,
            @Nullable String owner,
            @Nullable String source,
            @Nullable String reference,
            @Nullable Money value,
            @Nullable String registeredTo) {}

    /** Enters it; one that the case knows already stays one asset. */
    @Transactional
    public long enter(Actor by, CaseNumber number, NewAsset a) {
        CaseFile file = cases.open(by, UseCase.SCREEN_ASSETS, number);
        if (!file.isRunning()) {
            throw new Problem.Conflict("案件已结或者已终结本次执行程序，不能再登记财产；发现新财产的请先恢复执行");
        }
        AssetKind kind = kinds.find(a.kind() == null ? "" : a.kind().strip())
                .orElseThrow(() -> new Problem.Invalid("kind", "请选择财产种类"));
        String title = PlainText.required("title", a.title(), WORDS, "请写明财产名称");
        String place = PlainText.required("place", a.place(), 100, "请写明财产所在地或者登记（保管）单位");
        Source source = source("source", a.source(), List.of(Source.DECLARED, Source.CLUE, Source.REPLY));
        String reference = PlainText.required("reference", a.reference(), WORDS, "请写明来源材料，例如财产报告、核查笔录");
        CaseParty owner = owner(file, a.owner());
        String registered = PlainText.optional("registeredTo", a.registeredTo(), 60);
        String key = PlainText.optional("key", a.key(), 64);
        if (key != null && !key.replaceAll("\\s", "").matches("[\\p{L}\\p{N}（）()·._-]{1,64}")) {
            throw new Problem.Invalid("key", "账号（登记号）只能由文字、数字和（）·._-组成");
        }
        LocalDate today = LocalDate.now(clock);
        long asset = intake.know(
                kind,
                null,
                place,
                key == null ? file.number().text() + "#" + title : key,
                title,
                "UNKNOWN",
                null,
                null);
        boolean isNew = assets.link(
                asset,
                file.id(),
                file.court(),
                new AssetStore.Link(
                        owner.id(),
                        owner.name(),
                        source == Source.REPLY ? "INQUIRY" : source.name(),
                        reference,
                        today,
                        null,
                        new Screening.Verdict("PENDING", null),
                        by.display()));
        if (!isNew) {
            throw new Problem.Conflict("本案已登记这项财产");
        }
        At at = new At(by, file, assets.inCase(file.id(), asset), today);
        if (a.value() != null) {
            store.value(entry(at), source, a.value(), today, reference);
        }
        if (registered != null) {
            store.holder(entry(at), "REGISTERED", registered, null, source, reference);
        }
        record(
                at,
                "ASSET_ENTERED",
                "登记%s财产（%s）%s"
                        .formatted(source.zh(), kind.zh(), registered == null ? "" : "，登记（占有）在" + registered + "名下"));
        return asset;
    }

    private static CaseParty owner(CaseFile file, @Nullable String name) {
        List<CaseParty> fitting = file.respondents().stream()
                .filter(r -> name == null || name.isBlank() || r.name().equals(name.strip()))
                .toList();
        if (fitting.size() != 1) {
            throw new Problem.Invalid("owner", "请写明财产属于哪一名被执行人");
        }
        return fitting.getFirst();
    }

    // --- values

    /**
     * Adds a value; none is ever changed.
     *
     * @param source AGREED, INQUIRED, APPRAISED, DECLARED, CLUE, or REPLY for an answer on paper
     * @param on the day for which it is given, null for today
     */
    @Transactional
    public void value(
            Actor by,
            CaseNumber number,
            long asset,
            @Nullable String source,
            @Nullable Money value,
            @Nullable String on,
            @Nullable String reference) {
        At at = at(by, number, asset);
        Source from = source("source", source, List.of(Source.values()));
        if (value == null || value.compareTo(Money.ZERO) < 0) {
            throw new Problem.Invalid("value", "请写明价值，不能为负");
        }
        LocalDate day = notLater(at, "on", on);
        String paper = PlainText.required("reference", reference, WORDS, "请写明估值依据，例如评估报告文号");
        store.value(entry(at), from, value, day, paper);
        record(at, "ASSET_VALUED", "%s价值%s元（%s）".formatted(from.zh(), value.display(), paper));
    }

    // --- owners and rights of others

    /** Enters a co-owner; without a share the ownership is joint (共同共有). */
    @Transactional
    public void coOwner(
            Actor by,
            CaseNumber number,
            long asset,
            @Nullable String name,
            @Nullable String share,
            @Nullable String source,
            @Nullable String reference) {
        holder(by, number, asset, "CO_OWNER", name, Share.parse("share", share), source, reference);
    }

    /** Enters in whose name it stands, or who has it, though it is the respondent's. */
    @Transactional
    public void registeredTo(
            Actor by,
            CaseNumber number,
            long asset,
            @Nullable String name,
            @Nullable String source,
            @Nullable String reference) {
        holder(by, number, asset, "REGISTERED", name, null, source, reference);
    }

    private void holder(
            Actor by,
            CaseNumber number,
            long asset,
            String role,
            @Nullable String name,
            @Nullable Share share,
            @Nullable String source,
            @Nullable String reference) {
        At at = at(by, number, asset);
        String who = PlainText.required("name", name, 60, "请写明姓名（名称）");
        Source from = source(
                "source",
                source,
                Arrays.stream(Source.values()).filter(Source::isOfRight).toList());
        String paper = PlainText.required("reference", reference, WORDS, "请写明依据的材料");
        if (share != null) {
            List<Share> all = store.holders(asset, at.file().court()).stream()
                    .flatMap(h -> Optional.ofNullable(Share.parse("share", h.share())).stream())
                    .collect(Collectors.toList());
            all.add(share);
            Share.Fraction rest = Share.rest(all);
            if (rest == null || rest.part().signum() == 0) {
                throw new Problem.Invalid("share", "各共有人的份额合计已达到或者超过全部，请核对");
            }
        }
        if (!store.holder(entry(at), role, who, share, from, paper)) {
            throw new Problem.Conflict("%s已登记，不必重复".formatted(who));
        }
        record(
                at,
                "ASSET_HOLDER_ENTERED",
                role.equals("CO_OWNER")
                        ? "登记共有人%s%s"
                                .formatted(who, share == null ? "（共同共有）" : "，份额" + share.part() + "/" + share.whole())
                        : "登记（占有）名义人为%s".formatted(who));
    }

    /**
     * Issues the notice to a co-owner of a thing that is held; it is noted as told once it was served.
     *
     * @return its number
     */
    @Transactional
    public String issueNotice(Actor by, CaseNumber number, long asset, long holder) {
        At at = at(by, number, asset);
        AssetDossier.Holder coOwner = store.holders(asset, at.file().court()).stream()
                .filter(h -> h.id() == holder && h.isCoOwner())
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("没有这名共有人"));
        MeasureStore.Measure hold = measures.control(at.file().id(), asset)
                .filter(MeasureStore.Measure::isEffective)
                .orElseThrow(() -> new Problem.Conflict("本案没有生效的控制措施，不必通知共有人"));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("coOwner", coOwner.name());
        fields.put("respondent", at.held().owner());
        fields.put("measure", hold.kind().zh());
        fields.put("asset", at.held().title());
        fields.put("place", at.held().place());
        Document notice = documents.issue(
                by, at.file().court(), at.file().id(), at.file().number(), Kind.CO_OWNER_NOTICE, fields);
        record(at, "CO_OWNER_NOTICE_ISSUED", "向共有人%s制发%s".formatted(coOwner.name(), notice.number()));
        return notice.number();
    }

    /** Notes that a co-owner was told of the hold (查封扣押冻结规定第十二条). */
    @Transactional
    public void told(
            Actor by, CaseNumber number, long asset, long holder, @Nullable String document, @Nullable String on) {
        At at = at(by, number, asset);
        String paper = PlainText.required("document", document, WORDS, "请写明通知书文号或者送达方式");
        LocalDate day = notLater(at, "on", on);
        if (!store.told(holder, asset, at.file().court(), paper, day)) {
            throw new Problem.Conflict("没有这名待通知的共有人，或者已经登记通知");
        }
        record(at, "CO_OWNER_TOLD", "已通知共有人（%s）".formatted(paper));
    }

    /** Notes the written word of the person in whose name it stands that it is the respondent's (第二条). */
    @Transactional
    public void confirmed(
            Actor by, CaseNumber number, long asset, long holder, @Nullable String document, @Nullable String on) {
        At at = at(by, number, asset);
        String paper = PlainText.required("document", document, WORDS, "请写明书面确认材料的名称");
        LocalDate day = notLater(at, "on", on);
        if (!store.confirmed(holder, asset, at.file().court(), paper, day)) {
            throw new Problem.Conflict("没有这名待确认的名义人，或者已经登记确认");
        }
        record(at, "ASSET_HOLDER_CONFIRMED", "名义人书面确认属于被执行人（%s）".formatted(paper));
    }

    /** Enters a right of another person in it. */
    @Transactional
    public void burden(
            Actor by,
            CaseNumber number,
            long asset,
            @Nullable String kind,
            @Nullable String holder,
            @Nullable Money secured,
            @Nullable String registeredOn,
            @Nullable String source,
            @Nullable String reference) {
        At at = at(by, number, asset);
        BurdenKind what = Arrays.stream(BurdenKind.values())
                .filter(k -> k.name().equals(kind))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid("kind", "请选择权利种类"));
        String who = PlainText.required("holder", holder, 60, "请写明权利人");
        if (secured != null && secured.compareTo(Money.ZERO) < 0) {
            throw new Problem.Invalid("secured", "担保数额不能为负");
        }
        LocalDate registered = PlainDay.optional("registeredOn", registeredOn);
        if (registered != null && registered.isAfter(at.today())) {
            throw new Problem.Invalid("registeredOn", "日期不能晚于今天");
        }
        Source from = source(
                "source",
                source,
                Arrays.stream(Source.values()).filter(Source::isOfRight).toList());
        String paper = PlainText.required("reference", reference, WORDS, "请写明依据的材料，例如他项权证号");
        store.burden(entry(at), what, who, secured, registered, from, paper);
        record(
                at,
                "ASSET_BURDEN_ENTERED",
                "登记%s，权利人%s%s".formatted(what.zh(), who, secured == null ? "" : "，担保数额" + secured.display() + "元"));
    }

    /** Notes that a right has ended. */
    @Transactional
    public void burdenEnds(
            Actor by, CaseNumber number, long asset, long burden, @Nullable String document, @Nullable String on) {
        At at = at(by, number, asset);
        String paper = PlainText.required("document", document, WORDS, "请写明注销登记等材料");
        LocalDate day = notLater(at, "on", on);
        if (!store.burdenEnds(burden, asset, at.file().court(), paper, day)) {
            throw new Problem.Conflict("没有这项权利，或者已经消灭");
        }
        record(at, "ASSET_BURDEN_ENDED", "权利消灭（%s）".formatted(paper));
    }

    // --- protections

    /**
     * What the officer finds a thing to be.
     *
     * @param code of a protection, or NONE where words in its title raised one that does not fit
     */
    @Transactional
    public void protect(Actor by, CaseNumber number, long asset, @Nullable String code, @Nullable String because) {
        At at = at(by, number, asset);
        String known = code == null ? "" : code.strip();
        Optional<Rule> rule = protections.find(known);
        if (rule.isEmpty() && !known.equals(Protection.NONE)) {
            throw new Problem.Invalid("code", "请选择属于哪一类，或者不属于任何一类");
        }
        String why = PlainText.required("because", because, 500, "请写明核实的情况");
        store.protect(asset, at.file().id(), known, why);
        record(at, "ASSET_PROTECTION_FOUND", rule.map(r -> "核实属于" + r.zh()).orElse("核实不属于豁免或者专用财产") + "（" + why + "）");
    }

    /** What must stay with the respondent and those whom he supports. */
    @Transactional
    public void reserve(Actor by, CaseNumber number, long asset, @Nullable Money amount, @Nullable String because) {
        At at = at(by, number, asset);
        if (amount == null || amount.compareTo(Money.ZERO) < 0) {
            throw new Problem.Invalid("amount", "请写明保留数额，不需要保留的写0");
        }
        String why = PlainText.required("because", because, 500, "请写明计算依据，例如当地最低生活保障标准和月数");
        store.reserve(asset, at.file().id(), amount, why);
        record(at, "LIVING_COSTS_RESERVED", "为被执行人及其所扶养家属保留%s元（%s）".formatted(amount.display(), why));
    }

    /** Asks the president or bureau chief whether a fund kept for a purpose may be taken. */
    @Transactional
    public void askReview(Actor by, CaseNumber number, long asset, @Nullable String because) {
        At at = at(by, number, asset);
        var finding = store.finding(asset, at.file().id());
        String raised = Protection.over(
                        protections.rules(),
                        new Protection.Thing(
                                at.held().kind(),
                                at.held().nature(),
                                at.held().title(),
                                at.held().owner(),
                                finding.protectedAs(),
                                null,
                                null,
                                false),
                        at.today())
                .stream()
                .filter(r -> r.effect() == Effect.WARN)
                .map(r -> r.zh() + "（" + r.basisZh() + "）")
                .collect(Collectors.joining("、"));
        if (raised.isEmpty()) {
            throw new Problem.Conflict("该财产不属于须院级审核的专用资金");
        }
        String why = PlainText.required("because", because, 500, "请写明拟执行的理由");
        if (!store.ask(entry(at), by.login(), raised, why)) {
            throw new Problem.Conflict("已经提请审核，请等待决定");
        }
        record(at, "PROTECTED_FUND_REVIEW_ASKED", "提请院级审核：%s".formatted(raised));
    }

    /** Decides it: another person than the one who asked. */
    @Transactional
    public void decideReview(
            Actor by, CaseNumber number, long asset, long review, boolean approved, @Nullable String opinion) {
        CaseFile file = cases.open(by, UseCase.REVIEW_PROTECTED_FUNDS, number);
        Held held = assets.inCase(file.id(), asset);
        String asker = store.asker(review, asset, file.id()).orElseThrow(() -> new Problem.NotFound("没有这项提请审核"));
        access.otherPerson(by, asker);
        String words = PlainText.required("opinion", opinion, 500, "请写明审核意见");
        if (!store.decide(review, asset, file.id(), approved, words, by.display(), clock.instant())) {
            throw new Problem.Conflict("这项提请已经审核");
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("asset", Long.toString(asset));
        facts.put("approved", Boolean.toString(approved));
        audit.record(
                by,
                file.court(),
                file.id(),
                new cn.sunlit.audit.Act(
                        "PROTECTED_FUND_REVIEWED",
                        "%s：院级审核%s（%s）".formatted(held.title(), approved ? "同意执行" : "不同意执行", words),
                        facts));
    }

    private static LocalDate notLater(At at, String field, @Nullable String written) {
        LocalDate day = PlainDay.optional(field, written);
        if (day != null && day.isAfter(at.today())) {
            throw new Problem.Invalid(field, "日期不能晚于今天");
        }
        return day == null ? at.today() : day;
    }

    private static Source source(String field, @Nullable String word, List<Source> allowed) {
        return allowed.stream()
                .filter(s -> s.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid(
                        field, "请选择来源：" + allowed.stream().map(Source::zh).collect(Collectors.joining("、"))));
    }
}
