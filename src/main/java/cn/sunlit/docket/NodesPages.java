package cn.sunlit.docket;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.CaseTab;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** List three of a case, and the catalogue behind it. */
@Controller
class NodesPages {

    private final CaseDoor door;
    private final Docket docket;
    private final Catalogues catalogues;
    private final CaseHeads heads;

    NodesPages(CaseDoor door, Docket docket, Catalogues catalogues, CaseHeads heads) {
        this.heads = heads;
        this.door = door;
        this.docket = docket;
        this.catalogues = catalogues;
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
        return NodesPage.of(heads.of(file.number()), docket.sheet(file.id()), lamp, stage, codes);
    }

    @GetMapping("/catalogue")
    Screen catalogue(Actor by) {
        return CataloguePage.of(catalogues.shipped());
    }

    /** What the docket adds to menus. */
    @Configuration
    static class Entries {
        @Bean
        CaseTab nodesTab() {
            return new CaseTab("节点", "/nodes", 20);
        }

        @Bean
        NavItem catalogueEntry() {
            return new NavItem("节点目录", "/catalogue", 70, "READ_CASE", "目");
        }
    }
}
