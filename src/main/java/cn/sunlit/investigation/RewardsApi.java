package cn.sunlit.investigation;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Rewards for machines. */
@Tag(name = "财产调查")
@RestController
class RewardsApi {

    private final Rewards rewards;
    private final Cases cases;

    RewardsApi(Rewards rewards, Cases cases) {
        this.rewards = rewards;
        this.cases = cases;
    }

    @Operation(summary = "悬赏", description = "本案的悬赏申请、公告和线索，提供人和线索内容须另行说明理由查看。")
    @GetMapping("/api/cases/{number}/rewards")
    List<RewardViews.Reward> all(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_CLUES, number);
        return rewards.ofCase(file);
    }

    @Operation(summary = "决定是否发布悬赏公告", description = "由执行局局长或者院长办理，不准许的须写明理由。")
    @PostMapping("/api/cases/{number}/rewards/{id}/decision")
    List<RewardViews.Reward> decide(
            Actor by, @PathVariable CaseNumber number, @PathVariable long id, @RequestBody Decision decision) {
        if (decision.publish() == null) {
            throw new Problem.Invalid("publish", "请写明是否准许");
        }
        rewards.decide(
                by, number, id, decision.publish() ? null : decision.because() == null ? "" : decision.because());
        return all(by, number);
    }

    @Operation(summary = "核查悬赏线索", description = "属实的登记为财产；不应发放悬赏金的以 409 说明。")
    @PostMapping("/api/cases/{number}/reward-tips/{id}/result")
    List<RewardViews.Reward> verify(
            Actor by, @PathVariable CaseNumber number, @PathVariable long id, @RequestBody Result result) {
        rewards.verify(
                by,
                number,
                id,
                new Rewards.Verified(
                        Boolean.TRUE.equals(result.confirmed()),
                        result.relation() == null ? RewardRules.Relation.NONE : result.relation(),
                        result.findings(),
                        result.kind(),
                        result.place(),
                        result.key(),
                        result.title()));
        return all(by, number);
    }

    @Operation(summary = "计算并提请审批悬赏金", description = "按公告和因线索执行到位的金额计算到分。")
    @PostMapping("/api/cases/{number}/reward-tips/{id}/proposal")
    List<RewardViews.Reward> propose(
            Actor by, @PathVariable CaseNumber number, @PathVariable long id, @RequestBody Recovered recovered) {
        rewards.propose(by, number, id, recovered.recovered());
        return all(by, number);
    }

    @Operation(summary = "批准发放悬赏金", description = "须由提请人以外的审批人办理。")
    @PostMapping("/api/cases/{number}/reward-tips/{id}/approve")
    List<RewardViews.Reward> approve(Actor by, @PathVariable CaseNumber number, @PathVariable long id) {
        rewards.approve(by, number, id);
        return all(by, number);
    }

    /** Whether a notice is published, and why not. */
    @Schema(name = "RewardDecision", example = "{\"publish\":true}")
    record Decision(@Nullable Boolean publish, @Nullable String because) {}

    /** What verifying a tip has shown. */
    @Schema(
            name = "TipResult",
            example =
                    "{\"confirmed\":true,\"findings\":\"现场核实属实\",\"kind\":\"OTHER\",\"place\":\"城南某小区\",\"key\":\"库房7号\",\"title\":\"车库\"}")
    record Result(
            @Nullable Boolean confirmed,
            RewardRules.@Nullable Relation relation,
            @Nullable String findings,
            @Nullable String kind,
            @Nullable String place,
            @Nullable String key,
            @Nullable String title) {}

    /** What was recovered through a tip. */
    @Schema(name = "TipRecovered", example = "{\"recovered\":\"80000.00\"}")
    record Recovered(@Nullable Money recovered) {}
}
