package cn.sunlit.property;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.OrderAnswered;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Assets, measures and list two for machines. */
@RestController
class PropertyApi {

    private final Property property;
    private final Lists lists;
    private final Cases cases;

    PropertyApi(Property property, Lists lists, Cases cases) {
        this.property = property;
        this.lists = lists;
        this.cases = cases;
    }

    @GetMapping("/api/cases/{number}/assets")
    AssetsView assets(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_ASSETS, number);
        return new AssetsView(
                lists.assetsFor(by, file), by.kind() == Actor.Kind.PARTY ? null : property.ceiling(file.id()));
    }

    /** @param ceiling what may still be held; not for parties */
    record AssetsView(List<AssetView> assets, Property.@Nullable Ceiling ceiling) {}

    @GetMapping("/api/cases/{number}/lists/2")
    ListTwo listTwo(Actor by, @PathVariable CaseNumber number) {
        return lists.two(by, cases.open(by, UseCase.READ_ASSETS, number));
    }

    @PostMapping("/api/cases/{number}/measures")
    @ResponseStatus(HttpStatus.ACCEPTED)
    MeasureView order(Actor by, @PathVariable CaseNumber number, @RequestBody MeasureDraft draft) {
        MeasureId id = property.order(by, number, draft);
        CaseFile file = cases.open(by, UseCase.READ_CASE, number);
        return property.ofCase(file.id()).stream()
                .flatMap(a -> a.measures().stream())
                .filter(m -> m.id() == id.value())
                .findFirst()
                .orElseThrow();
    }

    @PostMapping("/api/cases/{number}/measures/release-all")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, Integer> releaseAll(
            Actor by, @PathVariable CaseNumber number, @RequestBody(required = false) @Nullable Reason reason) {
        return Map.of("released", property.releaseAll(by, number, reason == null ? null : reason.reason()));
    }

    /** Why everything is released; needed while the debt stands. */
    record Reason(@Nullable String reason) {}

    @PostMapping("/api/cases/{number}/measures/{id}/reply")
    MeasureView reply(Actor by, @PathVariable CaseNumber number, @PathVariable long id, @RequestBody Reply reply) {
        if (reply.result() == null) {
            throw new Problem.Invalid("result", "请填写办理结果");
        }
        property.recordReply(
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
    record Reply(
            OrderAnswered.@Nullable Outcome result,
            @Nullable Money amount,
            @Nullable Integer rank,
            @Nullable String document) {}

    @PostMapping("/api/cases/{number}/assets/{asset}/screening")
    Map<String, Object> screen(
            Actor by, @PathVariable CaseNumber number, @PathVariable long asset, @RequestBody Verdict verdict) {
        if (verdict.executable() == null) {
            throw new Problem.Invalid("executable", "请填写是否可供执行");
        }
        property.screen(by, number, asset, verdict.executable(), verdict.because());
        return Map.of("assetId", asset, "executable", verdict.executable());
    }

    /** The officer's screening. */
    record Verdict(@Nullable Boolean executable, @Nullable String because) {}
}
