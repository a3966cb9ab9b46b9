package cn.sunlit.distribution;

import cn.sunlit.alerts.Concern;
import cn.sunlit.alerts.Lamps;
import cn.sunlit.web.Show;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** Plans with which what the end of a term brings should have happened by itself and did not: their officer is warned. */
@Component
class StuckPlans implements Concern.Source {

    private final PlanStore store;

    StuckPlans(PlanStore store) {
        this.store = store;
    }

    @Override
    public List<Concern> standing(LocalDate today) {
        return store.stuck(today).stream()
                .map(s -> new Concern(
                        "PLAN_TERM",
                        Long.toString(s.id()),
                        s.court(),
                        s.caseId(),
                        null,
                        "分配方案的期限已于%s届满，系统没有能够自动办理，请通知系统管理员".formatted(Show.date(s.since())),
                        Show.casePath(s.caseNumber(), "/distribution-plan"),
                        null,
                        s.since(),
                        new Lamps(
                                s.since().plusDays(1),
                                s.since().plusDays(2),
                                s.since().plusDays(3))))
                .toList();
    }
}
