package cn.sunlit.property;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.OrderAnswered;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.publicity.Thing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Assets, measures and list two for machines. */
@Tag(name = "财产与措施")
@RestController
class PropertyApi {

    private final Property property;
    private final Measures measures;
    private final Screenings screenings;
    private final Lists lists;
    private final Cases cases;
    private final Publicity publicity;

    PropertyApi(
            Property property,
            Measures measures,
            Screenings screenings,
            Lists lists,
            Cases cases,
            Publicity publicity) {
        this.property = property;
        this.measures = measures;
        this.screenings = screenings;
        this.lists = lists;
        this.cases = cases;
        this.publicity = publicity;
    }

    @Operation(summary = "财产", description = "查到的、保全转入的和核实的财产，以及每项财产上的措施；ceiling 为还可以控制的数额。")
    @GetMapping("/api/cases/{number}/assets")
    AssetsView assets(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_ASSETS, number);
        return new AssetsView(
                property.openTo(by, file),
                publicity.open(Publicity.audience(by, file.court()), Thing.CEILING)
                        ? property.ceiling(file.id())
                        : null);
    }

    /** @param ceiling what may still be held; not for parties */
    record AssetsView(List<AssetView> assets, Property.@Nullable Ceiling ceiling) {}

    @Operation(summary = "清单二：财产查控处置及款物分配清单", description = "财产、措施、到账、结算和发放，按请求的时刻生成。")
    @GetMapping("/api/cases/{number}/lists/2")
    ListTwo listTwo(Actor by, @PathVariable CaseNumber number) {
        return lists.two(by, cases.open(by, UseCase.READ_ASSETS, number));
    }

    @Operation(
            summary = "作出控制措施",
            description =
                    "冻结 FREEZE、查封 SEAL、扣押 SEIZE、扣划 DEDUCT、续行 RENEW、解除 RELEASE。裁定和协助执行通知书同时制发，通知发往协助单位；超标的、重复等不合法的以 409 说明理由。")
    @PostMapping("/api/cases/{number}/measures")
    @ResponseStatus(HttpStatus.ACCEPTED)
    MeasureView order(Actor by, @PathVariable CaseNumber number, @RequestBody MeasureDraft draft) {
        MeasureId id = measures.order(by, number, draft);
        CaseFile file = cases.open(by, UseCase.READ_CASE, number);
        return property.ofCase(file.id()).stream()
                .flatMap(a -> a.measures().stream())
                .filter(m -> m.id() == id.value())
                .findFirst()
                .orElseThrow();
    }

    @Operation(summary = "解除全部措施", description = "债务尚未清偿的须写明理由。")
    @PostMapping("/api/cases/{number}/measures/release-all")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Released releaseAll(
            Actor by, @PathVariable CaseNumber number, @RequestBody(required = false) @Nullable Reason reason) {
        return new Released(measures.releaseAll(by, number, reason == null ? null : reason.reason()));
    }

    /** How many were ordered released. */
    record Released(int released) {}

    /** Why everything is released; needed while the debt stands. */
    @Schema(example = "{\"reason\":\"双方和解\"}")
    record Reason(@Nullable String reason) {}

    @Operation(summary = "登记纸质回执", description = "协助单位以纸质方式答复的，登记办理结果。")
    @PostMapping("/api/cases/{number}/measures/{id}/reply")
    MeasureView reply(Actor by, @PathVariable CaseNumber number, @PathVariable long id, @RequestBody Reply reply) {
        if (reply.result() == null) {
            throw new Problem.Invalid("result", "请填写办理结果");
        }
        measures.recordReply(
                by,
                number,
                id,
                reply.result(),
                reply.amount(),
                reply.rank() == null ? 1 : reply.rank(),
                reply.document());
        CaseFile file = cases.open(by, UseCase.READ_CASE, number);
        return property.ofCase(file.id()).stream()
                .flatMap(a -> a.measures().stream())
                .filter(m -> m.id() == id)
                .findFirst()
                .orElseThrow();
    }

    /** What an institution answered on paper. */
    @Schema(example = "{\"result\":\"DONE\",\"amount\":\"80000.00\",\"rank\":1,\"document\":\"回执第8号\"}")
    record Reply(
            OrderAnswered.@Nullable Outcome result,
            @Nullable Money amount,
            @Nullable Integer rank,
            @Nullable String document) {}

    @Operation(summary = "登记轮候转正", description = "协助单位通知轮候措施转为正式控制的，登记日期和实际控制的金额；在先措施尚在的以 409 说明。")
    @PostMapping("/api/cases/{number}/measures/{id}/promotion")
    MeasureView promotion(
            Actor by, @PathVariable CaseNumber number, @PathVariable long id, @RequestBody Promotion promotion) {
        measures.recordPromotion(by, number, id, promotion.amount(), promotion.on(), promotion.document());
        CaseFile file = cases.open(by, UseCase.READ_CASE, number);
        return property.ofCase(file.id()).stream()
                .flatMap(a -> a.measures().stream())
                .filter(m -> m.id() == id)
                .findFirst()
                .orElseThrow();
    }

    /** What an institution says of a waiting measure that took effect. */
    @Schema(example = "{\"on\":\"2026-03-02\",\"amount\":\"80000.00\",\"document\":\"轮候转正通知第3号\"}")
    record Promotion(
            @Nullable LocalDate on,
            @Nullable Money amount,
            @Nullable String document) {}

    @Operation(summary = "解除超出部分", description = "控制的财产超出尚应履行数额的，部分或者整项解除；不可分物标明整体控制。")
    @PostMapping("/api/cases/{number}/measures/release-excess")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Released releaseExcess(Actor by, @PathVariable CaseNumber number) {
        return new Released(measures.releaseExcess(by, number));
    }

    @Operation(summary = "甄别财产", description = "承办人认定可否供执行并说明理由。")
    @PostMapping("/api/cases/{number}/assets/{asset}/screening")
    Screened screen(Actor by, @PathVariable CaseNumber number, @PathVariable long asset, @RequestBody Verdict verdict) {
        if (verdict.executable() == null) {
            throw new Problem.Invalid("executable", "请填写是否可供执行");
        }
        screenings.screen(by, number, asset, verdict.executable(), verdict.ground(), verdict.because());
        return new Screened(asset, verdict.executable());
    }

    record Screened(long assetId, boolean executable) {}

    /** The officer's screening. */
    @Schema(example = "{\"executable\":false,\"because\":\"被执行人及其家属必需的生活费用\"}")
    record Verdict(
            @Nullable Boolean executable,
            @Nullable String ground,
            @Nullable String because) {}
}
