package cn.sunlit.kpi;

import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Screen;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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
@Tag(name = "指标")
@Controller
class KpiDoors {

    private final Kpi kpi;
    private final Clock clock;

    KpiDoors(Kpi kpi, Clock clock) {
        this.kpi = kpi;
        this.clock = clock;
    }

    record Answer(CourtCode court, LocalDate from, LocalDate to, List<Line> indicators) {}

    /**
     * An indicator for programs.
     *
     * @param link the search of the API that lists the cases of the denominator
     * @param numeratorLink the same for the numerator, left out where no search can tell them apart
     */
    record Line(
            String id,
            String name,
            String numerator,
            String denominator,
            @Nullable String value,
            String unit,
            String source,
            String link,
            @Nullable String numeratorLink) {
        static Line of(Indicator i) {
            return new Line(
                    i.id(),
                    i.name(),
                    i.numerator(),
                    i.denominator(),
                    i.value(),
                    i.unit(),
                    i.source(),
                    "/api/cases?" + i.cases(),
                    i.counted() == null ? null : "/api/cases?" + i.counted());
        }
    }

    private record Asked(CourtCode court, LocalDate from, LocalDate to) {}

    private Asked asked(Actor by, @Nullable CourtCode court, @Nullable LocalDate from, @Nullable LocalDate to) {
        LocalDate today = LocalDate.now(clock);
        return new Asked(
                court == null ? by.court() : court,
                from == null ? today.withDayOfYear(1) : from,
                to == null ? today : to);
    }

    @Operation(summary = "质效指标", description = "每项指标写明分子、分母、口径；link 列出分母的案件，numeratorLink 列出分子的案件。不填期间为今年以来。")
    @GetMapping("/api/kpi")
    @ResponseBody
    Answer api(
            Actor by,
            @RequestParam(required = false) @Nullable CourtCode court,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        Asked asked = asked(by, court, from, to);
        return new Answer(
                asked.court(),
                asked.from(),
                asked.to(),
                kpi.of(by, asked.court(), asked.from(), asked.to()).stream()
                        .map(Line::of)
                        .toList());
    }

    @GetMapping("/kpi")
    Screen page(
            Actor by,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        Asked asked = asked(by, by.court(), from, to);
        return new KpiPage(asked.from(), asked.to(), kpi.of(by, asked.court(), asked.from(), asked.to()));
    }

    @Configuration
    static class Entries {
        @Bean
        NavItem kpiEntry() {
            return new NavItem("指标", "/kpi", 60, UseCase.READ_KPI.name(), "标");
        }
    }
}
