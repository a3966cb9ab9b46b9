package cn.sunlit.initiation;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseNumber;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The opening of a case, for machines. */
@Tag(name = "启动")
@RestController
class InitiationApi {

    private final Initiation initiation;

    InitiationApi(Initiation initiation) {
        this.initiation = initiation;
    }

    /** Does intake, notice, order to report, service and request for clues, as far as each can be done; twice is once. */
    @Operation(summary = "启动执行", description = "依次接收案件、制发执行通知和报告财产令、送达、征询财产线索；已经办过的不重复。")
    @PostMapping("/api/cases/{number}/initiation")
    InitiationView begin(
            @PathVariable CaseNumber number, @RequestBody(required = false) @Nullable Opening opening, Actor by) {
        return initiation.begin(by, number, opening == null ? null : opening.paper());
    }

    @Operation(summary = "启动情况", description = "已办的事项，以及尚不能办理的原因。")
    @GetMapping("/api/cases/{number}/initiation")
    InitiationView view(@PathVariable CaseNumber number, Actor by) {
        return initiation.view(by, number);
    }

    /** @param paper how the documents were served where not electronically; left out for electronic service */
    @Schema(example = "{\"paper\":{\"how\":\"MAIL\",\"receipt\":\"EMS 1234567890123\",\"on\":\"2026-03-10\"}}")
    record Opening(@Nullable ManualService paper) {}
}
