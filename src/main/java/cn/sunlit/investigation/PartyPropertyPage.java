package cn.sunlit.investigation;

import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a party tells of property on the phone: the applicant gives clues and reads the reports, the respondent reports.
 *
 * @param own the respondent's own duty; null for an applicant
 * @param reports what an applicant may read
 */
record PartyPropertyPage(
        String number,
        boolean running,
        List<ClueView> clues,
        List<AssetKind> kinds,
        @Nullable ReportStanding own,
        List<ReportStanding> reports,
        List<String> problems,
        Map<String, String> typed)
        implements Screen {

    @Override
    public String title() {
        return own == null ? "提供财产线索" : "报告财产";
    }

    @Override
    public int httpStatus() {
        return problems.isEmpty() ? 200 : 422;
    }

    String typed(String field) {
        return typed.getOrDefault(field, "");
    }
}
