package cn.sunlit.kpi;

import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;

/** The indicators of a period as a table. */
record KpiPage(LocalDate from, LocalDate to, List<Indicator> indicators) implements Screen {
    /** {@code 8543010.00} as {@code 8,543,010.00}. */
    static String grouped(String number) {
        return number.replaceAll("(?<=\\d)(?=(\\d{3})+(\\.|$))", ",");
    }

    @Override
    public String title() {
        return "质效指标";
    }
}
