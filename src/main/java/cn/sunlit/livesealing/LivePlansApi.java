package cn.sunlit.livesealing;

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

/** Plans for machines. */
@Tag(name = "活封活扣")
@RestController
class LivePlansApi {

    private final LivePlans plans;
    private final LivePlanViews views;
    private final Breaches breaches;
    private final Cases cases;

    LivePlansApi(LivePlans plans, LivePlanViews views, Breaches breaches, Cases cases) {
        this.plans = plans;
        this.views = views;
        this.breaches = breaches;
        this.cases = cases;
    }

    @Operation(summary = "活封方案", description = "方案、本月余额、逐笔付款核对、使用报告和违反情形。")
    @GetMapping("/api/cases/{number}/live-plans")
    List<LivePlanView> all(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_ASSETS, number);
        return views.ofCase(by, file);
    }

    @Operation(summary = "提请活封方案或者变更", description = "同一财产已有执行中的方案的，批准后由新方案替代。不符合法定情形的以 409 说明理由。")
    @PostMapping("/api/cases/{number}/live-plans")
    @ResponseStatus(HttpStatus.CREATED)
    LivePlanView propose(Actor by, @PathVariable CaseNumber number, @RequestBody PlanDraft draft) {
        return view(by, number, plans.propose(by, number, draft));
    }

    @Schema(name = "LivePlanBecause", example = "{\"because\":\"不影响清偿\"}")
    record Because(@Nullable String because) {}

    @Operation(summary = "批准活封方案", description = "须由提请人以外的审批人办理；申请执行人不同意的须写明理由。")
    @PostMapping("/api/cases/{number}/live-plans/{plan}/approve")
    LivePlanView approve(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @RequestBody(required = false) @Nullable Because given) {
        plans.approve(by, number, plan, given == null ? null : given.because());
        return view(by, number, plan);
    }

    @Operation(summary = "不批准活封方案", description = "须写明理由。")
    @PostMapping("/api/cases/{number}/live-plans/{plan}/refuse")
    LivePlanView refuse(
            Actor by, @PathVariable CaseNumber number, @PathVariable long plan, @RequestBody Because given) {
        plans.refuse(by, number, plan, given.because());
        return view(by, number, plan);
    }

    @Operation(summary = "提请终止活封方案", description = "须写明理由，由另一人审批。")
    @PostMapping("/api/cases/{number}/live-plans/{plan}/end")
    LivePlanView proposeEnd(
            Actor by, @PathVariable CaseNumber number, @PathVariable long plan, @RequestBody Because given) {
        plans.proposeEnd(by, number, plan, given.because());
        return view(by, number, plan);
    }

    @Operation(summary = "同意终止活封方案", description = "终止后银行不再按方案付款，冻结恢复全额。")
    @PostMapping("/api/cases/{number}/live-plans/{plan}/end/approve")
    LivePlanView approveEnd(Actor by, @PathVariable CaseNumber number, @PathVariable long plan) {
        plans.decideEnd(by, number, plan, true);
        return view(by, number, plan);
    }

    @Operation(summary = "不同意终止活封方案", description = "方案继续执行。")
    @PostMapping("/api/cases/{number}/live-plans/{plan}/end/refuse")
    LivePlanView refuseEnd(Actor by, @PathVariable CaseNumber number, @PathVariable long plan) {
        plans.decideEnd(by, number, plan, false);
        return view(by, number, plan);
    }

    /** @param facts what was seen */
    @Schema(name = "LivePlanBreachFound", example = "{\"facts\":\"现场检查发现将被查封的设备出租给他人\"}")
    record Found(@Nullable String facts) {}

    @Operation(summary = "登记违反活封方案的情形", description = "超出准许的用途等。")
    @PostMapping("/api/cases/{number}/live-plans/{plan}/breaches")
    @ResponseStatus(HttpStatus.CREATED)
    LivePlanView found(Actor by, @PathVariable CaseNumber number, @PathVariable long plan, @RequestBody Found found) {
        breaches.useNotAllowed(by, number, plan, found.facts());
        return view(by, number, plan);
    }

    @Operation(summary = "确认违反情形，终止方案", description = "按方案载明的违反后果终止。")
    @PostMapping("/api/cases/{number}/live-plans/breaches/{breach}/confirm")
    List<LivePlanView> confirm(Actor by, @PathVariable CaseNumber number, @PathVariable long breach) {
        breaches.confirm(by, number, breach);
        return all(by, number);
    }

    @Operation(summary = "对违反情形不作处理", description = "须写明理由。")
    @PostMapping("/api/cases/{number}/live-plans/breaches/{breach}/dismiss")
    List<LivePlanView> dismiss(
            Actor by, @PathVariable CaseNumber number, @PathVariable long breach, @RequestBody Because given) {
        breaches.dismiss(by, number, breach, given.because());
        return all(by, number);
    }

    private LivePlanView view(Actor by, CaseNumber number, long id) {
        return all(by, number).stream().filter(v -> v.id() == id).findFirst().orElseThrow();
    }
}
