package cn.sunlit.funds;

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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Money of a case that lies still, for machines. */
@Tag(name = "案款")
@RestController
@RequestMapping("/api/cases/{number}/holds")
class HoldsApi {

    private final HeldFunds holds;
    private final Cases cases;

    HoldsApi(HeldFunds holds, Cases cases) {
        this.holds = holds;
        this.cases = cases;
    }

    @Operation(summary = "冻结、延缓发放、提存的案款", description = "每一笔的事由、审批、尚余金额和解除。")
    @GetMapping
    List<HoldView> all(Actor by, @PathVariable CaseNumber number) {
        List<HoldView> all =
                holds.ofCase(cases.open(by, UseCase.READ_FUNDS, number).id());
        return by.kind() == Actor.Kind.PARTY
                ? all.stream().map(HoldView::forParties).toList()
                : all;
    }

    @Operation(summary = "提请冻结、延缓发放、提存案款", description = "另一人审批后记账；延缓发放由执行局局长和院领导先后审批。")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    HoldView propose(Actor by, @PathVariable CaseNumber number, @RequestBody HoldDraft draft) {
        return holds.propose(by, number, draft);
    }

    @Operation(summary = "同意冻结、延缓发放、提存案款", description = "须由提请人以外的人办理；再次同意不改变什么。")
    @PostMapping("/{hold}/approve")
    HoldView approve(Actor by, @PathVariable CaseNumber number, @PathVariable long hold) {
        return holds.approve(by, number, hold);
    }

    /** @param because why it is sent back */
    @Schema(name = "HoldRefusal", example = "{\"because\":\"冻结文书不全\"}")
    record RefuseBody(@Nullable String because) {}

    @Operation(summary = "退回冻结、延缓发放、提存的申请", description = "须写明理由。")
    @PostMapping("/{hold}/refuse")
    HoldView refuse(Actor by, @PathVariable CaseNumber number, @PathVariable long hold, @RequestBody RefuseBody body) {
        return holds.refuse(by, number, hold, body.because());
    }

    @Operation(summary = "提请解除冻结、延缓发放、提存", description = "可以解除一部分；另一人审批后回到可以发放的余额。")
    @PostMapping("/{hold}/releases")
    @ResponseStatus(HttpStatus.CREATED)
    HoldView release(
            Actor by, @PathVariable CaseNumber number, @PathVariable long hold, @RequestBody ReleaseDraft draft) {
        return holds.proposeRelease(by, number, hold, draft);
    }

    @Operation(summary = "同意解除", description = "须由提请人以外的人办理；解除后十日内发放。")
    @PostMapping("/{hold}/releases/{release}/approve")
    HoldView free(Actor by, @PathVariable CaseNumber number, @PathVariable long hold, @PathVariable long release) {
        return holds.decideRelease(by, number, hold, release, true);
    }

    @Operation(summary = "退回解除的申请", description = "款项仍然留存。")
    @PostMapping("/{hold}/releases/{release}/refuse")
    HoldView keep(Actor by, @PathVariable CaseNumber number, @PathVariable long hold, @PathVariable long release) {
        return holds.decideRelease(by, number, hold, release, false);
    }
}
