package cn.sunlit.kpi;

import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Screen;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The indicators, for people and for machines; without a period the year so far. */
@Controller
class KpiDoors {

    private final Kpi kpi;
    private final Clock clock;

    KpiDoors(Kpi kpi, Clock clock) {
        this.kpi = kpi;
        this.clock = clock;
    }

    record Answer(CourtCode court, LocalDate from, LocalDate to, List<Indicator> indicators) {}

    @GetMapping("/api/kpi")
    @ResponseBody
    Answer api(
            Actor by,
            @RequestParam(required = false) @Nullable CourtCode court,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        LocalDate today = LocalDate.now(clock);
        CourtCode where = court == null ? by.court() : court;
        LocalDate first = from == null ? today.withDayOfYear(1) : from;
        LocalDate last = to == null ? today : to;
        return new Answer(where, first, last, kpi.of(by, where, first, last));
    }

    @GetMapping("/kpi")
    Screen page(
            Actor by,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        Answer answer = api(by, by.court(), from, to);
        return new KpiPage(answer.from(), answer.to(), answer.indicators());
    }

    @Configuration
    static class Entries {
        @Bean
        NavItem kpiEntry() {
            return new NavItem("指标", "/kpi", 60, UseCase.READ_KPI.name(), "标");
        }
    }
}
