package cn.sunlit.property;

import cn.sunlit.audit.Audit;
import cn.sunlit.audit.ProofLink;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.funds.Funds;
import cn.sunlit.identity.Actor;
import cn.sunlit.inquiries.Institutions;
import cn.sunlit.inquiries.OrderId;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Money;
import cn.sunlit.publicity.Audience;
import cn.sunlit.publicity.Fact;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.publicity.Thing;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is known of the assets of a case and the measures on them, as its reader may see it. */
@Service
public class Property {

    private final AssetStore assets;
    private final MeasureStore measures;
    private final Funds funds;
    private final Institutions institutions;
    private final Audit audit;
    private final Publicity publicity;
    private final Clock clock;

    Property(
            AssetStore assets,
            MeasureStore measures,
            Funds funds,
            Institutions institutions,
            Audit audit,
            Publicity publicity,
            Clock clock) {
        this.assets = assets;
        this.measures = measures;
        this.funds = funds;
        this.institutions = institutions;
        this.audit = audit;
        this.publicity = publicity;
        this.clock = clock;
    }

    /** The assets of a case with their measures. */
    public List<AssetView> ofCase(CaseId id) {
        List<MeasureView> onThem =
                measures.measures(id).stream().map(this::withTrouble).toList();
        return assets.assets(id, onThem);
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

    private MeasureView withTrouble(MeasureStore.Row row) {
        MeasureView m = row.view();
        if (!m.state().equals("ORDERED") || row.request() == 0) {
            return m;
        }
        return m.stuckBecause(institutions.stuck(new OrderId(row.request())).orElse(null));
    }

    /** A measure's row with why its order lies with a person. */
    MeasureStore.Row told(MeasureStore.Row row) {
        return new MeasureStore.Row(
                withTrouble(row), row.request(), row.orderedAt(), row.servedOn(), row.servedHow(), row.settledOn());
    }

    /** What the case holds and may still hold today. */
    public Ceiling ceiling(CaseId id) {
        Money owed = funds.owed(id, LocalDate.now(clock));
        Money held = measures.held(id);
        return new Ceiling(owed, held, owed.minus(held).atLeastZero());
    }

    /**
     * @param owed what the respondent must still pay
     * @param held what is held for it
     * @param left what may still be held
     */
    public record Ceiling(Money owed, Money held, Money left) {}
}
