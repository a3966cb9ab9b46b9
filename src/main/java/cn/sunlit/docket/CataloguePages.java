package cn.sunlit.docket;

import cn.sunlit.docket.CatalogueDesk.Checked;
import cn.sunlit.docket.CatalogueDraftPage.Tried;
import cn.sunlit.docket.CatalogueDraftPage.Typed;
import cn.sunlit.docket.CatalogueEditor.Change;
import cn.sunlit.docket.CataloguePage.DraftLine;
import cn.sunlit.docket.CataloguePage.Line;
import cn.sunlit.docket.CataloguePage.Standing;
import cn.sunlit.docket.TrialStore.Turned;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Screen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The catalogue in force and how a court comes to one of its own, in the browser. */
@Controller
class CataloguePages {

    private final CatalogueDesk desk;
    private final Catalogues catalogues;
    private final TrialStore trials;
    private final ObjectProvider<CaseLookup> cases;
    private final Access access;
    private final Courts courts;
    private final Clock clock;

    CataloguePages(
            CatalogueDesk desk,
            Catalogues catalogues,
            TrialStore trials,
            ObjectProvider<CaseLookup> cases,
            Access access,
            Courts courts,
            Clock clock) {
        this.desk = desk;
        this.catalogues = catalogues;
        this.trials = trials;
        this.cases = cases;
        this.access = access;
        this.courts = courts;
        this.clock = clock;
    }

    @GetMapping("/catalogue")
    Screen catalogue(Actor by) {
        return page(by, FormErrors.NONE);
    }

    private CataloguePage page(Actor by, FormErrors errors) {
        LocalDate today = LocalDate.now(clock);
        long version = desk.versionToday(by.court());
        List<Line> adopted = desk.adopted(by.court()).stream()
                .map(a -> new Line(
                        a,
                        courts.nameOf(new CourtCode(a.court())),
                        a.court().equals(by.court().value())))
                .toList();
        Line inForce = adopted.stream()
                .filter(l -> l.adopted().versionId() == version
                        && !l.adopted().effectiveFrom().isAfter(today))
                .findFirst()
                .orElse(null);
        return new CataloguePage(
                catalogues.version(version),
                new Standing(
                        adopted,
                        inForce,
                        desk.drafts(by).stream()
                                .map(d -> new DraftLine(d, courts.nameOf(d.court())))
                                .toList(),
                        catalogues.models(),
                        access.may(by, UseCase.DRAFT_CATALOGUE, by.court()),
                        today,
                        errors));
    }

    @GetMapping("/catalogue/versions/{version}")
    Screen version(Actor by, @PathVariable long version) {
        return new CataloguePage(catalogues.find(version).orElseThrow(() -> new Problem.NotFound("没有这一版节点目录")), null);
    }

    @PostMapping("/catalogue/drafts")
    Object begin(Actor by, @RequestParam(defaultValue = "") String from) {
        try {
            return "redirect:/catalogue/drafts/" + desk.begin(by, from);
        } catch (Problem.Invalid wrong) {
            return page(by, FormErrors.of(wrong));
        }
    }

    @GetMapping("/catalogue/drafts/{draft}")
    Screen draft(Actor by, @PathVariable long draft) {
        return page(by, desk.open(by, draft), Typed.NOTHING, FormErrors.NONE);
    }

    private CatalogueDraftPage page(Actor by, CatalogueDraft draft, Typed typed, FormErrors errors) {
        Checked checked = desk.check(draft);
        Catalogue before = catalogues.version(desk.versionToday(draft.court()));
        Catalogue after = checked.catalogue();
        return new CatalogueDraftPage(
                draft,
                courts.nameOf(draft.court()),
                checked,
                before,
                after == null ? List.of() : CatalogueDiff.nodes(before, after),
                after == null ? List.of() : CatalogueDiff.publicNodes(before, after),
                trials.newest(draft.id()).map(this::tried).orElse(null),
                access.may(by, UseCase.DRAFT_CATALOGUE, draft.court()),
                access.may(by, UseCase.APPROVE_CATALOGUE, draft.court()),
                LocalDate.now(clock),
                typed,
                errors);
    }

    private Tried tried(TrialStore.Trial trial) {
        List<Turned> turned = trials.turned(trial.id());
        Map<Long, CaseNumber> numbers = cases.getObject()
                .numbers(turned.stream().map(Turned::caseId).distinct().toList());
        return new Tried(
                trial,
                trials.tallies(trial.id()),
                turned.stream()
                        .map(t -> new CatalogueDraftPage.Line(t, numbers.get(t.caseId())))
                        .toList());
    }

    @GetMapping("/catalogue/drafts/{draft}/text")
    Screen text(Actor by, @PathVariable long draft) {
        CatalogueDraft open = desk.open(by, draft);
        return text(by, open, open.inner(), open.open(), FormErrors.NONE);
    }

    private CatalogueTextPage text(Actor by, CatalogueDraft draft, String inner, String open, FormErrors errors) {
        boolean mayChange = draft.isOpen() && access.may(by, UseCase.DRAFT_CATALOGUE, draft.court());
        return new CatalogueTextPage(draft, inner, open, mayChange, errors);
    }

    /** A file that was chosen counts before what stands in the field. */
    @PostMapping("/catalogue/drafts/{draft}/text")
    Object write(
            Actor by,
            @PathVariable long draft,
            @RequestParam(defaultValue = "") String inner,
            @RequestParam(defaultValue = "") String open,
            @RequestParam(required = false) @Nullable MultipartFile innerFile,
            @RequestParam(required = false) @Nullable MultipartFile openFile,
            RedirectAttributes next)
            throws IOException {
        String innerText = sent(innerFile, inner);
        String openText = sent(openFile, open);
        try {
            return saved(desk.write(by, draft, innerText, openText), next, "已保存为新的一份草案");
        } catch (Problem.Invalid wrong) {
            CatalogueDraft found = desk.open(by, draft);
            boolean huge = innerText.length() + openText.length() > 2 * CatalogueText.MOST_CHARACTERS;
            return text(
                    by, found, huge ? found.inner() : innerText, huge ? found.open() : openText, FormErrors.of(wrong));
        }
    }

    private static String sent(@Nullable MultipartFile file, String typed) throws IOException {
        String text = file == null || file.isEmpty() ? typed : new String(file.getBytes(), StandardCharsets.UTF_8);
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return bare.replace("\r\n", "\n");
    }

    @GetMapping("/catalogue/drafts/{draft}/node")
    Object node(Actor by, @PathVariable long draft, @RequestParam(defaultValue = "") String code) {
        CatalogueDraft open = desk.open(by, draft);
        Catalogue catalogue = desk.check(open).catalogue();
        if (catalogue == null) {
            return "redirect:/catalogue/drafts/%d/text".formatted(draft);
        }
        NodeSpec node = code.isEmpty()
                ? catalogue.nodes().values().iterator().next()
                : catalogue.has(code) ? catalogue.node(code) : null;
        if (node == null) {
            throw new Problem.NotFound("这份草案中没有节点" + (code.length() > 10 ? "" : code));
        }
        return new CatalogueNodePage(open, catalogue, node, Change.of(node), FormErrors.NONE);
    }

    @PostMapping("/catalogue/drafts/{draft}/node")
    Object change(
            Actor by,
            @PathVariable long draft,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "false") boolean remove,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable Integer value,
            @RequestParam(defaultValue = "NONE") String unit,
            @RequestParam(required = false) @Nullable Integer yellow,
            @RequestParam(required = false) @Nullable Integer red,
            @RequestParam(defaultValue = "NATURAL_DAY") String lampUnit,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String publicNode,
            @RequestParam(defaultValue = "NEVER") NodeSpec.Timing timing,
            RedirectAttributes next) {
        if (remove) {
            return saved(desk.remove(by, draft, code), next, "已从草案中删去节点" + code);
        }
        Change change = new Change(name.strip(), value, unit, yellow, red, lampUnit, role, publicNode, timing);
        try {
            return saved(desk.change(by, draft, code, change), next, "已改节点" + code);
        } catch (Problem.Invalid wrong) {
            CatalogueDraft open = desk.open(by, draft);
            Catalogue catalogue = desk.check(open).catalogue();
            if (catalogue == null || !catalogue.has(code)) {
                throw wrong;
            }
            return new CatalogueNodePage(open, catalogue, catalogue.node(code), change, FormErrors.of(wrong));
        }
    }

    @PostMapping("/catalogue/drafts/{draft}/version")
    Object rename(
            Actor by,
            @PathVariable long draft,
            @RequestParam(defaultValue = "") String version,
            RedirectAttributes next) {
        return act(by, draft, Typed.NOTHING, () -> saved(desk.rename(by, draft, version), next, "已改版本号"));
    }

    @PostMapping("/catalogue/drafts/{draft}/proposal")
    Object propose(
            Actor by,
            @PathVariable long draft,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes next) {
        return act(by, draft, new Typed(from, reason), () -> {
            desk.propose(by, draft, PlainDay.optional("from", from), reason);
            return saved(draft, next, "已提请，等待另一人批准");
        });
    }

    @PostMapping("/catalogue/drafts/{draft}/approval")
    Object approve(
            Actor by,
            @PathVariable long draft,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes next) {
        return act(by, draft, Typed.NOTHING, () -> {
            desk.decide(by, draft, true, because);
            return saved(draft, next, "已批准，到日对新案适用");
        });
    }

    @PostMapping("/catalogue/drafts/{draft}/refusal")
    Object refuse(
            Actor by,
            @PathVariable long draft,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes next) {
        return act(by, draft, Typed.NOTHING, () -> {
            desk.decide(by, draft, false, because);
            return saved(draft, next, "未批准，现行目录不变");
        });
    }

    @PostMapping("/catalogue/drafts/{draft}/withdrawal")
    Object withdraw(Actor by, @PathVariable long draft, RedirectAttributes next) {
        desk.withdraw(by, draft);
        return saved(draft, next, "已撤回");
    }

    @PostMapping("/catalogue/drafts/{draft}/trial")
    Object tryOut(
            Actor by,
            @PathVariable long draft,
            @RequestParam(defaultValue = "") String first,
            @RequestParam(defaultValue = "") String last,
            RedirectAttributes next) {
        return act(by, draft, Typed.NOTHING, () -> {
            desk.tryOut(by, draft, PlainDay.optional("first", first), PlainDay.optional("last", last));
            return saved(draft, next, "已开始试算，可以离开本页，稍后回来看");
        });
    }

    @PostMapping("/catalogue/drafts/{draft}/trial/cancel")
    Object cancel(Actor by, @PathVariable long draft, RedirectAttributes next) {
        desk.cancelTrial(by, draft);
        return saved(draft, next, "已取消试算，已算出的保留");
    }

    private Object act(Actor by, long draft, Typed typed, Supplier<Object> done) {
        try {
            return done.get();
        } catch (Problem.Invalid wrong) {
            return page(by, desk.open(by, draft), typed, FormErrors.of(wrong));
        }
    }

    private static String saved(long draft, RedirectAttributes next, String notice) {
        next.addFlashAttribute("notice", notice);
        return "redirect:/catalogue/drafts/" + draft;
    }

    /** Its place in the menu. */
    @Configuration
    static class Menu {
        @Bean
        NavItem catalogueEntry() {
            return new NavItem("节点目录", "/catalogue", 70, UseCase.READ_CASE.name(), "目");
        }
    }
}
