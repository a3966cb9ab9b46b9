package cn.sunlit.docket;

import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Lists one and three for machines. */
@RestController
class NodesApi {

    private final CaseDoor door;
    private final Docket docket;

    NodesApi(CaseDoor door, Docket docket) {
        this.door = door;
        this.docket = docket;
    }

    /** @param nodes the 23 public nodes in order */
    record ListOne(List<PublicNode> nodes) {}

    /** @param nodes the inner nodes of the case's catalogue in order */
    record ListThree(List<InnerNode> nodes) {}

    /** List one: whole for the court, for a party what it may be told. */
    @GetMapping("/api/cases/{number}/lists/1")
    ListOne listOne(Actor by, @PathVariable CaseNumber number) {
        CaseRef file = door.open(by, number);
        if (by.kind() != Actor.Kind.PARTY) {
            return new ListOne(docket.publicNodes(file.id()));
        }
        Audience audience = by.has(Role.APPLICANT_PARTY) ? Audience.APPLICANT : Audience.RESPONDENT;
        return new ListOne(docket.publicNodes(file.id(), audience));
    }

    /** List three is the court's own. */
    @GetMapping({"/api/cases/{number}/lists/3", "/api/cases/{number}/nodes"})
    ListThree listThree(Actor by, @PathVariable CaseNumber number) {
        CaseRef file = door.open(by, number);
        if (by.kind() == Actor.Kind.PARTY) {
            throw new Problem.Forbidden("内部流程管理清单不向当事人公开，请查看重点事项告知清单");
        }
        return new ListThree(docket.innerNodes(file.id()));
    }
}
