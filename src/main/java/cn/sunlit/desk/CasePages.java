package cn.sunlit.desk;

import cn.sunlit.audit.Audit;
import cn.sunlit.audit.Entry;
import cn.sunlit.audit.ProofFile;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Outcome;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.InnerNode;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.funds.Funds;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.initiation.Initiation;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.parties.Datum;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.PartyId;
import cn.sunlit.web.CaseTab;
import cn.sunlit.web.Download;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The first page of a case and the acts that are done on it. */
@Controller
class CasePages {

    private static final int NEWEST = 40;

    private final Cases cases;
    private final CaseHeading heading;
    private final Docket docket;
    private final Documents documents;
    private final Audit audit;
    private final Funds funds;
    private final Initiation initiation;
    private final Parties parties;
    private final Access access;
    private final Clock clock;

    CasePages(
            Cases cases,
            Docket docket,
            Documents documents,
            Audit audit,
            Funds funds,
            Initiation initiation,
            Parties parties,
            Access access,
            Clock clock,
            CaseHeading heading) {
        this.heading = heading;
        this.cases = cases;
        this.docket = docket;
        this.documents = documents;
        this.audit = audit;
        this.funds = funds;
        this.initiation = initiation;
        this.parties = parties;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/cases/{number}")
    Screen overview(@PathVariable CaseNumber number, Actor by) {
        return page(by, cases.open(by, UseCase.READ_CASE, number), List.of(), null, CaseOverviewPage.Closing.NOTHING);
    }

    @GetMapping("/cases/{number}/documents")
    Screen documents(@PathVariable CaseNumber number, Actor by) {
        CaseFile file = cases.open(by, UseCase.READ_DOCUMENTS, number);
        return new CaseDocumentsPage(
                heading.of(file), documents.ofCase(file.id()).reversed());
    }

    /** The proof of one act as a file, to be checked anywhere. */
    @GetMapping("/cases/{number}/proofs/{entry}")
    ResponseEntity<String> proof(@PathVariable CaseNumber number, @PathVariable long entry, Actor by) {
        CaseFile file = cases.open(by, UseCase.READ_CASE, number);
        if (audit.entries(file.id()).stream().noneMatch(e -> e.id() == entry)) {
            throw new Problem.NotFound("本案没有这条存证");
        }
        return Download.kept(
                "proof-" + entry + ".json", MediaType.APPLICATION_JSON, ProofFile.write(audit.proof(entry)));
    }

    /** Shows one of a party's data in full for this answer alone; who looked and why is on record. */
    @PostMapping("/cases/{number}/parties/{party}/full")
    Screen inFull(
            @PathVariable CaseNumber number,
            @PathVariable long party,
            @RequestParam(defaultValue = "NUMBER") Datum what,
            @RequestParam String reason,
            Actor by) {
        CaseFile file = cases.open(by, UseCase.READ_PERSONAL_NUMBER, number);
        PartyId id = new PartyId(party);
        if (Stream.concat(file.applicants().stream(), file.respondents().stream())
                .noneMatch(p -> p.id().equals(id))) {
            throw new Problem.NotFound("本案没有这个当事人");
        }
        String full = parties.inFull(by, file.court(), file.id(), id, what, reason);
        return page(
                by, file, List.of(), new CaseOverviewPage.Shown(party, what, full), CaseOverviewPage.Closing.NOTHING);
    }

    @PostMapping("/cases/{number}/closing")
    Object close(
            @PathVariable CaseNumber number,
            @RequestParam Outcome outcome,
            @RequestParam(defaultValue = "") String basis,
            Actor by,
            RedirectAttributes next) {
        try {
            cases.close(by, number, outcome, basis.isBlank() ? null : basis.strip());
        } catch (Problem.Conflict refused) {
            if (refused.refusals().isEmpty()) {
                throw refused;
            }
            return page(
                    by,
                    cases.open(by, UseCase.READ_CASE, number),
                    refused.refusals(),
                    null,
                    new CaseOverviewPage.Closing(outcome.name(), basis));
        }
        next.addFlashAttribute("notice", "案件已以“%s”报结".formatted(outcome.zh()));
        return "redirect:" + Show.casePath(number, "");
    }

    private CaseOverviewPage page(
            Actor by,
            CaseFile file,
            List<Problem.Refusal> refusals,
            CaseOverviewPage.@Nullable Shown shown,
            CaseOverviewPage.Closing closing) {
        List<InnerNode> nodes = docket.innerNodes(file.id());
        List<Entry> entries = audit.entries(file.id()).reversed();
        List<Document> issued = documents.ofCase(file.id()).reversed();
        return new CaseOverviewPage(
                heading.of(file),
                file,
                nodes,
                NextActs.of(Show.casePath(file.number(), ""), nodes),
                initiation.view(by, file.number()),
                entries.subList(0, Math.min(NEWEST, entries.size())),
                cases.related(by, file.id()),
                issued.subList(0, Math.min(8, issued.size())),
                file.hasMoney() && access.may(by, UseCase.READ_FUNDS, file.court())
                        ? funds.owed(file.id(), LocalDate.now(clock))
                        : null,
                refusals,
                shown,
                closing);
    }

    /** Places among the tabs. */
    @Configuration
    static class Tab {
        @Bean
        NavItem toolsEntry() {
            return new NavItem("计算工具", "/tools", 65, "", "算");
        }

        @Bean
        CaseTab documentsTab() {
            return new CaseTab("文书", "/documents", 70);
        }

        @Bean
        CaseTab overviewTab() {
            return new CaseTab("总览", "", 0);
        }
    }
}
