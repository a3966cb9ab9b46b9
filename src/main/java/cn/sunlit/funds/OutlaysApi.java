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

/** What a case pays to others than its creditors, for machines. */
@Tag(name = "案款")
@RestController
@RequestMapping("/api/cases/{number}/outlays")
class OutlaysApi {

    private final Outlays outlays;
    private final Cases cases;

    OutlaysApi(Outlays outlays, Cases cases) {
        this.outlays = outlays;
        this.cases = cases;
    }

    @Operation(summary = "对外支付", description = "变价实际费用和移交冻结法院的款项，后提请的在前，附审批和付款的状态。")
    @GetMapping
    List<OutlayView> all(Actor by, @PathVariable CaseNumber number) {
        List<OutlayView> all = outlays
                .ofCase(cases.open(by, UseCase.READ_FUNDS, number).id())
                .stream()
                .map(OutlayView::of)
                .toList();
        return by.kind() == Actor.Kind.PARTY
                ? all.stream().map(OutlayView::forParties).toList()
                : all;
    }

    /**
     * @param cost one of {@link CostKind}
     * @param document the bill or contract
     */
    @Schema(
            name = "OutlayOfCosts",
            example =
                    "{\"cost\":\"APPRAISAL\",\"amount\":\"1200.00\",\"payee\":\"某评估公司\",\"bank\":\"演示商业银行\",\"account\":\"6200000000000017\",\"document\":\"评估费发票 00123\",\"ground\":\"房产评估费，已核对发票和合同\"}")
    record CostBody(
            @Nullable String cost,
            @Nullable String amount,
            @Nullable String payee,
            @Nullable String bank,
            @Nullable String account,
            @Nullable String document,
            @Nullable String ground) {}

    @Operation(summary = "提请支付费用", description = "评估费、保管费等变价实际费用，凭票据提请；由另一人审批后付给收款人。")
    @PostMapping("/costs")
    @ResponseStatus(HttpStatus.CREATED)
    OutlayView cost(Actor by, @PathVariable CaseNumber number, @RequestBody CostBody body) {
        return OutlayView.of(outlays.proposeCost(
                by,
                number,
                new OutlayDraft(
                        body.cost(),
                        body.amount(),
                        body.payee(),
                        body.bank(),
                        body.account(),
                        body.document(),
                        body.ground())));
    }

    /**
     * @param hold the freeze out of which it is paid
     * @param document the other court's assistance notice
     */
    @Schema(
            name = "OutlayHandover",
            example =
                    "{\"hold\":1,\"amount\":\"5000.00\",\"payee\":\"某县人民法院\",\"bank\":\"演示商业银行\",\"account\":\"6200000000000025\",\"document\":\"（2026）鄂1121执协1号\",\"ground\":\"已电话核实该院账户\"}")
    record HandoverBody(
            @Nullable Long hold,
            @Nullable String amount,
            @Nullable String payee,
            @Nullable String bank,
            @Nullable String account,
            @Nullable String document,
            @Nullable String ground) {}

    @Operation(summary = "提请移交冻结法院", description = "以尚在冻结的金额为限，凭该院协助执行通知书提请；由另一人审批后付给该院账户。")
    @PostMapping("/handovers")
    @ResponseStatus(HttpStatus.CREATED)
    OutlayView handOver(Actor by, @PathVariable CaseNumber number, @RequestBody HandoverBody body) {
        return OutlayView.of(outlays.proposeHandover(
                by,
                number,
                body.hold() == null ? 0 : body.hold(),
                new OutlayDraft(
                        null,
                        body.amount(),
                        body.payee(),
                        body.bank(),
                        body.account(),
                        body.document(),
                        body.ground())));
    }

    @Operation(summary = "同意对外支付", description = "须由提请人以外的人办理；付款指令送银行，再次同意不再付款。")
    @PostMapping("/{outlay}/approve")
    OutlayView approve(Actor by, @PathVariable CaseNumber number, @PathVariable long outlay) {
        return OutlayView.of(outlays.decide(by, number, outlay, true));
    }

    @Operation(summary = "退回对外支付", description = "须由提请人以外的人办理；款项留在原处。")
    @PostMapping("/{outlay}/refuse")
    OutlayView refuse(Actor by, @PathVariable CaseNumber number, @PathVariable long outlay) {
        return OutlayView.of(outlays.decide(by, number, outlay, false));
    }
}
