package cn.sunlit.instalments;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A debt paid in parts: what was agreed, how far it is paid, what was missed. */
@Tag(name = "案款")
@Controller
class InstalmentPages {

    private final Instalments instalments;
    private final Cases cases;
    private final CaseHeading heading;
    private final Access access;

    InstalmentPages(Instalments instalments, Cases cases, CaseHeading heading, Access access) {
        this.instalments = instalments;
        this.cases = cases;
        this.heading = heading;
        this.access = access;
    }

    @GetMapping("/cases/{number}/funds/instalments")
    Screen show(Actor by, @PathVariable CaseNumber number) {
        return page(by, number, Map.of(), FormErrors.NONE, null);
    }

    /** @param parts a part a line: its last day and its sum */
    @PostMapping("/cases/{number}/funds/instalments")
    Object make(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam(defaultValue = "") String paper,
            @RequestParam(defaultValue = "") String agreedOn,
            @RequestParam(defaultValue = "") String total,
            @RequestParam(defaultValue = "") String parts,
            RedirectAttributes next) {
        try {
            instalments.make(
                    by,
                    number,
                    new Instalments.Draft(
                            paper,
                            agreedOn,
                            total,
                            parts.lines()
                                    .filter(line -> !line.isBlank())
                                    .map(InstalmentPages::part)
                                    .toList()));
        } catch (Problem.Invalid e) {
            return page(
                    by,
                    number,
                    Map.of("paper", paper, "agreedOn", agreedOn, "total", total, "parts", parts),
                    FormErrors.of(e),
                    null);
        }
        next.addFlashAttribute("notice", "已登记分期履行");
        return "redirect:" + Show.casePath(number, "/funds/instalments");
    }

    private static Instalments.DraftPart part(String line) {
        String[] words = line.strip().split("[\\s,，]+", 2);
        return new Instalments.DraftPart(words[0], words.length > 1 ? words[1].replace(",", "") : "");
    }

    @PostMapping("/cases/{number}/funds/instalments/end")
    Object end(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam(defaultValue = "") String why,
            RedirectAttributes next) {
        try {
            instalments.end(by, number, why);
        } catch (Problem.Invalid e) {
            return page(by, number, Map.of(), FormErrors.of(e), null);
        } catch (Problem.Conflict e) {
            return page(by, number, Map.of(), FormErrors.NONE, e.getMessage());
        }
        next.addFlashAttribute("notice", "分期已终止");
        return "redirect:" + Show.casePath(number, "/funds/instalments");
    }

    /** @param plan null where no plan holds */
    record InstalmentAnswer(@Nullable InstalmentPlan plan) {}

    @Operation(summary = "分期履行", description = "正在履行的分期，各期已付多少；没有的为空。")
    @GetMapping("/api/cases/{number}/instalments")
    @ResponseBody
    InstalmentAnswer plan(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_FUNDS, number);
        return new InstalmentAnswer(instalments.inForce(file.id()).orElse(null));
    }

    @Schema(
            example =
                    "{\"paper\":\"执行和解协议（2026年3月2日）\",\"agreedOn\":\"2026-03-02\",\"total\":\"20000.00\",\"parts\":[{\"dueOn\":\"2026-04-01\",\"amount\":\"10000.00\"},{\"dueOn\":\"2026-05-01\",\"amount\":\"10000.00\"}]}")
    record InstalmentsWanted(
            @Nullable String paper,
            @Nullable String agreedOn,
            @Nullable String total,
            @Nullable List<InstalmentWanted> parts) {}

    record InstalmentWanted(
            @Nullable String dueOn, @Nullable String amount) {}

    @Operation(summary = "登记分期履行", description = "按执行和解协议等登记各期的最后付款日和金额；再次登记的取代前次。到期未付清的次日留痕并告知申请执行人。")
    @PostMapping("/api/cases/{number}/instalments")
    @ResponseStatus(HttpStatus.CREATED)
    @ResponseBody
    InstalmentPlan make(Actor by, @PathVariable CaseNumber number, @RequestBody InstalmentsWanted wanted) {
        return instalments.make(
                by,
                number,
                new Instalments.Draft(
                        wanted.paper(),
                        wanted.agreedOn(),
                        wanted.total(),
                        wanted.parts() == null
                                ? List.of()
                                : wanted.parts().stream()
                                        .map(p -> new Instalments.DraftPart(p.dueOn(), p.amount()))
                                        .toList()));
    }

    private InstalmentPage page(
            Actor by, CaseNumber number, Map<String, String> typed, FormErrors errors, @Nullable String refused) {
        CaseFile file = cases.open(by, UseCase.READ_FUNDS, number);
        return new InstalmentPage(
                heading.of(file),
                instalments.inForce(file.id()).orElse(null),
                typed,
                errors,
                refused,
                access.may(by, UseCase.PROPOSE_DISTRIBUTION, file.court()));
    }
}
