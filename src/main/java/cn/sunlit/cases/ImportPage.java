package cn.sunlit.cases;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import org.jspecify.annotations.Nullable;

/** Loading a file of cases, and what became of it. */
record ImportPage(@Nullable ImportReport report, FormErrors errors) implements Screen {
    @Override
    public String title() {
        return "批量导入案件";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }
}
