package cn.sunlit.tools;

import cn.sunlit.statutes.Distribution;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import org.jspecify.annotations.Nullable;

/** The distribution of one sum, asked and answered on one page; creditors a line each, {@code 甲 120000}. */
record DistributionPage(
        String proceeds,
        String costs,
        String preferred,
        String ordinary,
        String rule,
        FormErrors errors,
        Distribution.@Nullable Plan result)
        implements Screen {
    @Override
    public String title() {
        return "案款分配";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }
}
