package cn.sunlit.property;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.identity.Actor;
import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.inquiries.Institution;
import cn.sunlit.inquiries.Institutions;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Assets that come from a clue which was looked into and found true (线索核查). */
@Service
public class ClueAssets {

    private final AssetStore assets;
    private final Screenings screenings;
    private final AssetKinds kinds;
    private final Institutions institutions;
    private final Keyring keys;
    private final Audit audit;
    private final Clock clock;

    ClueAssets(
            AssetStore assets,
            Screenings screenings,
            AssetKinds kinds,
            Institutions institutions,
            Keyring keys,
            Audit audit,
            Clock clock) {
        this.assets = assets;
        this.screenings = screenings;
        this.kinds = kinds;
        this.institutions = institutions;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * An asset that somebody saw with his own eyes.
     *
     * @param kind the code of its kind
     * @param place who keeps it or where it is; an institution's name is recognised
     * @param key account, registration number or plate
     * @param reference what it came from, {@code clue:12}
     */
    public record Seen(
            String kind,
            String place,
            String key,
            String title,
            @Nullable Money value,
            String reference) {}

    /**
     * Adds it to the case; what the case knows already stays one asset.
     *
     * @return the key of the asset, and whether the case did not know it
     */
    @Transactional
    public Added add(Actor by, CaseFile file, CaseParty owner, Seen seen) {
        AssetKind kind = kinds.find(seen.kind()).orElseThrow(() -> new Problem.Invalid("kind", "没有这种财产"));
        Optional<Institution> institution = institutions.byName(seen.place());
        String place = institution.map(Institution::name).orElse(seen.place());
        String plain = seen.key().replaceAll("\\s", "");
        long asset = assets.know(new AssetStore.Known(
                kind,
                institution.map(Institution::code).orElse(null),
                place,
                keys.blindIndex(AssetStore.KEY, kind.code() + "|" + place + "|" + plain),
                keys.encrypt(AssetStore.KEY, plain.getBytes(StandardCharsets.UTF_8)),
                Redactor.mark(plain),
                seen.title(),
                "UNKNOWN",
                seen.value(),
                null,
                clock.instant()));
        boolean isNew = assets.link(
                asset,
                file.id(),
                file.court(),
                new AssetStore.Link(
                        owner.id(),
                        owner.name(),
                        "CLUE",
                        seen.reference(),
                        LocalDate.now(clock),
                        null,
                        new Screening.Verdict("EXECUTABLE", "线索经核查属实"),
                        by.display()));
        if (isNew) {
            screenings.controllable(by, file.id(), asset, kind, seen.title());
            audit.record(
                    by,
                    file.court(),
                    file.id(),
                    new Act(
                            "ASSET_ADDED",
                            "线索核查属实，登记财产：%s（%s）".formatted(seen.title(), place),
                            Map.of("asset", Long.toString(asset), "from", seen.reference())));
        }
        return new Added(asset, isNew);
    }

    public record Added(long asset, boolean isNew) {}
}
