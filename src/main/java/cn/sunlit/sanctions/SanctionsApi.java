package cn.sunlit.sanctions;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sanctions for machines. */
@Tag(name = "惩戒")
@RestController
class SanctionsApi {

    private final Sanctions sanctions;
    private final Cases cases;

    SanctionsApi(Sanctions sanctions, Cases cases) {
        this.sanctions = sanctions;
        this.cases = cases;
    }

    @Operation(summary = "惩戒措施", description = "限制消费和纳入失信名单的情况。")
    @GetMapping("/api/cases/{number}/sanctions")
    List<SanctionView> all(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_SANCTIONS, number);
        return sanctions.ofCase(file.id());
    }

    @Operation(summary = "提请惩戒", description = "不符合法定情形的以 409 说明理由。")
    @PostMapping("/api/cases/{number}/sanctions")
    @ResponseStatus(HttpStatus.CREATED)
    SanctionView propose(Actor by, @PathVariable CaseNumber number, @RequestBody SanctionDraft draft) {
        return view(by, number, sanctions.propose(by, number, draft));
    }

    @Operation(summary = "批准惩戒", description = "须由提请人以外的审批人办理。")
    @PostMapping("/api/cases/{number}/sanctions/{id}/approve")
    SanctionView approve(Actor by, @PathVariable CaseNumber number, @PathVariable long id) {
        sanctions.approve(by, number, id);
        return view(by, number, id);
    }

    @Operation(summary = "不予批准", description = "须写明理由。")
    @PostMapping("/api/cases/{number}/sanctions/{id}/refuse")
    SanctionView refuse(
            Actor by, @PathVariable CaseNumber number, @PathVariable long id, @RequestBody Because because) {
        sanctions.refuse(by, number, id, because.because());
        return view(by, number, id);
    }

    @Operation(summary = "解除、删除", description = "须写明理由，债务已经清偿的除外。")
    @PostMapping("/api/cases/{number}/sanctions/{id}/withdraw")
    SanctionView withdraw(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestBody(required = false) @Nullable Because because) {
        sanctions.withdraw(by, number, id, because == null ? null : because.because());
        return view(by, number, id);
    }

    /** The reason of a decision. */
    @Schema(example = "{\"because\":\"已经履行完毕\"}")
    record Because(@Nullable String because) {}

    private SanctionView view(Actor by, CaseNumber number, long id) {
        CaseFile file = cases.open(by, UseCase.READ_SANCTIONS, number);
        return sanctions.ofCase(file.id()).stream()
                .filter(s -> s.id() == id)
                .findFirst()
                .orElseThrow();
    }
}
