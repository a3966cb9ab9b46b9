package cn.sunlit.cases;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Map;

/**
 * Cases within the reader's reach, filtered.
 *
 * @param query what was asked for, by the field's name
 * @param more whether there is another page
 * @param link the address of a page without its number
 */
record CaseListPage(
        List<CaseLine> cases,
        Map<String, String> query,
        Map<String, String> officers,
        int number,
        boolean more,
        String link,
        FormErrors errors)
        implements Screen {

    @Override
    public String title() {
        return "案件";
    }

    String value(String field) {
        return query.getOrDefault(field, "");
    }

    String officer(CaseLine line) {
        return line.officer() == null ? "未分案" : officers.getOrDefault(line.officer(), line.officer());
    }

    Stage[] stages() {
        return Stage.values();
    }

    boolean isFiltered() {
        return query.values().stream().anyMatch(v -> !v.isBlank());
    }
}
