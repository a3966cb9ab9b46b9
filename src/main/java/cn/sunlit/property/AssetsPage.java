package cn.sunlit.property;

import cn.sunlit.audit.ProofLink;
import cn.sunlit.kernel.Money;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The assets of a case with what can be done about them.
 *
 * @param meter what may be held beside what is held; null in a case without money
 * @param proofs of the acts behind assets and measures
 * @param refusals why the last act was refused
 * @param typed what was filled in for it
 * @param offerRelease whether the debt is cleared while something is still held
 */
record AssetsPage(
        CaseHeader header,
        List<AssetView> assets,
        Map<String, ProofLink> proofs,
        Property.Ceiling ceiling,
        @Nullable MeterView meter,
        boolean waiting,
        boolean mayOrder,
        boolean mayScreen,
        boolean offerRelease,
        List<String> refusals,
        Typed typed)
        implements Screen {

    /**
     * What somebody filled in and was refused; it must not be typed twice.
     *
     * @param kind of the form, empty for the screening
     */
    record Typed(long asset, String kind, String amount, String reason, String because) {
        static final Typed NOTHING = new Typed(0, "", "", "", "");

        private boolean in(AssetView a, String form) {
            return asset == a.id() && kind.equals(form);
        }
    }

    /** The amount in the form of that kind on this asset: as it was typed, or else what is suggested. */
    String amount(AssetView a, String form, String suggested) {
        return typed.in(a, form) ? typed.amount() : suggested;
    }

    String reason(AssetView a) {
        return typed.in(a, MeasureKind.RELEASE.name()) ? typed.reason() : "";
    }

    String because(AssetView a) {
        return typed.in(a, "") ? typed.because() : "";
    }

    /** Whether a folded form must stand open, because it was just refused. */
    boolean wasTyped(AssetView a, String form) {
        return typed.in(a, form);
    }

    @Override
    public String title() {
        return header.number().text() + " 财产";
    }

    @Override
    public int httpStatus() {
        return refusals.isEmpty() ? 200 : 422;
    }

    String path() {
        return header.path() + "/assets";
    }

    /** What the form suggests: as much as is there and may still be held. */
    String suggested(AssetView a) {
        Money there = a.available() == null ? a.balance() : a.available();
        if (there == null || !a.kind().isMoney()) {
            return "";
        }
        Money most = there.min(ceiling.left());
        return most.isPositive() ? most.toString() : "";
    }

    /** The measure that suits the kind of asset. */
    MeasureKind first(AssetView a) {
        return MeasureKind.valueOf(a.kind().hold());
    }
}
