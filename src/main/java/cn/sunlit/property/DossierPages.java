package cn.sunlit.property;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.PlainMoney;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.Posted;
import cn.sunlit.web.Show;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of one asset and what is entered on it. */
@Controller
class DossierPages {

    private final AssetDossiers dossiers;
    private final AssetDesk desk;
    private final AssetKinds kinds;
    private final Protections protections;
    private final Cases cases;
    private final CaseHeading heading;
    private final Access access;

    DossierPages(
            AssetDossiers dossiers,
            AssetDesk desk,
            AssetKinds kinds,
            Protections protections,
            Cases cases,
            CaseHeading heading,
            Access access) {
        this.dossiers = dossiers;
        this.desk = desk;
        this.kinds = kinds;
        this.protections = protections;
        this.cases = cases;
        this.heading = heading;
        this.access = access;
    }

    @GetMapping("/cases/{number}/assets/new")
    AssetEntryPage entry(Actor by, @PathVariable CaseNumber number) {
        return entryPage(by, number, List.of(), Map.of());
    }

    @PostMapping("/cases/{number}/assets")
    Object enter(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        try {
            long asset = desk.enter(
                    by,
                    number,
                    new AssetDesk.NewAsset(
                            form.get("kind"),
                            form.get("title"),
                            form.get("place"),
                            form.get("key"),
                            form.get("owner"),
                            form.get("source"),
                            form.get("reference"),
                            PlainMoney.optional("value", form.get("value")),
                            form.get("registeredTo")));
            after.addFlashAttribute("notice", "财产已登记，请甄别是否可供执行");
            return "redirect:" + Show.casePath(number, "/assets/" + asset);
        } catch (Problem.Conflict | Problem.Invalid e) {
            return entryPage(by, number, e.sentences(), form);
        }
    }

    private AssetEntryPage entryPage(Actor by, CaseNumber number, List<String> refusals, Map<String, String> typed) {
        CaseFile file = cases.open(by, UseCase.SCREEN_ASSETS, number);
        return new AssetEntryPage(
                heading.of(file),
                kinds.all(),
                file.respondents().stream().map(CaseParty::name).toList(),
                refusals,
                typed);
    }

    @GetMapping("/cases/{number}/assets/{asset}")
    DossierPage dossier(Actor by, @PathVariable CaseNumber number, @PathVariable long asset) {
        return page(by, number, asset, List.of(), Map.of());
    }

    @PostMapping("/cases/{number}/assets/{asset}/values")
    Object value(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long asset,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, asset, "value", form, after, () -> {
            desk.value(
                    by,
                    number,
                    asset,
                    form.get("source"),
                    PlainMoney.optional("value", form.get("value")),
                    form.get("on"),
                    form.get("reference"));
            return "价值已登记";
        });
    }

    @PostMapping("/cases/{number}/assets/{asset}/holders")
    Object holder(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long asset,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, asset, "holder", form, after, () -> {
            if ("REGISTERED".equals(form.get("role"))) {
                desk.registeredTo(by, number, asset, form.get("name"), form.get("source"), form.get("reference"));
                return "名义人已登记，取得其书面确认后方可控制";
            }
            desk.coOwner(
                    by, number, asset, form.get("name"), form.get("share"), form.get("source"), form.get("reference"));
            return "共有人已登记";
        });
    }

    @PostMapping("/cases/{number}/assets/{asset}/holders/{holder}/paper")
    Object issueNotice(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long asset,
            @PathVariable long holder,
            RedirectAttributes after) {
        return act(
                by,
                number,
                asset,
                "paper",
                Map.of(),
                after,
                () -> "已制发通知书 %s，送达后请登记".formatted(desk.issueNotice(by, number, asset, holder)));
    }

    @PostMapping("/cases/{number}/assets/{asset}/holders/{holder}/notice")
    Object told(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long asset,
            @PathVariable long holder,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, asset, "told", form, after, () -> {
            desk.told(by, number, asset, holder, form.get("document"), form.get("on"));
            return "已登记通知共有人";
        });
    }

    @PostMapping("/cases/{number}/assets/{asset}/holders/{holder}/confirmation")
    Object confirmed(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long asset,
            @PathVariable long holder,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, asset, "confirmed", form, after, () -> {
            desk.confirmed(by, number, asset, holder, form.get("document"), form.get("on"));
            return "书面确认已登记";
        });
    }

    @PostMapping("/cases/{number}/assets/{asset}/burdens")
    Object burden(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long asset,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, asset, "burden", form, after, () -> {
            desk.burden(
                    by,
                    number,
                    asset,
                    form.get("kind"),
                    form.get("holder"),
                    PlainMoney.optional("secured", form.get("secured")),
                    form.get("registeredOn"),
                    form.get("source"),
                    form.get("reference"));
            return "权利已登记";
        });
    }

    @PostMapping("/cases/{number}/assets/{asset}/burdens/{burden}/end")
    Object burdenEnds(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long asset,
            @PathVariable long burden,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, asset, "end", form, after, () -> {
            desk.burdenEnds(by, number, asset, burden, form.get("document"), form.get("on"));
            return "权利消灭已登记";
        });
    }

    @PostMapping("/cases/{number}/assets/{asset}/protection")
    Object protect(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long asset,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, asset, "protection", form, after, () -> {
            desk.protect(by, number, asset, form.get("code"), form.get("because"));
            return "核实结论已记录";
        });
    }

    @PostMapping("/cases/{number}/assets/{asset}/reserve")
    Object reserve(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long asset,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, asset, "reserve", form, after, () -> {
            desk.reserve(by, number, asset, PlainMoney.optional("amount", form.get("amount")), form.get("because"));
            return "保留数额已记录";
        });
    }

    @PostMapping("/cases/{number}/assets/{asset}/reviews")
    Object ask(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long asset,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, asset, "review", form, after, () -> {
            desk.askReview(by, number, asset, form.get("because"));
            return "已提请院级审核";
        });
    }

    @PostMapping("/cases/{number}/assets/{asset}/reviews/{review}/decision")
    Object decide(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long asset,
            @PathVariable long review,
            @RequestParam boolean approved,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, asset, "decision", form, after, () -> {
            desk.decideReview(by, number, asset, review, approved, form.get("opinion"));
            return "审核意见已记录";
        });
    }

    private Object act(
            Actor by,
            CaseNumber number,
            long asset,
            String name,
            Map<String, String> form,
            RedirectAttributes after,
            Supplier<String> done) {
        return Posted.act(after, Show.casePath(number, "/assets/" + asset), done, e -> {
            Map<String, String> typed = new HashMap<>(form);
            typed.put("form", name);
            return page(by, number, asset, e.sentences(), typed);
        });
    }

    private DossierPage page(
            Actor by, CaseNumber number, long asset, List<String> refusals, Map<String, String> typed) {
        AssetDossier dossier = dossiers.of(by, number, asset);
        CaseFile file = cases.open(by, UseCase.READ_ASSETS, number);
        return new DossierPage(
                heading.of(file),
                dossier,
                protections.rules(),
                protections.grounds(),
                access.may(by, UseCase.SCREEN_ASSETS, file.court()) && file.isRunning(),
                access.may(by, UseCase.REVIEW_PROTECTED_FUNDS, file.court()),
                refusals,
                typed);
    }
}
