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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Cash for machines. */
@Tag(name = "案款")
@RestController
class CashApi {

    private final Cash cash;
    private final Cases cases;

    CashApi(Cash cash, Cases cases) {
        this.cash = cash;
        this.cases = cases;
    }

    @Operation(summary = "收取的现金", description = "案件中直接收取的现金及其移交、缴存。")
    @GetMapping("/api/cases/{number}/cash")
    List<CashView> all(Actor by, @PathVariable CaseNumber number) {
        return cash.ofCase(cases.open(by, UseCase.READ_FUNDS, number).id());
    }

    @Operation(summary = "登记收取现金", description = "须二人以上；生成收款凭据。缴存银行之前不能发放。")
    @PostMapping("/api/cases/{number}/cash")
    @ResponseStatus(HttpStatus.CREATED)
    CashView take(Actor by, @PathVariable CaseNumber number, @RequestBody CashDraft draft) {
        return cash.take(by, number, draft);
    }

    /** @param lateBecause why it was not handed over on the day it was taken */
    @Schema(name = "CashHandover", example = "{\"lateBecause\":\"收款地点偏远，当日未能返回\"}")
    record HandoverBody(@Nullable String lateBecause) {}

    @Operation(summary = "接收移交的现金", description = "由收款人以外的财务人员清点；当日没有移交的写明原因。")
    @PostMapping("/api/bank/cash/{id}/receive")
    CashView receive(Actor by, @PathVariable long id, @RequestBody(required = false) @Nullable HandoverBody body) {
        return cash.receive(by, id, body == null ? null : body.lateBecause());
    }
}
