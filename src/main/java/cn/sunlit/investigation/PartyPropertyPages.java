package cn.sunlit.investigation;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.Typed;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The parties' pages of clues and reports, phone first. */
@Controller
class PartyPropertyPages {

    private final Clues clues;
    private final PropertyReports reports;
    private final AssetKinds kinds;
    private final Cases cases;

    PartyPropertyPages(Clues clues, PropertyReports reports, AssetKinds kinds, Cases cases) {
        this.clues = clues;
        this.reports = reports;
        this.kinds = kinds;
        this.cases = cases;
    }

    @GetMapping("/portal/clues")
    PartyPropertyPage clues(Actor by) {
        return applicants(by, own(by, UseCase.GIVE_CLUE), List.of(), Map.of());
    }

    @PostMapping("/portal/clues")
    Object give(Actor by, @RequestParam Map<String, String> form, RedirectAttributes after) {
        CaseFile file = own(by, UseCase.GIVE_CLUE);
        try {
            clues.give(by, file, InvestigationPages.clue(new Typed(form)));
        } catch (Problem.Conflict | Problem.Invalid e) {
            return applicants(by, file, e.sentences(), form);
        }
        after.addFlashAttribute("notice", "已提供给承办法官，核查结果会告知您");
        return "redirect:/portal/clues";
    }

    @GetMapping("/portal/report")
    PartyPropertyPage report(Actor by) {
        return respondents(by, own(by, UseCase.REPORT_PROPERTY), List.of(), Map.of());
    }

    @PostMapping("/portal/report")
    Object report(Actor by, @RequestParam Map<String, String> form, RedirectAttributes after) {
        CaseFile file = own(by, UseCase.REPORT_PROPERTY);
        try {
            reports.report(by, file, draft(form));
        } catch (Problem.Conflict | Problem.Invalid e) {
            return respondents(by, file, e.sentences(), form);
        }
        after.addFlashAttribute("notice", "已提交，法院将核查");
        return "redirect:/portal/report";
    }

    @PostMapping("/portal/report/extension")
    Object extension(
            Actor by,
            @RequestParam(defaultValue = "") String because,
            @RequestParam(defaultValue = "") String wanted,
            RedirectAttributes after) {
        CaseFile file = own(by, UseCase.REPORT_PROPERTY);
        try {
            reports.askExtension(by, file, because, PlainDay.optional("wanted", wanted));
        } catch (Problem.Conflict | Problem.Invalid e) {
            return respondents(by, file, e.sentences(), Map.of("because", because, "wanted", wanted));
        }
        after.addFlashAttribute("notice", "已申请，请等待法院决定");
        return "redirect:/portal/report";
    }

    private static ReportDraft draft(Map<String, String> form) {
        Map<ReportItem, String> items = new EnumMap<>(ReportItem.class);
        Set<ReportItem> none = EnumSet.noneOf(ReportItem.class);
        for (ReportItem item : ReportItem.values()) {
            String words = form.getOrDefault(item.name(), "").strip();
            if (!words.isEmpty()) {
                items.put(item, words);
            }
            if (form.containsKey("none." + item.name())) {
                none.add(item);
            }
        }
        return new ReportDraft(items, none, PlainDay.optional("changedOn", form.get("changedOn")));
    }

    private PartyPropertyPage applicants(Actor by, CaseFile file, List<String> problems, Map<String, String> typed) {
        return new PartyPropertyPage(
                file.number().text(),
                file.isRunning(),
                clues.own(by, file),
                kinds.all(),
                null,
                reports.toApplicant(by, file),
                problems,
                typed);
    }

    private PartyPropertyPage respondents(Actor by, CaseFile file, List<String> problems, Map<String, String> typed) {
        return new PartyPropertyPage(
                file.number().text(),
                file.isRunning(),
                List.of(),
                List.of(),
                reports.own(by, file),
                List.of(),
                problems,
                typed);
    }

    /** The one case of the party's session. */
    private CaseFile own(Actor by, UseCase what) {
        if (by.kind() != Actor.Kind.PARTY || by.cases().isEmpty()) {
            throw new Problem.Forbidden("请用案号、姓名和短信验证码登录当事人门户");
        }
        CaseFile file = cases.byId(by.cases().iterator().next());
        cases.allow(by, what, file);
        return file;
    }
}
