package cn.sunlit.property;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.Inquiries;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.PlainMoney;
import cn.sunlit.web.CaseTab;
import cn.sunlit.web.Posted;
import cn.sunlit.web.Show;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a case's assets and the acts on it. */
@Controller
class PropertyPages {

    private final Property property;
    private final Measures measures;
    private final Screenings screenings;
    private final OverControlDesk overControl;
    private final Inquiries inquiries;
    private final Cases cases;
    private final CaseHeading heading;
    private final Access access;

    PropertyPages(
            Property property,
            Measures measures,
            Screenings screenings,
            OverControlDesk overControl,
            Inquiries inquiries,
            Cases cases,
            Access access,
            CaseHeading heading) {
        this.heading = heading;
        this.property = property;
        this.measures = measures;
        this.screenings = screenings;
        this.overControl = overControl;
        this.inquiries = inquiries;
        this.cases = cases;
        this.access = access;
    }

    @GetMapping("/cases/{number}/assets")
    AssetsPage assets(Actor by, @PathVariable CaseNumber number) {
        return page(by, number, List.of(), AssetsPage.Typed.NOTHING);
    }

    @PostMapping("/cases/{number}/assets/{asset}/measures")
    Object order(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long asset,
            @RequestParam MeasureKind kind,
            @RequestParam(required = false) @Nullable MeasureKind kind2,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes after) {
        MeasureKind wanted = kind2 == null ? kind : kind2;
        return act(by, number, after, new AssetsPage.Typed(asset, kind.name(), amount, reason, ""), () -> {
            measures.order(by, number, new MeasureDraft(wanted, asset, PlainMoney.optional("amount", amount), reason));
            return "已作出%s裁定，协助执行通知已发出".formatted(wanted.zh());
        });
    }

    @PostMapping("/cases/{number}/assets/release-all")
    Object releaseAll(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes after) {
        return act(
                by,
                number,
                after,
                AssetsPage.Typed.NOTHING,
                () -> "已发出%d项解除通知".formatted(measures.releaseAll(by, number, reason)));
    }

    @PostMapping("/cases/{number}/assets/{asset}/screening")
    Object screen(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long asset,
            @RequestParam boolean executable,
            @RequestParam(defaultValue = "") String ground,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes after) {
        return act(by, number, after, new AssetsPage.Typed(asset, "", "", "", because), () -> {
            screenings.screen(by, number, asset, executable, ground, because);
            return "甄别已记录";
        });
    }

    private Object act(
            Actor by, CaseNumber number, RedirectAttributes after, AssetsPage.Typed typed, Supplier<String> done) {
        return Posted.act(after, Show.casePath(number, "/assets"), done, e -> page(by, number, e.sentences(), typed));
    }

    private AssetsPage page(Actor by, CaseNumber number, List<String> refusals, AssetsPage.Typed typed) {
        CaseFile file = cases.open(by, UseCase.READ_ASSETS, number);
        List<AssetView> assets = property.ofCase(file.id());
        Property.Ceiling ceiling = property.ceiling(file.id());
        boolean holds = assets.stream().anyMatch(a -> a.control().isPresent() && !a.isUnderWay());
        return new AssetsPage(
                heading.of(file),
                assets,
                property.proofs(by, file),
                ceiling,
                overControl.openTo(by, file).orElse(null),
                inquiries.isWaiting(file.id()),
                access.may(by, UseCase.ORDER_MEASURE, file.court()) && file.isRunning(),
                access.may(by, UseCase.SCREEN_ASSETS, file.court()) && file.isRunning(),
                holds && file.hasMoney() && !ceiling.owed().isPositive(),
                refusals,
                typed);
    }

    /** Where the page hangs. */
    @Configuration
    static class Places {
        @Bean
        CaseTab assetsTab() {
            return new CaseTab("财产", "/assets", 40);
        }
    }
}
