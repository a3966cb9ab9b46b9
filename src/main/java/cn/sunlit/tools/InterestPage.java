package cn.sunlit.tools;

import cn.sunlit.statutes.ClearingResult;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import org.jspecify.annotations.Nullable;

/** What a debt has grown to and what each payment cleared, asked and answered on one page. */
record InterestPage(Form form, FormErrors errors, @Nullable ClearingResult result) implements Screen {

    /** The form as it was filled in; receipts a line each, {@code 2026-05-10 200000}. */
    record Form(
            String principal,
            String costs,
            String rateKind,
            String rate,
            String interestFrom,
            String performanceDue,
            String until,
            String receipts) {}

    @Override
    public String title() {
        return "利息和还款";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }
}
