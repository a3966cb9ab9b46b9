package cn.sunlit.investigation;

import cn.sunlit.cases.CaseParty;
import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.property.AssetView;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Map;

/**
 * Clues and reports of a case.
 *
 * @param found what the institutions answered, to compare the reports with
 */
record InvestigationPage(
        CaseHeader header,
        List<ClueView> clues,
        List<ReportStanding> standings,
        List<AssetView> found,
        List<CaseParty> applicants,
        List<CaseParty> respondents,
        List<AssetKind> kinds,
        boolean mayVerify,
        boolean mayPropose,
        List<String> refusals,
        Map<String, String> typed)
        implements Screen {

    @Override
    public String title() {
        return header.number().text() + " 财产调查";
    }

    @Override
    public int httpStatus() {
        return refusals.isEmpty() ? 200 : 422;
    }

    String path() {
        return header.path() + "/investigation";
    }

    String typed(String field) {
        return typed.getOrDefault(field, "");
    }
}
