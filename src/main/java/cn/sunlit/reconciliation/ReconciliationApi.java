package cn.sunlit.reconciliation;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Ledger and bank day by day, for machines. */
@Tag(name = "案款")
@RestController
@RequestMapping("/api")
class ReconciliationApi {

    private final Days days;
    private final Access access;
    private final Clock clock;

    ReconciliationApi(Days days, Access access, Clock clock) {
        this.days = days;
        this.access = access;
        this.clock = clock;
    }

    /** Compares the ledger with the bank's last statement and names each difference. */
    @Operation(summary = "对账", description = "账簿与银行对账单逐笔核对，列出每一处差异。")
    @GetMapping("/bank/reconciliation")
    Reconciliation reconcile(Actor by, @RequestParam(required = false) @Nullable LocalDate day) {
        access.allow(by, UseCase.RECONCILE, by.court());
        return days.reconcile(by.court(), day == null ? LocalDate.now(clock) : day);
    }

    @Operation(summary = "案款日报", description = "某日账面与银行、各类账户的期初期末、每一处差异的原因；已日结的以日结时为准。")
    @GetMapping("/bank/days/{day}")
    DayReport day(Actor by, @PathVariable LocalDate day) {
        return days.look(by, day).report();
    }

    /** @param note what is being done about differences; needed where there are any */
    record CloseBody(
            @Schema(example = "已向银行索取缺失的对账单") @Nullable String note) {}

    @Operation(summary = "案款日结", description = "日结后该日不能再记账；再次日结不改变什么。有差异的须写明处理情况。")
    @PostMapping("/bank/days/{day}/close")
    DayReport close(Actor by, @PathVariable LocalDate day, @RequestBody(required = false) @Nullable CloseBody body) {
        days.close(by, day, body == null ? null : body.note());
        return days.look(by, day).report();
    }
}
