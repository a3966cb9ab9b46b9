package cn.sunlit.property;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Single assets for machines. */
@Tag(name = "财产与措施")
@RestController
class DossierApi {

    private final AssetDossiers dossiers;
    private final AssetDesk desk;

    DossierApi(AssetDossiers dossiers, AssetDesk desk) {
        this.dossiers = dossiers;
        this.desk = desk;
    }

    @Operation(summary = "财产档案", description = "一项财产的价值、共有人、他人权利、豁免情况，以及本院各案和其他法院的控制。")
    @GetMapping("/api/cases/{number}/assets/{asset}")
    AssetDossier dossier(Actor by, @PathVariable CaseNumber number, @PathVariable long asset) {
        return dossiers.of(by, number, asset);
    }

    @Operation(summary = "登记财产", description = "被执行人申报 DECLARED、线索核查 CLUE 或者函查回复 REPLY 的财产；登记在他人名下的写明 registeredTo。")
    @PostMapping("/api/cases/{number}/assets")
    @ResponseStatus(HttpStatus.CREATED)
    Entered enter(Actor by, @PathVariable CaseNumber number, @RequestBody NewThing a) {
        return new Entered(desk.enter(
                by,
                number,
                new AssetDesk.NewAsset(
                        a.kind(),
                        a.title(),
                        a.place(),
                        a.key(),
                        a.owner(),
                        a.source(),
                        a.reference(),
                        a.value(),
                        a.registeredTo())));
    }

    record Entered(long assetId) {}

    /** An asset that no institution reported. */
    @Schema(
            example =
                    "{\"kind\":\"MACHINERY\",\"title\":\"数控机床一台\",\"place\":\"被执行人厂房\",\"source\":\"DECLARED\",\"reference\":\"财产报告表\",\"value\":\"50000.00\"}")
    record NewThing(
            @Nullable String kind,
            @Nullable String title,
            @Nullable String place,
            @Nullable String key,
            @Nullable String owner,
            @Nullable String source,
            @Nullable String reference,
            @Nullable Money value,
            @Nullable String registeredTo) {}

    @Operation(
            summary = "登记财产价值",
            description = "评估 APPRAISED、询价 INQUIRED、议价 AGREED、申报 DECLARED、线索 CLUE、纸质反馈 REPLY；只增不改。")
    @PostMapping("/api/cases/{number}/assets/{asset}/values")
    AssetDossier value(Actor by, @PathVariable CaseNumber number, @PathVariable long asset, @RequestBody NewValue v) {
        desk.value(by, number, asset, v.source(), v.value(), v.on(), v.reference());
        return dossiers.of(by, number, asset);
    }

    /** A value with its source and day. */
    @Schema(
            example =
                    "{\"source\":\"APPRAISED\",\"value\":\"480000.00\",\"on\":\"2026-03-02\",\"reference\":\"某评〔2026〕12号\"}")
    record NewValue(
            @Nullable String source,
            @Nullable Money value,
            @Nullable String on,
            @Nullable String reference) {}

    @Operation(summary = "登记共有人或者名义人", description = "共有人 CO_OWNER（share 为份额，共同共有不填）或者登记、占有名义人 REGISTERED。")
    @PostMapping("/api/cases/{number}/assets/{asset}/holders")
    AssetDossier holder(Actor by, @PathVariable CaseNumber number, @PathVariable long asset, @RequestBody NewHolder h) {
        if ("REGISTERED".equals(h.role())) {
            desk.registeredTo(by, number, asset, h.name(), h.source(), h.reference());
        } else {
            desk.coOwner(by, number, asset, h.name(), h.share(), h.source(), h.reference());
        }
        return dossiers.of(by, number, asset);
    }

    /** Somebody else with a part in an asset, or in whose name it stands. */
    @Schema(
            example =
                    "{\"role\":\"CO_OWNER\",\"name\":\"丙\",\"share\":\"1/2\",\"source\":\"REPLY\",\"reference\":\"不动产登记查询结果\"}")
    record NewHolder(
            @Nullable String role,
            @Nullable String name,
            @Nullable String share,
            @Nullable String source,
            @Nullable String reference) {}

    @Operation(summary = "登记他人权利", description = "抵押 MORTGAGE、质权 PLEDGE、留置 LIEN、租赁 LEASE、居住权 RESIDENCE。")
    @PostMapping("/api/cases/{number}/assets/{asset}/burdens")
    AssetDossier burden(Actor by, @PathVariable CaseNumber number, @PathVariable long asset, @RequestBody NewBurden b) {
        desk.burden(by, number, asset, b.kind(), b.holder(), b.secured(), b.registeredOn(), b.source(), b.reference());
        return dossiers.of(by, number, asset);
    }

    /** A right of another person in an asset. */
    @Schema(
            example =
                    "{\"kind\":\"MORTGAGE\",\"holder\":\"某银行\",\"secured\":\"200000.00\",\"registeredOn\":\"2024-05-06\",\"source\":\"REPLY\",\"reference\":\"不动产登记查询结果\"}")
    record NewBurden(
            @Nullable String kind,
            @Nullable String holder,
            @Nullable Money secured,
            @Nullable String registeredOn,
            @Nullable String source,
            @Nullable String reference) {}

    @Operation(summary = "确定保留的生活必需费用", description = "工资、养老金等收入须先确定保留数额，方可控制其余部分。")
    @PostMapping("/api/cases/{number}/assets/{asset}/reserve")
    AssetDossier reserve(Actor by, @PathVariable CaseNumber number, @PathVariable long asset, @RequestBody Reserve r) {
        desk.reserve(by, number, asset, r.amount(), r.because());
        return dossiers.of(by, number, asset);
    }

    /** What must stay with the respondent, and why so much. */
    @Schema(example = "{\"amount\":\"3000.00\",\"because\":\"当地最低生活保障标准，二人三个月\"}")
    record Reserve(@Nullable Money amount, @Nullable String because) {}
}
