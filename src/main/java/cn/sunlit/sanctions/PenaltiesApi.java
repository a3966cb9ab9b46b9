package cn.sunlit.sanctions;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Fines and detention for machines. */
@Tag(name = "惩戒")
@RestController
class PenaltiesApi {

    private final PenaltyDesk desk;
    private final Custody custody;
    private final Cases cases;

    PenaltiesApi(PenaltyDesk desk, Custody custody, Cases cases) {
        this.desk = desk;
        this.custody = custody;
        this.cases = cases;
    }

    @Operation(summary = "罚款、拘留", description = "本案的罚款、拘留及其执行情况。")
    @GetMapping("/api/cases/{number}/penalties")
    List<PenaltyView> all(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_PENALTIES, number);
        return desk.ofCase(file.id());
    }

    @Operation(summary = "提请罚款、拘留", description = "不符合法定情形、超过限额的以 409 逐项说明。")
    @PostMapping("/api/cases/{number}/penalties")
    @ResponseStatus(HttpStatus.CREATED)
    PenaltyView propose(Actor by, @PathVariable CaseNumber number, @RequestBody PenaltyDraft draft) {
        return view(by, number, desk.propose(by, number, draft));
    }

    @Operation(summary = "批准罚款、拘留", description = "须由院长本人办理。")
    @PostMapping("/api/cases/{number}/penalties/{id}/approve")
    PenaltyView approve(Actor by, @PathVariable CaseNumber number, @PathVariable long id) {
        desk.approve(by, number, id);
        return view(by, number, id);
    }

    @Operation(summary = "不予批准罚款、拘留", description = "须写明理由。")
    @PostMapping("/api/cases/{number}/penalties/{id}/refuse")
    PenaltyView refuse(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestBody SanctionsApi.Because because) {
        desk.refuse(by, number, id, because.because());
        return view(by, number, id);
    }

    @Operation(summary = "登记罚款、拘留的执行", description = "送达、移交拘留、通知家属、复议、提请提前解除、缴纳罚款。")
    @PostMapping("/api/cases/{number}/penalties/{id}/steps")
    PenaltyView step(Actor by, @PathVariable CaseNumber number, @PathVariable long id, @RequestBody PenaltyStep step) {
        custody.step(by, number, id, step);
        return view(by, number, id);
    }

    @Operation(summary = "批准提前解除拘留", description = "须由院长本人办理。")
    @PostMapping("/api/cases/{number}/penalties/{id}/release/approve")
    PenaltyView approveRelease(Actor by, @PathVariable CaseNumber number, @PathVariable long id) {
        desk.approveRelease(by, number, id);
        return view(by, number, id);
    }

    @Operation(summary = "不予提前解除拘留", description = "须写明理由。")
    @PostMapping("/api/cases/{number}/penalties/{id}/release/refuse")
    PenaltyView refuseRelease(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestBody SanctionsApi.Because because) {
        desk.refuseRelease(by, number, id, because.because());
        return view(by, number, id);
    }

    private PenaltyView view(Actor by, CaseNumber number, long id) {
        return all(by, number).stream().filter(p -> p.id() == id).findFirst().orElseThrow();
    }
}
