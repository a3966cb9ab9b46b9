package cn.sunlit.kpi;

import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;

/** The indicators of a period as a table. */
record KpiPage(LocalDate from, LocalDate to, List<Indicator> indicators) implements Screen {
    @Override
    public String title() {
        return "质效指标";
    }
}
