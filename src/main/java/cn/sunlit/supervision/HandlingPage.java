package cn.sunlit.supervision;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.List;

/** What the supervisors see of the register: figures, who has not reported, each report with its next step. */
record HandlingPage(Interventions.Figures figures, List<Intervention> reports, boolean more, FormErrors errors)
        implements Screen {

    @Override
    public String title() {
        return "处理过问记录";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }
}
