package cn.sunlit.property;

import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Map;

/**
 * The form for an asset that no institution reported.
 *
 * @param owners the respondents' names
 * @param refusals why the last entry was refused
 * @param typed what was filled in for it, by field
 */
record AssetEntryPage(
        CaseHeader header, List<AssetKind> kinds, List<String> owners, List<String> refusals, Map<String, String> typed)
        implements Screen {

    @Override
    public String title() {
        return header.number().text() + " 登记财产";
    }

    @Override
    public int httpStatus() {
        return refusals.isEmpty() ? 200 : 422;
    }

    String path() {
        return header.path() + "/assets";
    }

    String typed(String field) {
        return typed.getOrDefault(field, "");
    }
}
