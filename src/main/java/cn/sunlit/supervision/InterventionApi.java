package cn.sunlit.supervision;

import cn.sunlit.identity.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The register of interventions for machines, in the name of whoever works at the court. */
@Tag(name = "监督")
@RestController
class InterventionApi {

    private final Interventions interventions;
    private final Clock clock;

    InterventionApi(Interventions interventions, Clock clock) {
        this.interventions = interventions;
        this.clock = clock;
    }

    /** The key of the report that was made, added to or handled. */
    record Reported(long id) {}

    record Register(List<Intervention> interventions) {}

    /** @param month for which nothing happened, {@code 2026-03} */
    @Schema(example = "{\"month\":\"2026-03\"}")
    record NoneBody(@Nullable String month) {}

    /** What the reporter adds. */
    @Schema(example = "{\"text\":\"次日又来过一次电话\"}")
    record Addition(@Nullable String text) {}

    /** @param stage RECEIVED, VERIFIED, TRANSFERRED or CLOSED */
    @Schema(example = "{\"stage\":\"RECEIVED\",\"text\":\"已接收，转专人核实\"}")
    record NextStep(@Nullable String stage, @Nullable String text) {}

    @Operation(summary = "报告过问案件情况", description = "内容密封，只有监督人员看得到，不能修改、删除。kind 为 LEADER、INSIDER、CONTACT。")
    @PostMapping("/api/interventions")
    @ResponseStatus(HttpStatus.CREATED)
    Reported report(Actor by, @RequestBody InterventionDraft draft) {
        return new Reported(interventions.report(by, draft));
    }

    @Operation(summary = "本人的过问报告", description = "连同办理情况，从新到旧。")
    @GetMapping("/api/interventions")
    Register own(Actor by) {
        return new Register(interventions.own(by));
    }

    @Operation(summary = "零报告", description = "某月没有过问情况；该月已有报告的答409。")
    @PostMapping("/api/interventions/none")
    NoneBody none(Actor by, @RequestBody NoneBody body) {
        interventions.none(by, body.month());
        return body;
    }

    @Operation(summary = "补充本人的过问报告", description = "原来的内容不变。")
    @PostMapping("/api/interventions/{id}/additions")
    Reported add(Actor by, @PathVariable long id, @RequestBody Addition body) {
        interventions.add(by, id, body.text());
        return new Reported(id);
    }

    @Operation(summary = "待处理的过问记录", description = "只对监督人员；本院和下级法院的，从新到旧，每次最多五十一件。")
    @GetMapping("/api/supervision/interventions")
    Register register(Actor by, @RequestParam(defaultValue = "0") long older) {
        return new Register(interventions.toHandle(by, older));
    }

    @Operation(summary = "处理过问记录", description = "依次为接收、核实、移送或者办结；次序不对的答409。")
    @PostMapping("/api/supervision/interventions/{id}/steps")
    Reported handle(Actor by, @PathVariable long id, @RequestBody NextStep body) {
        interventions.handle(by, id, body.stage(), body.text());
        return new Reported(id);
    }

    @Operation(summary = "过问记录统计", description = "全年按种类和办理情况的件数，以及该月尚未月报的人员。")
    @GetMapping("/api/supervision/interventions/figures")
    Interventions.Figures figures(Actor by, @RequestParam(defaultValue = "") String month) {
        return interventions.figures(by, month.isBlank() ? YearMonth.now(clock) : Interventions.month(month));
    }
}
