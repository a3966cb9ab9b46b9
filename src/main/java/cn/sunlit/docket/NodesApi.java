package cn.sunlit.docket;

import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Lists one and three for machines. */
@Tag(name = "清单与节点")
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
    @Operation(summary = "清单一：重点事项告知清单", description = "依次为23个公开节点，每个写明状态、期限、完成日、预警、期限的效力层级和条文。")
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
    @Operation(summary = "清单三：内部流程节点", description = "案件所用目录版本的全部内部节点，写明证据和完成情况。")
    @GetMapping({"/api/cases/{number}/lists/3", "/api/cases/{number}/nodes"})
    ListThree listThree(Actor by, @PathVariable CaseNumber number) {
        CaseRef file = door.open(by, number);
        if (by.kind() == Actor.Kind.PARTY) {
            throw new Problem.Forbidden("内部流程管理清单不向当事人公开，请查看重点事项告知清单");
        }
        return new ListThree(docket.provedNodes(file.id()));
    }
}
