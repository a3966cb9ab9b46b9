package cn.sunlit.property;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.AnswerReceived;
import cn.sunlit.inquiries.FoundAsset;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.property.AssetDossier.Burden;
import cn.sunlit.property.AssetDossier.Guarded;
import cn.sunlit.property.AssetDossier.Holder;
import cn.sunlit.property.AssetDossier.InCase;
import cn.sunlit.property.AssetDossier.Source;
import cn.sunlit.property.AssetDossier.Value;
import cn.sunlit.property.AssetStore.Held;
import cn.sunlit.property.DossierStore.Finding;
import cn.sunlit.property.Protection.Act;
import cn.sunlit.property.Protection.Rule;
import cn.sunlit.property.Protection.Thing;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a court knows of single assets, across its cases. Facts about an asset that one case brought (values, owners, rights)
 * serve every case of that court; another court's are not shown, only what the institution told of them.
 */
@Service
public class AssetDossiers {

    private final Property property;
    private final AssetStore assets;
    private final DossierStore store;
    private final Protections protections;
    private final Cases cases;
    private final Access access;
    private final Clock clock;

    AssetDossiers(
            Property property,
            AssetStore assets,
            DossierStore store,
            Protections protections,
            Cases cases,
            Access access,
            Clock clock) {
        this.property = property;
        this.assets = assets;
        this.store = store;
        this.protections = protections;
        this.cases = cases;
        this.access = access;
        this.clock = clock;
    }

    /**
     * The dossier of an asset as one of its cases sees it.
     *
     * @throws Problem.NotFound when the case has no such asset
     */
    @Transactional(readOnly = true)
    public AssetDossier of(Actor by, CaseNumber number, long asset) {
        CaseFile file = cases.open(by, UseCase.READ_ASSETS, number);
        if (by.kind() == Actor.Kind.PARTY) {
            throw new Problem.Forbidden("财产档案供办案人员使用，当事人请查看财产清单");
        }
        AssetView view = property.ofCase(file.id()).stream()
                .filter(a -> a.id() == asset)
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("本案没有这项财产"));
        Held held = assets.inCase(file.id(), asset);
        List<Holder> holders = store.holders(asset, file.court());
        List<Burden> burdens = store.burdens(asset, file.court());
        List<Value> values = store.values(asset, file.court());
        Finding finding = store.finding(asset, file.id());
        Share.Fraction own = ownPart(holders);
        boolean isHeld =
                view.control().filter(m -> m.state().equals("EFFECTIVE")).isPresent();
        return new AssetDossier(
                view,
                own == null ? null : own.toString(),
                values,
                net(values, own, burdens),
                holders,
                burdens,
                inCases(by, file, asset),
                store.toldControls(asset, file.court()),
                Protection.over(protections.rules(), thing(file.id(), held, finding), LocalDate.now(clock)).stream()
                        .map(AssetDossiers::guarded)
                        .toList(),
                finding.protectedAs(),
                finding.protectedBecause(),
                finding.reserved(),
                finding.reservedBecause(),
                finding.ground(),
                store.reviews(asset, file.id()),
                Ownership.duties(holders, isHeld));
    }

    private static Guarded guarded(Rule rule) {
        return new Guarded(
                rule.code(),
                rule.zh(),
                rule.effect().zh(),
                rule.basisZh(),
                rule.basis() == null ? null : rule.basis().text());
    }

    /** The respondent's part; null when somebody owns it jointly with the respondent, or nobody else does. */
    private static Share.@Nullable Fraction ownPart(List<Holder> holders) {
        List<Holder> coOwners = holders.stream().filter(Holder::isCoOwner).toList();
        if (coOwners.isEmpty() || coOwners.stream().anyMatch(h -> h.share() == null)) {
            return null;
        }
        return Share.rest(coOwners.stream()
                .map(h -> Objects.requireNonNull(Share.parse("share", h.share())))
                .toList());
    }

    private static @Nullable Money net(List<Value> values, Share.@Nullable Fraction own, List<Burden> burdens) {
        List<Burden> first = burdens.stream().filter(Burden::goesFirst).toList();
        if (values.isEmpty() || first.stream().anyMatch(b -> b.secured() == null)) {
            return null;
        }
        Money left = values.getFirst().value();
        for (Burden b : first) {
            left = left.minus(Objects.requireNonNull(b.secured())).atLeastZero();
        }
        return own == null ? left : own.of(left);
    }

    /** The cases that its reader may open; of other courts' nothing is told here. */
    private List<InCase> inCases(Actor by, CaseFile of, long asset) {
        List<InCase> all = new ArrayList<>();
        for (DossierStore.Knowing k : store.cases(asset)) {
            boolean same = k.caseId().equals(of.id());
            CaseFile file = same ? of : cases.byId(k.caseId());
            if (same || mayOpen(by, file)) {
                all.add(new InCase(
                        file.number(),
                        k.owner(),
                        k.screening(),
                        k.kind() == null ? null : words(k.kind(), Objects.requireNonNull(k.state())),
                        k.rank(),
                        k.held(),
                        k.endsOn(),
                        same));
            }
        }
        return all;
    }

    private boolean mayOpen(Actor by, CaseFile file) {
        return access.may(by, UseCase.READ_ASSETS, file.court())
                && (by.lent() == null
                        || by.lent().cases().isEmpty()
                        || by.lent().cases().contains(file.id()));
    }

    private static String words(String kind, String state) {
        String measure = MeasureKind.valueOf(kind).zh();
        return switch (state) {
            case "EFFECTIVE" -> measure;
            case "WAITING" -> "轮候" + measure;
            default -> measure + "（办理中）";
        };
    }

    private Thing thing(CaseId id, Held held, Finding finding) {
        return new Thing(
                held.kind(),
                held.nature(),
                held.title(),
                held.owner(),
                finding.protectedAs(),
                held.available(),
                finding.reserved(),
                isCleared(id, held.id()));
    }

    private boolean isCleared(CaseId id, long asset) {
        return store.reviews(asset, id).stream()
                .filter(r -> r.approved() != null)
                .findFirst()
                .map(r -> Boolean.TRUE.equals(r.approved()))
                .orElse(false);
    }

    /**
     * Why an asset may not be held or taken: protections, and whose it is. Asked beside {@link ControlRules}, which know the
     * debt and what is held for it.
     */
    List<Problem.Refusal> refusals(CaseFile file, Held asset, MeasureKind kind, @Nullable Money amount) {
        if (kind == MeasureKind.RENEW || kind == MeasureKind.RELEASE) {
            return List.of();
        }
        List<Problem.Refusal> refusals = new ArrayList<>(Protection.refusals(
                protections.rules(),
                thing(file.id(), asset, store.finding(asset.id(), file.id())),
                kind.isControl() ? Act.HOLD : Act.TAKE,
                amount,
                LocalDate.now(clock)));
        refusals.addAll(Ownership.refusals(store.holders(asset.id(), file.court())));
        return refusals;
    }

    /**
     * Whether a thing may be sold (拍卖、变卖、抵债): what the law or the president keeps from it.
     *
     * @return every protection in the way, empty when it may be sold
     */
    @Transactional(readOnly = true)
    public List<Problem.Refusal> refusalsOfSale(CaseFile file, long asset) {
        Held held = assets.inCase(file.id(), asset);
        return Protection.refusals(
                protections.rules(),
                thing(file.id(), held, store.finding(asset, file.id())),
                Act.SELL,
                null,
                LocalDate.now(clock));
    }

    /** Keeps what an answer says of one asset: its value of the day, its owners, the rights and the controls of others. */
    void reported(long asset, CaseFile file, AnswerReceived answer, FoundAsset found) {
        String reference = "查询反馈第%d号".formatted(answer.requestId());
        var entry = new DossierStore.Entry(asset, file.id(), file.court(), "协助单位反馈", clock.instant());
        Money balance = found.balance();
        if (balance != null) {
            store.value(entry, Source.REPLY, balance, answer.on(), reference);
        }
        for (FoundAsset.CoOwner c : found.coOwners()) {
            store.holder(entry, "CO_OWNER", c.name(), Share.parse("share", c.share()), Source.REPLY, reference);
        }
        for (FoundAsset.Right r : found.rights()) {
            store.burdenReported(
                    entry,
                    AssetDossier.BurdenKind.valueOf(r.kind()),
                    r.holder(),
                    r.secured(),
                    r.registeredOn(),
                    reference);
        }
        found.controls().forEach(c -> store.tells(asset, file.court(), file.id(), answer.requestId(), c, answer.on()));
    }
}
