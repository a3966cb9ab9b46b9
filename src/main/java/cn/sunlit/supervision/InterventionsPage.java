package cn.sunlit.supervision;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.List;

/**
 * Where whoever works at a court writes down an intervention, and sees his own reports with their handling.
 *
 * @param month the running month, {@code 2026-03}
 * @param reported whether one has reported for it already
 */
record InterventionsPage(
        List<Intervention> own, InterventionDraft typed, String month, boolean reported, FormErrors errors)
        implements Screen {

    @Override
    public String title() {
        return "过问记录";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }

    static InterventionKind[] kinds() {
        return InterventionKind.values();
    }
}
