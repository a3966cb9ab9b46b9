package cn.sunlit.portal;

import cn.sunlit.audit.ProofLink;
import cn.sunlit.funds.FundsView;
import cn.sunlit.property.AssetView;
import cn.sunlit.property.MeterView;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * List two (财产查控处置及款物分配清单) as one side may see it.
 *
 * @param assets for the applicant all that was found; for the respondent only what is controlled already
 * @param meter for the respondent: what may be held of him beside what is held
 * @param proofs of the acts behind it
 */
record PortalPropertyPage(
        PortalHead head,
        List<AssetView> assets,
        @Nullable MeterView meter,
        FundsView funds,
        Map<String, ProofLink> proofs)
        implements Screen {
    @Override
    public String title() {
        return "财产和案款";
    }
}
