package cn.sunlit.instalments;

import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A case's instalments, for the court's people. */
record InstalmentPage(
        CaseHeader header,
        @Nullable InstalmentPlan plan,
        Map<String, String> typed,
        FormErrors errors,
        @Nullable String refused,
        boolean mayPropose)
        implements Screen {

    @Override
    public String title() {
        return "分期履行";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() && refused == null ? 200 : 422;
    }

    String typed(String field) {
        return typed.getOrDefault(field, "");
    }
}
