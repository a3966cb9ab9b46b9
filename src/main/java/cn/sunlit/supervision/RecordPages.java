package cn.sunlit.supervision;

import cn.sunlit.audit.Audit;
import cn.sunlit.audit.CheckpointFiles;
import cn.sunlit.audit.Entry;
import cn.sunlit.audit.RecordQuery;
import cn.sunlit.audit.RecordSearch;
import cn.sunlit.audit.WalkRun;
import cn.sunlit.audit.Walks;
import cn.sunlit.docket.CaseLookup;
import cn.sunlit.docket.CaseRef;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Screen;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of the record, for those who watch over it and those who run the program. */
@Controller
class RecordPages {

    private static final int WALKS = 8;
    private static final int CHECKPOINTS = 10;

    /** How far back one looks who names no day. */
    private static final int DAYS = 30;

    private static final String EVERY_THREE_SECONDS = "3";

    private final Audit audit;
    private final Walks walks;
    private final RecordSearch search;
    private final CheckpointFiles files;
    private final CaseLookup cases;
    private final Access access;
    private final Clock clock;

    RecordPages(
            Audit audit,
            Walks walks,
            RecordSearch search,
            CheckpointFiles files,
            CaseLookup cases,
            Access access,
            Clock clock) {
        this.audit = audit;
        this.walks = walks;
        this.search = search;
        this.files = files;
        this.cases = cases;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/audit")
    Screen record(
            Actor by,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String caseNumber,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "0") long older,
            HttpServletResponse response) {
        access.allow(by, UseCase.READ_AUDIT, by.court());
        LocalDate today = LocalDate.now(clock);
        RecordPage.Typed typed = new RecordPage.Typed(
                person.strip(),
                caseNumber.strip(),
                kind.strip(),
                from.isBlank() ? today.minusDays(DAYS).toString() : from.strip(),
                to.isBlank() ? today.toString() : to.strip());
        RecordPage page;
        try {
            page = page(by, typed, FormErrors.NONE, search.search(by, query(typed, older)));
        } catch (Problem.Invalid wrong) {
            page = page(by, typed, FormErrors.of(wrong), List.of());
        }
        if (page.running() != null) {
            // Shown anew without script.
            response.setHeader("Refresh", EVERY_THREE_SECONDS);
        }
        return page;
    }

    @PostMapping("/audit/walks")
    String start(Actor by, RedirectAttributes after) {
        try {
            walks.start(by);
            after.addFlashAttribute("notice", "已开始核对");
        } catch (Problem.Conflict running) {
            after.addFlashAttribute("notice", running.getMessage());
        }
        return "redirect:/audit";
    }

    @PostMapping("/audit/walks/cancel")
    String cancel(Actor by, RedirectAttributes after) {
        try {
            walks.cancel(by);
            after.addFlashAttribute("notice", "已要求停止核对");
        } catch (Problem.Conflict over) {
            after.addFlashAttribute("notice", over.getMessage());
        }
        return "redirect:/audit";
    }

    private RecordPage page(Actor by, RecordPage.Typed typed, FormErrors errors, List<Entry> found) {
        List<WalkRun> newest = walks.newest(by, WALKS);
        boolean more = found.size() > RecordSearch.PAGE;
        return new RecordPage(
                audit.size(),
                newest,
                walks.lastDone().orElse(null),
                access.may(by, UseCase.CHECK_RECORD, by.court()),
                audit.checkpoints(Long.MAX_VALUE, CHECKPOINTS),
                audit.publicKeys(),
                files.stands(),
                typed,
                errors,
                more ? found.subList(0, RecordSearch.PAGE) : found,
                more);
    }

    private RecordQuery query(RecordPage.Typed typed, long older) {
        return new RecordQuery(
                typed.person(),
                caseId(typed.caseNumber()),
                typed.kind(),
                PlainDay.required("from", typed.from(), "请填写起始日期"),
                PlainDay.required("to", typed.to(), "请填写截止日期"),
                older);
    }

    private @Nullable CaseId caseId(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return cases.find(CaseNumber.parse(text))
                    .map(CaseRef::id)
                    .orElseThrow(() -> new Problem.Invalid("caseNumber", "没有这个案号的案件"));
        } catch (IllegalArgumentException malformed) {
            throw new Problem.Invalid("caseNumber", String.valueOf(malformed.getMessage()));
        }
    }

    /** The record's place in the menu. */
    @Configuration
    static class Menu {
        @Bean
        NavItem recordEntry() {
            return new NavItem("存证留痕", "/audit", 85, "READ_AUDIT", "痕");
        }
    }
}
