package cn.sunlit.tools;

import cn.sunlit.statutes.FeeResult;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import org.jspecify.annotations.Nullable;

/**
 * A fee, asked and answered on one page.
 *
 * @param kind {@code enforcement} or {@code preservation}
 * @param words the fee in capital numerals
 */
record FeePage(
        String amount,
        String kind,
        FormErrors errors,
        @Nullable FeeResult result,
        String words) implements Screen {
    @Override
    public String title() {
        return "执行费、保全费";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }
}
