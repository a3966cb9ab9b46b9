package cn.sunlit.docket;

import cn.sunlit.documents.Documents;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.publicity.Audience;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.CaseTab;
import cn.sunlit.web.Posted;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** List three of a case. */
@Controller
class NodesPages {

    private final CaseDoor door;
    private final Docket docket;
    private final CaseHeads heads;
    private final NodeActs acts;
    private final Documents documents;
    private final Access access;
    private final Courts courts;
    private final Clock clock;

    NodesPages(
            CaseDoor door,
            Docket docket,
            CaseHeads heads,
            NodeActs acts,
            Documents documents,
            Access access,
            Courts courts,
            Clock clock) {
        this.heads = heads;
        this.acts = acts;
        this.documents = documents;
        this.access = access;
        this.courts = courts;
        this.clock = clock;
        this.door = door;
        this.docket = docket;
    }

    @GetMapping("/cases/{number}/nodes")
    Screen nodes(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam(required = false) @Nullable String lamp,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(defaultValue = "false") boolean codes) {
        CaseRef file = door.open(by, number);
        if (by.kind() == Actor.Kind.PARTY) {
            throw new Problem.Forbidden("内部流程管理清单不向当事人公开");
        }
        return page(by, file, lamp, stage, codes, List.of());
    }

    private NodesPage page(
            Actor by,
            CaseRef file,
            @Nullable String lamp,
            @Nullable String stage,
            boolean codes,
            List<String> problems) {
        boolean may = access.may(by, UseCase.COMPLETE_NODE, file.court());
        return NodesPage.of(
                heads.of(file.number()),
                docket.sheet(file.id()),
                lamp,
                stage,
                codes,
                may ? documents.ofCase(file.id()) : List.of(),
                may,
                problems);
    }

    @PostMapping("/cases/{number}/nodes/{run}/completion")
    Object complete(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long run,
            @RequestParam(required = false) @Nullable LocalDate on,
            @RequestParam(defaultValue = "") List<Long> document,
            RedirectAttributes after) {
        CaseRef file = door.open(by, number);
        return act(by, file, after, "已登记办结", () -> acts.complete(by, file, run, on, document));
    }

    @PostMapping("/cases/{number}/nodes/{run}/waiver")
    Object waive(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long run,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes after) {
        CaseRef file = door.open(by, number);
        return act(by, file, after, "已免除", () -> acts.waive(by, file, run, reason));
    }

    private Object act(Actor by, CaseRef file, RedirectAttributes after, String notice, Runnable done) {
        return Posted.act(
                after,
                Show.casePath(file.number(), "/nodes"),
                notice,
                done,
                e -> page(by, file, null, null, false, e.sentences()));
    }

    /** List one as one side gets it, to look at or to print and hand over. */
    @GetMapping("/cases/{number}/list-one")
    Screen listOne(Actor by, @PathVariable CaseNumber number, @RequestParam(defaultValue = "APPLICANT") Audience as) {
        CaseRef file = door.open(by, number);
        if (by.kind() == Actor.Kind.PARTY) {
            throw new Problem.Forbidden("请登录当事人服务平台查看告知清单");
        }
        if (as != Audience.APPLICANT && as != Audience.RESPONDENT) {
            throw new Problem.Invalid("as", "清单一只有申请执行人和被执行人两种");
        }
        CaseHeader header = heads.of(file.number());
        CaseHeads.Standing standing = heads.standing(file.id());
        ListOne list = new ListOne(docket.publicNodes(file.id(), as), !standing.running());
        return new ListOnePage(
                header,
                as,
                list,
                new ListOneSheet(
                        list,
                        file.number(),
                        header.title(),
                        courts.nameOf(file.court()),
                        as.zh(),
                        false,
                        standing.officer(),
                        LocalDate.now(clock)));
    }

    /** What the docket adds to menus. */
    @Configuration
    static class Entries {
        @Bean
        CaseTab listOneTab() {
            return new CaseTab("告知", "/list-one", 15);
        }

        @Bean
        CaseTab nodesTab() {
            return new CaseTab("节点", "/nodes", 20);
        }
    }
}
