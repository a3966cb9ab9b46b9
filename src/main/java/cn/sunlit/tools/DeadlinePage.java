package cn.sunlit.tools;

import cn.sunlit.statutes.Deadline;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import org.jspecify.annotations.Nullable;

/**
 * The last day of a period, asked and answered on one page.
 *
 * @param unit the name of a unit, or {@code CONTROL_YEAR} for the term of a control measure in years
 */
record DeadlinePage(
        String event,
        String length,
        String unit,
        FormErrors errors,
        @Nullable Deadline result) implements Screen {
    @Override
    public String title() {
        return "期限";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }
}
