package cn.sunlit.alerts;

import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What turns colour in the seven days to come, day by day. */
record WeekPage(Alerts.Search search, List<Alerts.Scope> scopes, LocalDate today, List<Alerts.Turning> turning)
        implements Screen {

    @Override
    public String title() {
        return "本周将到期";
    }

    Map<LocalDate, List<Alerts.Turning>> byDay() {
        return turning.stream().collect(Collectors.groupingBy(Alerts.Turning::on, TreeMap::new, Collectors.toList()));
    }
}
